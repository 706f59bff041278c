"""Questions as templates draw them: names, ids, options, what was entered and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.rules.choices import DONT_KNOW, NONE, OTHER, REFUSED, SELECT_ALL, bare
from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import text
from surveys.rules.logic.locales import own_text
from surveys.rules.spoken import choice_words
from surveys.web.field_names import comment_name, field_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.choices import ChoiceState
    from surveys.rules.state import QuestionState

OWN_CHOICES = {OTHER: "other", NONE: "none", REFUSED: "refused", DONT_KNOW: "dont_know", SELECT_ALL: "select_all"}


@dataclass
class Option:
    """A choice, a place on a scale, a row or a column."""

    value: str
    text: str
    id: str = ""
    name: str = ""
    is_chosen: bool = False
    is_disabled: bool = False
    kind: str = "choice"
    entered: str = ""
    image: str = ""
    control: dict[str, Any] = field(default_factory=dict)


@dataclass
class Field:
    """A question on its page."""

    state: QuestionState
    id: str
    locale: str
    entered: Any
    comment: str
    errors: list[str]
    template: str = ""
    is_group: bool = True
    is_asked: bool = True
    options: list[Option] = field(default_factory=list)
    rows: list[Option] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The control's name."""
        return field_name(self.state.name)

    @property
    def comment_name(self) -> str:
        """The name of the line beside the answer."""
        return comment_name(self.state.name)

    @property
    def focus_id(self) -> str:
        """Where the error summary leads: the first control."""
        controls = [*self.options, *self.rows] if self.is_group else []
        return controls[0].id if controls else f"{self.id}-0"

    @property
    def described_by(self) -> str:
        """The ids of help and error."""
        parts = [f"{self.id}-h"] * bool(self.state.description) + [f"{self.id}-e"] * bool(self.errors)
        return " ".join(parts)

    @property
    def is_optional(self) -> bool:
        """Whether it may be left out; a matrix of which every row is wanted may not."""
        is_wanted = self.state.is_required or getattr(self.state.question, "is_each_row_required", False)
        return self.is_asked and not is_wanted and not self.state.is_read_only

    @property
    def value(self) -> str:
        """What a single control shows."""
        return "" if self.entered is None or isinstance(self.entered, (list, dict)) else text(self.entered)

    @property
    def comment_label(self) -> str:
        """What the line beside the answer is for."""
        return self.words("comment_text")

    @property
    def other_placeholder(self) -> str:
        """What the line for Other suggests."""
        return self.words("other_placeholder")

    @property
    def placeholder(self) -> str:
        """What an empty control suggests."""
        return self.words("placeholder")

    def words(self, attribute: str) -> str:
        """One of the definition's own texts."""
        return choose(getattr(self.state.question, attribute, None), self.locale)


def picked_of(drawn: Field) -> list[str]:
    value = drawn.entered
    picked = value if isinstance(value, list) else [] if value is None or value == "" else [value]
    return [text(bare(item)) for item in picked]


def options_of(drawn: Field, choices: tuple[ChoiceState, ...], picked: list[str]) -> list[Option]:
    words = choice_words(drawn.locale)
    return [
        Option(
            value=text(choice.value),
            text=_called(choice, drawn.locale, words),
            id=f"{drawn.id}-{number}",
            is_chosen=text(choice.value) in picked,
            is_disabled=not choice.is_enabled or drawn.state.is_read_only,
            kind=choice.kind,
            image=choose(choice.choice.image, drawn.locale) if choice.choice and choice.choice.image else "",
        )
        for number, choice in enumerate(choices)
    ]


def _called(choice: ChoiceState, locale: str, words: Mapping[str, str]) -> str:
    """A choice of our own in the page's language, where its author gave it no words."""
    key = OWN_CHOICES.get(choice.kind, "")
    return words[key] if key in words and choice.text == own_text(key, locale) else choice.text
