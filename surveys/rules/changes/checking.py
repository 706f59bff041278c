"""Checks answers one after the other as survey-core does: what was never offered goes, and others follow."""

from collections.abc import Mapping
from dataclasses import replace

from surveys.rules.changes.effects import set_answer
from surveys.rules.changes.loading import Loading, follow, sights
from surveys.rules.checking.questions import question_errors
from surveys.rules.definition.model import ChoiceQuestion
from surveys.rules.logic.building import build, look
from surveys.rules.logic.offers import offered_part
from surveys.rules.logic.settling import keeps_no_words, stores_beside
from surveys.rules.logic.working import Working
from surveys.rules.state import PanelState, QuestionState, State
from surveys.rules.validation import Errors, panel_errors

ONE_AT_A_TIME = frozenset({"questionPerPage", "inputPerPage"})


def check_in_order(state: State) -> tuple[Errors, Working]:
    """Everything wrong, and the answers after the check; what goes may show or hide what is checked later."""
    errors: Errors = {}
    working, shown = state.working, _shown(state)
    pages, waiting = {page.name for page in state.pages}, _waiting(state)
    for name, first in state.questions.items():
        if first.page not in pages or name in waiting or not _is_asked(working, name, shown):
            continue
        question = shown.get(name) or look(working, first.question)
        value = offered_part(working, question)
        if value != question.value and question.question.key in working.data:
            state = _replaced(working, question, value)
            shown = _shown(state)
            question = shown.get(name) or look(working, first.question)
        if found := question_errors(working, _as_loaded(working, question)):
            errors[name] = found
    for page in state.pages:
        for panel in (page, *page.panels()):
            if wrong := panel_errors(working, panel):
                errors.setdefault(panel.name, []).extend(wrong)
    return errors, working


def _as_loaded(working: Working, state: QuestionState) -> QuestionState:
    """Words for Other that are kept as the answer itself cannot come with it; what lies beside is a remark."""
    question = state.question
    if not isinstance(question, ChoiceQuestion) or (stores_beside(working, question) and not question.has_comment):
        return state
    return replace(state, comment=None)


def _waiting(state: State) -> set[str]:
    """What of the first page is not on screen yet where questions come one at a time."""
    begun = next((page for page in state.pages if page.elements), None)
    if begun is None or state.definition.questions_on_page not in ONE_AT_A_TIME:
        return set()
    if isinstance(begun.elements[0], PanelState):
        return set()
    return {question.name for question in begun.questions()} - {begun.elements[0].name}


def _shown(state: State) -> dict[str, QuestionState]:
    return {question.name: question for page in state.pages for question in page.questions()}


def _is_asked(working: Working, name: str, shown: Mapping[str, QuestionState]) -> bool:
    """Whether a question is shown, or only its page has gone since the check began."""
    if name in shown:
        return True
    page, *around = working.parents[name]
    if working.definition.questions_on_page == "singlePage":
        return False  # the pages themselves lie on one that never goes
    has_page = working.decide(page.visible_if, page, page.is_visible)
    wanted = (working.decide(e.visible_if, e, e.is_visible) for e in (working.index[name], *around))
    return not has_page and all(wanted)


def _replaced(working: Working, question: QuestionState, value: object) -> State:
    """The state after an answer has lost what was never offered."""
    seen = sights(working)
    set_answer(working, question.question, value)
    if isinstance(question.question, ChoiceQuestion) and keeps_no_words(question.question, value):
        working.data.pop(question.question.comment_key, None)
    follow(working, {question.question.key: value})
    Loading(working, seen).run(fills=False)
    return build(working)
