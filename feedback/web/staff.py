"""Who works here, for views behind a permission."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


def staff(request: HttpRequest) -> User:
    """Return the signed-in person; the view's permission has refused everybody else."""
    return cast("User", request.user)
