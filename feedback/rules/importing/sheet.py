"""Reads a CSV: its encoding, its delimiter, and its rows with their numbers."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from feedback.rules.importing.case import Fault
from feedback.rules.importing.columns import HEADING_LENGTH, MOST_COLUMNS
from feedback.rules.texts import clean
from feedback_site.kit.texts.chinese import GB18030, is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINE = 4_000_000
CHUNK = 1 << 18
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
ENOUGH = 4_000
DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True)
class SheetRow:
    """A row with the number of its line, or why it cannot be read."""

    line: int
    cells: list[str]
    fault: Fault | None = None
    detail: str = ""


def encoding_of(stream: IO[bytes]) -> str | None:
    """Return the encoding of all that is there: by its mark, UTF-8, or GB18030 if that is Chinese; None for none."""
    head = stream.read(4)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name if _fits(stream, name) else None
    if _fits(stream, "utf-8"):
        return "utf-8"
    return GB18030 if _fits(stream, GB18030) and _is_chinese(stream) else None


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


def _is_chinese(stream: IO[bytes]) -> bool:
    """Whether the first letters beyond ASCII are: nearly any bytes can be read as GB18030."""
    decoder = codecs.getincrementaldecoder(GB18030)()
    found = ""
    while len(found) < ENOUGH and (chunk := stream.read(CHUNK)):
        found += "".join(letter for letter in decoder.decode(chunk) if letter > "\x7f")[:ENOUGH]
    stream.seek(0)
    return is_chinese(found)


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
