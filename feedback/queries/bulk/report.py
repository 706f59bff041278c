"""What became of a change of many tickets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from feedback.queries.bulk.deed import read_deed
from feedback.rules.bulk import FINAL, Outcome
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from feedback.models import BulkChange, BulkItem

TOLD = (Outcome.SKIPPED, Outcome.KEPT, Outcome.SAME)


@dataclass(frozen=True)
class Report:
    """Numbers by outcome, and the tickets that something kept from changing."""

    words: str
    is_final: bool
    numbers: Counter[str]
    left_out: list[BulkItem]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.numbers.total()

    @property
    def ready(self) -> int:
        """How many have been looked at."""
        return self.total - self.numbers[Outcome.WAITING]

    def as_json(self) -> dict[str, Any]:
        """Return the numbers for programs."""
        return {outcome.value: self.numbers[outcome] for outcome in Outcome}


def report(change: BulkChange) -> Report:
    """Return what became of it: two questions, however many tickets."""
    try:
        deed = read_deed(change.wish, change.by)
        words, is_final = deed.words, deed.verb in FINAL
    except Problem:
        words, is_final = change.wish, True
    numbers = Counter(change.items.values_list("outcome", flat=True))
    left_out = list(change.items.filter(outcome__in=TOLD).select_related("ticket").order_by("ticket"))
    return Report(words, is_final, numbers, left_out)
