"""How a page would look with the answers typed so far; nothing is kept of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from surveys.rules.answers import InvalidAnswer
from surveys.rules.sitting.taking import Entry, clean_entry
from surveys.rules.sitting.turns import Errors, Go, Sitting, Turn, take_page
from surveys.rules.state import State
from surveys.rules.validation import validate_page


@dataclass(frozen=True)
class Look:
    """The survey after these answers, what was typed, what is wrong with it, and whether it says anything."""

    state: State
    page: str
    entries: Mapping[str, Entry]
    errors: Errors
    is_blank: bool


def look(sitting: Sitting, *, page: str, entries: Mapping[str, Entry], shown: Collection[str] | None) -> Look:
    """Take the page without keeping it. `page` is another one when this one is no longer shown."""
    turn = take_page(sitting, page=page, entries=entries, go=Go.STAY, shown=shown)
    state = replace(sitting, answers=turn.answers, pending=turn.pending).state()
    return Look(
        state=state,
        page=turn.page,
        entries={name: entry for name, entry in entries.items() if _stands(sitting, state, turn, name, entry)},
        errors=validate_page(state, turn.page),
        is_blank=not turn.pending and turn.answers == dict(sitting.answers),
    )


def _stands(sitting: Sitting, state: State, turn: Turn, name: str, entry: Entry) -> bool:
    """Whether what was typed is what now counts: another answer may have set this one."""
    if name in turn.pending:
        return True
    question = state.questions[name]
    try:
        cleaned = clean_entry(sitting.definition, question, entry, {})
    except InvalidAnswer:
        return True
    return cleaned.get(question.question.key) == turn.answers.get(question.question.key)
