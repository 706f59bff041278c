"""A mark of the very draft that somebody looked at."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(definition: Any, settings: Any) -> str:
    """The same for the same definition and settings, and for no others."""
    written = json.dumps([definition, settings], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:32]
