"""A mail server that breaks connections and says "later" at random: none is lost, none doubled that need not be.

By hand with more: `MAILS_OUT=10000 pytest tests/notifications/test_storm.py -s`.
"""

import os
import random
from collections import Counter
from datetime import timedelta

import pytest

from feedback_site.kit import clock
from notifications.actions.queue_delivery import Mail, queue_deliveries
from notifications.actions.send_mail import send_mail
from notifications.models import Delivery

MANY = int(os.environ.get("MAILS_OUT", "200"))
ROUNDS = 120
pytestmark = pytest.mark.slow


class Storm:
    """What the server does instead of what it should, by a dice that always falls the same."""

    def __init__(self, box):
        self.box, self.dice = box, random.Random(2026)
        self.undecidable = self.broken = self.later = 0
        box.handle_RCPT, box.handle_DATA = self.recipient, self.data

    def breaks(self, server):
        self.broken += 1
        server.transport.abort()
        return "421 Gone"

    async def recipient(self, server, session, envelope, address, options):
        luck = self.dice.random()
        if luck < 0.03:
            return self.breaks(server)
        if luck < 0.10:
            self.later += 1
            return self.dice.choice(["450 Mailbox busy", "451 Greylisted", "452 No room"])
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def data(self, server, session, envelope):
        luck = self.dice.random()
        if luck < 0.03:
            return self.breaks(server)
        if luck < 0.10:
            self.later += 1
            return self.dice.choice(["451 Try later", "421 Closing"])
        self.box.mails.append(envelope)
        if luck < 0.13:
            self.undecidable += 1
            server.transport.abort()
        return "250 OK"


def identifier(envelope):
    return envelope.content.split(b"Message-ID: ")[1].split()[0].decode()


def test_none_is_lost_and_none_is_doubled_but_where_nobody_can_know(mail_server, settings, db):
    settings.MAILS_A_MINUTE_TO_ONE_DOMAIN = 0
    storm = Storm(mail_server)
    queue_deliveries(
        Mail(key=f"storm:{n}", kind="test", to=f"p{n}@example.org", subject=str(n), text="Hello", language="en")
        for n in range(MANY)
    )
    start = clock.now()
    for rounds in range(ROUNDS):
        with clock.at(start + timedelta(hours=2 * rounds)):
            send_mail()
        if not Delivery.objects.exclude(state="sent").exists():
            break
    arrived = Counter(envelope.rcpt_tos[0] for envelope in mail_server.mails)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert len(arrived) == MANY
    names = {(envelope.rcpt_tos[0], identifier(envelope)) for envelope in mail_server.mails}
    assert len(names) == MANY  # a second copy has the same Message-ID
    doubled = sum(arrived.values()) - MANY
    assert doubled == storm.undecidable
    print(
        f"\n{MANY} mails out, {storm.broken} connections broken before acceptance, {storm.later} times told to come "
        f"later, {storm.undecidable} broken after acceptance; arrived {len(arrived)}, copies {doubled}"
    )
