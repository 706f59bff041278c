"""A version published while a hundred people are on their way: no answer is lost, and the pooled table is right."""

from collections import Counter

import pytest
from django.test import Client

from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response
from surveys.queries.pooled import Filter, pooled_results
from surveys.queries.private_links import response_id_of
from tests.factories.surveys import Respondent, make_survey
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def pages(colours, *more, title="Which colour?"):
    return {
        "title": "Paint",
        "pages": [
            {
                "name": "one",
                "elements": [{"type": "radiogroup", "name": "colour", "title": title, "choices": colours}, *more],
            },
            {
                "name": "two",
                "elements": [
                    {"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10},
                    {"type": "comment", "name": "why", "visibleIf": "{nps} < 7"},
                ],
            },
        ],
    }


FIRST = pages([{"value": "r", "text": "Red"}, {"value": "g", "text": "Green"}])
SECOND = pages(
    [{"value": "r", "text": "Crimson"}, {"value": "g", "text": "Green"}, {"value": "b", "text": "Blue"}],
    {"type": "boolean", "name": "again"},
    title="Your colour?",
)
THIRD = pages([{"value": "g", "text": "Green"}, {"value": "b", "text": "Blue"}])


def begin(count):
    return [Respondent(Client(), "paint") for _ in range(count)]


def publish(survey, definition):
    replace_draft(survey_id=survey.pk, definition=definition)
    return publish_survey(survey_id=survey.pk)


def counts(question):
    return {option.value: option.count for option in question.options}


def test_a_hundred_on_their_way_while_versions_change():
    survey = make_survey("paint", FIRST)
    early = begin(100)
    for number, guest in enumerate(early[:60]):  # sixty are past the first page, forty have only opened it
        guest.send(colour="rg"[number % 2])
    publish(survey, SECOND)
    for number, guest in enumerate(early[60:]):
        guest.send(colour="rg"[number % 2])
    for number, guest in enumerate(early):
        guest.send(nps=str(number % 11))
        if number % 11 < 7:
            guest.send(why="Because")
    for number, guest in enumerate(begin(30)):
        guest.send(colour="rgb"[number % 3], again="true")
        guest.send(nps="10")

    rows = list(Response.objects.select_related("version"))
    assert (len(rows), Counter(row.version.number for row in rows)) == (130, {1: 100, 2: 30})
    assert all(row.is_complete for row in rows)
    by_hand = Counter(row.answers["colour"] for row in rows)
    assert by_hand == {"r": 60, "g": 60, "b": 10}
    table = {question.name: question for question in pooled_results(survey.pk, Filter()).questions}
    assert counts(table["colour"]) == by_hand
    assert (table["colour"].answered, table["colour"].versions) == (130, [1, 2])
    assert {o.value: o.label for o in table["colour"].options} == {"r": "Crimson", "g": "Green", "b": "Blue"}
    assert (table["nps"].answered, table["nps"].versions) == (130, [1, 2])
    shown = sum(row.answers["nps"] < 7 for row in rows)
    why = table["why"]
    assert (why.answered, why.not_shown, why.skipped, why.not_reached) == (shown, 130 - shown, 0, 0)
    again = table["again"]
    in_second = sum(row.version.number == 2 for row in rows)
    assert (again.versions, again.answered + again.skipped) == ([2], in_second)
    assert again.answered == sum("again" in row.answers for row in rows)


def go_on(number, guest):
    """What somebody does who is past the first page, or from number 20 on has it open."""

    def act():
        if number >= 20:
            guest.send(colour="rg"[number % 2])
        guest.send(nps=str(number % 11))
        if number % 11 < 7:
            guest.send(why="Because")
        return "Thank you" in guest.html

    return act


@pytest.mark.django_db(transaction=True)
def test_forty_send_at_the_very_moment_of_publishing():
    """Twenty are past the first page, twenty have it open; all go on to the end while a version is published."""
    survey = make_survey("paint", FIRST)
    guests = begin(40)
    for number, guest in enumerate(guests[:20]):
        guest.send(colour="rg"[number % 2])

    acts = [go_on(number, guest) for number, guest in enumerate(guests)]
    *finished, second = at_once(*acts, lambda: publish(survey, SECOND))
    assert (finished, second.number) == ([True] * 40, 2)
    late = begin(5)
    for guest in late:
        guest.send(colour="b", again="true")
        guest.send(nps="10")

    rows = list(Response.objects.select_related("version"))
    assert (len(rows), {row.status for row in rows}) == (45, {"complete"})
    assert [row.answers["nps"] for row in rows].count(10) == 8
    kept = {response_id_of(guest.path.split("/")[3]): guest for guest in guests}
    by_id = {row.pk: row for row in rows}
    assert {by_id[pk].version.number for pk in kept} == {1}
    for number, pk in enumerate(kept):  # to each exactly what they sent, under the version that they met
        wanted = {"colour": "rg"[number % 2], "nps": number % 11}
        wanted |= {"why": "Because"} if number % 11 < 7 else {}
        assert by_id[pk].answers == wanted
    table = {question.name: question for question in pooled_results(survey.pk, Filter()).questions}
    assert counts(table["colour"]) == Counter(row.answers["colour"] for row in rows) == {"r": 20, "g": 20, "b": 5}
    assert (table["nps"].answered, table["nps"].versions) == (45, [1, 2])
    assert table["again"].answered == sum(row.version.number == 2 for row in rows)


ALONE = {"elements": [*FIRST["pages"][0]["elements"], {"type": "comment", "name": "more"}]}


def test_whoever_has_the_only_page_open_sends_what_it_asked():
    survey = make_survey("paint", ALONE)
    (guest,) = begin(1)
    publish(survey, {"elements": THIRD["pages"][0]["elements"]})
    guest.send(colour="r", more="All of it.")
    row = Response.objects.select_related("version").get()
    assert (row.version.number, row.answers, row.is_complete) == (1, {"colour": "r", "more": "All of it."}, True)


@pytest.mark.parametrize("mark", ["", "x", "1", "{other}", "{elsewhere}", "9" * 30 + ".0", "٣.x"])
def test_only_the_page_itself_says_of_which_version_it_is(mark):
    survey = make_survey("paint", ALONE)
    make_survey("elsewhere", ALONE)
    (guest, other), elsewhere = begin(2), Respondent(Client(), "elsewhere")
    publish(survey, {"elements": THIRD["pages"][0]["elements"]})
    marks = {"other": other, "elsewhere": elsewhere}
    marks = {name: visitor.form.fields["version"][0] for name, visitor in marks.items()}
    fields = guest.form.fields | {"version": [mark.format(**marks)], "q.colour": "g", "q.more": "x", "go": ["next"]}
    guest.post(guest.form.action, fields)
    row = Response.objects.select_related("version").get()
    assert (row.version.number, row.answers) == (2, {"colour": "g"})


def test_what_breaks_stands_apart():
    survey = make_survey("paint", FIRST)
    for guest in begin(3):
        guest.send(colour="r")
        guest.send(nps="9")
    publish(survey, THIRD)
    for guest in begin(2):
        guest.send(colour="b")
        guest.send(nps="9")
    results = pooled_results(survey.pk, Filter())
    colours = [question for question in results.questions if question.name == "colour"]
    assert [(q.versions, counts(q)) for q in colours] == [([2], {"g": 0, "b": 2}), ([1], {"r": 3, "g": 0})]
    nps = [question for question in results.questions if question.name == "nps"]
    assert [(q.versions, q.answered) for q in nps] == [([1, 2], 5)]
