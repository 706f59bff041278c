"""The attributes of a text input."""

from __future__ import annotations

from typing import Any

from surveys.rules.definition.texts import choose
from surveys.rules.expressions.values import text
from surveys.rules.moments import SAMPLES

INPUT_TYPES = {"range": "number", "color": "text", "datetime": "datetime-local"}
AUTOCOMPLETE = {"email": "email", "tel": "tel", "url": "url"}
BOUNDED = frozenset({"number", "range", "date", "datetime-local", "datetime", "time", "month", "week"})


def control_of(question: Any, locale: str) -> dict[str, Any]:
    """The attributes of a text input."""
    kind = question.input_type
    bounded = kind in BOUNDED
    return {
        "type": INPUT_TYPES.get(kind, kind),
        "inputmode": "decimal" if kind in ("number", "range") else "",
        "autocomplete": question.cosmetic.get("autocomplete") or AUTOCOMPLETE.get(kind, ""),
        "min": text(question.low) if bounded and question.low is not None else "",
        "max": text(question.high) if bounded and question.high is not None else "",
        "step": text(question.step) if question.step else "any" if kind in ("number", "range") else "",
        "maxlength": question.max_length if question.max_length > 0 else "",
        "placeholder": choose(question.placeholder, locale) or SAMPLES.get(kind, ""),
        "suggestions": question.suggestions,
    }
