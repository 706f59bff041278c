"""Mails that went out, and addresses that take none, for programs: the pages' filters, verbs and permissions."""

import pytest

from notifications.actions.mark_undeliverable import mark_undeliverable
from notifications.models import Delivery, LoggedEvent, UndeliverableAddress
from notifications.models.failure_words import WORDS, failure_word
from notifications.models.undeliverable_address import MEANING_WORDS
from notifications.rules.status_meanings import Meaning, meaning_of

pytestmark = pytest.mark.django_db


def mark(count):
    for number in range(count):
        mark_undeliverable(f"kim{number}@example.org", status="5.1.1", why="Undelivered Mail")


def again(client, **wish):
    return client.post("/api/mail/retry/", wish, content_type="application/json")


@pytest.fixture
def failed(make_mail, settings):
    """Three that failed, and one that was sent."""
    settings.EMAIL_URL = "smtp://localhost:1"
    rows = [row for _ in range(4) for row in make_mail()]
    Delivery.objects.update(state="failed", reason="refused")
    Delivery.objects.filter(pk=rows[0].pk).update(kind="digest")
    Delivery.objects.filter(pk=rows[3].pk).update(state="suppressed", reason="too_many")
    return rows


def states():
    return sorted(Delivery.objects.values_list("state", flat=True))


# ---------------------------------------------------------------- once more
def test_all_of_a_state_go_out_again(failed, ada, client_for):
    answer = again(client_for(ada), state="failed")
    assert (answer.status_code, answer.json()) == (200, {"queued": 3})
    assert states() == ["queued", "queued", "queued", "suppressed"]
    assert again(client_for(ada), state="failed").json() == {"queued": 0}


def test_a_kind_and_a_receiver_narrow_it(failed, ada, client_for):
    client = client_for(ada)
    assert again(client, state="failed", kind="digest").json() == {"queued": 1}
    assert again(client, state="failed", address="nobody@example.org").json() == {"queued": 0}
    assert again(client, state="suppressed", address=failed[3].to.upper()).json() == {"queued": 1}


@pytest.mark.parametrize(
    "wish", [{}, {"state": "sent"}, {"state": "nonsense"}, {"state": "failed", "kind": "x"}, {"state": ""}]
)
def test_what_is_misspelt_never_means_all(failed, ada, client_for, wish):
    before = states()
    assert again(client_for(ada), **wish).status_code == 422
    assert states() == before


def test_none_goes_to_an_address_that_takes_none(failed, ada, client_for):
    mark_undeliverable(failed[1].to, status="5.1.1", why="")
    Delivery.objects.exclude(address=failed[1].address).delete()
    assert again(client_for(ada), state="failed").json() == {"queued": 0}


def test_it_is_for_administrators(failed, max_, client_for):
    assert again(client_for(max_), state="failed").status_code == 403


def test_a_line_says_why_in_the_language_asked_for(failed, max_, client_for):
    client, told = client_for(max_), {}
    for language in ("en", "zh-hans"):
        line = client.get("/api/mail/?state=suppressed", HTTP_ACCEPT_LANGUAGE=language).json()["results"][0]
        told[line["why"]] = line["reason"]
    assert len(told) == 2
    assert set(told.values()) == {"too_many"}


# ---------------------------------------------------------------- addresses
def test_addresses_are_read_page_by_page(max_, client_for):
    mark(60)
    client = client_for(max_)
    first = client.get("/api/mail/addresses/").json()
    second = client.get("/api/mail/addresses/", {"cursor": first["next"]}).json()
    found = [row["address"] for row in first["results"] + second["results"]]
    assert found == [f"kim{number}@example.org" for number in range(60)][::-1]
    assert (first["previous"], second["next"], client.get("/api/mail/addresses/?cursor=x").status_code) == (
        None,
        None,
        400,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_addresses_cost_the_same_however_many(count, max_, client_for, django_assert_num_queries):
    mark(count)
    client = client_for(max_)
    with django_assert_num_queries(3):  # session, user, addresses
        assert len(client.get("/api/mail/addresses/").json()["results"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_trying_again_costs_the_same_however_many(count, failed, ada, client_for, django_assert_num_queries):
    Delivery.objects.filter(pk__in=[row.pk for row in failed[count:]]).delete()
    client = client_for(ada)
    with django_assert_num_queries(5):  # session, user, savepoint, mails, its release
        assert again(client, state="failed").json() == {"queued": count}


def test_an_address_says_why_and_is_lifted(ada, max_, client_for):
    mark(1)
    row = UndeliverableAddress.objects.get()
    shown = client_for(max_).get("/api/mail/addresses/", HTTP_ACCEPT_LANGUAGE="zh-hans").json()["results"][0]
    assert (shown["meaning"], shown["why"], shown["said"], shown["status"]) == (
        "no_mailbox",
        "没有这个邮箱。",
        "Undelivered Mail",
        "5.1.1",
    )
    url = f"/api/mail/addresses/{row.pk}/"
    assert client_for(max_).delete(url).status_code == 403
    assert client_for(ada).delete(url).status_code == 204
    assert client_for(ada).delete(url).status_code == 404
    assert LoggedEvent.objects.filter(name="notifications.address_lifted", actor_id=ada.pk).count() == 1
    assert client_for(max_).get("/api/mail/addresses/").json()["results"] == []


# ---------------------------------------------------------------- words
@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("5.1.1", "no_mailbox"),
        ("5.1.10", "no_domain"),
        ("5.1.99", "no_mailbox"),
        ("5.2.2", "full"),
        ("5.7.26", "refused"),
        ("5.4.1", "unreachable"),
        ("5.9.9", "unknown"),
        ("", "unknown"),
        ("no such", "unknown"),
    ],
)
def test_what_a_status_means(status, meaning):
    assert meaning_of(status) == meaning
    assert set(MEANING_WORDS) == set(Meaning)


def test_what_an_error_means():
    assert failure_word("gaierror: [Errno -2] Name or service not known") == WORDS["gaierror"]
    assert (failure_word("5.1.1 Undelivered"), failure_word("")) == ("", "")


def test_pages_tell_it_in_chinese_and_keep_the_servers_own_words_apart(make_user, client_for, make_mail):
    mark(1)
    (row,) = make_mail()
    Delivery.objects.update(state="failed", reason="refused", error="SMTPDataError: (554, b'no thanks')")
    client = client_for(make_user("reader", "manager", language="zh-hans"))
    page = client.get("/console/mail/addresses/").content.decode()
    assert "没有这个邮箱。" in page
    assert 'dir="auto" lang="">5.1.1 Undelivered Mail</span>' in page
    page = client.get(f"/console/mail/{row.pk}/").content.decode()
    assert "服务器拒绝了。" in page
    assert 'lang="">SMTPDataError: (554, b&#x27;no thanks&#x27;)</p>' in page
