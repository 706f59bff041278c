"""The pages on which ready answers are kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.actions.macros.save_canned_reply import drop_canned_reply, save_canned_reply
from feedback.models import CannedReply
from feedback.rules.placeholders import PLACEHOLDERS
from feedback.web.canned.forms import PREFIX, CannedReplyForm, initial_of, language_label, languages_of, more_languages
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid, Problem
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("ticket.reply")
@require_safe
def canned_replies(request: HttpRequest) -> HttpResponse:
    """List all by name, with their languages."""
    rows = CannedReply.objects.prefetch_related("texts").order_by("name")
    shown = [
        {"row": row, "languages": [language_label(text.language) for text in row.texts.all()], "text": _first(row)}
        for row in rows
    ]
    return render(request, "feedback/canned/list.html", {"shown": shown})


@allow("canned.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new_canned_reply(request: HttpRequest) -> HttpResponse:
    """Write a ready answer."""
    return _edit(request, None)


@allow("canned.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def canned_reply(request: HttpRequest, canned_id: int) -> HttpResponse:
    """Change a ready answer."""
    return _edit(request, get_object_or_404(CannedReply.objects.prefetch_related("texts"), pk=canned_id))


@allow("canned.edit")
@require_POST
def canned_reply_end(request: HttpRequest, canned_id: int) -> HttpResponse:
    """Drop a ready answer."""
    drop_canned_reply(canned=get_object_or_404(CannedReply, pk=canned_id), by=staff(request))
    messages.success(request, _("Dropped. What was sent with it stays."))
    return see_other("feedback:canned_replies")


def _edit(request: HttpRequest, canned: CannedReply | None) -> HttpResponse:
    languages = languages_of(canned, request.GET.get("language", ""))
    is_sent = request.method == "POST"
    initial = initial_of(canned) if canned else {}
    form = CannedReplyForm(request.POST if is_sent else None, initial=initial, languages=languages)
    if is_sent and form.is_valid() and _saved(request, canned, form):
        messages.success(request, _("The ready answer is saved."))
        return see_other("feedback:canned_replies")
    context = {
        "form": form,
        "canned": canned,
        "placeholders": [f"{{{word}}}" for word in PLACEHOLDERS],
        "more": more_languages(languages),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "feedback/canned/edit.html", context, status=status)


def _saved(request: HttpRequest, canned: CannedReply | None, form: CannedReplyForm) -> bool:
    name = form.cleaned_data["name"]
    try:
        save_canned_reply(name=name, texts=form.texts, wishes=form.wishes, by=staff(request), canned=canned)
    except Invalid as refused:
        for key, texts in refused.errors.items():
            field = PREFIX + form.languages[0] if key == "texts" else key
            form.add_error(field if field in form.fields else None, [str(text) for text in texts])
    except Problem as problem:
        form.add_error(None, f"{problem.title} {problem.detail}".strip())
    return form.is_valid()


def _first(row: CannedReply) -> str:
    return next((text.body for text in row.texts.all()), "")
