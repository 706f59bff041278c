"""What respondents answer, page by page: worse in the first weeks than in the last."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from feedback_site.demo.texts import remarks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from feedback_site.demo.customers import Customers
    from feedback_site.demo.texts import Remark

Sheet = list[tuple[str, dict[str, Any]]]

NPS_FIRST = (8, 5, 6, 7, 6, 9, 10, 15, 15, 10, 6)
NPS_LAST = (1, 0, 1, 1, 1, 3, 4, 11, 20, 30, 28)
TRUST_FIRST = (26, 24, 22, 17, 11)
TRUST_LAST = (5, 9, 21, 36, 29)
PRODUCTS = ("packs", "clothing", "footwear", "camping", "small")
STRENGTHS = ("quality", "fit", "delivery", "service", "repair")
DETRACTORS_TO, PROMOTERS_FROM = 6, 9
DOUBT_TO, TRUST_FROM, MISSING_TO = 2, 4, 3
LOW_WRITE, OTHERS_WRITE = 0.85, 0.24
LOW_CONSENT, OTHERS_CONSENT = 0.9, 0.08
CONTACTED = 0.4
GOLDEN = 0.618034


class Answers:
    """Fills in sheets; nobody writes what somebody else has written."""

    def __init__(self, rng: Random, customers: Customers) -> None:
        self._rng = rng
        self._customers = customers
        self._turns: Counter[int] = Counter()
        self._remarks: dict[tuple[str, str, str], list[Remark]] = defaultdict(list)
        for remark in rng.sample(remarks(), len(remarks())):
            self._remarks[remark.survey, remark.language, remark.mood].append(remark)

    def gear(self, language: str, progress: float) -> Sheet:
        """A sheet of the survey on gear."""
        nps = self._draw(range(11), NPS_FIRST, NPS_LAST, progress)
        mood = "low" if nps <= DETRACTORS_TO else "high" if nps >= PROMOTERS_FROM else "mid"
        remark = self._remark("gear", language, mood)
        return self._gear(nps, mood, remark, self._contact(language, remark, with_name=True))

    def complaint(self, language: str) -> tuple[Sheet, str]:
        """A sheet of somebody who wants to hear from us, and what they wrote."""
        remark = self._remarks["gear", language, "low"].pop()
        contact = {"consent": True, **self._customers.somebody(language)}
        return self._gear(self._rng.randint(1, 4), "low", remark, contact), remark.text

    def _gear(self, nps: int, mood: str, remark: Remark | None, contact: dict[str, Any]) -> Sheet:
        why: dict[str, Any] = {"comment": remark.text} if remark else {}
        if mood == "low":
            why["problems"] = list(remark.problems) if remark else [self._rng.choice(("quality", "delivery", "fit"))]
        elif mood == "high":
            why["strengths"] = self._rng.sample(STRENGTHS, self._rng.choice((1, 2)))
        rating = {"low": (1, 2, 3), "mid": (2, 3, 3, 4), "high": (3, 4, 4)}[mood]
        aspects = {row: str(self._rng.choice(rating)) for row in ("quality", "description", "delivery")}
        aspects["service"] = self._rng.choice(("na", str(self._rng.choice(rating))))
        return [
            ("overall", {"product": self._rng.choice(PRODUCTS), "nps": nps}),
            ("why", why),
            ("details", {"aspects": aspects}),
            ("contact", contact),
        ]

    def trust(self, language: str, progress: float) -> Sheet:
        """A sheet of the survey on trust."""
        trust = self._draw(range(1, 6), TRUST_FIRST, TRUST_LAST, progress)
        mood = "low" if trust <= DOUBT_TO else "high" if trust >= TRUST_FROM else "mid"
        remark = self._remark("trust", language, mood)
        change = {"low": ("same", "less"), "mid": ("same", "more", "new"), "high": ("more", "more", "same", "new")}
        support: dict[str, Any] = {"contacted": self._rng.random() < CONTACTED}
        if support["contacted"]:
            grades = ("no", "partly", "yes") if mood == "low" else ("partly", "yes", "yes")
            support["support"] = {row: self._rng.choice(grades) for row in ("quick", "human", "solved")}
        words: dict[str, Any] = {"comment": remark.text} if remark else {}
        if trust <= MISSING_TO:
            words["missing"] = self._rng.sample(("order", "reasons", "figures", "audit"), self._rng.choice((1, 2)))
        return [
            ("trust", {"trust": trust, "change": self._rng.choice(change[mood])}),
            ("support", support),
            ("words", words | self._contact(language, remark, with_name=False)),
        ]

    def _draw(self, values: Sequence[int], first: Sequence[int], last: Sequence[int], progress: float) -> int:
        """Draw by weights on their way from first to last, evenly, so that no week is bad or good by chance."""
        weights = list(accumulate(a + (b - a) * progress for a, b in zip(first, last, strict=True)))
        self._turns[len(values)] += 1
        share = self._turns[len(values)] * GOLDEN % 1
        return values[bisect(weights, share * weights[-1])]

    def _remark(self, survey: str, language: str, mood: str) -> Remark | None:
        left = self._remarks[survey, language, mood]
        writes = self._rng.random() < (LOW_WRITE if mood == "low" else OTHERS_WRITE)
        return left.pop() if left and writes else None

    def _contact(self, language: str, remark: Remark | None, *, with_name: bool) -> dict[str, Any]:
        is_low = remark is not None and remark.mood == "low"
        if self._rng.random() > (LOW_CONSENT if is_low else OTHERS_CONSENT):
            return {"consent": False}
        person = self._customers.somebody(language)
        return {"consent": True, "email": person["email"]} | ({"name": person["name"]} if with_name else {})
