"""Who is at the other end of a request that only signed-in people can make."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


def me(request: HttpRequest) -> User:
    """Return the person; the view's declared permission has made sure that there is one."""
    return cast("User", request.user)
