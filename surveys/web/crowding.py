"""Many answers from one address within an hour, counted without keeping the address."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from feedback_site.kit import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

CROWD = 30
HOUR = 3600
log = structlog.get_logger(__name__)


def is_crowded(request: HttpRequest, slug: str) -> bool:
    """Whether more than thirty have begun here from this address; the key is of today and gone within the hour."""
    salt = f"{settings.SECRET_KEY}:{clock.now():%Y-%m-%d}"
    said = f"{slug}:{request.META.get('REMOTE_ADDR', '')}"
    key = "crowd:" + hmac.new(salt.encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
    try:
        cache.add(key, 0, timeout=HOUR)
        return int(cache.incr(key)) > CROWD
    except (RedisError, OSError, ValueError) as error:
        log.warning("cache_unreachable", error=type(error).__name__)
        return False
