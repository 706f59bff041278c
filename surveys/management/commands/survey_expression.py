"""What an expression says: JSON lines with `expression`, `values` and `mode` in, one value a line out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.management.json_lines import JsonLinesCommand
from surveys.rules.tracing import trace_expression

if TYPE_CHECKING:
    from collections.abc import Mapping


class Command(JsonLinesCommand):
    """Evaluates expressions as surveys do."""

    help = 'Reads {"mode": "condition" or "expression", "expression": …, "values": {…}} a line, writes the value.'

    def answer(self, line: Mapping[str, Any]) -> Any:
        """Evaluate one."""
        return trace_expression(line)
