"""The inbox at a million tickets beside the same at ten thousand: `BENCH_TICKETS` shrinks it.

Times are those of the whole answer in this process, from the request to the last byte of the page.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bench.registry import Figure, benchmark

if TYPE_CHECKING:
    from collections.abc import Callable

LARGE = int(os.environ.get("BENCH_TICKETS", "1000000"))
SMALL = 10_000
MESSAGES = 5  # a ticket
TURNS, EACH = 8, 5
MAIN, COPY = "huiyin", "beside"
INBOX = "/console/inbox/"
EMPTY = """
SET session_replication_role = replica;
TRUNCATE notifications_loggedevent, feedback_contact, feedback_ticket, notifications_parkedevent CASCADE;
SET session_replication_role = origin
"""


@benchmark
def inbox() -> list[Figure]:
    """Load twice; then both take turns, so that a change of the machine's speed meets both."""
    _load(SMALL)
    _keep_copy()
    _load(LARGE)
    paths: dict[str, dict[str, Callable[[int], str]]] = {}
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for turn in range(TURNS + 1):
        for database in (COPY, MAIN):
            client = _agent_on(database)
            pages = paths.setdefault(database, {}) or _pages()
            paths[database] = pages
            for name, path in pages.items():
                took = [_ask(client, path(turn * EACH + number)) for number in range(EACH)]
                times[database, name] += took if turn else []  # the first turn warms up
    counted = {(database, name): _questions(database, paths[database][name]) for database, name in times}
    return [figure for name in paths[MAIN] for figure in (*_figures(name, times), _counted(name, counted))]


def _figures(name: str, times: dict[tuple[str, str], list[float]]) -> list[Figure]:
    large, small = times[MAIN, name], times[COPY, name]
    return [
        Figure(name=f"inbox, {name}: p50", value=median(large), beside=median(small), unit="ms", goal="<= 1.5"),
        Figure(name=f"inbox, {name}: p95", value=quantiles(large, n=20)[-1], unit="ms", goal="<= 100"),
    ]


def _counted(name: str, counted: dict[tuple[str, str], int]) -> Figure:
    large, small = counted[MAIN, name], counted[COPY, name]
    return Figure(name=f"inbox, {name}: questions", value=large, beside=small, unit="", goal="<= 1.34")


def _questions(database: str, path: Callable[[int], str]) -> int:
    """Count what one page asks the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _agent_on(database)
    with CaptureQueriesContext(connection) as captured:
        _ask(client, path(0))
    return len(captured)


def _load(size: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    call_command("load_inbox", tickets=size, messages=MESSAGES * size)


def _keep_copy() -> None:
    """Copy the database, which nobody else may be using meanwhile."""
    from django.db import connection

    _use("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {COPY} TEMPLATE {MAIN}")
    _use(MAIN)


def _use(database: str) -> None:
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own
    connection.settings_dict["NAME"] = database


def _agent_on(database: str) -> Any:
    """Sign an agent in on one of the databases."""
    from django.test import Client

    from accounts.models import User

    _use(database)
    client = Client()
    user = User.objects.who_may("ticket.reply").order_by("pk")[0]
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _pages() -> dict[str, Callable[[int], str]]:
    """Each kind of page by a path that differs from round to round where it can."""
    from feedback.management.loading.texts import FREQUENT, ONCE, RARE, USUAL
    from feedback.models import Contact, Ticket

    refs = list(Ticket.objects.order_by("?").values_list("ref", flat=True)[: TURNS * EACH])
    people = list(Contact.objects.order_by("?").values_list("email", flat=True)[: TURNS * EACH])
    return {
        "first page": lambda _: INBOX,
        "deep page": _deep("resolved"),
        "deep page of open ones": _deep("open"),
        "newest of all in one language": lambda _: f"{INBOX}?language=en",
        "unassigned": lambda _: f"{INBOX}?view=unassigned",
        "by target": lambda _: f"{INBOX}?view=open&sort=target",
        "by priority": lambda _: f"{INBOX}?view=open&sort=priority",
        "counts and news": lambda _: f"{INBOX}news/",
        "search, frequent Chinese": _search(FREQUENT["zh-hans"]),
        "search, frequent English": _search(FREQUENT["en"]),
        "search, usual Chinese": _search(USUAL["zh-hans"]),
        "search, usual English": _search(USUAL["en"]),
        "search, rare Chinese": _search(RARE["zh-hans"]),
        "search, rare English": _search(RARE["en"]),
        "search, two frequent": _search(f"{FREQUENT['zh-hans']} {USUAL['zh-hans']}"),
        "search, only among old ones": _search(ONCE["zh-hans"]),
        "search, person": lambda n: _search(people[n % len(people)])(n),
        "search, case number": lambda n: _search(refs[n % len(refs)])(n),
        "search among open ones": lambda _: f"{INBOX}?{urlencode({'view': 'open', 'text': FREQUENT['zh-hans']})}",
        "ticket": lambda n: f"/console/tickets/{refs[n % len(refs)]}/",
    }


def _search(text: str) -> Callable[[int], str]:
    return lambda _: f"{INBOX}?{urlencode({'text': text})}"


def _deep(view: str) -> Callable[[int], str]:
    """The page after nine tenths of a view."""
    from accounts.models import User
    from feedback.queries.inbox.views import VIEWS
    from feedback_site.kit.pagination import write_cursor

    tickets = VIEWS[view].wanted.tickets(User.objects.who_may("ticket.read")[0])
    order = VIEWS[view].order.fields
    row = tickets.order_by(*order)[int(tickets.count() * 0.9)]
    path = f"{INBOX}?{urlencode({'view': view, 'cursor': write_cursor(row, order)})}"
    return lambda _: path


def _ask(client: Any, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path, headers={"host": "localhost"})
    took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        message = f"{path} answered {answer.status_code}, so there is nothing to measure"
        raise RuntimeError(message)
    return took
