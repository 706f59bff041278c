"""Checks answers one after the other as survey-core does: what was never offered goes, and others follow."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from surveys.rules.changes.effects import set_answer
from surveys.rules.changes.loading import Loading, follow, sights
from surveys.rules.checking.questions import question_errors
from surveys.rules.definition.model import ChoiceQuestion, Question
from surveys.rules.logic.building import build, look
from surveys.rules.logic.offers import offered_part
from surveys.rules.logic.settling import keeps_no_words, stores_beside
from surveys.rules.logic.working import Working
from surveys.rules.state import PanelState, QuestionState, State
from surveys.rules.validation import Errors, panel_errors

ROOM = 2_000
"""How many questions may be built anew in one check: beyond it, what goes no longer moves others."""
ONE_AT_A_TIME = frozenset({"questionPerPage", "inputPerPage"})


@dataclass(slots=True)
class Check:
    """A survey on its way through a check."""

    state: State
    shown: dict[str, QuestionState]
    room: int

    def fitted(self, question: Question) -> QuestionState:
        """A question once what was never offered is gone from its answer; others follow while there is room."""
        working = self.state.working
        found = self.shown.get(question.name) or look(working, question)
        value = offered_part(working, found)
        if value == found.value or question.key not in working.data:
            return found
        self.room -= 1
        if self.room < 0:
            _replace(working, question, value)
            return look(working, question)
        self.state = _replaced(working, question, value)
        self.shown = _shown(self.state)
        return self.shown.get(question.name) or look(working, question)


def check_in_order(state: State) -> tuple[Errors, Working]:
    """Everything wrong, and the answers after the check; what goes may show or hide what is checked later."""
    errors: Errors = {}
    working, check = state.working, Check(state, _shown(state), max(1, ROOM // max(1, len(state.questions))))
    pages, waiting = {page.name for page in state.pages}, _waiting(state)
    for name, first in state.questions.items():
        if first.page not in pages or name in waiting or not _is_asked(working, name, check.shown):
            continue
        question = _as_loaded(working, check.fitted(first.question))
        if found := question_errors(working, question):
            errors[name] = found
    for page in check.state.pages:
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


def _replace(working: Working, question: Question, value: object) -> None:
    """Take from an answer what was never offered."""
    set_answer(working, question, value)
    if isinstance(question, ChoiceQuestion) and keeps_no_words(question, value):
        working.data.pop(question.comment_key, None)


def _replaced(working: Working, question: Question, value: object) -> State:
    """The state after an answer has lost what was never offered."""
    seen = sights(working)
    _replace(working, question, value)
    follow(working, {question.key: value})
    Loading(working, seen).run(fills=False)
    return build(working)
