"""Slows down one address that sends too much; without a cache nobody is slowed down."""

from __future__ import annotations

import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from feedback_site.kit.problems import TooMany

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class Throttle:
    """At most `most` requests in each span of so many seconds, by address of the sender."""

    name: str
    most: int
    seconds: int

    def check(self, request: HttpRequest) -> None:
        """Count the request; raises TooMany."""
        span = int(time.time()) // self.seconds
        key = f"throttle:{self.name}:{span}:{_hashed(address_of(request))}"
        try:
            cache.add(key, 0, timeout=self.seconds)
            count = cache.incr(key)
        except (ValueError, RedisError, OSError):
            return
        if count > self.most:
            left = (span + 1) * self.seconds - int(time.time())
            raise TooMany(seconds=left)


def address_of(request: HttpRequest) -> str:
    """Return the sender's address; behind our own proxy, the one that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _hashed(address: str) -> str:
    """Return what nobody without our key can turn back; there are few enough addresses to try them all."""
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:32]
