"""Joining the staff: invited, mailed, accepted once."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from accounts.actions.invite_person import invite_person
from accounts.models import Invitation, User
from accounts.rules.roles import Role
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from feedback_site.kit.tokens import hash_token
from notifications.models import Delivery, LoggedEvent
from tests.support.drain import drain
from tests.support.threads import at_once

ANSWERS = {"name": "Nora", "password": "four words in a row", "language": "en", "timezone": "Europe/Berlin"}


@pytest.fixture
def invite(ada):
    """Invite somebody and let the mail be written; returns the row and the link's path."""

    def send(email="Nora@Example.org", role=Role.AGENT, language="en"):
        invitation = invite_person(email=email, role=role, language=language, invited_by=ada)
        drain()
        invitation.refresh_from_db()
        mail = Delivery.objects.get(key=f"invitation:{invitation.pk}")
        return invitation, re.search(r"/accounts/invitation/[^/\s]+/", mail.text).group()

    return send


def test_an_invitation_is_written_down_and_mailed(invite, ada, settings):
    invitation, path = invite()
    mail = Delivery.objects.get()
    assert (invitation.email, invitation.role) == ("nora@example.org", "agent")
    assert invitation.expires_at - invitation.created_at == timedelta(days=settings.INVITATION_DAYS)
    assert (mail.to, mail.subject, mail.kind, mail.language) == ("nora@example.org", "Join Huiyin", "invitation", "en")
    assert mail.text.count(f"{settings.SITE_URL}{path}") == 1
    assert f'href="{settings.SITE_URL}{path}"' in mail.html
    event = LoggedEvent.objects.get()
    assert (event.name, event.payload, event.actor_id) == (
        "accounts.person_invited",
        {"invitation_id": invitation.pk, "role": "agent"},
        ada.pk,
    )


def test_only_the_hash_of_the_link_is_kept(invite):
    invitation, path = invite()
    token = path.split("/")[-2]
    assert invitation.token_hash == hash_token(token)
    assert token not in json.dumps(list(LoggedEvent.objects.values("payload")))


def test_the_mail_speaks_the_language_that_was_chosen(invite):
    invite(language="zh-hans")
    mail = Delivery.objects.get()
    assert (mail.language, 'lang="zh-hans"' in mail.html) == ("zh-hans", True)


def test_a_replayed_event_leaves_the_link_alone(invite):
    invitation, _path = invite()
    from accounts.subscribers import mail_invitations
    from notifications.queries.settled_events import recorded

    mail_invitations(recorded([LoggedEvent.objects.get().pk]))
    assert Invitation.objects.get().token_hash == invitation.token_hash
    assert Delivery.objects.count() == 1


def test_opening_the_link_changes_nothing(invite, sam, django_assert_num_queries):
    _invitation, path = invite()
    before = list(Invitation.objects.values()), User.objects.count(), LoggedEvent.objects.count()
    response = sam.get(path)
    assert response.status_code == 200
    assert "nora@example.org" in response.content.decode()
    assert sam.head(path).status_code == 200
    assert (list(Invitation.objects.values()), User.objects.count(), LoggedEvent.objects.count()) == before
    assert "no-cache" in response["Cache-Control"]


def test_accepting_makes_the_account_and_signs_in(invite, sam):
    invitation, path = invite()
    response = sam.post(path, ANSWERS)
    assert (response.status_code, response["Location"]) == (303, "/console/")
    user = User.objects.get(email="nora@example.org")
    assert (user.name, user.role, user.language, user.timezone, user.check_password(ANSWERS["password"])) == (
        "Nora",
        "agent",
        "en",
        "Europe/Berlin",
        True,
    )
    assert sam.get("/console/profile/").status_code == 200
    event = LoggedEvent.objects.order_by("pk").last()
    assert (event.name, event.payload, event.actor_id) == (
        "accounts.invitation_accepted",
        {"invitation_id": invitation.pk, "user_id": user.pk, "role": "agent"},
        user.pk,
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"password": "short"}, "too short"),
        ({"password": "1234567890"}, "numeric"),
        ({"name": ""}, "required"),
        ({"timezone": "Mars/Olympus"}, "valid choice"),
        ({"language": "tlh"}, "valid choice"),
    ],
)
def test_a_mistake_is_told_and_makes_no_account(invite, sam, wrong, told):
    _invitation, path = invite()
    response = sam.post(path, ANSWERS | wrong, headers={"Accept-Language": "en"})
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not User.objects.filter(email="nora@example.org").exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_works_once(invite, sam, method):
    _invitation, path = invite()
    sam.post(path, ANSWERS)
    response = getattr(Client(headers={"Accept-Language": "en"}), method)(path, ANSWERS if method == "post" else None)
    assert response.status_code == 410
    assert "accepted already" in response.content.decode()
    assert User.objects.filter(email="nora@example.org").count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_expires(invite, sam, method, settings):
    invitation, path = invite()
    with clock.at(invitation.expires_at):
        response = getattr(sam, method)(path, ANSWERS if method == "post" else None, headers={"Accept-Language": "en"})
    assert response.status_code == 410
    assert "expired" in response.content.decode()
    with clock.at(invitation.expires_at - timedelta(seconds=1)):
        assert sam.get(path).status_code == 200


