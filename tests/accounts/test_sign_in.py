"""Signing in and out, forgotten passwords, the lockout, the second step."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from feedback_site.kit.cache import ForgivingCache
from notifications.models import Delivery, LoggedEvent
from tests.conftest import PASSWORD
from tests.support.drain import drain


@pytest.fixture
def visitor(db):
    """A browser that speaks English."""
    return Client(headers={"Accept-Language": "en"})


def sign_in(client, user, password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": user.email, "password": password, **more})


def test_the_right_password_leads_to_the_console(visitor, amir):
    response = sign_in(visitor, amir)
    assert (response.status_code, response["Location"]) == (302, "/console/")
    assert visitor.get("/console/profile/").status_code == 200


def test_the_address_may_be_typed_in_any_case(visitor, amir):
    assert visitor.post("/accounts/login/", {"login": "AMIR@Example.org", "password": PASSWORD}).status_code == 302


def test_the_keyboard_meets_the_password_before_the_way_to_a_new_one(visitor):
    page = visitor.get("/accounts/login/").content.decode()
    places = [page.index(part) for part in ('name="login"', 'name="password"', 'href="/accounts/password/reset/"')]
    assert (places, page.count('href="/accounts/password/reset/"')) == (sorted(places), 1)


def test_one_comes_back_to_where_one_was(visitor, amir):
    there = visitor.get("/console/profile/")["Location"]
    assert there == "/accounts/login/?next=/console/profile/"
    assert sign_in(visitor, amir, next="/console/profile/")["Location"] == "/console/profile/"
    visitor.logout()
    assert sign_in(visitor, amir, next="https://evil.example.org/")["Location"] == "/console/"


def test_a_wrong_password_and_an_unknown_address_look_the_same(visitor, amir):
    wrong = sign_in(visitor, amir, "wrong")
    unknown = visitor.post("/accounts/login/", {"login": "nobody@example.org", "password": "wrong"})
    told = re.compile(r'<div class="error-summary".*?</div>', re.DOTALL)
    assert told.search(wrong.content.decode()).group() == told.search(unknown.content.decode()).group()


def test_a_deactivated_person_is_told_but_only_with_the_right_password(visitor, make_user):
    user = make_user("Gone", "agent", is_active=False)
    response = sign_in(visitor, user)
    assert (response.status_code, "account is closed" in response.content.decode()) == (403, True)
    assert "account is closed" not in sign_in(visitor, user, "wrong").content.decode()


def test_signing_out_takes_a_post(visitor, amir):
    sign_in(visitor, amir)
    assert "Sign out?" in visitor.get("/accounts/logout/").content.decode()
    assert visitor.get("/console/profile/").status_code == 200
    assert visitor.post("/accounts/logout/")["Location"] == "/"
    assert visitor.get("/console/profile/").status_code == 302


def test_nobody_signs_up_alone(visitor):
    for path in ("/accounts/signup/", "/accounts/email/", "/accounts/confirm-email/", "/accounts/inactive/"):
        assert visitor.get(path).status_code == 404


@pytest.mark.parametrize(("language", "words"), [("en", "Too many attempts"), ("zh-hans", "429")])
def test_after_too_many_failures_the_door_stays_shut(amir, settings, language, words):
    settings.AXES_FAILURE_LIMIT = 3
    client = Client(headers={"Accept-Language": language})
    statuses = [sign_in(client, amir, "wrong").status_code for _ in range(5)]
    assert statuses == [200, 200, 429, 429, 429]
    response = sign_in(client, amir)
    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert response["Content-Language"] == language
    if language == "en":
        assert words in response.content.decode()
        assert "paused for 15 minutes" in response.content.decode()
    assert client.get("/console/profile/").status_code == 302


def test_the_lockout_is_of_one_address_from_one_place(visitor, amir, max_, settings):
    settings.AXES_FAILURE_LIMIT = 3
    for _ in range(4):
        sign_in(visitor, amir, "wrong")
    assert sign_in(visitor, amir).status_code == 429
    assert sign_in(visitor, max_).status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, amir).status_code == 302


def test_the_lockout_speaks_to_programs_too(amir, settings):
    settings.AXES_FAILURE_LIMIT = 1
    client = Client(headers={"Accept": "application/json"})
    response = sign_in(client, amir, "wrong")
    assert (response.status_code, response.json()["status"]) == (429, 429)


def test_signing_in_works_without_broker_and_cache(visitor, amir, monkeypatch):
    from django.core.cache import cache

    monkeypatch.setattr(cache._cache, "_servers", ["redis://127.0.0.1:1/0"])
    monkeypatch.setattr(cache._cache, "_pools", {})
    monkeypatch.setattr(ForgivingCache, "_paused_until", 0.0)
    assert sign_in(visitor, amir).status_code == 302


def reset_link(user):
    drain()
    mail = Delivery.objects.get(to=user.email)
    return mail, re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", mail.text).group(1)


def test_a_forgotten_password_is_chosen_anew(visitor, amir):
    response = visitor.post("/accounts/password/reset/", {"email": "Amir@example.org"}, follow=True)
    assert "Look into your mail" in response.content.decode()
    mail, link = reset_link(amir)
    assert (mail.subject, mail.kind, mail.language) == ("Choose a new password", "password_reset_key", "en")
    page = visitor.get(link, follow=True)
    assert "Choose a new password" in page.content.decode()
    form = page.redirect_chain[-1][0]
    assert "key/" in form
    assert link.split("-")[-1].strip("/") not in form
    new = {"password1": "another four words", "password2": "another four words"}
    assert visitor.post(form, {**new, "password2": "typo"}).status_code == 200
    assert "Your password is changed" in visitor.post(form, new, follow=True).content.decode()
    assert sign_in(visitor, amir, "another four words").status_code == 302
    assert "no longer works" in Client(headers={"Accept-Language": "en"}).get(link).content.decode()
    told = Delivery.objects.filter(to=amir.email).order_by("pk").last()
    assert told.subject == "Your password was changed"


def test_the_mail_speaks_the_language_of_its_receiver(visitor, amir):
    User.objects.filter(pk=amir.pk).update(language="zh-hans")
    visitor.post("/accounts/password/reset/", {"email": amir.email})
    drain()
    assert Delivery.objects.get().language == "zh-hans"


def test_the_link_is_on_our_own_address(visitor, amir, settings):
    settings.ALLOWED_HOSTS = ["*"]
    visitor.post("/accounts/password/reset/", {"email": amir.email}, headers={"Host": "evil.example.org"})
    mail, _link = reset_link(amir)
    assert "evil" not in mail.text + mail.html


def test_an_unknown_address_gets_the_same_page_and_no_mail(visitor):
    response = visitor.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "Look into your mail" in response.content.decode()
    drain()
    assert Delivery.objects.count() == 0


def test_what_happens_at_once_is_the_same_for_every_address(visitor, amir):
    """Else the time that it takes would tell who has an account."""

    def asked(email):
        with CaptureQueriesContext(connection) as queries:
            visitor.post("/accounts/password/reset/", {"email": email})
        return [re.sub(r"'[^']*'|\d+", "…", query["sql"]) for query in queries]

    visitor.post("/accounts/password/reset/", {"email": "first@example.org"})
    known, unknown = asked("AMIR@example.org"), asked("nobody@example.org")
    assert [sql.replace("NULL", "…").split("VALUES")[0] for sql in known] == [
        sql.replace("NULL", "…").split("VALUES")[0] for sql in unknown
    ]
    assert Delivery.objects.count() == 0
    drain()
    assert [mail.to for mail in Delivery.objects.all()] == [amir.email]


def test_a_deactivated_person_gets_no_link(visitor, make_user):
    user = make_user("Gone", "agent", is_active=False)
    visitor.post("/accounts/password/reset/", {"email": user.email})
    drain()
    assert Delivery.objects.count() == 0


def test_the_log_does_not_say_which_address_was_typed(visitor, amir):
    visitor.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    visitor.post("/accounts/password/reset/", {"email": amir.email})
    payloads = LoggedEvent.objects.filter(name="accounts.new_password_asked").order_by("id")
    assert [event.payload for event in payloads] == [{"user_id": None}, {"user_id": amir.pk}]


@pytest.mark.parametrize("key", ["1-set-password", "zzz-abc-def", "1-a-b", "0-x"])
def test_a_forged_reset_link_is_told_clearly(visitor, amir, key):
    response = visitor.get(f"/accounts/password/reset/key/{key}/")
    assert (response.status_code, "no longer works" in response.content.decode()) == (200, True)


def test_many_resets_are_slowed_down(visitor, amir):
    answers = [visitor.post("/accounts/password/reset/", {"email": amir.email}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "What you sent just now was not carried out." in answers[-1].content.decode()


def test_a_password_is_changed(visitor, amir):
    sign_in(visitor, amir)
    assert visitor.get("/accounts/password/change/").status_code == 200
    new = {"oldpassword": PASSWORD, "password1": "another four words", "password2": "another four words"}
    assert visitor.post("/accounts/password/change/", {**new, "oldpassword": "wrong"}).status_code == 200
    assert visitor.post("/accounts/password/change/", new).status_code == 302
    amir.refresh_from_db()
    assert amir.check_password("another four words")
    assert Delivery.objects.get().kind == "password_changed"


def test_one_without_a_password_chooses_one(client_for, make_user):
    user = make_user("Oona", "agent")
    user.set_unusable_password()
    user.save()
    client = client_for(user)
    assert client.get("/accounts/password/change/")["Location"] == "/accounts/password/set/"
    assert client.get("/accounts/password/set/").status_code == 200


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_the_second_step(visitor, amir, django_capture_on_commit_callbacks):
    sign_in(visitor, amir)
    asked = visitor.get("/accounts/2fa/totp/activate/")["Location"]
    assert asked.startswith("/accounts/reauthenticate/?next=")
    assert "error-summary" in visitor.post(asked, {"password": "wrong"}).content.decode()
    page = visitor.post(asked, {"password": PASSWORD}, follow=True)
    assert page.redirect_chain == [("/accounts/2fa/totp/activate/", 302)]
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        response = visitor.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}, follow=True)
    codes = response.context["unused_codes"]
    assert len(codes) == 10
    assert visitor.get("/accounts/2fa/recovery-codes/download/").content.decode().split() == codes
    assert visitor.get("/accounts/2fa/recovery-codes/generate/").status_code == 200
    assert "On" in visitor.get("/accounts/2fa/").content.decode()
    assert [mail.kind for mail in Delivery.objects.filter(to=amir.email)] == ["totp_activated"]
    visitor.post("/accounts/logout/")

    assert sign_in(visitor, amir)["Location"].startswith("/accounts/2fa/authenticate/")
    assert visitor.get("/console/profile/").status_code == 302
    assert visitor.get("/accounts/2fa/authenticate/").status_code == 200
    assert "error-summary" in visitor.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert visitor.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/console/"
    assert visitor.get("/console/profile/").status_code == 200
    asked = visitor.get("/accounts/2fa/totp/deactivate/")["Location"]
    assert "recovery code" in visitor.get("/accounts/2fa/reauthenticate/").content.decode()
    assert visitor.post(asked, {"password": PASSWORD}, follow=True).status_code == 200
    assert visitor.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert "Set up" in visitor.get("/accounts/2fa/").content.decode()


def test_the_second_step_asks_nothing_of_strangers(visitor):
    assert visitor.get("/accounts/2fa/authenticate/")["Location"] == "/accounts/login/"
    assert visitor.get("/accounts/2fa/")["Location"].startswith("/accounts/login/")
