"""One's own digests: list, one now, a look ahead, off and on."""

import pytest

from feedback_site.kit import clock
from insights.models import Digest, DigestPlan
from notifications.models import Delivery
from tests.insights.conftest import at
from tests.support.drain import drain

URL = "/console/digests/"
NOW = at("2026-11-22 22:00 Asia/Shanghai")


@pytest.fixture
def manager(client_for, max_):
    return client_for(max_)


@pytest.mark.parametrize("path", ["", "preview/", "preview/html/"])
def test_who_may_see_it(sam, statuses, path):
    assert sam.get(URL + path).status_code == 302
    assert list(statuses(URL + path).values()) == [403, 403, 200, 200]


def test_before_the_first(manager):
    with clock.at(NOW):
        page = manager.get(URL).content.decode()
    assert "No digest yet" in page
    assert "23 Nov 2026, 09:00" in page
    assert (Digest.objects.count(), DigestPlan.objects.count()) == (0, 0)


def test_one_now(manager, max_, busy_week):
    with clock.at(NOW):
        answer = manager.post(URL)
        assert (answer.status_code, answer["Location"]) == (303, URL)
        assert "Being written" in manager.get(URL).content.decode()
        drain()
        page = manager.get(URL).content.decode()
    mail = Delivery.objects.get(kind="digest")
    assert mail.to == max_.email
    assert mail.subject in page.replace("&amp;", "&")
    assert "Kept here" in page


def test_asking_twice_in_a_minute_is_one_mail(manager):
    with clock.at(NOW):
        manager.post(URL)
        assert b"this very minute" in manager.post(URL, follow=True).content
        drain()
    assert Delivery.objects.filter(kind="digest").count() == 1


def test_a_look_at_the_week_so_far(manager, busy_week):
    with clock.at(NOW):
        page = manager.get(URL + "preview/").content.decode()
    assert "11 received, 7 of them answered, 3 waiting now · 16 Nov 2026 – 22 Nov 2026" in page
    assert f'src="{URL}preview/html/"' in page
    assert (Digest.objects.count(), Delivery.objects.count()) == (0, 0)


def test_the_mail_of_the_look_ahead_can_do_nothing(manager, busy_week):
    with clock.at(NOW):
        answer = manager.get(URL + "preview/html/")
    assert "11" in answer.content.decode()
    assert "<html" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["Content-Security-Policy"].startswith("default-src 'none';")
    assert answer["Content-Security-Policy"].endswith("; sandbox")


def test_off_and_on(manager):
    answer = manager.post(URL + "subscription/", {"wanted": "no"})
    assert (answer.status_code, DigestPlan.objects.get().is_wanted) == (303, False)
    assert "You have switched it off" in manager.get(URL).content.decode()
    manager.post(URL + "subscription/", {"wanted": "yes"})
    assert DigestPlan.objects.get().is_wanted is True
    assert manager.get(URL + "subscription/").status_code == 405


def test_only_one_s_own(manager, client_for, ada):
    client_for(ada).post(URL)
    assert "No digest yet" in manager.get(URL).content.decode()
