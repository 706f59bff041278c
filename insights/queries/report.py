"""What a digest tells: the figures of its window, the window before, and what may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from insights.queries.data_quality import DataQuality, data_quality
from insights.queries.figures import Figures, figures
from insights.queries.first_responses import cohort_of
from insights.rules.periods import before

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from insights.rules.cohort import Cohort
    from insights.rules.periods import Period


@dataclass(frozen=True)
class Report:
    """The numbers of one digest."""

    figures: Figures
    earlier: Cohort
    quality: DataQuality


def report(period: Period, zone: ZoneInfo, now: datetime) -> Report:
    """Return what there is to tell of a window of local days."""
    return Report(
        figures=figures(period, now),
        earlier=cohort_of(before(period, zone), now),
        quality=data_quality(period),
    )
