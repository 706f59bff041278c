"""Say what a ticket's fields hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from feedback.actions.hold_ticket import held
from feedback.events.fields import TicketFieldSet
from feedback.models import CustomField, FieldValue
from feedback.rules.custom_fields import BadValueError, FieldKind, written
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User
    from feedback.models import Ticket


def set_fields(*, ticket: Ticket, values: Mapping[int, str], by: User) -> None:
    """Set each field by its number, "" for none; what is left out stays. All or nothing: raises Invalid."""
    fields = {field.pk: field for field in CustomField.objects.offered()}
    wanted, errors = {}, {}
    for key, value in values.items():
        try:
            field = fields[key]
            wanted[key] = written(FieldKind(field.kind), field.choices, value)
        except KeyError:
            errors[str(key)] = [_("There is no such field.")]
        except BadValueError:
            errors[str(key)] = [_("%(field)s: this value does not fit.") % {"field": fields[key]}]
    if errors:
        raise Invalid(errors=errors)
    with held(ticket) as row:
        before = dict(FieldValue.objects.filter(ticket=row).values_list("field_id", "value"))
        for key, value in wanted.items():
            if before.get(key, "") != value:
                _set(row, fields[key], value, by)


def _set(ticket: Ticket, field: CustomField, value: str, by: User) -> None:
    if value:
        FieldValue.objects.update_or_create(ticket=ticket, field=field, defaults={"value": value})
    else:
        FieldValue.objects.filter(ticket=ticket, field=field).delete()
    event = TicketFieldSet(ticket_id=ticket.pk, field_id=field.pk, field=field.name, is_empty=not value)
    record(event, actor_id=by.pk, subject=ticket.event_subject)
