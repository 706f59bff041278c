"""How large a file from elsewhere may be, also when unpacked; asked before anything reads it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from surveys.rules.definition.findings import Refused
from surveys.rules.exchange.findings import ExchangeFinding

MAX_FILE = 2_000_000
MAX_UNPACKED = 30_000_000
MAX_MEMBERS = 300
MAX_ROWS = 3_000
MAX_CELLS = 200_000
# What readers of workbooks raise for files that are none.
WORKBOOK_BREAKS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RecursionError, SyntaxError,
    TypeError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def check_size(content: bytes) -> None:
    """Raise Refused for a file too large to be a survey."""
    if len(content) > MAX_FILE:
        raise Refused([ExchangeFinding("", "huge_file")])


def check_archive(content: bytes) -> None:
    """Raise Refused for a zip file that is none, or that grows beyond bounds when unpacked.

    Each member is unpacked and counted, because the sizes that it claims may be lies.
    """
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > MAX_MEMBERS:
                raise Refused([ExchangeFinding("", "huge_file")])
            for member in archive.infolist():
                with archive.open(member) as file:
                    while block := file.read(65_536):
                        left -= len(block)
                        if left < 0:
                            raise Refused([ExchangeFinding("", "huge_file")])
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused([ExchangeFinding("", "unreadable_file")]) from error


def check_sheets(sheets: dict[str, list[object]]) -> None:
    """Raise Refused for sheets with more rows or cells than a survey has."""
    cells = 0
    for name, rows in sheets.items():
        cells += sum(len(row) for row in rows if isinstance(row, dict))
        if len(rows) > MAX_ROWS or cells > MAX_CELLS:
            raise Refused([ExchangeFinding(name, "huge_file")])
