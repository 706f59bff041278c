"""The scores of the validated instruments, each with how many answered and a 95 % interval.

Sources: NPS – Reichheld (2003), variance p₊ + p₋ − NPS²; CSAT – top two of five, Wilson (1927); CES 2.0 – Dixon,
Toman, DeLisi (2013), mean of seven points; SUS – Brooke (1996), (odd − 1) + (5 − even), times 2.5; UMUX-Lite – Lewis,
Utesch, Maher (2013), also their regression on SUS. Answers off the scale are left out and counted as such.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.instruments.intervals import Z, mean_interval, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


@dataclass(frozen=True, kw_only=True)
class Score:
    """A figure, its interval where one can be given, and what it rests on."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int
    left_out: int = 0


def scored(instrument: str, counts: Mapping[float, int], left_out: int = 0) -> Score:
    """The score of an instrument whose people's own values were counted; `own_value` gives those."""
    known = {value: count for value, count in counts.items() if count}
    n = sum(known.values())
    if not n:
        return Score(value=None, n=0, left_out=left_out)
    value, low, high = FIGURES[instrument](known, n)
    return Score(value=value, low=low, high=high, n=n, left_out=left_out)


def own_value(instrument: str, sheet: Sequence[Any]) -> float | None:
    """What one person's answers, in the order of the items, add; None where one is missing or off the scale."""
    return SHEETS[instrument](sheet)


def nps(ratings: Iterable[Any]) -> Score:
    """Promoters (9, 10) less detractors (0 to 6), from −100 to 100."""
    return scored("nps", *_counted("nps", ([rating] for rating in ratings)))


def csat(ratings: Iterable[Any]) -> Score:
    """The share, in percent, of those who chose 4 or 5 of five."""
    return scored("csat", *_counted("csat", ([rating] for rating in ratings)))


def ces(ratings: Iterable[Any]) -> Score:
    """The mean agreement on seven points: the higher, the easier."""
    return scored("ces", *_counted("ces", ([rating] for rating in ratings)))


def sus(sheets: Iterable[Sequence[Any]]) -> Score:
    """The mean of each person's score, 0 to 100; a sheet with a gap is left out, as there is no rule to fill it."""
    return scored("sus", *_counted("sus", sheets))


def sus_of(sheet: Sequence[Any]) -> float | None:
    """One person's ten answers, in order."""
    known = _on_scale(sheet, 10, 1, 5)
    return None if known is None else 2.5 * sum(r - 1 if i % 2 == 0 else 5 - r for i, r in enumerate(known))


def umux_lite(sheets: Iterable[Sequence[Any]]) -> Score:
    """The mean of each person's score, 0 to 100."""
    return scored("umux-lite", *_counted("umux-lite", sheets))


def umux_lite_of(sheet: Sequence[Any]) -> float | None:
    """One person's two answers on seven points."""
    known = _on_scale(sheet, 2, 1, 7)
    return None if known is None else 100 * (sum(known) - 2) / 12


def sus_from_umux_lite(score: float) -> float:
    """What SUS would say, by the authors' regression: 0.65 × score + 22.9."""
    return 0.65 * score + 22.9


def score(instrument: str, responses: Iterable[Mapping[str, Any]], items: Sequence[str]) -> Score:
    """The score of an instrument over responses (answers by question), its items in order."""
    rows = ([answers.get(item) for item in items] for answers in responses)
    return scored(instrument, *_counted(instrument, (row for row in rows if any(value is not None for value in row))))


def _counted(instrument: str, sheets: Iterable[Sequence[Any]]) -> tuple[Counter[float], int]:
    """How many people came to each value, and how many to none."""
    counts = Counter(own_value(instrument, sheet) for sheet in sheets)
    left_out = counts.pop(None, 0)
    return Counter({value: count for value, count in counts.items() if value is not None}), left_out


def _on_scale(sheet: Sequence[Any], items: int, low: int, high: int) -> list[int] | None:
    """The answers as whole numbers; None where one is missing or off the scale."""
    known = [
        int(rating)
        for rating in sheet
        if isinstance(rating, (int, float))
        and not isinstance(rating, bool)
        and low <= rating <= high
        and rating == int(rating)
    ]
    return known if len(known) == len(sheet) == items else None


def _rating(low: int, high: int) -> Callable[[Sequence[Any]], float | None]:
    def of(sheet: Sequence[Any]) -> float | None:
        known = _on_scale(sheet, 1, low, high)
        return None if known is None else float(known[0])

    return of


def _nps(counts: Mapping[float, int], n: int) -> Figure:
    up = sum(count for value, count in counts.items() if value >= 9) / n
    down = sum(count for value, count in counts.items() if value <= 6) / n
    net = up - down
    spread = up + down - net * net
    if n < 2 or spread <= 0:
        return 100 * net, None, None
    half = Z * math.sqrt(spread / n)
    return 100 * net, 100 * max(-1.0, net - half), 100 * min(1.0, net + half)


def _csat(counts: Mapping[float, int], n: int) -> Figure:
    hits = sum(count for value, count in counts.items() if value >= 4)
    low, high = wilson(hits, n)
    return 100 * hits / n, 100 * low, 100 * high


def _mean(least: float, most: float) -> Callable[[Mapping[float, int], int], Figure]:
    def of(counts: Mapping[float, int], n: int) -> Figure:
        value = math.fsum(value * count for value, count in counts.items()) / n
        bounds = mean_interval(counts)
        return (value, max(least, bounds[0]), min(most, bounds[1])) if bounds else (value, None, None)

    return of


Figure = tuple[float, float | None, float | None]
FIGURES: dict[str, Callable[[Mapping[float, int], int], Figure]] = {
    "nps": _nps,
    "csat": _csat,
    "ces": _mean(1, 7),
    "sus": _mean(0, 100),
    "umux-lite": _mean(0, 100),
}
SHEETS: dict[str, Callable[[Sequence[Any]], float | None]] = {
    "nps": _rating(0, 10),
    "csat": _rating(1, 5),
    "ces": _rating(1, 7),
    "sus": sus_of,
    "umux-lite": umux_lite_of,
}
