"""Nobody reads or changes what is not theirs: by page, API, link of a file, private link, export or search."""

import json

import pytest

from accounts.actions.create_api_token import create_api_token
from feedback.actions.drafts.keep_draft import keep_draft
from feedback.actions.fields.save_field import save_field
from feedback.actions.fields.set_fields import set_fields
from feedback.actions.reply import reply
from feedback.actions.write_note import write_note
from feedback.models import Attachment, BulkChange, Contact, Draft, SavedView, Ticket
from feedback.queries.mine.links import mine_token
from feedback.queries.private_links import claim_token
from feedback.rules.custom_fields import FieldKind
from feedback.rules.names import Kind
from feedback_site.kit.tokens import uuid7
from notifications.models import Delivery
from tests.factories.feedback import make_ticket
from tests.feedback.files.samples import upload
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
SECRETS = ("NOTESECRET", "DRAFTSECRET", "FIELDSECRET")


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def send(client_for):
    def send(user, method, path, body=None):
        return client_for(user).generic(method, path, json.dumps(body or {}), content_type="application/json")

    return send


@pytest.fixture
def two(ada, amir):
    """Two reporters' cases, one with all that only staff may read."""
    mine, theirs = (make_ticket(f"BODY{name}", name=name, email=f"{name}@example.org".lower()) for name in ("Li", "Wu"))
    for ticket in (mine, theirs):
        reply(ticket=ticket, author=amir, body=f"ANSWER{ticket.contact.name}")
        write_note(ticket=ticket, author=amir, body="NOTESECRET")
        keep_draft(ticket=ticket, user=amir, kind=Kind.REPLY, body="DRAFTSECRET")
    field = save_field(name="Order", kind=FieldKind.TEXT, by=ada)
    set_fields(ticket=mine, values={field.pk: "FIELDSECRET"}, by=amir)
    drain()
    return mine, theirs


def case(ticket, rest=""):
    return f"/feedback/case/{claim_token(ticket)}/{rest}"


def of_contact(name, rest=""):
    return f"/feedback/mine/{mine_token(Contact.objects.get(name=name))}/{rest}"


# ---------------------------------------------------------------- reporters
def test_a_reporter_reads_their_own_words_and_answers_alone(sam, two):
    mine, _theirs = two
    for path in (case(mine), of_contact("Li"), of_contact("Li", "export/")):
        answer = sam.get(path)
        text = b"".join(answer).decode()
        assert answer.status_code == 200
        assert "BODYLi" in text
        assert [secret for secret in (*SECRETS, "BODYWu", "ANSWERWu") if secret in text] == []


def test_the_mails_to_reporters_hold_nothing_of_staffs(two):
    mails = Delivery.objects.filter(to__in=["li@example.org", "wu@example.org"])
    assert mails.exists()
    assert [mail.pk for mail in mails for secret in SECRETS if secret in mail.text + mail.html] == []


def test_one_link_opens_no_other_case_and_no_other_contacts_list(sam, two):
    mine, theirs = two
    token = claim_token(mine)
    made_up = [token[:-1] + ("A" if token[-1] != "A" else "B"), token[::-1], claim_token(theirs)[:10] + token[10:], "x"]
    assert {sam.get(f"/feedback/case/{wrong}/").status_code for wrong in made_up} == {404}
    assert sam.get(f"/feedback/mine/{token}/").status_code == 404
    assert sam.get(f"/feedback/rate/{token}/").status_code == 404
    crossed = f"/feedback/case/{mine_token(mine.contact)}/"
    assert sam.get(crossed).status_code == 404
    assert sam.post(crossed, {"body": "x", "submission_id": str(uuid7())}).status_code == 404
    assert Ticket.objects.count() == 2


