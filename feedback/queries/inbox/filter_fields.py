"""How each part of the ticket filter is written in a link and read again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings

from feedback.models.words import values
from feedback.queries import query_values
from feedback.queries.query_values import moment, word
from feedback.rules.custom_fields import VALUE_LENGTH
from feedback.rules.names import Channel, Priority, Reason, Status
from feedback.rules.search.terms import MAX_QUERY
from feedback.rules.tags import NAME_LENGTH, tag_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.queries.query_values import Values

UNFINISHED = "unfinished"
ME, NOBODY, YES, NO = "me", "nobody", "yes", "no"
SOON, BREACHED = "soon", "breached"
KEY_LENGTH = 18  # digits that a PostgreSQL bigint surely holds


def _somebody(query: Values, name: str) -> str | None:
    found = query.get(name) or None
    if found in (None, ME, NOBODY) or _is_key(found):
        return found
    raise query_values.unknown(name)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= KEY_LENGTH


def _tag(query: Values, name: str) -> str | None:
    found = query.get(name) or None
    if found is not None and (len(found) > NAME_LENGTH or tag_name(found) != found):
        raise query_values.unknown(name)
    return found


def _field(query: Values, name: str) -> str | None:
    """Return "number:value", the value as it is written."""
    found = query.get(name) or None
    if found is None:
        return None
    key, colon, value = found.partition(":")
    if not (colon and value and _is_key(key) and len(value) <= VALUE_LENGTH and "\0" not in value):
        raise query_values.unknown(name)
    return found


def _text(query: Values, name: str) -> str | None:
    """Return the words; more than anybody types is cut, since a search is no place for a refusal."""
    found = " ".join("".join(c if c.isprintable() else " " for c in query.get(name) or "").split())
    return found[:MAX_QUERY].strip() or None


def _language(query: Values, name: str) -> str | None:
    return word(query, name, dict(settings.LANGUAGES))


READERS: dict[str, Callable[[Values, str], Any]] = {
    "status": partial(word, known=[UNFINISHED, *values(Status)]),
    "waiting": partial(word, known=[YES]),
    "assignee": _somebody,
    "team": _somebody,
    "mentions": partial(word, known=[ME]),
    "snoozed": partial(word, known=[YES, NO]),
    "due": partial(word, known=[SOON, BREACHED]),
    "priority": partial(word, known=[priority.key for priority in Priority]),
    "channel": partial(word, known=values(Channel)),
    "language": _language,
    "tag": _tag,
    "field": _field,
    "reason": partial(word, known=values(Reason)),
    "created_from": moment,
    "created_to": moment,
    "resolved_from": moment,
    "resolved_to": moment,
    "text": _text,
}
