"""What is published is what was looked at."""

import re

import pytest

from surveys.actions.edit_draft import Edit, edit_draft
from surveys.actions.replace_draft import replace_draft
from surveys.models import Survey, SurveyVersion
from tests.factories.surveys import make_survey

pytestmark = pytest.mark.django_db
REVIEW, VERSIONS = "/console/surveys/survey/builder/review/", "/console/surveys/survey/versions/"


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(reviewed|revision)" value="([^"]+)">', html))


def test_an_edit_after_the_review_is_not_published_unseen(client_for, max_, ada):
    survey = make_survey(publish=False)
    client = client_for(max_)
    sent = hidden(client.get(REVIEW).content.decode())
    edit = Edit("edited", "Title", lambda _, now: ({**now, "title": "Supper"}, ""))
    edit_draft(survey_id=survey.pk, base=1, edit=edit, by=ada)
    answer = client.post(VERSIONS, sent)
    html = answer.content.decode()
    assert (answer.status_code, SurveyVersion.objects.count()) == (409, 0)
    assert "Not published: the draft has changed since you looked at it." in html
    assert "Ada" in html
    assert client.post(VERSIONS, hidden(html)).status_code == 303
    assert SurveyVersion.objects.get().definition["title"] == "Supper"


def test_settings_are_looked_at_too(client_for, max_):
    survey = make_survey(publish=False)
    client = client_for(max_)
    sent = hidden(client.get(REVIEW).content.decode())
    replace_draft(survey_id=survey.pk, settings={"limits": {"cap": 3}}, by=max_)
    assert client.post(VERSIONS, sent).status_code == 409
    assert client.post(VERSIONS, {**sent, "revision": "9" * 30}).status_code == 409
    assert Survey.objects.get().live_version is None