def test_a_file_is_had_by_the_link_of_its_own_case_alone(sam, two):
    mine, theirs = two
    sam.post(case(theirs), {"body": "See.", "submission_id": str(uuid7()), "enclosed": upload()})
    key = Attachment.objects.get().key
    assert sam.get(case(mine, f"files/{key}/")).status_code == 404
    assert sam.get(f"/api/tickets/{theirs.ref}/files/{key}/").status_code == 401
    assert sam.get(f"/console/tickets/{theirs.ref}/files/{key}/").status_code == 302
    b"".join(sam.get(case(theirs, f"files/{key}/")))


def test_erasing_takes_ones_own_alone(sam, two):
    mine, theirs = two
    assert sam.post(of_contact("Li", "erasure/")).status_code == 303
    mine.contact.refresh_from_db()
    assert (mine.contact.name, mine.messages.filter(body="BODYLi").exists()) == ("", False)
    theirs.contact.refresh_from_db()
    assert (theirs.contact.name, theirs.messages.earliest("id").body) == ("Wu", "BODYWu")


@pytest.mark.parametrize("rest", ["", "drafts/", "files/", "clocks/", "fields/", "tags/"])
def test_a_respondent_with_an_account_reads_no_ticket_by_a_program(send, rosa, two, rest):
    assert send(rosa, "GET", f"/api/tickets/{two[0].ref}/{rest}").status_code == 403


@pytest.mark.parametrize("query", ["?text=BODYLi", "?view=open", "?field=1:FIELDSECRET", "?assignee=me"])
@pytest.mark.usefixtures("two")
def test_search_and_views_are_shut_to_strangers_and_respondents(sam, rosa, client_for, query):
    assert (sam.get(f"/console/inbox/{query}").status_code, sam.get(f"/api/tickets/{query}").status_code) == (302, 401)
    assert client_for(rosa).get(f"/console/inbox/{query}").status_code == 403
    assert client_for(rosa).get(f"/api/tickets/{query}").status_code == 403


# ---------------------------------------------------------------- colleagues
def test_an_agent_changes_ones_own_draft_alone(send, amir, max_, two):
    mine, _theirs = two
    for body in ("Mine now", ""):
        send(max_, "PUT", f"/api/tickets/{mine.ref}/drafts/", {"kind": "reply", "body": body})
        assert Draft.objects.get(ticket=mine, user=amir).body == "DRAFTSECRET"


def test_a_colleagues_view_change_of_many_and_token_are_theirs(send, client_for, amir, max_, two):
    view = SavedView.objects.create(name="Mine", owner=amir, wanted={"status": "open"})
    change = send(amir, "POST", "/api/inbox/bulk/", {"wish": "tag:x", "refs": [two[0].ref]}).json()["id"]
    token, _secret = create_api_token(owner=amir, label="Export")
    assert send(max_, "PUT", f"/api/inbox/views/{view.pk}/", {"name": "Yours"}).status_code == 404
    assert send(max_, "DELETE", f"/api/inbox/views/{view.pk}/").status_code == 404
    assert client_for(max_).get(f"/console/inbox/?view={view.pk}").status_code == 400
    assert send(max_, "GET", f"/api/inbox/bulk/{change}/").status_code == 404
    assert send(max_, "DELETE", f"/api/inbox/bulk/{change}/").status_code == 404
    assert send(max_, "DELETE", f"/api/profile/tokens/{token.pk}/").status_code == 404
    token.refresh_from_db()
    assert (SavedView.objects.get().name, BulkChange.objects.get().state, token.revoked_at) == ("Mine", "done", None)


def test_a_manager_makes_nobody_an_administrator(send, max_, amir):
    for path, body in (("role/", {"role": "administrator"}), ("access/", {"active": False})):
        assert send(max_, "PUT", f"/api/people/{amir.pk}/{path}", body).status_code == 403
    assert send(amir, "PATCH", "/api/profile/", {"role": "administrator"}).json()["role"] == "agent"
    amir.refresh_from_db()
    assert (amir.role, amir.is_active) == ("agent", True)
