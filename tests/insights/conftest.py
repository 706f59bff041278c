"""Cases of the past, made through the real actions."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feedback.actions.close_ticket import close_ticket
from feedback.actions.open_ticket import open_ticket
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.rules.names import Channel, Reason
from feedback_site.kit import clock


def at(text):
    """`2026-11-22 09:00 Asia/Shanghai` as a moment."""
    day, time, zone = text.split()
    return datetime.fromisoformat(f"{day} {time}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@dataclass
class Desk:
    """Somebody who answers; hours are counted from the moment that the customer wrote."""

    agent: object
    tickets: list = field(default_factory=list)

    def hear(self, when, *, answered=None, closed=None, reason=Reason.SPAM, channel=Channel.FORM):
        with clock.at(when):
            ticket = open_ticket(channel=channel, body="The kettle leaks.", language="en")
        self.tickets.append(ticket)
        if answered is not None:
            with clock.at(when + timedelta(hours=answered)):
                reply(ticket=ticket, author=self.agent, body="A new one is on its way.")
        if closed is not None:
            with clock.at(when + timedelta(hours=closed)):
                close_ticket(ticket=ticket, by=self.agent, reason=reason)
        return ticket

    def resolve(self, ticket, when):
        with clock.at(when):
            resolve(ticket=ticket, by=self.agent)

    def hear_again(self, ticket, when):
        with clock.at(when):
            write_as_customer(ticket=ticket, body="It leaks again.")


ROLES = ("respondent", "agent", "manager", "administrator")


@pytest.fixture
def statuses(make_user, client_for):
    """What a URL answers to each role."""

    def ask(url):
        people = {role: make_user(role.title(), role) for role in ROLES}
        return {role: client_for(person).get(url).status_code for role, person in people.items()}

    return ask


@pytest.fixture
def desk(amir):
    """Amir's desk."""
    return Desk(amir)


@pytest.fixture
def busy_week(desk):
    """Eleven people wrote in the week from Monday, 16 November 2026, in Shanghai."""
    monday = at("2026-11-16 10:00 Asia/Shanghai")
    for day in range(5):
        desk.hear(monday + timedelta(days=day), answered=2 * day + 1)
    desk.hear(monday, answered=30, channel=Channel.SURVEY)
    desk.hear(monday, closed=1)
    desk.hear(monday + timedelta(days=1), closed=2, reason=Reason.DUPLICATE)
    desk.hear(monday + timedelta(days=4))
    desk.hear(monday + timedelta(days=6, hours=11))
    again = desk.hear(monday + timedelta(days=2), answered=5)
    desk.resolve(again, monday + timedelta(days=3))
    desk.hear_again(again, monday + timedelta(days=4))
    return desk
