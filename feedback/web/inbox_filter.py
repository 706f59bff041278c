"""The form that narrows a list; what it sends is a filter's link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from feedback.models.words import PRIORITY_WORDS, WORDS, choices
from feedback.queries.inbox.filter_fields import BREACHED, ME, NOBODY, SOON, UNFINISHED, YES
from feedback.rules.names import Channel, Priority, Reason, Status

if TYPE_CHECKING:
    from feedback.queries.inbox.offers import Offers
    from feedback.queries.inbox.ticket_filter import TicketFilter

ANY = [("", _("Any"))]


class FilterForm(forms.Form):
    """One control for each part of the filter that people narrow by hand."""

    status = forms.ChoiceField(label=_("Status"), required=False)
    assignee = forms.ChoiceField(label=_("Assignee"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    due = forms.ChoiceField(label=_("Target"), required=False)
    reason = forms.ChoiceField(label=_("Closed as"), required=False)
    waiting = forms.BooleanField(label=_("Waits for an answer"), required=False)

    def __init__(self, wanted: TicketFilter, offered: Offers) -> None:
        super().__init__(initial=wanted.to_json(), auto_id="filter_%s")
        people, teams, tags = offered.people, offered.teams, offered.tags
        self._offer("status", [(UNFINISHED, _("All open")), *choices(Status)])
        self._offer("assignee", [(ME, _("Me")), (NOBODY, _("Nobody")), *((str(p.pk), str(p)) for p in people)])
        self._offer("channel", choices(Channel))
        self._offer("language", list(settings.LANGUAGES))
        self._offer("priority", [(p.key, PRIORITY_WORDS[p.value]) for p in Priority])
        self._offer("team", [(ME, _("My team")), (NOBODY, _("None")), *((str(t.pk), str(t)) for t in teams)])
        self._offer("tag", [(name, name) for name in tags])
        self._offer("due", [(SOON, _("Due soon")), (BREACHED, _("Past its target"))])
        self._offer("reason", [(reason.value, WORDS[reason]) for reason in Reason])
        self.fields["waiting"].widget.attrs["value"] = YES

    def _offer(self, name: str, options: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*ANY, *options]
