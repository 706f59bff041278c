"""Numbers questions: 1. 2. 3., a) b) c), page by page, or 2.1 inside panels."""

import re

from surveys.rules.definition.model import HtmlQuestion, ImageQuestion, Panel
from surveys.rules.state import PageState, PanelState, QuestionState
from surveys.rules.working import Working

_INDEX = re.compile(r"\d+|[A-Za-z]")


def number_elements(working: Working, pages: tuple[PageState, ...]) -> None:
    """Write the numbers into the visible elements."""
    definition = working.definition
    if definition.numbering == "off":
        mode = "off"
    else:
        mode = definition.numbering
    counter = Counter(definition.number_start)
    for page in pages:
        own = page.panel.number_start
        if mode == "onPage" or own:
            counter = Counter(own or definition.number_start)
        Numberer(mode).panel(page, counter)


class Counter:
    """A running number and the way it is written."""

    def __init__(self, start: str, prefix: str = "") -> None:
        self.prefix, self.suffix = prefix, "."
        self.letter = ""
        self.next = 1
        match = _INDEX.search(start)
        if match:
            self.prefix = prefix + start[: match.start()]
            self.suffix = start[match.end() :] or ("" if start else ".")
            if match[0].isdigit():
                self.next = int(match[0][:6])
            else:
                self.letter = match[0]
        self.has_start = bool(match)

    def take(self) -> str:
        """The next number without its suffix."""
        index = self.next
        self.next += 1
        if not self.letter:
            return f"{self.prefix}{index}"
        return f"{self.prefix}{_lettered(self.letter, index - 1)}"


def _lettered(first: str, offset: int) -> str:
    base = ord("a") if first.islower() else ord("A")
    position = ord(first) - base + offset
    return chr(base + position % 26) * (position // 26 + 1)


class Numberer:
    """Walks the visible elements of a page."""

    def __init__(self, mode: str) -> None:
        self.mode = mode

    def panel(self, panel: PanelState, counter: Counter) -> None:
        for element in panel.elements:
            if isinstance(element, QuestionState):
                if self.mode != "off" and _counts(element):
                    element.number = counter.take() + counter.suffix
            else:
                self._inner(element, counter)

    def _inner(self, panel: PanelState, counter: Counter) -> None:
        source = panel.panel
        own = source.numbering
        if own == "off":
            Numberer("off").panel(panel, counter)
            return
        mode = self.mode if own == "default" else own
        label = ""
        if mode != "off" and self._is_numbered(source, mode):
            label = counter.take()
            panel.number = label + counter.suffix
        if own == "onPanel" or (own == "onpanel"):
            Numberer("on").panel(panel, Counter(source.number_start))
        elif mode == "recursive" and label:
            inner = Counter(source.number_start, f"{label}.")
            if not inner.has_start:
                inner.suffix = counter.suffix
            Numberer("recursive").panel(panel, inner)
        else:
            Numberer(mode).panel(panel, counter)

    def _is_numbered(self, panel: Panel, mode: str) -> bool:
        if panel.title is None:
            return False
        return mode == "recursive" or bool(panel.show_number)


def _counts(state: QuestionState) -> bool:
    question = state.question
    if isinstance(question, (HtmlQuestion, ImageQuestion)):
        return False
    return question.show_number is not False and question.title_location != "hidden"
