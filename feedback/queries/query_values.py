"""Reads values out of a link's query, and refuses what this site would not have written."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.http import QueryDict

    Values = QueryDict | Mapping[str, str]

LONGEST = 60
KEY_LENGTH = 18  # digits that a PostgreSQL bigint surely holds
YEARS = range(2000, 2101)


class BadFilter(Problem):
    """A filter that this site does not know."""

    title = _("This filter cannot be read. Start again from the whole list.")


def word(query: Values, name: str, known: Collection[str]) -> str | None:
    """Return one of the known words, or None where the name is missing; raises BadFilter."""
    found = _text(query, name)
    if found is not None and found not in known:
        raise unknown(name)
    return found


def key(query: Values, name: str) -> str | None:
    """Return the number of a row as it stands in links, or None; raises BadFilter."""
    text = _text(query, name)
    if text is not None and not (text.isascii() and text.isdigit() and len(text) <= KEY_LENGTH):
        raise unknown(name)
    return text


def moment(query: Values, name: str) -> datetime | None:
    """Return an aware moment (ISO 8601); raises BadFilter."""
    text = _text(query, name)
    if text is None:
        return None
    try:
        found = parse_datetime(text)
    except ValueError as error:
        raise unknown(name) from error
    if found is None or not is_aware(found) or found.year not in YEARS:
        raise unknown(name)
    return found


def number(query: Values, name: str, *, above: float, most: float) -> float | None:
    """Return a number in (above, most]; raises BadFilter."""
    text = _text(query, name)
    if text is None:
        return None
    try:
        found = float(text)
    except ValueError as error:
        raise unknown(name) from error
    if not math.isfinite(found) or not above < found <= most:
        raise unknown(name)
    return found


def encode(values: Mapping[str, str | float | datetime | None]) -> str:
    """Return a query string of what is set; a moment keeps its zone and its microseconds."""
    return urlencode(
        {
            name: value.isoformat() if isinstance(value, datetime) else _plain(value)
            for name, value in values.items()
            if value is not None
        }
    )


def _plain(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) and value == round(value, 4) else str(value)


def _text(query: Values, name: str) -> str | None:
    found = query.get(name) or None
    if found is not None and len(found) > LONGEST:
        raise unknown(name)
    return found


def unknown(name: str) -> BadFilter:
    """Return the refusal of one value."""
    return BadFilter(errors={name: [_("This value is not known here.")]})
