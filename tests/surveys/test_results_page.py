"""The pages of results and limits, as staff use them."""

import pytest
from django.test import Client

from surveys.actions.publish_survey import publish_survey
from surveys.models import Survey
from tests.factories.surveys import Respondent, make_example, make_survey

pytestmark = pytest.mark.django_db
ASK = {"elements": [{"type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10}, {"type": "boolean", "name": "ok"}]}


def test_results_name_n_interval_and_versions(client_for, amir, django_assert_max_num_queries):
    make_survey("ask", ASK)
    for score in ("10", "9", "3"):
        Respondent(Client(), "ask").send(nps=score)
    reader = client_for(amir)
    with django_assert_max_num_queries(9):
        html = reader.get("/console/surveys/ask/results/").content.decode()
    assert (
        "Net promoter score 33 (95% interval \N{MINUS SIGN}51 to 85, n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}3)" in html
    )
    assert "Mean 7.33" in html
    assert "Answered: 0. Skipped: 3. Not reached: 0. Not shown: 0." in html
    assert "Version 1." in html
    only_best = reader.get("/console/surveys/ask/results/?tier=a&version=1").content.decode()
    assert "Net promoter score" in only_best
    assert reader.get("/console/surveys/ask/results/?tier=zzz&version=99999999999").status_code == 200


def test_an_anonymous_survey_tells_nothing_of_four(client_for, amir):
    make_survey("ask", ASK, {"anonymous": True})
    for _ in range(4):
        Respondent(Client(), "ask").send(nps="10")
    html = client_for(amir).get("/console/surveys/ask/results/?tier=a").content.decode()
    assert "No results yet" in html
    assert "Net promoter" not in html
    assert 'name="tier"' not in html


def test_limits_are_set_and_seen(client_for, max_):
    survey = make_survey("ask", ASK)
    staff = client_for(max_)
    sent = {"cap": "50", "quotas": "fans, 5, {nps} >= 9 and {ok} = true\n"}
    assert staff.post("/console/surveys/ask/limits/", sent).status_code == 303
    survey.refresh_from_db()
    quota = {"name": "fans", "cap": 5, "when": "{nps} >= 9 and {ok} = true"}
    assert survey.settings == {"limits": {"cap": 50, "quotas": [quota]}}
    publish_survey(survey_id=survey.pk)
    html = staff.get("/console/surveys/ask/limits/").content.decode()
    assert "{nps} &gt;= 9 and {ok} = true" in html
    assert html.count('<th scope="row">') == 2


def test_what_is_wrong_with_limits_stands_at_the_field(client_for, max_):
    make_survey("ask", ASK)
    answer = client_for(max_).post("/console/surveys/ask/limits/", {"quotas": "fans, many, {nobody} = 1"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"quotas"}
    assert "There is no question called nobody." in answer.content.decode()


def test_times_are_set(client_for, max_):
    make_survey("ask", ASK)
    staff = client_for(max_)
    wrong = {"opens_at": "2027-01-02T09:00", "closes_at": "2027-01-01T09:00"}
    answer = staff.post("/console/surveys/ask/schedule/", wrong)
    assert (answer.status_code, set(answer.context["times"].errors)) == (422, {"closes_at"})
    assert staff.post("/console/surveys/ask/schedule/", {"opens_at": "2027-01-02T09:00"}).status_code == 303
    assert Survey.objects.get().opens_at is not None
    assert Client().get("/s/ask/").status_code == 410


def test_other_settings_stay(client_for, max_):
    make_example("product-feedback")
    staff = client_for(max_)
    before = Survey.objects.get().settings
    staff.post("/console/surveys/product-feedback/limits/", {"cap": "9"})
    assert Survey.objects.get().settings == before | {"limits": {"cap": 9}}
    refused = staff.post("/console/surveys/product-feedback/limits/", {"anonymous": "on"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"anonymous"})


@pytest.mark.parametrize(
    ("settings", "words"), [({"anonymous": True}, "This survey is anonymous"), ({}, "no network address")]
)
def test_respondents_are_told_what_is_kept(settings, words):
    make_survey("ask", ASK, settings)
    assert words in Respondent(Client(), "ask").html
