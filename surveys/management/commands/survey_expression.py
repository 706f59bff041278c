"""What an expression says: JSON lines with `expression`, `values` and `mode` in, one value a line out."""

from __future__ import annotations

from surveys.management.json_lines import JsonLinesCommand
from surveys.rules.tracing import trace_expression


class Command(JsonLinesCommand):
    """Evaluates expressions as surveys do."""

    help = 'Reads {"mode": "condition" or "expression", "expression": …, "values": {…}} a line, writes the value.'
    answer = staticmethod(trace_expression)
