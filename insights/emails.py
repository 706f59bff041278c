"""The digest as a mail, in the recipient's language and time zone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from feedback_site.kit import clock
from insights.queries.report import Report, report
from insights.rules.periods import week_so_far
from notifications.emails import Facts, Insert, write_mail
from notifications.models import Topic
from notifications.queries.mail_texts import Wording
from notifications.queries.unsubscribing import stop_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zoneinfo import ZoneInfo

    from accounts.models import User
    from insights.models import Digest
    from insights.rules.periods import Period
    from notifications.actions.queue_delivery import Mail

KIND = "digest"
FOLDER = "emails/insights/digest"


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
    with translation.override(recipient.language), timezone.override(recipient.timezone):
        context = {
            "site_url": settings.SITE_URL,
            "recipient": recipient,
            "report": told,
            "figures": told.figures,
            "whole_days": period.is_whole_days(clock.zone(recipient.timezone)),
        }
        summary, figures, drawn = (
            render_to_string(f"{FOLDER}/{part}", context) for part in ("summary.txt", "figures.txt", "figures.html")
        )
        shown_period = render_to_string("insights/period.html", context)
    return write_mail(
        KIND,
        key=key,
        to=recipient.email,
        language=recipient.language,
        values={
            "summary": summary.strip(),
            "period": shown_period.strip(),
            "link": settings.SITE_URL + dashboard_url(period),
        },
        facts=Facts(
            stop_link=stop_url(topic=Topic.DIGEST, address=recipient.email),
            change_link=settings.SITE_URL + reverse("insights:digests"),
        ),
        inserts={"figures": Insert(figures.strip(), drawn)},
        wording=wording,
        topic=Topic.DIGEST,
    )
