"""What an import found wrong: every place at once, never silently dropped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from surveys.rules.marking import gettext_noop

MESSAGES: dict[str, str] = {
    "not_json": gettext_noop("This is not a JSON object describing a survey."),
    "too_large": gettext_noop("The survey is larger than {limit} {unit}."),
    "too_deep": gettext_noop("Elements are nested more than {limit} levels deep."),
    "too_long": gettext_noop("This text is longer than {limit} characters."),
    "too_many": gettext_noop("There are more than {limit} entries here."),
    "not_an_object": gettext_noop("An object was expected here."),
    "not_a_list": gettext_noop("A list was expected here."),
    "not_a_text": gettext_noop("A text was expected here, not {value}."),
    "not_a_number": gettext_noop("A number was expected here, not {value}."),
    "not_a_boolean": gettext_noop("true or false was expected here, not {value}."),
    "not_one_of": gettext_noop("{value} is not one of: {allowed}."),
    "missing_name": gettext_noop("Every element needs a name."),
    "missing_type": gettext_noop("The element has no type."),
    "missing_property": gettext_noop("The property {name} is missing."),
    "duplicate_name": gettext_noop("Another element is already called {name}."),
    "unknown_type": gettext_noop("{value} is not a question type we support."),
    "unknown_validator": gettext_noop("{value} is not a check we support."),
    "unknown_trigger": gettext_noop("{value} is not a trigger we support."),
    "unknown_property": gettext_noop("The property {name} is not part of the survey format we support."),
    "unsupported_property": gettext_noop("The property {name} needs something surveys here cannot do: {reason}."),
    "unknown_function": gettext_noop("The expression calls {name}, which is not a function we know."),
    "bad_expression": gettext_noop("The expression cannot be read: {reason}."),
    "bad_pattern": gettext_noop("The pattern cannot be used: {reason}."),
    "never_shown": gettext_noop("Nobody will ever see {name}."),
    "required_hidden": gettext_noop("{name} must be answered, but nobody will ever see it."),
    "required_read_only": gettext_noop("{name} must be answered, but nobody can write in it."),
    "empty_page": gettext_noop("This page holds nothing; respondents never see it."),
    "untitled_survey": gettext_noop("The survey has no title."),
    "no_title": gettext_noop("{name} has no words of its own: people read its name."),
    "no_alt_text": gettext_noop("{name} has no words for those who cannot see the picture."),
    "alike_names": gettext_noop("{name} and {other} are called alike but for capital letters."),
    "duplicate_value": gettext_noop("The value {value} stands here twice: the answers cannot be told apart."),
    "duplicate_text": gettext_noop("“{text}” stands here twice."),
    "list_compared": gettext_noop("{name} can hold several answers at once: compare with “contains” or “is any of”."),
    "mixed_types": gettext_noop("{name} and {other} hold answers of different kinds."),
    "no_target": gettext_noop("This trigger does not say which question it fills in."),
    "leading_labels": gettext_noop("The labels of {name} lean to one side: {good} praise, {bad} blame."),
    "one_sided_ends": gettext_noop("Both ends of {name} say the same side of the scale."),
    "one_end_named": gettext_noop("Only one end of {name} has words; people guess at the other."),
    "leading_title": gettext_noop("The title of {name} suggests an answer."),
    "no_choices": gettext_noop("{name} offers nothing to choose from."),
    "unclosed_bracket": gettext_noop("A bracket in this expression is never closed."),
    "unknown_name": gettext_noop("Nothing in this survey is called {name}."),
    "later_answer": gettext_noop("The expression asks for {name}, which is only answered later."),
    "never_equal": gettext_noop("{name} can never be compared with {value}."),
    "not_validated": gettext_noop("{name} is no longer the validated instrument."),
    "instrument_item_missing": gettext_noop("{name} is missing, so this is no longer the validated instrument."),
    "missing_translation": gettext_noop("This text is missing in: {languages}."),
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
