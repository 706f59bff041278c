"""The rules of surveys in plain Python: definitions, logic, paths and checks. No Django here.

A definition is the core profile of SurveyJS JSON; semantics are those of survey-core 3.0.1 in UTC.

    definition = import_definition(json)            # Refused(findings) names every problem at once
    answers = begin(definition)                     # a new response: default values
    answers = react(definition, before, after)      # an answer changed: triggers, set and reset values
    state = evaluate(definition, answers, locale="zh-hans", seed=response_seed)
    state.pages                                     # visible PageStates in order
    state.questions["q1"].is_visible, .title, .choices, …
    errors = validate(definition, answers)          # {question name: [Error]} of all visible questions
    errors = validate_page(state, "page1")          # the same for one page
    path = page_path(definition, answers)           # path.first, path.next_of(name), path.skips …
    clean_answer(question, raw)                     # canonical JSON, or InvalidAnswer(code, params)
    outcome_of(state, question, …)                  # answered, skipped, not shown, not reached, declined
    message(error, "zh-hans")                       # an Error in words
    diff(old, new); worst(changes)                  # what changed between versions, and how gravely
    lint(definition)                                # hints for the author

Everything is a pure function of its arguments: `now` and `seed` are given, never taken.
"""

from surveys.rules.answers import InvalidAnswer, clean_answer, clean_comment
from surveys.rules.choices import ChoiceState
from surveys.rules.definition import Definition, Finding, Question, Refused, import_definition
from surveys.rules.errors import Error
from surveys.rules.evaluation import evaluate
from surveys.rules.logic.outcomes import Outcome, outcome_of
from surveys.rules.messages import message
from surveys.rules.paths import Path, page_path, path_of
from surveys.rules.reactions import begin, react
from surveys.rules.state import PageState, PanelState, QuestionState, State
from surveys.rules.validation import blocks, data_after_check, validate, validate_page, validate_state
from surveys.rules.versions.diff import Change, Impact, diff, worst
from surveys.rules.versions.lint import lint

__all__ = [
    "Change",
    "ChoiceState",
    "Definition",
    "Error",
    "Finding",
    "Impact",
    "InvalidAnswer",
    "Outcome",
    "PageState",
    "PanelState",
    "Path",
    "Question",
    "QuestionState",
    "Refused",
    "State",
    "begin",
    "blocks",
    "clean_answer",
    "clean_comment",
    "data_after_check",
    "diff",
    "evaluate",
    "import_definition",
    "lint",
    "message",
    "outcome_of",
    "page_path",
    "path_of",
    "react",
    "validate",
    "validate_page",
    "validate_state",
    "worst",
]
