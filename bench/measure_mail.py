"""Mails that are read, threaded and taken in, beside the standard library's bare reading and one INSERT."""

from __future__ import annotations

import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from statistics import median
from typing import TYPE_CHECKING

from bench.registry import Figure, benchmark

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.models import Ticket

MAILS, ROUNDS = 150, 3
TEXT = "It came, but the box was open.\n\nOn Sun, 22 Nov 2026 at 09:00, Support wrote:\n" + "> Did it come?\n" * 20
TABLE = "CREATE TABLE bench_mail (id bigserial PRIMARY KEY, message_id text UNIQUE, subject text, body text)"


@benchmark
def mail() -> list[Figure]:
    """Answers of reporters: plain, with HTML beside, and with a picture; all take turns."""
    from django.db import connection

    from feedback.actions.open_ticket import open_ticket
    from feedback.rules.names import Channel
    from feedback.rules.origin import Reporter

    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    reporter = Reporter(name="Rosa", email="rosa@example.org")
    ticket = open_ticket(channel=Channel.FORM, body="The parcel came late.", language="en", reporter=reporter)
    acts: dict[str, Callable[[list[bytes]], None]] = {"bare": _bare, "read": _read, "taken": _taken}
    rates: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(ROUNDS):
        for name, act in acts.items():
            mails = [_mail(ticket, f"{number}-{name}-{place}", place) for place in range(MAILS)]
            start = time.perf_counter()
            act(mails)
            rates[name].append(MAILS / (time.perf_counter() - start))
    _all_are_there(ticket)
    bare, read, taken = (float(median(rates[name])) for name in acts)
    return [
        Figure(name="mail: parsed and threaded", value=read, unit="/s", beside=bare, goal=">= 0.4"),
        Figure(name="mail: kept and become a message", value=taken, unit="/s", beside=bare, goal=">= 0.02"),
    ]


def _mail(ticket: Ticket, name: str, place: int) -> bytes:
    from feedback.queries.mail.signed_names import new_message_id

    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = "Rosa <rosa@example.org>", "help@example.org", "Re: 快递 parcel"
    found["Message-ID"], found["Date"] = f"<{name}@example.org>", "Sun, 22 Nov 2026 09:00:00 +0800"
    found["In-Reply-To"] = new_message_id(ticket.ref, "example.org")
    found.set_content(f"{TEXT}\n{name}")
    if place % 3:
        found.add_alternative(f"<p>{TEXT}</p><p>{name}</p>", subtype="html")
    if place % 3 == 2:
        found.add_attachment(b"\x89PNG\r\n\x1a\n" + b"\0" * 40_000, "image", "png", filename="box.png")
    return found.as_bytes(policy=policy.SMTP)


def _bare(mails: list[bytes]) -> None:
    from django.db import connection

    for content in mails:
        found = message_from_bytes(content, policy=policy.default)
        body = found.get_body(("plain",))
        row = [found["Message-ID"], found["Subject"], body.get_content() if body else ""]
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_mail (message_id, subject, body) VALUES (%s, %s, %s)", row)


def _read(mails: list[bytes]) -> None:
    """Everything that is judged, without a database."""
    from feedback.queries.incoming.own import signatures
    from feedback.rules.mail.judge import judge

    for content in mails:
        if judge(content, signatures()).thread is None:
            raise RuntimeError("a mail was not threaded")


def _taken(mails: list[bytes]) -> None:
    """The whole way, with all that a message entails."""
    from feedback.actions.incoming.store_mail import store_mail
    from feedback.actions.incoming.take_mail import take_mails
    from feedback.rules.mail.fates import Way

    for content in mails:
        store_mail(content=content, way=Way.PIPE)
    take_mails()


def _all_are_there(ticket: Ticket) -> None:
    """Nobody is quick by leaving something out."""
    if (arrived := ticket.messages.count() - 1) != MAILS * ROUNDS:
        message = f"{MAILS * ROUNDS} mails, and {arrived} messages on the case"
        raise RuntimeError(message)
