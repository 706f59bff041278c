"""Questions as templates draw them: names, ids, options, what was entered and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.rules.choices import bare
from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import text
from surveys.rules.logic.locales import own_text
from surveys.web.controls import control_of
from surveys.web.field_names import comment_name, field_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from surveys.rules.choices import ChoiceState
    from surveys.rules.state import QuestionState
    from surveys.rules.taking import Entry

SCALES = ((5, "scale scale-5"), (7, "scale scale-7"), (10, "scale scale-10"))
MOST_POINTS = 21
LONGEST_POINT = 3
FACES = 5


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
        first = (self.options or self.rows or [None])[0]
        return first.id if self.is_group and first is not None and first.id else f"{self.id}-0"

    @property
    def described_by(self) -> str:
        """The ids of help and error."""
        parts = [f"{self.id}-h"] * bool(self.state.description) + [f"{self.id}-e"] * bool(self.errors)
        return " ".join(parts)

    @property
    def is_optional(self) -> bool:
        """Whether it may be left out."""
        return self.is_asked and not self.state.is_required and not self.state.is_read_only

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


def draw(
    state: QuestionState, *, index: int, locale: str, entry: Entry | None, errors: list[str]
) -> Field:
    """The field of a question; the entry holds what was typed and not taken."""
    comment = state.comment if entry is None or entry.comment is None else entry.comment
    drawn = Field(
        state=state,
        id=f"q{index}",
        locale=locale,
        entered=state.value if entry is None else entry.value,
        comment="" if comment is None else text(comment),
        errors=errors,
    )
    drawn.template, fill = KINDS[state.type]
    fill(drawn)
    return drawn


def _picked(drawn: Field) -> list[str]:
    value = drawn.entered
    picked = value if isinstance(value, list) else [] if value is None or value == "" else [value]
    return [text(bare(item)) for item in picked]


def _options(drawn: Field, choices: tuple[ChoiceState, ...], picked: list[str]) -> list[Option]:
    return [
        Option(
            value=text(choice.value),
            text=choice.text,
            id=f"{drawn.id}-{number}",
            is_chosen=text(choice.value) in picked,
            is_disabled=not choice.is_enabled or drawn.state.is_read_only,
            kind=choice.kind,
            image=choose(choice.choice.image, drawn.locale) if choice.choice and choice.choice.image else "",
        )
        for number, choice in enumerate(choices)
    ]


def _choice(drawn: Field) -> None:
    picked = _picked(drawn)
    drawn.options = _options(drawn, drawn.state.choices, picked)
    other = next((option for option in drawn.options if option.kind == "other"), None)
    known = {option.value for option in drawn.options}
    if other and (own := [value for value in picked if value not in known]):
        other.is_chosen, drawn.comment = True, drawn.comment or own[0]
    drawn.more["multiple"] = drawn.state.type in ("checkbox", "tagbox") or (
        drawn.state.type == "imagepicker" and getattr(drawn.state.question, "is_multiple", False)
    )


def _dropdown(drawn: Field) -> None:
    _choice(drawn)
    drawn.is_group = False
    drawn.more["other"] = next((option for option in drawn.options if option.kind == "other"), None)


def _ranking(drawn: Field) -> None:
    _choice(drawn)
    ranks = drawn.entered if isinstance(drawn.entered, dict) else _ranks(drawn)
    drawn.options = [option for option in drawn.options if option.kind != "all"]
    for option in drawn.options:
        option.name, option.entered = field_name(drawn.state.name, option.value), ranks.get(option.value, "")
    drawn.more["places"] = [str(place) for place in range(1, len(drawn.options) + 1)]


def _ranks(drawn: Field) -> dict[str, str]:
    return {value: str(place) for place, value in enumerate(_picked(drawn), start=1)}


def _rating(drawn: Field) -> None:
    question: Any = drawn.state.question
    drawn.options = _options(drawn, drawn.state.choices, _picked(drawn))
    count = len(drawn.options)
    is_short = all(len(option.text) <= LONGEST_POINT for option in drawn.options)
    if question.display_mode == "dropdown" or count > MOST_POINTS:
        drawn.template, drawn.is_group = "surveys/questions/dropdown.html", False
    elif question.rate_type in ("stars", "smileys") and count <= MOST_POINTS:
        drawn.template = f"surveys/questions/{question.rate_type}.html"
        for place, option in enumerate(drawn.options):
            option.image = f"face-{_face(place, count)}"
    elif not is_short:
        drawn.template = "surveys/questions/choices.html"
    drawn.more["scale"] = next((name for most, name in SCALES if count <= most), "scale")
    drawn.more["low"], drawn.more["high"] = drawn.words("low_text"), drawn.words("high_text")


def _face(place: int, count: int) -> int:
    """Which of the five faces stands at a place of a scale of any length."""
    return 1 + round(place * (FACES - 1) / max(1, count - 1))


def _boolean(drawn: Field) -> None:
    question: Any = drawn.state.question
    value = drawn.value
    pairs = (
        (text(question.value_true), drawn.words("label_true") or own_text("yes", drawn.locale)),
        (text(question.value_false), drawn.words("label_false") or own_text("no", drawn.locale)),
    )
    drawn.options = [
        Option(
            value=stored,
            text=label,
            id=f"{drawn.id}-{number}",
            is_chosen=value == stored,
            is_disabled=drawn.state.is_read_only,
            kind="yes" if number == 0 else "no",
        )
        for number, (stored, label) in enumerate(pairs)
    ]
    if question.display_mode == "checkbox":
        drawn.template = "surveys/questions/tick.html"
        drawn.more["label"] = drawn.words("label")


def _matrix(drawn: Field) -> None:
    question: Any = drawn.state.question
    entered = drawn.entered if isinstance(drawn.entered, dict) else {}
    drawn.options = _options(drawn, drawn.state.columns, [])
    for number, row in enumerate(drawn.state.rows):
        key = text(row.value)
        value = entered.get(key)
        picked = [text(item) for item in (value if isinstance(value, list) else [value]) if item is not None]
        drawn.rows.append(
            Option(
                value=key,
                text=row.text,
                id=f"{drawn.id}-{number}-0",
                name=field_name(drawn.state.name, key),
                control={"picked": picked, "head": f"{drawn.id}-r{number}"},
            )
        )
    drawn.options, drawn.more["columns"] = [], drawn.options
    drawn.more["type"] = "checkbox" if question.cell_type == "checkbox" else "radio"


def _items(drawn: Field) -> None:
    question: Any = drawn.state.question
    entered = drawn.entered if isinstance(drawn.entered, dict) else {}
    for number, item in enumerate(question.items):
        value = entered.get(item.name)
        drawn.rows.append(
            Option(
                value=item.name,
                text=choose(item.title, drawn.locale) or item.name,
                id=f"{drawn.id}-{number}",
                name=field_name(drawn.state.name, item.name),
                entered="" if value is None else text(value),
                control=control_of(item, drawn.locale) | {"optional": not item.is_required},
            )
        )


def _text(drawn: Field) -> None:
    drawn.is_group = False
    drawn.more["control"] = control_of(drawn.state.question, drawn.locale)


def _comment(drawn: Field) -> None:
    question: Any = drawn.state.question
    drawn.is_group = False
    drawn.more = {
        "rows": min(max(question.rows, 2), 20),
        "maxlength": question.max_length if question.max_length > 0 else "",
        "placeholder": choose(question.placeholder, drawn.locale),
    }


def _shown(drawn: Field) -> None:
    """What is only looked at."""
    question: Any = drawn.state.question
    drawn.is_asked = drawn.is_group = False
    if drawn.state.type == "image":
        sizes = {side: text(getattr(question, side)) for side in ("width", "height")}
        drawn.more = {side: size for side, size in sizes.items() if size.isdecimal()}
        drawn.more |= {"image": drawn.words("image"), "alt": drawn.words("alt")}


KINDS: dict[str, tuple[str, Callable[[Field], None]]] = {
    "text": ("surveys/questions/text.html", _text),
    "comment": ("surveys/questions/comment.html", _comment),
    "radiogroup": ("surveys/questions/choices.html", _choice),
    "checkbox": ("surveys/questions/choices.html", _choice),
    "tagbox": ("surveys/questions/choices.html", _choice),
    "imagepicker": ("surveys/questions/imagepicker.html", _choice),
    "dropdown": ("surveys/questions/dropdown.html", _dropdown),
    "ranking": ("surveys/questions/ranking.html", _ranking),
    "rating": ("surveys/questions/scale.html", _rating),
    "boolean": ("surveys/questions/choices.html", _boolean),
    "matrix": ("surveys/questions/matrix.html", _matrix),
    "multipletext": ("surveys/questions/multipletext.html", _items),
    "expression": ("surveys/questions/expression.html", _shown),
    "html": ("surveys/questions/html.html", _shown),
    "image": ("surveys/questions/image.html", _shown),
}
