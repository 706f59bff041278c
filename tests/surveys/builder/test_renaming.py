"""Renaming in the builder: references and settings follow, also when it is undone."""

import pytest

from surveys.models import Survey
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Builder, draft

pytestmark = pytest.mark.django_db
DEFINITION = {
    "elements": [
        {"type": "rating", "name": "score"},
        {"type": "comment", "name": "why", "title": "Why {score}?", "visibleIf": "{score} < 3"},
        {"type": "boolean", "name": "consent"},
        {"type": "text", "name": "email", "inputType": "email"},
    ]
}
SETTINGS = {
    "follow_up": {"score": "score", "at_most": 2, "comment": "why", "consent": "consent", "email": "email"},
    "limits": {"quotas": [{"name": "low", "cap": 5, "when": "{score} < 3"}]},
}


@pytest.fixture
def builder(client_for, max_):
    make_survey(definition=DEFINITION, settings=SETTINGS, publish=False)
    return Builder(client_for(max_))


def settings():
    stored = Survey.objects.get().settings
    return stored["follow_up"]["score"], stored["limits"]["quotas"][0]["when"]


def test_references_and_settings_follow_there_and_back(builder):
    builder.open("?at=elements[0]").save({"rename": "mark", "p.title": "How was it?"})
    assert draft()["elements"][0] == {"type": "rating", "name": "mark", "title": "How was it?"}
    assert draft()["elements"][1] == {
        "type": "comment",
        "name": "why",
        "title": "Why {mark}?",
        "visibleIf": "{mark} < 3",
    }
    assert settings() == ("mark", "{mark} < 3")
    builder.undo()
    assert draft() == DEFINITION
    assert settings() == ("score", "{score} < 3")
    builder.undo("redo")
    assert settings() == ("mark", "{mark} < 3")


def test_a_name_that_is_taken_is_said_and_what_was_typed_stays(builder):
    builder.open("?at=elements[0]").save({"rename": "WHY", "p.title": "How was it?"})
    assert builder.status == 422
    assert "Something else in this survey is called so already." in builder.html
    assert (builder.fields["rename"], builder.fields["p.title"]) == ("WHY", "How was it?")
    assert draft() == DEFINITION


def test_while_somebody_types_nothing_is_renamed(builder):
    builder.open("?at=elements[0]")
    builder.save({"rename": "ma", "autosave": "1"}, headers={"HX-Request": "true"})
    assert draft() == DEFINITION
