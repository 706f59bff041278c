"""One's own page and the keys for programs."""

import pytest
from django.utils import timezone

from accounts.actions.create_api_token import create_api_token
from accounts.models import ApiToken
from feedback_site.kit.tokens import hash_token
from notifications.models import LoggedEvent


def test_name_language_and_time_zone_are_saved(client_for, rosa):
    wish = {"name": "Rosa 罗莎", "language": "zh-hans", "timezone": "America/Sao_Paulo"}
    client = client_for(rosa)
    response = client.post("/console/profile/", wish)
    assert (response.status_code, response["Location"]) == (303, "/console/profile/")
    rosa.refresh_from_db()
    assert (rosa.name, rosa.language, rosa.timezone) == tuple(wish.values())
    assert client.get("/console/profile/")["Content-Language"] == "zh-hans"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"timezone": "Mars/Olympus"}, {"language": "tlh"}, {"name": "x" * 101}]
)
def test_a_mistake_is_told(client_for, rosa, wrong):
    wish = {"name": "R", "language": "en", "timezone": "UTC"} | wrong
    assert client_for(rosa).post("/console/profile/", wish).status_code == 422
    rosa.refresh_from_db()
    assert rosa.name == "Rosa"


def test_the_language_switch_is_remembered_in_the_account(client_for, rosa):
    client = client_for(rosa)
    response = client.post("/language/", {"language": "zh-hans", "next": "/console/profile/"})
    assert (response.status_code, response["Location"]) == (303, "/console/profile/")
    rosa.refresh_from_db()
    assert rosa.language == "zh-hans"
    for unknown in ("tlh", "fr", "zh-cn", "EN", "", "\0"):  # Django itself speaks French; this site does not
        client.post("/language/", {"language": unknown})
        rosa.refresh_from_db()
        assert rosa.language == "zh-hans"
    assert client.get("/language/").status_code == 405


def test_a_stranger_switches_the_language_too(db, sam):
    assert sam.post("/language/", {"language": "en", "next": "https://evil.example.org/"})["Location"] == "/"
    assert sam.get("/")["Content-Language"] == "en"
    sam.post("/language/", {"language": "zh-hans"})
    assert sam.get("/")["Content-Language"] == "zh-hans"


def test_one_persons_time_zone_is_not_the_next_ones(client_for, rosa, settings):
    rosa.timezone = "America/Sao_Paulo"
    rosa.save()
    client_for(rosa).get("/console/profile/")
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


def test_a_token_is_shown_once_and_kept_as_a_hash(client_for, amir):
    client = client_for(amir)
    response = client.post("/console/profile/tokens/", {"label": "nightly export"})
    token = response.context["new_token"]
    row = ApiToken.objects.get()
    assert (response.status_code, token in response.content.decode()) == (201, True)
    assert (row.owner, row.label, row.token_hash) == (amir, "nightly export", hash_token(token))
    assert "no-store" in response["Cache-Control"]
    page = client.get("/console/profile/").content.decode()
    assert ("nightly export" in page, token in page) == (True, False)
    assert LoggedEvent.objects.get().payload == {"token_id": row.pk, "user_id": amir.pk}


def test_a_token_needs_a_label(client_for, amir):
    assert client_for(amir).post("/console/profile/tokens/", {"label": " "}).status_code == 422
    assert ApiToken.objects.count() == 0


def api(client, token):
    return client.get("/api/tickets/", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_program_signs_in_with_it_until_it_is_revoked(client_for, amir, rosa, sam):
    row, token = create_api_token(owner=amir, label="export")
    _other, powerless = create_api_token(owner=rosa, label="export")
    assert (api(sam, token), api(sam, powerless), api(sam, token[:-1]), api(sam, "\xe9")) == (200, 403, 401, 401)
    response = client_for(amir).post(f"/console/profile/tokens/{row.pk}/revocation/")
    assert response.status_code == 303
    assert api(sam, token) == 401


def test_nobody_revokes_anothers_token(client_for, amir, ada):
    row, _token = create_api_token(owner=amir, label="export")
    client_for(ada).post(f"/console/profile/tokens/{row.pk}/revocation/")
    row.refresh_from_db()
    assert row.revoked_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_tokens(client_for, amir, django_assert_num_queries, count):
    for number in range(count):
        create_api_token(owner=amir, label=f"no. {number}")
    client = client_for(amir)
    with django_assert_num_queries(7):  # session, user, second factor, tokens, hours, absences, stopped mails
        client.get("/console/profile/")
