"""What a provider posts of mails that failed, event by event: one that cannot be read holds up no other."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feedback.rules.mail.intake.reports import of_amazon, of_mailgun, of_postmark, of_sendgrid
from feedback.rules.mail.words_of import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedback.rules.mail.intake.reports import Report

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
READERS: dict[str, Callable[[Any], Iterator[Report]]] = {
    "mailgun": of_mailgun,
    "postmark": of_postmark,
    "sendgrid": of_sendgrid,
    "ses": of_amazon,
}
PEOPLE = {"bounce": "bouncedRecipients", "complaint": "complainedRecipients"}
LONGEST = 150


@dataclass
class Told:
    """What was read, and for each event that could not be read what went wrong."""

    reports: list[Report] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_reports(provider: str, load: Callable[[], Any], *, is_wrapped: bool = False) -> Told:
    """Read what `load` returns; `is_wrapped` for Amazon's as it is posted, in a message of its notification service.

    An event is read whole or not at all.
    """
    told = Told()
    try:
        posted = load()
        if is_wrapped and provider == "ses":
            posted = json.loads(posted["Message"])
        events, read = _events(provider, posted), READERS[provider]
    except UNREADABLE as error:
        told.unread.append(_words(error))
        return told
    for event in events:
        try:
            told.reports += list(read(event))
        except UNREADABLE as error:
            told.unread.append(_words(error))
    return told


def _events(provider: str, posted: Any) -> list[Any]:
    """One of them posts many at once, one tells of many people at once."""
    if provider == "sendgrid":
        if not isinstance(posted, list):
            raise TypeError("no list of events")
        return posted
    if provider == "ses":
        return _for_each_person(posted)
    return [posted]


def _for_each_person(event: Any) -> list[Any]:
    kind = str(event.get("eventType") or event.get("notificationType")).lower()
    told, people = event.get(kind), PEOPLE.get(kind, "")
    if not isinstance(told, dict) or not isinstance(told.get(people), list):
        return [event]
    return [{**event, kind: {**told, people: [person]}} for person in told[people]]


def _words(error: Exception) -> str:
    return one_line(f"{type(error).__name__}: {error}", LONGEST)
