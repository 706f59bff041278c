"""Before publishing: what is odd, and what changes for respondents and for results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.queries.draft_history import revisions_since
from surveys.queries.survey_list import survey_has_news
from surveys.rules import Impact, diff, import_definition, lint, worst
from surveys.rules.editing.places import places
from surveys.rules.lifecycle import Move, State, moves_from
from surveys.rules.versions.fingerprint import fingerprint
from surveys.web.builder.further import names_of_fields
from surveys.web.builder.hinting import hints_of
from surveys.web.builder.history import in_words
from surveys.web.builder.outline import label_of
from surveys.web.builder.screen import open_desk
from surveys.web.staff.findings import told

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from surveys.rules import Change
    from surveys.rules.editing.places import Json
    from surveys.rules.editing.texts import Tongue

IMPACTS: dict[Impact, StrOrPromise] = {
    Impact.COSMETIC: _("Wording only: old and new answers count together."),
    Impact.ADDITIVE: _("Something new is asked or offered: answers count together, with different numbers asked."),
    Impact.BREAKING: _("Answers of this question mean something else now: old and new are counted apart."),
}
NAMES: dict[Impact, StrOrPromise] = {
    Impact.COSMETIC: _("Wording"),
    Impact.ADDITIVE: _("Additions"),
    Impact.BREAKING: _("Breaks"),
}
ENDINGS: dict[str, StrOrPromise] = {
    "added": _("added"),
    "changed": _("changed"),
    "removed": _("removed"),
    "reordered": _("in another order"),
}


@allow("survey.publish")
@require_safe
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Show hints and changes beside the button that publishes."""
    return review_page(request, slug)


def review_page(request: HttpRequest, slug: str, *, since: int | None = None) -> HttpResponse:
    """The page; `since` is the revision that somebody looked at before another came in between."""
    desk = open_desk(slug, "", "")
    live = desk.survey.live_version
    findings = lint(desk.definition, instrument=desk.survey.settings.get("instrument", ""))
    changes = diff(import_definition(live.definition), desk.definition) if live else []
    context: dict[str, Any] = {
        "survey": desk.survey,
        "desk": desk,
        "heading": desk.draft.get("title"),
        "live": live,
        "hints": hints_of(findings, told(findings), desk.draft, desk.tongue, desk.survey.slug),
        "groups": groups_of(changes, desk.draft, live.definition if live else {}, desk.tongue),
        "worst": NAMES[worst(changes)] if changes else "",
        "can_publish": Move.PUBLISH in moves_from(State(desk.survey.state)) and survey_has_news(desk.survey.pk),
        "reviewed": fingerprint(desk.draft, desk.survey.settings),
        "is_stale": since is not None,
        "revisions": [] if since is None else in_words(revisions_since(desk.survey, since)),
    }
    return render(request, "surveys/builder/review.html", context, status=200 if since is None else 409)


def groups_of(changes: list[Change], draft: Json, old: Json, tongue: Tongue) -> list[dict[str, Any]]:
    """The changes between two definitions by class, the gravest first."""
    return [
        {
            "name": NAMES[impact],
            "kind": {"breaking": "bad", "additive": "info"}.get(impact.value, "plain"),
            "means": IMPACTS[impact],
            "changes": [_told(change, draft, old, tongue) for change in changes if change.impact is impact],
        }
        for impact in (Impact.BREAKING, Impact.ADDITIVE, Impact.COSMETIC)
        if any(change.impact is impact for change in changes)
    ]


def _told(change: Change, draft: Json, old: Json, tongue: Tongue) -> dict[str, Any]:
    """Which question, which part of it, and how."""
    is_gone = change.kind == "question_removed"
    holder = [p for p in places(old if is_gone else draft) if _holds(p.path, change.path)]
    what, _, ending = change.kind.rpartition("_")
    return {
        "label": label_of(holder[-1], tongue) if holder else "",
        "path": holder[-1].path if holder and not is_gone else "",
        "part": "" if what == "question" else names_of_fields().get(what, what),
        "ending": ENDINGS.get(ending, ending),
    }


def _holds(path: str, inner: str) -> bool:
    return inner == path or inner.startswith((f"{path}.", f"{path}["))
