"""Refusals that are the caller's to mend, told the same way to people and programs."""

from __future__ import annotations

from http import HTTPStatus
from math import ceil
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Problem(Exception):  # noqa: N818 -- RFC 9457 calls it a problem
    """A clear 4xx: a status, a title in the reader's language, and what to mend where."""

    status = HTTPStatus.BAD_REQUEST
    title: Any = _("This request could not be understood.")

    def __init__(
        self,
        detail: Any = "",
        *,
        errors: dict[str, list[Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Keep the detail, the errors by field or path, and what the answer's head says besides."""
        super().__init__(str(detail or self.title))
        self.detail = detail
        self.errors = errors or {}
        self.headers = headers or {}

    def as_json(self) -> dict[str, Any]:
        """Return the problem as an RFC 9457 object."""
        body: dict[str, Any] = {"status": int(self.status), "title": str(self.title)}
        if self.detail:
            body["detail"] = str(self.detail)
        if self.errors:
            body["errors"] = {k: [str(e) for e in v] for k, v in self.errors.items()}
        return body


class Invalid(Problem):
    """What was sent breaks a rule that the sender can mend."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = _("Some of what you sent needs another look.")


class WrongMethod(Problem):
    """An address that takes another method, such as a form's own, opened by a reload or a shared link."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    title = _("There is nothing to read at this address.")


class Conflict(Problem):
    """Something changed meanwhile, so the wish no longer fits."""

    status = HTTPStatus.CONFLICT
    title = _("Something changed in the meantime.")


class Gone(Problem):
    """A link or resource that once worked and no longer does."""

    status = HTTPStatus.GONE
    title = _("This link no longer works.")


class TooLarge(Problem):
    """A body over the limit."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    title = _("What you sent is too large.")


class TooMany(Problem):
    """More requests than the limit allows."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    title = _("That was a lot in a short time")

    def __init__(self, *, seconds: int) -> None:
        """Say when to come back, to people in minutes and to programs in seconds."""
        seconds = max(seconds, 1)
        self.minutes = ceil(seconds / 60)
        words = ngettext("Try again in %(n)s minute.", "Try again in %(n)s minutes.", self.minutes)
        super().__init__(words % {"n": self.minutes}, headers={"Retry-After": str(seconds)})
