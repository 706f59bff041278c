"""Where an administrator words mails anew, and looks at them before anybody gets one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Conflict, Invalid
from feedback_site.kit.redirects import see_other
from notifications.actions.save_mail_text import checked_words, reset_mail_text, save_mail_text
from notifications.emails import example
from notifications.models import MailText
from notifications.models.kind_words import kind_word
from notifications.queries.mail_texts import Wording, all_texts, words_of
from notifications.rules.mail_shapes import SHAPES
from notifications.rules.mail_texts import MAX_BODY, MAX_SUBJECT
from notifications.web.mail import MAIL_POLICY

if TYPE_CHECKING:
    from django.http import HttpRequest

DRAFT = "mail_text_draft"
MEANINGS: dict[str, Any] = {
    "site": gettext_lazy("the name of this house"),
    "case": gettext_lazy("the number of the case"),
    "earlier_case": gettext_lazy("the number of the case that it was part of"),
    "link": gettext_lazy("where the mail leads; alone on a line it is a button"),
    "case_link": gettext_lazy("the private link to the case itself"),
    "author": gettext_lazy("who writes"),
    "body": gettext_lazy("the words that were written"),
    "title": gettext_lazy("the title of the survey"),
    "summary": gettext_lazy("what it is about, in one line with numbers"),
    "period": gettext_lazy("the days that it tells of"),
    "list": gettext_lazy("the cases with their links; alone on a line"),
    "figures": gettext_lazy("all figures; alone on a line"),
}


class MailTextForm(forms.Form):
    """Subject and text; `seen` names the words that they replace."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=MAX_SUBJECT)
    body = forms.CharField(
        label=gettext_lazy("Text"), strip=False, max_length=MAX_BODY, widget=forms.Textarea(attrs={"rows": 14})
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)


@allow("mail.edit")
@require_safe
def mail_texts(request: HttpRequest) -> HttpResponse:
    """List the kinds with their languages, and which of them were changed."""
    names = dict(settings.LANGUAGES)
    shown = [(kind_word(kind), [(names[one.language], one) for one in texts]) for kind, texts in all_texts()]
    return render(request, "notifications/texts/list.html", {"shown": shown})


@allow("mail.edit")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_text(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Show the words of one mail, what they make, and take others."""
    kept = _kept(kind, language)
    if request.method == "POST":
        form = MailTextForm(request.POST)
        if form.is_valid() and (answer := _taken(request, form, kind, language)):
            return answer
        is_changed = request.POST.get("seen", "") != (kept.mark if kept.pk else "")
        status = HTTPStatus.CONFLICT if is_changed else HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(request, form, kept, words=kept, is_changed=is_changed, status=status)
    words = _draft(request, kind, language) or kept
    seen = kept.mark if kept.pk else ""
    if words is not kept:
        seen = request.session[DRAFT]["seen"]
    initial = {"subject": words.subject, "body": words.body, "seen": seen}
    return _page(request, MailTextForm(initial=initial), kept, words=words)


@allow("mail.edit")
@never_cache
@xframe_options_sameorigin
@require_safe
def mail_text_html(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Return the mail's own page with made-up values, for the frame in `mail_text`."""
    words = _draft(request, kind, language) or _kept(kind, language)
    return HttpResponse(example(words).html, headers={"Content-Security-Policy": MAIL_POLICY})


@allow("mail.edit")
@require_POST
def mail_text_reset(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Go back to the original."""
    _kept(kind, language)
    actor_id = cast("int", request.user.pk)
    try:
        reset_mail_text(kind=kind, language=language, seen=request.POST.get("seen", ""), actor_id=actor_id)
    except Conflict as conflict:
        messages.error(request, str(conflict.detail))
        return see_other("notifications:mail-text", kind, language)
    messages.success(request, _("The mail says again what it said at first."))
    return see_other("notifications:mail-texts")


def _kept(kind: str, language: str) -> MailText:
    """Return the words as they are: changed, or the original, which has no row."""
    if kind not in SHAPES or language not in dict(settings.LANGUAGES):
        raise Http404
    return words_of(Wording(), kind, language)


def _draft(request: HttpRequest, kind: str, language: str) -> MailText | None:
    """Return what was last sent to be looked at, if it is this mail's."""
    draft = request.session.get(DRAFT, {}) if request.GET.get("draft") else {}
    if (draft.get("kind"), draft.get("language")) != (kind, language):
        return None
    return MailText(kind=kind, language=language, subject=draft["subject"], body=draft["body"])


def _taken(request: HttpRequest, form: MailTextForm, kind: str, language: str) -> HttpResponse | None:
    """Keep the words, or only show what they make; None with the form's errors set."""
    data = form.cleaned_data
    words = {"kind": kind, "language": language, "subject": data["subject"], "body": data["body"]}
    try:
        if request.POST.get("do") == "preview":
            draft = checked_words(**words)
            request.session[DRAFT] = {**words, "subject": draft.subject, "body": draft.body, "seen": data["seen"]}
            return see_other(f"{reverse('notifications:mail-text', args=[kind, language])}?draft=yes#preview")
        save_mail_text(**words, seen=data["seen"], actor_id=cast("int", request.user.pk))
    except Invalid as refused:
        for name, told in refused.errors.items():
            form.add_error(name, told)
        return None
    except Conflict as conflict:
        form.add_error(None, str(conflict.detail))
        return None
    request.session.pop(DRAFT, None)
    messages.success(request, _("Saved. Mails written from now on say this."))
    return see_other("notifications:mail-texts")


def _page(
    request: HttpRequest,
    form: MailTextForm,
    kept: MailText,
    *,
    words: MailText,
    is_changed: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    for name in ("subject", "body"):
        form.fields[name].widget.attrs["lang"] = kept.language
    shape, kept_mark = SHAPES[kept.kind], kept.mark if kept.pk else ""
    context = {
        "form": form,
        "kept": kept,
        "kept_mark": kept_mark,
        "seen": kept_mark if is_changed else form["seen"].value(),
        "is_changed": is_changed,
        "is_draft": words is not kept,
        "kind_word": kind_word(kept.kind),
        "language_name": get_language_info(kept.language)["name_translated"],
        "offered": [(f"{{{word}}}", MEANINGS[word], word in shape.required) for word in shape.body],
        "in_subject": [f"{{{word}}}" for word in shape.subject],
        "example": example(words),
    }
    return render(request, "notifications/texts/edit.html", context, status=status)
