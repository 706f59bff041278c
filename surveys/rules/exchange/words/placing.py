"""What a file of texts changes in a draft: only what was written in it, wherever the texts stand by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from surveys.rules.documents.languages import language_of
from surveys.rules.editing.texts import Tongue
from surveys.rules.editing.translations import CODE, set_all_words, words_by_name
from surveys.rules.exchange.words.reading import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.rules.editing.places import Json
    from surveys.rules.editing.translations import Words
    from surveys.rules.exchange.words.reading import Row, WordFile


class Change(NamedTuple):
    """Another wording of a text in one language, beside the one that it replaces."""

    words: Words
    locale: str
    text: str

    @property
    def replaced(self) -> str:
        """How it reads now."""
        return self.words.by_locale[self.locale]


def changes_of(file: WordFile, begun: Json, now: Json, locales: list[str]) -> list[Change]:
    """All that differs from the draft that the file was made of; an empty cell changes nothing. Raises Refused."""
    findings = Findings([*file.findings])
    columns = _locales(file, locales, findings)
    every = [*locales, *(locale for locale in columns.values() if locale not in locales)]
    before, after = words_by_name(begun, every), words_by_name(now, every)
    found: list[Change] = []
    for row in file.rows:
        if row.name not in after:
            findings.add("words_gone", row=row.number, text=row.name)
        else:
            found += _of_row(row, columns, before.get(row.name, after[row.name]), after[row.name])
    findings.stop()
    return found


def with_changes(now: Json, changes: list[Change], own: str) -> Json:
    """The draft with them; `own` is the survey's own language."""
    return set_all_words(now, [(c.words.path, c.text, Tongue(c.locale, own)) for c in changes])


def _of_row(row: Row, columns: Mapping[str, str], before: Words, after: Words) -> Iterator[Change]:
    for column, text in row.by_column.items():
        locale = columns.get(column)
        if locale and text and text != _plain(before.by_locale[locale]) and text != _plain(after.by_locale[locale]):
            yield Change(after, locale, text)


def _locales(file: WordFile, locales: list[str], findings: Findings) -> dict[str, str]:
    """The survey's locale for each column; a language may be new."""
    known = {language_of(locale): locale for locale in locales}
    found: dict[str, str] = {}
    row = 1 if file.rows and file.rows[0].number else 0
    for column in file.columns:
        code = column.strip().lower().replace("_", "-")
        if not CODE.fullmatch(code):
            findings.add("words_no_language", row=row, name=column)
            continue
        locale = known.setdefault(language_of(code), code)
        if locale in found.values():
            findings.add("words_column_twice", row=row, name=column)
        found[column] = locale
    return found


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
