"""Publishes the surveys and lets people answer them, page by page as a browser sends them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from feedback_site.demo.rhythm import moments
from feedback_site.demo.staff import CHINESE, ENGLISH
from feedback_site.demo.texts import survey
from surveys.actions.import_survey import import_survey
from surveys.actions.publish_survey import publish_survey
from surveys.actions.save_page import Sent, save_page
from surveys.actions.start_response import start_response
from surveys.queries.live_surveys import public_survey
from surveys.rules.sitting.taking import Entry

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from accounts.models import User
    from feedback_site.demo.answers import Answers, Sheet
    from feedback_site.demo.timeline import Timeline
    from surveys.actions.save_page import Saved
    from surveys.queries.live_surveys import PublicSurvey

SURVEYS = ("gear", "trust")
IN_CHINESE = 0.55
LAST_BEGINS = timedelta(minutes=25)
SECONDS_A_PAGE = (15, 75)


class Responding:
    """Respondents at work."""

    def __init__(self, rng: Random, timeline: Timeline, answers: Answers) -> None:
        self._rng = rng
        self._timeline = timeline
        self._answers = answers
        self._surveys: dict[str, PublicSurvey] = {}
        self._names = {name: _questions(survey(name)[0]) for name in SURVEYS}

    def publish(self, by: User) -> None:
        """Make both surveys live."""
        for name in SURVEYS:
            definition, settings = survey(name)
            found = import_survey(definition=definition, settings=settings, slug=name, by=by)
            publish_survey(survey_id=found.pk, by=by)
            live = public_survey(name)
            if live is not None:
                self._surveys[name] = live

    def plan(self, name: str, count: int, *, abandoned: int) -> None:
        """Plan this many complete responses, and some that end half-way."""
        end = self._timeline.now - LAST_BEGINS
        times = moments(self._rng, self._timeline.start, end, count + abandoned)
        broken_off = set(self._rng.sample(times, abandoned))
        for moment in times:
            step = partial(self._respond, name, moment, whole=moment not in broken_off)
            self._timeline.plan(moment, step, is_urgent=False)

    def complain(self, moment: datetime, language: str) -> str:
        """Plan a response that asks for an answer; return what it says."""
        sheet, text = self._answers.complaint(language)
        self._timeline.plan(moment, partial(self._begin, "gear", moment, language, sheet, whole=True), is_urgent=False)
        return text

    def _respond(self, name: str, moment: datetime, *, whole: bool) -> None:
        language = CHINESE if self._rng.random() < IN_CHINESE else ENGLISH
        fill = self._answers.gear if name == "gear" else self._answers.trust
        sheet = fill(language, self._timeline.progress)
        if not whole:
            sheet = sheet[: self._rng.randint(1, len(sheet) - 1)]
        self._begin(name, moment, language, sheet, whole=whole)

    def _begin(self, name: str, moment: datetime, language: str, sheet: Sheet, *, whole: bool) -> None:
        response_id = self._uuid7(moment)
        first, *others = (self._sent(name, page, answers, language) for page, answers in sheet)
        start_response(response_id=response_id, survey=self._surveys[name], sent=first)
        for number, sent in enumerate(others, start=2):
            moment += timedelta(seconds=self._rng.uniform(*SECONDS_A_PAGE))
            step = partial(_send, response_id, sent, is_last=whole and number == len(sheet))
            self._timeline.plan(moment, step, is_urgent="email" in sent.entries)

    def _sent(self, name: str, page: str, answers: dict[str, Any], language: str) -> Sent:
        entries = {question: Entry(value) for question, value in answers.items()}
        return Sent(page=page, entries=entries, shown=self._names[name][page], language=language)

    def _uuid7(self, moment: datetime) -> UUID:
        """An id as a browser makes it, of that moment."""
        millis, random = int(moment.timestamp() * 1000), self._rng.getrandbits(74)
        return UUID(int=millis << 80 | 7 << 76 | (random >> 62) << 64 | 2 << 62 | random & (1 << 62) - 1)


def _send(response_id: UUID, sent: Sent, *, is_last: bool) -> Saved:
    saved = save_page(response_id=response_id, sent=sent)
    if saved.response.is_complete != is_last:
        raise ValueError(f"the page {sent.page} led elsewhere: {saved.turn}")
    return saved


def _questions(definition: dict[str, Any]) -> dict[str, list[str]]:
    return {page["name"]: [element["name"] for element in page["elements"]] for page in definition["pages"]}
