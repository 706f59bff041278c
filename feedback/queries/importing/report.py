"""How far an import is, and every row that was not taken, or not as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback.models import TicketImport
from feedback.queries.importing.words import COLUMNS, NOT_TAKEN, NOTHING_TO_TAKE, SOURCES, STATES, reason, where
from feedback.rules.importing.case import Source
from feedback.rules.importing.cells import guarded
from feedback.rules.importing.columns import Column
from feedback.rules.importing.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedback.models import ImportLine

SHOWN = 50
RECENT = 50


@dataclass(frozen=True)
class Line:
    """A line of the report in the reader's language."""

    row: ImportLine

    @property
    def place(self) -> str:
        """Where."""
        return where(self.row.place)

    @property
    def words(self) -> Any:
        """Why."""
        return reason(self.row.code)


@dataclass(frozen=True)
class Heading:
    """A column with what stands in its first rows and what it is taken for."""

    place: int
    name: str
    samples: list[str]
    column: str


@dataclass(frozen=True)
class Report:
    """An import as its page shows it."""

    run: TicketImport
    refused: list[Line]
    remarked: list[Line]

    @property
    def source(self) -> Any:
        """Whose export it is."""
        return SOURCES[Source(self.run.source)]

    @property
    def state(self) -> Any:
        """How far it is."""
        state = State(self.run.state)
        if state is State.STOPPED and self.run.is_dry:  # it was only looked at, and nothing is written
            return NOT_TAKEN
        return NOTHING_TO_TAKE if state is State.LOOKED and self.run.takes_nothing else STATES[state]

    @property
    def encoding(self) -> str:
        """The encoding as people know it."""
        names = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB18030 (GBK)"}
        return names.get(self.run.encoding, "")

    @property
    def headings(self) -> list[Heading]:
        """The columns of a CSV."""
        return [
            Heading(
                place,
                name,
                [sample[place] for sample in self.run.samples if place < len(sample) and sample[place]],
                self.run.mapping.get(str(place), ""),
            )
            for place, name in enumerate(self.run.headings)
        ]

    @property
    def columns(self) -> list[tuple[str, Any]]:
        """What a column may be taken for."""
        return [(column.value, COLUMNS[column]) for column in Column]

    @property
    def hidden(self) -> int:
        """How many rows that were not taken stand in the whole report alone."""
        return max(self.run.refused + self.run.known - len(self.refused), 0)


def report(run: TicketImport) -> Report:
    """Return the import with the first lines of its report, however many there are."""
    rows = run.lines.order_by("id")
    refused = [Line(row) for row in rows.filter(is_taken=False)[:SHOWN]]
    return Report(run, refused, [Line(row) for row in rows.filter(is_taken=True)[:SHOWN]])


def imports() -> list[Report]:
    """Return the newest imports."""
    return [Report(run, [], []) for run in TicketImport.objects.select_related("by").order_by("-pk")[:RECENT]]


def cells(run: TicketImport) -> Iterator[list[str]]:
    """Return the whole report as cells that no spreadsheet runs, the heading first."""
    taken = _("Would be taken") if run.is_dry else pgettext("import", "Taken")
    yield [_("Place"), _("Number there"), taken, _("Reason"), _("Detail")]
    yield from _lines(run.lines.order_by("id").iterator(chunk_size=2_000))


def _lines(rows: Iterable[ImportLine]) -> Iterator[list[str]]:
    yes, no = _("Yes"), _("No")
    for row in rows:
        yield [
            guarded(where(row.place)),
            guarded(row.number),
            yes if row.is_taken else no,
            str(reason(row.code)),
            guarded(row.detail),
        ]
