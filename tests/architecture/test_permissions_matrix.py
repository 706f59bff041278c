"""Every route × every role. A new route needs one line in its app's table, see routes/."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from feedback_site.kit.access import CHECKS_ITSELF, PUBLIC, declared_for
from feedback_site.kit.api.permission import Allowed
from tests.architecture.routes import ROUTES

LADDER = ["public", "respondent", "agent", "manager", "administrator"]
# What stands in a path for something that is not there: passing the gate then ends in a 404.
NOT_THERE = {"int": 987_654_321, "uuid": UUID(int=7), "other": "no-such-thing"}
NOT_THERE_BY_NAME = {"uidb36": "zzz", "key": "no-such"}


def routes(resolver=None, space=""):
    """All routes as {name: pattern}."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= routes(pattern, inner)
        else:
            found[f"{space}{pattern.name}"] = pattern
    return found


FOUND = routes()
HTML = [name for name in ROUTES if isinstance(ROUTES[name], str)]
API = [(name, method) for name, levels in ROUTES.items() if isinstance(levels, dict) for method in levels]


def path_of(name):
    """The route's path with things that are not there."""
    pattern: URLPattern = FOUND[name]
    kinds = {key: type(kind).__name__ for key, kind in pattern.pattern.converters.items()}
    names = [*kinds, *(key for key in pattern.pattern.regex.groupindex if key not in kinds)]
    values = {}
    for key in names:
        kind = kinds.get(key, "").removesuffix("Converter").lower()
        values[key] = NOT_THERE_BY_NAME.get(key, NOT_THERE.get(kind, NOT_THERE["other"]))
    return reverse(name, kwargs=values)


@pytest.fixture
def as_role(make_user):
    """A fresh browser of somebody with this role."""
    people = {role: make_user(role.title(), role) for role in LADDER[1:]}

    def browser(role):
        client = Client(headers={"Accept-Language": "en"})
        if role in people:
            client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser


def test_the_table_knows_every_route():
    assert {"missing": sorted(set(FOUND) - set(ROUTES)), "gone": sorted(set(ROUTES) - set(FOUND))} == {
        "missing": [],
        "gone": [],
    }


def test_every_view_declares_a_permission():
    assert [name for name, pattern in FOUND.items() if declared_for(pattern.callback) is None] == []


def test_every_api_view_declares_one_for_each_method():
    wrong = []
    for name, pattern in FOUND.items():
        if declared_for(pattern.callback) != CHECKS_ITSELF:
            continue
        view = pattern.callback.cls
        declared = getattr(view, "permissions", None)
        if declared == PUBLIC:
            continue
        methods = {method.upper() for method in ("get", "post", "put", "patch", "delete") if hasattr(view, method)}
        if list(view.permission_classes) != [Allowed] or set(declared or {}) != methods or None in declared.values():
            wrong.append(name)
    assert wrong == []


def outcome(response):
    """What the gate said."""
    assert response.status_code < 500
    if response.status_code in {301, 302, 303} and response["Location"].startswith("/accounts/login/"):
        return "sign in"
    return {401: "sign in", 403: "refused"}.get(response.status_code, "passed")


def expected(lowest):
    """What each rung of the ladder is told."""
    return {
        role: "passed" if LADDER.index(role) >= LADDER.index(lowest) else "refused" if role != "public" else "sign in"
        for role in LADDER
    }


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", HTML)
def test_pages(as_role, name, method):
    wanted = expected(ROUTES[name])
    if name == "mfa_authenticate":  # open to strangers who have made the first step, which ours has not
        wanted["public"] = "sign in"
    path = path_of(name)
    assert {role: outcome(getattr(as_role(role), method)(path)) for role in LADDER} == wanted


@pytest.mark.parametrize(("name", "method"), API)
def test_api(as_role, name, method):
    path = path_of(name)

    def ask(role):
        return as_role(role).generic(method, path, "{}", content_type="application/json")

    assert {role: outcome(ask(role)) for role in LADDER} == expected(ROUTES[name][method])


@pytest.mark.parametrize("name", [name for name, levels in ROUTES.items() if isinstance(levels, dict)])
def test_a_method_that_is_not_declared_is_refused(as_role, name):
    for method in {"POST", "PUT", "PATCH", "DELETE"} - set(ROUTES[name]):
        response = as_role("administrator").generic(method, path_of(name), "{}", content_type="application/json")
        assert response.status_code in {403, 405}


def test_a_view_without_a_declaration_is_shut(as_role, rf):
    from django.core.exceptions import PermissionDenied

    from feedback_site.kit.access import DenyByDefault

    request = rf.get("/")
    request.user = as_role("administrator").get("/console/profile/").wsgi_request.user
    with pytest.raises(PermissionDenied):
        DenyByDefault(lambda _request: None).process_view(request, lambda _request: None, (), {})
