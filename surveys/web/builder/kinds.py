"""What the builder calls each kind of piece, and which of its properties have a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: dict[str, StrOrPromise] = {
    "radiogroup": _("One choice"),
    "checkbox": _("Several choices"),
    "dropdown": _("Drop-down list"),
    "tagbox": _("Drop-down list, several choices"),
    "rating": _("Rating"),
    "boolean": _("Yes or no"),
    "text": _("Short text"),
    "comment": _("Long text"),
    "ranking": _("Ranking"),
    "matrix": _("Table of choices"),
    "multipletext": _("Several short texts"),
    "imagepicker": _("Choice of images"),
    "image": _("Image"),
    "html": _("Text to read"),
    "expression": _("Computed value"),
    "panel": _("Group of questions"),
}
PRESETS: dict[str, StrOrPromise] = {"nps": _("Recommendation from 0 to 10 (NPS)"), "stars": _("Stars")}
PAGE = pgettext_lazy("survey", "Page")
SURVEY = _("Survey")
KIND = _("Kind of question")
YES, NO = _("Yes"), _("No")
CHECKABLE = frozenset(
    {"text", "comment", "checkbox", "tagbox", "ranking", "rating", "radiogroup", "dropdown", "matrix"}
)


@dataclass(frozen=True)
class Spec:
    """A property with a form: how it is entered, and what it is called."""

    key: str
    kind: str
    label: StrOrPromise
    options: tuple[tuple[str, StrOrPromise], ...] = ()
    help: StrOrPromise = ""


def _line(key: str, label: StrOrPromise, **more: StrOrPromise) -> Spec:
    return Spec(key, "line", label, help=more.get("help", ""))


def _flag(key: str, label: StrOrPromise) -> Spec:
    return Spec(key, "flag", label)


def _number(key: str, label: StrOrPromise) -> Spec:
    return Spec(key, "number", label)


TITLE, DESCRIPTION = Spec("title", "long", _("Title")), Spec("description", "long", _("Explanation"))
REQUIRED = _flag("isRequired", _("An answer is required"))
PLACEHOLDER = _line("placeholder", _("Hint inside the empty field"))
LENGTH = _number("maxLength", _("Longest answer, in characters"))
LEAST, MOST = _number("minSelectedChoices", _("At least so many")), _number("maxSelectedChoices", _("At most so many"))
OTHER, NONE = _flag("showOtherItem", _("Offer “Other”, with a text")), _flag("showNoneItem", _("Offer “None”"))
ALL = _flag("showSelectAllItem", _("Offer “Select all”"))
ORDER = Spec(
    "choicesOrder",
    "pick",
    _("Order of the choices"),
    (("", _("As listed")), ("random", _("Random for each person")), ("asc", _("A to Z")), ("desc", _("Z to A"))),
)
INPUT = Spec(
    "inputType",
    "pick",
    _("Kind of entry"),
    (
        ("", _("Text")),
        ("number", _("Number")),
        ("email", _("Mail address")),
        ("tel", _("Telephone number")),
        ("url", _("Web address")),
        ("date", _("Date")),
        ("time", _("Time")),
        ("datetime-local", _("Date and time")),
        ("month", _("Month")),
        ("week", _("Week")),
        ("range", _("Slider")),
        ("color", _("Colour")),
        ("password", _("Hidden text")),
    ),
)
RATE = Spec(
    "rateType",
    "pick",
    _("Shown as"),
    (("", _("Numbers")), ("stars", _("Stars")), ("smileys", _("Smileys"))),
)
QUESTION = (TITLE, DESCRIPTION, REQUIRED)
CHOICE = (*QUESTION, ORDER, OTHER, NONE)
SPECS: dict[str, tuple[Spec, ...]] = {
    "": (
        TITLE,
        DESCRIPTION,
        Spec("completedHtml", "long", _("Words of thanks at the end")),
        _flag("showProgressBar", _("Show progress")),
        _flag("firstPageIsStartPage", _("The first page is a welcome page")),
        Spec(
            "questionsOnPageMode",
            "pick",
            _("Pages"),
            (
                ("", _("As arranged here")),
                ("singlePage", _("Everything on one page")),
                ("questionPerPage", _("One question a page")),
            ),
        ),
    ),
    "page": (TITLE, DESCRIPTION),
    "panel": (TITLE, DESCRIPTION),
    "text": (
        *QUESTION,
        INPUT,
        PLACEHOLDER,
        Spec("min", "value", _("Smallest value")),
        Spec("max", "value", _("Largest value")),
        LENGTH,
    ),
    "comment": (*QUESTION, PLACEHOLDER, LENGTH, _number("rows", _("Height in lines"))),
    "radiogroup": CHOICE,
    "dropdown": (*CHOICE, PLACEHOLDER),
    "checkbox": (*CHOICE, ALL, LEAST, MOST),
    "tagbox": (*CHOICE, LEAST, MOST),
    "ranking": (*QUESTION, ORDER),
    "imagepicker": (*QUESTION, _flag("multiSelect", _("Several may be chosen"))),
    "rating": (
        *QUESTION,
        RATE,
        _number("rateMin", _("Lowest point")),
        _number("rateMax", _("Highest point")),
        _line("minRateDescription", _("Words at the lowest point")),
        _line("maxRateDescription", _("Words at the highest point")),
    ),
    "boolean": (*QUESTION, _line("labelTrue", _("Words for yes")), _line("labelFalse", _("Words for no"))),
    "matrix": (*QUESTION, _flag("eachRowRequired", _("Every row needs an answer"))),
    "multipletext": QUESTION,
    "html": (Spec("html", "long", _("Text")),),
    "image": (_line("imageLink", _("Address of the image")), _line("altText", _("What the image shows"))),
    "expression": (*QUESTION[:2], Spec("expression", "plain", _("Expression"))),
}
LISTS: dict[str, StrOrPromise] = {
    "choices": _("Choices"),
    "rateValues": _("Points"),
    "rows": _("Rows"),
    "columns": _("Columns"),
    "items": _("Lines"),
}
CHECKS: dict[str, StrOrPromise] = {
    "numeric": _("A number within bounds"),
    "text": _("A text of some length"),
    "answercount": _("A number of choices"),
    "regex": _("A pattern"),
    "email": _("A mail address"),
    "expression": _("A condition"),
}
BOUNDS: dict[str, StrOrPromise] = {
    "minValue": _("at least"),
    "maxValue": _("at most"),
    "minLength": _("at least"),
    "maxLength": _("at most"),
    "minCount": _("at least"),
    "maxCount": _("at most"),
    "regex": _("pattern"),
    "expression": _("expression"),
}
CONDITIONS: dict[str, StrOrPromise] = {
    "visibleIf": _("Shown only if"),
    "requiredIf": _("Required only if"),
    "enableIf": _("Can be changed only if"),
    "choicesVisibleIf": _("A choice is shown only if"),
    "choicesEnableIf": _("A choice can be picked only if"),
    "rowsVisibleIf": _("A row is shown only if"),
    "columnsVisibleIf": _("A column is shown only if"),
    "setValueIf": _("Filled in as soon as"),
    "resetValueIf": _("Emptied as soon as"),
}
ENTRIES: dict[str, StrOrPromise] = {"visibleIf": _("shown only if"), "enableIf": _("can be picked only if")}
ITEM = _("the choice itself")
VERBS: dict[str, StrOrPromise] = {
    "added": _("Added"),
    "begun": _("Begun"),
    "copied": _("Duplicated"),
    "deleted": _("Deleted"),
    "edited": _("Changed"),
    "moved": _("Moved"),
    "redone": _("Done again"),
    "renamed": _("Renamed"),
    "replaced": _("Replaced the draft"),
    "translated": _("Translated"),
    "undone": _("Undone"),
}
OPERATORS: dict[str, StrOrPromise] = {
    "equal": _("is"),
    "notequal": _("is not"),
    "greater": _("is more than"),
    "greaterorequal": _("is at least"),
    "less": _("is less than"),
    "lessorequal": _("is at most"),
    "contains": _("contains"),
    "notcontains": _("does not contain"),
    "anyof": _("is any of"),
    "allof": _("has all of"),
    "noneof": _("is none of"),
    "empty": _("is empty"),
    "notempty": _("is not empty"),
}


def specs_of(kind: str) -> tuple[Spec, ...]:
    """The properties that have a form."""
    return SPECS.get(kind, QUESTION)


def addable() -> list[tuple[str, StrOrPromise]]:
    """What can be added: every kind, and behind ratings those that are asked most."""
    found: list[tuple[str, StrOrPromise]] = []
    for key, name in KINDS.items():
        found += [(key, name), *(PRESETS.items() if key == "rating" else ())]
    return found
