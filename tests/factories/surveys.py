"""Surveys made through the real actions, and a respondent who fills in forms as a browser without scripts does."""

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from surveys.actions.import_survey import import_survey
from surveys.actions.publish_survey import publish_survey

EXAMPLES = Path(__file__).parent.parent / "surveys" / "examples"


def example(name):
    """A definition and its settings."""
    read = lambda suffix: json.loads((EXAMPLES / f"{name}{suffix}.json").read_text(encoding="utf-8"))  # noqa: E731
    return read(""), read(".settings")


def make_survey(slug="survey", definition=None, settings=None, *, publish=True, by=None):
    """A survey, live unless told otherwise."""
    survey = import_survey(definition=definition or ONE_PAGE, settings=settings, slug=slug, by=by)
    if publish:
        publish_survey(survey_id=survey.pk, by=by)
        survey.refresh_from_db()
    return survey


def make_example(name, *, slug=None, by=None):
    definition, settings = example(name)
    return make_survey(slug or name, definition, settings, by=by)


ONE_PAGE = {
    "title": "Lunch",
    "elements": [
        {"type": "text", "name": "dish", "title": "Which dish?", "isRequired": True},
        {"type": "text", "name": "guests", "inputType": "number", "min": 1, "max": 9},
    ],
}


class Forms(HTMLParser):
    """The first form with `novalidate` on a page, as the fields that a browser would send."""

    def __init__(self, html):
        super().__init__()
        self.action, self.fields, self.names, self._on = None, {}, set(), False
        self._select = self._area = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form" and "novalidate" in found:
            self._on, self.action = True, found.get("action") or ""
        if not self._on:
            return
        name = found.get("name")
        if name:
            self.names.add(name)
        if tag == "input" and name and _is_sent(found):
            self.fields.setdefault(name, []).append(found.get("value", ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            self.fields.setdefault(self._select, []).append(found.get("value", ""))
        elif tag == "textarea":
            self._area, self.fields[name] = name, [""]

    def handle_data(self, data):
        if self._on and self._area:
            self.fields[self._area] = [self.fields[self._area][0] + data.removeprefix("\n")]

    def handle_endtag(self, tag):
        if tag == "form":
            self._on = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


def _is_sent(found):
    return "disabled" not in found and (found.get("type") not in ("radio", "checkbox") or "checked" in found)


class Respondent:
    """Somebody who opens a survey and sends its pages."""

    def __init__(self, client, slug, language="en", base="/s"):
        self.client, self.slug, self.language = client, slug, language
        self.response = self.open(f"{base}/{slug}/")

    def open(self, path):
        self.path = path
        self.response = self.client.get(path, headers={"Accept-Language": self.language})
        return self.response

    @property
    def html(self):
        return self.response.content.decode()

    @property
    def form(self):
        return Forms(self.html)

    def send(self, go="next", **answers):
        """Send the page; `nps=3` fills `q.nps`, a dict its parts, a list several ticks; follows the 303."""
        form = self.form
        data = dict(form.fields) | {"go": [go]}
        for name, value in answers.items():
            if isinstance(value, dict):
                data |= {f"q.{name}.{part}": item for part, item in value.items()}
            else:
                data[name if name == "homepage" else f"q.{name.replace('__comment', '#comment')}"] = value
        return self.post(urljoin(self.path, form.action), data)

    def post(self, path, data):
        self.sent = path, data
        self.path = path
        self.response = self.client.post(path, data, headers={"Accept-Language": self.language})
        if self.response.status_code == 303:
            self.open(self.response["Location"])
        return self.response
