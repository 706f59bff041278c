"""Controls drawn in Python are, to the byte, what Django's templates make of the same widgets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from feedback_site.kit.forms import FieldTemplate

ODD = "\"<b>'&amp;"
SAFE = mark_safe("<i>ä</i>")
GROUPED = [
    ("", "---"),
    (ODD, [("1", "一"), (2, ODD), (None, "none")]),
    ("3", SAFE),
    (4_000, 1_234.5),
    (True, gettext_lazy("Inbox")),
    (date(2026, 11, 22), date(2026, 11, 22)),
]
ATTRS = {
    "id": "id_it",
    "class": ODD,
    "data-safe": SAFE,
    "required": True,
    "disabled": False,
    "maxlength": 1_000,
    "data-none": None,
    "placeholder": gettext_lazy("Search all cases"),
}
WIDGETS = [
    forms.CheckboxInput,
    forms.ColorInput,
    forms.DateInput,
    forms.DateTimeInput,
    forms.EmailInput,
    forms.FileInput,
    forms.HiddenInput,
    forms.MultipleHiddenInput,
    forms.NumberInput,
    forms.PasswordInput,
    forms.SearchInput,
    forms.SplitDateTimeWidget,
    forms.TelInput,
    forms.TextInput,
    forms.Textarea,
    forms.TimeInput,
    forms.URLInput,
]
CHOOSERS = [
    forms.CheckboxSelectMultiple,
    forms.NullBooleanSelect,
    forms.RadioSelect,
    forms.Select,
    forms.SelectMultiple,
]


class NoLabels(forms.RadioSelect):
    """Radio buttons without labels around them."""

    def create_option(self, *args, **kwargs):
        """Leave the label away."""
        return {**super().create_option(*args, **kwargs), "wrap_label": False}


def both(widget, value, attrs):
    return [widget.render("it", value, attrs, renderer=renderer()) for renderer in (FieldTemplate, TemplatesSetting)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("attrs", [None, ATTRS])
@pytest.mark.parametrize("value", [None, "", ODD, SAFE, 1_234, Decimal("0.50"), True, gettext_lazy("Inbox")])
@pytest.mark.parametrize("widget", WIDGETS)
def test_inputs(widget, value, attrs, language):
    if widget in (forms.MultipleHiddenInput, forms.SplitDateTimeWidget):
        value = [value]
    with override(language):
        ours, theirs = both(widget(), value, attrs)
    assert ours == theirs


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("attrs", [None, ATTRS])
@pytest.mark.parametrize("value", [None, "", "1", "3", 4_000, True])
@pytest.mark.parametrize("widget", [*CHOOSERS, NoLabels])
def test_choices(widget, value, attrs, language):
    made = widget() if widget is forms.NullBooleanSelect else widget(choices=GROUPED)
    with override(language):
        ours, theirs = both(made, [value, "2"] if made.allow_multiple_selected else value, attrs)
    assert ours == theirs
