"""Texts that lack a language which other texts have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.definition.findings import Finding
from surveys.rules.documents.languages import locales_of
from surveys.rules.editing.translations import all_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.rules.definition.model import Definition


def missing_words(definition: Definition) -> Iterator[Finding]:
    """One finding a piece, with every language that it lacks."""
    locales = list(locales_of(definition).values())
    lacking: dict[str, set[str]] = {}
    for words in all_words(dict(definition.source), locales) if len(locales) > 1 else ():
        if words.missing:
            lacking.setdefault(words.at or words.key, set()).update(words.missing)
    for path, missing in lacking.items():
        named = ", ".join(locale for locale in locales if locale in missing)
        yield Finding(path, "missing_translation", {"languages": named})
