"""Words in braces that a ready answer is filled in with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACEHOLDERS = ("name", "ref", "subject", "agent", "site", "form")
BRACES = re.compile(r"\{([^{}\n]*)\}")


def unknown_placeholders(text: str) -> list[str]:
    """Return what stands in braces and is not known, each once, in order."""
    found = dict.fromkeys(match.group(1) for match in BRACES.finditer(text))
    return [word for word in found if word not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the values in; what a value itself holds in braces stays as it is."""
    return BRACES.sub(lambda match: values.get(match.group(1), match.group(0)), text)
