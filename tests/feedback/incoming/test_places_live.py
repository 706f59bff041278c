"""In a real browser: the place behind a link stays in sight, and is the one that the browser goes to."""

import pytest

from feedback.rules.mail.display.links import link_of
from tests.factories.mail import receive

LINK = "<a href=https://evil.example>{}</a>"
TABLE = LINK.format('<table align=left style="letter-spacing:0"><tr><td>bank</table>')
TRICKS = (
    '<div style="letter-spacing:-30px">' + LINK.format('<span style="letter-spacing:0">bank</span>') + "</div>",
    f'<div style="text-indent:-9999px">{TABLE}</div>',
    f'<div style="text-indent:9999px">{TABLE}</div>',
    '<div style="white-space:pre">' + LINK.format("bank" + " " * 3_000) + "</div>",
    '<div style="width:99999px;text-align:right">' + LINK.format("<div align=left>bank</div>") + "</div>",
    '<span style="vertical-align:-3000px">' + LINK.format('<b style="vertical-align:3000px">bank</b>') + "</span>",
    '<div style="font-size:0;line-height:0">' + LINK.format('<b style="font-size:16px">bank</b>') + "</div>",
    "<bdo dir=rtl>" + LINK.format("bank") + "</bdo>",
    "<p>" + LINK.format("\u202eknab") + "</p>",
)
WRITTEN = (
    r"https://evil.example\@bank.example/", r"https:\\evil.example/", "https://fa\u00df.example/",
    "https://%65vil.example/", "https://ba\u00adnk.example/", "https://0x7f.1/", "https://[::1]:81/",
    "https://b\u0430nk.example/", "https://a:b@evil.example:8080/?@bank.example", "ht\ntps://evil.example/",
)  # fmt: skip
SEEN = """() => [...document.querySelectorAll('.place')].map(place => {
    const text = document.createRange(), link = place.parentElement.querySelector('a') || place.previousElementSibling
    text.selectNodeContents(place)
    const box = text.getBoundingClientRect(), near = (link || place).getBoundingClientRect()
    return [box.left >= 0, box.right <= innerWidth, box.width > 80, Math.abs(box.top - near.top) < 100]
})"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_style_takes_the_place_of_a_link_out_of_sight(open_browser, amir):
    content = "From: eve@evil.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n" + "<hr>".join(TRICKS)
    row = receive(content.encode())
    page = open_browser(user=amir)
    page.goto(f"/console/incoming/{row.pk}/html/")
    assert page.evaluate(SEEN) == [[True] * 4] * len(TRICKS)


@pytest.mark.browser
def test_a_browser_goes_where_we_say(open_browser, transactional_db):
    page = open_browser()
    hosts = page.evaluate("found => found.map(one => new URL(one).hostname)", list(WRITTEN))
    assert [link_of(written).place for written in WRITTEN] == hosts
    ours = page.evaluate("found => found.map(one => new URL(one).hostname)", [link_of(one).address for one in WRITTEN])
    assert ours == hosts
