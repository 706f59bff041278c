"""Writing events down."""

import pytest
from django.db import IntegrityError, connection, transaction

from feedback_site.kit import clock
from feedback_site.kit.events import Event, event_from
from notifications.event_log import reader, record, record_all
from notifications.models import LoggedEvent
from tests.notifications.conftest import Happened


@pytest.mark.django_db(transaction=True)
def test_an_event_is_refused_outside_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        record(Happened(number=1))
    assert LoggedEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_its_change():
    with transaction.atomic():
        record(Happened(number=1))
        transaction.set_rollback(True)
    assert LoggedEvent.objects.count() == 0


def test_what_is_written(ada):
    at = clock.now()
    with transaction.atomic(), clock.at(at):
        row = record(Happened(number=7), actor_id=ada.pk, subject="ticket:3")
    row.refresh_from_db()
    assert (row.name, row.payload, row.actor_id, row.subject, row.at) == (
        "tests.happened",
        {"number": 7},
        ada.pk,
        "ticket:3",
        at,
    )
    assert event_from(row.name, row.payload) == Happened(number=7)


@pytest.mark.parametrize(
    "statement", ["UPDATE notifications_loggedevent SET name = 'x'", "DELETE FROM notifications_loggedevent"]
)
def test_the_log_is_append_only(happen, statement):
    happen(1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert LoggedEvent.objects.count() == 1


def test_many_events_take_one_statement(db, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        record_all(Happened(number=number) for number in range(100))
    assert LoggedEvent.objects.count() == 100


def test_an_event_has_a_name_of_its_own():
    with pytest.raises(TypeError):

        class Nameless(Event):
            pass

    with pytest.raises(TypeError):

        class Other(Event):
            name = "tests.happened"


def test_two_readers_cannot_have_one_name(add_reader):
    add_reader("tests.once")
    with pytest.raises(ValueError, match=r"named 'tests\.once'"):
        reader("tests.once", on=(Happened,))(print)
