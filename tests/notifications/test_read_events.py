"""Readers, one at a time."""

import json
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction

from feedback_site.kit import clock
from notifications.actions.place_bookmarks import place_bookmarks
from notifications.actions.read_events import Step, read_batch, read_events
from notifications.actions.retry_parked import retry_due, retry_parked
from notifications.event_log import readers, record, unregister
from notifications.models import Bookmark, ParkedEvent
from notifications.rules.backoff import delay
from tests.notifications.conftest import Happened, Ignored, take


def test_events_arrive_in_order_and_once(add_reader, happen, taken):
    add_reader("tests.a")
    happen(1, 2)
    happen(3)
    read_events()
    happen(4)
    read_events()
    read_events()
    assert taken("tests.a") == [1, 2, 3, 4]


def test_transaction_ids_are_numbers(add_reader, taken):
    """As text, 1000 comes before 999: readers then skip what is between."""
    add_reader("tests.a", from_start=True, batch=2)
    with connection.cursor() as cursor:
        for number in (9, 10, 99, 100):
            cursor.execute(
                "INSERT INTO notifications_loggedevent (xid, name, at, subject, payload)"
                " VALUES (%s::xid8, 'tests.happened', now(), '', %s)",
                [str(number), json.dumps({"number": number})],
            )
    read_events()
    assert taken("tests.a") == [9, 10, 99, 100]


def test_a_reader_gets_batches_of_its_size(add_reader, happen):
    sizes = []
    add_reader("tests.a", lambda batch: sizes.append(len(batch)), batch=3)
    happen(*range(7))
    read_events()
    assert sizes == [3, 3, 1]


def test_a_reader_gets_only_what_it_asked_for(add_reader, happen, taken):
    add_reader("tests.a", on=(Ignored,), handle=lambda _batch: pytest.fail("not its event"))
    happen(1)
    with transaction.atomic():
        last = record(Happened(number=2))
    read_events()
    assert Bookmark.objects.get(pk="tests.a").event_id == last.pk


def test_a_new_reader_starts_now_or_at_the_first_event(add_reader, happen, taken):
    happen(1)
    add_reader("tests.all", from_start=True)
    read_events()
    assert taken("tests.all") == [1]


def test_a_bookmark_is_placed_once(add_reader, happen, taken):
    add_reader("tests.a")
    happen(1)
    read_events()
    place_bookmarks()
    read_events()
    assert taken("tests.a") == [1]


def fails_on(numbers, name, error=ValueError):
    def handle(batch):
        if bad := [recorded.event.number for recorded in batch if recorded.event.number in numbers]:
            raise error(f"cannot take {bad}")
        take(name, batch)

    return handle


def test_a_poison_event_is_parked_and_the_others_are_taken(add_reader, happen, taken):
    add_reader("tests.a", fails_on({2}, "tests.a"))
    add_reader("tests.b")
    rows = happen(1, 2, 3)
    read_events()
    assert taken("tests.a") == [1, 3]
    assert taken("tests.b") == [1, 2, 3]
    parked = ParkedEvent.objects.get()
    assert (parked.reader, parked.event_id, parked.error, parked.attempts, parked.solved_at) == (
        "tests.a",
        rows[1].pk,
        "ValueError: cannot take [2]",
        1,
        None,
    )
    assert "raise error(" in parked.traceback


def test_what_a_failing_batch_had_done_is_undone(add_reader, happen, taken):
    def half(batch):
        take("tests.a", batch)
        if any(recorded.event.number == 2 for recorded in batch):
            raise ValueError

    add_reader("tests.a", half)
    happen(1, 2, 3)
    read_events()
    assert taken("tests.a") == [1, 3]


def test_a_failure_that_waits_for_the_commit_is_parked_too(add_reader, happen, taken):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tests_late (number int UNIQUE DEFERRABLE INITIALLY DEFERRED)")

    def late(batch):
        with connection.cursor() as cursor:
            for recorded in batch:
                cursor.execute("INSERT INTO tests_late VALUES (%s)", [recorded.event.number % 10])

    add_reader("tests.late", late)
    happen(1, 11, 2)
    read_events()
    assert [parked.event.payload for parked in ParkedEvent.objects.all()] == [{"number": 11}]
    assert Bookmark.objects.get(pk="tests.late").event_id == max(p.event_id for p in ParkedEvent.objects.all()) + 1


