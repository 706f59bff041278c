"""The public page and the same numbers for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from feedback.models.words import WORDS
from feedback.rules.names import Reason
from feedback_site.kit import clock
from feedback_site.kit.access import public
from insights.rules.cohort import Headline, Seen
from transparency.queries.remembered import remembered

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show how the promises are kept."""
    found = remembered(clock.now())
    context = {
        "as_of": datetime.fromisoformat(found["as_of"]),
        "figures": found,
        "spans": [_worded(span) for span in found["spans"]],
        "months": [_worded(month) | {"first": date.fromisoformat(f"{month['month']}-01")} for month in found["months"]],
    }
    return render(request, "transparency/report.html", context)


@public
@require_safe
def figures(_request: HttpRequest) -> HttpResponse:
    """Give the same numbers as JSON."""
    return JsonResponse(remembered(clock.now()), json_dumps_params={"indent": 2})


def _worded(stretch: dict[str, Any]) -> dict[str, Any]:
    """Add what a page needs beside the numbers: the reasons' words and the headline as a rule's value."""
    half = stretch["half_answered_within"]
    day, three_days = stretch["answered_within"]
    return {
        **stretch,
        "reasons": [(WORDS[Reason(key)], n) for key, n in stretch["closed_by_reason"].items()],
        "headline": Headline(half["n"], half["median"], tuple(Seen(**v) for v in half["values"])),
        "within": [(one, one["share"] and one["share"]["value"]) for one in (day, three_days)],
    }
