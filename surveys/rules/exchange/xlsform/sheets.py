"""Reads the sheets of an XLSForm with pyxform, which also judges the form as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert
from xlrd import XLRDError
from xlrd.compdoc import CompDocError

from surveys.rules.definition.findings import Refused
from surveys.rules.exchange.bounds import WORKBOOK_BREAKS, check_archive, check_sheets, check_size
from surveys.rules.exchange.findings import ExchangeFinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyxform.xls2json_backends import DefinitionData

PLACE = re.compile(r"\[row\s*:\s*(?P<row>\d+)\](?: On the '(?P<sheet>\w+)' sheet)?")
NAMED = re.compile(r"'([^'\s]+)'")
SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
ENDS = re.compile(r"end[\s_]", re.IGNORECASE)
BREAKS = (*WORKBOOK_BREAKS, XLRDError, CompDocError)


def read_sheets(content: bytes, kind: str) -> DefinitionData:
    """The sheets, as pyxform sees them; raises Refused."""
    check_size(content)
    if kind == ".xlsx" or content.startswith(b"PK"):
        check_archive(content)
    try:
        sheets = get_xlsform(content, file_type=kind)
    except PyXFormError as error:
        raise _refused(error) from error
    except BREAKS as error:
        raise Refused([ExchangeFinding("", "unreadable_file")]) from error
    check_sheets({name: list(getattr(sheets, name) or []) for name in SHEETS})
    return sheets


def judged(content: bytes, kind: str, sheets: DefinitionData) -> dict[str, Any]:
    """The form as pyxform's tree of questions; raises Refused with pyxform's own words."""
    try:
        found: dict[str, Any] = convert(content, file_type=kind)._pyxform  # noqa: SLF001 -- its only way to the tree
    except PyXFormError as error:
        raise _refused(error, sheets.survey) from error
    except BREAKS as error:
        raise Refused([ExchangeFinding("", "unreadable_file")]) from error
    return found


def _refused(error: PyXFormError, survey: Any = ()) -> Refused:
    """The refusal at its row; where pyxform names only a question, at the row on which that one stands."""
    text = str(error)
    if place := PLACE.search(text):
        path = f"{place['sheet'] or 'survey'} row {place['row']}"
    else:
        named = set(NAMED.findall(text))
        rows = [n for n, row in enumerate(survey or (), start=2) if row and _plain(row).get("name") in named]
        path = f"survey row {rows[0]}" if len(rows) == 1 else "survey"
    return Refused([ExchangeFinding(path, "as_said", {"reason": text})])


class Rows:
    """Finds the row of each question: both come in the same order."""

    def __init__(self, survey: Any) -> None:
        """Number the rows as a spreadsheet does: the header is row 1."""
        rows: Iterator[tuple[int, dict[str, Any]]] = enumerate(survey or [], start=2)
        self.left = [(n, _plain(row)) for n, row in rows if row]

    def take(self, name: str) -> tuple[int, dict[str, str]]:
        """The next row of this name, with its cells; (0, {}) for what pyxform added by itself."""
        for place, (number, row) in enumerate(self.left):
            if row.get("name") == name and not ENDS.match(row.get("type", "")):
                del self.left[: place + 1]
                return number, row
        return 0, {}


def _plain(row: dict[str, Any]) -> dict[str, str]:
    return {str(key).strip().lower(): str(value) for key, value in row.items() if value is not None}
