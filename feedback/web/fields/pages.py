"""The fields of the house, and what they hold on a ticket."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from feedback.actions.fields.save_field import save_field
from feedback.actions.fields.set_fields import set_fields
from feedback.models import CustomField
from feedback.queries.fields.on_ticket import KINDS
from feedback.queries.find_ticket import find_ticket
from feedback.rules.custom_fields import MOST_CHOICES, NAME_LENGTH, FieldKind
from feedback.web.handling import do
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.problems import Conflict, Invalid
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PREFIX = "field-"
KEY_LENGTH = 18  # digits that a PostgreSQL bigint surely holds


class FieldForm(forms.Form):
    """What a field is called and what it holds."""

    name = forms.CharField(label=pgettext_lazy("a thing", "Name"), max_length=NAME_LENGTH)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[(kind.value, word) for kind, word in KINDS.items()])
    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        required=False,
        max_length=MOST_CHOICES * (NAME_LENGTH + 2),
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("One a line; for the kind “Choice” only."),
    )
    is_on = forms.BooleanField(
        label=gettext_lazy("In use"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Out of use it is offered no more; what it holds is kept."),
    )

    def __init__(self, data: object, field: CustomField | None) -> None:
        initial = {}
        if field:
            initial = {"name": field.name, "kind": field.kind, "is_on": field.is_on}
            initial["choices"] = "\n".join(field.choices)
        super().__init__(data, initial=initial)  # type: ignore[arg-type]  # what Django's form takes
        if field:
            self.fields["kind"].disabled = True


@allow("field.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def custom_fields(request: HttpRequest) -> HttpResponse:
    """List the fields; make one."""
    return _page(request, None)


@allow("field.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def custom_field(request: HttpRequest, field_id: int) -> HttpResponse:
    """Change a field."""
    return _page(request, get_object_or_404(CustomField, pk=field_id))


@allow("ticket.field")
@require_POST
def ticket_fields(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what the fields of a ticket hold."""
    user, found = staff(request), find_ticket(user=staff(request), ref=ref)
    sent = {name.removeprefix(PREFIX): name for name in request.POST if name.startswith(PREFIX)}
    keys = {key: name for key, name in sent.items() if key.isascii() and key.isdigit() and len(key) <= KEY_LENGTH}
    values = {int(key): request.POST[name] for key, name in keys.items()}
    return do(request, found, lambda: set_fields(ticket=found, values=values, by=user), _("Done."))


def _page(request: HttpRequest, field: CustomField | None) -> HttpResponse:
    is_sent = request.method == "POST"
    form = FieldForm(request.POST if is_sent else None, field)
    if is_sent and form.is_valid() and _saved(request, form, field):
        messages.success(request, _("The field is saved."))
        return see_other("feedback:custom_fields")
    rows = [(row, KINDS[FieldKind(row.kind)]) for row in CustomField.objects.order_by("-is_on", "position", "id")]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "feedback/fields/fields.html", {"rows": rows, "form": form, "field": field}, status=status)


def _saved(request: HttpRequest, form: FieldForm, field: CustomField | None) -> bool:
    said = form.cleaned_data
    wish = {"kind": FieldKind(said["kind"]), "choices": said["choices"].splitlines(), "is_on": said["is_on"]}
    try:
        save_field(name=said["name"], by=staff(request), field=field, **wish)
    except Invalid as refused:
        for name, texts in refused.errors.items():
            form.add_error(name, [str(text) for text in texts])
    except Conflict as problem:
        form.add_error(None, str(problem))
    return form.is_valid()
