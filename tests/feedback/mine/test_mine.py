"""“My feedback”: asked for by mail, read by link, taken along, erased."""

import json
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from feedback.actions.reply import reply
from feedback.actions.write_note import write_note
from feedback.models import Attachment, Contact, FollowUp, LinkWish, Message, SearchDocument, Ticket, Wait
from feedback.queries.mine.links import mine_token
from feedback.queries.private_links import claim_token, rate_token
from feedback.rules.search.terms import query_terms
from feedback.tasks import answer_wishes
from feedback_site.kit import clock
from feedback_site.kit.tokens import sign, uuid7
from notifications.models import Delivery, LoggedEvent
from tests.factories.feedback import make_follow_up, make_ticket
from tests.feedback.files.samples import upload
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
ROSA = "rosa@example.org"
ASK = "/feedback/mine/"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    """Files of the test, and of nobody else."""
    settings.MEDIA_ROOT = str(tmp_path)


def mine(rest="", email=ROSA):
    return f"/feedback/mine/{mine_token(Contact.objects.get(email=email))}/{rest}"


def links():
    return Delivery.objects.filter(kind="my_feedback")


def test_the_answer_is_the_same_known_or_not(sam, django_assert_num_queries):
    make_ticket(email=ROSA)
    said = []
    for address in (ROSA, "stranger@example.org"):
        with django_assert_num_queries(3):
            answer = sam.post(ASK, {"email": address})
        said.append((answer.status_code, answer.url))
    assert said == [(303, "/feedback/mine/sent/")] * 2
    assert answer_wishes() == 2
    assert [mail.to for mail in links()] == [ROSA]
    assert not LinkWish.objects.exists()


def test_the_mail_comes_in_the_language_of_who_asks_and_opens_the_cases(sam):
    ticket = make_ticket("The lamp is broken.", email=ROSA)
    Client(headers={"accept-language": "zh-hans"}).post(ASK, {"email": " Rosa@Example.org "})
    answer_wishes()
    mail = links().get()
    assert (mail.subject, mail.language) == ("您的反馈链接", "zh-hans")
    [link] = [word for word in mail.text.split() if "/feedback/mine/" in word]
    page = sam.get(link.partition("localhost:8000")[2] or "/" + link.split("/", 3)[3])
    assert page.status_code == 200
    assert f"/feedback/case/{claim_token(ticket)}/" in page.text


def test_an_address_gets_three_links_an_hour(sam):
    make_ticket(email=ROSA)
    for _ in range(3):
        sam.post(ASK, {"email": ROSA})
        sam.post(ASK, {"email": ROSA})
        answer_wishes()
    assert links().count() == 3
    with clock.at(clock.now() + timedelta(minutes=61)):
        sam.post(ASK, {"email": ROSA})
        answer_wishes()
    assert links().count() == 4


def test_no_address_is_told(sam):
    assert sam.post(ASK, {"email": "rosa@"}).status_code == 422
    assert not LinkWish.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_shows_own_cases_alone_and_asks_three_questions(sam, amir, rows, django_assert_num_queries):
    other = make_ticket("Not mine.", email="other@example.org")
    for _ in range(rows):
        follow_up = make_follow_up(amir, email=ROSA)
    path = mine()
    before = LoggedEvent.objects.count()
    with django_assert_num_queries(3):
        page = sam.get(path)
    assert page.text.count("/feedback/rate/") == rows
    assert rate_token(follow_up) in page.text
    assert other.ref not in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert LoggedEvent.objects.count() == before


@pytest.mark.parametrize("rest", ["", "export/", "erasure/"])
def test_a_link_ends_and_cannot_be_made_up(sam, rest):
    make_ticket(email=ROSA)
    path = mine(rest)
    contact = Contact.objects.get()
    with clock.at(clock.now() + timedelta(hours=4, seconds=1)):
        assert sam.get(path).status_code == 410
        assert sam.post(path).status_code in (405, 410)
    for bad in ("x", "x" * 200, sign("claim", f"{contact.pk}.99999999999"), mine_token(contact)[:-1]):
        assert sam.get(f"/feedback/mine/{bad}/{rest}").status_code == 404
    assert Contact.objects.get().erased_at is None


