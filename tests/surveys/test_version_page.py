"""What changed with a version; and lists say of each response what it is not."""

import pytest

from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from tests.factories.surveys import ONE_PAGE, Respondent, make_survey

pytestmark = pytest.mark.django_db


def test_beside_the_one_before(client_for, max_, amir):
    survey = make_survey(by=max_)
    elements = [{**ONE_PAGE["elements"][0], "type": "rating"}, *ONE_PAGE["elements"][1:]]
    new = {**ONE_PAGE, "title": "Supper", "elements": elements}
    replace_draft(survey_id=survey.pk, definition=new, settings={"limits": {"cap": 9}}, by=max_)
    publish_survey(survey_id=survey.pk, by=max_)
    client = client_for(amir)
    assert "/console/surveys/survey/versions/2/" in client.get("/console/surveys/survey/").content.decode()
    html = client.get("/console/surveys/survey/versions/2/").content.decode()
    for words in ("Compared with version 1.", "Breaks", "Which dish?", "Kind of question – changed", "Settings beside"):
        assert words in html
    assert "This is the first version." in client.get("/console/surveys/survey/versions/1/").content.decode()
    assert client.get("/console/surveys/survey/versions/3/").status_code == 404


def test_over_a_limit_is_kept_and_labelled(client_for, amir, client, django_user_model):
    make_survey(settings={"limits": {"cap": 1, "quotas": [{"name": "soup", "cap": 1, "when": "{dish} = 'Soup'"}]}})
    for _ in range(2):
        Respondent(client, "survey").send(dish="Soup", guests="2")
    html = client_for(amir).get("/console/surveys/survey/responses/").content.decode()
    assert html.count("Over the cap, kept") == 1
