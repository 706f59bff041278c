"""Servers of the run, the cast, and the browser."""

import os

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from feedback_site.kit.cache import ForgivingCache
from tests.support import browser as chromium
from tests.support import servers as throwaway

PASSWORD = "correct horse battery"


# ---------------------------------------------------------------- servers
@pytest.fixture(scope="session")
def servers():
    """A PostgreSQL and a Valkey of this process; every test that uses the database asks for them."""
    with throwaway.running():
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(servers):
    """Each process has a cluster of its own, so the database needs no suffix."""


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The whole cluster is thrown away; a thread that still holds a connection must not fail the end of the run."""
    return True


@pytest.fixture(autouse=True)
def _empty_cache(request):
    yield
    if "django_db_setup" in request.fixturenames or "servers" in request.fixturenames:
        cache.clear()
    ForgivingCache._paused_until = 0.0  # else a test that lost its cache loses it for the next ones too


@pytest.fixture(autouse=True)
def _no_language_of_before():
    """A request leaves its language on; the next test begins in the site's own."""
    translation.deactivate()


# ---------------------------------------------------------------- the cast
@pytest.fixture
def make_user(db):
    """Make somebody; all share one password."""
    from accounts.models import User

    def make(name, role, **fields):
        address = f"{name.lower()}@example.org"
        return User.objects.create_user(address, PASSWORD, name=name, role=role, **{"language": "en", **fields})

    return make


@pytest.fixture
def ada(make_user):
    """The administrator."""
    return make_user("Ada", "administrator")


@pytest.fixture
def max_(make_user):
    """The manager."""
    return make_user("Max", "manager")


@pytest.fixture
def amir(make_user):
    """The agent."""
    return make_user("Amir", "agent")


@pytest.fixture
def rosa(make_user):
    """The respondent with an account."""
    return make_user("Rosa", "respondent")


@pytest.fixture
def sam():
    """The stranger: a browser without an account."""
    return Client()


@pytest.fixture
def client_for(db):
    """Sign somebody in."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


# ---------------------------------------------------------------- the browser
def pytest_collection_modifyitems(items):
    if chromium.why_not() is None or chromium.is_required():
        return
    absent = pytest.mark.skip(reason=chromium.why_not())
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(absent)


def pytest_terminal_summary(terminalreporter, config):
    if hasattr(config, "workerinput"):
        return
    reason = chromium.why_not()
    terminalreporter.write_line(f"Browser tests: {reason or f'with {chromium.executable()}'}")


@pytest.fixture(scope="session")
def chromium_browser():
    """One Chromium for the whole process."""
    from playwright.sync_api import sync_playwright

    if reason := chromium.why_not():
        pytest.fail(f"REQUIRE_BROWSER=1, but {reason}")
    # Playwright runs an event loop in this thread, which makes Django refuse its database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=chromium.FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_browser(chromium_browser, live_server, client_for, audited):
    """Open somebody's page: `open_browser(user=amir, phone=True, javascript=False, dark=True, locale="zh-CN")`.

    Whatever the page reports as an error of script or content policy fails the test.
    """
    contexts, errors = [], []

    def open_page(*, user=None, phone=False, javascript=True, dark=False, locale="en-GB", **options):
        context = chromium_browser.new_context(
            base_url=live_server.url,
            viewport=chromium.PHONE if phone else chromium.DESKTOP,
            has_touch=phone,
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            locale=locale,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        if user is not None:
            session = client_for(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if breaks_policy(message, page) else None)
        page.on("framenavigated", lambda _: audited.discard(page))
        return page

    def breaks_policy(message, page):
        return message.type == "error" and "Content Security Policy" in message.text and page not in audited

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def browser_page(open_browser):
    """A page of somebody at a desk."""
    return open_browser()


@pytest.fixture
def audited():
    """Pages that axe-core has been at: its own probes break our content policy."""
    return set()


@pytest.fixture
def axe(audited):
    """List what axe-core finds wrong with a page, the serious and critical of it."""
    from axe_playwright_python.sync_playwright import Axe

    def findings(page):
        audited.add(page)
        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response["violations"]
        return [
            f"{rule['id']} ({rule['impact']}): {node['html'][:200]}"
            for rule in found
            if rule["impact"] in {"serious", "critical"}
            for node in rule["nodes"]
        ]

    return findings
