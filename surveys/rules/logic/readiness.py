"""Answers the questions expressions ask about checks: has this question errors, is that page ready?"""

from collections.abc import Callable

from surveys.rules.checking.questions import question_errors
from surveys.rules.definition.model import Panel, Question
from surveys.rules.logic.working import Working
from surveys.rules.state import QuestionState

Look = Callable[[Question], QuestionState]


class Readiness:
    """Looks at one question at a time, and never at one it is already looking at."""

    def __init__(self, working: Working, look: Look) -> None:
        self.working = working
        self.look = look
        self.asking: set[str] = set()

    def has_errors(self, name: str) -> bool:
        question = self.working.index.get(name)
        if not isinstance(question, Question) or name in self.asking:
            return False
        self.asking.add(name)
        try:
            state = self.look(question)
            return state.is_visible and any(e.blocks for e in question_errors(self.working, state))
        finally:
            self.asking.discard(name)

    def is_ready(self, name: str) -> bool:
        """Whether everything visible in a page or panel passes its checks."""
        container = self.working.index.get(name)
        if not isinstance(container, Panel):
            return False
        return not any(self.has_errors(question.name) for question in container.questions())
