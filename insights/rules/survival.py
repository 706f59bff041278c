"""The censored median (Kaplan–Meier): what someone who writes should expect, open cases counted."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HALF = 0.5 + 1e-12  # products of shares are floats; one half must still be one half


def censored_median(answered: Sequence[float], unanswered: Sequence[float]) -> float | None:
    """Return the first age by which at least half are answered; None while that is not reached.

    Both are sorted ages: at which an answer came, and up to which none had come. At equal ages
    answers come first. Between two unanswered ages the product over all answers is one quotient,
    so only the unanswered are walked through.
    """
    at_risk, left, done = len(answered) + len(unanswered), 1.0, 0
    for age, same in groupby([*unanswered, math.inf]):
        until = bisect_right(answered, age, done)
        needed = math.ceil(at_risk * (1 - HALF / left))
        if done < until and needed <= until - done:
            return answered[done + needed - 1]
        left *= (at_risk - (until - done)) / max(at_risk, 1)
        at_risk -= until - done + len(list(same))
        done = until
    return None
