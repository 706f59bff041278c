"""A response behind its private link: its pages, the way back to them, and the thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import public, without_cookies
from feedback_site.kit.redirects import SeeOther
from surveys.actions.save_page import FIELDS, Saved, Sent, save_page, sitting_of
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.live_surveys import public_survey
from surveys.queries.private_links import BrokenLink, ExpiredLink, has_expired, response_id_of
from surveys.queries.spent_ids import is_spent
from surveys.rules.anonymity import HALF_DAYS
from surveys.rules.definition.texts import choose
from surveys.rules.lifecycle import LINK_DAYS
from surveys.rules.paths import path_of
from surveys.rules.sitting.taking import Entry
from surveys.rules.sitting.turns import Go
from surveys.rules.validation import validate_page
from surveys.web.first_pages import remember_begun
from surveys.web.form_answers import sent_page
from surveys.web.languages import preferred, speaking, wished
from surveys.web.leading import address_of, lead, tells_scripts, unseen
from surveys.web.looking import is_look, looked_at
from surveys.web.markup import clean_html
from surveys.web.pages import allow_images, language_context, page_context
from surveys.web.quality.signs import remember_visit

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.rules.sitting.turns import Errors
    from surveys.rules.state import State


@public
@without_cookies
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@tells_scripts
def answer(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a page of the response, or take one."""
    response = _find(slug, key)
    if response is None:
        return _sealed(request, slug)
    documents = documents_of(response.version_id)
    known = wished(request, documents.locales, known=response.language)
    with speaking(preferred(request, documents.languages, known=known)) as language:
        if request.method == "POST":
            return _take(request, response, slug, language)
        if response.is_complete:
            return _thanks(request, response, language)
        if "later" in request.GET:
            return _later(request, response, language)
        return _page(request, response, language)


def _take(request: HttpRequest, response: Response, slug: str, language: str) -> HttpResponse:
    documents = documents_of(response.version_id)
    sent = sent_page(request.POST, documents.definition)
    if is_look(request) and not response.is_complete:
        return looked_at(request, documents, sitting_of(response, language), sent, language=language)
    try:
        saved = save_page(response_id=response.pk, sent=sent)
    except Response.DoesNotExist:  # sealed at this very moment
        return SeeOther(request.path)
    return after_sending(request, slug, saved, sent)


def after_sending(request: HttpRequest, slug: str, saved: Saved, sent: Sent) -> HttpResponse:
    """Lead on, or show the same page with what is wrong on it; the browser remembers what it began."""
    page = _next(request, slug, saved, sent)
    remember_begun(page, request, slug, saved.response)
    return page


def _next(request: HttpRequest, slug: str, saved: Saved, sent: Sent) -> HttpResponse:
    response, turn = saved.response, saved.turn
    if turn is not None and turn.is_complete:
        remember_visit(request, response)
    if turn is None or turn.is_complete:
        return lead(slug, response)
    if sent.go is Go.LATER:
        return lead(slug, response, later="1")
    if turn.errors and turn.page == sent.page:
        return _again(request, response, sent, turn.errors)
    flags = {"more": "1"} if turn.has_more else {"check": "1"} if turn.errors else {}
    return lead(slug, response, page=turn.page, **flags)


def _find(slug: str, key: str) -> Response | None:
    """The response behind a link; None when it was anonymous and is sealed."""
    response_id = response_id_of(key)
    response = Response.objects.select_related("survey").only(*FIELDS).filter(pk=response_id).first()
    if response is None and is_spent(response_id):
        return None
    if response is None or response.survey.slug != slug:
        raise BrokenLink
    if has_expired(response):
        raise ExpiredLink
    return response


def _page(request: HttpRequest, response: Response, language: str) -> HttpResponse:
    sitting = sitting_of(response, language)
    page = _wanted(request.GET.get("page", ""), response, sitting.state())
    state = sitting.state_on(page)
    entries = {name: Entry(**entry) for name, entry in response.pending.items()}
    errors = validate_page(state, page) if "check" in request.GET else {}
    extra = {"has_more": "more" in request.GET, "has_pending": bool(entries)}
    return _render(request, response, state, page, language, entries=entries, errors=errors, extra=extra)


def _wanted(wish: str, response: Response, state: State) -> str:
    """The page that the link names, if the respondent has come so far; else where they are."""
    path = path_of(state)
    pages = ([path.start] if path.start else []) + list(path.pages)
    for page in (wish, response.page):
        if page in pages and (page in response.visited or page in (response.page, path.first)):
            return page
    return next((p for p in path.walk() if p not in response.visited), path.first or "")


def _again(request: HttpRequest, response: Response, sent: Sent, errors: Errors) -> HttpResponse:
    language = response.language
    entries = {n: e for n, e in sent.entries.items() if sent.shown is None or n in sent.shown}
    state = sitting_of(response, language).state_on(sent.page)
    return _render(request, response, state, sent.page, language, entries=entries, errors=errors, status=422)


def _render(
    request: HttpRequest,
    response: Response,
    state: State,
    page: str,
    language: str,
    *,
    entries: dict[str, Entry],
    errors: Errors,
    extra: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    documents = documents_of(response.version_id)
    context = page_context(documents, state, page, language=language, entries=entries, errors=errors)
    context |= {"action": address_of(response.survey.slug, response), "slug": response.survey.slug, **(extra or {})}
    rendered = render(request, "surveys/page.html", context, status=status)
    patch_cache_control(rendered, private=True, no_cache=True)
    return allow_images(rendered, context["fields"])


def _later(request: HttpRequest, response: Response, language: str) -> HttpResponse:
    address = address_of(response.survey.slug, response)
    context = language_context(documents_of(response.version_id), language) | {
        "link": settings.SITE_URL + address,
        "action": address,
        "survey_title": sitting_of(response, language).state().title,
        "has_pending": bool(response.pending),
        "days": HALF_DAYS if documents_of(response.version_id).sidecar.is_anonymous else LINK_DAYS,
    }
    return unseen(render(request, "surveys/later.html", context))


def _sealed(request: HttpRequest, slug: str) -> HttpResponse:
    """Thanks to whoever comes back to an anonymous answer, which cannot be found any more."""
    survey = public_survey(slug)
    if survey is None:
        raise BrokenLink
    documents = documents_of(survey.version_id)
    with speaking(preferred(request, documents.languages)) as language:
        title = choose(documents.definition.title, documents.locale(language))
        context = language_context(documents, language) | {"survey_title": title}
        return unseen(render(request, "surveys/thanks.html", context))


def _thanks(request: HttpRequest, response: Response, language: str) -> HttpResponse:
    state = sitting_of(response, language).state()
    address = state.navigate_to_url if urlsplit(state.navigate_to_url).scheme in ("http", "https") else ""
    context = language_context(documents_of(response.version_id), language) | {
        "html": clean_html(state.completed_html),
        "survey_title": state.title,
        "address": address,
        "over": response.quality.get("over", ""),
    }
    return unseen(render(request, "surveys/thanks.html", context))
