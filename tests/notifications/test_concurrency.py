"""Many writers, two workers, one reader that always fails."""

import random
import time
from collections import Counter
from datetime import timedelta
from threading import Event as Flag

import pytest
from django.db import connection, transaction

from feedback_site.kit import clock
from notifications.actions.read_events import read_batch, read_events
from notifications.actions.retry_parked import retry_due
from notifications.event_log import readers, record
from notifications.models import Bookmark, LoggedEvent, ParkedEvent
from tests.notifications.conftest import Happened, take
from tests.support.threads import at_once

WRITERS = 8
EACH = 40
GOOD = ("tests.a", "tests.b")


@pytest.fixture
def outcome(transactional_db, add_reader, taken):
    """What was committed and rolled back by 8 writers while 2 workers read."""

    def always_fails(batch):
        time.sleep(0.01)
        raise RuntimeError("this reader never succeeds")

    add_reader("tests.0-bad", always_fails, batch=50)
    for name in GOOD:
        add_reader(name, lambda batch, name=name: take(name, batch), batch=20)
    written = Flag()
    committed, undone = [], []

    def write(writer):
        dice = random.Random(writer)
        for number in range(writer * EACH, (writer + 1) * EACH):
            undo = dice.random() < 0.1
            with transaction.atomic():
                record(Happened(number=number))
                time.sleep(dice.choice([0, 0, 0.001, 0.01, 0.05]))
                transaction.set_rollback(undo)
            (undone if undo else committed).append(number)

    def work():
        while not written.is_set():
            read_events()
            time.sleep(0.002)
        read_events()

    def write_all():
        results = at_once(*(lambda writer=writer: write(writer) for writer in range(WRITERS)))
        written.set()
        return results

    assert at_once(write_all, work, work) == [[None] * WRITERS, None, None]
    read_events()
    return committed, undone


@pytest.mark.slow
def test_no_event_is_skipped_or_taken_twice_and_nobody_waits(outcome, taken):
    committed, undone = outcome
    assert len(committed) + len(undone) == WRITERS * EACH
    assert undone
    order = [row.payload["number"] for row in LoggedEvent.objects.order_by("chapter", "xid", "id")]
    for name in GOOD:
        assert Counter(taken(name)) == Counter(committed)
        assert taken(name) == order
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(at) FROM tests_taken")
        (all_taken_at,) = cursor.fetchone()
    parked = ParkedEvent.objects.filter(reader="tests.0-bad")
    assert {row.event.payload["number"] for row in parked.select_related("event")} == set(committed)
    assert len(parked) == len(committed)
    assert all_taken_at < max(row.parked_at for row in parked)  # nobody waited for the one that fails
    assert set(parked.values_list("attempts", flat=True)) == {1}
    assert all("this reader never succeeds" in row.traceback and row.retry_at > row.parked_at for row in parked)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert retry_due() == 0
    assert Counter(parked.values_list("attempts", flat=True)) == {2: 100, 1: len(committed) - 100}


@pytest.mark.django_db(transaction=True)
def test_an_event_of_an_older_open_transaction_is_waited_for(add_reader, happen, taken):
    add_reader("tests.a")
    opened, go_on, done = Flag(), Flag(), Flag()

    def slow():
        with transaction.atomic():
            record(Happened(number=1))
            opened.set()
            assert go_on.wait(timeout=30)
        done.set()

    def quick():
        assert opened.wait(timeout=30)
        happen(2)
        read_events()
        early = taken("tests.a")
        go_on.set()
        assert done.wait(timeout=30)
        read_events()
        return early, taken("tests.a")

    assert at_once(slow, quick) == [None, ([], [1, 2])]


@pytest.mark.django_db(transaction=True)
def test_a_reader_never_runs_twice_at_a_time(add_reader, happen, taken):
    running = []

    def slow(batch):
        running.append(+1)
        assert sum(running) == 1
        time.sleep(0.05)
        running.append(-1)
        take("tests.a", batch)

    add_reader("tests.a", slow, batch=1)
    happen(*range(5))
    assert [type(result) for result in at_once(*[read_events] * 4)] == [int] * 4
    assert taken("tests.a") == [0, 1, 2, 3, 4]
    assert ParkedEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_a_batch_leaves_it_to_the_next(add_reader, happen, taken):
    def dies(batch):
        take("tests.a", batch)
        raise KeyboardInterrupt

    add_reader("tests.a", dies)
    happen(1, 2)
    with pytest.raises(KeyboardInterrupt):
        read_batch(readers()["tests.a"])
    assert (taken("tests.a"), Bookmark.objects.get(pk="tests.a").event_id) == ([], 0)
