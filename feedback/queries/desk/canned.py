"""Ready answers for one ticket: which there are, in whose language, filled in, and what goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from feedback.models import CannedReply, CannedText
from feedback.queries.bulk.deed import read_deed
from feedback.rules.bulk import Outcome
from feedback.rules.placeholders import filled
from feedback_site.kit.problems import Problem
from feedback_site.kit.texts.site_name import site_name

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import Ticket
    from feedback.queries.bulk.deed import Deed

KEY_LENGTH = 18  # digits that a PostgreSQL bigint surely holds
ENGLISH = "en"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The names to choose from: those in the reporter's language, and the rest."""

    fitting: list[tuple[int, str]]
    others: list[tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class Macro:
    """A ready answer and what is done as it is sent; `wrong` are wishes that cannot be had any more."""

    canned: CannedReply
    deeds: list[Deed]
    steps: list[tuple[str, str]]
    wrong: list[str]


def offered(ticket: Ticket) -> Offer:
    """Return all names in one question, the reporter's language first."""
    rows = CannedText.objects.order_by("canned__name").values_list("canned_id", "canned__name", "language")
    names: dict[int, str] = {}
    fitting: set[int] = set()
    for key, name, language in rows:
        names[key] = name
        if language == ticket.language:
            fitting.add(key)
    return Offer(
        fitting=[(key, name) for key, name in names.items() if key in fitting],
        others=[(key, name) for key, name in names.items() if key not in fitting],
    )


def all_names() -> list[tuple[int, str]]:
    """Return number and name of all."""
    return list(CannedReply.objects.order_by("name", "id").values_list("pk", "name"))


def find_canned(text: str) -> CannedReply | None:
    """Return the ready answer that a form names, if there is one."""
    is_key = text.isascii() and text.isdigit() and len(text) <= KEY_LENGTH
    return CannedReply.objects.filter(pk=int(text)).first() if is_key else None


def answer_text(canned: CannedReply, ticket: Ticket, user: User) -> str:
    """Return the text in the reporter's language, else in one of its kin, the site's, English or any; filled in."""
    text, language = _fitting(canned, ticket)
    return filled(text, _values(ticket, user, language)) if text else ""


def _fitting(canned: CannedReply, ticket: Ticket) -> tuple[str, str]:
    texts = dict(canned.texts.order_by("id").values_list("language", "body"))
    kin = [key for key in texts if key.partition("-")[0] == ticket.language.partition("-")[0]]
    wanted = (ticket.language, *kin, settings.LANGUAGE_CODE, ENGLISH, *texts)
    language = next((key for key in wanted if key in texts), "")
    return texts.get(language, ""), language


def automatic_text(canned: CannedReply, ticket: Ticket) -> str:
    """Return the text as a rule sends it: in the reporter's language, and without a word of theirs.

    An address in a form proves nothing, so nobody may have the house mail their own words to strangers.
    """
    text, language = _fitting(canned, ticket)
    nobody = {"name": _somebody(language), "subject": ticket.ref, "agent": site_name(language)}
    return filled(text, {**_house(ticket, language), **nobody}) if text else ""


def macro_of(canned: CannedReply, ticket: Ticket, user: User) -> Macro | None:
    """Return what would be done besides, for a look before it is; None where nothing would."""
    if not canned.wishes:
        return None
    tags = frozenset(name.lower() for name in ticket.taggings.values_list("tag__name", flat=True))
    deeds, steps, wrong = [], [], []
    for wish in canned.wishes:
        try:
            deed = read_deed(wish, user)
        except Problem as problem:
            wrong.append(f"{wish}: {problem.title}")
            continue
        is_so = deed.outcome(ticket, tags)[0] == Outcome.SAME
        deeds.append(deed)
        steps.append((deed.words, _("It is so already.") if is_so else ""))
    return Macro(canned=canned, deeds=deeds, steps=steps, wrong=wrong)


def _values(ticket: Ticket, user: User, language: str) -> dict[str, Any]:
    name = ticket.contact.name if ticket.contact else ""
    own = {"name": name or _somebody(language), "subject": ticket.subject, "agent": str(user)}
    return {**_house(ticket, language), **own}


def _house(ticket: Ticket, language: str) -> dict[str, Any]:
    form = settings.SITE_URL + reverse("feedback:form")
    return {"ref": ticket.ref, "site": site_name(language), "form": form}


def _somebody(language: str) -> str:
    with translation.override(language if translation.check_for_language(language) else ENGLISH):
        return pgettext("how to address somebody without a name", "there")
