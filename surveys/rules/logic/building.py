"""Builds the state from settled answers: visibility from the leaves up, texts from the top down."""

from dataclasses import dataclass
from functools import partial
from typing import cast

from surveys.rules.changes.keeping import kept, kept_answers
from surveys.rules.choices import shuffled
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    Element,
    HtmlQuestion,
    MatrixQuestion,
    Page,
    Panel,
    Question,
)
from surveys.rules.definition.texts import choose
from surveys.rules.logic.numbering import is_labelled, number_elements
from surveys.rules.logic.offers import choices_of, columns_of, limited, rows_of
from surveys.rules.logic.working import Working
from surveys.rules.state import PageState, PanelState, QuestionState, State

SINGLE_PAGE = "single-page"


@dataclass(slots=True)
class Builder:
    """Builds the parts of one state."""

    working: Working
    questions: dict[str, QuestionState]

    def page(self, page: Page) -> PageState:
        inherited = self.working.definition.is_read_only
        return cast("PageState", self._panel(page, page.name, inherited, is_reachable=True))

    def _panel(self, panel: Panel, page: str, is_read_only: bool, *, is_reachable: bool) -> PanelState:
        working = self.working
        is_read_only = is_read_only or self._is_read_only(panel)
        wanted = self._wanted(panel)
        elements = self._elements(panel, page, is_read_only, is_reachable and wanted)
        visible = tuple(element for element in elements if element.is_visible)
        return (PageState if isinstance(panel, Page) else PanelState)(
            panel=panel,
            page=page,
            is_visible=wanted and bool(visible),
            is_required=working.decide(panel.required_if, panel, panel.is_required),
            is_read_only=is_read_only,
            title=working.words(panel.title, panel),
            description=working.words(panel.description, panel),
            elements=visible,
        )

    def _elements(
        self, panel: Panel, page: str, is_read_only: bool, is_reachable: bool
    ) -> list[PanelState | QuestionState]:
        built: list[PanelState | QuestionState] = []
        for element in self._ordered(panel):
            if isinstance(element, Panel):
                built.append(self._panel(element, page, is_read_only, is_reachable=is_reachable))
            elif isinstance(element, Question):
                built.append(self.question(element, page, is_read_only, is_reachable))
        return built

    def _ordered(self, panel: Panel) -> list[Element]:
        order = panel.question_order
        if order == "default":
            order = self.working.definition.question_order
        if order != "random":
            return list(panel.elements)
        return shuffled(panel.elements, self.working.seed + len(panel.path), _may_move)

    def question(self, question: Question, page: str, is_read_only: bool, is_reachable: bool) -> QuestionState:
        working = self.working
        choices = limited(question, working.data.get(question.key), choices_of(working, question))
        state = QuestionState(
            question=question,
            page=page,
            is_visible=is_reachable and self._wanted(question),
            is_required=working.decide(question.required_if, question, question.is_required),
            is_read_only=is_read_only or self._is_read_only(question),
            title=self._title(question),
            description=working.words(question.description, question),
            value=kept(working.data.get(question.key)),
            comment=working.data.get(question.comment_key),
            choices=tuple(choices),
        )
        if (
            isinstance(question, ChoiceQuestion)
            and question.hides_when_empty
            and not any(choice.kind == "choice" or question.source in working.index for choice in choices)
        ):
            state.is_visible = False
        if isinstance(question, MatrixQuestion):
            state.rows = tuple(rows_of(working, question))
            state.columns = tuple(columns_of(working, question))
            if question.hides_when_empty and not state.rows:
                state.is_visible = False
        if isinstance(question, HtmlQuestion):
            state.html = working.markup(question.html, question)
        state.reads = partial(working.scope.display, question.name)
        self.questions[question.name] = state
        return state

    def _title(self, question: Question) -> str:
        own = choose(question.title, self.working.locale)
        if isinstance(question, BooleanQuestion) and (not own or _goes_by_label(question)):
            own = choose(question.label, self.working.locale) or own
        return self.working.pipe(own, question) if own else question.name

    def _wanted(self, element: Element) -> bool:
        return self.working.decide(element.visible_if, element, element.is_visible)

    def _is_read_only(self, element: Element) -> bool:
        if element.enable_if is not None:
            return self.working.is_denied(element.enable_if, element)
        return element.is_read_only


def _goes_by_label(question: BooleanQuestion) -> bool:
    return is_labelled(question) and not question.cosmetic.get("showTitle")


def _may_move(element: Element) -> bool:
    return element.cosmetic.get("randomize") is not False


def look(working: Working, question: Question) -> QuestionState:
    """One question as it stands, without the rest of the survey."""
    inherited = working.definition.is_read_only
    state = Builder(working, {}).question(question, "", inherited, is_reachable=True)
    state.is_visible = state.is_visible and working.is_shown(question)
    return state


def build(working: Working) -> State:
    """The whole state; texts that mention answers see the settled ones."""
    builder = Builder(working, {})
    start, rest = _start_and_rest(working)
    start_state = builder.page(start) if start else None
    states = [builder.page(page) for page in rest]
    pages = tuple(page for page in states if page.is_visible)
    if working.definition.questions_on_page == "singlePage":
        pages = _merged(pages, builder, start)
    number_elements(working, start_state, pages)
    definition = working.definition
    return State(
        definition=definition,
        locale=working.locale,
        data=kept_answers(working.data),
        calculated=working.calculated,
        pages=pages,
        start_page=start_state,
        questions=builder.questions,
        title=working.words(definition.title),
        description=working.words(definition.description),
        completed_html=_completed(working),
        navigate_to_url=_address(working),
        working=working,
    )


def _start_and_rest(working: Working) -> tuple[Page | None, tuple[Page, ...]]:
    """The first page may be a start page, unless it is the only one."""
    pages = working.definition.pages
    if working.definition.first_page_is_start and len(pages) > 1:
        return pages[0], pages[1:]
    return None, pages


def _merged(pages: tuple[PageState, ...], builder: Builder, start: Page | None) -> tuple[PageState, ...]:
    """All pages on one, each becoming a panel of it."""
    if not pages:
        for state in builder.questions.values():
            state.page = SINGLE_PAGE
        return ()
    panels = tuple(
        PanelState(
            panel=page.panel,
            page=SINGLE_PAGE,
            is_visible=True,
            is_required=page.is_required,
            is_read_only=page.is_read_only,
            title=page.title,
            description=page.description,
            elements=page.elements,
        )
        for page in pages
    )
    started = {question.name for question in start.questions()} if start else set()
    for state in builder.questions.values():
        state.page = state.page if state.name in started else SINGLE_PAGE
    whole = Page(type="page", name=SINGLE_PAGE, path="", elements=())
    return (
        PageState(
            panel=whole,
            page=SINGLE_PAGE,
            is_visible=True,
            is_required=False,
            is_read_only=builder.working.definition.is_read_only,
            title="",
            description="",
            elements=panels,
        ),
    )


def _completed(working: Working) -> str:
    for conditional in working.definition.completed_html_if:
        if conditional.expression and working.is_met(conditional.expression):
            return working.markup(conditional.text)
    return working.markup(working.definition.completed_html)


def _address(working: Working) -> str:
    for conditional in working.definition.navigate_to_url_if:
        if conditional.expression and working.is_met(conditional.expression):
            return working.words(conditional.text)
    return working.pipe(working.definition.navigate_to_url)
