"""What the site is called, for texts that are put together before they are shown."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation


def site_name(language: str) -> str:
    """Return the name in a language; one that we do not speak gets the English one."""
    with translation.override(language or "en"):
        return str(settings.SITE_NAME)
