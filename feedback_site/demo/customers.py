"""The customers, each with a name, an address and a habit of leaving neither."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from feedback.rules.origin import Reporter
from feedback_site.demo.staff import BERLIN, CHINESE, SHANGHAI
from feedback_site.demo.texts import LANGUAGES, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

ANONYMOUS = 0.07
NAME_ONLY = 0.04


class Customers:
    """Hands out customers in turn, so that few come twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._queues: dict[str, Iterator[dict[str, str]]] = {}
        for language in LANGUAGES:
            people = names(language)[:]
            rng.shuffle(people)
            self._queues[language] = cycle(people)

    def reporter(self, language: str) -> Reporter:
        """Somebody who writes through the form; a few stay anonymous."""
        chance = self._rng.random()
        person = self.somebody(language)
        if chance < ANONYMOUS:
            return Reporter()
        email = "" if chance < ANONYMOUS + NAME_ONLY else person["email"]
        return Reporter(name=person["name"], email=email, timezone=SHANGHAI if language == CHINESE else BERLIN)

    def somebody(self, language: str) -> dict[str, str]:
        """Name and address of the next one."""
        return next(self._queues[language])
