"""Who has the ticket open; kept in the cache for half a minute and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from django.core.cache import cache

from feedback_site.kit import clock

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket
    from feedback_site.kit.cache import ForgivingCache

STAYS = 30.0
KEPT = 120


def come_near(ticket: Ticket, user: User) -> list[str]:
    """Say that the person looks at the ticket and return the others who do, in one round trip."""
    mine = json.dumps([str(user), clock.now().timestamp()])
    found = _together(("hset", _key(ticket), str(user.pk), mine), ("expire", _key(ticket), KEPT), _all(ticket))
    return _others(found, user)


def who_is_near(ticket: Ticket, user: User) -> list[str]:
    """Return the names of the others who look at the ticket now."""
    return _others(_together(_all(ticket)), user)


def _others(found: list[object], user: User) -> list[str]:
    if not found:
        return []
    since = clock.now().timestamp() - STAYS
    rows = cast("dict[bytes, bytes]", found[-1])
    seen = [json.loads(value) for key, value in rows.items() if int(key) != user.pk]
    return sorted(name for name, at in seen if at >= since)


def _together(*commands: tuple[object, ...]) -> list[object]:
    return cast("ForgivingCache", cache).together(commands)


def _all(ticket: Ticket) -> tuple[str, str]:
    return ("hgetall", _key(ticket))


def _key(ticket: Ticket) -> str:
    return f"near:{ticket.pk}"
