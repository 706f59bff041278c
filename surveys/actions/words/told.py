"""Findings in the language of whoever reads them, on pages and in programs' answers alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext, pgettext

from surveys.rules.definition.findings import MESSAGES
from surveys.rules.documents.languages import language_of
from surveys.rules.documents.sidecar import SIDECAR_MESSAGES
from surveys.rules.documents.storable import storable_text
from surveys.rules.exchange.findings import EXCHANGE_MESSAGES

if TYPE_CHECKING:
    from surveys.rules.definition.findings import Finding

NUMBER = re.compile(r"\d+")
TEMPLATES = MESSAGES | SIDECAR_MESSAGES | EXCHANGE_MESSAGES


def in_words(finding: Finding) -> str:
    """What a finding says; a name in it may hold what no page can."""
    params: dict[str, Any] = dict(finding.params)
    for name in {"expected", "reason", "unit"} & params.keys():
        params[name] = _translated(str(params[name]))
    if "languages" in params:
        codes = [language_of(code) for code in str(params["languages"]).split(", ")]
        names = (str(LANG_INFO.get(code, {}).get("name_local", code)) for code in codes)
        params["languages"] = pgettext("list", ", ").join(names)
    return storable_text(gettext(TEMPLATES[finding.code]).format(**params))


def _translated(text: str) -> str:
    """Translate it without its numbers, so that there is one message for all of them."""
    found = gettext(NUMBER.sub("{}", text))
    for number in NUMBER.findall(text):
        found = found.replace("{}", number, 1)
    return found
