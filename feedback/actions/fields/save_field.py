"""Define a field of the house's own, or change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.events.fields import CustomFieldSaved
from feedback.models import CustomField
from feedback.rules.custom_fields import (
    MOST_CHOICES,
    MOST_FIELDS,
    NAME_LENGTH,
    BadValueError,
    FieldKind,
    checked_choices,
)
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User


@transaction.atomic
def save_field(
    *,
    name: str,
    kind: FieldKind,
    by: User,
    choices: Sequence[str] = (),
    is_on: bool = True,
    field: CustomField | None = None,
) -> CustomField:
    """Keep the field; its kind is chosen once. Choices that are gone stay on tickets. Raises Invalid and Conflict."""
    rows = list(CustomField.objects.select_for_update().order_by("position", "id"))
    others = [row for row in rows if field is None or row.pk != field.pk]
    if field is None and len(rows) >= MOST_FIELDS:
        raise Conflict(_("There are %(most)s fields already.") % {"most": MOST_FIELDS})
    row = field or CustomField(kind=kind.value, position=len(rows), created_at=clock.now())
    row.name, row.is_on = _named(name, others), is_on
    try:
        row.choices = checked_choices(FieldKind(row.kind), choices)
    except BadValueError as error:
        told = _("Give one to %(most)s choices, each of at most %(length)s characters.")
        raise Invalid(errors={"choices": [told % {"most": MOST_CHOICES, "length": NAME_LENGTH}]}) from error
    row.save()
    record(CustomFieldSaved(field_id=row.pk), actor_id=by.pk, subject=f"custom_field:{row.pk}")
    return row


def _named(name: str, others: list[CustomField]) -> str:
    word = " ".join(name.split())
    if not word or len(word) > NAME_LENGTH:
        raise Invalid(errors={"name": [_("Give it a name of at most %(most)s characters.") % {"most": NAME_LENGTH}]})
    if any(other.name.lower() == word.lower() for other in others):
        raise Invalid(errors={"name": [_("There is a field of this name already.")]})
    return word
