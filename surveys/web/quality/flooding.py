"""A page that cannot be taken just now, with everything that was typed still on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from surveys.queries.definitions import documents_of
from surveys.rules.sitting.turns import first_page
from surveys.web.first_pages import fresh_sitting, secrets_of
from surveys.web.pages import allow_images, page_context

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from feedback_site.kit.problems import TooMany
    from surveys.actions.save_page import Sent
    from surveys.queries.live_surveys import PublicSurvey


def turned_away(
    request: HttpRequest, survey: PublicSurvey, language: str, *, response_id: UUID, sent: Sent, flood: TooMany
) -> HttpResponse:
    """Show the first page again as it was filled in, to be sent once more in a while."""
    documents = documents_of(survey.version_id)
    sitting = fresh_sitting(response_id, documents, language)
    context = page_context(documents, sitting.state(), first_page(sitting), language=language, entries=sent.entries)
    context |= secrets_of(response_id, survey) | {"flood_minutes": flood.minutes}
    page = render(request, "surveys/page.html", context, status=flood.status)
    page["Retry-After"] = flood.headers["Retry-After"]
    return allow_images(page, context["fields"])
