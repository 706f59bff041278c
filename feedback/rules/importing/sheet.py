"""Reads a CSV: its encoding, its delimiter, and its rows with their numbers."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from feedback.rules.importing.case import Fault
from feedback.rules.importing.columns import HEADING_LENGTH, MOST_COLUMNS
from feedback.rules.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINE = 4_000_000
CHUNK = 1 << 18
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
GUESSES = ("utf-8", "gb18030")
DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True)
class SheetRow:
    """A row with the number of its line, or why it cannot be read."""

    line: int
    cells: list[str]
    fault: Fault | None = None
    detail: str = ""


def encoding_of(stream: IO[bytes]) -> str | None:
    """Return the encoding of all that is there: by its mark, or the first that fits; None for none."""
    head = stream.read(4)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name if _fits(stream, name) else None
    return next((name for name in GUESSES if _fits(stream, name)), None)


def delimiter_of(line: str) -> str:
    """Return what parts the cells of the first line."""
    return max(DELIMITERS, key=line.count)


def sheet_rows(stream: IO[str], delimiter: str) -> Iterator[SheetRow]:
    """Return the rows; the first are the headings. A row that breaks off is told, and the next one counts."""
    lines = iter(lambda: stream.readline(MOST_LINE), "")
    rows = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    while True:
        begins = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield SheetRow(begins, [], Fault.UNREADABLE, str(error))
            continue
        if any(cell.strip() for cell in cells):
            yield SheetRow(begins, cells[:MOST_COLUMNS])


def headings_of(row: SheetRow) -> list[str]:
    """Return the headings, each on one line."""
    return [" ".join(clean(cell).split())[:HEADING_LENGTH] for cell in row.cells]


def _fits(stream: IO[bytes], name: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(name)()
    try:
        while chunk := stream.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    finally:
        stream.seek(0)
    return True
