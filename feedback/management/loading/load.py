"""Loads an inbox: stories in batches, then what a database wants after so much is new."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

from accounts.models import User
from accounts.rules.roles import Role
from feedback.management.loading.copying import BATCH, catch_up
from feedback.management.loading.stories import Stories
from feedback.models import Contact, FollowUp, Message, SearchDocument
from feedback.models import Ticket as Case
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AGENTS = 40
# Nobody is to get mail about what was made up, and the words are indexed already.
SKIP = """
UPDATE notifications_bookmark
SET chapter = notifications_chapter_now(), xid = pg_snapshot_xmin(pg_current_snapshot()), event_id = 0
"""


def load(*, tickets: int, messages: int, seed: int, say: Callable[[str], None]) -> None:
    """Fill an empty inbox; all constraints stand, the index of terms is built at the end."""
    stories = Stories(tickets=tickets, messages=messages, seed=seed, now=clock.now(), agents=_agents())
    with _terms_unindexed(), transaction.atomic():
        for number in range(tickets):
            stories.tell(number)
            if (number + 1) % BATCH == 0:
                stories.ledger.flush()
                say(f"{number + 1:,} tickets")
        stories.ledger.flush()
    catch_up(Contact, Case, Message, FollowUp)
    with connection.cursor() as cursor:
        cursor.execute(SKIP)
        cursor.execute("VACUUM (ANALYZE)")


def _agents() -> list[int]:
    people = list(User.objects.who_may("ticket.reply").values_list("pk", flat=True))
    for number in range(AGENTS - len(people)):
        somebody = User.objects.create_user(f"agent{number}@example.org", name=f"Agent {number}", role=Role.AGENT)
        people.append(somebody.pk)
    return people


@contextmanager
def _terms_unindexed() -> Iterator[None]:
    """Building the index at once takes a tenth of the time that a million additions take."""
    indexes = SearchDocument._meta.indexes  # noqa: SLF001 -- Django documents it
    index = next(index for index in indexes if index.name == "search_terms")
    with connection.schema_editor() as editor:
        editor.remove_index(SearchDocument, index)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
        with connection.schema_editor() as editor:
            editor.add_index(SearchDocument, index)
