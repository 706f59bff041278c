"""Pictures from elsewhere, asked for one by one."""

import re

import pytest

from feedback.rules.mail.display.remote import MOST_ASKED, Asking, address_of, is_remote, origin_of
from feedback.rules.mail.display.shown import shown

ASKING = Asking(address=lambda number: f"/ask/{number}/", words="Show <this>")
TWO = "<p><img src=https://a.example/1.gif alt='A &amp; B'></p><img src=//b.example/2.gif>"


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("https://a.example/1.gif", "https://a.example"),
        ("HTTP://A.example:8080/1.gif", "http://a.example:8080"),
        ("//b.example/2.gif", "https://b.example"),
        ("https://eve@a.example/", "https://a.example"),
        ("https://b\u00fccher.example/", "https://xn--bcher-kva.example"),
        ("https://a.example;script-src */", ""),
        ("https://a.example, *", ""),
        ("https://[::1]/", ""),
        ("https://*.example/", ""),
        ("https://a.example:99999/", ""),
        ("https:///x", ""),
        (r"https://a.example\@b.example/1.gif", "https://a.example"),
        (r"\\a.example\1.gif", "https://a.example"),
        ("ht\ttps://a.ex\nample/1.gif", "https://a.example"),
        ("https://'self'/x", ""),
    ],
)
def test_an_origin_as_a_policy_names_it(source, origin):
    assert is_remote(source) is True
    assert origin_of(address_of(source)) == origin


def test_a_link_with_the_host_stands_where_a_picture_is_blocked():
    found = shown(TWO, pictures={}, asking=ASKING)
    assert (found.blocked, found.origins) == (2, ())
    assert found.html == (
        '<p><span class="picture">▨ A &amp; B · a.example</span> '
        '<a class="ask" href="/ask/0/" rel="noreferrer noopener nofollow">Show &lt;this&gt;</a></p>'
        '<span class="picture">▨ b.example</span> '
        '<a class="ask" href="/ask/1/" rel="noreferrer noopener nofollow">Show &lt;this&gt;</a>'
    )


def test_the_one_that_is_wanted_is_shown():
    found = shown(TWO, pictures={}, wanted={1}, asking=ASKING)
    assert (found.blocked, found.origins) == (1, ("https://b.example",))
    assert found.html.endswith('</p><img src="https://b.example/2.gif">')


def test_what_a_policy_cannot_name_is_never_shown_alone():
    source = "<img src='https://[::1]/x.gif'><img src='https://a.example;img-src */x.gif'>"
    found = shown(source, pictures={}, wanted={0, 1}, asking=ASKING)
    assert (found.blocked, found.origins, "<img" in found.html, "/ask/" in found.html) == (2, (), False, False)


def test_no_link_stands_in_a_link():
    source = (
        "<a href='https://a.example'><div><a href='https://b.example'><img src='https://c.example/1'></a></div></a>"
    )
    found = shown(source, pictures={}, asking=ASKING).html
    assert found.index("c.example") < found.index("/ask/0/") < found.rindex("[a.example]")
    assert not re.search(r"<a (?:(?!</a>).)*<a ", found)


def test_a_sender_makes_no_such_link():
    found = shown("<a class=ask href='/ask/0/'>x</a><p class=picture>y</p>", pictures={}, asking=ASKING).html
    assert found == '<a rel="noreferrer noopener nofollow">x</a><p>y</p>'


def test_very_many_pictures_get_links_for_the_first_ones():
    found = shown("<img src=https://a.example/1>" * 1_000, pictures={}, asking=ASKING)
    assert (found.blocked, found.html.count("/ask/")) == (1_000, MOST_ASKED)