def test_a_database_error_of_a_reader_is_its_own(add_reader, happen, taken):
    def times_out(batch):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1")
            cursor.execute("SELECT pg_sleep(1)")

    add_reader("tests.slow", times_out)
    add_reader("tests.z")
    happen(1)
    read_events()
    assert taken("tests.z") == [1]
    assert ParkedEvent.objects.get().error.startswith("OperationalError: canceling statement due to statement timeout")


@pytest.mark.parametrize("message", ["with \x00 NUL", "half \ud83d a pair", "long " * 10_000])
def test_any_error_message_can_be_parked(add_reader, happen, message):
    def fail(batch):
        raise ValueError(message)

    add_reader("tests.a", fail)
    happen(1)
    read_events()
    assert ParkedEvent.objects.count() == 1


def test_an_event_that_the_code_no_longer_knows_is_parked(add_reader, happen, taken):
    add_reader("tests.a")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notifications_loggedevent (name, at, subject, payload)"
            " VALUES ('tests.happened', now(), '', '{\"old\": 1}')"
        )
    happen(2)
    read_events()
    assert taken("tests.a") == [2]
    assert ParkedEvent.objects.get().error.startswith("TypeError")


def test_a_parked_event_is_retried_later_and_later(add_reader, happen, taken):
    broken = {1}
    add_reader("tests.a", fails_on(broken, "tests.a"))
    happen(1)
    start = clock.now()
    with clock.at(start):
        read_events()
    pauses = []
    now = start
    for _ in range(4):
        parked = ParkedEvent.objects.get()
        pauses.append(parked.retry_at - now)
        with clock.at(parked.retry_at - timedelta(seconds=1)):
            assert retry_due() == 0
        now = parked.retry_at
        with clock.at(now):
            assert retry_due() == 0
    assert pauses == [timedelta(seconds=30 * 2**i) for i in range(4)]
    assert ParkedEvent.objects.get().attempts == 5
    broken.clear()
    with clock.at(ParkedEvent.objects.get().retry_at):
        assert retry_due() == 1
        assert retry_due() == 0
    assert taken("tests.a") == [1]
    assert ParkedEvent.objects.get().solved_at is not None


def test_backoff_never_exceeds_an_hour():
    assert [delay(attempts).total_seconds() for attempts in (0, 1, 2, 7, 8, 10_000)] == [30, 30, 60, 1920, 3600, 3600]


def test_a_retry_by_hand_does_not_wait(add_reader, happen, taken):
    broken = {1}
    add_reader("tests.a", fails_on(broken, "tests.a"))
    happen(1)
    read_events()
    parked = ParkedEvent.objects.get()
    assert retry_parked(parked_id=parked.pk) is False
    broken.clear()
    assert retry_parked(parked_id=parked.pk) is True
    assert retry_parked(parked_id=parked.pk) is False
    assert taken("tests.a") == [1]


def test_parked_events_of_a_vanished_reader_keep_nobody_waiting(add_reader, happen, monkeypatch):
    broken = {1, 2}
    add_reader("tests.gone", fails_on(broken, "tests.gone"))
    happen(1, 2)
    read_events()
    unregister("tests.gone")
    add_reader("tests.a", fails_on(broken, "tests.a"), from_start=True)
    read_events()
    broken.clear()
    monkeypatch.setattr("notifications.actions.retry_parked.AT_ONCE", 2)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert retry_due() == 2


def test_reading_nothing_costs_two_queries_and_their_savepoint(add_reader, django_assert_num_queries):
    add_reader("tests.a")
    with django_assert_num_queries(4):  # savepoint, bookmark, window, release
        assert read_batch(readers()["tests.a"]) is Step.END


@pytest.mark.parametrize("count", [1, 3])
def test_a_batch_costs_the_same_however_large(add_reader, happen, django_assert_num_queries, count):
    add_reader("tests.a", lambda _batch: None)
    happen(*range(count))
    # savepoint, bookmark, window, savepoint, events, constraints twice, release, bookmark, release
    with django_assert_num_queries(10):
        assert read_batch(readers()["tests.a"]) == count


def test_a_lost_connection_breaks_off_one_reader_only(transactional_db, add_reader, happen, taken):
    def lose(batch):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    add_reader("tests.a", lose)
    add_reader("tests.b")
    happen(1)
    read_events()
    assert taken("tests.b") == [1]
    assert ParkedEvent.objects.count() == 0
    assert Bookmark.objects.get(pk="tests.a").event_id == 0
    with pytest.raises(OperationalError):
        read_batch(readers()["tests.a"])
    connection.close()
