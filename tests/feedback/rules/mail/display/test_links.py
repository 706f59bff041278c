"""Where links lead: what is told is where a browser goes, however the address is written."""

import pytest

from feedback.rules.mail.display.links import LONGEST, LONGEST_PLACE, NOWHERE, link_of
from feedback.rules.mail.display.shown import shown


@pytest.mark.parametrize(
    ("href", "address", "place"),
    [
        ("https://bank.example/a?b#c", "https://bank.example/a?b#c", "bank.example"),
        ("HTTPS://EVIL.example", "https://evil.example", "evil.example"),
        ("https://bank.example@evil.example/", "https://evil.example/", "evil.example"),
        (r"https://evil.example\@bank.example/", "https://evil.example/@bank.example/", "evil.example"),
        (r"https:\\evil.example\bank", "https://evil.example/bank", "evil.example"),
        (r"https://evil.example?\@bank.example/", r"https://evil.example?\@bank.example/", "evil.example"),
        ("https://bank.example\t.evil.example/", "https://bank.example.evil.example/", "bank.example.evil.example"),
        ("ht\ntps://evil.example/", "https://evil.example/", "evil.example"),
        ("\1 https://evil.example/", "https://evil.example/", "evil.example"),
        ("https://%65vil.example/", "https://evil.example/", "evil.example"),
        ("https://bank.example%2Eevil.example/", "https://bank.example.evil.example/", "bank.example.evil.example"),
        ("https://b\u0430nk.example/", "https://xn--bnk-6cd.example/", "xn--bnk-6cd.example"),  # a Cyrillic letter
        ("https://fa\u00df.example/", "https://xn--fa-hia.example/", "xn--fa-hia.example"),  # not fass.example
        ("https://ba\u00adnk.example/", "https://bank.example/", "bank.example"),  # a hyphen that is not shown
        ("https://bank\u3002evil.example/", "https://bank.evil.example/", "bank.evil.example"),
        ("https://0x7f.1:81/", "https://127.0.0.1:81/", "127.0.0.1"),
        ("https://2130706433/", "https://127.0.0.1/", "127.0.0.1"),
        ("https://[::1]:81/", "https://[::1]:81/", "[::1]"),
        ("mailto:eve@evil.example?subject=x", "mailto:eve@evil.example?subject=x", "eve@evil.example"),
        ("mailto:a@b.example?Bcc=eve%40evil.example", "mailto:a@b.example?Bcc=eve%40evil.example",
         "a@b.example, eve@evil.example"),
        ("mailto:?to=eve@evil.example", "mailto:?to=eve@evil.example", "eve@evil.example"),
        ("tel:+8610", "tel:+8610", "+8610"),
    ],
)  # fmt: skip
def test_the_place_that_is_told_is_the_one_to_go_to(href, address, place):
    assert link_of(href) == (address, place)


@pytest.mark.parametrize(
    "href",
    [
        "", "/console/", "//evil.example", "https:evil.example", "https:///evil.example", "https://", "https://./",
        "https://[", "https://[evil]/", "https://a.example:99999/", "https://a b.example/", "https://a%2fb.example/",
        "https://%ff.example/", "https://1.2.3.999/", "https://a\u2100b.example/", "ftp://evil.example", "mailto:",
        "mailto:?subject=x", "javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
    ],
)  # fmt: skip
def test_what_no_browser_would_follow_is_no_link(href):
    assert link_of(href) == NOWHERE


def test_long_addresses_are_bounded():
    address, place = link_of("mailto:" + "a@b.example," * 10_000)
    assert (len(address), len(place)) == (LONGEST, LONGEST_PLACE)
    assert len(link_of("https://a.example/" + "x" * 10_000).address) == LONGEST


def test_the_hint_of_a_link_is_ours():
    found = shown("<a href=https://evil.example title=bank.example><b title=bank.example>Bank</b></a>", pictures={})
    assert found.html == (
        '<a href="https://evil.example" title="evil.example" target="_blank" rel="noreferrer noopener nofollow">'
        '<b>Bank</b></a> <span class="place">[evil.example]</span>'
    )
