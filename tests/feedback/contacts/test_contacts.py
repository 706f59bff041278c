"""People who spoke up, as staff see and keep them."""

import pytest

from feedback.actions.contacts.merge_contacts import merge_contacts
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.models import Contact, FollowUp
from feedback.queries.mine.links import mine_token
from feedback_site.kit.problems import Invalid
from notifications.models import Delivery, LoggedEvent
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
LIST = "/console/contacts/"


def known(email="rosa@example.org", name="Rosa", body="The lamp is broken."):
    return make_ticket(body, email=email, name=name).contact


def page(contact, rest=""):
    return f"{LIST}{contact.pk}/{rest}"


def fields(**changes):
    return {"name": "Rosa", "language": "en", "timezone": "Asia/Shanghai", "notes": "Likes tea.", **changes}


@pytest.fixture
def desk(client_for, amir):
    """Amir's browser."""
    return client_for(amir)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_three_questions(desk, rows, django_assert_num_queries):
    for number in range(rows):
        known(f"r{number}@example.org")
    with django_assert_num_queries(3):
        answer = desk.get(LIST)
    assert [contact.cases for contact in answer.context["page"].items] == [1] * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_person_asks_five_questions(desk, rows, django_assert_num_queries):
    for _ in range(rows):
        contact = known()
    with django_assert_num_queries(5):
        answer = desk.get(page(contact))
    assert answer.text.count("/console/tickets/") == rows


@pytest.mark.parametrize(
    ("words", "found"),
    [("rosa", ["Rosa"]), ("ROSA@example.org", ["Rosa"]), ("快递", ["小明"]), ("lamp", ["Rosa"]), ("zebra", [])],
)
def test_people_are_found_by_name_address_and_words(desk, words, found):
    known()
    known("ming@example.org", "小明", "快递太慢了")
    drain()
    assert [contact.name for contact in desk.get(LIST, {"q": words}).context["page"].items] == found


def test_what_is_known_is_kept_and_logged_without_its_content(desk):
    contact = known()
    assert desk.post(page(contact, "properties/"), fields(consent="on", do_not_contact="on")).status_code == 303
    contact.refresh_from_db()
    assert (contact.timezone, contact.notes, contact.do_not_contact) == ("Asia/Shanghai", "Likes tea.", True)
    assert contact.consent_at is not None
    event = LoggedEvent.objects.get(name="feedback.contact_changed")
    assert event.payload["fields"] == ["consent_at", "do_not_contact", "notes", "timezone"]


@pytest.mark.parametrize("changes", [{"language": "xx"}, {"timezone": "Moon/Base"}, {"name": "x" * 101}])
def test_a_mistake_is_told(desk, changes):
    contact = known()
    assert desk.post(page(contact, "properties/"), fields(**changes)).status_code == 422
    contact.refresh_from_db()
    assert contact.notes == ""


def test_who_minds_is_not_asked(amir):
    for email, minds in (("rosa@example.org", True), ("sam@example.org", False)):
        ticket = make_ticket(email=email)
        Contact.objects.filter(email=email).update(do_not_contact=minds)
        reply(ticket=ticket, author=amir, body="Done.")
        resolve(ticket=ticket, by=amir)
    drain()
    assert FollowUp.objects.count() == 2
    assert [mail.to for mail in Delivery.objects.filter(kind="follow_up")] == ["sam@example.org"]


def test_two_entries_become_one_after_a_look(desk):
    rosa, old = known(), known("old@example.org", "Rosa M.", "An older case.")
    preview = desk.get(page(rosa, "merge/"), {"other": "old@example.org"})
    assert (preview.status_code, Contact.objects.filter(merged_into=None).count()) == (200, 2)
    assert desk.post(page(rosa, "merge/"), {"other": "old@example.org"}).url == page(rosa)
    assert rosa.tickets.count() == 2
    assert "old@example.org" in desk.get(page(rosa)).text
    assert desk.get(page(old)).status_code == 404
    assert make_ticket("Again.", email="old@example.org").contact == rosa


@pytest.mark.parametrize("other", ["", "nobody@example.org", "rosa@example.org"])
def test_there_must_be_another_entry(desk, other):
    rosa = known()
    assert desk.post(page(rosa, "merge/"), {"other": other}).status_code == 422


def test_an_entry_is_not_joined_with_itself(amir):
    rosa = known()
    with pytest.raises(Invalid):
        merge_contacts(contact=rosa, other=rosa, by=amir)


def test_administrators_erase_with_all_addresses(desk, client_for, ada, amir, sam):
    rosa, old = known(), known("old@example.org", "Rosa M.")
    link = f"/feedback/mine/{mine_token(old)}/"
    merge_contacts(contact=rosa, other=old, by=amir)
    assert sam.get(link).status_code == 200
    assert desk.post(page(rosa, "erasure/")).status_code == 403
    room = client_for(ada)
    assert room.get(page(rosa, "erasure/")).status_code == 200
    assert room.post(page(rosa, "erasure/")).status_code == 303
    assert list(Contact.objects.values_list("name", "email")) == [("", None), ("", None)]
    assert sam.get(link).status_code == 410
    assert LoggedEvent.objects.get(name="feedback.contact_erased").actor_id == ada.pk
    assert desk.get(page(rosa)).status_code == 404


def test_programs_list_read_and_change(desk):
    contact = known()
    assert [row["email"] for row in desk.get("/api/contacts/").json()["results"]] == ["rosa@example.org"]
    path = f"/api/contacts/{contact.pk}/"
    told = desk.patch(path, {"notes": "Call first.", "do_not_contact": True}, content_type="application/json")
    assert (told.status_code, told.json()["notes"], told.json()["do_not_contact"]) == (200, "Call first.", True)
    assert desk.get(path).json()["name"] == "Rosa"
    wrong = desk.patch(path, {"language": "xx"}, content_type="application/json")
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["language"])
