"""Random surveys and random answers through the whole site: no 500, no hang, nothing stored that the survey forbids.

A few fixed examples run with the suite; `FUZZ=10000 pytest tests/surveys/fuzz` looks for new ones.
"""

import gc
import json
import math
import os
import sys
import time
import traceback
from urllib.parse import quote, urlencode, urljoin

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, event, given, note, settings
from hypothesis import strategies as st

from feedback_site.kit.tokens import uuid7
from surveys.models import Response
from surveys.queries import definitions as known
from surveys.web import first_pages
from tests.factories.surveys import Forms
from tests.surveys.fuzz.judging import faults
from tests.surveys.fuzz.making import JUNK, NAMES, VALUES, broken, definitions

pytestmark = pytest.mark.django_db
MANY = int(os.environ.get("FUZZ", "0"))
BOUNDS = settings(
    max_examples=MANY or 15,
    derandomize=not MANY,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
SECOND = 1.0  # of the processor, not of the clock: other work on the machine does not count
GO = ["next", "next", "next", "back", "later", "sideways", ""]
ENTRIES = [
    *(str(value) for value in VALUES), "on", "true", "false", "5", "abc", "2026-02-29", "2026-02-28", "25:00", "-0",
    "1e5", "a@example.org", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "9" * 400, "x" * 3_000, "字" * 30, "\x00x",
    "%ED%A0%80", "\r\n", " 2 ", "٣", "１", "NaN", "Infinity", "[1]", "{}", "__select_all__", "__other__", "all", "0x10",
]  # fmt: skip
JSON = st.sampled_from(VALUES) | st.sampled_from(JUNK) | st.sampled_from(ENTRIES)
ANYTHING = JSON | st.lists(JSON, max_size=3) | st.dictionaries(st.sampled_from(NAMES), JSON, max_size=3)


BEFORE = ["", "preview/", "builder/", "builder/review/", "builder/translations/", "definition.json", "definition.xlsx"]
AFTER = [
    "/console/surveys/fuzz/results/", "/console/surveys/fuzz/responses/", "/api/surveys/fuzz/responses/",
    "/api/surveys/fuzz/results/", "/console/surveys/fuzz/responses/{}/", "/console/surveys/fuzz/responses/{}/",
]  # fmt: skip


class Site:
    """A browser of staff and one of a stranger; every answer is looked at."""

    def __init__(self, staff):
        self.staff, self.guest = staff, Client(headers={"Accept-Language": "en"})
        self.most = SECOND

    def ask(self, act):
        """Ask, and see that it is answered: no 500 (it would be raised here), within a second."""
        start = time.thread_time()
        answer = act()
        spent = time.thread_time() - start
        assert spent < self.most, spent
        assert answer.status_code < 500
        return answer

    def publish(self, definition, look=BEFORE[0]):
        """Publish over the API, having looked at a page of it; None where the definition is refused."""
        body = json.dumps({"slug": "fuzz", "definition": definition})
        made = self.ask(lambda: self.staff.post("/api/surveys/", body, content_type="application/json"))
        if made.status_code != 201:
            assert made.status_code in (400, 422), made.content
            return None
        self.ask(lambda: self.staff.get(f"/console/surveys/fuzz/{look}"))
        live = self.ask(lambda: self.staff.post("/api/surveys/fuzz/versions/", content_type="application/json"))
        assert live.status_code in (201, 409), live.content
        return definition if live.status_code == 201 else None

    def check(self, definition, look):
        """Nothing forbidden is stored, and staff can read it."""
        rows = list(Response.objects.all())
        for row in rows:
            assert faults(definition, row.answers, is_complete=row.is_complete) == []
        key = rows[0].pk if rows else ""
        self.ask(lambda: self.staff.get(look.format(key)))


@pytest.fixture
def site(client_for, max_):
    site = Site(client_for(max_))
    site.most = math.inf  # what is read once is no hang
    without_trace(lambda: site.publish({"elements": [{"type": "text", "name": "a"}]}))
    site.most = SECOND
    gc.collect()
    gc.disable()
    yield site
    gc.enable()


def without_trace(act):
    """Run an example in a transaction that is rolled back."""
    gc.collect(0)
    known._parsed.clear()
    first_pages._drawn.clear()
    first_pages._by_lot.clear()
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


def encoded(fields):
    """The body of a form, bytes that are no text included."""
    return urlencode([(name, value) for name, values in fields.items() for value in values]).replace(
        quote("%ED%A0%80"), "%ED%A0%80"
    )


def fill(site, chance, path="/s/fuzz/"):
    """Answer page after page with whatever comes; by chance, since what a page asks may differ at each visit."""
    page = site.ask(lambda: site.guest.get(path))
    for _ in range(chance.randint(1, 7)):
        form = Forms(page.content.decode())
        if form.action is None:
            return
        fields = dict(form.fields)
        for name in sorted(form.names):
            if name.startswith("q.") and chance.randint(0, 4):
                fields[name] = chance.choices(ENTRIES, k=chance.randint(1, 2))
        if chance.randint(0, 9) == 0:
            odd = chance.choice(["shown", "page", "response", "language", "q.", "q.a#comment", "homepage"])
            fields[odd] = chance.choices([*ENTRIES, *NAMES], k=chance.randint(0, 3))
        fields["go"] = [chance.choice(GO)]
        target = urljoin(path, form.action)
        page = site.ask(
            lambda fields=fields, target=target: site.guest.post(
                target, encoded(fields), content_type="application/x-www-form-urlencoded"
            )
        )
        if page.status_code == 303:
            path = page["Location"]
            page = site.ask(lambda path=path: site.guest.get(path))


def submit(site, data):
    """Send anything as a program."""
    answers = data.draw(st.dictionaries(st.sampled_from([*NAMES, "b.c-Comment"]), ANYTHING, max_size=5))
    body = {"id": str(uuid7()), "answers": answers, "complete": data.draw(st.booleans())}
    site.ask(lambda: site.guest.post("/api/surveys/fuzz/responses/", json.dumps(body), content_type="application/json"))


def run(site, data, definition):
    if site.publish(definition, data.draw(st.sampled_from(BEFORE))) is None:
        event("refused")
        return
    fill(site, data.draw(st.randoms(use_true_random=True)))
    submit(site, data)
    rows = Response.objects.all()
    event(f"{len(rows)} stored, {sum(row.is_complete for row in rows)} complete")
    site.check(definition, data.draw(st.sampled_from(AFTER)))


def explore(site, source):
    """Run examples; a long search goes on after what it finds and tells all of it at the end."""
    found = {}

    @BOUNDS
    @given(definition=source, data=st.data())
    def examples(definition, data):
        note(json.dumps(definition))
        try:
            without_trace(lambda: run(site, data, definition))
        except Exception as error:
            if not MANY:
                raise
            place = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} at {place.filename}:{place.lineno}: {str(error)[:120]}"
            if key not in found:
                found[key] = json.dumps(definition)
                sys.stderr.write(f"{key}\n{found[key]}\n")

    examples()
    assert found == {}


def test_any_survey_and_any_answers(site):
    explore(site, definitions())


def test_any_json_as_a_survey(site):
    explore(site, broken())
