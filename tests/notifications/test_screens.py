"""The staff's windows on mail and events."""

import pytest
from django.urls import reverse

from notifications.actions.mark_undeliverable import mark_undeliverable
from notifications.actions.read_events import read_events
from notifications.models import Delivery, ParkedEvent, UndeliverableAddress

LINK = "http://localhost:8000/feedback/case/Zq3kX9f8aVbn2LmQw81TyUiOp0A/"
BLOTTED = "http://localhost:8000/feedback/case/•••/"


@pytest.fixture
def poison(add_reader, happen):
    """A parked event whose reader is mended by clearing the set."""
    broken = {1}

    def fail(batch):
        if broken:
            raise ValueError("poison <b>here</b>")

    add_reader("tests.poison", fail)
    happen(1)
    read_events()
    return broken


def test_mail_says_what_comes_here_while_it_is_empty(client_for, max_):
    response = client_for(max_).get("/console/mail/")
    assert "No mail here" in response.content.decode()


def test_mail_is_listed_newest_first_and_by_state(client_for, max_, make_mail):
    make_mail(subject="First")
    (second,) = make_mail(subject="Second")
    Delivery.objects.filter(pk=second.pk).update(state="failed", reason="refused")
    client = client_for(max_)
    page = client.get("/console/mail/").content.decode()
    assert page.index("Second") < page.index("First")
    failed = client.get("/console/mail/?state=failed").content.decode()
    assert ("Second" in failed, "First" in failed) == (True, False)
    assert "First" in client.get("/console/mail/?state=nonsense").content.decode()


def test_mail_pages_forward_and_back(client_for, max_, make_mail):
    make_mail(60)
    client = client_for(max_)
    first = client.get("/console/mail/").context["page"]
    second = client.get("/console/mail/", {"cursor": first.next_cursor}).context["page"]
    assert (len(first.items), len(second.items), second.next_cursor) == (50, 10, None)
    again = client.get("/console/mail/", {"cursor": second.previous_cursor}).context["page"]
    assert [row.pk for row in again.items] == [row.pk for row in first.items]
    assert client.get("/console/mail/?cursor=nonsense").status_code == 400


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(client_for, max_, make_mail, django_assert_num_queries, count):
    make_mail(count)
    client = client_for(max_)
    with django_assert_num_queries(3):  # session, user, mails
        client.get("/console/mail/")


def test_a_manager_sees_that_there_is_a_link_but_not_which(client_for, max_, make_mail):
    (row,) = make_mail(text=f"Your case: {LINK}", html=f'<a href="{LINK}">case</a>')
    client = client_for(max_)
    page = client.get(reverse("notifications:delivery", args=[row.pk])).content.decode()
    assert (BLOTTED in page, LINK in page) == (True, False)
    html = client.get(reverse("notifications:delivery-html", args=[row.pk])).content.decode()
    assert html == f'<a href="{BLOTTED}">case</a>'


def test_an_administrator_passes_a_kept_link_on(client_for, ada, make_mail):
    (row,) = make_mail(text=f"Your case: {LINK}")
    client = client_for(ada)
    assert LINK in client.get(reverse("notifications:delivery", args=[row.pk])).content.decode()
    Delivery.objects.update(state="queued")
    assert LINK not in client.get(reverse("notifications:delivery", args=[row.pk])).content.decode()


