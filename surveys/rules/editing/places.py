"""Where a piece of a definition stands: paths, what they lead to, and lists of children."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.marking import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = re.compile(r"(?:(?:pages|elements|questions)\[\d{1,4}\](?:\.(?=.)|$))*")
STEP = re.compile(r"(pages|elements|questions)\[(\d+)\]")
CHILDREN = ("elements", "questions")

MESSAGES: dict[str, str] = {
    "gone": gettext_noop("This part of the survey is not there any more."),
    "not_a_container": gettext_noop("Questions can stand on a page or in a panel only."),
    "no_further": gettext_noop("It cannot be moved any further."),
    "into_itself": gettext_noop("A panel cannot be moved into itself."),
    "last_page": gettext_noop("A survey keeps at least one page."),
    "unknown_type": gettext_noop("There is no such type of question."),
    "no_condition": gettext_noop("This condition holds a character that an expression cannot hold."),
    "not_a_language": gettext_noop("A language is written as a code, such as en, de or zh-cn."),
    "bad_name": gettext_noop("A name holds letters, digits, spaces, - or _, and at most 100 of them."),
    "name_taken": gettext_noop("Something else in this survey is called so already."),
    "no_question": gettext_noop("Add a question first."),
    "too_many": gettext_noop("There are too many of them already."),
    "known_language": gettext_noop("The survey has this language already."),
}

Json = dict[str, Any]


class CannotEdit(ValueError):  # noqa: N818 - a refusal, not an accident
    """An edit that makes no sense here; `code` is a key of MESSAGES."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(MESSAGES[code])


@dataclass(frozen=True, slots=True)
class Place:
    """A piece in the outline: a page, a panel or a question."""

    path: str
    item: Json
    depth: int

    @property
    def is_page(self) -> bool:
        return self.path.startswith("pages") and "." not in self.path

    @property
    def type(self) -> str:
        return "page" if self.is_page else str(self.item.get("type", ""))

    @property
    def name(self) -> str:
        return str(self.item.get("name") or "")


def find(definition: Json, path: str) -> Json:
    """What a path leads to; raises CannotEdit."""
    if not PATH.fullmatch(path):
        raise CannotEdit("gone")
    found: Any = definition
    for key, index in STEP.findall(path):
        entries = found.get(key)
        if not isinstance(entries, list) or int(index) >= len(entries) or not isinstance(entries[int(index)], dict):
            raise CannotEdit("gone")
        found = entries[int(index)]
    return found  # type: ignore[no-any-return]


def split(path: str) -> tuple[str, str, int]:
    """A path as its parent's path, the list there, and the position in it."""
    steps = list(STEP.finditer(path))
    if not steps or not PATH.fullmatch(path):
        raise CannotEdit("gone")
    last = steps[-1]
    return path[: last.start()].rstrip("."), last[1], int(last[2])


def join(parent: str, key: str, index: int) -> str:
    return f"{parent}.{key}[{index}]" if parent else f"{key}[{index}]"


def siblings(definition: Json, path: str) -> tuple[list[Any], int]:
    """The list in which a piece stands, and its position; raises CannotEdit."""
    find(definition, path)
    parent, key, index = split(path)
    return find(definition, parent)[key], index


def children_key(item: Json) -> str:
    """Which of its two names the list of children has here."""
    return next((key for key in CHILDREN if item.get(key) is not None), "elements")


def children(item: Json) -> list[Any]:
    """The list of children, made where there is none."""
    key = children_key(item)
    if item.get(key) is None:
        item[key] = []
    entries = item[key]
    if not isinstance(entries, list):
        raise CannotEdit("not_a_container")
    return entries


def is_container(path: str, item: Json) -> bool:
    """Whether questions can stand in it: a page, a panel, or a survey that has no pages."""
    if not path:
        return item.get("pages") is None
    return Place(path, item, 0).is_page or item.get("type") == "panel"


def places(definition: Json) -> Iterator[Place]:
    """Every page, panel and question, in order."""
    for index, page in enumerate(definition.get("pages") or []):
        yield Place(f"pages[{index}]", page, 0)
        yield from _inside(page, f"pages[{index}]", 1)
    yield from _inside(definition, "", 1)


def locate(definition: Json, path: str, name: str) -> str:
    """Where a piece stands now that stood at a path; its name counts for more than the place."""
    try:
        if str(find(definition, path).get("name") or "") == name:
            return path
    except CannotEdit:
        pass
    found = next((place.path for place in places(definition) if name and place.name == name), None)
    if found is None:
        raise CannotEdit("gone")
    return found


def _inside(item: Json, path: str, depth: int) -> Iterator[Place]:
    key = children_key(item)
    for index, child in enumerate(item.get(key) or []):
        if isinstance(child, dict):
            where = join(path, key, index)
            yield Place(where, child, depth)
            if child.get("type") == "panel":
                yield from _inside(child, where, depth + 1)
