"""Two people at one draft: who did what, and what was typed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.queries.draft_history import definition_at, revisions_since
from surveys.rules.editing.places import CannotEdit, Place, find, locate
from surveys.web.builder.controls import controls_of
from surveys.web.builder.entries import lists_of
from surveys.web.builder.history import in_words
from surveys.web.builder.kinds import LISTS

if TYPE_CHECKING:
    from django.http import HttpRequest

    from surveys.rules.editing.places import Json
    from surveys.web.builder.screen import Desk

NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "autosave", "on_top"})


def conflict_context(request: HttpRequest, desk: Desk, base: int) -> dict[str, Any]:
    """All that the choice needs; the form carries everything that was sent."""
    begun: Any = definition_at(desk.survey, base)
    return {
        "survey": desk.survey,
        "desk": desk,
        "heading": desk.draft.get("title"),
        "revisions": in_words(revisions_since(desk.survey, base)),
        "typed": _typed(request, desk, begun),
        "carried": [(k, v) for k in request.POST if k not in NOT_CARRIED for v in request.POST.getlist(k)],
        "is_undo": request.POST.get("do") in ("undo", "redo"),
        "action": request.path,
    }


def _typed(request: HttpRequest, desk: Desk, begun: Json) -> list[dict[str, Any]]:
    """Each text that was changed here, beside how it stands now."""
    if request.POST.get("do", "save") != "save":
        return []
    at, name = request.POST.get("at", ""), request.POST.get("name", "")
    try:
        before, now = (_place(document, at, name) for document in (begun, desk.draft))
    except CannotEdit:
        return [
            {"label": key, "mine": v, "theirs": ""} for key, v in request.POST.items() if key.startswith("p.") and v
        ]
    found = []
    for label, key, was, theirs in _texts(desk, before, now):
        mine = request.POST.get(key, was)
        if mine.strip() != was.strip():
            found.append({"label": label, "mine": mine, "theirs": theirs})
    return found


def _texts(desk: Desk, before: Place, now: Place) -> list[tuple[Any, str, str, str]]:
    current = {control.name: control.value for control in controls_of(now, desk.tongue)}
    found: list[tuple[Any, str, str, str]] = [
        (control.spec.label, control.name, control.value, current.get(control.name, ""))
        for control in controls_of(before, desk.tongue)
        if control.spec.kind != "flag"
    ]
    texts = {(entries.key, row.value): row.text for entries in lists_of(now, desk.tongue) for row in entries.rows}
    for entries in lists_of(before, desk.tongue):
        found += [
            (LISTS[entries.key], f"l.{entries.key}.{row.index}", row.text, texts.get((entries.key, row.value), ""))
            for row in entries.rows
        ]
        found.append((LISTS[entries.key], f"l.{entries.key}.add", "", ""))
    return found


def _place(document: Json, at: str, name: str) -> Place:
    where = locate(document, at, name) if at else ""
    return Place(where, find(document, where), 0)
