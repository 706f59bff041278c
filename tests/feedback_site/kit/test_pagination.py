"""Walking through pages, there and back."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback_site.kit.pagination import BadCursor, keyset_page
from notifications.models import Delivery

START = datetime(2026, 1, 1, tzinfo=UTC)
ORDERS = [("-created_at", "-id"), ("created_at", "-id"), ("kind", "-created_at", "id"), ("-kind", "id"), ("-id",)]
ROWS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from("ab中")), max_size=12)
RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fill(rows):
    Delivery.objects.all().delete()
    Delivery.objects.bulk_create(
        Delivery(
            key=f"k{i}",
            message_id=f"m{i}",
            kind=kind,
            to="a@example.org",
            subject="",
            text="",
            language="en",
            created_at=START + timedelta(microseconds=minute),
        )
        for i, (minute, kind) in enumerate(rows)
    )


@given(rows=ROWS, order=st.sampled_from(ORDERS), size=st.integers(1, 5))
@RELAXED
def test_each_row_is_met_once_there_and_back(db, rows, order, size):
    fill(rows)
    everything = list(Delivery.objects.order_by(*order))
    page = keyset_page(Delivery.objects.all(), order=order, size=size)
    assert page.previous_cursor is None
    pages = [page]
    while page.next_cursor:
        page = keyset_page(Delivery.objects.all(), order=order, cursor=page.next_cursor, size=size)
        pages.append(page)
    assert [row for each in pages for row in each.items] == everything
    assert [len(each.items) for each in pages[:-1]] == [size] * (len(pages) - 1)
    back = [pages[-1]]
    while page.previous_cursor:
        page = keyset_page(Delivery.objects.all(), order=order, cursor=page.previous_cursor, size=size)
        back.append(page)
    assert [row for each in reversed(back) for row in each.items] == everything
    assert page.previous_cursor is None


def test_rows_that_come_meanwhile_move_nothing(db):
    fill([(minute, "a") for minute in range(4)])
    first = keyset_page(Delivery.objects.all(), order=("-created_at", "-id"), size=2)
    Delivery.objects.create(key="new", message_id="new", to="a@example.org", created_at=START + timedelta(days=1))
    second = keyset_page(Delivery.objects.all(), order=("-created_at", "-id"), cursor=first.next_cursor, size=2)
    assert [row.key for row in first.items + second.items] == ["k3", "k2", "k1", "k0"]


ORDER = ("-created_at", "-id")


def good_cursor(order=ORDER):
    fill([(0, "a"), (1, "b")])
    return keyset_page(Delivery.objects.all(), order=order, size=1).next_cursor


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "x",
        lambda _: "~",
        lambda _: "é",
        lambda _: "\x00",
        lambda _: "A" * 100_000,
        lambda good: good[:-1],
        lambda good: good + "x",
        lambda good: "x" + good,
        lambda good: good.partition("~")[0],
        lambda good: base64.urlsafe_b64encode(b'["n", 1, 1]').decode() + "~" + good.partition("~")[2],
        lambda _: good_cursor(("-id",)),
        lambda _: good_cursor(("kind", "-id")),
    ],
)
def test_a_cursor_that_we_did_not_write_for_this_list_is_refused(db, change):
    broken = change(good_cursor())
    with pytest.raises(BadCursor):
        keyset_page(Delivery.objects.all(), order=ORDER, cursor=broken)


@given(text=st.text(max_size=80))
@RELAXED
def test_no_text_breaks_the_page(db, text):
    if text:
        with pytest.raises(BadCursor):
            keyset_page(Delivery.objects.all(), order=ORDER, cursor=text)
