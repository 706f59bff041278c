"""The scores of the validated instruments, each with how many answered and a 95 % interval.

Sources: NPS – Reichheld (2003), variance p₊ + p₋ − NPS²; CSAT – top two of five, Wilson (1927); CES 2.0 – Dixon,
Toman, DeLisi (2013), mean of seven points; SUS – Brooke (1996), (odd − 1) + (5 − even), times 2.5; UMUX-Lite – Lewis,
Utesch, Maher (2013), also their regression on SUS. Answers off the scale are left out and counted as such.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean
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


def nps(ratings: Iterable[Any]) -> Score:
    """Promoters (9, 10) less detractors (0 to 6), from −100 to 100."""
    known, left_out = _on_scale(ratings, 0, 10)
    n = len(known)
    if not n:
        return Score(value=None, n=0, left_out=left_out)
    up, down = sum(r >= 9 for r in known) / n, sum(r <= 6 for r in known) / n
    net = up - down
    spread = up + down - net * net
    if n < 2 or spread <= 0:
        return Score(value=100 * net, n=n, left_out=left_out)
    half = Z * math.sqrt(spread / n)
    low, high = max(-1.0, net - half), min(1.0, net + half)
    return Score(value=100 * net, low=100 * low, high=100 * high, n=n, left_out=left_out)


def csat(ratings: Iterable[Any]) -> Score:
    """The share, in percent, of those who chose 4 or 5 of five."""
    known, left_out = _on_scale(ratings, 1, 5)
    if not known:
        return Score(value=None, n=0, left_out=left_out)
    hits = sum(r >= 4 for r in known)
    low, high = wilson(hits, len(known))
    return Score(value=100 * hits / len(known), low=100 * low, high=100 * high, n=len(known), left_out=left_out)


def ces(ratings: Iterable[Any]) -> Score:
    """The mean agreement on seven points: the higher, the easier."""
    known, left_out = _on_scale(ratings, 1, 7)
    return _mean([float(r) for r in known], left_out, 1, 7)


def sus(sheets: Iterable[Sequence[Any]]) -> Score:
    """The mean of each person's score, 0 to 100; a sheet with a gap is left out, as there is no rule to fill it."""
    return _sheets(sheets, sus_of)


def sus_of(sheet: Sequence[Any]) -> float | None:
    """One person's ten answers, in order."""
    known, off = _on_scale(sheet, 1, 5)
    if off or len(known) != 10:
        return None
    return 2.5 * sum(r - 1 if i % 2 == 0 else 5 - r for i, r in enumerate(known))


def umux_lite(sheets: Iterable[Sequence[Any]]) -> Score:
    """The mean of each person's score, 0 to 100."""
    return _sheets(sheets, umux_lite_of)


def umux_lite_of(sheet: Sequence[Any]) -> float | None:
    """One person's two answers on seven points."""
    known, off = _on_scale(sheet, 1, 7)
    return None if off or len(known) != 2 else 100 * (sum(known) - 2) / 12


def sus_from_umux_lite(score: float) -> float:
    """What SUS would say, by the authors' regression: 0.65 × score + 22.9."""
    return 0.65 * score + 22.9


def score(instrument: str, responses: Iterable[Mapping[str, Any]], items: Sequence[str]) -> Score:
    """The score of an instrument over responses (answers by question), its items in order."""
    rows = [[answers.get(item) for item in items] for answers in responses]
    if instrument in SHEETS:
        return SHEETS[instrument](row for row in rows if any(value is not None for value in row))
    return RATINGS[instrument](value for row in rows for value in row if value is not None)


def _on_scale(ratings: Iterable[Any], low: int, high: int) -> tuple[list[int], int]:
    known: list[int] = []
    left_out = 0
    for rating in ratings:
        is_number = isinstance(rating, (int, float)) and not isinstance(rating, bool)
        if is_number and low <= rating <= high and rating == int(rating):
            known.append(int(rating))
        else:
            left_out += 1
    return known, left_out


def _sheets(sheets: Iterable[Sequence[Any]], of: Callable[[Sequence[Any]], float | None]) -> Score:
    scores = [of(sheet) for sheet in sheets]
    known = [s for s in scores if s is not None]
    return _mean(known, len(scores) - len(known), 0, 100)


def _mean(values: list[float], left_out: int, least: float, most: float) -> Score:
    if not values:
        return Score(value=None, n=0, left_out=left_out)
    bounds = mean_interval(values)
    low, high = (max(least, bounds[0]), min(most, bounds[1])) if bounds else (None, None)
    return Score(value=fmean(values), low=low, high=high, n=len(values), left_out=left_out)


RATINGS: dict[str, Callable[[Iterable[Any]], Score]] = {"nps": nps, "csat": csat, "ces": ces}
SHEETS: dict[str, Callable[[Iterable[Sequence[Any]]], Score]] = {"sus": sus, "umux-lite": umux_lite}
