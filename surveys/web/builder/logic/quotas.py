"""Quotas in a form: a name, a number, and the condition chosen or written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from surveys.rules.limits.limits import MOST_QUOTAS
from surveys.web.builder.logic.rows import NOTHING, Logic, Sent, drawn, one_condition, wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from surveys.web.builder.logic.sources import Source

LABEL: StrOrPromise = _("Counts whoever fits")


@dataclass(frozen=True)
class QuotaRow:
    """A quota in the form; the last one is empty."""

    index: int
    name: str
    cap: str
    condition: Logic
    is_new: bool


def quota_rows(settings: Mapping[str, Any], source: Source, sent: Sent = NOTHING) -> list[QuotaRow]:
    """The draft's quotas, and room for another."""
    stored = _stored(settings)
    typed = sent.refused or {}
    found = []
    for index, quota in enumerate([*stored, {}][:MOST_QUOTAS]):
        name, cap = (typed.get(f"quota.{index}.{part}", str(quota.get(part, ""))) for part in ("name", "cap"))
        condition = drawn(f"quota-{index}", LABEL, str(quota.get("when", "")), source, sent)
        found.append(QuotaRow(index, name, cap, condition, is_new=index == len(stored)))
    return found


def quota_lines(settings: Mapping[str, Any], source: Source, posted: Mapping[str, str]) -> str:
    """The quotas as they are wanted, a line each: name, number, condition. Raises CannotEdit."""
    stored = _stored(settings)
    lines = []
    for index, quota in enumerate([*stored, {}][:MOST_QUOTAS]):
        key, is_new = f"quota-{index}", index == len(stored)
        name, cap = (posted.get(f"quota.{index}.{part}", "").strip() for part in ("name", "cap"))
        text = wanted(key, str(quota.get("when", "")), source, posted)
        when = str(quota.get("when", "")) if text is None else text
        if is_new and not when:
            when = one_condition(key, source, posted)
        if not posted.get(f"quota.{index}.remove") and (name or cap or when):
            lines.append(f"{name}, {cap}, {' '.join(when.splitlines())}")
    return "\n".join(lines)


def _stored(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    return list((settings.get("limits") or {}).get("quotas") or [])
