"""A table of responses as a file: CSV as it is read, XLSX by way of the disk; neither can run anything when opened."""

from __future__ import annotations

import csv
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from feedback_site.kit.problems import Invalid
from surveys.rules.exchange.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.queries.response_table import ResponseTable

LONGEST = 32_767
IN_MEMORY = 4_000_000
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, with its heading
BOM = "\ufeff"


class _Echo:
    """Gives back what a writer writes."""

    def write(self, line: str) -> str:
        return line


def csv_lines(table: ResponseTable) -> Iterator[str]:
    """The lines, with a mark at the beginning by which spreadsheets know UTF-8."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow([guarded(code) for code in table.head])
    for row in table.rows():
        yield writer.writerow([harmless(value) for value in row])


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula: what looks like one begins with an apostrophe."""
    return guarded(value) if isinstance(value, str) else value


class DoesNotFit(Invalid):
    """A sheet has no room for so many rows or columns."""

    title = _("This is more than a workbook holds.")

    def __init__(self) -> None:
        """Say what has room."""
        super().__init__(_("A sheet has 1,048,576 rows and 16,384 columns. Take the CSV: it has room for all of it."))


def xlsx_file(table: ResponseTable) -> SpooledTemporaryFile[bytes]:
    """A workbook: the responses, the key to their columns, the scores of instruments; the caller closes it.

    Rows go to the disk as they are read, so memory does not grow with them. Raises DoesNotFit.
    """
    if len(table.head) > MOST_COLUMNS or table.has_more_than(MOST_ROWS - 1):
        raise DoesNotFit
    book = Workbook(write_only=True)
    sheet = book.create_sheet("responses")
    sheet.append([_cell(sheet, code) for code in table.head])
    for row in islice(table.rows(), MOST_ROWS - 1):
        sheet.append([_cell(sheet, value) for value in row])
    key = book.create_sheet("columns")
    key.append(["column", "title", "versions", "code", "label"])
    for row in table.key():
        key.append([_cell(key, value) for value in row])
    scores = book.create_sheet("scores")
    scores.append(["instrument", "value", "low", "high", "n", "asked", "left_out", "versions"])
    for own in table.scores():
        figures = [own.score.value, own.score.low, own.score.high, own.score.n, own.asked, own.score.left_out]
        scores.append([own.instrument, *figures, ", ".join(map(str, own.versions))])
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- whoever sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, value: Any) -> Any:
    """Texts are texts, whatever they begin with."""
    if not isinstance(value, str):
        return value
    found = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST])
    found.data_type = "s"
    return found
