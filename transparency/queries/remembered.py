"""Keeps what is published for two minutes, so that a crowd of readers costs one computation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

from transparency.queries.published import published

if TYPE_CHECKING:
    from datetime import datetime

SECONDS = 120
log = structlog.get_logger(__name__)


def remembered(now: datetime) -> dict[str, Any]:
    """Return the figures of these two minutes; without a cache they are computed each time."""
    key = f"transparency:{int(now.timestamp()) // SECONDS}"
    try:
        found: dict[str, Any] | None = cache.get(key)
    except (RedisError, OSError) as error:
        log.warning("cache_unreachable", key=key, error=str(error))
        return published(now)
    if found is None:
        found = published(now)
        _keep(key, found)
    return found


def _keep(key: str, found: dict[str, Any]) -> None:
    try:
        cache.set(key, found, timeout=SECONDS)
    except (RedisError, OSError) as error:
        log.warning("cache_unreachable", key=key, error=str(error))
