"""Rows of texts as a workbook, and a workbook's first sheet as rows."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from surveys.rules.definition.findings import Refused
from surveys.rules.exchange.bounds import MAX_CELLS, WORKBOOK_BREAKS, check_archive
from surveys.rules.exchange.findings import ExchangeFinding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORKBOOK = b"PK\x03\x04"
LONGEST = 32_767
MOST_WIDE = 80
MOST_LONG = MAX_CELLS // MOST_WIDE


def workbook_of(rows: Iterable[list[str]]) -> bytes:
    """The rows as a workbook of one sheet, in which every cell is text.

    What no cell holds as it is stays empty, which changes nothing on the way back; cut off, it would.
    """
    book = Workbook()
    sheet = book.active
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            if text and len(text) <= LONGEST and not ILLEGAL_CHARACTERS_RE.search(text):
                sheet.cell(number, place, text).data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_rows(content: bytes) -> Iterator[list[str]]:
    """The first sheet's rows as texts, however large it says it is; raises Refused for what is no workbook."""
    check_archive(content)
    try:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(max_row=MOST_LONG + 1, max_col=MOST_WIDE, values_only=True))
    except WORKBOOK_BREAKS as error:
        raise Refused([ExchangeFinding("", "words_unreadable")]) from error
    if len(rows) > MOST_LONG:
        raise Refused([ExchangeFinding("", "huge_file")])
    return ([_text(cell) for cell in row] for row in rows)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
