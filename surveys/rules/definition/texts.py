"""Texts in several languages and how one of them is chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Text:
    """A text by locale; "default" holds what is not marked with a language."""

    by_locale: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.by_locale.items())))

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_locale.values())

    def choose(self, locale: str, default_locale: str = "en") -> str:
        """The text in a locale, else its language without region, else the default one."""
        for wanted in _chain(locale, default_locale):
            if wanted in self.by_locale:
                return self.by_locale[wanted]
        return ""


def _chain(locale: str, default_locale: str) -> list[str]:
    chain = []
    if locale and locale != DEFAULT:
        chain.append(locale)
        dash = locale.find("-")
        if dash > 0:
            chain.append(locale[:dash])
    return [*chain, DEFAULT, default_locale]


def choose(text: Text | None, locale: str) -> str:
    return "" if text is None else text.choose(locale)
