"""Keeps what is published for two minutes, so that a crowd of readers costs one computation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.cache import cache

from transparency.queries.published import published

if TYPE_CHECKING:
    from datetime import datetime

SECONDS = 120


def remembered(now: datetime) -> dict[str, Any]:
    """Return the figures of these two minutes; while the cache is away they are computed each time."""
    key = f"transparency:{int(now.timestamp()) // SECONDS}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        found = published(now)
        cache.set(key, found, timeout=SECONDS)
    return found
