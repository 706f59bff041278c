"""Splitting, linking, suggesting and opening again, by page and by API."""

import pytest
from rest_framework.test import APIClient

from feedback.actions.close_ticket import close_ticket
from feedback.actions.merging.merge import merge
from feedback.actions.relations.link import link
from feedback.actions.relations.split import split
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import Ticket, TicketLink
from feedback.queries.merging.suggestions import suggestions
from feedback.queries.private_links import claim_token
from feedback.rules.names import Reason, Status
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_for, amir):
    return client_for(amir)


@pytest.fixture
def api(amir):
    client = APIClient()
    client.force_authenticate(amir)
    return client


@pytest.fixture
def case():
    """Two matters in one case."""
    ticket = make_ticket("Parcel late.", name="Rosa", email="rosa@example.org")
    write_as_customer(ticket=ticket, body="And the invoice is wrong.")
    return ticket


def page(ticket, tail=""):
    return f"/console/tickets/{ticket.ref}/{tail}"


def test_messages_are_chosen_on_a_page_and_the_new_case_opens(desk, sam, case):
    shown = desk.get(page(case)).text
    assert page(case, "split/") in shown
    second = case.messages.latest("id")
    assert "And the invoice is wrong." in desk.get(page(case, "split/")).text
    done = desk.post(page(case, "split/"), {"message": [second.pk]})
    new = Ticket.objects.get(follows=case)
    assert (done.status_code, done["Location"]) == (303, page(new))
    assert case.ref in desk.get(page(new)).text
    assert "Goes on as" in desk.get(page(case)).text
    assert page(case, "split/") not in desk.get(page(case)).text  # one message is left
    mine = sam.get(f"/feedback/case/{claim_token(case)}/").text
    assert "And the invoice is wrong." in mine  # only as the heading of the case where it goes on
    assert f"/feedback/case/{claim_token(new)}/" in mine


@pytest.mark.parametrize(("wish", "status"), [([], 422), (["all"], 422), (["1"], 409), (["x", "9" * 40], 422)], ids=str)
def test_what_cannot_go_is_told_beside_the_form(desk, case, wish, status):
    ids = list(case.messages.values_list("pk", flat=True)) if wish == ["all"] else wish
    answer = desk.post(page(case, "split/"), {"message": ids})
    assert answer.status_code == status
    assert "Which messages are a matter of their own?" in answer.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_split_page_asks_as_much_for_three_as_for_one(desk, rows, django_assert_num_queries):
    ticket = make_ticket()
    for _ in range(rows):
        write_as_customer(ticket=ticket, body="More.")
    with django_assert_num_queries(7):
        desk.get(page(ticket, "split/"))


def test_a_link_is_made_shown_and_taken_away(desk, case):
    other = make_ticket("Another parcel")
    done = desk.post(page(case, "links/"), {"with": other.ref.lower()})
    assert (done.status_code, done["Location"]) == (303, page(case))
    for one, far in ((case, other), (other, case)):
        assert far.ref in desk.get(page(one)).text
    assert desk.post(page(case, "links/"), {"remove": other.ref}).status_code == 303
    assert not TicketLink.objects.exists()
    for wish, status in (({"with": "nonsense"}, 404), ({"with": case.ref}, 422), ({}, 404)):
        assert desk.post(page(case, "links/"), wish).status_code == status


def test_the_same_person_and_the_same_rare_words_are_suggested(desk, amir, case):
    for number in range(30):
        make_ticket(f"My parcel number {number} is late")
    hers = make_ticket("Something else", email="rosa@example.org")
    alike = make_ticket("Dragonfruit arrived bruised, the dragonfruit box leaks")
    asked = make_ticket("Today the post brought us this: bruised dragonfruit again, wrapped badly by somebody else")
    drain()
    found = suggestions(user=amir, ticket=asked, known=())
    assert [one.ticket for one in found] == [alike]
    nearest = suggestions(user=amir, ticket=case, known=())[0]
    assert (nearest.ticket, nearest.same_person) == (hers, True)
    shown = desk.get(page(asked, "related/")).text
    assert alike.ref in shown
    assert page(asked, f"merge/?with={alike.ref}&amp;way=from") in shown
    fragment = desk.get(page(asked, "related/"), headers={"HX-Request": "true"}).text
    assert alike.ref in fragment
    assert "<h1" not in fragment
    link(ticket=asked, other=alike, by=amir)
    assert suggestions(user=amir, ticket=asked, known={alike.pk}) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_related_page_asks_as_much_for_three_as_for_one(desk, amir, rows, django_assert_num_queries):
    ticket = make_ticket("Bruised dragonfruit", email="r@example.org")
    for _ in range(rows):
        make_ticket("Dragonfruit, bruised")
        make_ticket(email="r@example.org")
        link(ticket=ticket, other=make_ticket(), by=amir)
    drain()
    with django_assert_num_queries(12):
        desk.get(page(ticket, "related/"))


def test_a_finished_case_is_opened_again_with_a_reason(desk, amir):
    case = make_ticket()
    assert "reopening/" not in desk.get(page(case)).text
    close_ticket(ticket=case, by=amir, reason=Reason.SPAM)
    assert "reopening/" in desk.get(page(case)).text
    assert desk.post(page(case, "reopening/"), {"reason": ""}).status_code == 422
    assert desk.post(page(case, "reopening/"), {"reason": "mistake"}).status_code == 303
    shown = desk.get(page(case)).text
    assert "Amir opened it again: Finished by mistake" in shown
    assert desk.post(page(case, "reopening/"), {"reason": "mistake"}).status_code == 409
    merge(source=case, target=make_ticket(), by=amir)
    assert "reopening/" not in desk.get(page(case)).text


def test_programs_do_the_same(api, amir, case):
    second = case.messages.latest("id")
    made = api.post(f"/api/tickets/{case.ref}/splits/", {"messages": [second.pk]}, format="json")
    new = Ticket.objects.get(follows=case)
    assert (made.status_code, made.json()["ref"]) == (201, new.ref)
    assert api.post(f"/api/tickets/{case.ref}/splits/", {"messages": [second.pk]}, format="json").status_code == 409
    assert api.post(f"/api/tickets/{case.ref}/splits/", {"messages": "x"}, format="json").status_code == 422
    links = f"/api/tickets/{case.ref}/links/"
    assert [one["ref"] for one in api.post(links, {"other": new.ref}, format="json").json()] == [new.ref]
    assert [one["ref"] for one in api.get(links).json()] == [new.ref]
    assert api.delete(f"{links}{new.ref}/").status_code == 204
    assert api.get(links).json() == []
    assert [one["ref"] for one in api.get(f"/api/tickets/{new.ref}/related/").json()] == [case.ref]
    reply(ticket=case, author=amir, body="Done.", then_resolve=True)
    again = api.put(f"/api/tickets/{case.ref}/reopening/", {"reason": "not_solved"}, format="json")
    assert (again.status_code, again.json()["status"]) == (200, Status.OPEN)
    assert api.put(f"/api/tickets/{case.ref}/reopening/", {"reason": "why"}, format="json").status_code == 422
    assert api.put(f"/api/tickets/{case.ref}/reopening/", {"reason": "mistake"}, format="json").status_code == 409


def test_what_was_split_off_is_found_by_its_words_only_there(desk, amir, case):
    new = split(ticket=case, message_ids=[case.messages.latest("id").pk], by=amir)
    drain()
    shown = desk.get("/console/inbox/", {"text": "invoice"}).text
    assert new.ref in shown
    assert case.ref not in shown
