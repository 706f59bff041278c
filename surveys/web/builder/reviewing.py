"""Before publishing: what is odd, and what changes for respondents and for results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from feedback_site.kit.access import allow
from surveys.queries.definitions import documents_of
from surveys.queries.draft_history import revisions_since
from surveys.queries.survey_list import survey_has_news
from surveys.rules import Impact, diff, lint, worst
from surveys.rules.editing.places import places
from surveys.rules.lifecycle import Move, State, moves_from
from surveys.rules.versions.fingerprint import fingerprint
from surveys.web.builder.further import names_of_fields
from surveys.web.builder.hinting import MOST_HINTS, hints_of, shorter
from surveys.web.builder.history import in_words
from surveys.web.builder.outline import label_of
from surveys.web.builder.screen import open_desk
from surveys.web.staff.findings import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from surveys.rules import Change
    from surveys.rules.editing.places import Json, Place
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
MOST_CHANGES = 200
"""So many of a class are told one by one."""


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
    old = documents_of(live.pk).definition if live else None
    changes = diff(old, desk.definition) if old else []
    context: dict[str, Any] = {
        "survey": desk.survey,
        "desk": desk,
        "heading": desk.draft.get("title"),
        "live": live,
        "hints": hints_of(findings, told(findings), desk.draft, desk.tongue, desk.survey.slug),
        "most_hints": MOST_HINTS,
        "groups": groups_of(changes, desk.draft, dict(old.source) if old else {}, desk.tongue),
        "worst": NAMES[worst(changes)] if changes else "",
        "can_publish": Move.PUBLISH in moves_from(State(desk.survey.state)) and survey_has_news(desk.survey.pk),
        "reviewed": fingerprint(desk.draft, desk.survey.settings),
        "is_stale": since is not None,
        "revisions": [] if since is None else in_words(revisions_since(desk.survey, since)),
    }
    return render(request, "surveys/builder/review.html", context, status=200 if since is None else 409)


def groups_of(changes: list[Change], draft: Json, old: Json, tongue: Tongue) -> list[dict[str, Any]]:
    """The changes between two definitions by class, the gravest first, each with the first of them in words."""
    before, now = ({place.path: place for place in places(document)} for document in (old, draft))
    names = names_of_fields()
    groups = []
    for impact in (Impact.BREAKING, Impact.ADDITIVE, Impact.COSMETIC):
        if own := [change for change in changes if change.impact is impact]:
            kind = {"breaking": "bad", "additive": "info"}.get(impact.value, "plain")
            told = [_told(change, now, before, names, tongue) for change in own[:MOST_CHANGES]]
            more = len(own) - len(told)
            groups.append(
                {"name": NAMES[impact], "kind": kind, "means": IMPACTS[impact], "changes": told, "more": more}
            )
    return groups


def _told(
    change: Change,
    now: Mapping[str, Place],
    before: Mapping[str, Place],
    names: Mapping[str, StrOrPromise],
    tongue: Tongue,
) -> dict[str, Any]:
    """Which question, which part of it, and how."""
    is_gone = change.kind == "question_removed"
    known, path = before if is_gone else now, change.path
    while path and path not in known:
        path = shorter(path)
    what, _, ending = change.kind.rpartition("_")
    return {
        "label": label_of(known[path], tongue) if path else "",
        "path": "" if is_gone else path,
        "part": "" if what == "question" else names.get(what, what),
        "ending": ENDINGS.get(ending, ending),
    }
