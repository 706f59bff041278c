"""Mails with made-up values, to be looked at before anybody gets one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from notifications.emails.worded import Facts, Insert, Worded, in_words
from notifications.models import OF_STAFF

if TYPE_CHECKING:
    from notifications.models import MailText

STOPPABLE = {"follow_up", "survey_invitation", "survey_reminder", "digest", *OF_STAFF}
CHANGEABLE = {"case_assigned", "reporter_wrote", "digest"}
CASE, EARLIER = "F-7K2M9", "F-3QX8T"


def example(words: MailText) -> Worded:
    """Write the mail with made-up values."""
    case = f"{settings.SITE_URL}/…"
    with translation.override(words.language):
        values = {
            "case": CASE,
            "earlier_case": EARLIER,
            "link": case,
            "case_link": case,
            "author": _("Amir"),
            "body": _("Thank you for telling us.\nThe door is mended since this morning."),
            "title": _("How was your visit?"),
            "summary": _summary(words.kind),
            "period": _period(),
        }
        inserts = {"list": _list(case), "figures": _figures()}
        facts = Facts(
            can_answer=True,
            hours=24,
            until="2026-12-01 09:00 UTC",
            button=_("Open the inbox") if words.kind in CHANGEABLE - {"digest"} else "",
            stop_link=case if words.kind in STOPPABLE else "",
            change_link=case if words.kind in CHANGEABLE else "",
        )
    return in_words(words, values=values, facts=facts, inserts=inserts)


def _summary(kind: str) -> str:
    count = {"n": 2, "counter": 2}
    if kind == "case_assigned":
        return ngettext("%(n)s case was assigned to you", "%(n)s cases were assigned to you", 2) % count
    if kind == "reporter_wrote":
        one, many = "There is a new message in %(n)s of your cases", "There are new messages in %(n)s of your cases"
        return ngettext(one, many, 2) % count
    if kind == "targets":
        return ngettext("%(counter)s case is late", "%(counter)s cases are late", 2) % count
    told = _("%(received)s received, %(answered)s of them answered, %(waiting)s waiting now")
    return told % {"received": 41, "answered": 38, "waiting": 3}


def _period() -> str:
    day = pgettext("date format", "j M Y")
    return " – ".join(date_format(date(2026, 11, number), day) for number in (16, 22))


def _list(link: str) -> Insert:
    cases = [(CASE, _("The door is broken")), (EARLIER, _("Where is my order?"))]
    text = "\n\n".join(f"{ref} {subject}\n{link}" for ref, subject in cases)
    return Insert(text, render_to_string("emails/example_list.html", {"cases": cases, "link": link}))


def _figures() -> Insert:
    rows = [(_("Received"), 41), (_("Answered"), 38), (_("Still waiting"), 3)]
    colon = pgettext("punctuation", ": ")
    text = "\n".join(f"{name}{colon}{count}" for name, count in rows)
    return Insert(text, render_to_string("emails/example_figures.html", {"rows": rows}))
