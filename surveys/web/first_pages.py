"""The first page of a survey, drawn once a minute: it is the same for everybody but for two secrets."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from feedback_site.kit import clock
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.private_links import BrokenLink, new_response_id, private_key, response_id_of, version_mark
from surveys.rules import begin
from surveys.rules.sitting.turns import Sitting, first_page
from surveys.web.pages import allow_images, page_context
from surveys.web.quality.proving import puzzle_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from surveys.queries.live_surveys import PublicSurvey
    from surveys.rules.documents.pair import Documents

LIFETIME = 60.0  # seconds; a page may show the day
MOST = 500
BEGUN, HOUR = "begun", 3_600
CSRF, KEY, PUZZLE, MARK = "the-token-goes-here", "the-key-goes-here", "the-puzzle-goes-here", "the-mark-goes-here"


@dataclass(frozen=True)
class Drawn:
    """A page with places for the secrets, and what its content policy must allow."""

    html: str
    policy: dict[str, list[str]] | None
    until: float


_drawn: dict[tuple[int, str], Drawn] = {}
_by_lot: dict[int, bool] = {}


def first_page_of(request: HttpRequest, survey: PublicSurvey, language: str, begun: UUID | None = None) -> HttpResponse:
    """Answer with the first page for a new respondent, or for whoever has begun and reloads it."""
    response_id = begun or new_response_id(survey.version_id)
    if not _is_the_same_for_all(request, survey.version_id):
        action = _address(survey.slug, private_key(response_id))
        return first_page_under(response_id, request, survey, language, action=action)
    place = (survey.version_id, language)
    drawn = _drawn.get(place)
    if drawn is None or drawn.until < time.monotonic():
        secrets = {"csrf_token": CSRF, "key": KEY, "puzzle": PUZZLE, "mark": MARK, "action": _address(survey.slug, KEY)}
        page = first_page_under(new_response_id(survey.version_id), request, survey, language, **secrets)
        policy = getattr(page, "_csp_update", None)
        drawn = Drawn(page.content.decode(), policy, time.monotonic() + LIFETIME)
        if len(_drawn) >= MOST:
            _drawn.clear()
        _drawn[place] = drawn
    html = drawn.html.replace(CSRF, get_token(request)).replace(KEY, private_key(response_id))
    html = html.replace(MARK, version_mark(response_id, survey.id, survey.version_id))
    if PUZZLE in html:
        html = html.replace(PUZZLE, puzzle_for(response_id))
    answer = HttpResponse(html)
    if drawn.policy:
        answer._csp_update = drawn.policy  # type: ignore[attr-defined]  # noqa: SLF001 -- django-csp's own way
    return answer


def remember_begun(page: HttpResponseBase, request: HttpRequest, slug: str, saved: Response) -> None:
    """Let the browser know for an hour what it began, so that a reload of the first page does not begin another.

    Forgotten once it is complete, for the next person at the same computer, and where two are begun side by side,
    for nobody could tell in which window the page is reloaded.
    """
    place, known = reverse("surveys:start", args=[slug]), request.COOKIES.get(BEGUN)
    key = private_key(saved.pk)
    if saved.is_complete or (known and known != key):
        page.delete_cookie(BEGUN, path=place, samesite="Lax")
    elif not known:
        page.set_cookie(BEGUN, key, HOUR, path=place, secure=settings.HTTPS, httponly=True, samesite="Lax")


def begun_by(request: HttpRequest, survey: PublicSurvey) -> tuple[UUID, int] | None:
    """What this browser has begun and under which version, if it reloads the page and can go on with it.

    Whoever opens the page anew may be somebody else; what was completed by its link elsewhere takes nothing more.
    """
    says = request.headers.get("Cache-Control", "")
    if BEGUN not in request.COOKIES or not ("max-age=0" in says or "no-cache" in says):
        return None
    try:
        response_id = response_id_of(request.COOKIES[BEGUN])
    except BrokenLink:
        return None
    open_ones = Response.objects.filter(pk=response_id, survey_id=survey.id).exclude(status=Response.Status.COMPLETE)
    version_id = open_ones.values_list("version_id", flat=True).first()
    return None if version_id is None else (response_id, version_id)


def _address(slug: str, key: str) -> str:
    return reverse("surveys:begin", args=[slug, key])


def _is_the_same_for_all(request: HttpRequest, version_id: int) -> bool:
    """Whether nothing on the page depends on who asks: no order by lot, no words of the address but the language."""
    if version_id not in _by_lot:
        _by_lot[version_id] = _has_lot(documents_of(version_id).definition)
    return not _by_lot[version_id] and set(request.GET) <= {"lang"}


def _has_lot(part: Any) -> bool:
    """Whether anything in a definition is put in order by lot."""
    if is_dataclass(part):
        return any(_has_lot(getattr(part, field.name)) for field in fields(part))
    if isinstance(part, (tuple, list)):
        return any(map(_has_lot, part))
    return bool(part == "random")


def fresh_sitting(response_id: UUID, documents: Documents, language: str) -> Sitting:
    """A response that nobody has sent anything of."""
    now, seed = clock.now(), Response(pk=response_id).seed
    answers = begin(documents.definition, now=now, seed=seed)
    locale = documents.locale(language)
    return Sitting(definition=documents.definition, answers=answers, locale=locale, seed=seed, now=now)


def secrets_of(response_id: UUID, survey: PublicSurvey) -> dict[str, str]:
    """What a first page says of the response that it would begin."""
    mark = version_mark(response_id, survey.id, survey.version_id)
    return {"key": private_key(response_id), "puzzle": puzzle_for(response_id), "mark": mark, "slug": survey.slug}


def first_page_under(
    response_id: UUID, request: HttpRequest, survey: PublicSurvey, language: str, **instead: Any
) -> HttpResponse:
    """Answer with the first page for somebody whose response has its id already."""
    documents = documents_of(survey.version_id)
    sitting = fresh_sitting(response_id, documents, language)
    context = page_context(documents, sitting.state(), first_page(sitting), language=language)
    context |= secrets_of(response_id, survey) | instead
    return allow_images(render(request, "surveys/page.html", context), context["fields"])
