"""Roll-ups by day, digests sent and digests to come."""

from insights.models.daily_volume import DailyVolume
from insights.models.digest import Digest
from insights.models.digest_plan import DigestPlan

__all__ = ["DailyVolume", "Digest", "DigestPlan"]
