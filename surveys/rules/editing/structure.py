"""Adding, copying, deleting and moving pages, panels and questions."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from surveys.rules.definition.profile import TYPES
from surveys.rules.editing.names import free_name, rename_inside, taken_names
from surveys.rules.editing.places import (
    CannotEdit,
    Json,
    children,
    children_key,
    find,
    is_container,
    join,
    siblings,
    split,
)

STARTERS: dict[str, Json] = {
    "radiogroup": {"choices": ["item1", "item2"]},
    "dropdown": {"choices": ["item1", "item2"]},
    "checkbox": {"choices": ["item1", "item2"]},
    "tagbox": {"choices": ["item1", "item2"]},
    "ranking": {"choices": ["item1", "item2"]},
    "imagepicker": {"choices": ["item1", "item2"]},
    "matrix": {"columns": ["column1", "column2"], "rows": ["row1", "row2"]},
    "multipletext": {"items": [{"name": "text1"}]},
    "panel": {"elements": []},
}

PRESETS: dict[str, tuple[str, Json]] = {
    "nps": ("rating", {"rateMin": 0, "rateMax": 10}),
    "stars": ("rating", {"rateType": "stars"}),
}
"""Questions that are asked so often that they have a name of their own."""

Edited = tuple[Json, str]
"""What an edit gives: the new definition, and the path of the piece to show next."""


def add_element(definition: Json, path: str, kind: str, *, behind: int | None = None) -> Edited:
    """Add a question or panel: inside a container, behind anything else; on the last page when nothing is chosen.

    With `behind` it comes behind the piece so many steps above the chosen one: 0 is the chosen one, 1 the panel
    that holds it.
    """
    kind, preset = PRESETS.get(kind, (kind, {}))
    if kind not in TYPES and kind != "panel":
        raise CannotEdit("unknown_type")
    new = deepcopy(definition)
    if not path and (new.get("pages") is not None or not new.get(children_key(new))):
        new, path = _with_a_page(new)
    item = {"type": kind, "name": free_name(taken_names(new), "panel" if kind == "panel" else "question")}
    item |= deepcopy(STARTERS.get(kind, {})) | preset
    path = path if behind is None else _above(path, behind)
    target = find(new, path)
    if behind is None and is_container(path, target):
        entries = children(target)
        entries.append(item)
        return new, join(path, children_key(target), len(entries) - 1)
    entries, index = siblings(new, path)
    entries.insert(index + 1, item)
    parent, key, _ = split(path)
    return new, join(parent, key, index + 1)


def _above(path: str, steps: int) -> str:
    """The piece so many steps above another, as long as that is no page."""
    for _ in range(steps):
        path = split(path)[0]
    if not path or split(path)[1] == "pages":
        raise CannotEdit("gone")
    return path


def add_page(definition: Json) -> Edited:
    """Add an empty page at the end; what stood on no page gets one."""
    new = _paged(definition)
    new["pages"].append({"name": free_name(taken_names(new), "page"), "elements": []})
    return new, f"pages[{len(new['pages']) - 1}]"


def duplicate(definition: Json, path: str) -> Edited:
    """Copy a piece behind itself; the copy gets names of its own."""
    new = deepcopy(definition)
    entries, index = siblings(new, path)
    copied = deepcopy(entries[index])
    rename_inside(copied, taken_names(new))
    entries.insert(index + 1, copied)
    parent, key, _ = split(path)
    return new, join(parent, key, index + 1)


def delete(definition: Json, path: str) -> Edited:
    """Take a piece out; its neighbour or what held it comes next."""
    new = deepcopy(definition)
    entries, index = siblings(new, path)
    parent, key, _ = split(path)
    if key == "pages" and len(entries) == 1:
        raise CannotEdit("last_page")
    del entries[index]
    if entries:
        return new, join(parent, key, min(index, len(entries) - 1))
    return new, parent


def move(definition: Json, path: str, step: int) -> Edited:
    """Move a piece one place up (-1) or down (1), out of its panel or onto the next page at the edge."""
    new = deepcopy(definition)
    entries, index = siblings(new, path)
    parent, key, _ = split(path)
    if 0 <= index + step < len(entries):
        entries.insert(index + step, entries.pop(index))
        return new, join(parent, key, index + step)
    if not parent:
        raise CannotEdit("no_further")
    item = entries.pop(index)
    outer, at = siblings(new, parent)
    above, list_key, _ = split(parent)
    if list_key != "pages":
        place = at if step < 0 else at + 1
        outer.insert(place, item)
        return new, join(above, list_key, place)
    if not 0 <= at + step < len(outer):
        raise CannotEdit("no_further")
    there = children(outer[at + step])
    place = len(there) if step < 0 else 0
    there.insert(place, item)
    return new, join(join(above, list_key, at + step), children_key(outer[at + step]), place)


def place(definition: Json, path: str, container: str, index: int) -> Edited:
    """Put a piece at a position of a container (a page of the survey); it counts without the piece itself."""
    new = deepcopy(definition)
    entries, at = siblings(new, path)
    if split(path)[1] == "pages" and not container:
        entries.insert(max(0, min(index, len(entries) - 1)), page := entries.pop(at))
        return new, f"pages[{next(i for i, entry in enumerate(entries) if entry is page)}]"
    target = find(new, container)
    if split(path)[1] == "pages" or not is_container(container, target):
        raise CannotEdit("not_a_container")
    if container == path or container.startswith(f"{path}."):
        raise CannotEdit("into_itself")
    item = entries.pop(at)
    there = children(target)
    there.insert(max(0, min(index, len(there))), item)
    return new, next(where for where, piece in _walk(new, "") if piece is item)


def _walk(item: Json, path: str) -> Any:
    for key in ("pages", "elements", "questions"):
        for index, child in enumerate(item.get(key) or []):
            if isinstance(child, dict):
                where = join(path, key, index)
                yield where, child
                yield from _walk(child, where)


def _with_a_page(new: Json) -> Edited:
    """The definition and its last page, made if there is none."""
    new = _paged(new)
    if not new["pages"]:
        new["pages"].append({"name": free_name(taken_names(new), "page"), "elements": []})
    return new, f"pages[{len(new['pages']) - 1}]"


def _paged(definition: Json) -> Json:
    """The same survey with all its questions on pages."""
    new = deepcopy(definition)
    pages = new.get("pages")
    if pages is None:
        pages = new["pages"] = []
    if not isinstance(pages, list):
        raise CannotEdit("not_a_container")
    key = children_key(new)
    if new.get(key) is not None:
        loose = new.pop(key)
        if loose:
            taken = {str(page.get("name")) for page in pages if isinstance(page, dict)}
            pages.append({"name": "page1" if "page1" not in taken else free_name(taken, "page"), key: loose})
    return new
