"""Findings in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.actions.words.told import in_words
from surveys.rules.documents.storable import storable_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.rules.definition import Finding


@dataclass(frozen=True)
class Told:
    """A finding for people: where, and what."""

    path: str
    text: str


def told(findings: Iterable[Finding]) -> list[Told]:
    """All findings in words; a name in a path may hold what no page can."""
    return [Told(storable_text(f.path) or "$", in_words(f)) for f in findings]
