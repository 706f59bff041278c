"""HTML of the usual controls: Django's templates take two for each option, which is most of a long list's time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.base import render_value_in_context
from django.template.context import Context
from django.utils.html import conditional_escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Widget = Mapping[str, Any]

PLAIN = Context()


def _shown(value: Any) -> str:
    """Return a value as `{{ value }}` writes it."""
    return conditional_escape(value) if isinstance(value, str) else render_value_in_context(value, PLAIN)


def _said(value: Any) -> str:
    """Return a value as `{{ value|stringformat:"s" }}` writes it: digits without separators."""
    return conditional_escape(value if isinstance(value, str) else str(value))


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_said(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_said(widget["value"])}"'
    return f'<input type="{_shown(widget["type"])}" name="{_shown(widget["name"])}"{value}{_attributes(widget)}>\n'


def _area(widget: Widget) -> str:
    value = _shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_shown(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>\n'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{_shown(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        parts += [f'\n  <optgroup label="{_shown(group)}">'] if group else []
        parts += [
            f'\n  <option value="{_said(one["value"])}"{_attributes(one)}>{_shown(one["label"])}</option>\n'
            for one in options
        ]
        parts += ["\n  </optgroup>"] if group else []
    return "".join((*parts, "\n</select>\n"))


def _ticks(widget: Widget) -> str:
    """Draw a list of radio buttons or checkboxes."""
    own = {name: widget["attrs"].get(name) for name in ("id", "class")}
    parts = ["<div", *(f' {name}="{_shown(value)}"' for name, value in own.items() if value), ">"]
    for group, options, _index in widget["optgroups"]:
        parts += [f"\n  <div><label>{_shown(group)}</label>"] if group else []
        parts += [f"<div>\n    {_tick(one)}</div>" for one in options]
        parts += ["\n  </div>"] if group else []
    return "".join((*parts, "\n</div>\n"))


def _tick(option: Widget) -> str:
    if not option["wrap_label"]:
        return f"{_input(option)}\n\n"
    own = option["attrs"].get("id")
    target = f' for="{_shown(own)}"' if own else ""
    return f"<label{target}>{_input(option)} {_shown(option['label'])}</label>\n\n"


INPUTS = "checkbox color date datetime email file hidden number password search tel text time url"
CONTROLS: dict[str, Callable[[Widget], str]] = {
    f"django/forms/widgets/{name}.html": draw
    for name, draw in (
        *((name, _input) for name in INPUTS.split()),
        ("textarea", _area),
        ("select", _select),
        ("radio", _ticks),
        ("checkbox_select", _ticks),
    )
}
