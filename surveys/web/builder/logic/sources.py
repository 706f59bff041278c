"""What conditions may ask for, and how much of it one page can hold as lists to choose from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from surveys.rules.definition.texts import choose
from surveys.web.builder import kinds
from surveys.web.builder.logic.values import Options, values_of

if TYPE_CHECKING:
    from surveys.rules.definition import Definition, Question

ROW = 20
"""What a row weighs in a page, in options."""
SHORT = 40
"""So much of a title tells a name in the list for all."""


@dataclass
class Room:
    """A page holds so many options and rows; beyond that names are typed, with one list for all of them."""

    left: int = 3_000
    is_typed: bool = False

    def takes(self, n: int) -> bool:
        """Whether so much more fits in, which it does from then on."""
        if n > self.left:
            return False
        self.left -= n
        return True


@dataclass(frozen=True)
class Source:
    """What conditions may ask for, in whose words, and where they stand; in a list also the entry itself."""

    definition: Definition
    locale: str
    path: str = ""
    has_item: bool = False
    room: Room = field(default_factory=Room)

    @cached_property
    def questions(self) -> Options:
        """The names that can be chosen."""
        own = [("item", str(kinds.ITEM))] if self.has_item else []
        asked = [q for q in self.by_key.values() if q.has_answer and (q.path != self.path or not self.path)]
        return [*own, *((q.key, label_of(q, self.locale)) for q in asked), *((name, name) for name in self.computed)]

    @cached_property
    def computed(self) -> dict[str, str]:
        """The names of calculated values, in order."""
        return {calculated.name: calculated.name for calculated in self.definition.calculated}

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """Questions by the name of their answer; the first where several share one."""
        found: dict[str, Question] = {}
        for question in self.definition.questions():
            found.setdefault(question.key, question)
        return found

    @cached_property
    def by_label(self) -> dict[str, str]:
        """Names by what people call them, for whoever types that."""
        return {label.strip(): name for name, label in reversed(self.questions)}

    def listed(self) -> Options:
        """The names as a list of its own, as long as the page has room for another."""
        if self.room.takes(len(self.questions)):
            return self.questions
        self.room.is_typed = True
        return []

    @property
    def shared(self) -> Options:
        """The names as one list for the whole page, where some are typed; asked for last."""
        return [(name, label[:SHORT]) for name, label in self.questions] if self.room.is_typed else []

    def values(self, name: str) -> Options:
        """What a question can be answered with, where that is a list the page has room for."""
        found = values_of(self.by_key.get(name), self.locale)
        return found if self.room.takes(len(found)) else []

    def name_of(self, typed: str) -> str:
        """The name that was chosen or typed; a title stands for its question."""
        typed = typed.strip().removeprefix("{").removesuffix("}")
        return typed if typed in self.by_key or typed in self.computed else self.by_label.get(typed, typed)


def label_of(question: Question, locale: str) -> str:
    """What people call it."""
    return (choose(question.title, locale) or question.name)[:80]
