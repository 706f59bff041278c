"""Whether a survey still asks a validated instrument as it was validated.

What counts is fingerprinted: kind of question and scale once, the wording once for each language. A language that
was added or taken away is no edit; another word, another scale or a missing item is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from surveys.rules.definition.findings import Finding
from surveys.rules.instruments.fingerprints import FINGERPRINTS

STRUCTURE = ("type", "rateMin", "rateMax", "rateStep", "rateCount", "valueName")
WORDING = ("title", "minRateDescription", "maxRateDescription")
LANGUAGES = {"en": "en", "zh-cn": "zh-hans", "zh-hans": "zh-hans", "zh": "zh-hans"}


def lint_instrument(definition: Mapping[str, Any], instrument: str) -> list[Finding]:
    """Every item that is no longer what was validated, by its path; nothing for surveys without an instrument."""
    expected = FINGERPRINTS.get(instrument, {})
    found = {question["name"]: (path, question) for path, question in _questions(definition, "")}
    own = str(definition.get("locale") or "en")
    findings = []
    for name, prints in expected.items():
        if name not in found:
            findings.append(Finding("pages", "instrument_item_missing", {"name": name}))
            continue
        path, question = found[name]
        if any(prints.get(part) not in (None, print_) for part, print_ in fingerprints(question, own).items()):
            findings.append(Finding(path, "not_validated", {"name": name}))
    order = [name for name in found if name in expected]
    if not findings and order != list(expected):
        findings.append(Finding(found[order[0]][0], "not_validated", {"name": order[0]}))
    return findings


def fingerprints(question: Mapping[str, Any], own: str = "en") -> dict[str, str]:
    """The checksums of a question: "scale", and one for each language in which it is worded."""
    values = [_value(entry) for entry in question.get("rateValues") or []]
    scale = [question.get(key) for key in STRUCTURE]
    prints = {"scale": _checksum([scale, values])}
    for language in _languages(question, own):
        prints[language] = _checksum([[_said(text, language, own) for text in _texts(question)]])
    return prints


def _questions(node: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key in ("pages", "elements", "questions"):
        for index, child in enumerate(node.get(key) or []):
            where = f"{path}.{key}[{index}]" if path else f"{key}[{index}]"
            if "type" in child and child.get("type") != "panel":
                yield where, child
            else:
                yield from _questions(child, where)


def _texts(question: Mapping[str, Any]) -> list[Any]:
    options = [entry.get("text") for entry in question.get("rateValues") or [] if isinstance(entry, Mapping)]
    return [*(question.get(key) for key in WORDING), *options]


def _languages(question: Mapping[str, Any], own: str) -> set[str]:
    title = question.get("title")
    locales = title if isinstance(title, Mapping) else {"default": title}
    return {known for locale in locales if (known := _language(str(locale), own))}


def _language(locale: str, own: str) -> str:
    return LANGUAGES.get(own.lower() if locale == "default" else locale.lower(), "")


def _said(text: Any, language: str, own: str) -> str:
    if not isinstance(text, Mapping):
        return str(text or "")
    said = {_language(str(locale), own): str(words) for locale, words in text.items()}
    return said.get(language, said.get(_language("default", own), ""))


def _value(entry: Any) -> Any:
    return entry.get("value") if isinstance(entry, Mapping) else entry


def _checksum(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
