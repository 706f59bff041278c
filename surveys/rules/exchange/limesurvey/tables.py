"""The tables in a LimeSurvey file, read without entities, document types or surprises of size."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from surveys.rules.definition.findings import Refused
from surveys.rules.exchange.bounds import MAX_CELLS, check_size
from surveys.rules.exchange.findings import ExchangeFinding

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Row = dict[str, str]
DEEPEST = 20
TAG = re.compile(r"<[^<>]*>")
REFERENCE = re.compile(r"\{\s*([A-Za-z]\w*)(?:\.\w+)?\s*\}")


class _Shallow(TreeBuilder):
    """Builds a tree as long as it is no deeper than such files are; a deep one takes seconds and all of the stack."""

    def __init__(self) -> None:
        """Begin outside."""
        super().__init__()
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        """Go in."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError(tag)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """Come out."""
        self.depth -= 1
        return super().end(tag)


class Tables:
    """All rows by table; texts of several languages come in one row each, in the table itself or beside it."""

    def __init__(self, content: bytes) -> None:
        """Read; raises Refused for what is no LimeSurvey file."""
        check_size(content)
        try:
            parser = XMLParser(target=_Shallow(), forbid_dtd=True)
            parser.feed(content)
            root: Element = parser.close()
        except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
            raise Refused([ExchangeFinding("", "unreadable_file")]) from error
        if root.findtext("LimeSurveyDocType") != "Survey":
            raise Refused([ExchangeFinding("", "unreadable_file")])
        self.rows = {table.tag: [_row(row) for row in table.iterfind("rows/row")] for table in root}
        if sum(len(row) for rows in self.rows.values() for row in rows) > MAX_CELLS:
            raise Refused([ExchangeFinding("", "huge_file")])

    def once(self, table: str, key: str, order: str) -> list[Row]:
        """Each thing once, in its order, though it may stand there once a language."""
        known: dict[tuple[str, str], Row] = {}
        for row in self.rows.get(table, []):
            known.setdefault((row.get(key, ""), row.get("scale_id", "0")), row)
        return sorted(known.values(), key=lambda row: _number(row.get(order, "")))

    def texts(self, table: str, beside: str, key: str, of: Row, column: str) -> dict[str, str]:
        """A text in all its languages: from the table (up to version 3) or from the one beside it."""
        own = of.get("scale_id", "0")
        rows = [*self.rows.get(table, []), *self.rows.get(beside, [])]
        mine = [row for row in rows if row.get(key) == of.get(key) and row.get("scale_id", own) == own]
        return {row["language"]: row[column] for row in mine if row.get("language") and row.get(column)}


def plain(text: str) -> str:
    """A title without LimeSurvey's markup, its references as ours."""
    bare = html.unescape(TAG.sub("", text.replace("<br", "\n<br")))
    return REFERENCE.sub(r"{\1}", re.sub(r"[ \t\r\xa0]*\n\s*", "\n", bare)).strip()


def _row(row: Element) -> Row:
    return {cell.tag: cell.text or "" for cell in row}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
