"""Held mails that belong to no case: nobody puts them away without a word, whatever they press."""

import pytest

from feedback.actions.incoming.decide import Decision, decide
from feedback.models import IncomingMail, Ticket
from feedback.queries.mail.signed_names import reporter_address, staff_address
from feedback_site.kit.problems import Conflict
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter, receive

pytestmark = pytest.mark.django_db
LOST = {"en": "It belongs to no case", "zh-hans": "这封邮件不属于任何反馈"}


@pytest.fixture(autouse=True)
def _receives_mail(settings):
    settings.MAIL_ADDRESS, settings.MAIL_STAFF_REPLIES = "help@example.org", True


@pytest.fixture
def to_nobodys_case(amir):
    return receive(letter(to=staff_address("2222-2222", amir.pk)))


@pytest.mark.parametrize("language", list(LOST))
def test_accepting_what_has_no_case_is_a_conflict_in_the_readers_language(to_nobodys_case, amir, client_for, language):
    amir.language = language
    amir.save()
    client, url = client_for(amir), f"/console/incoming/{to_nobodys_case.pk}/decision/"
    answer = client.post(url, {"decision": "accept"})
    assert (answer.status_code, LOST[language] in answer.content.decode()) == (409, True)
    told = client.put(
        f"/api/incoming/{to_nobodys_case.pk}/decision/",
        {"decision": "accept"},
        content_type="application/json",
        headers={"Accept-Language": language},
    )
    assert (told.status_code, LOST[language] in told.json()["detail"]) == (409, True)
    to_nobodys_case.refresh_from_db()
    assert (to_nobodys_case.state, to_nobodys_case.why, to_nobodys_case.decided_by) == ("held", "", None)
    assert client.post(url, {"decision": "discard", "reason": "old"}).status_code == 303


def test_a_colleagues_answer_to_no_case_never_becomes_one(to_nobodys_case, amir):
    with pytest.raises(Conflict):
        decide(mail=to_nobodys_case, by=amir, decision=Decision.OWN)
    assert Ticket.objects.count() == 0


def test_a_strangers_mail_whose_case_is_gone_can_still_have_its_own(amir):
    gone = make_ticket(email="rosa@example.org")
    row = receive(letter(sender="mallory@example.net", to=reporter_address(gone.ref)))
    IncomingMail.objects.filter(pk=row.pk).update(ticket=None)
    with pytest.raises(Conflict):
        decide(mail=row, by=amir, decision=Decision.ACCEPT)
    assert decide(mail=row, by=amir, decision=Decision.OWN).ticket.contact.email == "mallory@example.net"
