"""How many responses may begin."""

from __future__ import annotations

from feedback_site.settings.environment import env

RESPONSES_PER_HOUR = env.int("RESPONSES_PER_HOUR", default=100_000)
