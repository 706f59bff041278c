"""The longest surveys: each page holds a part, leads on to the rest, and changes nothing that it does not show."""

import pytest

from surveys.actions.publish_survey import publish_survey
from surveys.models import Survey
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Builder, Editor, draft

pytestmark = pytest.mark.django_db
HOME, MOST = "/console/surveys/survey/", 500_000
QUESTIONS = [{"type": "text", "name": f"q{n}", "title": f"How was number {n}?"} for n in range(1_000)]
TRIGGERS = [
    {"type": "setvalue", "expression": f"{{q{n % 1000}}} = {n}", "setToName": "q1", "setValue": n} for n in range(2_000)
]
CHOICES = [{"value": n, "text": f"Choice {n}", "visibleIf": f"{{q{n % 999}}} = 1"} for n in range(2_000)]
CHECKS = [{"type": "text", "minLength": n + 1} for n in range(2_000)]
LONG = {
    "title": "T",
    "pages": [
        {"name": "a", "elements": QUESTIONS[:500]},
        {"name": "b", "elements": [*QUESTIONS[500:998], {"type": "checkbox", "name": "c", "choices": CHOICES}]},
        {"name": "d", "elements": [{"type": "comment", "name": "e", "validators": CHECKS}]},
    ],
    "triggers": TRIGGERS,
}


@pytest.fixture
def client(client_for, max_):
    make_survey(definition=LONG, publish=False)
    return client_for(max_)


def logic(client, query="", **changes):
    """The page of triggers, or what comes of it when something was changed on it."""
    url = f"{HOME}builder/logic/{query}"
    html = client.get(url).content.decode()
    if not changes:
        return html
    sent = {**Editor(html).fields, **{key.replace("__", "."): value for key, value in changes.items()}}
    return client.post(url, sent)


@pytest.mark.parametrize(
    "page",
    [
        "builder/",
        "builder/?at=pages[0].elements[200]",
        "builder/?at=pages[1].elements[498]",
        "builder/?at=pages[2].elements[0]",
        "builder/logic/",
        "builder/translations/",
        "builder/review/",
        "builder/json/",
        "builder/preview/",
        "",
        "limits/",
    ],
)
def test_no_page_is_heavy(client, django_assert_max_num_queries, page):
    with django_assert_max_num_queries(7):
        answer = client.get(HOME + page)
    assert (answer.status_code, len(answer.content) < MOST) == (200, True)


def test_triggers_stand_twenty_a_page_and_names_are_shared(client):
    html = logic(client)
    assert (html.count("<legend>Trigger "), html.count('<datalist id="names">')) == (20, 1)
    assert "1 to 20 of 2000" in html
    html = logic(client, "?triggers=1980")
    assert (html.count("<legend>Trigger "), "<legend>Trigger 2000</legend>" in html) == (20, True)
    assert "<legend>Trigger 2000</legend>" in logic(client, "?triggers=99999")


def test_what_is_not_shown_stays(client):
    answer = logic(client, "?triggers=40", **{"c.triggers-41.0.value": "seven", "do": "save"})
    assert answer["Location"].endswith("/builder/logic/?triggers=40")
    expected = [dict(trigger) for trigger in TRIGGERS]
    expected[41]["expression"] = "{q41} = 'seven'"
    assert draft()["triggers"] == expected


def test_walking_on_saves_what_was_typed(client):
    answer = logic(client, **{"w.triggers-3.setValue": "5", "do": "part triggers 20"})
    assert answer["Location"].endswith("/builder/logic/?triggers=20#triggers-20")
    assert draft()["triggers"][3]["setValue"] == "5"


def test_what_moves_or_comes_new_is_where_one_lands(client):
    assert logic(client, press="triggers down 19")["Location"].endswith("?triggers=20#triggers-20")
    assert draft()["triggers"][20] == TRIGGERS[19]
    assert logic(client, "?triggers=20", press="triggers delete 20")["Location"].endswith("?triggers=20#triggers-20")
    assert logic(client, do="ending")["Location"].endswith("logic/#completedHtmlOnCondition-0")


def test_a_question_is_typed_by_its_title_or_name(client):
    logic(client, **{"c.triggers-0.0.name": "How was number 7?", "w.triggers-0.setToName": "{q8}", "do": "save"})
    assert draft()["triggers"][0] == {**TRIGGERS[0], "expression": "{q7} = '0'", "setToName": "q8"}


def test_the_outline_leads_through_a_long_survey(client):
    builder = Builder(client)
    builder.open("?at=pages[0].elements[200]")
    assert builder.html.count('class="outline-depth-') == 121 + 3 + 4
    assert "140 more questions" in builder.html
    assert "?at=pages%5B0%5D.elements%5B261%5D" in builder.html


def test_a_form_says_what_it_leaves_out(client):
    builder = Builder(client).open("?at=pages[1].elements[498]")
    assert "1800 more entries are not shown here." in builder.html
    assert "1950 more conditions are not shown here." in builder.html
    assert "1950 more checks are not shown here." in builder.open("?at=pages[2].elements[0]").html
    assert "too long to be edited here" in client.get(f"{HOME}builder/json/").content.decode()


def test_an_expression_without_room_for_rows_keeps_what_it_says(client):
    builder = Builder(client).open("?at=pages[1].elements[498]")
    assert "c.choices-49-visibleIf.text" in builder.fields
    builder.save({"p.title": "Which?"})
    choices = draft()["pages"][1]["elements"][498]["choices"]
    assert choices == CHOICES


def test_changes_and_hints_are_told_up_to_a_number(client_for, max_):
    survey = make_survey(definition={"title": "T", "elements": QUESTIONS[:300]})
    other = [{**question, "title": "a" if n < 100 else "Else?"} for n, question in enumerate(QUESTIONS[:300])]
    Survey.objects.update(draft={"title": "T", "elements": [{**q, "visibleIf": "{gone} = 1"} for q in other]})
    client = client_for(max_)
    html = client.get(f"{HOME}builder/review/").content.decode()
    assert "The first 50 of them" in html
    assert "And 100 more of this class." in html
    publish_survey(survey_id=survey.pk, by=None)
    html = client.get(f"{HOME}versions/2/").content.decode()
    assert "And 100 more of this class." in html


def test_results_stand_fifty_questions_a_page(client_for, max_):
    make_survey(definition={"title": "T", "elements": QUESTIONS[:120]})
    client = client_for(max_)
    html = client.get(f"{HOME}results/?from=50&tier=a").content.decode()
    assert ("Questions 51 to 100 of 120" in html, "How was number 50?" in html) == (True, True)
    assert 'href="?tier=a&amp;from=100"' in html
    assert 'href="?tier=a"' in html
