"""A dump restored into another cluster: its transaction ids are larger than those to come."""

import json

import pytest
from django.db import connection

from notifications.actions.place_bookmarks import place_bookmarks
from notifications.actions.read_events import read_events
from notifications.models import Bookmark, Chapter

pytestmark = pytest.mark.django_db

FAR = 10**12


def restored(*numbers):
    """Events that the old cluster numbered, the chapter being its own."""
    Chapter.objects.update(cluster=1)
    with connection.cursor() as cursor:
        for number in numbers:
            cursor.execute(
                "INSERT INTO notifications_loggedevent (xid, name, at, subject, payload)"
                " VALUES (%s::xid8, 'tests.happened', now(), '', %s)",
                [str(FAR + number), json.dumps({"number": number})],
            )


def test_the_log_goes_on_in_a_new_chapter(add_reader, happen, taken):
    add_reader("tests.a", from_start=True)
    restored(1, 2)
    place_bookmarks()
    happen(3)
    read_events()
    happen(4)
    read_events()
    assert taken("tests.a") == [1, 2, 3, 4]
    assert Bookmark.objects.get(pk="tests.a").chapter == 2


def test_a_reader_that_had_read_some_goes_on_after_them(add_reader, happen, taken):
    add_reader("tests.a", from_start=True)
    restored(1, 2, 3)
    Bookmark.objects.filter(pk="tests.a").update(chapter=1, xid=FAR + 2, event_id=2**40)
    place_bookmarks()
    happen(4)
    read_events()
    assert taken("tests.a") == [3, 4]


def test_the_same_cluster_keeps_its_chapter():
    place_bookmarks()
    place_bookmarks()
    assert [chapter.number for chapter in Chapter.objects.all()] == [1]
