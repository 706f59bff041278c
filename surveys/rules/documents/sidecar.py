"""Our own settings of a survey, which stand beside the definition and never inside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from surveys.rules.definition.findings import Finding
from surveys.rules.definition.model import (
    BooleanQuestion,
    CommentQuestion,
    Definition,
    Question,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.documents.setting_findings import SETTING_MESSAGES
from surveys.rules.instruments.fingerprints import FINGERPRINTS
from surveys.rules.limits.limits import Limits, parse_limits, read_limits
from surveys.rules.marking import gettext_noop
from surveys.rules.quality.settings import PLAIN, Quality, parse_quality, read_quality

SIDECAR_MESSAGES: dict[str, str] = SETTING_MESSAGES | {
    "settings_not_an_object": gettext_noop("An object was expected here."),
    "unknown_setting": gettext_noop("There is no setting of this name."),
    "unknown_instrument": gettext_noop("There is no instrument of this name."),
    "missing_setting": gettext_noop("This setting is missing."),
    "unknown_question": gettext_noop("There is no question called {name}."),
    "wrong_kind": gettext_noop("The question {name} is of the wrong kind; this needs {expected}."),
    "unstorable": gettext_noop("This holds a character or number that cannot be stored."),
    "number_expected": gettext_noop("A number was expected here."),
}
KNOWN = frozenset({"anonymous", "follow_up", "instrument", "invited_only", "limits", "quality"})
SCORE, COMMENT, CONSENT, TEXT = (
    gettext_noop("a rating or a number"),
    gettext_noop("a text"),
    gettext_noop("a yes-or-no question"),
    gettext_noop("a line of text"),
)
NUMBERS = frozenset({"number", "range"})


@dataclass(frozen=True, slots=True)
class SidecarFinding(Finding):
    """One thing wrong at one place of the settings."""

    @property
    def message(self) -> str:
        """The finding in English."""
        return SIDECAR_MESSAGES[self.code].format(**self.params)


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """When somebody wants to hear from us: a low score, a comment, consent, and an address; question names all."""

    score: str
    at_most: float
    comment: str
    consent: str
    email: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Sidecar:
    """All settings of a survey."""

    follow_up: FollowUp | None = None
    limits: Limits | None = None
    is_anonymous: bool = False
    is_invited_only: bool = False
    instrument: str = ""
    quality: Quality = PLAIN

    def as_json(self) -> dict[str, Any]:
        """The settings as they are stored."""
        stored: dict[str, Any] = {"follow_up": asdict(self.follow_up)} if self.follow_up else {}
        stored |= {"limits": limits} if self.limits and (limits := self.limits.as_json()) else {}
        stored |= {"anonymous": True} if self.is_anonymous else {}
        stored |= {"invited_only": True} if self.is_invited_only else {}
        stored |= {"quality": quality} if (quality := self.quality.as_json()) else {}
        return stored | ({"instrument": self.instrument} if self.instrument else {})


def parse_sidecar(raw: Any, definition: Definition) -> tuple[Sidecar, list[Finding]]:
    """Read the settings against the definition they belong to; the findings name their paths."""
    if not isinstance(raw, dict):
        return Sidecar(), [SidecarFinding("settings", "settings_not_an_object")]
    findings: list[Finding] = [SidecarFinding(f"settings.{key}", "unknown_setting") for key in raw if key not in KNOWN]
    instrument = raw.get("instrument") or ""
    if instrument and instrument not in list(FINGERPRINTS):
        findings.append(SidecarFinding("settings.instrument", "unknown_instrument"))
    follow_up = None
    if raw.get("follow_up") is not None:
        follow_up, more = _follow_up(raw["follow_up"], definition)
        findings += more
    limits = None
    if raw.get("limits") is not None:
        limits, more = parse_limits(raw["limits"], definition)
        findings += more
    is_anonymous, more = _anonymous(raw)
    findings += more
    if not isinstance(raw.get("invited_only") or False, bool):
        findings.append(SidecarFinding("settings.invited_only", "yes_or_no_expected"))
    quality, more = parse_quality(raw.get("quality") or {})
    findings += more
    found = Sidecar(
        follow_up=follow_up,
        limits=limits,
        is_anonymous=is_anonymous,
        is_invited_only=raw.get("invited_only") is True,
        instrument=str(instrument),
        quality=quality,
    )
    return found, findings


def read_sidecar(stored: dict[str, Any]) -> Sidecar:
    """Read settings that were checked before they were stored."""
    follow_up = stored.get("follow_up")
    return Sidecar(
        follow_up=FollowUp(**follow_up) if follow_up else None,
        limits=read_limits(stored["limits"]) if stored.get("limits") else None,
        is_anonymous=bool(stored.get("anonymous")),
        is_invited_only=bool(stored.get("invited_only")),
        instrument=stored.get("instrument", ""),
        quality=read_quality(stored.get("quality") or {}),
    )


def candidates(definition: Definition, role: str) -> list[Question]:
    """The questions that may play a role ("score", "comment", "consent", "email", "name") in the follow-up rule."""
    fits = ROLES[role][0]
    return [q for q in definition.questions() if fits(q)]


def _anonymous(raw: dict[str, Any]) -> tuple[bool, list[Finding]]:
    wish = raw.get("anonymous")
    if wish is not None and not isinstance(wish, bool):
        return False, [SidecarFinding("settings.anonymous", "yes_or_no_expected")]
    found: list[Finding] = []
    if wish and raw.get("follow_up") is not None:
        found.append(SidecarFinding("settings.follow_up", "anonymous_follow_up"))
    quality = raw.get("quality")
    if wish and isinstance(quality, dict) and quality.get("time"):
        found.append(SidecarFinding("settings.quality.time", "anonymous_time"))
    return bool(wish), found


def _is_score(question: Question) -> bool:
    return isinstance(question, RatingQuestion) or (
        isinstance(question, TextQuestion) and question.input_type in NUMBERS
    )


def _is_text(question: Question) -> bool:
    return isinstance(question, (TextQuestion, CommentQuestion)) and not _is_score(question)


def _is_line(question: Question) -> bool:
    return isinstance(question, TextQuestion) and not _is_score(question)


def _is_consent(question: Question) -> bool:
    return isinstance(question, BooleanQuestion)


ROLES = {
    "score": (_is_score, SCORE),
    "comment": (_is_text, COMMENT),
    "consent": (_is_consent, CONSENT),
    "email": (_is_line, TEXT),
    "name": (_is_line, TEXT),
}


def _follow_up(raw: Any, definition: Definition) -> tuple[FollowUp | None, list[Finding]]:
    base = "settings.follow_up"
    if not isinstance(raw, dict):
        return None, [SidecarFinding(base, "settings_not_an_object")]
    known = {*ROLES, "at_most"}
    findings: list[Finding] = [SidecarFinding(f"{base}.{key}", "unknown_setting") for key in raw if key not in known]
    at_most = raw.get("at_most")
    if isinstance(at_most, bool) or not isinstance(at_most, (int, float)):
        findings.append(SidecarFinding(f"{base}.at_most", "number_expected"))
    names: dict[str, str] = {}
    for role in ROLES:
        name, finding = _question(raw.get(role), role, definition)
        names[role] = name
        if finding:
            findings.append(finding)
    if findings:
        return None, findings
    return FollowUp(at_most=raw["at_most"], **names), []


def _question(name: Any, role: str, definition: Definition) -> tuple[str, Finding | None]:
    path = f"settings.follow_up.{role}"
    if name in (None, ""):
        return "", None if role == "name" else SidecarFinding(path, "missing_setting")
    found = next((q for q in definition.questions() if q.name == name), None)
    if found is None:
        return "", SidecarFinding(path, "unknown_question", {"name": str(name)[:100]})
    fits, expected = ROLES[role]
    if not fits(found):
        return "", SidecarFinding(path, "wrong_kind", {"name": found.name, "expected": expected})
    return found.name, None
