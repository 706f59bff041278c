"""Caps and quotas: how many complete responses count, and which of them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.documents.setting_findings import SettingFinding
from surveys.rules.expressions import ExpressionError, parse

if TYPE_CHECKING:
    from surveys.rules.definition.findings import Finding
    from surveys.rules.definition.model import Definition
    from surveys.rules.state import State

CAP = ""
"""The name of the slot that every complete response takes."""
MOST_QUOTAS = 50
MOST = 1_000_000_000
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAME_LENGTH = 60
ROOT = re.compile(r"[^.\[]+")


@dataclass(frozen=True, kw_only=True)
class Quota:
    """So many of those for whom an expression is true."""

    name: str
    cap: int
    when: str


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The cap of a survey and its quotas; a response that meets several needs room in each."""

    cap: int | None = None
    quotas: tuple[Quota, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The settings as they are stored."""
        stored: dict[str, Any] = {} if self.cap is None else {"cap": self.cap}
        return stored | ({"quotas": [asdict(quota) for quota in self.quotas]} if self.quotas else {})

    def slots(self) -> dict[str, int]:
        """The cap of each slot by its name."""
        own = {} if self.cap is None else {CAP: self.cap}
        return own | {quota.name: quota.cap for quota in self.quotas}

    def wanted(self, state: State) -> list[str]:
        """The slots that a complete response needs, in the order in which all responses take them."""
        met = [quota.name for quota in self.quotas if state.working.is_met(parse(quota.when))]
        return sorted([*([] if self.cap is None else [CAP]), *met])


def read_limits(stored: dict[str, Any]) -> Limits:
    """Read limits that were checked before they were stored."""
    return Limits(cap=stored.get("cap"), quotas=tuple(Quota(**quota) for quota in stored.get("quotas", ())))


def parse_limits(raw: Any, definition: Definition) -> tuple[Limits | None, list[Finding]]:
    """Read the limits against the definition; the findings name their paths."""
    base = "settings.limits"
    if not isinstance(raw, dict):
        return None, [SettingFinding(base, "settings_not_an_object")]
    findings: list[Finding] = [
        SettingFinding(f"{base}.{key}", "unknown_setting") for key in raw if key not in ("cap", "quotas")
    ]
    cap, quotas = raw.get("cap"), raw.get("quotas") or []
    if cap is not None and not is_count(cap):
        findings.append(SettingFinding(f"{base}.cap", "count_expected"))
    if not isinstance(quotas, list) or len(quotas) > MOST_QUOTAS:
        return None, [*findings, SettingFinding(f"{base}.quotas", "too_many_quotas")]
    known = _names(definition)
    for number, quota in enumerate(quotas):
        findings += _quota(quota, f"{base}.quotas[{number}]", known)
    names = [quota.get("name") for quota in quotas if isinstance(quota, dict)]
    findings += [
        SettingFinding(f"{base}.quotas[{number}].name", "limit_name")
        for number, name in enumerate(names)
        if name in names[:number]
    ]
    if findings:
        return None, findings
    return Limits(cap=cap, quotas=tuple(Quota(**quota) for quota in quotas)), []


def is_count(value: Any) -> bool:
    """Whether this is a number of people."""
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST


def _quota(raw: Any, base: str, known: frozenset[str]) -> list[Finding]:
    if not isinstance(raw, dict):
        return [SettingFinding(base, "settings_not_an_object")]
    keys = ("name", "cap", "when")
    found: list[Finding] = [SettingFinding(f"{base}.{key}", "unknown_setting") for key in raw if key not in keys]
    found += [SettingFinding(f"{base}.{key}", "missing_setting") for key in keys if raw.get(key) in (None, "")]
    name, cap, when = (raw.get(key) for key in keys)
    if name not in (None, "") and not _is_name(name):
        found.append(SettingFinding(f"{base}.name", "limit_name"))
    if cap not in (None, "") and not is_count(cap):
        found.append(SettingFinding(f"{base}.cap", "count_expected"))
    return found if when in (None, "") else [*found, *_expression(when, f"{base}.when", known)]


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and len(name) <= NAME_LENGTH and NAME.fullmatch(name) is not None


def _expression(source: Any, path: str, known: frozenset[str]) -> list[Finding]:
    try:
        parsed = parse(str(source))
    except ExpressionError as error:
        return [SettingFinding(path, "bad_expression", {"reason": str(error)})]
    return [
        SettingFinding(path, "unknown_question", {"name": name[:100]})
        for name in sorted(parsed.variables)
        if (root := ROOT.match(name)) is None or root.group().lower() not in known
    ]


def _names(definition: Definition) -> frozenset[str]:
    """What an expression may mention, in small letters, as expressions find names."""
    own = [name for question in definition.questions() for name in (question.name, question.key, question.comment_key)]
    return frozenset(name.lower() for name in [*own, *(calculated.name for calculated in definition.calculated)])
