"""Every page of surveys in a browser: sound for axe, one heading, no wider than the screen, in its language."""

import os
from pathlib import Path

import pytest

from tests.surveys.answering.screens import public_screens, staff_screens

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES", "")
"""A folder to keep pictures in, for whoever wants to look at them."""

LOOKS = [
    {"phone": True, "dark": False, "locale": "zh-CN"},
    {"phone": True, "dark": True, "locale": "ar"},
    {"phone": False, "dark": True, "locale": "en-GB"},
]
REFUSED = {"paused": 410, "closed": 410, "soon": 410, "invited": 403, "expired": 410, "broken link": 404}


def faults_in(page, look, axe):
    found = [] if page.locator("h1").count() == 1 else ["not one main heading"]
    if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        found.append("wider than the screen")
    return found + axe(page)


def walk(page, screens, look, axe):
    """A response speaks the language that it was begun in, so respondents ask for theirs."""
    faults = {}
    for name, path in screens.items():
        query = f"lang={look['locale']}" if path.startswith(("/s/", "/i/")) else ""
        status = page.goto(f"{path}{'&' if '?' in path else '?'}{query}").status
        if PICTURES:
            shown = f"{name}-{look['locale']}-{'phone' if look['phone'] else 'desk'}.png".replace(" ", "-")
            page.screenshot(path=Path(PICTURES) / shown, full_page=True)
        found = [] if status == REFUSED.get(name, 200) else [f"status {status}"]
        if found := found + faults_in(page, look, axe):
            faults[name, look["locale"]] = found
    return faults


def test_every_page_is_sound_for_respondents_and_staff(open_browser, axe, ada):
    screens, faults = public_screens(), {}
    for look in LOOKS:
        faults |= walk(open_browser(**look), screens, look, axe)
    desk = staff_screens()
    for look, language in ((LOOKS[0], "zh-hans"), (LOOKS[2], "en")):
        ada.language = language
        ada.save()
        faults |= walk(open_browser(**look, user=ada), desk, look, axe)
    assert faults == {}
