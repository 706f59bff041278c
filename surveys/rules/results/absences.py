"""Why a question has no answer in a response, by question name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.logic.outcomes import Outcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from surveys.rules.state import State


def absences(state: State, visited: Collection[str]) -> dict[str, str]:
    """The outcome of each question that asks something and was not answered."""
    found = {
        name: outcome_of(state, name, visited=visited)
        for name, question in state.questions.items()
        if question.question.has_answer and question.type != "expression"
    }
    return {name: outcome.value for name, outcome in found.items() if outcome is not Outcome.ANSWERED}
