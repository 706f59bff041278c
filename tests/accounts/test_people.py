"""The list of people; roles; shutting out and letting in."""

from itertools import pairwise

import pytest
from django.core.management import call_command

from accounts.actions.change_access import deactivate_person
from accounts.actions.change_role import change_role
from accounts.actions.create_api_token import create_api_token
from accounts.actions.lock_person import LastAdministrator
from accounts.models import User
from accounts.rules.roles import OWN, Role, may, permissions_of
from notifications.models import LoggedEvent
from tests.support.threads import at_once


def test_each_role_holds_what_the_lesser_roles_hold():
    held = [permissions_of(role) for role in Role]
    assert all(lesser < greater for lesser, greater in pairwise(held))
    assert permissions_of(Role.RESPONDENT) == frozenset()
    assert len(permissions_of(Role.ADMINISTRATOR)) == sum(map(len, OWN.values()))
    assert not any(may(role, "world.rule") for role in Role)


def test_who_may(ada, max_, amir, rosa):
    User.objects.filter(pk=max_.pk).update(is_active=False)
    assert set(User.objects.who_may("person.read")) == {ada}
    assert set(User.objects.who_may("console.open")) == {ada, amir}
    max_.refresh_from_db()
    assert (max_.may("person.read"), amir.is_staff, rosa.is_staff) == (False, True, False)


def test_an_address_has_one_account_whatever_its_case(make_user):
    make_user("Nora", "agent")
    assert User.objects.get_by_natural_key("NORA@example.org").name == "Nora"
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        User.objects.create(email="Nora@Example.org")


def test_createsuperuser_makes_an_administrator(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "four words in a row")
    call_command("createsuperuser", "--no-input", "--email", "Root@Example.org", verbosity=0)
    root = User.objects.get()
    assert (root.email, root.role, root.check_password("four words in a row")) == (
        "root@example.org",
        "administrator",
        True,
    )


def test_the_list_is_narrowed(client_for, ada, max_, amir, rosa):
    client = client_for(ada)
    User.objects.filter(pk=amir.pk).update(is_active=False)

    def names(**wish):
        return [person.name for person in client.get("/console/people/", wish).context["page"].items]

    assert names() == ["Ada", "Amir", "Max", "Rosa"]
    assert names(q="MA") == ["Max"]
    assert names(q="rosa@") == ["Rosa"]
    assert names(role="manager") == ["Max"]
    assert names(access="no") == ["Amir"]
    assert names(q="nobody") == []
    assert names(role="king") == ["Ada", "Amir", "Max", "Rosa"]
    assert "Nobody found" in client.get("/console/people/", {"q": "nobody"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long(client_for, ada, make_user, django_assert_num_queries, count):
    for number in range(count - 1):
        make_user(f"P{number}", "agent")
    client = client_for(ada)
    with django_assert_num_queries(4):  # session, user, people, invitations
        client.get("/console/people/")


def test_a_role_is_changed(client_for, ada, amir):
    response = client_for(ada).post(f"/console/people/{amir.pk}/role/", {"role": "manager"}, follow=True)
    assert response.redirect_chain == [(f"/console/people/{amir.pk}/", 303)]
    amir.refresh_from_db()
    assert amir.role == "manager"
    event = LoggedEvent.objects.get()
    assert (event.name, event.payload, event.actor_id, event.subject) == (
        "accounts.role_changed",
        {"user_id": amir.pk, "old": "agent", "new": "manager"},
        ada.pk,
        f"person:{amir.pk}",
    )


def test_the_same_role_is_no_event(ada, amir):
    change_role(user_id=amir.pk, role=Role.AGENT, actor_id=ada.pk)
    assert LoggedEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("path", "data"),
    [("role/", {"role": "king"}), ("role/", {}), ("access/", {"active": "perhaps"}), ("access/", {})],
)
def test_nonsense_is_refused(client_for, ada, amir, path, data):
    assert client_for(ada).post(f"/console/people/{amir.pk}/{path}", data).status_code == 422
    amir.refresh_from_db()
    assert (amir.role, amir.is_active) == ("agent", True)


def test_an_unknown_person_is_a_404(client_for, ada):
    client = client_for(ada)
    assert [
        client.get("/console/people/99/").status_code,
        client.post("/console/people/99/role/", {"role": "agent"}).status_code,
        client.post("/console/people/99/access/", {"active": "no"}).status_code,
    ] == [404] * 3


def test_deactivating_ends_sessions_and_tokens_at_once(client_for, ada, amir, sam):
    client = client_for(amir)
    _row, token = create_api_token(owner=amir, label="export")
    assert client.get("/console/profile/").status_code == 200
    client_for(ada).post(f"/console/people/{amir.pk}/access/", {"active": "no"})
    assert client.get("/console/profile/").status_code == 302
    assert sam.get("/api/tickets/", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert amir.api_tokens.good().count() == 0
    assert LoggedEvent.objects.filter(name="accounts.person_deactivated").count() == 1


def test_reactivating_gives_the_role_back_but_no_token(client_for, ada, amir):
    create_api_token(owner=amir, label="export")
    client = client_for(ada)
    for active in ("no", "no", "yes", "yes"):
        client.post(f"/console/people/{amir.pk}/access/", {"active": active})
    amir.refresh_from_db()
    assert (amir.is_active, amir.role, amir.api_tokens.good().count()) == (True, "agent", 0)
    assert LoggedEvent.objects.filter(name="accounts.person_reactivated").count() == 1


@pytest.mark.parametrize(("path", "data"), [("role/", {"role": "agent"}), ("access/", {"active": "no"})])
def test_the_last_administrator_stays(client_for, ada, make_user, path, data):
    make_user("Gone", "administrator", is_active=False)
    response = client_for(ada).post(f"/console/people/{ada.pk}/{path}", data, follow=True)
    assert "last administrator" in response.content.decode()
    ada.refresh_from_db()
    assert (ada.role, ada.is_active) == ("administrator", True)
    assert LoggedEvent.objects.count() == 0


def test_who_gives_up_the_role_is_led_out(client_for, ada, make_user):
    make_user("Bea", "administrator")
    response = client_for(ada).post(f"/console/people/{ada.pk}/role/", {"role": "agent"})
    assert response["Location"] == "/"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_two_administrators_cannot_remove_each_other(ada, make_user, round_):
    bea = make_user("Bea", "administrator")
    results = at_once(
        lambda: deactivate_person(user_id=bea.pk, actor_id=ada.pk),
        lambda: change_role(user_id=ada.pk, role=Role.AGENT, actor_id=bea.pk),
    )
    assert sorted(type(result).__name__ for result in results) == sorted([LastAdministrator.__name__, "User"])
    assert User.objects.active().filter(role=Role.ADMINISTRATOR).count() == 1


def test_a_manager_reads_but_does_not_change(client_for, max_, amir):
    client = client_for(max_)
    page = client.get(f"/console/people/{amir.pk}/").content.decode()
    assert ("amir@example.org" in page, "Deactivate" in page) == (True, False)
    assert client.post(f"/console/people/{amir.pk}/role/", {"role": "manager"}).status_code == 403
    assert client.post(f"/console/people/{amir.pk}/access/", {"active": "no"}).status_code == 403
