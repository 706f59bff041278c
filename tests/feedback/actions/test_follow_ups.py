"""The one question after a resolution."""

from datetime import timedelta

import pytest

from feedback.actions.answer_follow_up import answer_follow_up
from feedback.actions.send_follow_ups import send_follow_ups
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import FollowUp
from feedback_site.kit import clock
from feedback_site.kit.problems import Gone, Invalid
from notifications.models import LoggedEvent
from tests.factories.feedback import make_follow_up, make_resolved

pytestmark = pytest.mark.django_db


def test_once_a_resolution(amir):
    ticket = make_resolved(amir)
    [follow_up] = send_follow_ups(tickets=[ticket])
    assert send_follow_ups(tickets=[ticket]) == []
    assert follow_up.expires_at - follow_up.created_at == timedelta(days=30)


def test_not_when_it_is_open_again(amir):
    ticket = make_resolved(amir)
    write_as_customer(ticket=ticket, body="No!")
    ticket.refresh_from_db()
    assert send_follow_ups(tickets=[ticket]) == []


def test_an_answer_may_change_and_keeps_its_day(amir):
    follow_up = make_follow_up(amir, 2, "slow")
    first = follow_up.answered_at
    changed = answer_follow_up(follow_up=follow_up, score=4)
    answer_follow_up(follow_up=follow_up, score=4)
    assert (changed.score, changed.comment, changed.answered_at) == (4, "", first)
    events = LoggedEvent.objects.filter(name="feedback.follow_up_answered").order_by("id")
    assert [(e.payload["previous_score"], e.payload["score"]) for e in events] == [
        (None, 2),
        (2, 4),
    ]


def test_not_after_its_time(amir):
    follow_up = make_follow_up(amir)
    with clock.at(follow_up.expires_at), pytest.raises(Gone):
        answer_follow_up(follow_up=follow_up, score=5)
    assert FollowUp.objects.get().score is None


@pytest.mark.parametrize(("score", "comment"), [(0, ""), (6, ""), (3, "x" * 2_001)])
def test_nonsense_is_refused(amir, score, comment):
    with pytest.raises(Invalid):
        answer_follow_up(follow_up=make_follow_up(amir), score=score, comment=comment)
