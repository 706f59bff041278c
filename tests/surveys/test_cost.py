"""What an answer costs: queries, and bytes over the air."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.queries.definitions import _parsed
from tests.factories.surveys import Respondent, make_example

pytestmark = pytest.mark.django_db
BUDGET = 15 * 1024


def statements(queries):
    return [q["sql"].split()[0] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def test_queries_of_each_step(sam):
    make_example("product-feedback")
    _parsed.clear()
    with CaptureQueriesContext(connection) as cold:
        guest = Respondent(sam, "product-feedback")
    assert statements(cold) == ["SELECT", "SELECT"]
    with CaptureQueriesContext(connection) as warm:
        guest = Respondent(sam, "product-feedback")
    assert statements(warm) == ["SELECT"]
    form = guest.form.fields
    with CaptureQueriesContext(connection) as first:
        sam.post("/s/product-feedback/", form | {"q.nps": "10", "go": "next"})
    assert statements(first) == ["SELECT", "INSERT", "INSERT"]
    guest.post("/s/product-feedback/", form | {"q.nps": "10", "go": "next"})
    with CaptureQueriesContext(connection) as shown:
        guest.open(guest.path)
    assert statements(shown) == ["SELECT"]
    path, page = guest.path.partition("?")[0], guest.form.fields
    with CaptureQueriesContext(connection) as second:
        sam.post(path, page | {"go": "next"})
    assert statements(second) == ["SELECT", "SELECT", "UPDATE"]


@pytest.mark.parametrize("name", ["product-feedback", "trust-pulse"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_first_page_weighs_at_most_15_kb(sam, name, language):
    make_example(name)
    html = Respondent(sam, name, language).html
    assert "<script" not in html
    assert "style=" not in html
    files = re.findall(r'(?:href|src)="/static/([^"#]+)', html)
    total = len(gzip.compress(html.encode()))
    for file in set(files):
        total += len(gzip.compress(Path(finders.find(file)).read_bytes()))
    print(f"{name} in {language}: {total} bytes, {len(set(files))} files")
    assert total <= BUDGET
