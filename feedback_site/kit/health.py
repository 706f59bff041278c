"""Tells a balancer whether this node can serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.cache import cache
from django.db import Error, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from feedback_site.kit.access import public

if TYPE_CHECKING:
    from django.http import HttpRequest

    from feedback_site.kit.cache import ForgivingCache


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except Error:
        return False


def _cache() -> bool:
    return bool(cast("ForgivingCache", cache).answers())


@public
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """Answer 200 while the database does; a lost broker only delays work, so it is told, not failed."""
    database = _database()
    return JsonResponse({"database": database, "broker": _cache()}, status=200 if database else 503)
