"""What a survey asks for the sake of quality: a small sum of browsers, and the time, if it says what for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.rules.documents.setting_findings import SettingFinding

if TYPE_CHECKING:
    from surveys.rules.definition.findings import Finding

LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class Quality:
    """`time` says why the time is looked at, one text or one a language; without a reason it is not."""

    proof: bool = False
    time: str | dict[str, str] = ""

    def as_json(self) -> dict[str, Any]:
        """The settings as they are stored."""
        stored: dict[str, Any] = {"proof": True} if self.proof else {}
        return stored | ({"time": self.time} if self.time else {})

    def why_time(self, language: str) -> str:
        """The reason in a language, else in any that there is."""
        if isinstance(self.time, str):
            return self.time
        return self.time.get(language) or next(iter(self.time.values()), "")


PLAIN = Quality()


def read_quality(stored: dict[str, Any]) -> Quality:
    """Read settings that were checked before they were stored."""
    return Quality(proof=bool(stored.get("proof")), time=stored.get("time", ""))


def parse_quality(raw: Any) -> tuple[Quality, list[Finding]]:
    """Read the settings; the findings name their paths."""
    base = "settings.quality"
    if not isinstance(raw, dict):
        return PLAIN, [SettingFinding(base, "settings_not_an_object")]
    findings: list[Finding] = [
        SettingFinding(f"{base}.{key}", "unknown_setting") for key in raw if key not in ("proof", "time")
    ]
    proof, time = raw.get("proof") or False, raw.get("time") or ""
    if not isinstance(proof, bool):
        findings.append(SettingFinding(f"{base}.proof", "yes_or_no_expected"))
    if not all(isinstance(text, str) and len(text) <= LONGEST for text in _texts(time)):
        findings.append(SettingFinding(f"{base}.time", "reason_expected"))
    return (PLAIN, findings) if findings else (Quality(proof=proof, time=time), [])


def _texts(time: Any) -> list[Any]:
    return list(time.values()) if isinstance(time, dict) else [time]
