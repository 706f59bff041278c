"""A real browser works out the small sum while the page is filled in; one without scripts is thanked all the same."""

import re

import pytest
from playwright.sync_api import expect

from surveys.models import Response
from tests.factories.surveys import make_survey
from tests.surveys.test_quality_signs import LUNCH, PROOF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("javascript", "quality"),
    [(True, {"proved": True, "tier": "a", "reasons": []}), (False, {"tier": "a", "reasons": ["unproved"]})],
)
def test_the_sum(open_browser, javascript, quality):
    make_survey("lunch", LUNCH, PROOF)
    page = open_browser(javascript=javascript)
    page.goto("/s/lunch/")
    if javascript:
        expect(page.locator("input[name=proof]")).to_have_value(re.compile(r"^\d+$"), timeout=60_000)
    page.get_by_label("Which dish?").fill("Rice")
    page.get_by_role("button", name="Send answers").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().quality == quality
