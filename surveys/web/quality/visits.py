"""How many answers come from one address, and whether a browser has answered before: counted, never kept.

What is counted stands in the cache for an hour or until the day ends, under hashes whose key changes daily.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache

from feedback_site.kit import clock
from feedback_site.kit.problems import TooMany
from feedback_site.kit.throttle import address_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

CROWD = 30
HOUR, DAY = 3_600, 86_400


@dataclass(frozen=True)
class Visit:
    """What the cache knows of an address and a browser; of an anonymous survey it knows no browser."""

    is_crowded: bool = False
    is_again: bool = False


def count_visit(request: HttpRequest, survey_id: int, response_id: UUID, *, is_anonymous: bool) -> Visit:
    """Count somebody who begins; one round trip to the cache, and nothing where there is none.

    Over thirty an hour are noted, and only a flood is turned away: raises TooMany.
    """
    place = "" if is_anonymous else str(survey_id)
    crowd = _key("crowd", place, f"{time.time() // HOUR}", address_of(request))
    browser = "" if is_anonymous else _browser(request, survey_id)
    asked = [("incr", crowd), ("expire", crowd, HOUR), *([("get", browser)] if browser else [])]
    found = cache.together(asked)  # type: ignore[attr-defined]  # our own backend
    if not found:
        return Visit()
    if int(found[0]) > settings.RESPONSES_PER_HOUR:
        raise TooMany(seconds=HOUR - int(time.time()) % HOUR)
    known = found[2].decode() if browser and found[2] else ""
    return Visit(is_crowded=int(found[0]) > CROWD and not is_anonymous, is_again=known not in ("", response_id.hex))


def remember_browser(request: HttpRequest, survey_id: int, response_id: UUID) -> None:
    """Note until tomorrow that this browser has answered; not for anonymous surveys."""
    if browser := _browser(request, survey_id):
        cache.together([("set", browser, response_id.hex, DAY)])  # type: ignore[attr-defined]  # our own backend


def _browser(request: HttpRequest, survey_id: int) -> str:
    """The place of a browser, which the cookie against forgery tells from others; empty without the cookie."""
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return _key("again", str(survey_id), cookie) if cookie else ""


def _key(*said: str) -> str:
    salt = f"{settings.SECRET_KEY}:{clock.now():%Y-%m-%d}"
    return "visit:" + hmac.new(salt.encode(), "\n".join(said).encode(), hashlib.sha256).hexdigest()[:32]
