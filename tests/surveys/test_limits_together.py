"""Two people at the limits of one survey: nobody's change is lost, and nobody overwrites what they have not seen."""

import pytest

from surveys.models import Survey
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Editor
from tests.surveys.builder.test_quotas import DEFINITION, URL, Desk

pytestmark = pytest.mark.django_db
WOMEN = {"quota.0.name": "women", "quota.0.cap": "5", "c.quota-0.text": "{who} = 'f'"}


def settings():
    return Survey.objects.get().settings


@pytest.fixture
def desks(client_for, max_, ada):
    make_survey(definition=DEFINITION, settings={"limits": {"cap": 5}}, publish=False)
    return Desk(client_for(max_)), Desk(client_for(ada))


def conflict(desk):
    """The form of the 409 page, which carries everything."""
    return Editor(desk.html.replace('<form method="post" action="/console', '<form class="on" action="/console'), "on")


def test_the_second_sees_both_and_may_put_theirs_on_top(desks):
    one, two = desks
    one.save({"cap": "10", "proof": "on"})
    two.save({"cap": "20"} | WOMEN)
    assert two.status == 409
    assert "Somebody else has changed this survey meanwhile." in two.html
    for words in ("20", "10", "women, 5, {who} = &#x27;f&#x27;", "Ask browsers for a small sum"):
        assert words in two.html
    assert settings() == {"limits": {"cap": 10}, "quality": {"proof": True}}
    answer = two.client.post(URL, conflict(two).fields)
    assert answer.status_code == 303
    women = {"name": "women", "cap": 5, "when": "{who} = 'f'"}
    assert settings() == {"limits": {"cap": 20, "quotas": [women]}, "quality": {"proof": True}}


def test_a_third_change_is_shown_again(desks):
    one, two = desks
    one.save({"cap": "10"})
    two.save({"cap": "20"})
    fields = conflict(two).fields
    one.take(one.client.get(URL)).save({"cap": "30"})
    answer = two.client.post(URL, fields)
    assert (answer.status_code, settings()) == (409, {"limits": {"cap": 30}})


def test_a_change_of_the_questions_is_no_conflict(desks):
    _one, two = desks
    Survey.objects.update(draft=DEFINITION | {"title": "Others"}, revision=2)
    assert two.save({"invited_only": "on"}).status == 200
    assert settings() == {"limits": {"cap": 5}, "invited_only": True}


@pytest.mark.parametrize("begun", ["", "x", "{}~aaaa"])
def test_a_forged_beginning_is_refused(desks, begun):
    assert desks[0].save({"begun": begun}).status == 400
