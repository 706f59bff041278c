"""The first steps of a survey: where one lands, what can be added at once, and how it is called."""

import pytest

from surveys.models import Response
from tests.factories.surveys import Respondent, make_survey
from tests.surveys.builder.desk import Builder, draft

pytestmark = pytest.mark.django_db
EMPTY = {"title": "T", "pages": [{"name": "page1", "elements": []}]}


def test_one_types_the_title_and_then_adds_the_first_question(client_for, max_):
    client = client_for(max_)
    assert 'name="title" autofocus' in client.get("/console/surveys/new/").text.replace(' maxlength="200"', "")
    begun = client.post("/console/surveys/new/", {"title": "Lunch", "language": "en", "slug": "lunch"})
    assert begun["Location"] == "/console/surveys/lunch/builder/?focus=add-type"
    assert '<select id="add-type" name="type" autofocus>' in client.get(begun["Location"]).text


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("nps", {"type": "rating", "name": "question1", "rateMin": 0, "rateMax": 10}),
        ("stars", {"type": "rating", "name": "question1", "rateType": "stars"}),
    ],
)
def test_what_is_asked_often_is_added_ready(client_for, max_, kind, expected):
    make_survey(definition=EMPTY, publish=False)
    builder = Builder(client_for(max_))
    assert f'<option value="{kind}">' in builder.html
    builder.do("add", type=kind)
    assert draft()["pages"][0]["elements"] == [expected]
    assert '<a class="small" href="#add-type">' in builder.html


def test_a_page_that_nobody_named_goes_by_its_number(client_for, max_):
    make_survey(definition={**EMPTY, "pages": [*EMPTY["pages"], {"name": "end", "elements": []}]}, publish=False)
    html = Builder(client_for(max_)).html
    assert ('dir="auto">Page 1</span>' in html, 'dir="auto">end</span>' in html) == (True, True)


def test_results_show_dots_where_an_answer_stood_in_a_title(client_for, max_, sam):
    second = {"type": "text", "name": "why", "title": "Why “{dish}”?"}
    make_survey(definition={"title": "T", "elements": [{"type": "text", "name": "dish"}, second]})
    Respondent(sam, "survey").send(dish="Soup")
    assert Response.objects.count() == 1
    assert "Why “…”?" in client_for(max_).get("/console/surveys/survey/results/").text
