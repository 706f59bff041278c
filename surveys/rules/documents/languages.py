"""SurveyJS's names of languages and ours, and which languages a survey speaks."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from surveys.rules.definition.model import Definition
from surveys.rules.definition.texts import DEFAULT, Text

OURS = {"zh-cn": "zh-hans", "zh": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant"}
FALLBACK = "en"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
_known: dict[type[Any], tuple[str, ...]] = {}


def language_of(locale: str) -> str:
    """Our code for a SurveyJS locale: "zh-cn" is "zh-hans"."""
    plain = locale.lower().replace("_", "-")
    return OURS.get(plain, plain)


def locales_of(definition: Definition) -> dict[str, str]:
    """The languages a survey speaks, its own first, each with the SurveyJS locale that finds its texts."""
    texts = list(_texts(definition))
    own = definition.locale or _guess(texts)
    found = {language_of(own): own}
    for text in texts:
        for locale in text.by_locale:
            if locale != DEFAULT:
                found.setdefault(language_of(locale), locale)
    return found


def _guess(texts: list[Text]) -> str:
    """A survey that names no language and is written in Chinese characters is Chinese."""
    written = " ".join(text.by_locale.get(DEFAULT, "") for text in texts)
    return "zh-cn" if len(CHINESE.findall(written)) > len(LATIN.findall(written)) else FALLBACK


def _texts(value: Any) -> Iterator[Text]:
    """Every text in it, in order."""
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Text):
            yield found
        elif isinstance(found, tuple):
            waiting.extend(reversed(found))
        elif isinstance(found, Mapping):
            waiting.extend(reversed(list(found.values())))
        else:
            waiting.extend(getattr(found, name) for name in _names(type(found)))


def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a part of a definition that may hold texts, the last first; what is no such part has none."""
    if kind not in _known:
        is_part = is_dataclass(kind) and kind.__module__.startswith("surveys.rules.definition")
        own = [field.name for field in fields(kind)] if is_part else []
        _known[kind] = tuple(name for name in reversed(own) if name not in ("source", "cosmetic"))
    return _known[kind]


def localized(value: Any, language: str) -> str:
    """A text as it stands in a definition (one for all, or one a locale) in one of our languages."""
    if not isinstance(value, Mapping):
        return "" if value is None else str(value)
    by_language = {language_of(str(locale)): str(text) for locale, text in value.items()}
    first = next(iter(by_language.values()), "")
    return by_language.get(language) or by_language.get(DEFAULT) or by_language.get(FALLBACK) or first
