"""HTML becomes lines of text: hidden things stay hidden, quotes are marked, nothing takes long."""

import time

import pytest

from feedback.rules.mail.text.html import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two<br>three</div>", "one\ntwo\nthree"),
        ("a &amp; b&nbsp;c &#20320;", "a & b c 你"),
        ("<style>p{}</style><script>x</script><title>t</title>shown<!-- not -->", "shown"),
        ("<head><meta><title>x</title><body>shown", "shown"),
        ('<span style="display:none">hidden</span>shown', "shown"),
        (
            "said:<blockquote>one<br>two<blockquote>deep</blockquote></blockquote>mine",
            "said:\n\n> one\n> two\n>\n>> deep\n\nmine",
        ),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ('<a title="a > b" href="x">link</a>', "link"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<table><tr><td>a<td>b</tr></table>", "a b"),
        ("<b>unclosed", "unclosed"),
        (
            'said:<blockquote style="margin:0 0 0 40px;border:none">indented</blockquote>mine',
            "said:\n\nindented\n\nmine",
        ),
        (
            '<blockquote style="border:none" type="cite">a<blockquote style="border:0">b</blockquote></blockquote>x',
            "> a\n>\n> b\n\nx",
        ),
    ],
)
def test_text(html, text):
    assert html_to_text(html) == text


@pytest.mark.parametrize("piece", ["<!--", "<div>", '<a b="', "<blockquote>x", "<script>", "&", "<"])
def test_no_markup_takes_long(piece):
    start = time.monotonic()
    html_to_text(piece * (1_000_000 // len(piece)))
    assert time.monotonic() - start < 10
