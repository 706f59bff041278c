"""One's own page: name, language, time zone, and keys for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.change_profile import change_profile
from accounts.actions.create_api_token import create_api_token
from accounts.actions.revoke_api_token import revoke_api_token
from accounts.queries.mail_wishes import mail_wishes
from accounts.web.forms import OwnProfileForm, TokenForm
from accounts.web.who import me
from accounts.web.working_time.summary import time_words
from feedback_site.kit.access import SIGNED_IN, allow
from feedback_site.kit.htmx import render
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict


@allow(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show the page; save name, language, time zone, and which mails one gets."""
    form = _form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_profile(user=me(request), **form.cleaned_data)
        with override(me(request).language):
            messages.success(request, _("Saved."))
        return see_other("accounts:profile")
    return _page(request, form=form, status=422 if form.is_bound else 200)


@allow(SIGNED_IN)
@never_cache
@require_POST
def tokens(request: HttpRequest) -> HttpResponse:
    """Make a key and show it in this very answer: it is kept nowhere, so there is no page to lead on to."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, token_form=form, status=422)
    row, token = create_api_token(owner=me(request), label=form.cleaned_data["label"])
    return _page(request, new_token=token, new_label=row.label, status=201)


@allow(SIGNED_IN)
@require_POST
def revocation(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take one of one's own keys away."""
    if revoke_api_token(token_id=token_id, owner=me(request)):
        messages.success(request, _("The token is revoked; programs that use it are refused from now on."))
    else:
        messages.info(request, _("This token was no longer good."))
    return see_other("accounts:profile")


def _page(
    request: HttpRequest,
    *,
    form: OwnProfileForm | None = None,
    token_form: TokenForm | None = None,
    new_token: str = "",
    new_label: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form or _form(request),
        "token_form": token_form or TokenForm(),
        "new_token": new_token,
        "new_label": new_label,
        "tokens": me(request).api_tokens.good().order_by("-created_at", "-pk"),
        **time_words(me(request)),
        "has_second_factor": is_mfa_enabled(me(request)),
    }
    return render(request, "accounts/profile.html", context, status=status)


def _form(request: HttpRequest, data: QueryDict | None = None) -> OwnProfileForm:
    user = me(request)
    initial = {name: getattr(user, name) for name in ("name", "language", "timezone")} | mail_wishes(user)
    return OwnProfileForm(data, initial=initial, answers=user.may("ticket.reply"))
