"""What the fields of a ticket hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from feedback.models import CustomField
from feedback.queries import query_values
from feedback.rules.custom_fields import NO, YES, FieldKind

if TYPE_CHECKING:
    from feedback.models import Ticket

KINDS: dict[FieldKind, Any] = {
    FieldKind.TEXT: _("Text"),
    FieldKind.NUMBER: _("Number"),
    FieldKind.CHOICE: _("Choice"),
    FieldKind.DATE: _("Date"),
    FieldKind.YES_NO: _("Yes or no"),
}


@dataclass(frozen=True)
class FieldLine:
    """A field and what it holds here."""

    field: CustomField
    value: str

    @property
    def key(self) -> str:
        """The field's number as forms write it."""
        return str(self.field.pk)

    @property
    def options(self) -> list[tuple[str, Any]]:
        """What can be chosen; a choice that is gone stays to be seen where it was made."""
        if self.field.kind == FieldKind.YES_NO:
            return [(YES, _("Yes")), (NO, _("No"))]
        gone = [self.value] if self.value and self.value not in self.field.choices else []
        return [(choice, choice) for choice in [*self.field.choices, *gone]]

    @property
    def query(self) -> str:
        """The query of a link to all tickets on which it holds the same."""
        return query_values.encode({"field": f"{self.field.pk}:{self.value}"})


def fields_on(ticket: Ticket) -> list[FieldLine]:
    """Return all fields in use with what they hold, in one question."""
    here = FilteredRelation("values", condition=Q(values__ticket=ticket.pk))
    rows = CustomField.objects.offered().annotate(here=here, held=F("here__value"))
    return [FieldLine(row, getattr(row, "held", None) or "") for row in rows]
