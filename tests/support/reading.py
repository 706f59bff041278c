"""Reads a page as its visitor does: what it says, and where it leads."""

from html.parser import HTMLParser
from zoneinfo import available_timezones

SPOKEN = {"alt", "aria-label", "data-done", "data-label", "placeholder", "title"}
NOT_SPOKEN = {"code", "pre", "script", "style", "svg"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
ZONES = {zone.replace("_", " ") for zone in available_timezones()} | available_timezones()


class Page(HTMLParser):
    """The texts of a page, each with its white space folded, its links, and all of it in one line.

    Code is left out, and so are names of time zones and what is marked to be of another language.
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
