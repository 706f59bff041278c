"""One JSON document a line in, one a line out; a line that cannot be read is answered, not fatal."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class JsonLinesCommand(BaseCommand):
    """Answers each line of standard input on standard output."""

    requires_system_checks: list[str] = []
    answer: Callable[[Mapping[str, Any]], Any]

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Read to the end."""
        for line in getattr(sys.stdin, "buffer", sys.stdin):
            if line.strip():
                self.stdout.write(self._answered(line))

    def _answered(self, line: str | bytes) -> str:
        try:
            read = json.loads(line)
            answer = type(self).answer(read) if isinstance(read, dict) else {"error": "expected an object"}
            return json.dumps(answer, allow_nan=False)
        except Exception as error:  # noqa: BLE001 -- whatever a line holds, those after it are answered too
            return json.dumps({"error": str(error) or type(error).__name__})
