"""All texts by language as a file: JSON, or CSV that spreadsheets know for UTF-8 and take for no formulas."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from surveys.rules.editing.translations import words_by_name
from surveys.rules.exchange.cells import guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.editing.places import Json

TEXT = "text"


def words_as_json(definition: Json, locales: list[str], revision: int) -> bytes:
    """The texts by name, with the revision that they were taken from."""
    texts = {name: words.by_locale for name, words in words_by_name(definition, locales).items()}
    return wordings_as_json(texts, revision).encode()


def wordings_as_json(texts: Mapping[str, Mapping[str, str]], revision: int) -> str:
    """Some texts in the same shape."""
    return json.dumps({"revision": revision, "texts": texts}, ensure_ascii=False, indent=1)


def words_as_csv(definition: Json, locales: list[str], revision: int) -> bytes:
    """A row a text, a column a language; the first cell holds the revision."""
    sheet = io.StringIO(newline="")
    rows = csv.writer(sheet)
    rows.writerow([f"{TEXT}@{revision}", *locales])
    for name, words in words_by_name(definition, locales).items():
        rows.writerow([guarded(name), *(guarded(words.by_locale[locale]) for locale in locales)])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()
