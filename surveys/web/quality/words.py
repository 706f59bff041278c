"""The reasons for a tier in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASONS: dict[str, StrOrPromise] = {
    "honeypot": _("A field that people do not see was filled in: perhaps a program."),
    "crowded": _("One of many from one network address within an hour."),
    "again": _("The same browser had answered before on this day."),
    "copied": _("Word for word like another response."),
    "hasty": _("Answered faster than anybody reads."),
    "straight": _("The same column in every row of a table."),
    "unproved": _("Without the small sum that the survey asks of browsers; this alone lowers no grade."),
    "late": _("Sent after the survey was closed."),
    "over": _("A limit was reached before: kept, but not counted."),
    "proved": _("The browser worked out the small sum."),
}


def notes_on(quality: dict[str, Any]) -> list[StrOrPromise]:
    """Everything that was noted about a response: the reasons for its tier, then the rest."""
    names = [
        *quality.get("reasons", ()),
        *(name for name in ("honeypot", "late", "over", "proved") if quality.get(name)),
    ]
    return [REASONS[name] for name in dict.fromkeys(names) if name in REASONS]
