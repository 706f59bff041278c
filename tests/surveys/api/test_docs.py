"""The examples in docs/api.md do what they say, in the order of the page, by a token."""

import json
import re

import pytest
from django.test import Client

from accounts.actions.create_api_token import create_api_token
from surveys.api.urls import urlpatterns
from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
REQUEST = re.compile(r"^(GET|POST|PUT|PATCH|DELETE) (\S+)\n(.*?)→ (\d+)$", re.MULTILINE | re.DOTALL)


@pytest.mark.django_db
def test_every_example_is_answered_as_it_says(max_):
    _row, token = create_api_token(owner=max_, label="docs")
    client = Client(headers={"Authorization": f"Bearer {token}"})
    examples = [
        found for block in re.findall(r"```http\n(.*?)```", PAGE, re.DOTALL) for found in REQUEST.findall(block)
    ]
    assert len(examples) == PAGE.count("\n→ ")
    for method, path, body, status in examples:
        sent = json.dumps(json.loads(body)) if body.strip() else ""
        answer = client.generic(method, path, sent, content_type="application/json")
        assert answer.status_code == int(status), (method, path, b"".join(answer))


def test_every_address_on_the_page_is_a_route():
    routes = [re.compile("/api/" + re.sub(r"<[^>]+>", "[^/]+", str(route.pattern)) + "$") for route in urlpatterns]
    named = {found.partition("?")[0] for found in re.findall(r"/api/surveys/[^\s`]*", PAGE)}
    assert [path for path in sorted(named) if not any(route.match(path) for route in routes)] == []
