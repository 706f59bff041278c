"""All texts by language as a file: JSON, CSV that spreadsheets know for UTF-8 and take for no formulas, a workbook."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from surveys.rules.editing.translations import words_by_name
from surveys.rules.exchange.cells import guarded
from surveys.rules.exchange.words.sheets import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from surveys.rules.editing.places import Json

TEXT = "text"


def words_as_json(definition: Json, locales: list[str], revision: int) -> bytes:
    """The texts by name, with the revision that they were taken from."""
    texts = {name: words.by_locale for name, words in words_by_name(definition, locales).items()}
    return wordings_as_json(texts, revision).encode()


def wordings_as_json(texts: Mapping[str, Mapping[str, str]], revision: int) -> str:
    """Some texts in the same shape."""
    return json.dumps({"revision": revision, "texts": texts}, ensure_ascii=False, indent=1)


def words_as_rows(definition: Json, locales: list[str], revision: int) -> Iterator[list[str]]:
    """A row a text, a column a language; the first cell holds the revision.

    Workbooks are guarded as CSV is, though they need not: people turn either into the other.
    """
    yield [f"{TEXT}@{revision}", *locales]
    for name, words in words_by_name(definition, locales).items():
        yield [guarded(name), *(guarded(words.by_locale[locale]) for locale in locales)]


def words_as_csv(definition: Json, locales: list[str], revision: int) -> bytes:
    """The rows as CSV."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet).writerows(words_as_rows(definition, locales, revision))
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def words_as_xlsx(definition: Json, locales: list[str], revision: int) -> bytes:
    """The rows as a workbook."""
    return workbook_of(words_as_rows(definition, locales, revision))


KINDS: dict[str, tuple[Callable[[Json, list[str], int], bytes], str]] = {
    "csv": (words_as_csv, "text/csv; charset=utf-8"),
    "json": (words_as_json, "application/json"),
    "xlsx": (words_as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Kinds of files: who writes them, and what they are."""
