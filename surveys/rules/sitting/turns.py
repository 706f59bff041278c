"""One page sent: what is kept, what is wrong, and where the respondent goes; nothing is stored here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from surveys.rules.answers import InvalidAnswer
from surveys.rules.definition import Definition
from surveys.rules.errors import Error
from surveys.rules.evaluation import evaluate
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.paths import Path, path_of
from surveys.rules.reactions import react
from surveys.rules.results.absences import absences
from surveys.rules.sitting.leaving import final_answers
from surveys.rules.sitting.steps import stepwise
from surveys.rules.sitting.taking import Entry, clean_entry, forbidden
from surveys.rules.state import PageState, QuestionState, State
from surveys.rules.validation import blocks, validate_page

Errors = dict[str, list[Error]]


class Go(StrEnum):
    """Which way the respondent wants."""

    NEXT = "next"
    BACK = "back"
    LATER = "later"
    STAY = "stay"


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A response as the rules see it."""

    definition: Definition
    answers: Mapping[str, Value]
    pending: Mapping[str, Any] = field(default_factory=dict)
    visited: tuple[str, ...] = ()
    locale: str = ""
    seed: int = 0
    now: datetime | None = None

    def state(self, answers: Mapping[str, Value] | None = None) -> State:
        """The survey for these answers."""
        chosen = self.answers if answers is None else answers
        return stepwise(evaluate(self.definition, chosen, locale=self.locale, now=self.now, seed=self.seed))

    def state_on(self, page: str) -> State:
        """The same for the words of one page, some of which may say its number."""
        state = self.state()
        place = next((place for place, known in enumerate(state.pages) if known.name == page), 0)
        number = len({known.panel.path for known in state.pages[: place + 1]})  # steps of one page are one page
        if number < 2 or "{pageno}" not in str(self.definition.source).lower():
            return state
        told = evaluate(
            self.definition, self.answers, locale=self.locale, now=self.now, seed=self.seed, page_number=number
        )
        return stepwise(told)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What sending a page led to; `page` is the one to show next, empty when the survey is complete."""

    answers: dict[str, Value]
    pending: dict[str, Any]
    visited: tuple[str, ...]
    page: str
    errors: Errors = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    is_complete: bool = False
    has_more: bool = False


def take_page(
    sitting: Sitting,
    *,
    page: str,
    entries: Mapping[str, Entry],
    go: Go = Go.NEXT,
    shown: Collection[str] | None = None,
) -> Turn:
    """Take a page; `shown` names the questions its form held, which says what left empty means."""
    before = sitting.state()
    try:
        asked = _asked(before.page(page), before, page, shown)
    except KeyError:
        return _unchanged(sitting, before)
    state, answers, pending, errors = _merge(sitting, page, asked, entries)
    visited = sitting.visited if page in sitting.visited else (*sitting.visited, page)
    turn = Turn(
        answers=answers,
        pending={k: v for k, v in sitting.pending.items() if k not in asked} | pending,
        visited=visited,
        page=page,
        errors=errors,
        absent=absences(state, visited),
    )
    path = path_of(state)
    if go in (Go.LATER, Go.STAY):
        return replace(turn, errors={})
    if go is Go.BACK:
        return replace(turn, errors={}, page=path.previous_of(page) or path.start or page)
    unseen = _unseen(state, page, asked)
    turn = replace(turn, errors={name: found for name, found in errors.items() if name not in unseen})
    if blocks(turn.errors) or pending:
        return turn
    if unseen:
        return replace(turn, has_more=True, errors={})
    return _onward(turn, state, path)


def take_all(sitting: Sitting, entries: Mapping[str, Entry], *, is_complete: bool) -> Turn:
    """Take the answers of the whole survey at once, as a program sends them; with any error nothing holds."""
    questions = sitting.state().questions
    answers, refused = dict(sitting.answers), dict[str, list[Error]]()
    for name, entry in entries.items():
        if name not in questions or not questions[name].question.has_answer:
            refused[name] = [Error("unknown_question")]
            continue
        try:
            answers = clean_entry(sitting.definition, questions[name], entry, answers)
        except InvalidAnswer as error:
            refused[name] = [Error(error.code, error.params)]
    answers = react(sitting.definition, sitting.answers, answers, now=sitting.now, seed=sitting.seed)
    state = sitting.state(answers)
    path = path_of(state)
    errors: Errors = {}
    for page in path.walk():
        errors |= validate_page(state, page) | forbidden(state, page)
    if not is_complete:
        errors = {name: e for name, e in errors.items() if name in entries and not is_empty(entries[name].value)}
    visited = path.walk() if is_complete else sitting.visited
    return Turn(
        answers=final_answers(state) if is_complete else answers,
        pending={},
        visited=visited,
        absent=absences(state, visited),
        page="" if is_complete else path.first or "",
        errors={name: e for name, e in (errors | refused).items() if blocks({name: e})},
        is_complete=is_complete,
    )


def first_page(sitting: Sitting) -> str:
    """Where a respondent begins; empty when nothing is asked."""
    return path_of(sitting.state()).first or ""


def _onward(turn: Turn, state: State, path: Path) -> Turn:
    """The next page, or the end, once every page on the way was seen and holds."""
    target = path.next_of(turn.page)
    if target is not None:
        return replace(turn, page=target, errors={})
    for page in path.walk():
        errors = {} if page == turn.page else validate_page(state, page)  # it was checked just now
        if page not in turn.visited:
            return replace(turn, page=page, errors={})
        if blocks(errors) or any(q.name in turn.pending for q in state.page(page).questions()):
            return replace(turn, page=page, errors=errors)
    final = final_answers(state)
    return replace(turn, answers=final, pending={}, page="", is_complete=True, errors={})


def _merge(
    sitting: Sitting, page: str, asked: Mapping[str, QuestionState], entries: Mapping[str, Entry]
) -> tuple[State, dict[str, Value], dict[str, Any], Errors]:
    """The answers with what was sent and their state, what cannot be kept, and what is wrong with the page."""
    refused: Errors = {}
    good = dict(sitting.answers)
    for name, question in asked.items():
        try:
            good = clean_entry(sitting.definition, question, entries.get(name, Entry()), good)
        except InvalidAnswer as error:
            refused[name] = [Error(error.code, error.params)]
    tried = react(sitting.definition, sitting.answers, good, now=sitting.now, seed=sitting.seed)
    state = sitting.state(tried)
    errors = validate_page(state, page) | forbidden(state, page) | refused
    bad = {
        name
        for name in asked.keys() & errors.keys()
        if name in refused or (blocks({name: errors[name]}) and not is_empty(tried.get(asked[name].question.key)))
    }
    if not bad:
        return state, tried, {}, errors
    for name in bad:
        for key in (asked[name].question.key, asked[name].question.comment_key):
            good.pop(key, None)
            if key in sitting.answers:
                good[key] = sitting.answers[key]
    kept = react(sitting.definition, sitting.answers, good, now=sitting.now, seed=sitting.seed)
    return sitting.state(kept), kept, {name: entries.get(name, Entry()).as_json() for name in bad}, errors


def _asked(known: PageState, state: State, page: str, shown: Collection[str] | None) -> dict[str, QuestionState]:
    """The questions whose answers this page may bring."""
    if shown is None:
        found = list(known.questions())
    else:
        found = [q for q in state.questions.values() if q.page == page and q.name in shown]
    return {q.name: q for q in found if _may_be_asked(q)}


def _unseen(state: State, page: str, asked: Mapping[str, QuestionState]) -> set[str]:
    """The questions that the answers brought to light and the form did not hold."""
    try:
        now = state.page(page).questions()
    except KeyError:
        return set()
    return {q.name for q in now if _may_be_asked(q) and q.name not in asked}


def _may_be_asked(question: QuestionState) -> bool:
    return question.question.has_answer and not question.is_read_only and question.type != "expression"


def _unchanged(sitting: Sitting, state: State) -> Turn:
    path = path_of(state)
    walk = path.walk()
    page = next((p for p in walk if p not in sitting.visited), walk[-1] if walk else path.first or "")
    return Turn(answers=dict(sitting.answers), pending=dict(sitting.pending), visited=sitting.visited, page=page)
