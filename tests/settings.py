"""The site's own settings on throw-away servers; only what makes tests quick or deterministic differs."""

from tests.support import servers

servers.announce()

from feedback_site.settings import *  # noqa: E402, F403
from feedback_site.settings import DATABASES, STORAGES  # noqa: E402

DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WAKE_WORKERS = False
WHITENOISE_AUTOREFRESH = True  # no collectstatic before tests
LANGUAGE_CODE = "en"  # for a browser that asks for nothing; test_translations.py reads the Chinese pages
