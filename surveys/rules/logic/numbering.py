"""Numbers questions: 1. 2. 3., a) b) c), page by page, or 2.1 inside panels."""

import re
from copy import copy

from surveys.rules.definition.model import BooleanQuestion, HtmlQuestion, ImageQuestion, Page, Panel
from surveys.rules.logic.working import Working
from surveys.rules.state import PageState, PanelState, QuestionState

LOCAL = "recursive here"
"""Below a panel that numbers so of itself: panels inside it do not."""
_DIGITS = re.compile(r"\d+(?=\D*\Z)")
_LETTER = re.compile(r"[A-Za-z](?=[^A-Za-z]*\Z)")
_HEAD = re.compile(r"\A([0-9]+|[A-Za-z])\.(?=[0-9A-Za-z])")


def number_elements(working: Working, start_page: PageState | None, pages: tuple[PageState, ...]) -> None:
    """Write the numbers into the visible elements; page by page, a start page has none."""
    definition = working.definition
    start, mode = definition.number_start, definition.numbering
    counter, first = Counter(start), 0
    if mode == "off":
        return
    if start_page and mode != "onPage":
        number_panel(start_page, mode, counter)
    for position, page in enumerate(pages):
        own_start = page.panel.number_start
        if mode == "onPage":
            start = own_start or start
            counter = Counter(start)
        elif mode == "recursive" and _HEAD.match(own_start or start):
            start, first = own_start or start, position if own_start else first
            head, tail = _split(start)
            inner = Counter(tail)
            inner.label = inner.page = Counter(head).whole(position - first)
            number_panel(page, mode, inner)
            continue
        if page.panel.numbering in ("onPanel", "off"):
            number_panel(page, mode, Counter(own_start or start))
            continue
        counter = counter.restyled(own_start) if own_start else counter
        number_panel(page, mode, counter)


class Counter:
    """A running number and the way it is written: its last figure or letter moves on."""

    def __init__(self, start: str, label: str = "") -> None:
        self.start = start
        self.label = label
        self.page = ""
        self.places = iter(range(10_000))
        match = _DIGITS.search(start) or _LETTER.search(start)
        self.prefix = start[: match.start()] if match else ""
        self.core = match[0] if match else "1"
        self.suffix = start[match.end() :] if match else "."

    def take(self) -> str:
        """The next number."""
        return self.label + self.whole(next(self.places))

    def whole(self, offset: int) -> str:
        """The number so far from the first, as it is written."""
        return self.prefix + self.written(offset) + self.suffix

    def written(self, offset: int) -> str:
        if self.core.isdigit():
            return str(int(self.core[:9]) + offset).zfill(len(self.core[:9]))
        base = ord("a") if self.core.islower() else ord("A")
        position = ord(self.core) - base + offset
        return chr(base + position % 26) * (position // 26 + 1)

    def restyled(self, start: str) -> "Counter":
        """The same running number, written another way."""
        other = Counter(start, self.label)
        other.places = self.places
        return other

    def unlabelled(self) -> "Counter":
        """The same running number, without what stands before it."""
        other = copy(self)
        other.label = ""
        return other

    def untitled(self) -> "Counter":
        """A counter for a panel that has no number of its own: below what is around it, unless that is a page."""
        other = Counter(self.start, "" if self.page else self.label)
        other.suffix = self.suffix
        return other

    def inside(self, number: str) -> "Counter":
        """A counter like this one, below a number: 2. becomes 2.1."""
        inner = Counter(_split(self.start)[1])
        inner.label = number + ("" if number.endswith(".") or not (inner.prefix + inner.core)[0].isalnum() else ".")
        return inner


def _split(start: str) -> tuple[str, str]:
    """What stands before the last figure that counts, and that figure: `A.` and `1` of `A.1`."""
    at = start.removesuffix(".").rfind(".") + 1
    return start[:at], start[at:]


def number_panel(panel: PanelState, mode: str, counter: Counter) -> None:
    for element in panel.elements:
        if isinstance(element, PanelState):
            _number_inner(element, mode, counter)
        elif mode != "off" and _counts(element):
            element.number = counter.take()


def _number_inner(panel: PanelState, mode: str, counter: Counter) -> None:
    own = panel.panel.numbering
    if isinstance(panel.panel, Page):  # all on one page, each counts like a plain panel, whatever it says
        number_panel(panel, mode, Counter(counter.start) if own == "off" else counter)
        return
    if own == "plain":
        number_panel(panel, mode, counter)
        return
    if mode == "onPage" and own == "recursive":
        number_panel(panel, "on", Counter(counter.start))
        return
    if mode != "off" and _is_numbered(panel.panel, mode if own == "default" else own):
        panel.number = counter.take()
    inner = _mode_inside(mode, own)
    if inner in ("recursive", LOCAL):
        number_panel(panel, inner, _counter_below(panel, counter))
    elif inner == "onPanel":
        number_panel(panel, "on", _own_counter(panel, counter.start))
    else:
        counter = counter.unlabelled() if mode == LOCAL else counter
        start = panel.panel.number_start
        number_panel(panel, inner, counter.restyled(start) if start else counter)


def _mode_inside(mode: str, own: str) -> str:
    """How a panel numbers what it contains: as it says, else as what is around it does."""
    if mode == "off" or own == "default":
        return "on" if mode == LOCAL else mode
    return LOCAL if own == "recursive" != mode else own


def _counter_below(panel: PanelState, counter: Counter) -> Counter:
    """The counter of what a panel contains: below its number, or as its own start says."""
    start = panel.panel.number_start
    if not start:
        return counter.inside(panel.number) if panel.number else counter.untitled()
    is_told = panel.number and panel.panel.title is not None
    return Counter(start, panel.number.rstrip(".") + "." if is_told else "")


def _own_counter(panel: PanelState, inherited: str) -> Counter:
    """A counter of a panel's own; its start may say that the panel's number comes first."""
    start = panel.panel.number_start or inherited
    head = _HEAD.match(start)
    if head is None:
        return Counter(start)
    counter = Counter(start[head.end() :])
    if panel.number:
        counter.label = panel.number.rstrip(".") + "."
    return counter


def _is_numbered(panel: Panel, mode: str) -> bool:
    if panel.title is None and not _HEAD.match(panel.number_start):
        return False
    return mode == "recursive" if panel.show_number is None else panel.show_number


def _counts(state: QuestionState) -> bool:
    question = state.question
    if isinstance(question, (HtmlQuestion, ImageQuestion)):
        return False
    if isinstance(question, BooleanQuestion) and is_labelled(question):
        return False
    return question.show_number is not False and question.title_location != "hidden"


def is_labelled(question: BooleanQuestion) -> bool:
    """Whether the words stand beside a box to tick, in place of a title above."""
    shape = question.cosmetic.get("renderAs", "default")
    shape = question.display_mode if shape == "default" else shape
    is_box = question.uses_title_as_label and shape in ("checkbox", "switch")
    return is_box or question.title_location == "hidden"
