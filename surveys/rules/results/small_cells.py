"""Which counts of an anonymous survey may be shown without pointing at anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

K = 5


def is_small(count: int, total: int) -> bool:
    """Whether a count, or what it leaves of the total, stands for 1 to 4 people."""
    return 0 < count < K or 0 < total - count < K


def shown_counts(counts: Sequence[int], total: int) -> list[int | None]:
    """The counts with None for what is not shown.

    One hidden count could be worked out from the total, so the smallest of the others goes with it;
    where what is hidden together would still be fewer than five people, more goes.
    """
    hidden = {i for i, count in enumerate(counts) if is_small(count, total)}
    left = sorted((count, i) for i, count in enumerate(counts) if i not in hidden)
    while hidden and left and (len(hidden) == 1 or sum(counts[i] for i in hidden) < K):
        hidden.add(left.pop(0)[1])
    return [None if i in hidden else count for i, count in enumerate(counts)]
