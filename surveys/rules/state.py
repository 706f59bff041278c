"""The state of a survey for given answers: what is shown, asked, required and how it reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from surveys.rules.choices import ChoiceState
from surveys.rules.definition.model import Definition, Panel, Question
from surveys.rules.expressions.values import Value, text
from surveys.rules.logic.working import Working


@dataclass(slots=True)
class QuestionState:
    """A question as it stands."""

    question: Question
    page: str
    is_visible: bool
    is_required: bool
    is_read_only: bool
    title: str
    description: str
    number: str = ""
    value: Value = None
    comment: Value = None
    choices: tuple[ChoiceState, ...] = ()
    rows: tuple[ChoiceState, ...] = ()
    columns: tuple[ChoiceState, ...] = ()
    html: str = ""
    reads: Callable[[], Value] = field(default=str, repr=False, compare=False)

    @property
    def display(self) -> str:
        """The answer in words, which few ask for."""
        return text(self.reads())

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def type(self) -> str:
        return self.question.type


@dataclass(slots=True)
class PanelState:
    """A panel as it stands, with its visible elements."""

    panel: Panel
    page: str
    is_visible: bool
    is_required: bool
    is_read_only: bool
    title: str
    description: str
    number: str = ""
    elements: tuple["PanelState | QuestionState", ...] = ()

    @property
    def name(self) -> str:
        return self.panel.name

    def questions(self) -> Iterator[QuestionState]:
        """The visible questions inside, in order."""
        for element in self.elements:
            if isinstance(element, PanelState):
                yield from element.questions()
            else:
                yield element

    def panels(self) -> Iterator["PanelState"]:
        for element in self.elements:
            if isinstance(element, PanelState):
                yield element
                yield from element.panels()


@dataclass(slots=True)
class PageState(PanelState):
    """A page as it stands."""

    @property
    def navigation_title(self) -> str:
        return self.title or self.name


@dataclass(slots=True)
class State:
    """Everything a page, a check or an export needs to know about one response."""

    definition: Definition
    locale: str
    data: dict[str, Value]
    calculated: dict[str, Value]
    pages: tuple[PageState, ...]
    start_page: PageState | None
    questions: dict[str, QuestionState]
    working: Working = field(repr=False)
    title: str = ""
    description: str = ""
    completed_html: str = ""
    navigate_to_url: str = ""

    def page(self, name: str) -> PageState:
        """A visible page, the start page included; KeyError when it is not shown."""
        for page in (*self.pages, *([self.start_page] if self.start_page else [])):
            if page.name == name:
                return page
        raise KeyError(name)