@pytest.mark.parametrize("token", ["x", "A" * 27, "%00", "é" * 30, "x" * 5_000])
def test_a_forged_link_is_told_clearly(db, sam, token):
    response = sam.get(f"/accounts/invitation/{token}/", headers={"Accept-Language": "en"})
    assert response.status_code == 404
    assert "do not know this link" in response.content.decode()


def test_inviting_again_replaces_the_older_link(invite, sam):
    _first, old = invite()
    _second, new = invite(role=Role.MANAGER)
    response = sam.get(old, headers={"Accept-Language": "en"})
    assert (response.status_code, "withdrawn or replaced" in response.content.decode()) == (410, True)
    sam.post(new, ANSWERS)
    assert User.objects.get(email="nora@example.org").role == "manager"


def test_somebody_with_an_account_is_not_invited(ada, amir):
    with pytest.raises(Conflict):
        invite_person(email="AMIR@example.org", role=Role.MANAGER, language="en", invited_by=ada)
    assert (Invitation.objects.count(), LoggedEvent.objects.count()) == (0, 0)


def test_an_account_made_meanwhile_is_not_taken_over(invite, sam, make_user):
    _invitation, path = invite()
    nora = make_user("Nora", "respondent")
    assert sam.post(path, ANSWERS).status_code == 409
    nora.refresh_from_db()
    assert nora.role == "respondent"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_account(invite):
    _invitation, path = invite()
    answers = at_once(*[lambda: Client().post(path, ANSWERS).status_code] * 3)
    assert sorted(answers) == [303, 410, 410]
    assert User.objects.filter(email="nora@example.org").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_invite_the_same_person_at_once(ada):
    def act():
        return invite_person(email="nora@example.org", role=Role.AGENT, language="en", invited_by=ada)

    results = at_once(act, act, act)
    assert {type(result) for result in results} <= {Invitation, Conflict}
    assert Invitation.objects.open().count() == 1


def test_the_screen_invites(client_for, ada):
    client = client_for(ada)
    assert client.get("/console/people/invitations/").status_code == 200
    response = client.post(
        "/console/people/invitations/",
        {"email": "nora@example.org", "role": "agent", "language": "zh-hans"},
        follow=True,
    )
    assert response.redirect_chain == [("/console/people/", 303)]
    assert "is on its way" in response.content.decode()
    assert "nora@example.org" in response.content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.invited_by, invitation.language, invitation.token_hash) == (ada, "zh-hans", None)


@pytest.mark.parametrize(
    "wrong",
    [{"email": "ada@example.org"}, {"email": "nobody"}, {"role": "respondent"}, {"role": "king"}, {"language": ""}],
)
def test_the_screen_tells_mistakes(client_for, ada, wrong):
    wish = {"email": "nora@example.org", "role": "agent", "language": "en"} | wrong
    assert client_for(ada).post("/console/people/invitations/", wish).status_code == 422
    assert Invitation.objects.count() == 0


def test_the_screen_withdraws(client_for, ada, invite, sam):
    invitation, path = invite()
    client = client_for(ada)
    withdrawal = f"/console/people/invitations/{invitation.pk}/withdrawal/"
    assert "no longer works" in client.post(withdrawal, follow=True).content.decode()
    assert sam.get(path).status_code == 410
    assert "no longer open" in client.post(withdrawal, follow=True).content.decode()
    assert LoggedEvent.objects.filter(name="accounts.invitation_withdrawn").count() == 1


def test_a_manager_sees_invitations_but_makes_none(client_for, max_, invite):
    invitation, _path = invite()
    client = client_for(max_)
    assert "nora@example.org" in client.get("/console/people/").content.decode()
    assert client.get("/console/people/invitations/").status_code == 403
    assert client.post(f"/console/people/invitations/{invitation.pk}/withdrawal/").status_code == 403
