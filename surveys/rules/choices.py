"""Which choices a question offers, in which order, and which may be picked."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from surveys.rules.definition.model import ChoiceQuestion, RatingQuestion
from surveys.rules.definition.pieces import Choice
from surveys.rules.expressions.comparing import equal
from surveys.rules.expressions.values import Value, is_empty, number, text
from surveys.rules.logic.locales import own_text

OTHER, NONE, REFUSED, DONT_KNOW, SELECT_ALL = "other", "none", "refused", "dontknow", "all"
MAX_GENERATED = 1_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChoiceState:
    """A choice as it is offered right now."""

    value: Value
    text: str
    is_enabled: bool = True
    kind: str = "choice"
    choice: Choice | None = None

    @property
    def is_exclusive(self) -> bool:
        """Whether it stands for none of the others."""
        return self.kind in (NONE, REFUSED, DONT_KNOW) or bool(self.choice and self.choice.is_exclusive)


def written(choice: Choice, locale: str) -> str:
    own = choice.text.choose(locale) if choice.text else ""
    return own or text(choice.value)


def base_choices(question: ChoiceQuestion) -> tuple[Choice, ...]:
    """The choices written down, and those a dropdown counts up."""
    if question.range_high <= 0 and question.range_low <= 0:
        return question.choices
    step = max(1, question.range_step)
    stop = min(question.range_high, question.range_low + step * MAX_GENERATED)
    counted = tuple(Choice(value=i) for i in range(question.range_low, stop + 1, step))
    return question.choices + counted


def special_choices(question: ChoiceQuestion, locale: str) -> list[ChoiceState]:
    """The choices a question adds of itself, in the order they are shown after the others."""
    if question.type in ("ranking", "imagepicker"):
        return []
    wanted = (
        (question.has_none, NONE),
        (question.has_refuse, REFUSED),
        (question.has_dont_know, DONT_KNOW),
        (question.has_other, OTHER),
    )
    return [
        ChoiceState(value, special_text(question, value, locale), kind=value)
        for is_wanted, value in wanted
        if is_wanted
    ]


def special_text(question: ChoiceQuestion, value: str, locale: str) -> str:
    """What such a choice is called: as its author says, or in our words."""
    own, key = {
        NONE: (question.none_text, "none"),
        REFUSED: (question.refuse_text, "refused"),
        DONT_KNOW: (question.dont_know_text, "dont_know"),
        OTHER: (question.other_text, "other"),
    }[value]
    return (own.choose(locale) if own else "") or own_text(key, locale)


def select_all(question: ChoiceQuestion, locale: str) -> ChoiceState:
    own = question.select_all_text
    label = (own.choose(locale) if own else "") or own_text("select_all", locale)
    return ChoiceState(SELECT_ALL, label, kind=SELECT_ALL)


def ordered(choices: Sequence[ChoiceState], order: str, seed: int) -> list[ChoiceState]:
    if order == "random":
        return shuffled(choices, seed, lambda c: c.choice is None or c.choice.is_shuffled)
    if order in ("asc", "desc"):
        return sorted(choices, key=lambda c: _sort_key(c.text), reverse=order == "desc")
    return list(choices)


def _sort_key(label: str) -> tuple[int, float, str]:
    try:
        return (0, float(label), "")
    except ValueError:
        return (1, 0.0, label)


def shuffled(items: Sequence[T], seed: int, may_move: Callable[[T], bool]) -> list[T]:
    """Fisher–Yates with mulberry32, so that one seed gives one order for ever."""
    draw = mulberry32(seed)
    places = [i for i, item in enumerate(items) if may_move(item)]
    moving = [items[i] for i in places]
    for i in range(len(moving) - 1, 0, -1):
        j = math.floor(draw() * (i + 1))
        moving[i], moving[j] = moving[j], moving[i]
    result = list(items)
    for place, item in zip(places, moving, strict=True):
        result[place] = item
    return result


def mulberry32(seed: int) -> Callable[[], float]:
    """The well-known 32-bit generator: small, even and the same everywhere."""
    state = seed & 0xFFFFFFFF

    def draw() -> float:
        nonlocal state
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        mixed = ((state ^ (state >> 15)) * (state | 1)) & 0xFFFFFFFF
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        return ((mixed ^ (mixed >> 14)) & 0xFFFFFFFF) / 4294967296

    return draw


def rating_choices(question: RatingQuestion) -> tuple[Choice, ...]:
    """The points of a scale: those written down, or those counted from low to high."""
    if question.values:
        return question.values
    step = question.step if question.step > 0 else 1
    points = []
    for i in range(MAX_GENERATED):
        point = question.low + i * step
        if point > question.high:
            break
        points.append(Choice(value=number(point)))
    return tuple(points)


def bare(value: Value, wrapping: str = "") -> Value:
    """The value of a chosen item, which may be stored with its comment or in an object."""
    if isinstance(value, dict):
        if wrapping and wrapping in value:
            return value[wrapping]
        return value.get("value", value)
    return value


def picked(value: Value) -> list[Value]:
    """The values chosen, whether the question takes one or many."""
    if is_empty(value):
        return []
    return value if isinstance(value, list) else [value]


def find(choices: Iterable[ChoiceState], value: Value) -> ChoiceState | None:
    """The choice of a value, if any; two texts or two whole numbers need no conversion to be told apart."""
    kind = type(value) if isinstance(value, (str, int)) else None
    for choice in choices:
        other = choice.value
        if other == value if type(other) is kind else equal(other, value):
            return choice
    return None
