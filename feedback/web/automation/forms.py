"""The form of an automatic rule: when, for which cases, and what then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models.words import PRIORITY_WORDS, WORDS
from feedback.queries.desk.canned import all_names
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.rules.automation.shape import (
    CONDITIONS,
    MOST_A_PERSON,
    MOST_HOURS,
    NAME_LENGTH,
    TEXT_LENGTH,
    UNLESS,
    Limit,
    Terms,
    Trigger,
    verb_of,
)
from feedback.rules.names import Priority, Reason
from feedback.rules.tags import NAME_LENGTH as TAG_LENGTH
from feedback.web.automation.words import TRIGGERS
from feedback.web.inbox_filter import FilterForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedback.models import AutomationRule, AutomationVersion
    from feedback.queries.inbox.offers import Offers

SAME = [("", _("Leave as it is"))]
SINGLE = ("receipt:", "ask:")


def _number(label: Any, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=most, **options)


def _text(label: Any, language: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 4, "lang": language})
    )


class RuleForm(forms.Form):
    """Each control is a part of the terms; what is not chosen is not said."""

    name = forms.CharField(label=pgettext_lazy("rule", "Name"), max_length=NAME_LENGTH)
    is_on = forms.BooleanField(label=pgettext_lazy("rule", "Switched on"), required=False, initial=True)
    trigger = forms.ChoiceField(
        label=pgettext_lazy("rule", "When"), choices=[(t.value, w) for t, w in TRIGGERS.items()]
    )
    after_hours = _number(_("Then wait, hours"), MOST_HOURS, help_text=_("Empty: at once."))
    unless = forms.MultipleChoiceField(
        label=_("Not if meanwhile"),
        required=False,
        choices=[(trigger.value, TRIGGERS[trigger]) for trigger in UNLESS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The same thing happening again begins the time anew."),
    )
    assign = forms.ChoiceField(label=_("Assign to"), required=False)
    rotate = forms.ChoiceField(label=_("Assign in turn"), required=False)
    capacity = _number(_("Up to so many open cases each"), 1000)
    team = forms.ChoiceField(label=_("Give to the team"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), required=False)
    tag = forms.CharField(label=_("Add the tag"), required=False, max_length=TAG_LENGTH)
    untag = forms.CharField(label=_("Remove the tag"), required=False, max_length=TAG_LENGTH)
    snooze = _number(_("Put aside, hours"), MOST_HOURS)
    ending = forms.ChoiceField(label=_("Finish"), required=False)
    mail = forms.ChoiceField(label=_("Mail"), required=False)
    text_en = _text(_("Write to the reporter, in English"), "en")
    text_zh = _text(_("Write to the reporter, in Chinese"), "zh-hans")
    canned = forms.ChoiceField(
        label=_("Send a ready answer"),
        required=False,
        help_text=_("In the reporter’s language. Names and subjects that the reporter wrote are left out."),
    )
    limit_times = _number(_("To one person, times"), MOST_A_PERSON)
    limit_hours = _number(_("in so many hours"), MOST_HOURS)

    def __init__(self, data: Any, begin: dict[str, Any], offered: Offers) -> None:
        super().__init__(data, initial=begin)
        asked = FilterForm(TicketFilter(), offered)
        for name in CONDITIONS:
            field: Any = asked.fields[name]
            if isinstance(field, forms.ChoiceField):
                offered_here: Any = field.choices
                field.choices = [choice for choice in offered_here if choice[0] != "me"]
            self.fields[f"if_{name}"] = field
        teams = [(str(team.pk), str(team)) for team in offered.teams]
        self._offer("assign", [(str(person.pk), str(person)) for person in offered.people])
        self._offer("rotate", [("own", _("In its own team")), *teams])
        self._offer("team", teams)
        self._offer("priority", [(p.key, PRIORITY_WORDS[p.value]) for p in Priority])
        self._offer("canned", [(str(key), name) for key, name in all_names()])
        close = pgettext_lazy("rule", "Close without an answer: {reason}")
        self._offer("ending", [("resolve:", _("Resolve"))] + [(f"close:{r.value}", _closing(close, r)) for r in Reason])
        mails = [("receipt:", _("Mail a receipt with the private link")), ("ask:", _("Ask how it went"))]
        self._offer("mail", mails)

    def _offer(self, name: str, options: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = [*SAME, *options]

    @property
    def conditions(self) -> list[forms.BoundField]:
        """The controls that say for which cases."""
        return [self[f"if_{name}"] for name in CONDITIONS]

    def terms(self) -> Terms:
        """Return the wish of a valid form."""
        wish = self.cleaned_data
        times, hours = wish["limit_times"], wish["limit_hours"]
        condition = {name: wish[f"if_{name}"] for name in CONDITIONS if wish[f"if_{name}"]}
        if "waiting" in condition:
            condition["waiting"] = "yes"
        writes = wish["text_en"] or wish["text_zh"]
        return Terms(
            name=wish["name"],
            is_on=wish["is_on"],
            trigger=Trigger(wish["trigger"]),
            after_hours=wish["after_hours"] or 0,
            unless=tuple(map(Trigger, wish["unless"])),
            condition=condition,
            actions=tuple(_actions(wish)),
            texts=dict(zip(_languages(), (wish["text_zh"], wish["text_en"]), strict=True)) if writes else {},
            limit=Limit(times=times or 0, hours=hours or 0) if times or hours else None,
        )


def _closing(words: Any, reason: Reason) -> str:
    return str(words).format(reason=WORDS[reason])


def _languages() -> tuple[str, str]:
    """Return Chinese and English by the names of the settings."""
    names = [name for name, _words in settings.LANGUAGES]
    return next(n for n in names if n.startswith("zh")), next(n for n in names if n.startswith("en"))


def _actions(wish: dict[str, Any]) -> Iterator[str]:
    """Yield the actions in the order in which they are done."""
    yield from (f"{verb}:{wish[verb]}" for verb in ("team", "priority", "tag", "untag", "assign") if wish[verb])
    if wish["rotate"]:
        team = "" if wish["rotate"] == "own" else wish["rotate"]
        yield f"rotate:{team}/{wish['capacity']}" if wish["capacity"] else f"rotate:{team}"
    if wish["text_en"] or wish["text_zh"]:
        yield "write:"
    if wish["canned"]:
        yield f"canned:{wish['canned']}"
    if wish["snooze"]:
        yield f"snooze:{wish['snooze']}"
    yield from (wish[name] for name in ("mail", "ending") if wish[name])


def initial_from(rule: AutomationRule, version: AutomationVersion) -> dict[str, Any]:
    """Return what the form shows of a rule as it is."""
    begin: dict[str, Any] = {
        "name": rule.label,
        "is_on": rule.is_on,
        "trigger": version.trigger,
        "after_hours": version.after_hours or None,
        "unless": version.unless,
        "limit_times": version.limit_times,
        "limit_hours": version.limit_hours,
    }
    begin |= {f"if_{name}": value for name, value in version.condition.items()}
    if version.texts:
        chinese, english = _languages()
        begin |= {"text_zh": version.texts.get(chinese, ""), "text_en": version.texts.get(english, "")}
    for action in version.actions:
        verb, value = verb_of(action), action.partition(":")[2]
        if verb == "rotate":
            key, _slash, capacity = value.partition("/")
            begin |= {"rotate": key or "own", "capacity": capacity or None}
        elif verb in ("resolve", "close"):
            begin["ending"] = action
        elif action in SINGLE:
            begin["mail"] = action
        else:
            begin[verb] = value
    return begin
