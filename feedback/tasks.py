"""Celery's way in: shells around the actions."""

from __future__ import annotations

from celery import shared_task

from feedback.actions.attachments import attach, scan_files, sweep_files
from feedback.actions.automation import sweep_timers
from feedback.actions.bulk import change_many
from feedback.actions.clocks.reschedule import reschedule
from feedback.actions.clocks.sweep_targets import sweep_targets
from feedback.actions.importing import begin, work
from feedback.actions.incoming import fetch, store_mail, take_mail
from feedback.actions.news import send_news as news
from feedback.actions.privacy import answer_wishes as answering
from feedback.actions.privacy.ask_for_link import ANSWER
from feedback.actions.snooze import snooze
from feedback.actions.turns.give_turn import give_awaited_turns
from feedback.emails import my_feedback_mail, news_mail
from feedback_site.celery import awake, turn_ends


@shared_task
def look_at_targets() -> int:
    """Bring tickets under changed rules, then warn of targets near and passed."""
    reschedule()
    return sweep_targets()


@shared_task
def wake_due() -> int:
    """Bring back tickets that were put aside until now."""
    return snooze.wake_due()


@shared_task
def give_turns() -> int:
    """Give what waits in teams to those who came in or have room again."""
    return give_awaited_turns()


@shared_task
def fire_due_rules() -> int:
    """Let rules fire whose time has come."""
    return sweep_timers.sweep_timers()


@shared_task(name=change_many.TASK)
def work_on_bulk() -> int:
    """Go on with changes of many tickets."""
    awake(change_many.TASK)
    return change_many.work_on_bulk()


@shared_task(name=attach.SCAN)
def look_into_files() -> int:
    """Have the virus scanner look at what came in."""
    awake(attach.SCAN)
    return scan_files.scan_files()


@shared_task(name=begin.TASK)
def work_on_imports() -> int:
    """Go on with what is taken over from other systems."""
    awake(begin.TASK)
    return work.work_on_imports()


@shared_task
def sweep_orphans() -> int:
    """Delete the bytes that belong to no message."""
    return sweep_files.sweep_files()


@shared_task(name=ANSWER)
def answer_wishes() -> int:
    """Mail the links that were asked for."""
    awake(ANSWER)
    return answering.answer_wishes(write=my_feedback_mail)


@shared_task
def fetch_mail() -> int:
    """Look into the mailboxes."""
    return fetch.fetch_mail()


@shared_task(name=store_mail.TAKE)
def take_mails() -> int:
    """Read the mails that came in."""
    awake(store_mail.TAKE)
    return take_mail.take_mails(until=turn_ends())


@shared_task
def send_news() -> int:
    """Mail staff what happened to the cases in their hands."""
    return news.send_news(write=news_mail)
