"""PostgreSQL: one's own, or the one that comes along."""

from __future__ import annotations

from feedback_site import embedded
from feedback_site.settings.environment import env

DATABASE_URL = env.str("DATABASE_URL", default="")
EMBEDDED = not DATABASE_URL
DATABASES = {"default": env.db_url_config(DATABASE_URL or embedded.database_url())}
DATABASES["default"]["OPTIONS"] = {
    "pool": {
        "min_size": env.int("DATABASE_POOL_MIN", default=1),
        "max_size": env.int("DATABASE_POOL_MAX", default=8),
        "timeout": 10,
    },
    **DATABASES["default"].get("OPTIONS", {}),
}
DATABASES["default"]["ENGINE"] = "feedback_site.kit.postgresql"  # Django's, with a pool that notices restarts
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
