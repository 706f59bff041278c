"""The rules that a house begins with, to be seen, changed and switched off."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from feedback.actions.automation.save_rule import save_rule
from feedback.models import AutomationRule
from feedback.rules.automation.shape import Limit, Terms, Trigger
from feedback.rules.names import Status

REMINDER = gettext_noop(
    "We answered your case {ref} and have not heard from you since. If something is still open, just answer here."
)
ANSWERED = {"status": Status.WAITING.value}

HOUSE = {
    "receipt": Terms(
        name=gettext_noop("Receipt"),
        trigger=Trigger.OPENED,
        actions=("receipt:",),
        limit=Limit(times=3, hours=1),
    ),
    "satisfaction": Terms(
        name=gettext_noop("Satisfaction question"),
        trigger=Trigger.RESOLVED,
        actions=("ask:",),
        limit=Limit(times=20, hours=24),
    ),
    "reminder": Terms(
        name=gettext_noop("Reminder after silence"),
        is_on=False,
        trigger=Trigger.REPLIED,
        after_hours=72,
        unless=(Trigger.CUSTOMER_WROTE,),
        condition=ANSWERED,
        actions=("write:",),
        limit=Limit(times=1, hours=72),
    ),
    "silence": Terms(
        name=gettext_noop("Resolve after silence"),
        is_on=False,
        trigger=Trigger.REPLIED,
        after_hours=168,
        unless=(Trigger.CUSTOMER_WROTE,),
        condition=ANSWERED,
        actions=("resolve:",),
    ),
}


def place_house_rules() -> None:
    """Make those that are missing; what an administrator changed stays."""
    known = set(AutomationRule.objects.filter(key__isnull=False).values_list("key", flat=True))
    for key, terms in HOUSE.items():
        if key not in known:
            save_rule(terms=_with_texts(terms), key=key)


def _with_texts(terms: Terms) -> Terms:
    if "write:" not in terms.actions:
        return terms
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = gettext(REMINDER)
    return Terms(**{**vars(terms), "texts": texts})
