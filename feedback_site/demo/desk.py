"""The people who answer, and what they say in any case."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from accounts.rules.roles import Role
from feedback_site.demo.staff import OTHERS
from feedback_site.demo.texts import LANGUAGES, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from accounts.models import User


class Desk:
    """Picks who answers in a language, and the phrase that was used longest ago."""

    def __init__(self, rng: Random, people: dict[str, User]) -> None:
        self._rng = rng
        self._agents = {
            language: [people[member.email] for member in OTHERS if language in member.speaks] for language in LANGUAGES
        }
        self.managers = [people[member.email] for member in OTHERS if member.role == Role.MANAGER]
        self._phrases: dict[tuple[str, str], Iterator[object]] = {
            (language, kind): cycle(found) for language in LANGUAGES for kind, found in phrases(language).items()
        }

    def agent(self, language: str) -> User:
        """Somebody who answers in the language."""
        return self._rng.choice(self._agents[language])

    def colleague(self, agent: User, language: str) -> User:
        """Somebody else who does."""
        return self._rng.choice([other for other in self._agents[language] if other != agent])

    def closing(self, language: str) -> str:
        """A last word to somebody who says thanks."""
        return str(next(self._phrases[language, "closings"]))

    def handover(self, language: str, to: User) -> str:
        """A note that goes with a ticket."""
        return str(next(self._phrases[language, "handovers"])).format(name=to.name)

    def reopening(self, language: str) -> tuple[str, str]:
        """What somebody writes whose case was not over, and the answer."""
        found = next(self._phrases[language, "reopenings"])
        if not isinstance(found, dict):
            raise TypeError
        return found["message"], found["reply"]
