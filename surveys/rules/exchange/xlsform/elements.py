"""Walks the tree of an XLSForm and makes pages, panels and questions of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from surveys.rules.exchange.xlsform.constraints import validators
from surveys.rules.exchange.xlsform.kinds import KINDS, LOOKS, SILENT
from surveys.rules.exchange.xlsform.reading import FALSE, TRUE, Reading

if TYPE_CHECKING:
    from surveys.rules.exchange.xlsform.sheets import Rows

Made = dict[str, Any]
KNOWN = frozenset({
    "type", "name", "label", "hint", "bind", "control", "parameters", "choices", "itemset", "list_name",
    "choice_filter", "default", "children", "appearance", "has_other", "relevant",
})  # fmt: skip
KNOWN_BIND = frozenset({
    "relevant", "required", "readonly", "constraint", "calculate", "jr:constraintMsg", "jr:requiredMsg",
    "jr:noAppErrorString",
})  # fmt: skip
FOREIGN = frozenset({"media", "trigger", "intent", "query", "columns", "count", "save_to", "entities:saveto"})
BOUNDS = re.compile(r"\.\s*(>=|<=)\s*(-?\d+(?:\.\d+)?)(?:\s+and\s+\.\s*(<=)\s*(-?\d+(?:\.\d+)?))?")


class Elements:
    """Makes them, and notes what cannot be."""

    def __init__(self, reading: Reading, rows: Rows, own_others: set[str]) -> None:
        """Take where findings go, the rows, and the lists with an option "other" of their own."""
        self.reading, self.rows, self.own_others = reading, rows, own_others
        self.lists: Made = {}
        self.calculated: list[Made] = []
        self.others: set[str] = set()

    def definition(self, tree: Made) -> Made:
        """Pages where the form has screens, one page else; and the calculated values."""
        self.lists = tree.get("choices") or {}
        pages: list[Made] = []
        loose: list[Made] = []
        for child in tree.get("children") or ():
            made = self.element(child, conditions=0)
            is_page = made is not None and made["type"] == "panel" and "field-list" in _looks(child)
            if is_page and made is not None:
                pages += _page(loose, len(pages))
                loose = []
                pages.append({key: value for key, value in made.items() if key != "type"})
            elif made is not None:
                loose.append(made)
        pages += _page(loose, len(pages))
        found: Made = {"pages": pages}
        return found | ({"calculatedValues": self.calculated} if self.calculated else {})

    def element(self, item: Made, *, conditions: int) -> Made | None:
        """A question or a panel; None for what asks nothing here."""
        kind, name = str(item.get("type")), str(item.get("name"))
        row, cells = self.rows.take(name)
        if name in self.others and not row:
            return None
        if row:
            self.reading.name(name, row)
        if kind == "group":
            return self._panel(item, row, conditions)
        if kind in SILENT:
            self.reading.leave(row, f"{kind} {name}")
            return None
        if kind == "calculate":
            self._calculate(item, row, conditions)
            return None
        if kind not in KINDS:
            self.reading.refuse(row, "foreign_type", value=cells.get("type", kind))
            return None
        return self._question(self._with_other(item, cells), row)

    def _question(self, item: Made, row: int) -> Made:
        kind, looks = str(item["type"]), _looks(item)
        for look in sorted(looks - LOOKS):
            self.reading.leave(row, f"appearance {look}")
        made = KINDS[kind](self.reading, item, looks, row) | {"name": str(item["name"])}
        if kind != "note" and item.get("label"):
            made["title"] = self.reading.text(item["label"], row)
        if item.get("hint"):
            made["description"] = self.reading.text(item["hint"], row)
        return self._rules(made, item, row)

    def _panel(self, item: Made, row: int, conditions: int) -> Made | None:
        if item.get("control", {}).get("bodyless"):
            return None
        made: Made = {"type": "panel", "name": str(item["name"])}
        if item.get("label"):
            made["title"] = self.reading.text(item["label"], row)
        made = self._rules(made, item, row)
        inside = conditions + ("visibleIf" in made)
        children = [self.element(child, conditions=inside) for child in item.get("children") or ()]
        return made | {"elements": [child for child in children if child is not None]}

    def _calculate(self, item: Made, row: int, conditions: int) -> None:
        bind = item.get("bind") or {}
        if conditions or bind.get("relevant"):
            self.reading.refuse(row, "foreign_column", name="relevant")
        self._foreign(item, row)
        expression = self.reading.expression(str(bind.get("calculate", "")), row)
        self.calculated.append({"name": str(item["name"]), "expression": expression})

    def _with_other(self, item: Made, cells: dict[str, str]) -> Made:
        """Say whether it has an own field for something else; pyxform adds that option to the whole list."""
        asks = bool(re.search(r"\bor[_ ](?:specify[_ ])?other\b", cells.get("type", "")))
        if asks:
            self.others.add(f"{item['name']}_other")
        name = item.get("list_name") or item.get("itemset")
        if name in self.lists:
            item = {"choices": self.lists[name]} | item
        if asks or name in self.own_others or "choices" not in item:
            return item | {"has_other": asks}
        return item | {"choices": [c for c in item["choices"] if c.get("name") != "other"]}

    def _rules(self, made: Made, item: Made, row: int) -> Made:
        """Conditions, checks and defaults."""
        bind = item.get("bind") or {}
        self._foreign(item, row)
        if relevant := bind.get("relevant"):
            made["visibleIf"] = self.reading.expression(str(relevant), row)
        required = str(bind.get("required", "")).strip()
        if required.lower() in TRUE:
            made["isRequired"] = True
        elif required.lower() not in FALSE:
            made["requiredIf"] = self.reading.expression(required, row)
        if bind.get("jr:requiredMsg"):
            made["requiredErrorText"] = self.reading.text(bind["jr:requiredMsg"], row)
        if str(bind.get("readonly", "")).lower() in TRUE:
            made["readOnly"] = True
        elif str(bind.get("readonly", "")).lower() not in FALSE:
            self.reading.refuse(row, "foreign_column", name="readonly")
        if "constraint" in bind:
            made = self._constraint(made, str(bind["constraint"]), bind.get("jr:constraintMsg"), row)
        return self._default(made, item, row)

    def _constraint(self, made: Made, source: str, said: Any, row: int) -> Made:
        words = {"text": self.reading.text(said, row)} if said else {}
        bounds = BOUNDS.fullmatch(source.strip())
        if bounds and made.get("inputType") in ("number", "range") and not words:
            limits = {bounds[1]: bounds[2], bounds[3]: bounds[4]}
            low, high = limits.get(">="), limits.get("<=")
            return made | {k: _number(v) for k, v in (("min", low), ("max", high)) if v is not None}
        found = validators(source, made["name"], lambda part: self.reading.expression(part, row, this=made["name"]))
        return made | {"validators": [check | words for check in found]}

    def _default(self, made: Made, item: Made, row: int) -> Made:
        default = item.get("default")
        if default is None:
            return made
        source = str(default)
        if "${" in source or "(" in source:
            return made | {"defaultValueExpression": self.reading.expression(source, row)}
        return made | {"defaultValue": _typed(made, source)}

    def _foreign(self, item: Made, row: int) -> None:
        """What the row says beside all this: refused where it matters, named where not."""
        bind = item.get("bind") or {}
        for name in [*item, *bind]:
            if name in FOREIGN:
                self.reading.refuse(row, "foreign_column", name=name)
            elif name not in KNOWN | KNOWN_BIND:
                self.reading.leave(row, str(name))
        if "calculate" in bind and item.get("type") != "calculate":
            self.reading.refuse(row, "foreign_column", name="calculation")
        if "itemset" in item and "choices" not in item:
            self.reading.refuse(row, "foreign_column", name=f"choices {item['itemset']}")


def _looks(item: Made) -> set[str]:
    return set(str((item.get("control") or {}).get("appearance") or "").split())


def _page(elements: list[Made], number: int) -> list[Made]:
    return [{"name": f"page_{number + 1}", "elements": elements}] if elements else []


def _number(value: str) -> int | float:
    number = float(value)
    return int(number) if number == int(number) else number


def _typed(made: Made, value: str) -> Any:
    if made["type"] in ("checkbox", "tagbox", "ranking"):
        return value.split()
    if made["type"] == "boolean":
        return value == "true"
    if made["type"] == "rating" or made.get("inputType") in ("number", "range"):
        try:
            return _number(value)
        except (ValueError, OverflowError):
            return value
    return value
