"""The page as it would look with what is typed on it: for the script, which asks while somebody answers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from surveys.rules.sitting.looking import look
from surveys.web.leading import unseen
from surveys.web.pages import page_context

if TYPE_CHECKING:
    from django.http import HttpRequest

    from surveys.actions.save_page import Sent
    from surveys.rules.documents.pair import Documents
    from surveys.rules.sitting.turns import Sitting


def is_look(request: HttpRequest) -> bool:
    """Whether the page was not sent, only looked at."""
    return request.POST.get("go") == "look"


def looked_at(
    request: HttpRequest, documents: Documents, sitting: Sitting, sent: Sent, *, language: str
) -> HttpResponse:
    """Answer with the page; nothing is kept, for what was not sent is not ours."""
    found = look(sitting, page=sent.page, entries=sent.entries, shown=sent.shown)
    if found.page != sent.page or not sent.page:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    errors = found.errors if "checked" in request.POST else {}
    context = page_context(documents, found.state, found.page, language=language, entries=found.entries, errors=errors)
    return unseen(render(request, "surveys/page.html", context))