def story(amir):
    """Two cases of Rosa with everything that can hang on one."""
    make_follow_up(amir, 4, "Rosa's comment", email=ROSA, name="Rosa", body="Zebra lamp.")
    ticket = make_ticket("Giraffe chair.", email=ROSA, language="zh-hans")
    write_note(ticket=ticket, author=amir, body="Rosa is cross.")
    Client().post(
        f"/feedback/case/{claim_token(ticket)}/",
        {"body": "Look.", "submission_id": str(uuid7()), "enclosed": upload("rosa.png")},
    )
    reply(ticket=ticket, author=amir, body="Dear Rosa.")
    drain()
    return ticket


def test_everything_can_be_taken_along(sam, amir):
    story(amir)
    answer = sam.get(mine("export/"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-feedback.json"'
    told = json.loads(answer.content)
    assert (told["name"], told["email"]) == ("Rosa", ROSA)
    assert [message["text"] for message in told["cases"][1]["messages"]] == ["Giraffe chair.", "Look.", "Dear Rosa."]
    assert told["cases"][1]["messages"][1]["files"][0]["name"] == "rosa.png"
    assert told["cases"][0]["satisfaction"][0]["comment"] == "Rosa's comment"
    assert "cross" not in answer.text


def test_erasing_asks_first_and_leaves_numbers_alone(sam, amir, django_capture_on_commit_callbacks):
    ticket, path = story(amir), mine("erasure/")
    kept = make_ticket("Somebody else's.", email="other@example.org")
    figures = (Ticket.objects.count(), Message.objects.count(), Wait.objects.count())
    file = Attachment.objects.get().file.name
    assert sam.get(path).status_code == 200
    assert Contact.objects.get(email=ROSA).erased_at is None
    with django_capture_on_commit_callbacks(execute=True):
        assert sam.post(path).url == "/feedback/mine/erased/"
    assert (Ticket.objects.count(), Message.objects.count(), Wait.objects.count()) == figures
    contact = Contact.objects.get(erased_at__isnull=False)
    assert (contact.name, contact.email, contact.timezone) == ("", None, "")
    assert set(ticket.messages.values_list("body", flat=True)) == {"已应本人要求删除。"}
    assert FollowUp.objects.values_list("score", "comment").get() == (4, "")
    assert (Attachment.objects.count(), default_storage.exists(file)) == (0, False)
    assert not Delivery.objects.filter(to=ROSA).exists()
    for word in ("giraffe", "zebra", "rosa"):
        assert not SearchDocument.objects.filter(terms__contains=query_terms(word)).exists()
    assert kept.messages.get().body == "Somebody else's."
    assert sam.get(path).status_code == 410
    assert "Giraffe" not in sam.get(f"/feedback/case/{claim_token(ticket)}/").text
    event = LoggedEvent.objects.get(name="feedback.contact_erased")
    assert (event.payload, event.actor_id) == ({"contact_id": contact.pk, "tickets": 2}, None)


def test_the_log_never_held_the_persons_words(sam, amir):
    story(amir)
    sam.post(mine("erasure/"))
    payloads = json.dumps(list(LoggedEvent.objects.values_list("payload", flat=True)), ensure_ascii=False).lower()
    assert [word for word in ("rosa", "zebra", "giraffe", "cross", "example.org") if word in payloads] == []


def test_who_is_erased_may_come_again(sam, amir):
    story(amir)
    sam.post(mine("erasure/"))
    again = make_ticket("I am back.", email=ROSA)
    assert (again.contact.erased_at, Contact.objects.filter(email=ROSA).count()) == (None, 1)
