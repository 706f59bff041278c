"""People who spoke up: the list, one of them, and what may be done."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.actions.contacts.change_contact import change_contact
from feedback.actions.contacts.merge_contacts import merge_contacts
from feedback.actions.privacy.erase_contact import erase_contact
from feedback.models import Ticket
from feedback.queries.contacts.find import contacts, find_by_address, find_contact, other_addresses
from feedback.web.contacts.forms import ContactForm, OtherForm
from feedback.web.paging import page_links
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.pagination import keyset_page
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from feedback.models import Contact

RECENT = 25
MISTAKEN = HTTPStatus.UNPROCESSABLE_ENTITY


@allow("contact.read")
@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """Show people, the newest first, or those whom words lead to."""
    words = request.GET.get("q", "")[:100]
    page = keyset_page(contacts(user=staff(request), words=words), order=("-id",), cursor=request.GET.get("cursor"))
    links = page_links(page, urlencode({"q": words}) if words else "")
    return render(request, "feedback/contacts/list.html", {"page": page, "links": links, "words": words})


@allow("contact.read")
@require_safe
def contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Show one person with their cases."""
    return _page(request, find_contact(user=staff(request), contact_id=contact_id))


@allow("contact.change")
@require_POST
def properties(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Keep what is known now."""
    found = find_contact(user=staff(request), contact_id=contact_id)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=MISTAKEN)
    try:
        change_contact(contact=found, by=staff(request), wish=form.cleaned_data)
    except Invalid as problem:
        for field, errors in problem.errors.items():
            form.add_error(field, errors)
        return _page(request, found, form=form, status=MISTAKEN)
    messages.success(request, _("Kept."))
    return see_other("feedback:contact", found.pk)


@allow("contact.change")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Show what joining would do, and do it when asked to."""
    user = staff(request)
    found = find_contact(user=user, contact_id=contact_id)
    form = OtherForm(request.POST if request.method == "POST" else request.GET)
    other = find_by_address(user=user, email=form.cleaned_data["other"]) if form.is_valid() else None
    if form.is_valid() and (other is None or other.pk == found.pk):
        form.add_error("other", _("No other entry has this address."))
    if other is None or not form.is_valid():
        return _page(request, found, other_form=form, status=MISTAKEN)
    if request.method == "POST":
        merge_contacts(contact=found, other=other, by=user)
        messages.success(request, _("The entries are one now."))
        return see_other("feedback:contact", found.pk)
    return render(request, "feedback/contacts/merge.html", {"contact": found, "other": other})


@allow("contact.erase")
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Ask whether it is meant, and erase once it is."""
    found = find_contact(user=staff(request), contact_id=contact_id)
    if request.method == "POST":
        erase_contact(contact=found, by=staff(request))
        messages.success(request, _("Everything about this person is erased."))
        return see_other("feedback:contacts")
    return render(request, "feedback/contacts/erase.html", {"contact": found})


def _page(request: HttpRequest, found: Contact, *, status: int = HTTPStatus.OK, **forms: Any) -> HttpResponse:
    initial = {name: getattr(found, name) for name in ("name", "language", "timezone", "notes", "do_not_contact")}
    tickets = Ticket.objects.visible_to(staff(request)).filter(contact=found)
    context = {
        "contact": found,
        "addresses": other_addresses(found),
        "tickets": tickets.order_by("-created_at", "-id")[:RECENT],
        "form": ContactForm(initial={**initial, "consent": found.consent_at is not None}),
        "other_form": OtherForm(),
        **forms,
    }
    return render(request, "feedback/contacts/contact.html", context, status=status)
