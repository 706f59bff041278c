"""“My feedback”: asked for by mail, opened by a link, and nothing is written by looking at it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from feedback.actions.privacy.ask_for_link import ask_for_link
from feedback.actions.privacy.erase_contact import erase_contact
from feedback.queries.mine.cases import my_cases, my_data
from feedback.queries.mine.links import my_contact
from feedback.web.paging import page_links
from feedback.web.private import private_link
from feedback_site.kit.access import public, without_cookies
from feedback_site.kit.redirects import see_other
from feedback_site.kit.throttle import Throttle

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ASKING = Throttle("mine-ask", most=10, seconds=600)


class AddressForm(forms.Form):
    """The address whose cases are wanted."""

    email = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


@public
@without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take an address; the answer is the same whoever it belongs to."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "feedback/mine/ask.html", {"form": form})
    ASKING.check(request)
    if not form.is_valid():
        return render(request, "feedback/mine/ask.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    ask_for_link(email=form.cleaned_data["email"], language=get_language() or "")
    return see_other("feedback:mine_sent")


@public
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say what happens now, known or not."""
    return render(request, "feedback/mine/sent.html")


@private_link
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Show the person's cases."""
    contact = my_contact(token)
    cases, page = my_cases(contact=contact, cursor=request.GET.get("cursor"))
    context = {"contact": contact, "token": token, "cases": cases, "links": page_links(page, "")}
    return render(request, "feedback/mine/cases.html", context)


@private_link
@require_safe
def export(_request: HttpRequest, token: str) -> HttpResponse:
    """Hand out everything as one file."""
    options = {"ensure_ascii": False, "indent": 2}
    answer = JsonResponse(my_data(my_contact(token)), json_dumps_params=options)
    answer["Content-Disposition"] = 'attachment; filename="my-feedback.json"'
    return answer


@private_link
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether it is meant, and erase once it is."""
    contact = my_contact(token)
    if request.method == "POST":
        erase_contact(contact=contact)
        return see_other("feedback:mine_erased")
    return render(request, "feedback/mine/erasure.html", {"contact": contact, "token": token})


@public
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """Say that it is done."""
    return render(request, "feedback/mine/erased.html")
