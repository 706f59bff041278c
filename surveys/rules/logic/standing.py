"""How elements stand right now, for expressions and texts that ask: `{$q.isVisible}`, `{$survey.pageCount}`."""

from surveys.rules.definition.model import (
    Definition,
    Element,
    MatrixQuestion,
    MultipleTextQuestion,
    Page,
    Panel,
    Question,
)
from surveys.rules.expressions.scopes import MISSING
from surveys.rules.expressions.values import Value, is_empty
from surveys.rules.logic.working import Working


class Standing:
    """Answers from the conditions alone, and never asks about an element it is already looking at."""

    def __init__(self, working: Working) -> None:
        self.working = working
        self.asking: set[int] = set()

    def of(self, element: Element | Definition, key: str) -> Value:
        """The present value of a property that conditions decide; MISSING for the others."""
        if isinstance(element, Definition):
            return self._of_survey(key)
        if key in ("page.name", "parent.name"):
            around = self.working.parents.get(element.name, ())
            return around[0 if key == "page.name" else -1].name if around else MISSING
        if key in ("readOnly", "isReadOnly"):
            return self._is_locked(element)
        return self._told(element, key)

    def _told(self, element: Element, key: str) -> Value:
        if key in ("visible", "isVisible"):
            return self.is_open(element, with_content=key == "isVisible")
        if key == "isRequired":
            return self.working.decide(element.required_if, element, element.is_required)
        if key == "isAnswered" and isinstance(element, Question):
            return self._is_answered(element)
        return MISSING

    def _of_survey(self, key: str) -> Value:
        known = {"state": "running", "currentPageNo": 0}
        if key in ("pageCount", "visiblePageCount"):
            return self.page_count() if key == "visiblePageCount" else len(self._pages())
        return known.get(key, MISSING)

    def page_count(self) -> int:
        """How many pages will be shown, the start page apart."""
        shown = sum(self.is_open(page, with_content=True) for page in self._pages())
        return min(shown, 1) if self.working.definition.questions_on_page == "singlePage" else shown

    def _pages(self) -> tuple[Page, ...]:
        definition = self.working.definition
        has_start = definition.first_page_is_start and len(definition.pages) > 1
        return definition.pages[1:] if has_start else definition.pages

    def is_open(self, element: Element, *, with_content: bool) -> bool:
        """Whether an element wants to be shown, whatever surrounds it; a panel needs something to show."""
        if id(element) in self.asking:
            return True
        self.asking.add(id(element))
        try:
            wanted = self.working.decide(element.visible_if, element, element.is_visible)
            if not wanted or not with_content or not isinstance(element, Panel):
                return wanted
            return any(self.is_open(child, with_content=True) for child in element.elements)
        finally:
            self.asking.discard(id(element))

    def _is_answered(self, question: Question) -> bool:
        """Whether a question has its answer; one of rows or lines has it when all of them are filled."""
        value = self.working.data.get(question.key)
        parts: list[str] = []
        if isinstance(question, MatrixQuestion):
            parts = [str(row.value) for row in question.rows]
        elif isinstance(question, MultipleTextQuestion):
            parts = [item.name for item in question.items]
        if not parts:
            return not is_empty(value)
        return isinstance(value, dict) and not any(is_empty(value.get(part)) for part in parts)

    def _is_locked(self, element: Element) -> bool:
        if isinstance(element, Question):
            return self.working.is_locked(element)
        if element.enable_if is not None:
            return self.working.is_denied(element.enable_if, element)
        return element.is_read_only
