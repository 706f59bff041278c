"""Addresses made of titles."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

LENGTH = 40


def slug_from(title: Any, fallback: str) -> str:
    """An address of the title's Latin letters, or the fallback where there are too few."""
    texts = list(title.values()) if isinstance(title, dict) else [title]
    for text in texts:
        plain = unicodedata.normalize("NFKD", str(text or "")).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LENGTH].strip("-")
        if len(slug) >= 3:
            return slug
    return fallback
