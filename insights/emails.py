"""The digest as a mail, in the recipient's language and time zone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from feedback_site.kit import clock
from insights.queries.report import Report, report
from insights.rules.periods import week_so_far
from notifications.actions.queue_delivery import Mail
from notifications.emails import Facts, Insert, Worded, reworded
from notifications.models import Topic
from notifications.queries.mail_texts import Wording
from notifications.queries.unsubscribing import stop_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from accounts.models import User
    from insights.models import Digest
    from insights.rules.periods import Period

KIND = "digest"
FOLDER = "emails/insights/digest"
PARTS = ("subject.txt", "body.txt", "body.html")


def digest_mails(digests: Iterable[Digest]) -> Iterator[Mail]:
    """Write digests; those of the same window and zone share one computation."""
    now = clock.now()

    @cache
    def shared(period: Period, zone: ZoneInfo) -> Report:
        return report(period, zone, now)

    wording = Wording()
    for digest in digests:
        told = shared(digest.period, clock.zone(digest.recipient.timezone))
        yield _mail(digest.recipient, told, digest.delivery_key, wording)


def digest_preview(recipient: User) -> Mail:
    """Write the digest of the week so far, to be looked at on a page."""
    now = clock.now()
    zone = clock.zone(recipient.timezone)
    return _mail(recipient, report(week_so_far(now, zone), zone, now), "preview", Wording())


def dashboard_url(period: Period) -> str:
    """Return the address of the dashboard that shows the same period."""
    query = urlencode({"from": period.start.isoformat(), "to": period.end.isoformat()})
    return f"{reverse('insights:dashboard')}?{query}"


def _mail(recipient: User, told: Report, key: str, wording: Wording) -> Mail:
    period = told.figures.period
    language = recipient.language
    with translation.override(language), timezone.override(recipient.timezone):
        context = {
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_URL,
            "language": language,
            "recipient": recipient,
            "report": told,
            "figures": told.figures,
            "whole_days": period.is_whole_days(clock.zone(recipient.timezone)),
            "dashboard_url": dashboard_url(period),
            "stop_link": stop_url(topic=Topic.DIGEST, address=recipient.email),
        }
        worded = _reworded(language, context, wording) if wording.of(KIND, language) else None
        if worded is None:
            subject, text, html = (render_to_string(f"{FOLDER}/{part}", context) for part in PARTS)
            worded = Worded(subject.strip(), text.strip() + "\n", html)
    return Mail(
        key=key,
        kind=KIND,
        topic=Topic.DIGEST,
        to=recipient.email,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        language=language,
    )


def _reworded(language: str, context: dict[str, Any], wording: Wording) -> Worded | None:
    """Write it in an administrator's words; its figures are the house's."""
    values = {
        "summary": render_to_string(f"{FOLDER}/summary.txt", context).strip(),
        "period": render_to_string("insights/period.html", context).strip(),
        "link": f"{settings.SITE_URL}{context['dashboard_url']}",
    }
    figures = Insert(
        render_to_string(f"{FOLDER}/figures.txt", context).strip(),
        render_to_string(f"{FOLDER}/figures.html", context),
    )
    change_link = settings.SITE_URL + reverse("insights:digests")
    facts = Facts(stop_link=context["stop_link"], change_link=change_link)
    return reworded(wording, KIND, language=language, values=values, facts=facts, inserts={"figures": figures})
