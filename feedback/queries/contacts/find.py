"""Find people among those who spoke up."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from feedback.models import Contact, Ticket
from feedback.rules.search.terms import query_terms
from feedback_site.kit.access import permitted
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from django.db.models import QuerySet

LIVING = Q(erased_at=None, merged_into=None)


class UnknownContact(Problem):
    """Nobody of this number, or nobody whom this reader may know."""

    status = HTTPStatus.NOT_FOUND
    title = _("There is no such person.")


def contacts(*, user: Any, words: str = "") -> QuerySet[Contact]:
    """Return the people, with how many cases they have; words are looked for as the inbox does, and as an address."""
    found = Contact.objects.filter(LIVING) if permitted(user, "contact.read") else Contact.objects.none()
    if words.strip():
        terms, address = query_terms(words), Q(email=words.strip().lower())
        said = Ticket.objects.filter(document__terms__contains=terms).values("contact")
        found = found.filter(address | Q(pk__in=said)) if terms else found.filter(address)
    counted = Ticket.objects.filter(contact=OuterRef("pk")).order_by().values("contact").annotate(n=Count("pk"))
    return found.annotate(cases=Coalesce(Subquery(counted.values("n")), 0))


def find_contact(*, user: Any, contact_id: int) -> Contact:
    """Return the person; raises UnknownContact."""
    found = contacts(user=user).filter(pk=contact_id).first()
    if found is None:
        raise UnknownContact
    return found


def find_by_address(*, user: Any, email: str) -> Contact | None:
    """Return the person with the address, if there is one."""
    return contacts(user=user).filter(email=email.strip().lower()).first()


def other_addresses(contact: Contact) -> list[str]:
    """Return the addresses that came with entries joined to this one."""
    rows = Contact.objects.filter(merged_into=contact, email__isnull=False)
    return [email for email in rows.order_by("pk").values_list("email", flat=True) if email]
