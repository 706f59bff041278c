"""What is asked of a draft by a form of the builder, as an edit."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.actions.edit_draft import Edit
from surveys.rules.definition import import_definition
from surveys.rules.definition.profile import TYPES
from surveys.rules.editing import structure
from surveys.rules.editing.places import CannotEdit, Json, Place, find, locate
from surveys.rules.editing.properties import change_type
from surveys.rules.editing.renaming import rename
from surveys.web.builder.controls import apply_controls
from surveys.web.builder.entries import apply_checks, apply_lists, press_check, press_list
from surveys.web.builder.logic.pieces import apply_entry_logic, apply_logic
from surveys.web.builder.outline import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from surveys.rules.editing.structure import Edited
    from surveys.rules.editing.texts import Tongue

MOVES: dict[str, Callable[[Json, str], Edited]] = {
    "duplicate": structure.duplicate,
    "delete": structure.delete,
    "up": lambda definition, path: structure.move(definition, path, -1),
    "down": lambda definition, path: structure.move(definition, path, 1),
}
VERBS = {"up": "moved", "down": "moved", "place": "moved", "duplicate": "copied", "delete": "deleted"}


@dataclass(frozen=True)
class Wish:
    """Where an edit is to be made, what stood there, and all that was sent."""

    at: str
    name: str
    tongue: Tongue
    posted: Mapping[str, str]


def edit_of(wish: Wish, draft: Json) -> Edit:
    """The edit a form asks for; raises CannotEdit for a wish nobody can have."""
    do = wish.posted.get("do", "save")
    subject = _subject(wish, draft)
    if do == "save":
        if other := _other_name(wish):
            subject = f"{wish.name} → {other}"
        return Edit("renamed" if other else "edited", subject, lambda before, now: _save(wish, before, now))
    if do == "add":
        kind = wish.posted.get("type", "")
        behind = wish.posted.get("behind", "")
        steps = int(behind) if behind.isdecimal() and len(behind) < 3 else None
        return Edit("added", "", lambda _, now: structure.add_element(now, _at(wish, now), kind, behind=steps))
    if do == "add_page":
        return Edit("added", "", lambda _, now: structure.add_page(now))
    if do == "place":
        return Edit("moved", subject, lambda _, now: _place(wish, now))
    if do in MOVES:
        return Edit(VERBS[do], subject, lambda _, now: MOVES[do](now, _at(wish, now)))
    raise CannotEdit("gone")


def _subject(wish: Wish, draft: Json) -> str:
    try:
        at = _at(wish, draft)
        return label_of(Place(at, find(draft, at), 0), wish.tongue) if at else ""
    except CannotEdit:
        return wish.name


def _other_name(wish: Wish) -> str:
    """The name that a piece is to have from now on, where that is another; never while somebody still types."""
    wanted = wish.posted.get("rename", "").strip()
    return wanted if wish.at and wanted != wish.name and not wish.posted.get("autosave") else ""


def _at(wish: Wish, definition: Json) -> str:
    return locate(definition, wish.at, wish.name) if wish.at else ""


def _place(wish: Wish, now: Json) -> Edited:
    container, index = wish.posted.get("into", ""), wish.posted.get("index", "")
    if not index.isdecimal() or len(index) > 4:
        raise CannotEdit("gone")
    return structure.place(now, _at(wish, now), container, int(index))


def _save(wish: Wish, before: Json, now: Json) -> Edited:
    """Apply everything that was changed in the form of one piece, then what the pressed button does."""
    old_at, at = _at(wish, before), _at(wish, now)
    new = deepcopy(now)
    kind = wish.posted.get("type", "")
    was = find(before, old_at)
    old, piece = Place(old_at, was, 0), Place(at, find(new, at), 0)
    adding = not wish.posted.get("autosave")
    definition = import_definition(before)
    apply_controls(old, piece, wish.tongue, wish.posted)
    apply_lists(old, piece, wish.tongue, wish.posted, adding=adding)
    apply_checks(old, piece, wish.tongue, wish.posted, adding=adding)
    apply_logic(old, piece, definition, wish.tongue.locale, wish.posted)
    apply_entry_logic(old, piece, definition, wish.tongue, wish.posted, adding=adding)
    _press(piece.item, wish.posted.get("press", ""))
    if kind and old.type == piece.type != kind:
        new, _ = change_type(new, at, kind)
    if other := _other_name(wish):
        new = rename(new, at, other)
    return new, at


def lost_by(wish: Wish, draft: Json) -> list[str]:
    """The properties that the wished kind of question has no use for, as they stand in the JSON."""
    kind = wish.posted.get("type", "")
    if wish.posted.get("do", "save") != "save" or not wish.at or kind not in TYPES:
        return []
    try:
        at = _at(wish, draft)
        return [] if find(draft, at).get("type") in (kind, None) else change_type(draft, at, kind)[1]
    except CannotEdit:
        return []


def _press(item: Json, press: str) -> None:
    """`choices up 2` or `checks delete 0`."""
    if not press:
        return
    parts = press.split()
    if len(parts) != 3 or not parts[2].isdecimal() or parts[1] not in ("up", "down", "delete"):
        raise CannotEdit("gone")
    what, act, index = parts[0], parts[1], int(parts[2][:5])
    if what == "checks":
        press_check(item, index)
    else:
        press_list(item, what, act, index)
