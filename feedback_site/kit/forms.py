"""Draws every form field from one template."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class FieldTemplate(TemplatesSetting):
    """`{{ form.email.as_field_group }}` becomes label, help, error and control, wired together."""

    field_template_name = "forms/field.html"
