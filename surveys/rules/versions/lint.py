"""What is odd in a survey that is otherwise fine: hints for its author, never a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.instruments.locking import lint_instrument
from surveys.rules.versions.hints.labels import about_labels
from surveys.rules.versions.hints.logic import about_logic
from surveys.rules.versions.hints.pieces import about_pieces
from surveys.rules.versions.hints.reach import unreachable
from surveys.rules.versions.hints.words import missing_words

if TYPE_CHECKING:
    from surveys.rules.definition.findings import Finding
    from surveys.rules.definition.model import Definition


def lint(definition: Definition, *, instrument: str = "") -> list[Finding]:
    """Everything worth a second look, the gravest kinds first; `instrument` is the one its settings name."""
    return [
        *lint_instrument(definition.source, instrument),
        *unreachable(definition),
        *about_logic(definition),
        *about_pieces(definition),
        *about_labels(definition),
        *missing_words(definition),
    ]
