"""A row and its events in one statement: both or neither, events in their order, a worker woken afterwards."""

import pytest
from django.db import IntegrityError, connection, transaction

from notifications.event_log import insert_and_record, record
from notifications.models import LoggedEvent
from tests.notifications.conftest import Happened, Ignored

pytestmark = pytest.mark.django_db
INSERT = "INSERT INTO auth_group (id, name) VALUES (%s, %s) ON CONFLICT (id) DO NOTHING RETURNING id"


def recorded():
    return list(LoggedEvent.objects.order_by("id").values_list("name", "payload", "actor_id", "subject"))


def test_events_follow_the_row_in_order(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert insert_and_record(INSERT, [1, "one"], [Happened(number=1), Ignored(), Happened(number=2)])
    assert recorded() == [
        ("tests.happened", {"number": 1}, None, ""),
        ("tests.ignored", {}, None, ""),
        ("tests.happened", {"number": 2}, None, ""),
    ]


def test_without_a_row_there_is_no_event():
    assert insert_and_record(INSERT, [1, "one"], [Happened(number=1)])
    assert not insert_and_record(INSERT, [1, "another"], [Happened(number=2)])
    assert [payload for _name, payload, *_rest in recorded()] == [{"number": 1}]


def test_what_the_database_refuses_leaves_nothing():
    insert_and_record(INSERT, [1, "one"], [Happened(number=1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_and_record(INSERT, [2, "one"], [Happened(number=2)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(id) FROM auth_group")
        assert cursor.fetchone() == ([1],)
    assert len(recorded()) == 1


def test_the_events_stand_in_the_log_as_any_others():
    insert_and_record(INSERT, [1, "one"], [Happened(number=1), Happened(number=2)])
    with transaction.atomic():
        record(Happened(number=3))
    events = LoggedEvent.objects.order_by("chapter", "xid", "id")
    assert [(event.payload["number"], event.chapter == events[2].chapter) for event in events] == [
        (1, True),
        (2, True),
        (3, True),
    ]
