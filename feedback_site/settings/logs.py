"""What is written to the log, and in which form."""

from __future__ import annotations

from feedback_site.kit import logs
from feedback_site.settings.database import EMBEDDED
from feedback_site.settings.environment import env

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOG_FORMAT = env.str("LOG_FORMAT", default="console" if EMBEDDED else "json")
LOGGING = logs.configure(level=LOG_LEVEL, style=LOG_FORMAT)
