"""Reading a file of texts: JSON or what a spreadsheet makes of CSV, with everything that is wrong at once."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from feedback_site.kit.texts.chinese import chinese_text
from surveys.rules.definition.findings import Refused
from surveys.rules.documents.storable import storable_text
from surveys.rules.exchange.cells import unguarded
from surveys.rules.exchange.findings import ExchangeFinding
from surveys.rules.exchange.words.sheets import WORKBOOK, workbook_rows
from surveys.rules.exchange.words.writing import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 600_000
MOST_COLUMNS = 60
HEAD = re.compile(rf"{TEXT}(?:@(\d{{1,9}}))?", re.IGNORECASE)
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Row(NamedTuple):
    """What a file says of one text; the number is the row's in a spreadsheet, and 0 in JSON."""

    number: int
    name: str
    by_column: dict[str, str]


@dataclass(frozen=True, slots=True)
class WordFinding(ExchangeFinding):
    """One thing wrong with a file, at one row of a spreadsheet or at one text."""

    row: int = 0


@dataclass(frozen=True)
class WordFile:
    """A file as it was read: the revision that it was made of (if it says), its rows, what is wrong with it."""

    revision: int | None
    columns: list[str]
    rows: list[Row]
    findings: list[WordFinding]
    encoding: str = ""


@dataclass
class Findings:
    """What is wrong with a file."""

    found: list[WordFinding] = field(default_factory=list)

    def add(self, code: str, row: int = 0, text: str = "", **params: Any) -> None:
        """Note one thing; `row` 0 is the file as a whole, or JSON."""
        self.found.append(WordFinding(path=text, code=code, params=params, row=row))

    def stop(self) -> None:
        """Refuse the file if anything was wrong."""
        if self.found:
            raise Refused(list(self.found))


def read_words(content: bytes, *, newest: int) -> WordFile:
    """The file, which says what is wrong in it; raises Refused where nothing can be read, or of a later draft."""
    findings = Findings()
    file = _read(content, findings)
    if file.revision is not None and file.revision > newest:
        findings = Findings()
        findings.add("words_of_another")
        findings.stop()
    return file


def _read(content: bytes, findings: Findings) -> WordFile:
    if len(content) > MOST_BYTES:
        findings.add("words_too_large", limit=MOST_BYTES // 1000)
        findings.stop()
    if content.startswith(WORKBOOK):
        return _of_rows(workbook_rows(content), findings)
    text, encoding = _decoded(content, findings)
    if text.lstrip().startswith("{"):
        return replace(_of_json(text, findings), encoding=encoding)
    return replace(_of_rows(_cells(text, findings), findings), encoding=encoding)


def _decoded(content: bytes, findings: Findings) -> tuple[str, str]:
    """The text and how it was written: as its mark says, as UTF-8, or as the GB18030 that Excel writes in China."""
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "gb18030", chinese_text(content) or "\x00"
    if "\x00" in text:
        findings.add("words_unreadable")
    findings.stop()
    return text, encoding


def _of_json(text: str, findings: Findings) -> WordFile:
    try:
        known = dict(json.loads(text, object_pairs_hook=_Pairs))
    except (ValueError, RecursionError):
        known = {}
        findings.add("words_unreadable")
    findings.stop()
    texts, revision = known.get("texts"), known.get("revision")
    if not isinstance(texts, _Pairs):
        findings.add("words_not_json", text="texts")
        findings.stop()
    rows = []
    for name, wordings in texts or ():
        if not isinstance(wordings, _Pairs) or not all(isinstance(wording, str) for _, wording in wordings):
            findings.add("words_not_json", text=name)
            continue
        if len(dict(wordings)) < len(wordings):
            findings.add("words_twice", text=name)
        rows.append(Row(0, name, {column: _plain(wording) for column, wording in wordings}))
    columns = list(dict.fromkeys(column for row in rows for column in row.by_column))
    return _looked_over(revision if isinstance(revision, int) else None, columns, rows, findings)


class _Pairs(tuple[tuple[str, Any], ...]):
    """A JSON object that keeps what it says twice."""

    __slots__ = ()

    def __new__(cls, pairs: list[tuple[str, Any]]) -> Self:
        """Keep them in order."""
        return super().__new__(cls, pairs)


def _of_rows(rows: Iterator[list[str]], findings: Findings) -> WordFile:
    head = [cell.strip() for cell in next(rows, [])]
    while head and not head[-1]:
        head.pop()
    match = HEAD.fullmatch(head[0]) if head else None
    if match is None or len(head) == 1:
        findings.add("words_no_head", row=1)
        findings.stop()
    columns, found = head[1:], []
    for column in sorted({column for column in columns if columns.count(column) > 1}):
        findings.add("words_column_twice", row=1, name=column)
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        name, wordings = unguarded(cells[0].strip()), [_plain(unguarded(cell)) for cell in cells[1:]]
        if any(wordings[len(columns) :]):
            findings.add("words_too_many_cells", row=number, text=name)
        found.append(Row(number, name, dict(zip(columns, wordings, strict=False))))
    return _looked_over(int(match[1]) if match and match[1] else None, columns, found, findings)


def _cells(text: str, findings: Findings) -> Iterator[list[str]]:
    """The rows; spreadsheets part cells by commas, semicolons or tabs, and the first line shows by which."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        findings.add("words_unreadable")
        findings.stop()


def _looked_over(revision: int | None, columns: list[str], rows: list[Row], findings: Findings) -> WordFile:
    """The file, if there is something in it, with what is there twice or cannot be stored."""
    if not (rows or findings.found):
        findings.add("words_none")
        findings.stop()
    if len(columns) > MOST_COLUMNS:
        findings.add("words_too_many_columns", row=1 if rows and rows[0].number else 0, limit=MOST_COLUMNS)
    seen: set[str] = set()
    for row in rows:
        if row.name in seen:
            findings.add("words_twice", row=row.number, text=row.name)
        seen.add(row.name)
        if any(storable_text(wording) != wording for wording in row.by_column.values()):
            findings.add("words_unstorable", row=row.number, text=row.name)
    return WordFile(revision, columns, rows, findings.found)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
