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
        for line in sys.stdin:
            if line.strip():
                self.stdout.write(json.dumps(self._answered(line), ensure_ascii=True, allow_nan=False))

    def _answered(self, line: str) -> Any:
        try:
            read = json.loads(line)
            if not isinstance(read, dict):
                return {"error": "expected an object"}
            return type(self).answer(read)
        except (ValueError, RecursionError) as error:
            return {"error": str(error)}
