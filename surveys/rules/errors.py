"""What is wrong with an answer: a code with parameters, put into words elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Error:
    """A check that failed; `text` holds the author's own words, already in the right language."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    severity: str = "error"
    item: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity == "error"
