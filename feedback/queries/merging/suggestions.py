"""Which cases may have to do with one: of the same person, or of the same rare words.

Bounded whatever the number of cases: only the newest few thousand are looked at for words, and how
rare a word is the newest few hundred tell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from feedback.models import SearchDocument, Ticket
from feedback.rules.names import Kind
from feedback.rules.search.terms import query_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

WINDOW = 3_000
SAMPLE = 200
CANDIDATES = 50
TEXT = 600
RAREST = 40
COMMON, FEW = 0.1, 10  # a word in more of the newest cases than this tells nothing
OF_PERSON, MOST = 3, 5
ORDER = ("-created_at", "-ticket_id")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A case, and why it may have to do with the other."""

    ticket: Ticket
    same_person: bool
    may_merge: bool


def suggestions(*, user: Any, ticket: Ticket, known: Collection[int]) -> list[Suggestion]:
    """Return the likeliest first, without those that are bound to it already."""
    out = {ticket.pk, *known}
    visible = Ticket.objects.visible_to(user).filter(merged_into=None).select_related("contact")
    found: list[Ticket] = []
    if ticket.contact_id is not None:
        own = visible.filter(contact=ticket.contact_id).exclude(pk__in=out)
        found = list(own.order_by("-created_at", "-id")[:OF_PERSON])
    ids = _by_words(ticket, out | {other.pk for other in found})
    rows = visible.in_bulk(ids)
    found += [rows[pk] for pk in ids if pk in rows]
    return [
        Suggestion(
            ticket=other,
            same_person=ticket.contact_id is not None and other.contact_id == ticket.contact_id,
            may_merge=not (ticket.is_finished or other.is_finished),
        )
        for other in found[:MOST]
    ]


def _by_words(ticket: Ticket, out: Collection[int]) -> list[int]:
    wanted = query_terms(_words(ticket))
    newest = SearchDocument.objects.order_by(*ORDER)
    sample = [set(terms) for terms in newest.exclude(ticket=ticket).values_list("terms", flat=True)[:SAMPLE]]
    often = Counter(term for terms in sample for term in terms.intersection(wanted))
    most = max(FEW, COMMON * len(sample))
    rare = sorted((term for term in wanted if often[term] <= most), key=lambda term: (often[term], term))[:RAREST]
    if not rare:
        return []
    window = list(newest.values_list("ticket_id", flat=True)[:WINDOW])
    near = SearchDocument.objects.filter(ticket__in=window, terms__overlap=rare).exclude(ticket__in=out)
    rows = near.order_by(*ORDER).values_list("ticket_id", "terms")[:CANDIDATES]
    weights = {term: log(1 + len(sample) / (1 + often[term])) for term in rare}
    return _likeliest([(pk, weights.keys() & terms) for pk, terms in rows], weights)


def _likeliest(rows: Sequence[tuple[int, set[int]]], weights: dict[int, float]) -> list[int]:
    """One rare word in common may be chance, two are a sign."""
    needed = min(2, len(weights))
    scores = {pk: sum(weights[term] for term in shared) for pk, shared in rows if len(shared) >= needed}
    return sorted(scores, key=lambda pk: (-scores[pk], -pk))[:MOST]


def _words(ticket: Ticket) -> str:
    """What the case is about: its heading and what the customer said first."""
    first = ticket.messages.filter(kind=Kind.CUSTOMER).order_by("id").values_list("body", flat=True).first()
    return f"{ticket.subject}\n{first or ''}"[:TEXT]
