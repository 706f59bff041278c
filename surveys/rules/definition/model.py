"""A survey definition as typed, frozen values: what the core profile can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.rules.definition.pieces import CalculatedValue, Choice, ConditionalText, Trigger, Validator
from surveys.rules.definition.texts import Text
from surveys.rules.expressions import Expression, Value


@dataclass(frozen=True, kw_only=True)
class Element:
    """What pages, panels and questions have in common."""

    type: str
    name: str
    path: str
    title: Text | None = None
    description: Text | None = None
    is_visible: bool = True
    visible_if: Expression | None = None
    enable_if: Expression | None = None
    required_if: Expression | None = None
    is_required: bool = False
    required_error: Text | None = None
    is_read_only: bool = False
    show_number: bool | None = None
    state: str = "default"
    starts_line: bool = True
    cosmetic: Mapping[str, Value] = field(default_factory=dict, hash=False)
    json: Mapping[str, Any] = field(default_factory=dict, hash=False, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Panel(Element):
    elements: tuple[Element, ...] = ()
    question_order: str = "default"
    numbering: str = "default"
    number_start: str = ""

    def questions(self) -> Iterator["Question"]:
        """Every question inside, at any depth, in order."""
        for element in self.elements:
            if isinstance(element, Panel):
                yield from element.questions()
            elif isinstance(element, Question):
                yield element

    def panels(self) -> Iterator["Panel"]:
        for element in self.elements:
            if isinstance(element, Panel):
                yield element
                yield from element.panels()


@dataclass(frozen=True, kw_only=True)
class Page(Panel):
    navigation_title: Text | None = None
    navigation_description: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Question(Element):
    value_name: str = ""
    default_value: Value = field(default=None, hash=False)
    default_expression: Expression | None = None
    set_value_if: Expression | None = None
    set_value_expression: Expression | None = None
    reset_value_if: Expression | None = None
    clear_if_invisible: str = "default"
    validators: tuple[Validator, ...] = ()
    has_comment: bool = False
    comment_text: Text | None = None
    comment_placeholder: Text | None = None
    title_location: str = "default"
    shows_display_values: bool = True
    correct_answer: Value = field(default=None, hash=False)

    @property
    def key(self) -> str:
        """Where the answer lives in the data."""
        return self.value_name or self.name

    @property
    def comment_key(self) -> str:
        return f"{self.key}-Comment"

    @property
    def has_answer(self) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class TextQuestion(Question):
    """One line of text, a number, a date, an address…: `input_type` says which."""

    input_type: str = "text"
    low: Value = None
    high: Value = None
    low_expression: Expression | None = None
    high_expression: Expression | None = None
    low_error: Text | None = None
    high_error: Text | None = None
    step: float | None = None
    step_error: Text | None = None
    max_length: int = -1
    placeholder: Text | None = None
    suggestions: tuple[str, ...] = ()
    mask_type: str = "none"


@dataclass(frozen=True, kw_only=True)
class CommentQuestion(Question):
    max_length: int = -1
    rows: int = 4
    placeholder: Text | None = None
    accepts_newlines: bool = True


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    """radiogroup, dropdown, checkbox, tagbox, ranking and imagepicker."""

    choices: tuple[Choice, ...] = ()
    order: str = "none"
    choices_visible_if: Expression | None = None
    choices_enable_if: Expression | None = None
    source: str = ""
    source_mode: str = "all"
    hides_when_empty: bool = False
    has_other: bool = False
    has_none: bool = False
    has_refuse: bool = False
    has_dont_know: bool = False
    has_select_all: bool = False
    other_text: Text | None = None
    none_text: Text | None = None
    refuse_text: Text | None = None
    dont_know_text: Text | None = None
    select_all_text: Text | None = None
    other_error: Text | None = None
    other_placeholder: Text | None = None
    stores_other_as_comment: bool | None = None
    least: int = 0
    most: int = 0
    range_low: int = 0
    range_high: int = 0
    range_step: int = 1
    value_property: str = ""
    allows_custom: bool = False
    is_lazy: bool = False
    selects_to_rank: bool = False
    is_multiple: bool = False
    columns: int = 1
    placeholder: Text | None = None


@dataclass(frozen=True, kw_only=True)
class RatingQuestion(Question):
    """Stars, numbers or smileys on a scale; 0 to 10 is the NPS scale."""

    rate_type: str = "labels"
    values: tuple[Choice, ...] = ()
    low: float = 1
    high: float = 5
    step: float = 1
    count: int = 5
    is_generated: bool = True
    low_text: Text | None = None
    high_text: Text | None = None
    display_mode: str = "auto"


@dataclass(frozen=True, kw_only=True)
class BooleanQuestion(Question):
    value_true: Value = True
    value_false: Value = False
    label: Text | None = None
    label_true: Text | None = None
    label_false: Text | None = None
    display_mode: str = "segmented"
    uses_title_as_label: bool = True


@dataclass(frozen=True, kw_only=True)
class MatrixQuestion(Question):
    rows: tuple[Choice, ...] = ()
    columns: tuple[Choice, ...] = ()
    rows_visible_if: Expression | None = None
    columns_visible_if: Expression | None = None
    is_each_row_required: bool = False
    is_each_row_unique: bool = False
    row_order: str = "initial"
    cell_type: str = "radio"
    cells: Mapping[str, Mapping[str, Text]] = field(default_factory=dict, hash=False)
    hides_when_empty: bool = False


@dataclass(frozen=True, kw_only=True)
class MultipleTextQuestion(Question):
    items: tuple[TextQuestion, ...] = ()
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class ExpressionQuestion(Question):
    expression: Expression | None = None
    format: Text | None = None
    display_style: str = "none"
    currency: str = "USD"
    maximum_fraction_digits: int = -1
    minimum_fraction_digits: int = -1
    use_grouping: bool = True
    precision: int = -1


@dataclass(frozen=True, kw_only=True)
class HtmlQuestion(Question):
    html: Text | None = None

    @property
    def has_answer(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class ImageQuestion(Question):
    image: Text | None = None
    alt: Text | None = None
    content_mode: str = "auto"
    image_fit: str = "contain"
    height: Value = "150"
    width: Value = "200"

    @property
    def has_answer(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class Definition:
    """A whole survey."""

    title: Text | None = None
    description: Text | None = None
    locale: str = ""
    pages: tuple[Page, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    calculated: tuple[CalculatedValue, ...] = ()
    first_page_is_start: bool = False
    questions_on_page: str = "standard"
    numbering: str = "off"
    number_start: str = ""
    title_template: str = ""
    title_pattern: str = "numTitleRequire"
    required_mark: str = "*"
    is_read_only: bool = False
    question_order: str = "initial"
    stores_other_as_comment: bool = True
    max_text_length: int = 0
    max_comment_length: int = 0
    clear_invisible: str = "onComplete"
    completed_html: Text | None = None
    completed_html_if: tuple[ConditionalText, ...] = ()
    completed_before_html: Text | None = None
    navigate_to_url: str = ""
    navigate_to_url_if: tuple[ConditionalText, ...] = ()
    start_text: Text | None = None
    previous_text: Text | None = None
    next_text: Text | None = None
    complete_text: Text | None = None
    shows_previous: bool = True
    shows_title: bool = True
    shows_page_titles: bool = True
    shows_progress_bar: bool = False
    progress_bar_location: str = "auto"
    progress_bar_type: str = "pages"
    shows_preview: bool = False
    cosmetic: Mapping[str, Value] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def questions(self) -> Iterator[Question]:
        for page in self.pages:
            yield from page.questions()

    def question(self, name: str) -> Question:
        for question in self.questions():
            if question.name == name:
                return question
        raise KeyError(name)

    def page(self, name: str) -> Page:
        for page in self.pages:
            if page.name == name:
                return page
        raise KeyError(name)
