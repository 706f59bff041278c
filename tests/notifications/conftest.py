"""Readers of a test's own, which write what they take into a table without constraints."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction

from feedback_site.kit.events import Event
from notifications.actions.place_bookmarks import place_bookmarks
from notifications.actions.queue_delivery import Mail, queue_deliveries
from notifications.event_log import reader, record, unregister
from notifications.models import Delivery
from tests.support.ports import free_port


@dataclass(frozen=True, kw_only=True)
class Happened(Event):
    name: ClassVar[str] = "tests.happened"
    number: int


@dataclass(frozen=True, kw_only=True)
class Ignored(Event):
    name: ClassVar[str] = "tests.ignored"


@pytest.fixture
def taken(db):
    """A table of what readers took; call it with a reader's name to see its events in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE tests_taken (id bigserial, reader text, event_id bigint, number int, at timestamptz)"
        )

    def by(name):
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM tests_taken WHERE reader = %s ORDER BY id", [name])
            return [number for (number,) in cursor.fetchall()]

    yield by
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS tests_taken")


def take(name, batch):
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO tests_taken (reader, event_id, number, at) VALUES (%s, %s, %s, clock_timestamp())",
            [(name, recorded.id, recorded.event.number) for recorded in batch],
        )


@pytest.fixture
def add_reader(taken):
    """Register a reader: `add_reader("tests.a", handle=None, batch=500)`; by default it writes to the table."""
    names = []

    def add(name, handle=None, *, on=(Happened,), **options):
        reader(name, on=on, **options)(handle or (lambda batch: take(name, batch)))
        names.append(name)
        place_bookmarks()

    yield add
    for name in names:
        unregister(name)


@pytest.fixture
def happen(db):
    """Record events with these numbers, in one transaction."""

    def record_numbers(*numbers):
        with transaction.atomic():
            return [record(Happened(number=number)) for number in numbers]

    return record_numbers


@pytest.fixture
def make_mail(db):
    """Queue mails; returns the rows."""

    def make(count=1, **fields):
        first = Delivery.objects.count()
        keys = [f"test:{first + i}" for i in range(count)]
        queue_deliveries(
            Mail(
                **{
                    "key": key,
                    "kind": "test",
                    "to": f"rosa{key.removeprefix('test:')}@example.org" if count > 3 else "rosa@example.org",
                    "subject": "Hello",
                    "text": "Hello",
                    "language": "en",
                }
                | fields
            )
            for key in keys
        )
        return list(Delivery.objects.filter(key__in=keys).order_by("pk"))

    return make


class Letterbox:
    """A mail server's handler that keeps all it gets, and answers as told."""

    def __init__(self):
        self.mails = []
        self.recipients = []
        self.at_recipient = self.at_data = "250 OK"
        self.during_data = lambda: None

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802 -- aiosmtpd's name
        self.recipients.append(address)
        if self.at_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.during_data()
        if self.at_data.startswith("250"):
            self.mails.append(envelope)
        return self.at_data


@pytest.fixture(scope="module")
def mail_controller():
    """A real mail server; what it does is for `letterbox` to say."""
    controller = Controller(Letterbox(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def letterbox(mail_controller):
    """The mail server, with nothing in it; `letterbox.address` is (host, port)."""
    box = mail_controller.handler
    box.__dict__.clear()
    box.__init__()
    box.address = (mail_controller.hostname, mail_controller.port)
    return box


@pytest.fixture
def mail_server(letterbox, settings):
    """The site set up to send through the letterbox."""
    host, port = letterbox.address
    settings.EMAIL_URL = f"smtp://{host}:{port}"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, port
    settings.EMAIL_TIMEOUT = 5
    return letterbox
