"""Whatever a file holds, an import tells of rows and never breaks."""

import json
import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.actions.importing import take
from feedback.models import Ticket
from feedback.rules.importing.case import Source
from feedback.rules.importing.json_items import json_items
from feedback.rules.importing.rows import Manner, rows, text_of
from feedback.rules.importing.sheet import sheet_rows
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from tests.feedback.importing.exports import (
    CSV,
    lines,
    look,
    start,
    stream,
    told,
    zammad_ticket,
    zendesk,
    zendesk_ticket,
)

UTC_ZONE = clock.zone("UTC")


def read(content, source=Source.ZENDESK, **options):
    return list(rows(stream(content), Manner(source=source, zone=UTC_ZONE, now=clock.now(), **options)))


@pytest.mark.parametrize(
    "content",
    [
        "[" * 200_000,
        '{"tickets": ' + "[" * 200_000,
        '{"tickets": [' + '{"a":' * 100_000,
        '{"tickets": [{"id": 1',
        '{"tickets": [1, 2',
        "{",
        "}",
        "nul",
        "\x00\x00",
        '{"tickets": {"id": 1}}',
        "[[[]]]",
        '"text"',
        "12345",
        "NaN",
        "[NaN]",
        b"\xff\xfe\x00",
        '{"tickets": [], "tickets": [3]}',
    ],
)
@pytest.mark.parametrize("source", [Source.ZENDESK, Source.ZAMMAD])
def test_documents_that_are_none(content, source):
    assert all(row.fault for row in read(content, source))


@pytest.mark.parametrize(
    "value",
    [
        "1" * 5_000,
        "1e999",
        "-1",
        "true",
        "null",
        "[]",
        "{}",
        '"\\u0000"',
        '"\\ud800"',
        '"' + "x" * 100_000 + '"',
        "0.1",
    ],
)
@pytest.mark.parametrize("name", ["id", "created_at", "subject", "status", "tags", "via", "requester_id", "comments"])
def test_a_value_of_another_kind_costs_its_row_at_most(name, value):
    ticket = lines([zendesk_ticket(1)]).strip()
    strange = ticket[:-1] + f', "{name}": {value}}}'
    found = read(strange + "\n" + ticket + "\n")
    assert len(found) == 2
    assert found[1].told is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = sorted({*zendesk_ticket(), *zammad_ticket(), "users", "ticket"})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(FIELDS), JSON), st.sampled_from([Source.ZENDESK, Source.ZAMMAD]))
def test_any_object_is_read_or_told(strange, source):
    ticket = zendesk_ticket(1) if source == Source.ZENDESK else zammad_ticket("1")
    found = read(lines([{**ticket, **strange}, ticket]), source)
    assert found
    assert all((row.told is None) != (row.fault is None) for row in found)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(content):
    for source in (Source.ZENDESK, Source.ZAMMAD):
        assert all((row.told is None) != (row.fault is None) for row in read(content, source))
    assert all(row.cells or row.fault for row in sheet_rows(text_of(stream(content), "utf-8"), ","))


def test_a_list_is_read_across_the_edges_of_what_is_read_at_once(monkeypatch):
    whole = zendesk([zendesk_ticket(number) for number in range(30)])
    expected = [item.value for item in json_items(text_of(stream(whole), "utf-8"))]
    for size in (1, 7, 64, 1_000):
        monkeypatch.setattr("feedback.rules.importing.json_items.CHUNK", size)
        assert [item.value for item in json_items(text_of(stream(whole), "utf-8"))] == expected
    assert len(expected) == 33


def test_lines_and_one_document_tell_the_same(monkeypatch):
    tickets = [zendesk_ticket(number) for number in range(5)]
    one = [row.told for row in read(zendesk(tickets, users=[]))]
    assert [row.told for row in read(lines(tickets))] == one
    pages = zendesk(tickets[:2], users=[]) + "\n" + zendesk(tickets[2:], users=[]) + "\n"
    assert [row.told for row in read(pages)] == one


def test_comments_in_a_list_of_their_own_find_their_ticket():
    ticket = zendesk_ticket(1)
    comments = [{**comment, "ticket_id": 1} for comment in ticket.pop("comments")]
    whole = json.dumps({"tickets": [ticket], "comments": comments, "users": []})
    [row] = read(whole)
    assert len(row.told.messages) == 4


def test_a_broken_line_costs_itself_alone():
    good = lines([zendesk_ticket(1)]).strip()
    found = read(f'{good}\n{{"id": 2, "sub\n{good[:-30]}\n{good}\n')
    assert [(row.place, row.fault and row.fault.value) for row in found] == [
        ("line 1", None),
        ("line 2", "unreadable"),
        ("line 3", "unreadable"),
        ("line 4", None),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [
        'id,body\n1,"never closed\n2,x\n',
        "id,body\n" + "1," + "x" * 200_000 + "\n2,short,more,more\n3\n",
        "id;body\n1;\x00\n",
        "id\tbody\n=1\thello\n../../etc\thello\n" + "9" * 80 + "\thello\n",
        "id,body,created\n1,hello,31/12/2024\n2,hello,9999-99-99\n3,hello,2999-01-01\n4,hello,2024-01-01\n",
        "id,id,body,body\n1,2,3,4\n",
        "\ufeffid,body\n",
        "no headings at all",
    ],
)
def test_any_csv_is_looked_at_and_taken(content, ada):
    run = look(content, "csv", ada)
    assert run.state == "looked"
    if run.may_start and {"number", "body"} <= set(run.mapping.values()):
        run = start(content, "csv", ada)
        assert (run.state, run.position) == ("done", run.taken + run.known + run.refused)


@pytest.mark.django_db
def test_texts_are_bounded_and_long_ones_become_several(ada):
    comments = [{**zendesk_ticket()["comments"][0], "body": "字" * 45_000, "plain_body": None}]
    ticket = zendesk_ticket(1, subject="s" * 9_000, tags=["t" * 900] * 300, comments=comments)
    run = start(zendesk([ticket]), "zendesk", ada)
    found = Ticket.objects.get()
    assert [len(m.body) for m in found.messages.order_by("id")] == [20_000, 20_000, 5_000 + len("\n\n[fire.png]")]
    assert (len(found.subject), len(found.taggings.get().tag.name)) == (200, 40)
    assert ("tickets[0]", "1", "split") in told(run)


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_costs_itself_alone(ada, monkeypatch):
    make = take._begun

    def poisoned(run, told, outcome, here):
        taking = make(run, told, outcome, here)
        if told.number == "7":
            taking.ticket.channel = "nowhere"
        return taking

    monkeypatch.setattr(take, "_begun", poisoned)
    run = start(zendesk([zendesk_ticket(number) for number in range(1, 20)]), "zendesk", ada)
    assert (run.taken, run.refused) == (18, 1)
    assert ("tickets[6]", "7", "refused") in told(run)


@pytest.mark.django_db
def test_mixed_rubbish(ada):
    rng = random.Random(7)
    good = CSV.encode()
    for _turn in range(10):
        data = bytearray(good)
        for _hit in range(20):
            data[rng.randrange(len(data))] = rng.randrange(256)
        with suppress(Invalid):
            assert look(bytes(data), "csv", ada).state == "looked"
