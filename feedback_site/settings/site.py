"""What the site is called, where it is found, and its languages and hours."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language

from feedback_site.settings.environment import BASE_DIR, env

DEBUG = env.bool("DEBUG", default=False)
SITE_NAMES = {"en": env.str("SITE_NAME", default="Huiyin")}
SITE_NAMES["zh-hans"] = env.str("SITE_NAME_ZH_HANS", default=SITE_NAMES["en"])
SITE_NAME = lazy(lambda: SITE_NAMES.get(get_language() or "", SITE_NAMES["en"]), str)()  # the reader's
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DEFAULT_LANGUAGE = env.str("DEFAULT_LANGUAGE", default="zh-hans")
DEFAULT_TIMEZONE = env.str("DEFAULT_TIMEZONE", default="Asia/Shanghai")
LANGUAGE_CODE = DEFAULT_LANGUAGE
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = DEFAULT_TIMEZONE
