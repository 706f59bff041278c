"""Warnings before a target and at its breach: once each, to those in charge, few mails."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.actions.assign import take
from feedback.actions.clocks.sweep_targets import sweep_targets
from feedback.actions.reply import reply
from feedback.models import SlaMark
from feedback.tasks import look_at_targets
from feedback_site.kit import clock
from notifications.models import Delivery, LoggedEvent
from tests.factories.clocks import make_policy
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def after(minutes):
    return clock.at(START + timedelta(minutes=minutes))


@pytest.fixture
def ticket(db):
    with after(0):
        make_policy(first=60, next=30, resolution=480)
        return make_ticket("Where is my parcel?")


def said():
    rows = LoggedEvent.objects.filter(name__startswith="feedback.sla_").order_by("id")
    return [(row.name.rpartition("_")[2], row.payload["target"], row.payload["number"]) for row in rows]


def test_each_thing_is_said_once(ticket, amir):
    for minutes, count in ((47, 0), (48, 1), (49, 0), (60, 1), (61, 0)):
        with after(minutes):
            assert sweep_targets() == count
    assert said() == [("warned", "first", 1), ("breached", "first", 1)]
    with after(62):
        reply(ticket=ticket, author=amir, body="Here.")
    ticket.refresh_from_db()
    assert ticket.look_at is None
    assert SlaMark.objects.count() == 2


def test_an_answer_in_time_is_never_warned_of(ticket, amir):
    with after(40):
        reply(ticket=ticket, author=amir, body="Here.")
    with after(600):
        assert sweep_targets() == 0


def test_a_target_brought_by_new_rules_is_looked_at(ticket):
    with after(10):
        make_policy("All", policy=None, first=5)
    with after(70):
        assert look_at_targets() == 2
    assert said() == [("warned", "first", 1), ("breached", "first", 1)]


def test_the_assignee_is_warned_and_those_who_lead_hear_of_a_breach(ticket, amir, max_, ada):
    with after(1):
        take(ticket=ticket, by=amir)
    with after(50):
        sweep_targets()
        drain()
    assert {mail.to: mail.subject for mail in Delivery.objects.all()} == {amir.email: "1 case is due soon"}
    with after(61):
        sweep_targets()
        drain()
    late = Delivery.objects.filter(subject="1 case is late")
    assert {mail.to for mail in late} == {amir.email, max_.email, ada.email}
    assert ticket.ref in late[0].text
    assert "Where is my parcel?" in late[0].html


def test_what_is_nobodys_is_told_to_those_who_lead_in_their_language(ticket, amir, max_):
    max_.language = "zh-hans"
    max_.save()
    with after(50):
        sweep_targets()
        drain()
    [mail] = Delivery.objects.all()
    assert (mail.to, mail.subject) == (max_.email, "1个工单即将到期")


def test_many_at_once_are_one_mail_and_an_hour_has_few(ticket, max_):
    with after(0):
        for _ in range(24):
            make_ticket()
    with after(61):
        assert sweep_targets() == 50
        drain()
    [mail] = Delivery.objects.all()
    assert mail.subject == "25 cases are late"
    assert "And 5 more." in mail.text
    for minutes in range(5):
        with after(minutes):
            make_ticket()
        with after(62 + minutes):
            sweep_targets()
            drain()
    assert Delivery.objects.count() == 4


def test_of_what_is_finished_meanwhile_nobody_is_told(ticket, amir, max_):
    with after(61):
        sweep_targets()
        reply(ticket=ticket, author=amir, body="Done.", then_resolve=True)
        drain()
    assert list(Delivery.objects.filter(kind="targets")) == []
