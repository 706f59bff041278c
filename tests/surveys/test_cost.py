"""What an answer costs: queries, and bytes over the air."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback_site.kit.static_files import taken_in
from surveys.queries.definitions import _parsed
from tests.factories.surveys import Respondent, make_example

pytestmark = pytest.mark.django_db
BUDGET = 12_000


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
    assert statements(first) == ["SELECT", "WITH"]
    guest.post("/s/product-feedback/", form | {"q.nps": "10", "go": "next"})
    with CaptureQueriesContext(connection) as shown:
        guest.open(guest.path)
    assert statements(shown) == ["SELECT"]
    path, page = guest.path.partition("?")[0], guest.form.fields
    with CaptureQueriesContext(connection) as second:
        sam.post(path, page | {"go": "next"})
    assert statements(second) == ["SELECT", "SELECT", "UPDATE"]


def as_sent(file):
    """A static file as a browser gets it: style sheets with their imports taken in, everything compressed."""
    path = Path(finders.find(file))
    text = path.read_bytes()
    if path.suffix == ".css":
        text = taken_in(text.decode(), lambda sheet: (path.parent / sheet).read_text(encoding="utf-8")).encode()
    return gzip.compress(text)


@pytest.mark.parametrize("name", ["product-feedback", "trust-pulse"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_first_page_weighs_at_most_12_kb_in_all(sam, name, language):
    make_example(name)
    page = sam.get(f"/s/{name}/", headers={"Accept-Language": language, "Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    html = gzip.decompress(page.content).decode()
    assert "style=" not in html
    files = set(re.findall(r'(?:href|src)="/static/([^"#]+)', html))
    assert {Path(file).suffix for file in files} <= {".css", ".js", ".svg"}
    assert len(files) <= 5
    total = len(page.content) + sum(len(as_sent(file)) for file in files)
    print(f"{name} in {language}: {total} bytes, {1 + len(files)} requests")
    assert total <= BUDGET


def test_the_scripts_stay_small():
    assert sum(Path(finders.find(f"js/{name}.js")).stat().st_size for name in ("survey", "survey-live")) <= 6 * 1024
