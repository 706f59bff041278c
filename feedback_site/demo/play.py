"""The demo as a whole: who, what, and when."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feedback.rules.names import Reason
from feedback_site.demo.answers import Answers
from feedback_site.demo.cases import Cases
from feedback_site.demo.customers import Customers
from feedback_site.demo.desk import Desk
from feedback_site.demo.hiring import hire, invite_one_more
from feedback_site.demo.listening import Listening
from feedback_site.demo.promises import plan_looks, press, promise
from feedback_site.demo.responding import Responding
from feedback_site.demo.rhythm import HOME, moments
from feedback_site.demo.staff import BERLIN, CHINESE, ENGLISH, SHANGHAI
from feedback_site.demo.texts import Story, stories, unanswered
from feedback_site.demo.timeline import Timeline
from feedback_site.kit import clock
from insights.actions.send_due_digests import send_due_digests

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKS = 8
SEED = 20_231_207
STORIES = 90
GEAR, TRUST, ABANDONED = 184, 94, 21
# Hours for which people have been waiting, for a first answer and for a further one.
WAITING = (0.3, 1.1, 2.4, 7, 12, 19, 23, 46, 71, 118)
WAITING_AGAIN = (1.6, 9, 27)
WAITING_AFTER_SURVEY = ((4.2, CHINESE), (30, ENGLISH))
TAKEN_OF_WAITING = 0.55
QUIET = timedelta(hours=4)  # what begins before has time to be answered
HEAD_START = timedelta(days=4)


def play(say: Callable[[str], object]) -> None:
    """Play eight weeks up to this moment."""
    now, rng = clock.now(), Random(SEED)  # noqa: S311 -- the same demo each time
    start = datetime.combine((now - timedelta(weeks=WEEKS)).astimezone(HOME), time(), HOME).astimezone(now.tzinfo)
    with clock.at(start - timedelta(days=2)):
        people = hire()
        promise(people["ada@qingshan.example"])
    timeline, customers = Timeline(start, now), Customers(rng)
    desk = Desk(rng, people)
    cases = Cases(rng, timeline, desk, customers)
    listening = Listening(rng, timeline, cases)
    responding = Responding(rng, timeline, Answers(rng, customers))
    with clock.at(start - timedelta(days=1)):
        responding.publish(people["ming@qingshan.example"])
    responding.plan("gear", GEAR, abandoned=ABANDONED * 2 // 3)
    responding.plan("trust", TRUST, abandoned=ABANDONED // 3)
    for hours, language in WAITING_AFTER_SURVEY:
        listening.left_waiting.add(responding.complain(now - timedelta(hours=hours), language))
    _plan_cases(rng, timeline, cases)
    _plan_closings(rng, timeline, cases)
    _plan_digests(timeline)
    plan_looks(timeline)
    timeline.plan(now - timedelta(minutes=12), partial(press, people["ming@qingshan.example"]))
    _plan_progress(timeline, say)
    timeline.plan(now - timedelta(days=3), partial(invite_one_more, people["ada@qingshan.example"]))
    timeline.play()


def _plan_cases(rng: Random, timeline: Timeline, cases: Cases) -> None:
    first, again = stories(rng)
    with_more = [story for story in first if story.more]
    for hours, story in zip(WAITING_AGAIN, with_more, strict=False):
        first.remove(story)
        at = timeline.now - timedelta(hours=hours)
        timeline.plan(at - HEAD_START, partial(cases.hear_twice, story, at))
    for hours in WAITING:
        taken = rng.random() < TAKEN_OF_WAITING
        timeline.plan(timeline.now - timedelta(hours=hours), partial(cases.hear_only, first.pop(), taken=taken))
    told = _in_turn(rng, first, again)
    times = moments(rng, timeline.start, timeline.now - QUIET, len(told))
    for moment, story in zip(times, told, strict=True):
        timeline.plan(moment, partial(cases.hear_and_answer, story))


def _in_turn(rng: Random, first: list[Story], again: list[Story]) -> list[Story]:
    """Put stories told twice into the early half and their second telling into the late one."""
    known = {story.key for story in first}
    repeated = [story for story in again if story.key in known][: STORIES - len(first)]
    twice = {story.key for story in repeated}
    once = [story for story in first if story.key not in twice]
    early = [story for story in first if story.key in twice]
    room = STORIES // 2 - len(early)
    early, late = early + once[:room], once[room:] + repeated
    rng.shuffle(early)
    rng.shuffle(late)
    return early + late


def _plan_closings(rng: Random, timeline: Timeline, cases: Cases) -> None:
    raws = unanswered(rng)
    for moment, raw in zip(moments(rng, timeline.start, timeline.now - QUIET, len(raws)), raws, strict=True):
        story = Story(language=raw["language"], message=raw["message"], replies=(), note=raw["note"])
        timeline.plan(moment, partial(cases.hear_and_close, story, Reason(raw["reason"])))


def _plan_digests(timeline: Timeline) -> None:
    """Let what beat does every minute happen when it matters: at the start, and Mondays at nine."""
    timeline.plan(timeline.start, send_due_digests)

    def send() -> None:
        timeline.count()
        send_due_digests()

    for zone in (ZoneInfo(SHANGHAI), ZoneInfo(BERLIN)):
        day = timeline.start.astimezone(zone).date()
        days = [day + timedelta(days=n) for n in range(7 * WEEKS + 1)]
        for monday in (day for day in days if day.weekday() == 0):
            timeline.plan(datetime.combine(monday, time(9, 0, 20), zone), send)


def _plan_progress(timeline: Timeline, say: Callable[[str], object]) -> None:
    for week in range(WEEKS):
        at = timeline.start + (timeline.now - timeline.start) * week / WEEKS
        timeline.plan(at, partial(say, f"  week {week + 1} of {WEEKS}"), is_urgent=False)
