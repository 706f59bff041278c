"""The surveys that one can begin with; each lies beside as JSON, in Chinese and in English."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

TEMPLATE_KEYS = (
    "nps",
    "csat",
    "ces",
    "sus",
    "umux-lite",
    "product-feedback",
    "support-follow-up",
    "event-feedback",
    "trust-pulse",
)
LOCALIZED = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Template:
    """A survey to begin with, where it comes from and what one may do with it."""

    key: str
    name: LOCALIZED
    summary: LOCALIZED
    source: LOCALIZED
    rights: LOCALIZED
    scoring: LOCALIZED = field(default_factory=dict)
    translation: LOCALIZED = field(default_factory=dict)
    items: tuple[str, ...] = ()
    definition: dict[str, Any]
    settings: dict[str, Any]

    @property
    def is_validated(self) -> bool:
        """Whether its items are an instrument whose wording is locked."""
        return bool(self.items)


@cache
def _read(key: str) -> str:
    return files("surveys.rules.instruments.library").joinpath(f"{key}.json").read_text(encoding="utf-8")


def template(key: str) -> Template:
    """A template, free to be changed by whoever asked for it; raises KeyError."""
    if key not in TEMPLATE_KEYS:
        raise KeyError(key)
    raw = json.loads(_read(key))
    return Template(key=key, **{**raw, "items": tuple(raw.get("items", ()))})


def templates() -> list[Template]:
    """All of them, the validated instruments first."""
    return [template(key) for key in TEMPLATE_KEYS]
