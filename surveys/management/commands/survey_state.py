"""What a survey looks like for some answers: JSON lines with `json`, `data` and `locale` in, states out."""

from __future__ import annotations

from surveys.management.json_lines import JsonLinesCommand
from surveys.rules.tracing import trace_state


class Command(JsonLinesCommand):
    """Shows pages, questions, errors and data as the rules see them."""

    help = 'Reads {"json": survey, "data": {…}, "locale": ""} a line, writes its state, or {"refused": […]}.'
    answer = staticmethod(trace_state)
