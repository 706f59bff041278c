"""Mail the news that are due: one mail a person and sort, and no more than the house sends to anybody by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Min

from feedback.queries.news import news_of, receivers, wants, who_is_away
from feedback.rules.news import is_due
from feedback_site.kit import clock
from notifications.actions.hold_back import COUNTED, MOST_AN_HOUR, SPAN, lock_addresses
from notifications.actions.queue_delivery import queue_deliveries
from notifications.models import Delivery, PendingNews
from notifications.queries.mail_texts import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.models import User
    from feedback.queries.news import News
    from notifications.actions.queue_delivery import Mail

MOST_ROWS = 2000
LEFT_FOR_OTHERS = 1  # news wait when there are too many; a late case or a digest would be held back for good


@transaction.atomic
def send_news(*, write: Callable[[News, str, Wording], Mail]) -> int:
    """Queue a mail for each person and sort whose news are due; return how many.

    Whoever is away, or got as many automatic mails as anybody gets in an hour, is told later, of all together.
    Who left or does not wish to be told is not told.
    """
    due = _due()
    people = receivers({person_id for person_id, _kind in due})
    lock_addresses(person.email for person in people.values())
    gone = [key for key in due if key[0] not in people or not wants(people[key[0]], key[1])]
    away = who_is_away(people)
    room = _room(people)
    rows = []
    for key in [key for key in due if key not in gone and key[0] not in away]:
        person_id, kind = key
        if room[person_id] > 0:
            room[person_id] -= 1
            rows += _locked(person_id, kind)
    wording = Wording()
    newest = {(row.person_id, row.kind): row.pk for row in rows}
    found = news_of(rows, people)
    queue_deliveries(
        write(news, f"{news.kind}:{news.person.pk}:{newest[news.person.pk, news.kind]}", wording) for news in found
    )
    PendingNews.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for person_id, kind in gone:
        PendingNews.objects.filter(person_id=person_id, kind=kind).delete()
    return len(found)


def _due() -> list[tuple[int, str]]:
    now = clock.now()
    groups = PendingNews.objects.values("person_id", "kind").annotate(first=Min("at"), last=Max("at"))
    found = [row for row in groups.order_by("first") if is_due(row["first"], row["last"], now)]
    return [(row["person_id"], row["kind"]) for row in found]


def _locked(person_id: int, kind: str) -> list[PendingNews]:
    """Return the person's news that no other worker has in hand, the oldest first."""
    rows = PendingNews.objects.filter(person_id=person_id, kind=kind).order_by("pk")
    return list(rows.select_for_update(skip_locked=True)[:MOST_ROWS])


def _room(people: dict[int, User]) -> Counter[int]:
    """Return how many more news each person's address takes now."""
    addresses = {person.email.lower(): pk for pk, person in people.items()}
    sent = Delivery.objects.filter(
        address__in=addresses, nature__in=COUNTED, created_at__gt=clock.now() - SPAN
    ).exclude(state=Delivery.State.SUPPRESSED)
    used = Counter(addresses[address] for address in sent.values_list("address", flat=True))
    return Counter({pk: MOST_AN_HOUR - LEFT_FOR_OTHERS - used[pk] for pk in people})
