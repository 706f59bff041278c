"""How long it takes at the very least to read what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.rules.definition.texts import choose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.rules.definition.model import Definition

# Letters and ideographs a second, well beyond practised readers (about 25 and 8): who is faster has not read.
LETTERS, IDEOGRAPHS = 60.0, 20.0
FIRST_IDEOGRAPH = "\u2e80"
ENOUGH = 60.0  # seconds: nobody is called hasty for reading a long survey within a minute


def least_seconds(definition: Definition, answers: Mapping[str, Any], locale: str) -> float:
    """The time without which the questions that were answered cannot have been read."""
    found = 0.0
    for question in definition.questions():
        if question.key in answers:
            words = choose(question.title, locale)
            dense = sum(letter >= FIRST_IDEOGRAPH for letter in words)
            found += dense / IDEOGRAPHS + (len(words) - dense) / LETTERS
    return min(found, ENOUGH)
