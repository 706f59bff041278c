"""Reads a page as its visitor does: what it says, where it leads, and what is in a foreign language."""

import re
from functools import cache
from html.parser import HTMLParser
from zoneinfo import available_timezones

from babel.messages.pofile import read_po

from tests.architecture.tree import ROOT

CATALOGUE = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z][a-z’']+(?:,? [A-Za-z’']+){2,}")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff“”（）][,.?!:;](?=\s|$|[\u4e00-\u9fff])")
LANGUAGE_NAMES = {"简体中文", "English"}

SPOKEN = {"alt", "aria-label", "data-done", "data-label", "placeholder", "title"}
NOT_SPOKEN = {"cite", "code", "pre", "script", "style", "svg"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
ZONES = {zone.replace("_", " ") for zone in available_timezones()} | available_timezones()


class Page(HTMLParser):
    """The texts of a page, each with its white space folded, its links, and all of it in one line.

    Code and citations are left out, and so are names of time zones and what is marked to be of another language.
    """

    def __init__(self, html):
        super().__init__()
        self.said, self.links, self.line = [], [], ""
        self.language, self._hidden = "", []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "html":
            self.language = found.get("lang", "")
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        other = tag != "html" and found.get("lang", self.language) != self.language
        if self._hidden or tag in NOT_SPOKEN or other:
            if tag not in VOID:
                self._hidden.append(tag)
            return
        for key in SPOKEN & found.keys():
            self._say(found[key] or "")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if self._hidden and tag not in VOID:
            self._hidden.pop()

    def handle_endtag(self, tag):
        if self._hidden and tag not in VOID:
            self._hidden.pop()

    def handle_data(self, data):
        if not self._hidden:
            self.line += data
            self._say(data)

    def _say(self, text):
        folded = " ".join(text.split())
        if folded and folded not in ZONES:
            self.said.append(folded)


def is_prose(words):
    """A name writes all its words large, and codes of languages are short."""
    return any(word[0].islower() and len(word) > 2 for word in words.replace(",", "").split()[1:])


@cache
def msgids():
    """What the program says in English, where Chinese has other words for it."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    plain = (message for message in catalogue if message.id and message.context is None)
    return {message.id for message in plain if isinstance(message.id, str) and message.id != message.string}


def foreign(page, language):
    """What a page says that this language does not explain; in Chinese also punctuation of half width."""
    said = [text for text in page.said if text not in LANGUAGE_NAMES]
    if language == "en":
        return [text for text in said if CHINESE.search(text)]
    wrong = [text for text in said if text in msgids() or any(map(is_prose, ENGLISH.findall(text)))]
    return wrong + [page.line[max(0, m.start() - 20) : m.end() + 10] for m in HALF_WIDTH.finditer(page.line)]
