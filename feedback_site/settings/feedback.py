"""How long and how often people may speak up, and ask again."""

from __future__ import annotations

from feedback_site.settings.environment import env

SATISFACTION_LINK_DAYS = env.int("SATISFACTION_LINK_DAYS", default=30)
FEEDBACK_PER_HOUR = env.int("FEEDBACK_PER_HOUR", default=600)
REOPEN_DAYS = env.int("REOPEN_DAYS", default=14)
MY_FEEDBACK_HOURS = env.int("MY_FEEDBACK_HOURS", default=4)
