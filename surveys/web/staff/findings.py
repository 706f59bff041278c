"""Findings in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext

from surveys.rules.definition import MESSAGES
from surveys.rules.documents.languages import language_of
from surveys.rules.documents.sidecar import SIDECAR_MESSAGES
from surveys.rules.documents.storable import storable_text
from surveys.rules.exchange.findings import EXCHANGE_MESSAGES
from surveys.web.languages import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.rules.definition import Finding

NUMBER = re.compile(r"\d+")
TEMPLATES = MESSAGES | SIDECAR_MESSAGES | EXCHANGE_MESSAGES


@dataclass(frozen=True)
class Told:
    """A finding for people: where, and what."""

    path: str
    text: str


def told(findings: Iterable[Finding]) -> list[Told]:
    """All findings in words; a name in a path may hold what no page can."""
    return [Told(storable_text(f.path) or "$", storable_text(_words(f))) for f in findings]


def _words(finding: Finding) -> str:
    params: dict[str, Any] = dict(finding.params)
    for name in {"expected", "reason", "unit"} & params.keys():
        params[name] = _translated(str(params[name]))
    if "languages" in params:
        codes = str(params["languages"]).split(", ")
        params["languages"] = pgettext("list", ", ").join(name_of(language_of(code)) for code in codes)
    return gettext(TEMPLATES[finding.code]).format(**params)


def _translated(text: str) -> str:
    """Translate it without its numbers, so that there is one message for all of them."""
    found = gettext(NUMBER.sub("{}", text))
    for number in NUMBER.findall(text):
        found = found.replace("{}", number, 1)
    return found
