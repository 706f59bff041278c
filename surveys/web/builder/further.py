"""Properties of lesser use, which the editor keeps behind one heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from surveys.rules.definition.profile import PAGE, PANEL, SURVEY, TYPES
from surveys.web.builder.kinds import CONDITIONS, KIND, LISTS, SPECS, Spec, specs_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAME = ("", _("As usual"))
ON_OFF = (SAME, ("on", pgettext_lazy("numbers", "Yes")), ("off", pgettext_lazy("numbers", "No")))
SHUFFLE = (SAME, ("random", _("Random for each person")))
ROWS = (SAME, ("random", _("Random for each person")))
FURTHER: tuple[Spec, ...] = (
    Spec("readOnly", "flag", _("To be read only")),
    Spec("requiredErrorText", "line", _("Words when the answer is missing")),
    Spec("defaultValue", "default", _("Answer to begin with")),
    Spec("defaultValueExpression", "plain", _("Answer to begin with, as an expression")),
    Spec("setValueExpression", "plain", _("Filled in with (expression)")),
    Spec("minValueExpression", "plain", _("Smallest value, as an expression")),
    Spec("maxValueExpression", "plain", _("Largest value, as an expression")),
    Spec("minErrorText", "line", _("Words when the value is too small")),
    Spec("maxErrorText", "line", _("Words when the value is too large")),
    Spec("step", "number", _("Step between values")),
    Spec("showCommentArea", "flag", _("Offer room for a remark")),
    Spec("commentText", "line", _("Words above the remark")),
    Spec("otherText", "line", _("Words for “Other”")),
    Spec("otherPlaceholder", "line", _("Hint in the field of “Other”")),
    Spec("noneText", "line", _("Words for “None”")),
    Spec("selectAllText", "line", _("Words for “Select all”")),
    Spec("showDontKnowItem", "flag", _("Offer “Don’t know”")),
    Spec("showRefuseItem", "flag", _("Offer “I would rather not say”")),
    Spec("choicesFromQuestion", "plain", _("Take the choices of the question named")),
    Spec("hideIfChoicesEmpty", "flag", _("Hide it when nothing can be chosen")),
    Spec("colCount", "number", _("Columns on a wide screen")),
    Spec("selectToRankEnabled", "flag", _("Choose first, then rank")),
    Spec("rateStep", "number", _("Step between points")),
    Spec("label", "line", _("Words beside the tick")),
    Spec("valueTrue", "default", _("Stored for yes")),
    Spec("valueFalse", "default", _("Stored for no")),
    Spec("eachRowUnique", "flag", _("Each column once only")),
    Spec("rowOrder", "pick", _("Order of the rows"), ROWS),
    Spec("format", "line", _("Words around the value, {0} being the value")),
    Spec("precision", "number", _("Digits after the point")),
    Spec("questionOrder", "pick", _("Order of the questions"), SHUFFLE),
    Spec("navigationTitle", "line", _("Short title for the progress bar")),
    Spec("startSurveyText", "line", _("Words on the button that begins")),
    Spec("pageNextText", "line", _("Words on the button to the next page")),
    Spec("pagePrevText", "line", _("Words on the button back")),
    Spec("completeText", "line", _("Words on the button that sends")),
    Spec("completedBeforeHtml", "long", _("Words for whoever has answered already")),
    Spec("navigateToUrl", "plain", _("Address to go to at the end")),
    Spec("showQuestionNumbers", "pick", _("Number the questions"), ON_OFF),
    Spec("requiredMark", "plain", _("Mark of required questions")),
    Spec("maxTextLength", "number", _("Longest short answer, in characters")),
    Spec("maxCommentLength", "number", _("Longest long answer, in characters")),
)


def further_of(kind: str) -> tuple[Spec, ...]:
    """Those that a kind of piece has, and that are not in its main form."""
    table = {"": SURVEY, "page": PAGE, "panel": PANEL}.get(kind) or TYPES.get(kind, {})
    main = {table[spec.key] for spec in specs_of(kind) if spec.key in table}
    return tuple(spec for spec in FURTHER if spec.key in table and table[spec.key] not in main)


def names_of_fields() -> dict[str, StrOrPromise]:
    """What the builder calls the fields that two versions are compared by."""
    found: dict[str, StrOrPromise] = {"type": KIND}
    further = [(spec.key, spec.label) for spec in FURTHER]
    for kind, table in TYPES.items():
        for key, label in [*((s.key, s.label) for s in SPECS[kind]), *CONDITIONS.items(), *LISTS.items(), *further]:
            if key in table:
                found.setdefault(table[key][0], label)
    return found


def names_of_properties() -> dict[str, StrOrPromise]:
    """What the builder calls the properties of the JSON."""
    main = {spec.key: spec.label for specs in SPECS.values() for spec in specs}
    rest = {"validators": _("Checks of the answer"), "completedHtmlOnCondition": _("Words of thanks by answers")}
    return {**{spec.key: spec.label for spec in FURTHER}, **main, **CONDITIONS, **LISTS, **rest}
