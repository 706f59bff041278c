"""The schema says what the API does: complete, without warnings, and held against made-up requests."""

import json
import re

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings

from surveys.api.urls import urlpatterns
from tests.factories.surveys import make_survey

SHORT = settings(
    max_examples=8,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def schema(tmp_path_factory):
    file = tmp_path_factory.mktemp("schema") / "schema.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(file))
    return yaml.safe_load(file.read_text())


def ours(schema):
    """Every operation of this app, as (path, method, operation)."""
    for path, methods in schema["paths"].items():
        if path.startswith("/api/surveys/"):
            yield from ((path, method, methods[method]) for method in METHODS & methods.keys())


def test_every_route_and_method_is_described(schema):
    described = {(re.sub(r"\{\w+\}", "_", path), method) for path, method, _ in ours(schema)}
    routes = {
        (f"/api/{re.sub(r'<[^>]+>', '_', str(route.pattern))}", method)
        for route in urlpatterns
        for method in METHODS
        if hasattr(route.callback.cls, method)
    }
    assert described == routes


def test_every_operation_has_a_sentence_a_good_answer_and_its_problems(schema):
    for path, method, operation in ours(schema):
        statuses = {status[0] for status in operation["responses"]}
        assert operation["description"].strip(), (path, method)
        assert "2" in statuses, (path, method)
        assert "4" in statuses, (path, method)


OPERATIONS = [
    ("GET", "/api/surveys/"),
    ("POST", "/api/surveys/"),
    ("PUT", "/api/surveys/{slug}/draft/"),
    ("PATCH", "/api/surveys/{slug}/draft/"),
    ("POST", "/api/surveys/{slug}/draft/undo/"),
    ("GET", "/api/surveys/{slug}/draft/review/"),
    ("PUT", "/api/surveys/{slug}/limits/"),
    ("PUT", "/api/surveys/{slug}/schedule/"),
    ("GET", "/api/surveys/{slug}/responses/"),
    ("POST", "/api/surveys/{slug}/responses/"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_made_up_requests_get_what_the_schema_says(schema, max_, client_for, method, path):
    """A sound or broken body never gives a 500, nor a status or a kind of answer that is not described."""
    make_survey("lunch")
    client = client_for(max_)
    operation = schemathesis.openapi.from_dict(schema)[path][method]
    described = operation.definition.raw["responses"]

    @SHORT
    @given(case=operation.as_strategy())
    def check(case):
        place = path.format(**{**case.path_parameters, "slug": "lunch"})
        body = json.dumps(case.body, default=lambda _nothing: None) if method != "GET" else ""
        head = {key: value for key, value in (case.headers or {}).items() if key == "If-Match"}
        answer = client.generic(
            method, place, body, content_type="application/json", headers=head, query_params=case.query or None
        )
        assert str(answer.status_code) in described, answer.content
        assert answer["Content-Type"].partition(";")[0] in described[str(answer.status_code)]["content"]

    check()
