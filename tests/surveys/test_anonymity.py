"""From a sealed anonymous response no key, time or order leads to a person: every pair of tables is joined."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client

from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from notifications.models import LoggedEvent
from surveys.actions.import_survey import RefusedDocuments, import_survey
from surveys.actions.invitations.invite_people import invite_people
from surveys.actions.move_survey import move_survey
from surveys.models import Invitation, Response, ResponseCount, SpentId
from surveys.queries.invitations import link_of
from surveys.queries.pooled import Filter, pooled_results
from surveys.queries.private_links import response_id_of
from surveys.rules.anonymity import TOGETHER, coarse
from surveys.rules.lifecycle import Move
from tests.factories.feedback import make_ticket
from tests.factories.surveys import Respondent, make_survey
from tests.support.drain import drain

TRUST = {
    "title": "Trust",
    "pages": [
        {"name": "one", "elements": [{"type": "rating", "name": "trust"}]},
        {"name": "two", "elements": [{"type": "comment", "name": "why"}]},
    ],
}
ANONYMOUS = {"anonymous": True}
INVITED = ANONYMOUS | {"invited_only": True}
CONTENT = {"answers", "absent", "quality", "fingerprint", "visited"}  # what the person said, and what follows from it
START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def tables():
    """Every row of every table, with its place and writer, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT ctid::text AS ctid, xmin::text AS xmin, t.* FROM "{table}" t ORDER BY t.ctid')
            names = [column.name for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def answer(client, number, way=None):
    """Somebody answers both pages; returns the id that their browser knows."""
    guest = Respondent(client, "trust")
    if way:
        guest.open(way)
    guest.send(trust=str(number % 5 + 1))
    guest.send(why=f"Reason {number}")
    return guest


def through_the_door(browser, person):
    """Where the button of somebody's invitation leads."""
    link = urlsplit(link_of(Invitation.objects.get(email=person.email))).path
    key = re.search(r'name="response" value="([^"]+)"', browser.get(link).content.decode()).group(1)
    return browser.post(link, {"response": key})["Location"]


@pytest.fixture
def told(request, make_user, client_for):
    """Twelve people with accounts answer minutes apart, each writing a ticket too; readers run as they come."""
    survey = make_survey("trust", TRUST, getattr(request, "param", ANONYMOUS))
    people, ids = [], []
    with clock.at(START - timedelta(days=1)):
        invite_people(survey_id=survey.pk, addresses=[f"p{number}@example.org" for number in range(12)], by=None)
        drain()
    for number in range(12):
        with clock.at(START + timedelta(minutes=7 * number)):
            person = make_user(f"P{number}", "respondent")
            people.append(person)
            browser = client_for(person)
            guest = answer(browser, number, through_the_door(browser, person))
            make_ticket(body=f"Ticket {number}", email=person.email)
            ids.append(str(response_id_of(guest.path.split("/")[3])))
            if number % 3 == 2:
                drain()
    with clock.at(START + timedelta(hours=3)):
        drain()
        move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
        drain()
    return survey, people, guest, ids


@pytest.mark.parametrize("told", [ANONYMOUS, INVITED], ids=["open", "invited"], indirect=True)
@pytest.mark.django_db(transaction=True)
def test_no_path_leads_from_a_response_to_a_person(told):
    survey, people, _guest, known_to_browsers = told
    found = tables()
    rows = found.pop("surveys_response")
    assert len(rows) == 12
    assert {row["answered_at"] for row in found["surveys_invitation"]} == {MONDAY}

    # By key or time: whatever stands in a row, content aside, is random or shared by at least five.
    for column in rows[0].keys() - CONTENT - {"id", "ctid"}:
        shared = Counter(str(row[column]) for row in rows)
        assert min(shared.values()) >= TOGETHER, (column, shared)
    assert {row["started_at"] for row in rows} == {row["completed_at"] for row in rows} == {MONDAY}

    # By key: no value that is a response's own stands in any other table.
    own = {str(row["id"]) for row in rows}
    assert not own & set(known_to_browsers)
    own.update(known_to_browsers)
    for table, others in found.items():
        everything = " ".join(str(list(other.values())) for other in others)
        assert not {key for key in own if key in everything or key.replace("-", "") in everything}, table

    # Joined on any pair of columns, a response meets all the rows that it meets together with four others.
    for table, others in found.items():
        for name in {column for other in others for column in other} - {"ctid"}:
            values = {str(other[name]) for other in others}
            for column in rows[0].keys() - CONTENT - {"ctid"}:
                met = Counter(str(row[column]) for row in rows if str(row[column]) in values)
                assert all(count >= TOGETHER for count in met.values()), (table, name, column)

    # By order: neither the ids nor the places on disk follow the order in which people came.
    arrived = {f"Reason {number}": number for number in range(12)}
    for order in (rows, sorted(rows, key=lambda row: row["id"])):
        numbers = [
            arrived[eval(row["answers"])["why"] if isinstance(row["answers"], str) else row["answers"]["why"]]
            for row in order
        ]
        assert numbers not in (sorted(numbers), sorted(numbers, reverse=True))
    assert {row["id"].version for row in rows} == {4}

    # By transaction: who wrote a row wrote at least four others, and no person's row.
    writers = Counter(row["xmin"] for row in rows)
    assert min(writers.values()) >= TOGETHER
    personal = (
        "accounts_user",
        "django_session",
        "surveys_invitation",
        "feedback_ticket",
        "feedback_message",
        "notifications_delivery",
    )
    assert not writers.keys() & {row["xmin"] for table in personal for row in found.get(table, [])}
    assert (survey.state, len(people), len(set(known_to_browsers))) == ("live", 12, 12)


@pytest.mark.django_db(transaction=True)
def test_the_log_says_that_somebody_answered_and_no_more(told):
    events = LoggedEvent.objects.filter(name__startswith="surveys.response_")
    assert events.count() == 24
    assert set(events.values_list("at", flat=True)) == {MONDAY}
    assert {(e.payload["response_id"], e.payload["language"], e.actor_id, e.subject) for e in events} == {
        ("", "", None, "")
    }
    assert list(ResponseCount.objects.values_list("started", "completed")) == [(12, 12)]
    assert SpentId.objects.count() == 12
    assert all(re.fullmatch("[0-9a-f]{64}", spent.hash) for spent in SpentId.objects.all())


@pytest.mark.django_db(transaction=True)
def test_a_replay_after_the_seal_is_no_second_answer(told):
    survey, _people, guest, _ids = told
    path, data = guest.sent
    guest.post(path, data)
    assert "Thank you" in guest.html
    move_survey(survey_id=survey.pk, move=Move.REOPEN, by=None)
    one = Respondent(Client(), "trust")
    first = one.form.fields | {"q.trust": "3", "go": "next"}
    one.post("/s/trust/", first)
    one.send(why="Late")
    for number in range(4):
        answer(Client(), number)
    drain()
    assert Response.objects.exclude(week=None).count() == 17
    one.post("/s/trust/", first)
    assert "Thank you" in one.html
    assert Response.objects.count() == 17


@pytest.mark.django_db
def test_fewer_than_five_wait_and_nobody_reads_them(sam, client_for, amir):
    survey = make_survey("trust", TRUST, ANONYMOUS)
    for number in range(4):
        answer(Client(), number)
    drain()
    reader = client_for(amir)
    waiting = Response.objects.first()
    assert (waiting.week, waiting.started_at) == (None, coarse(clock.now()))
    assert waiting.pk.version == 4
    assert "No responses here yet" in reader.get("/console/surveys/trust/responses/").content.decode()
    assert reader.get(f"/console/surveys/trust/responses/{waiting.pk}/").status_code == 404
    assert reader.get("/api/surveys/trust/responses/").json()["items"] == []
    assert reader.get(f"/api/surveys/trust/responses/{waiting.pk}/").status_code == 404
    assert pooled_results(survey.pk, Filter()).is_hidden
    answer(sam, 4)
    drain()
    assert Response.objects.exclude(week=None).count() == 5
    assert len(reader.get("/api/surveys/trust/responses/").json()["items"]) == 5


@pytest.mark.django_db
def test_the_last_few_join_the_batch_before_them():
    survey = make_survey("trust", TRUST, ANONYMOUS)
    for number in range(7):
        answer(Client(), number)
        if number == 4:
            drain()
    drain()
    before = set(Response.objects.exclude(week=None).values_list("pk", flat=True))
    assert len(before) == 5
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    after = set(Response.objects.exclude(week=None).values_list("pk", flat=True))
    assert len(after) == 7
    assert not before & after
    assert sorted(r.answers["why"] for r in Response.objects.all()) == [f"Reason {n}" for n in range(7)]


@pytest.mark.django_db
def test_a_program_may_bring_its_own_id_which_is_forgotten(client):
    make_survey("trust", TRUST, ANONYMOUS)
    keys = [uuid7() for _ in range(5)]

    def submit(key):
        body = {"id": str(key), "answers": {"trust": 3}}
        return client.post("/api/surveys/trust/responses/", body, content_type="application/json").status_code

    assert [submit(key) for key in keys] == [201] * 5
    drain()
    assert not set(Response.objects.values_list("pk", flat=True)) & set(keys)
    assert [submit(key) for key in keys] == [200] * 5
    assert Response.objects.count() == 5


@pytest.mark.django_db
def test_small_counts_are_hidden_and_what_they_leave(sam):
    survey = make_survey("trust", TRUST, ANONYMOUS)
    for number in range(12):
        guest = Respondent(Client(), "trust")
        guest.send(trust="5" if number < 9 else "1")
        guest.send(why="x" if number else "")
    drain()
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    trust, why = pooled_results(survey.pk, Filter(tier="a")).questions
    assert {o.value: o.count for o in trust.options} == {"1": None, "2": 0, "3": 0, "4": 0, "5": None}
    assert trust.mean is None
    assert (why.is_hidden, why.answered) == (True, 0)


@pytest.mark.django_db
def test_an_anonymous_survey_opens_no_tickets():
    rule = {"score": "trust", "at_most": 2, "comment": "why", "consent": "ok", "email": "mail"}
    with pytest.raises(RefusedDocuments) as refused:
        import_survey(definition=TRUST, settings={"anonymous": True, "follow_up": rule})
    assert "settings.follow_up" in {finding.path for finding in refused.value.findings}
