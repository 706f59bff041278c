"""What an import found wrong: every place at once, never silently dropped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MESSAGES: dict[str, str] = {
    "not_json": "This is not a JSON object describing a survey.",
    "too_large": "The survey is larger than {limit} {unit}.",
    "too_deep": "Elements are nested more than {limit} levels deep.",
    "too_long": "This text is longer than {limit} characters.",
    "too_many": "There are more than {limit} entries here.",
    "not_an_object": "An object was expected here.",
    "not_a_list": "A list was expected here.",
    "not_a_text": "A text was expected here, not {value}.",
    "not_a_number": "A number was expected here, not {value}.",
    "not_a_boolean": "true or false was expected here, not {value}.",
    "not_one_of": "{value} is not one of: {allowed}.",
    "missing_name": "Every element needs a name.",
    "missing_type": "The element has no type.",
    "missing_property": "The property {name} is missing.",
    "duplicate_name": "Another element is already called {name}.",
    "unknown_type": "{value} is not a question type we support.",
    "unknown_validator": "{value} is not a check we support.",
    "unknown_trigger": "{value} is not a trigger we support.",
    "unknown_property": "The property {name} is not part of the survey format we support.",
    "unsupported_property": "The property {name} needs something surveys here cannot do: {reason}.",
    "unknown_function": "The expression calls {name}, which is not a function we know.",
    "bad_expression": "The expression cannot be read: {reason}.",
    "bad_pattern": "The pattern cannot be used: {reason}.",
    "never_shown": "Nobody will ever see {name}.",
    "no_choices": "{name} offers nothing to choose from.",
    "unclosed_bracket": "A bracket in this expression is never closed.",
    "unknown_name": "Nothing in this survey is called {name}.",
    "later_answer": "The expression asks for {name}, which is only answered later.",
    "never_equal": "{name} can never be compared with {value}.",
    "missing_translation": "This text is missing in: {languages}.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong at one place of a survey's JSON."""

    path: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The finding in English; the template for translators is MESSAGES[code]."""
        return MESSAGES[self.code].format(**self.params)


class Refused(ValueError):  # noqa: N818 - a refusal, not an accident
    """A survey that lies outside the core profile, with everything found in it."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__("; ".join(f"{f.path or '.'}: {f.message}" for f in findings[:5]))