def test_a_mails_html_is_locked_in(client_for, max_, make_mail):
    (row,) = make_mail(html="<script>alert(1)</script><style>p { color: red }</style><p>Hello</p>")
    client = client_for(max_)
    page = client.get(reverse("notifications:delivery", args=[row.pk])).content.decode()
    assert '<iframe class="mail-frame" sandbox=""' in page
    assert "alert(1)" not in page
    response = client.get(reverse("notifications:delivery-html", args=[row.pk]))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_text_is_shown_as_text(client_for, max_, make_mail):
    (row,) = make_mail(text="<script>alert(1)</script>")
    page = client_for(max_).get(reverse("notifications:delivery", args=[row.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in page


def test_a_failed_mail_is_queued_again(client_for, ada, make_mail, mail_server):
    (row,) = make_mail()
    Delivery.objects.update(state="failed", reason="refused", error="550 No")
    client = client_for(ada)
    assert "Send again" in client.get(reverse("notifications:delivery", args=[row.pk])).content.decode()
    response = client.post(reverse("notifications:delivery-retry", args=[row.pk]))
    assert (response.status_code, response["Location"]) == (303, f"/console/mail/{row.pk}/")
    row.refresh_from_db()
    assert (row.state, row.error) == ("queued", "")


def test_a_manager_reads_mail_but_does_not_send_it_again(client_for, max_, make_mail):
    (row,) = make_mail()
    assert client_for(max_).post(reverse("notifications:delivery-retry", args=[row.pk])).status_code == 403


def test_events_show_readers_log_and_that_nothing_is_parked(client_for, ada, add_reader, happen):
    add_reader("tests.a")
    happen(1, 2)
    page = client_for(ada).get("/console/events/")
    text = page.content.decode()
    assert "Nothing is parked" in text
    assert "tests.happened" in text
    progress = {row.reader: row for row in page.context["readers"]}["tests.a"]
    assert (progress.unread, progress.parked, progress.known) == (2, 0, True)
    assert progress.oldest_unread is not None
    read_events()
    progress = {row.reader: row for row in client_for(ada).get("/console/events/").context["readers"]}["tests.a"]
    assert (progress.unread, progress.oldest_unread) == (0, None)


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_however_long(client_for, ada, happen, django_assert_num_queries, count):
    happen(*range(count))
    client = client_for(ada)
    with django_assert_num_queries(5):  # session, user, readers, parked, log
        client.get("/console/events/")


def test_a_parked_event_is_shown_with_its_traceback_and_retried(client_for, ada, poison):
    client = client_for(ada)
    parked = ParkedEvent.objects.get()
    assert "tests.poison" in client.get("/console/events/").content.decode()
    page = client.get(f"/console/events/parked/{parked.pk}/").content.decode()
    assert "poison &lt;b&gt;here&lt;/b&gt;" in page
    assert "Traceback (most recent call last)" in page
    retry = f"/console/events/parked/{parked.pk}/retry/"
    response = client.post(retry, follow=True)
    assert response.redirect_chain == [(f"/console/events/parked/{parked.pk}/", 303)]
    assert "did not take" in response.content.decode()
    poison.clear()
    assert "took the event" in client.post(retry, follow=True).content.decode()
    parked.refresh_from_db()
    assert (parked.attempts, parked.solved_at is None) == (2, False)
    assert "Nothing is parked" in client.get("/console/events/parked/").content.decode()
    assert "tests.poison" in client.get("/console/events/parked/?solved=yes").content.decode()


def test_what_is_not_there_is_a_404(client_for, ada):
    client = client_for(ada)
    assert [
        client.get("/console/mail/7/").status_code,
        client.get("/console/mail/7/html/").status_code,
        client.post("/console/mail/7/retry/").status_code,
        client.get("/console/events/parked/7/").status_code,
        client.post("/console/events/parked/7/retry/").status_code,
    ] == [404] * 5


def test_mail_is_found_by_kind_and_address(client_for, max_, make_mail):
    make_mail(subject="Your week", kind="digest", to="Rosa@example.org")
    make_mail(subject="Are you content?", kind="follow_up", to="amir@example.org")
    client = client_for(max_)

    def found(**wish):
        page = client.get("/console/mail/", wish).content.decode()
        return "Your week" in page, "Are you content?" in page

    assert found(kind="digest") == (True, False)
    assert found(address=" ROSA@example.org") == (True, False)
    assert found(kind="digest", address="amir@example.org") == (False, False)
    assert "No mail fits what you chose." in client.get("/console/mail/?kind=none").content.decode()


def test_all_failed_of_a_filter_are_queued_again(client_for, ada, make_mail, mail_server):
    make_mail(2, kind="digest")
    make_mail(kind="follow_up")
    Delivery.objects.update(state="failed", reason="refused")
    client = client_for(ada)
    assert "Send all of these again" in client.get("/console/mail/?state=failed&kind=digest").content.decode()
    response = client.post("/console/mail/retry/", {"state": "failed", "kind": "digest"})
    assert (response.status_code, response["Location"]) == (303, "/console/mail/?state=failed&kind=digest&address=")
    assert sorted(Delivery.objects.values_list("kind", "state", "reason")) == [
        ("digest", "queued", ""),
        ("digest", "queued", ""),
        ("follow_up", "failed", "refused"),
    ]


def test_why_a_mail_was_held_back_is_told(client_for, max_, make_mail):
    (row,) = make_mail()
    Delivery.objects.update(state="suppressed", reason="too_many")
    client = client_for(max_)
    told = "Too many automatic mails to this address within an hour"
    assert told in client.get("/console/mail/").content.decode()
    assert told in client.get(f"/console/mail/{row.pk}/").content.decode()


def test_addresses_that_take_no_mail_are_listed_and_lifted(client_for, ada, max_, db):
    mark_undeliverable("rosa@example.org", status="5.1.1", why="No <b>such</b> user")
    page = client_for(max_).get("/console/mail/addresses/").content.decode()
    assert ("5.1.1 No &lt;b&gt;such" in page, "Send there again" in page) == (True, False)
    client = client_for(ada)
    row = UndeliverableAddress.objects.get()
    assert "Send there again" in client.get("/console/mail/addresses/").content.decode()
    assert client.post(f"/console/mail/addresses/{row.pk}/lift/").status_code == 303
    assert "Every address takes mail" in client.get("/console/mail/addresses/").content.decode()


def test_programs_read_mails_without_their_words_and_retry_them(client_for, ada, make_mail, mail_server):
    (row,) = make_mail(kind="digest")
    Delivery.objects.update(state="failed", reason="refused")
    client = client_for(ada)
    (found,) = client.get("/api/mail/", {"state": "failed", "kind": "digest"}).json()["results"]
    assert (found["id"], found["state"], found["reason"]) == (row.pk, "failed", "refused")
    assert not {"text", "html", "reply_to", "message_id"} & set(found)
    assert client.post(f"/api/mail/{row.pk}/retry/").json() == {"queued": 1}
    assert client.post(f"/api/mail/{row.pk}/retry/").json() == {"queued": 0}
    assert client.get("/api/mail/?state=failed").json()["results"] == []
