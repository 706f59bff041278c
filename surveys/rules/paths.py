"""The way through the pages: next, previous, where triggers skip to or end the survey."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from surveys.rules.definition.model import Definition
from surveys.rules.evaluation import evaluate
from surveys.rules.expressions.values import Value
from surveys.rules.state import PageState, State


@dataclass(frozen=True, slots=True)
class Path:
    """The visible pages in order and what triggers do to the way through them."""

    start: str | None
    pages: tuple[str, ...]
    skips: Mapping[str, str]
    completes_on: str | None

    @property
    def first(self) -> str | None:
        """Where a respondent begins: the start page where there is one."""
        return self.start or (self.pages[0] if self.pages else None)

    @property
    def last(self) -> str | None:
        return self.pages[-1] if self.pages else None

    def next_of(self, page: str) -> str | None:
        """The page after this one; None when the survey is complete after it."""
        if page == self.completes_on:
            return None
        if page == self.start:
            return self.pages[0] if self.pages else None
        if page not in self.pages:
            return None
        if page in self.skips:
            return self.skips[page]
        position = self.pages.index(page) + 1
        return self.pages[position] if position < len(self.pages) else None

    def previous_of(self, page: str) -> str | None:
        """The page a respondent came from, jumping back over what was skipped."""
        for source, target in self.skips.items():
            if target == page and source in self.walk():
                return source
        if page not in self.pages:
            return None
        position = self.pages.index(page)
        return self.pages[position - 1] if position > 0 else None

    def walk(self) -> tuple[str, ...]:
        """The pages a respondent meets with these answers, the start page left out."""
        walked: list[str] = []
        page = self.pages[0] if self.pages else None
        while page is not None and page not in walked:
            walked.append(page)
            page = self.next_of(page)
        return tuple(walked)


def page_path(definition: Definition, data: Mapping[str, Value], *, now: datetime | None = None, seed: int = 0) -> Path:
    return path_of(evaluate(definition, data, now=now, seed=seed))


def path_of(state: State) -> Path:
    """The path of a state that is already there."""
    names = tuple(page.name for page in state.pages)
    skips: dict[str, str] = {}
    completes_on = None
    for trigger in state.definition.triggers:
        if trigger.kind not in ("skip", "complete"):
            continue
        if not state.working.is_met(trigger.expression):
            continue
        page = _page_of_trigger(state, trigger.expression.variables)
        if page is None:
            continue
        if trigger.kind == "complete":
            completes_on = completes_on or page
        elif (target := _page_of_target(state, trigger.target)) and names.index(target) > names.index(page):
            skips.setdefault(page, target)
    return Path(
        start=state.start_page.name if state.start_page else None,
        pages=names,
        skips=skips,
        completes_on=completes_on,
    )


def _page_of_trigger(state: State, variables: frozenset[str]) -> str | None:
    """The last visible page with a question the trigger depends on: there it takes effect."""
    found = None
    for page in state.pages:
        keys = {q.question.key for q in page.questions()}
        if any(name.split(".")[0].split("[")[0] in keys for name in variables):
            found = page.name
    return found


def _page_of_target(state: State, name: str) -> str | None:
    for page in state.pages:
        if page.name == name or _holds(page, name):
            return page.name
    return None


def _holds(page: PageState, name: str) -> bool:
    return any(q.name == name for q in page.questions()) or any(p.name == name for p in page.panels())
