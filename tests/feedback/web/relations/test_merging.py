"""Merging by page and by API."""

import pytest
from rest_framework.test import APIClient

from feedback.actions.merging.merge import merge
from feedback.models import Merge, Ticket
from feedback.rules.names import Status
from tests.factories.feedback import make_ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_for, amir):
    return client_for(amir)


@pytest.fixture
def api(amir):
    client = APIClient()
    client.force_authenticate(amir)
    return client


def page(ticket, tail=""):
    return f"/console/tickets/{ticket.ref}/{tail}"


@pytest.mark.parametrize("way", ["into", "from"])
def test_it_is_looked_at_done_and_taken_back(desk, way):
    one, other = make_ticket("One", email="r@example.org"), make_ticket("Other", email="r@example.org")
    source, target = (one, other) if way == "into" else (other, one)
    wish = {"with": other.ref, "way": way}
    shown = desk.get(page(one, "merge/"), wish).content.decode()
    assert "What happens" in shown
    assert Merge.objects.count() == 0
    done = desk.post(page(one, "merge/"), wish)
    assert (done.status_code, done["Location"]) == (303, page(target))
    assert "Take the merge back" in desk.get(page(source)).content.decode()
    seen = desk.get(page(target)).content.decode()
    assert source.ref in seen
    assert "Another case goes on here" in seen
    back = desk.post(page(source, "merge/undo/"))
    assert (back.status_code, back["Location"]) == (303, page(source))
    source.refresh_from_db()
    assert (source.status, source.merged_into) == (Status.NEW, None)
    assert desk.post(page(source, "merge/undo/")).status_code == 409


@pytest.mark.parametrize(
    ("other", "status"), [("nonsense", 404), ("0000-0000", 404), ("own", 422), ("merged", 409), ("", 200)]
)
def test_what_cannot_be_is_told_beside_the_form(desk, amir, other, status):
    ticket, gone = make_ticket(), make_ticket()
    merge(source=gone, target=make_ticket(), by=amir)
    ref = {"own": ticket.ref, "merged": gone.ref}.get(other, other)
    for answer in (desk.get(page(ticket, "merge/"), {"with": ref}), desk.post(page(ticket, "merge/"), {"with": ref})):
        assert answer.status_code == status
        assert "Which way?" in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_merge_page_asks_as_much_for_three_as_for_one(desk, rows, django_assert_num_queries):
    ticket = make_ticket(email="r@example.org")
    for _ in range(rows):
        other = make_ticket(email="r@example.org")
    with django_assert_num_queries(7):
        desk.get(page(ticket, "merge/"), {"with": other.ref})


def test_programs_merge_and_take_it_back(api):
    one, other = make_ticket(), make_ticket()
    merged = api.put(f"/api/tickets/{one.ref}/merge/", {"into": other.ref}, format="json")
    assert (merged.status_code, merged.json()["ref"]) == (200, other.ref)
    whole = api.get(f"/api/tickets/{one.ref}/").json()
    assert (whole["status"], whole["merged_into"], whole["close_reason"]) == ("closed", other.ref, None)
    assert api.put(f"/api/tickets/{one.ref}/merge/", {"into": one.ref}, format="json").status_code == 422
    assert api.put(f"/api/tickets/{other.ref}/merge/", {"into": one.ref}, format="json").status_code == 409
    assert api.delete(f"/api/tickets/{one.ref}/merge/").json()["status"] == "new"
    assert api.delete(f"/api/tickets/{one.ref}/merge/").status_code == 409
    assert Ticket.objects.filter(merged_into__isnull=False).count() == 0
