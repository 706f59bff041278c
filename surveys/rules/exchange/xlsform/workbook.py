"""The sheets of an XLSForm as an .xlsx file; what stayed behind gets a sheet of its own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

if TYPE_CHECKING:
    from surveys.rules.exchange.xlsform.writing import Written

FIRST = ("type", "list_name", "name")
LONGEST = 32_000


def workbook(written: Written) -> bytes:
    """The file."""
    book = Workbook()
    book.remove(book.active)
    left = [{"place": finding.path, "what": finding.params.get("name", "")} for finding in written.left]
    for name, rows in (
        ("survey", written.survey),
        ("choices", written.choices),
        ("settings", written.settings),
        ("not carried over", left),
    ):
        if rows:
            _fill(book.create_sheet(name), rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Any, rows: list[dict[str, Any]]) -> None:
    known = {column: None for row in rows for column in row}
    columns = [column for column in FIRST if column in known] + [column for column in known if column not in FIRST]
    table = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    for number, row in enumerate(table, start=1):
        for place, value in enumerate(row, start=1):
            text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST]
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type = "s"
