"""Mails that came in, for programs: the same trays, words and verbs as on the pages."""

import pytest

from feedback.actions.incoming import take_mail as taking
from feedback.models import Ticket
from feedback.queries.mail.signed_names import reporter_address
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter, letter_with_files, receive

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]
MALLORY = "Mallory <mallory@example.net>"


@pytest.fixture
def ticket():
    return make_ticket(email="rosa@example.org")


@pytest.fixture
def hold(ticket):
    return lambda text: receive(letter(text, sender=MALLORY, to=reporter_address(ticket.ref)))


def put(client, mail, **wish):
    return client.put(f"/api/incoming/{mail.pk}/decision/", wish, content_type="application/json")


def test_a_tray_is_read_page_by_page(hold, ticket, amir, client_for):
    made = [hold(f"text {number}").pk for number in range(60)]
    receive(letter("From Rosa."))
    client = client_for(amir)
    first = client.get("/api/incoming/?tray=held").json()
    second = client.get(f"/api/incoming/?tray=held&cursor={first['next']}").json()
    assert [row["id"] for row in first["results"] + second["results"]] == made[::-1]
    assert (first["previous"], second["next"]) == (None, None)
    line = first["results"][0]
    assert [line[name] for name in ("state", "sender", "ticket")] == ["held", "mallory@example.net", ticket.ref]
    assert len(client.get("/api/incoming/?tray=taken").json()["results"]) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_tray_asks_the_same_for_many(hold, count, amir, client_for, django_assert_num_queries):
    for number in range(count):
        hold(f"text {number}")
    client = client_for(amir)
    client.get("/api/incoming/")
    with django_assert_num_queries(3):
        assert len(client.get("/api/incoming/").json()["results"]) == count


def test_a_mail_is_shown_as_text(ticket, amir, client_for):
    text = "At home.\n\nOn Sun, 22 Nov 2026 at 09:00, Support wrote:\n> Where is it?\n"
    row = receive(letter_with_files({"run.exe": b"MZ"}, text, sender=MALLORY, to=reporter_address(ticket.ref)))
    shown = client_for(amir).get(f"/api/incoming/{row.pk}/").json()
    assert (shown["contents"]["text"], shown["contents"]["files"]) == ("At home.", ["run.exe"])
    assert "> Where is it?" in shown["contents"]["folded"]
    assert client_for(amir).get("/api/incoming/987654/").status_code == 404


def test_accepting_it(hold, ticket, amir, client_for):
    row = hold("Me too.")
    answer = put(client_for(amir), row, decision="accept")
    assert (answer.status_code, answer.json()["state"], answer.json()["ticket"]) == (200, "taken", ticket.ref)
    assert ticket.messages.latest("id").body == "Me too."
    assert put(client_for(amir), row, decision="own").status_code == 409


def test_a_case_of_its_own(hold, ticket, amir, client_for):
    answer = put(client_for(amir), hold("Me too."), decision="own").json()
    own = Ticket.objects.get(ref=answer["ticket"])
    assert (own == ticket, own.contact.email) == (False, "mallory@example.net")


def test_putting_it_away_wants_a_reason(hold, amir, client_for):
    row = hold("Buy!")
    refused = put(client_for(amir), row, decision="discard")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["reason"])
    assert put(client_for(amir), row, decision="burn").status_code == 422
    done = put(client_for(amir), row, decision="discard", reason="spam").json()
    assert (done["state"], done["why"]) == ("discarded", "spam")


def test_trying_again(monkeypatch, amir, client_for):
    def fail(**_):
        raise ValueError("bad")

    with monkeypatch.context() as patched:
        patched.setattr(taking, "act", fail)
        row = receive(letter())
    client, url = client_for(amir), f"/api/incoming/{row.pk}/retry/"
    assert (client.post(url).json()["state"], client.post(url).status_code) == ("taken", 409)
    assert Ticket.objects.count() == 1


def test_the_bytes_are_for_managers(hold, amir, max_, client_for):
    row = hold("Me too.")
    url = f"/api/incoming/{row.pk}/raw/"
    answer = client_for(max_).get(url)
    assert (answer.content, answer["Content-Type"]) == (bytes(row.raw.content), "application/octet-stream")
    assert client_for(amir).get(url).status_code == 403
