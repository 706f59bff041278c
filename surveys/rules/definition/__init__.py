"""Survey definitions: the core profile of SurveyJS JSON, imported or refused."""

from surveys.rules.definition.findings import MESSAGES, Finding, Refused
from surveys.rules.definition.importing import import_definition
from surveys.rules.definition.model import (
    BooleanQuestion,
    ChoiceQuestion,
    CommentQuestion,
    Definition,
    Element,
    ExpressionQuestion,
    HtmlQuestion,
    ImageQuestion,
    MatrixQuestion,
    MultipleTextQuestion,
    Page,
    Panel,
    Question,
    RatingQuestion,
    TextQuestion,
)
from surveys.rules.definition.pieces import CalculatedValue, Choice, ConditionalText, Trigger, Validator
from surveys.rules.definition.texts import Text, choose

__all__ = [
    "MESSAGES",
    "BooleanQuestion",
    "CalculatedValue",
    "Choice",
    "ChoiceQuestion",
    "CommentQuestion",
    "ConditionalText",
    "Definition",
    "Element",
    "ExpressionQuestion",
    "Finding",
    "HtmlQuestion",
    "ImageQuestion",
    "MatrixQuestion",
    "MultipleTextQuestion",
    "Page",
    "Panel",
    "Question",
    "RatingQuestion",
    "Refused",
    "Text",
    "TextQuestion",
    "Trigger",
    "Validator",
    "choose",
    "import_definition",
]
