"""Every screen of the demo: on a phone and at a desk, by day and by night, in both languages."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from feedback.models import FollowUp, Ticket
from feedback.queries.private_links import claim_url, rate_url
from notifications.models import Delivery
from surveys.models import Response, Survey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = [
    {"phone": True, "dark": False, "locale": "zh-CN"},
    {"phone": True, "dark": True, "locale": "en-GB"},
    {"phone": False, "dark": True, "locale": "zh-CN"},
    {"phone": False, "dark": False, "locale": "en-GB"},
]


MAKERS_LOOKS = [
    {"phone": True, "dark": True, "locale": "zh-CN"},
    {"phone": False, "dark": False, "locale": "en-GB"},
]


def public_screens():
    survey = Survey.objects.first()
    ticket = Ticket.objects.filter(status="waiting").first()
    follow_up = FollowUp.objects.latest("id")
    return [
        "/",
        "/feedback/",
        "/transparency/",
        "/accounts/login/",
        "/accounts/password/reset/",
        "/nowhere/",
        f"/s/{survey.slug}/",
        path_of(claim_url(ticket)),
        path_of(rate_url(follow_up)),
    ]


def staff_screens():
    survey = Survey.objects.first()
    response = Response.objects.filter(survey=survey, status="complete").first()
    waiting = Ticket.objects.exclude(wait_started_at=None).first()
    answered = Ticket.objects.exclude(score=None).filter(status="resolved").first()
    return [
        reverse("feedback:inbox"),
        reverse("feedback:inbox") + "?view=resolved",
        reverse("feedback:ticket", args=[waiting.ref]),
        reverse("feedback:ticket", args=[answered.ref]),
        reverse("feedback:follow_ups"),
        reverse("insights:dashboard") + "?days=28",
        reverse("insights:digests"),
        reverse("insights:digest_preview"),
        reverse("surveys:list"),
        reverse("surveys:import"),
        reverse("surveys:survey", args=[survey.slug]),
        reverse("surveys:follow-up", args=[survey.slug]),
        reverse("surveys:preview", args=[survey.slug]),
        reverse("surveys:responses", args=[survey.slug]),
        reverse("surveys:response", args=[survey.slug, response.pk]),
        reverse("accounts:people"),
        reverse("accounts:profile"),
        reverse("notifications:mail"),
        reverse("notifications:delivery", args=[Delivery.objects.latest("id").pk]),
        reverse("notifications:events"),
    ]


def makers_screens():
    survey = Survey.objects.first()
    builder = reverse("surveys:builder", args=[survey.slug])
    return [
        reverse("surveys:new"),
        reverse("surveys:templates"),
        builder,
        f"{builder}?at=pages[0]",
        f"{builder}?at=pages[0].elements[1]",
        f"{builder}?at=pages[1].elements[0]&in=en",
        *(reverse(f"surveys:{name}", args=[survey.slug]) for name in ("logic", "translations", "json", "review")),
        *(reverse(f"surveys:{name}", args=[survey.slug]) for name in ("limits", "results")),
        reverse("surveys:version", args=[survey.slug, 1]),
    ]


def path_of(address):
    return "/" + address.split("/", 3)[3]


@pytest.fixture
def demo(transactional_db):
    call_command("demo")


def test_every_screen_is_sound(demo, open_browser, axe):
    ada, faults = User.objects.get(role="administrator"), {}
    rounds = [(look, public_screens, {}) for look in LOOKS]
    rounds += [(look, staff_screens, {"user": ada}) for look in LOOKS]
    rounds += [(look, makers_screens, {"user": ada}) for look in MAKERS_LOOKS]
    for look, screens, options in rounds:
        User.objects.filter(pk=ada.pk).update(language="zh-hans" if look["locale"] == "zh-CN" else "en")
        page = open_browser(**look, **options)
        for path in screens():
            if found := faults_of(page, path, look, axe):
                faults[path, *look.values()] = found
        if screens is makers_screens:
            assert faults_of_refusal(page, look, axe) == []
    assert faults == {}


def faults_of(page, path, look, axe):
    status = page.goto(path).status
    found = [] if status == (404 if path == "/nowhere/" else 200) else [f"status {status}"]
    return found + faults_in(page, look, axe)


def faults_of_refusal(page, look, axe):
    """An import that is refused names every place."""
    page.goto(reverse("surveys:import"))
    page.locator("[name=definition_text]").fill('{"pages": [{"elements": [{"type": "file"}]}], "bogus": 1}')
    page.locator("form:has([name=definition_text]) button[type=submit], .form-actions button").first.click()
    expect(page.locator(".error-summary code")).to_have_count(2)
    return faults_in(page, look, axe)


def faults_in(page, look, axe):
    found = []
    if not page.locator("html").get_attribute("lang").lower().startswith(look["locale"][:2]):
        found.append("another language")
    if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        found.append("wider than the screen")
    if page.locator("h1").count() != 1:
        found.append("not one main heading")
    return found + axe(page)
