"""One question at a time: each page of a survey becomes as many steps as it asks questions."""

from collections.abc import Iterator
from dataclasses import replace

from surveys.rules.expressions.values import is_empty
from surveys.rules.state import PageState, PanelState, QuestionState, State

ONE_BY_ONE = frozenset({"questionPerPage", "inputPerPage"})
LONGEST = 190  # of a page's name, so that a step's name fits where pages are kept


def stepwise(state: State) -> State:
    """The state with steps in place of pages, if the survey asks one question at a time; the start page stays."""
    if state.definition.questions_on_page not in ONE_BY_ONE:
        return state
    places = {name: place for place, name in enumerate(state.questions)}
    return replace(state, pages=tuple(step for page in state.pages for step in _steps(page, places)))


def _steps(page: PageState, places: dict[str, int]) -> Iterator[PageState]:
    """The first step keeps the page's name, where triggers lead; the others get the place of their question."""
    for number, group in enumerate(_groups(page)):
        name = page.name if number == 0 else f"{page.name[:LONGEST]}#{places[_asked_in(group)]}"
        for question in group:
            question.page = name
        step = _only(page, group)
        yield PageState(
            panel=replace(page.panel, name=name),
            page=name,
            is_visible=True,
            is_required=step.is_required,
            is_read_only=page.is_read_only,
            title=page.title,
            description=page.description if number == 0 else "",
            elements=step.elements,
        )


def _groups(page: PageState) -> list[list[QuestionState]]:
    """What is only looked at stands with the question after it, or with the last one."""
    groups: list[list[QuestionState]] = [[]]
    for question in page.questions():
        groups[-1].append(question)
        if _is_asked(question):
            groups.append([])
    rest = groups.pop()
    if groups:
        groups[-1] += rest
        return groups
    return [rest] if rest else []


def _asked_in(group: list[QuestionState]) -> str:
    return next((question.name for question in group if _is_asked(question)), group[-1].name)


def _is_asked(question: QuestionState) -> bool:
    return question.question.has_answer and not question.is_read_only and question.type != "expression"


def _only(panel: PanelState, group: list[QuestionState]) -> PanelState:
    """The panel with nothing but a group of its questions; whether it needs an answer is asked with its last one."""
    asked = [question for question in panel.questions() if question.question.has_answer]
    kept = {id(question) for question in group}
    inside = [_only(e, group) if isinstance(e, PanelState) else e for e in panel.elements]
    return replace(
        panel,
        elements=tuple(e for e in inside if (e.elements if isinstance(e, PanelState) else id(e) in kept)),
        is_required=panel.is_required and _is_left_to_the_last(asked, kept),
    )


def _is_left_to_the_last(asked: list[QuestionState], kept: set[int]) -> bool:
    return bool(asked) and id(asked[-1]) in kept and all(is_empty(question.value) for question in asked)
