"""Every route × every role. A new route needs one line in ROUTES."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from feedback_site.kit.access import CHECKS_ITSELF, PUBLIC, declared_for
from feedback_site.kit.api.permission import Allowed

# The lowest role that may open a route; for the API by method.
ROUTES = {
    "home": "public",
    **dict.fromkeys(("health", "robots", "set_language", "favicon"), "public"),
    **dict.fromkeys(("account_login", "account_logout"), "public"),
    "account_reset_password": "public",
    "account_reset_password_done": "public",
    "account_reset_password_from_key": "public",
    "account_reset_password_from_key_done": "public",
    "mfa_authenticate": "public",
    **dict.fromkeys(("account_change_password", "account_set_password", "account_reauthenticate"), "respondent"),
    **dict.fromkeys(("mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"), "respondent"),
    "mfa_view_recovery_codes": "respondent",
    "mfa_generate_recovery_codes": "respondent",
    "mfa_download_recovery_codes": "respondent",
    "console": "agent",
    "accounts:invitation": "public",
    "accounts:people": "manager",
    "accounts:person": "manager",
    "accounts:invitations": "administrator",
    "accounts:withdrawal": "administrator",
    "accounts:role": "administrator",
    "accounts:access": "administrator",
    "accounts:working_time": "agent",
    "accounts:absences": "agent",
    "accounts:absence_end": "agent",
    "accounts:teams": "manager",
    "accounts:team": "manager",
    "accounts:profile": "respondent",
    "accounts:tokens": "respondent",
    "accounts:revocation": "respondent",
    **dict.fromkeys(("feedback:form", "feedback:case"), "public"),
    "feedback:mine_ask": "public",
    "feedback:mine_sent": "public",
    "feedback:mine_erased": "public",
    "feedback:mine": "public",
    "feedback:mine_export": "public",
    "feedback:mine_erasure": "public",
    "feedback:contacts": "agent",
    "feedback:contact": "agent",
    "feedback:contact_properties": "agent",
    "feedback:contact_merge": "agent",
    "feedback:contact_erasure": "administrator",
    "feedback:webhook": "public",
    "feedback:incoming": "agent",
    "feedback:incoming_mail": "agent",
    "feedback:incoming_decision": "agent",
    "feedback:incoming_retry": "agent",
    "feedback:incoming_html": "agent",
    "feedback:incoming_raw": "manager",
    "feedback:case_file": "public",
    "feedback:ticket_file": "agent",
    "feedback:receipt": "public",
    "feedback:rate": "public",
    "feedback:imports": "administrator",
    "feedback:import": "administrator",
    "feedback:import_step": "administrator",
    "feedback:import_report": "administrator",
    "feedback:inbox": "agent",
    "feedback:inbox_news": "agent",
    "feedback:follow_ups": "agent",
    "feedback:ticket": "agent",
    "feedback:replies": "agent",
    "feedback:notes": "agent",
    "feedback:drafts": "agent",
    "feedback:presence": "agent",
    "feedback:insertion": "agent",
    "feedback:canned_replies": "agent",
    "feedback:new_canned_reply": "manager",
    "feedback:canned_reply": "manager",
    "feedback:canned_reply_end": "manager",
    "feedback:assignment": "agent",
    "feedback:resolution": "agent",
    "feedback:tags": "agent",
    "feedback:ticket_fields": "agent",
    "feedback:custom_fields": "administrator",
    "feedback:custom_field": "administrator",
    "feedback:team": "agent",
    "feedback:rest": "agent",
    "feedback:bulk_preview": "agent",
    "feedback:bulk_changes": "agent",
    "feedback:bulk_change": "agent",
    "feedback:bulk_undo": "agent",
    "feedback:saved_views": "agent",
    "feedback:saved_view": "agent",
    "feedback:closure": "agent",
    "feedback:reopening": "agent",
    "feedback:split": "agent",
    "feedback:links": "agent",
    "feedback:related": "agent",
    "feedback:merge": "agent",
    "feedback:merge_undo": "agent",
    "feedback:priority": "agent",
    "feedback:hold": "agent",
    "feedback:clocks": "agent",
    "feedback:rules": "manager",
    "feedback:new_rule": "administrator",
    "feedback:rule": "manager",
    "feedback:rule_terms": "administrator",
    "feedback:rule_place": "administrator",
    "feedback:calendars": "manager",
    "feedback:new_calendar": "administrator",
    "feedback:calendar": "administrator",
    "feedback:policies": "manager",
    "feedback:new_policy": "administrator",
    "feedback:policy": "administrator",
    "feedback:policy_place": "administrator",
    "feedback:reopened": "manager",
    "insights:dashboard": "manager",
    "insights:digests": "manager",
    "insights:digest_preview": "manager",
    "insights:digest_subscription": "manager",
    "notifications:stop": "public",
    "notifications:mail": "manager",
    **{f"notifications:mail-text{end}": "administrator" for end in ("", "s", "-html", "-reset")},
    "notifications:mail-retry": "administrator",
    "notifications:addresses": "manager",
    "notifications:domain": "administrator",
    "notifications:address-lift": "administrator",
    "notifications:delivery": "manager",
    "notifications:delivery-html": "manager",
    "notifications:delivery-retry": "administrator",
    **{f"notifications:{name}": "administrator" for name in ("events", "parked", "parked-list", "parked-retry")},
    "surveys:invited": "public",
    "surveys:invitations": "manager",
    "surveys:reminder": "manager",
    "surveys:revocation": "manager",
    "surveys:start": "public",
    "surveys:answer": "public",
    "surveys:begin": "public",
    "surveys:list": "agent",
    "surveys:new": "manager",
    "surveys:import": "manager",
    "surveys:templates": "manager",
    "surveys:template-preview": "manager",
    "surveys:survey": "agent",
    "surveys:builder": "manager",
    "surveys:builder-changes": "manager",
    "surveys:builder-undo": "manager",
    "surveys:builder-preview": "manager",
    "surveys:logic": "manager",
    "surveys:translations": "manager",
    "surveys:translations-file": "manager",
    "surveys:json": "manager",
    "surveys:review": "manager",
    "surveys:as-json": "agent",
    "surveys:as-xlsform": "agent",
    "surveys:draft": "manager",
    "surveys:version": "agent",
    "surveys:versions": "manager",
    "surveys:state": "manager",
    "surveys:follow-up": "manager",
    "surveys:limits": "manager",
    "surveys:schedule": "manager",
    "surveys:results": "agent",
    "surveys:preview": "agent",
    "surveys:responses": "agent",
    "surveys:response": "agent",
    "surveys:response-erasure": "administrator",
    "transparency:report": "public",
    "transparency:figures": "public",
    "api-schema": {"GET": "public"},
    "api-figures": {"GET": "manager"},
    "api-people": {"GET": "manager"},
    "api-person": {"GET": "manager"},
    "api-person-role": {"PUT": "administrator"},
    "api-person-access": {"PUT": "administrator"},
    "api-offers": {"GET": "manager", "POST": "administrator"},
    "api-offer": {"DELETE": "administrator"},
    "api-working-time": {"GET": "agent", "PUT": "agent"},
    "api-absences": {"GET": "agent", "POST": "agent"},
    "api-absence": {"DELETE": "agent"},
    "api-profile": {"GET": "respondent", "PATCH": "respondent"},
    "api-tokens": {"GET": "respondent"},
    "api-token": {"DELETE": "respondent"},
    "api-teams": {"GET": "manager", "POST": "manager"},
    "api-one-team": {"GET": "manager", "PUT": "manager"},
    "api-surveys": {"GET": "agent", "POST": "manager"},
    "api-survey": {"GET": "public"},
    "api-survey-import": {"POST": "manager"},
    "api-survey-templates": {"GET": "manager"},
    "api-survey-draft": {"GET": "agent", "PUT": "manager", "PATCH": "manager"},
    "api-survey-draft-file": {"PUT": "manager"},
    "api-survey-undo": {"POST": "manager"},
    "api-survey-review": {"GET": "manager"},
    "api-survey-export": {"GET": "agent"},
    "api-survey-versions": {"GET": "agent", "POST": "manager"},
    "api-survey-version": {"GET": "agent"},
    "api-survey-state": {"GET": "agent", "PUT": "manager"},
    "api-survey-schedule": {"PUT": "manager"},
    "api-survey-limits": {"GET": "manager", "PUT": "manager"},
    "api-responses": {"GET": "agent", "POST": "public"},
    "api-response": {"GET": "agent"},
    "api-invitations": {"GET": "manager", "POST": "manager"},
    "api-invitation": {"DELETE": "manager"},
    "api-reminders": {"POST": "manager"},
    "api-results": {"GET": "agent"},
    "api-responses-export": {"GET": "agent"},
    "surveys:responses-file": "agent",
    "api-unfinished": {"GET": "public", "PATCH": "public"},
    "api-tickets": {"GET": "agent", "POST": "agent"},
    "api-deliveries": {"GET": "manager"},
    "api-delivery-retry": {"POST": "administrator"},
    **{name: {"GET": "agent"} for name in ("api-incoming", "api-incoming-mail")},
    "api-incoming-decision": {"PUT": "agent"},
    "api-incoming-retry": {"POST": "agent"},
    "api-incoming-raw": {"GET": "manager"},
    "api-mail-texts": {"GET": "administrator"},
    "api-mail-text": dict.fromkeys(("GET", "PUT", "DELETE"), "administrator"),
    "api-mail-text-preview": {"POST": "administrator"},
    "api-contacts": {"GET": "agent"},
    "api-imports": {"POST": "administrator"},
    "api-import": {"GET": "administrator", "POST": "administrator"},
    "api-import-report": {"GET": "administrator"},
    "api-contact": {"GET": "agent", "PATCH": "agent", "DELETE": "administrator"},
    "api-contact-merge": {"PUT": "agent"},
    "api-canned-replies": {"GET": "agent", "POST": "manager"},
    "api-canned-reply": {"GET": "agent", "PUT": "manager", "DELETE": "manager"},
    "api-calendars": {"GET": "manager", "POST": "administrator"},
    "api-calendar": {"GET": "manager", "PUT": "administrator"},
    "api-policies": {"GET": "manager", "POST": "administrator"},
    "api-policy": {"GET": "manager", "PUT": "administrator"},
    "api-policy-place": {"PUT": "administrator"},
    "api-reopened": {"GET": "manager"},
    "api-follow-ups": {"GET": "agent"},
    "api-custom-fields": {"GET": "agent", "POST": "administrator"},
    "api-custom-field": {"PUT": "administrator"},
    "api-ticket-fields": {"GET": "agent", "PATCH": "agent"},
    "api-drafts": {"GET": "agent", "PUT": "agent"},
    "api-presence": {"POST": "agent"},
    "api-insertion": {"GET": "agent"},
    "api-files": {"GET": "agent"},
    "api-file": {"GET": "agent"},
    "api-rule-place": {"PUT": "administrator"},
    "api-ticket": {"GET": "agent"},
    "api-replies": {"POST": "agent"},
    "api-tags": {"GET": "agent", "PUT": "agent"},
    "api-team": {"PUT": "agent"},
    "api-rest": {"PUT": "agent"},
    "api-views": {"GET": "agent", "POST": "agent"},
    "api-view": {"PUT": "agent", "DELETE": "agent"},
    "api-rules": {"GET": "manager", "POST": "administrator"},
    "api-rule": {"GET": "manager", "PUT": "administrator"},
    "api-rule-runs": {"GET": "manager"},
    "api-rule-trial": {"POST": "administrator"},
    "api-bulk-changes": {"POST": "agent"},
    "api-bulk-change": {"GET": "agent", "DELETE": "agent"},
    "api-notes": {"POST": "agent"},
    "api-assignment": {"PUT": "agent"},
    "api-resolution": {"PUT": "agent"},
    "api-closure": {"PUT": "agent"},
    "api-clocks": {"GET": "agent"},
    "api-priority": {"PUT": "agent"},
    "api-hold": {"PUT": "agent"},
    "api-reopening": {"PUT": "agent"},
    "api-splits": {"POST": "agent"},
    "api-links": {"GET": "agent", "POST": "agent"},
    "api-link": {"DELETE": "agent"},
    "api-related": {"GET": "agent"},
    "api-merge": {"PUT": "agent", "DELETE": "agent"},
}

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
