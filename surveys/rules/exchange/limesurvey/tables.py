"""The tables in a LimeSurvey file, read without entities, document types or surprises of size."""

from __future__ import annotations

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
WORDS = frozenset({"other_replace_text", "dualscale_headerA", "dualscale_headerB"})


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
        self._sorted: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.rows = {table.tag: [_row(row) for row in table.iterfind("rows/row")] for table in root}
        if sum(len(row) for rows in self.rows.values() for row in rows) > MAX_CELLS:
            raise Refused([ExchangeFinding("", "huge_file")])

    def under(self, table: str, key: str, value: str) -> list[Row]:
        """The rows that belong to one thing; the table is sorted once."""
        if (table, key) not in self._sorted:
            found: dict[str, list[Row]] = {}
            for row in self.rows.get(table, []):
                found.setdefault(row.get(key, ""), []).append(row)
            self._sorted[table, key] = found
        return self._sorted[table, key].get(value, [])

    def once(self, table: str, key: str, order: str, *, of: Row | None = None) -> list[Row]:
        """Each thing once, in its order, though it may stand there once a language; all, or those of one question."""
        known: dict[tuple[str, str], Row] = {}
        rows = self.rows.get(table, []) if of is None else self.under(table, "parent_qid", of.get("qid", ""))
        for row in rows:
            known.setdefault((row.get(key, ""), row.get("scale_id", "0")), row)
        return sorted(known.values(), key=lambda row: _number(row.get(order, "")))

    def texts(self, table: str, beside: str, key: str, of: Row, column: str) -> dict[str, str]:
        """A text in all its languages: from the table (up to version 3) or from the one beside it."""
        own = of.get("scale_id", "0")
        rows = [*self.under(table, key, of.get(key, "")), *self.under(beside, key, of.get(key, ""))]
        mine = [row for row in rows if row.get("scale_id", own) == own]
        return {row["language"]: row[column] for row in mine if row.get("language") and row.get(column)}

    def attributes(self, of: Row) -> dict[str, str]:
        """What a question is set to, apart from words."""
        mine = self.under("question_attributes", "qid", of.get("qid", ""))
        return {row.get("attribute", ""): row.get("value", "") for row in mine if row.get("attribute") not in WORDS}

    def words_of(self, of: Row, attribute: str, own: str) -> dict[str, str]:
        """A text among what a question is set to, by language."""
        mine = self.under("question_attributes", "qid", of.get("qid", ""))
        asked = [row for row in mine if row.get("attribute") == attribute and row.get("value")]
        return {row.get("language") or own: row["value"] for row in asked}


def _row(row: Element) -> Row:
    return {cell.tag: cell.text or "" for cell in row}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
