"""The design keeps its promises: contrast in both modes, small survey pages, no inline style, no lost icon."""

import gzip
import math
import re
from pathlib import Path

import pytest

from feedback_site.kit.static_files import COMMENT, taken_in

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TOKENS = (CSS / "tokens.css").read_text()
LIGHT, DARK_BY_SYSTEM, DARK_BY_CHOICE = (
    dict(re.findall(r"--raw-([\w-]+): oklch\(([^)/]+)", part))
    for part in re.split(r"@media screen and|:root\[data-theme=", TOKENS)
)
TEXT = ("ink", "ink-2", "ink-3")
HUES = ("sea", "leaf", "amber", "red")
READABLE = [
    *((text, paper, 4.5) for paper in ("paper", "sheet", "shade") for text in (*TEXT, *HUES, "sea-2")),
    *((text, f"{hue}-wash", 4.5) for hue in HUES for text in (*TEXT, hue)),
    *(("on-colour", hue, 4.5) for hue in (*HUES, "sea-2")),
    *(("rule", paper, 3.0) for paper in ("paper", "sheet", "shade", *(f"{hue}-wash" for hue in HUES))),
]


def luminance(oklch):
    lightness, chroma, hue = map(float, oklch.split())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("raw", [LIGHT, DARK_BY_CHOICE], ids=["light", "dark"])
def test_text_and_edges_are_readable(raw):
    weak = [(fore, back) for fore, back, least in READABLE if contrast(raw[fore], raw[back]) < least]
    assert weak == []


def test_black_on_white_is_twenty_one_to_one():
    assert round(contrast("0 0 0", "1 0 0"), 1) == 21.0


def test_dark_is_the_same_by_system_and_by_choice():
    assert DARK_BY_SYSTEM == DARK_BY_CHOICE
    assert set(DARK_BY_CHOICE) == set(LIGHT)


def test_every_sheet_is_in_the_table_of_contents_and_short():
    contents = ("site.css", "console.css", "survey.css")
    listed = {sheet for name in contents for sheet in re.findall(r'url\("([^"]+)"\)', (CSS / name).read_text())}
    present = {str(sheet.relative_to(CSS)) for sheet in CSS.rglob("*.css")} - set(contents)
    assert listed == present
    assert [sheet.name for sheet in CSS.rglob("*.css") if len(sheet.read_text().splitlines()) > 200] == []


def test_browsers_too_old_for_the_other_sheets_find_one_that_they_can_read():
    """They would show a field that is to stay empty, pictures as wide as the page, and no sign of what was picked."""
    newer = re.compile(r"[&@]|var\(|oklch|gap:|inset|-inline|-block:|grid|:(?:is|where|has|not)\(|(?:min|max|clamp)\(")
    older = [CSS / name for name in ("older.css", "older-survey.css")]
    assert [newer.findall(COMMENT.sub("", sheet.read_text())) for sheet in older] == [[], []]
    said = re.findall(r'url\("(older[\w-]*\.css)"\) supports\((.+)\);', (CSS / "survey.css").read_text())
    # A condition with selector() is dropped whole by browsers that do not know it, so it stands apart.
    assert said == [
        (sheet.name, condition)
        for condition in ("not (color: oklch(0 0 0))", "(not selector(&)) or (not selector(:has(a)))")
        for sheet in older
    ]


def test_a_survey_page_leaves_room_under_fifteen_kilobytes():
    styles = taken_in((CSS / "survey.css").read_text(), lambda name: (CSS / name).read_text()).encode()
    files = ["icons/favicon.svg", "icons/rating.svg"]
    sent = [styles, *((ROOT / "static" / name).read_bytes() for name in files)]
    weight = sum(map(len, map(gzip.compress, sent)))
    assert weight < 10_000, weight


def test_templates_hold_no_inline_style_or_script():
    inline = re.compile(r"""\sstyle=|\son[a-z]+=["']|<script(?![^>]*\bsrc=)""")
    pages = [page for page in TEMPLATES if "email" not in page.parts and page.name != "email.html"]
    assert [str(page.relative_to(ROOT)) for page in pages if inline.search(page.read_text())] == []


def test_every_named_icon_is_drawn():
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (ROOT / "static" / "icons" / "sprite.svg").read_text()))
    named = re.compile(r'(?:<c-icon name|<c-(?:button|empty|badge)[^>]*\sicon)="([\w-]+)"')
    used = {name for page in TEMPLATES for name in named.findall(page.read_text())}
    assert used - drawn == set()


def test_components_stay_few():
    assert len(list((ROOT / "templates" / "components").glob("*.html"))) <= 14
