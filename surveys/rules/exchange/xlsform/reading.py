"""What one reading of an XLSForm gathers: languages, kinds of questions, refusals and what is left behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from surveys.rules.exchange.findings import ExchangeFinding
from surveys.rules.exchange.language_names import LANGUAGE_NAMES
from surveys.rules.exchange.xlsform.tokens import NotCarried
from surveys.rules.exchange.xlsform.xpath import translated

CODE = re.compile(r"\(([A-Za-z]{2,3}(?:[-_]\w{2,8})*)\)\s*$")
BARE = re.compile(r"[a-z]{2,3}(?:[-_]\w{2,8})?", re.IGNORECASE)
LOCALES = {"zh": "zh-cn", "zh-hans": "zh-cn", "zh-hant": "zh-tw"}
REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
TRUE, FALSE = frozenset({"yes", "true", "true()"}), frozenset({"no", "false", "false()", ""})


@dataclass
class Reading:
    """One file being read."""

    kinds: dict[str, str]
    own: str = ""
    refused: list[ExchangeFinding] = field(default_factory=list)
    left: list[ExchangeFinding] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)

    def refuse(self, row: int, code: str, sheet: str = "survey", **params: Any) -> None:
        """Something without which the survey would be another."""
        self.refused.append(ExchangeFinding(f"{sheet} row {row}" if row else sheet, code, params))

    def name(self, name: str, row: int) -> None:
        """Remember where a name stands; two of one name are one too many."""
        if name in self.rows:
            self.refuse(row, "taken_name", name=name)
        self.rows[name] = row

    def leave(self, row: int, name: str, sheet: str = "survey") -> None:
        """Something that changes no question and no answer."""
        self.left.append(ExchangeFinding(f"{sheet} row {row}" if row else sheet, "not_carried", {"name": name}))

    def expression(self, source: str, row: int, **more: Any) -> str:
        """An expression in our language; refused and empty where it has no counterpart."""
        try:
            return translated(source, self.kinds, **more)
        except NotCarried as part:
            self.refuse(row, "foreign_expression", value=f"{source} ({part})" if str(part) != source else source)
            return ""

    def text(self, value: Any, row: int = 0) -> Any:
        """A label as one of our texts: one string, or one a language."""
        if not isinstance(value, dict):
            return self._piped(str(value or ""), row)
        texts: dict[str, str] = {}
        for language, words in value.items():
            locale = self.locale(str(language))
            if locale and words:
                texts["default" if locale == self.own else locale] = self._piped(str(words), row)
        return texts["default"] if set(texts) == {"default"} else texts

    def locale(self, language: str) -> str:
        """The locale of a language's name; refused once where it has none."""
        name = language.strip()
        code = CODE.search(name)
        found = code[1] if code else LANGUAGE_NAMES.get(name.lower(), name if BARE.fullmatch(name) else "")
        if name == "default":
            return self.own or "default"
        if not found and name not in self.unknown:
            self.unknown.add(name)
            self.refuse(1, "foreign_language", value=name)
        plain = found.lower().replace("_", "-")
        return LOCALES.get(plain, plain)

    def _piped(self, words: str, row: int) -> str:
        for name in REFERENCE.findall(words):
            if name not in self.kinds:
                self.refuse(row, "foreign_expression", value=f"${{{name}}}")
        return REFERENCE.sub(r"{\1}", words)
