"""The settings that one form holds, part by part, so that two people may change different ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = ("limits", "anonymous", "invited_only", "quality")


def parts_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Each part as it is stored, empty where it is not."""
    limits, quality = settings.get("limits") or {}, settings.get("quality") or {}
    return {
        "cap": limits.get("cap"),
        "quotas": limits.get("quotas") or [],
        "anonymous": bool(settings.get("anonymous")),
        "invited_only": bool(settings.get("invited_only")),
        "proof": bool(quality.get("proof")),
        "time": quality.get("time") or "",
    }


def with_parts(settings: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """Settings with these parts in place of their own."""
    rest = {key: value for key, value in settings.items() if key not in KEYS}
    found = {
        "limits": {key: parts[key] for key in ("cap", "quotas") if parts[key]},
        "anonymous": parts["anonymous"],
        "invited_only": parts["invited_only"],
        "quality": {key: parts[key] for key in ("proof", "time") if parts[key]},
    }
    return rest | {key: value for key, value in found.items() if value}


def changed(was: Mapping[str, Any], mine: Mapping[str, Any]) -> list[str]:
    """The parts in which two settings differ."""
    before, after = parts_of(was), parts_of(mine)
    return [key for key in before if before[key] != after[key]]


def merged(was: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Their settings, and on top of them what was changed here."""
    after = parts_of(mine)
    return with_parts(theirs, parts_of(theirs) | {key: after[key] for key in changed(was, mine)})
