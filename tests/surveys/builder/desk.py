"""Somebody at the builder, as a browser without scripts would send its forms."""

from html.parser import HTMLParser

from surveys.models import Survey


class Editor(HTMLParser):
    """The fields of the editor's form, as a browser without scripts would send them."""

    def __init__(self, html, marker="builder-form"):
        super().__init__()
        self.marker, self.fields, self._on, self._select, self._area = marker, {}, False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = {key: value or "" for key, value in attributes}
        if tag == "form":
            self._on = self.marker in found.get("class", "")
        name = found.get("name")
        if not self._on:
            return
        if tag == "option" and self._select and ("selected" in found or self._select not in self.fields):
            self.fields[self._select] = found.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "input" and name and (found.get("type") != "checkbox" or "checked" in found):
            self.fields[name] = found.get("value", "on" if found.get("type") == "checkbox" else "")

    def handle_endtag(self, tag):
        self._area = None if tag == "textarea" else self._area
        self._select = None if tag == "select" else self._select
        self._on = self._on and tag != "form"

    def handle_data(self, data):
        if self._area:
            self.fields[self._area] += data.removeprefix("\n")


class Builder:
    """Somebody at the builder."""

    def __init__(self, client, slug="survey"):
        self.client, self.home = client, f"/console/surveys/{slug}/builder/"
        self.open()

    def open(self, query=""):
        return self.take(self.client.get(self.home + query))

    def take(self, answer):
        if answer.status_code == 303:
            self.at = answer["Location"]
            answer = self.client.get(self.at)
        self.status, self.html = answer.status_code, answer.content.decode()
        self.fields = Editor(self.html).fields
        return self

    def do(self, verb="save", headers=None, **fields):
        data = {**self.fields, "do": verb, **fields}
        return self.take(self.client.post(f"{self.home}changes/", data, headers=headers))

    def save(self, changes, **options):
        return self.take(self.client.post(f"{self.home}changes/", {**self.fields, **changes}, **options))

    def undo(self, verb="undo"):
        return self.take(self.client.post(f"{self.home}undo/", {"do": verb, "revision": self.fields["revision"]}))


def draft(slug="survey"):
    return Survey.objects.get(slug=slug).draft
