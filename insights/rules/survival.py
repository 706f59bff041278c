"""The censored median (Kaplan–Meier): what someone who writes should expect, open cases counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TOLERANCE = 1e-12  # products of shares are floats; one half must still be one half


def censored_median(observed: Iterable[tuple[float, bool]]) -> float | None:
    """Return the first age by which at least half are answered; None while that is not reached.

    Each observation is an age and whether an answer came at that age; without one it only tells
    that nothing had come by then. At equal ages answers come first.
    """
    answers: Counter[float] = Counter()
    others: Counter[float] = Counter()
    for age, answered in observed:
        (answers if answered else others)[age] += 1
    at_risk = group = answers.total() + others.total()
    unanswered_before_group = 1.0
    for age in sorted(answers.keys() | others.keys()):
        at_risk -= answers[age]
        # Without a censored one in between, the product over ages is this one quotient.
        unanswered = unanswered_before_group * at_risk / group
        if answers[age] and unanswered <= 0.5 + TOLERANCE:
            return age
        if others[age]:
            at_risk -= others[age]
            group, unanswered_before_group = at_risk, unanswered
    return None
