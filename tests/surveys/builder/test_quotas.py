"""Quotas are named, numbered and chosen in a form."""

import pytest

from surveys.models import Survey
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Editor

pytestmark = pytest.mark.django_db
URL = "/console/surveys/survey/limits/"
DEFINITION = {
    "title": "Who",
    "elements": [
        {"type": "radiogroup", "name": "who", "title": "Who?", "choices": [{"value": "f", "text": "Woman"}, "m"]},
        {"type": "text", "name": "age", "inputType": "number", "title": "Age?"},
    ],
}


class Desk:
    def __init__(self, client):
        self.client = client
        self.take(client.get(URL))

    def take(self, answer):
        self.status, self.html = answer.status_code, answer.content.decode()
        self.fields = Editor(self.html, "narrow").fields
        return self

    def save(self, changes):
        answer = self.client.post(URL, {**self.fields, **changes})
        return self.take(self.client.get(URL) if answer.status_code == 303 else answer)


def limits():
    return Survey.objects.get().settings.get("limits")


def test_chosen_changed_and_removed(client_for, max_):
    make_survey(definition=DEFINITION, publish=False)
    desk = Desk(client_for(max_))
    desk.save({"quota.0.name": "women", "quota.0.cap": "5", "c.quota-0.0.name": "who", "c.quota-0.0.value": "Woman"})
    assert limits() == {"quotas": [{"name": "women", "cap": 5, "when": "{who} = 'f'"}]}
    desk.save({"c.quota-0.1.name": "age", "c.quota-0.1.operator": "less", "c.quota-0.1.value": "30", "cap": "9"})
    assert limits() == {"cap": 9, "quotas": [{"name": "women", "cap": 5, "when": "{who} = 'f' and {age} < 30"}]}
    desk.save({"c.quota-0.text": "{age} < 20"})
    assert limits()["quotas"][0]["when"] == "{age} < 20"
    desk.save({})
    assert limits()["quotas"][0]["when"] == "{age} < 20"
    desk.save({"quota.0.remove": "on"})
    assert limits() == {"cap": 9}


def test_what_is_wrong_is_said_and_stays_in_the_form(client_for, max_):
    make_survey(definition=DEFINITION, publish=False)
    desk = Desk(client_for(max_)).save(
        {"quota.0.name": "Women!", "quota.0.cap": "many", "c.quota-0.text": "{ghost} = 1"}
    )
    assert (desk.status, limits()) == (422, None)
    assert (desk.fields["quota.0.name"], desk.fields["c.quota-0.text"]) == ("Women!", "{ghost} = 1")
    assert "ghost" in desk.html
