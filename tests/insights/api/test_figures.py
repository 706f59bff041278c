"""The API gives the same figures as the page."""

import pytest

from feedback_site.kit import clock
from insights.queries.figures import figures
from tests.insights.queries.test_figures import NOW, WEEK, counts
from tests.support.drain import drain

URL = "/api/figures/"
ASKED = {"from": "2026-11-16", "to": "2026-11-23"}


def numbers(found, path=""):
    """Every count in the JSON, by the path that the figures have."""
    if isinstance(found, dict) and set(found) == {"n", "list"}:
        return {path.lstrip("."): (found["n"], found["list"].removeprefix("http://testserver"))}
    parts = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    return {k: v for name, part in parts for k, v in numbers(part, f"{path}.{name}").items()}


def test_who_may_read_it(sam, statuses):
    assert sam.get(URL).status_code == 401
    assert list(statuses(URL).values()) == [403, 403, 200, 200]


def test_the_same_numbers_and_lists(busy_week, client_for, max_):
    drain()
    with clock.at(NOW):
        answer = client_for(max_).get(URL, ASKED).json()
    found = figures(WEEK, NOW)
    assert numbers(answer) == {path: (c.n, c.url) for path, c in counts(found).items()}
    assert answer["cohort"]["headline"] == {"n": 11, "median": 9 * 3600.0, "values": []}
    assert answer["responses"]["times"]["values"] == list(found.responses.times.values)
    assert answer["waiting"]["oldest_seconds"] == 60 * 3600.0
    assert answer["satisfaction"]["share"] is None


@pytest.mark.parametrize("query", [{"days": "8"}, {"from": "x", "to": "y"}, {"to": "2026-11-16"}])
def test_what_cannot_be_read_is_told(client_for, max_, query):
    answer = client_for(max_).get(URL, query)
    assert (answer.status_code, answer.json()["title"]) == (400, "This period cannot be read.")


def test_it_is_documented(client):
    schema = client.get("/api/schema/", {"format": "json"}).json()
    operation = schema["paths"]["/api/figures/"]["get"]
    assert {p["name"] for p in operation["parameters"]} == {"from", "to", "days"}
    reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert reference == "#/components/schemas/Figures"
