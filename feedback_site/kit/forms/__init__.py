"""Draws every form field from one template, and the controls in it in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms.renderers import TemplatesSetting

from feedback_site.kit.forms.controls import CONTROLS

if TYPE_CHECKING:
    from django.http import HttpRequest


class FieldTemplate(TemplatesSetting):
    """`{{ form.email.as_field_group }}` becomes label, help, error and control, wired together."""

    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Draw a usual control in Python, to the byte as Django's template would; everything else by its template."""
        draw = CONTROLS.get(template_name)
        return draw(context["widget"]).strip() if draw else super().render(template_name, context, request)
