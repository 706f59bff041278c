"""What may be wrong with our own settings, in words."""

from __future__ import annotations

from dataclasses import dataclass

from surveys.rules.definition.findings import MESSAGES, Finding
from surveys.rules.marking import gettext_noop

SETTING_MESSAGES: dict[str, str] = {
    "settings_not_an_object": gettext_noop("An object was expected here."),
    "unknown_setting": gettext_noop("There is no setting of this name."),
    "missing_setting": gettext_noop("This setting is missing."),
    "unknown_question": gettext_noop("There is no question called {name}."),
    "count_expected": gettext_noop("A whole number from 1 to 1,000,000,000 was expected here."),
    "limit_name": gettext_noop("A name is 1 to 60 small letters, digits and hyphens, and no two are the same."),
    "too_many_quotas": gettext_noop("A survey has at most 50 quotas."),
    "yes_or_no_expected": gettext_noop("true or false was expected here."),
    "anonymous_follow_up": gettext_noop("An anonymous survey cannot open tickets: its answers lead to nobody."),
    "anonymous_time": gettext_noop("An anonymous survey does not look at the time."),
    "reason_expected": gettext_noop("A text of at most 500 characters was expected here, or one for each language."),
    "bad_expression": MESSAGES["bad_expression"],
}


@dataclass(frozen=True, slots=True)
class SettingFinding(Finding):
    """One thing wrong at one place of the settings."""

    @property
    def message(self) -> str:
        """The finding in English."""
        return SETTING_MESSAGES[self.code].format(**self.params)
