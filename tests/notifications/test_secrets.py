"""Blotting out private links."""

import pytest

from feedback_site.kit.tokens import new_token, sign, uuid7
from notifications.rules.secrets import masked

HERE = "https://huiyin.example.org"


@pytest.mark.parametrize(
    "path", ["/feedback/case/{}/", "/accounts/invitation/{}/", "/feedback/rate/{}", "/s/shop/?r={}"]
)
@pytest.mark.parametrize(
    "make",
    [new_token, lambda: sign("rate", "42"), lambda: str(uuid7()), lambda: "1-d0abcd-0123456789abcdef0123456789abcdef"],
)
def test_secrets_are_blotted_out(path, make):
    secret = make()
    link = HERE + path.format(secret)
    assert masked(f"See {link} there.") == f"See {link.replace(secret, '•••')} there."


@pytest.mark.parametrize(
    "text",
    [
        "No link here, but a very long word: " + "Donaudampfschifffahrtsgesellschaft1234",
        f"{HERE}/console/tickets/HY-7Q2M/",
        f"{HERE}/s/how-was-your-stay-with-us-this-summer/",
        f"{HERE}/s/customer-satisfaction-2026/",
        f"{HERE}/console/inbox/?waits=first&started_from=2026-11-15T23%3A00%3A00%2B00%3A00&open=yes",
        f"{HERE}/console/inbox/?waits=first&started_to=2026-11-22T16%3A41%3A30.123456%2B00%3A00",
        "https://a-very-long-host-name-of-somebody-1234.example.org/",
        "",
    ],
)
def test_everything_else_stays(text):
    assert masked(text) == text


def test_links_in_html_are_found():
    token = new_token()
    html = f'<a href="{HERE}/feedback/case/{token}/">open</a> {HERE}/feedback/case/{token}/</p>'
    assert masked(html) == f'<a href="{HERE}/feedback/case/•••/">open</a> {HERE}/feedback/case/•••/</p>'


def test_what_only_begins_like_a_moment_is_blotted_out():
    link = f"{HERE}/s/shop/?r=2026-11-15T23%3A00%3A00Z{new_token()}"
    assert masked(link) == f"{HERE}/s/shop/?r=•••"
