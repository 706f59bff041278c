"""Signs that nobody read the questions, and the tier that follows from them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from surveys.rules.definition.model import MatrixQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.rules.definition.model import Definition

HASTE = 1.0  # seconds an answer: nobody reads a question in less
PACES = ((HASTE, "<1"), (3.0, "1-3"), (10.0, "3-10"))
FEW, MANY = 2, 10
LONG_TEXT = 20
ROWS = 5
SIGNS = ("honeypot", "crowded", "again", "copied")


def pace(seconds: float | None, answers: Mapping[str, Any]) -> str:
    """The seconds spent on an answer, coarsely; empty when unknown or when there is too little to tell."""
    if seconds is None or seconds < 0 or len(answers) < FEW:
        return ""
    each = seconds / len(answers)
    return next((name for limit, name in PACES if each < limit), ">10")


def fingerprint(answers: Mapping[str, Any]) -> str | None:
    """A hash of answers that two people hardly give alike; None for those that many give."""
    if len(answers) < MANY and not any(len(text) >= LONG_TEXT for text in _texts(answers)):
        return None
    said = json.dumps(answers, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:16]


def is_straight(definition: Definition, answers: Mapping[str, Any]) -> bool:
    """Whether a matrix of at least five rows was answered with one column throughout."""
    for question in definition.questions():
        if isinstance(question, MatrixQuestion) and question.cell_type != "checkbox":
            said = answers.get(question.key)
            if isinstance(said, dict) and len(said) >= ROWS and len({str(pick) for pick in said.values()}) == 1:
                return True
    return False


def graded(
    definition: Definition, answers: Mapping[str, Any], known: Mapping[str, Any], *, asks_proof: bool = False
) -> dict[str, Any]:
    """What is known of a response with its tier (a, b or c) and the reasons for it.

    `known` may hold the signs, "pace" and "proved". To have worked out no sum is no reason by itself,
    since browsers without scripts cannot: it only adds to another one.
    """
    reasons = [sign for sign in SIGNS if known.get(sign)]
    reasons += ["hasty"] if known.get("hasty") or known.get("pace") == PACES[0][1] else []
    reasons += ["straight"] if is_straight(definition, answers) else []
    reasons += ["unproved"] if asks_proof and not known.get("proved") else []
    tier = "a" if reasons in ([], ["unproved"]) else "c" if "honeypot" in reasons or len(reasons) > 1 else "b"
    kept = {key: value for key, value in known.items() if key != "hasty"}
    return {**kept, "tier": tier, "reasons": reasons}


def _texts(answers: Mapping[str, Any]) -> Iterator[str]:
    return (value for value in answers.values() if isinstance(value, str))
