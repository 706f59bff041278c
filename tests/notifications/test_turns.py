"""Nothing holds a worker for long: a flood goes on after others had their turn, and a mute server blocks one mail."""

import asyncio
import time

import pytest
from celery import current_app
from django.core.cache import cache

from feedback.actions.incoming.store_mail import TAKE, store_mail
from feedback.actions.incoming.take_mail import take_mails
from feedback.models import IncomingMail
from feedback.rules.mail.fates import Way
from feedback_site import celery
from feedback_site.kit import clock
from notifications.actions.claim import BATCH
from notifications.actions.read_events import read_events
from notifications.actions.send_mail import send_mail
from notifications.models import Delivery
from notifications.rules.backoff import FIRST
from tests.factories.mail import letter
from tests.support.servers import broker

pytestmark = pytest.mark.django_db
NOW_OVER = 0.0  # the clock of a process is always beyond
State = Delivery.State


@pytest.fixture
def asked_for(servers):
    """Which tasks wait in the real broker."""
    with current_app.connection_for_read(broker().url) as reading:
        client = reading.default_channel.client
        client.delete("celery")
        cache.clear()
        yield lambda: [name for name in (celery.READ_EVENTS, celery.SEND_MAIL, TAKE) if _waits(client, name)]
        client.delete("celery")
        cache.clear()


def _waits(client, name):
    return any(name.encode() in message for message in client.lrange("celery", 0, -1))


def test_a_turn_lies_ahead_and_is_short():
    assert 0 < celery.turn_ends() - time.monotonic() <= celery.TURN < 60


def test_reading_mails_goes_on_after_the_others_turn(asked_for):
    for number in range(3):
        store_mail(content=letter(message_id=f"<{number}@example.org>"), way=Way.PIPE)
    assert take_mails(until=NOW_OVER) == 0
    assert asked_for() == [TAKE]
    assert take_mails() == 3
    assert IncomingMail.objects.filter(state="taken").count() == 3


def test_reading_events_goes_on_after_the_others_turn(asked_for, add_reader, happen, taken):
    add_reader("test.turns")
    happen(1, 2)
    assert read_events(until=NOW_OVER) == 0
    assert asked_for() == [celery.READ_EVENTS]
    read_events()
    assert taken("test.turns") == [1, 2]


def test_sending_goes_on_after_the_others_turn(asked_for, make_mail, mail_server):
    make_mail(BATCH + 1)
    assert send_mail(until=NOW_OVER) == BATCH
    assert asked_for() == [celery.SEND_MAIL]
    assert send_mail(until=NOW_OVER) == 1


def test_a_server_that_falls_silent_holds_up_one_mail(make_mail, mail_server, settings):
    rows = make_mail(3)
    settings.EMAIL_TIMEOUT = 0.5

    async def mute(server, session, envelope, address, options):
        mail_server.recipients.append(address)
        await asyncio.sleep(3)

    mail_server.handle_RCPT = mute
    began, now = time.monotonic(), clock.now()
    assert send_mail() == 0
    assert time.monotonic() - began < 2
    found = Delivery.objects.order_by("pk")
    assert [(row.state, row.attempts, bool(row.error)) for row in found] == [
        (State.QUEUED, 1, True),
        (State.QUEUED, 0, False),
        (State.QUEUED, 0, False),
    ]
    assert all(FIRST <= row.try_at - now < 2 * FIRST for row in found)
    assert mail_server.recipients == [rows[0].to]


def test_a_mail_that_a_server_hangs_on_comes_after_the_others(make_mail, mail_server, settings):
    poison, sound = make_mail(2)
    Delivery.objects.filter(pk=poison.pk).update(to="poison@example.org")
    settings.EMAIL_TIMEOUT = 0.5

    async def picky(server, session, envelope, address, options):
        if address.startswith("poison"):
            await asyncio.sleep(3)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    mail_server.handle_RCPT = picky
    send_mail()
    with clock.at(clock.now() + 2 * FIRST):
        send_mail()
    with clock.at(clock.now() + 3.5 * FIRST):
        assert send_mail() == 1
    sound.refresh_from_db()
    assert sound.state == State.SENT
