"""Labels of scales that lean to one side, and questions that put the answer into one's mouth; English and Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from surveys.rules.definition.findings import Finding
from surveys.rules.definition.model import ChoiceQuestion, MatrixQuestion, Question, RatingQuestion
from surveys.rules.definition.texts import DEFAULT
from surveys.rules.versions.hints.walking import elements_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from surveys.rules.definition.model import Definition, Element
    from surveys.rules.definition.pieces import Choice
    from surveys.rules.definition.texts import Text

NEUTRAL = re.compile(
    r"^(neutral|neither\b.*|fair|average|so-so|ok(ay)?|undecided|not sure|unsure|no opinion|don.t know|moderate(ly)?"
    r"|mixed|不好说|说不清|不确定|不清楚|没意见|无所谓|不知道)$"
    r"|一般|中立|普通|尚可|还行|中等",
    re.IGNORECASE,
)
BAD = re.compile(
    r"\b(not|never|un(satisf|likel|happ|help|friendl|import)\w*|dis(satisf|agree|appoint|like)\w*|bad|poor(ly)?|terribl\w*|awful"
    r"|horribl\w*|worst|worse|difficult|hard|useless|unhappy|inconvenient|boring|slow|hate\w*|weak)\b"
    r"|不|没有|差|糟|烂|坏|难|失望|讨厌|劣|慢|弱|无用|反对",
    re.IGNORECASE,
)
GOOD = re.compile(
    r"\b(good|great|excellent|outstanding|perfect|best|better|superb|wonderful|amazing|fantastic|brilliant|satisfied"
    r"|agree|likely|happy|helpful|friendly|easy|useful|love\w*|like|important|fast|strong|convenient|delight\w*)\b"
    r"|好|满意|同意|赞成|优|棒|完美|出色|喜欢|愿意|容易|轻松|有用|有帮助|惊喜|快|强|精彩|可能|重要",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"\b(don.t you (think|agree)|wouldn.t you|isn.t it|how (great|wonderful|excellent|amazing)|surely you"
    r"|how much (do|did) you (love|enjoy|like)|as everyone knows)\b"
    r"|难道|您不觉得|你不觉得|是不是很|有多(喜欢|满意|棒|好)|众所周知|相信您一定",
    re.IGNORECASE,
)
LONGEST = 40
FEWEST = 3


def about_labels(definition: Definition) -> Iterator[Finding]:
    """Everything of the kind, in the order of the survey."""
    for element in elements_of(definition):
        if not isinstance(element, Question):
            continue
        if element.title is not None and any(LEADING.search(words) for words in element.title):
            yield Finding(f"{element.path}.title", "leading_title", {"name": element.name})
        yield from _about_scale(element)


def _about_scale(element: Element) -> Iterator[Finding]:
    if isinstance(element, RatingQuestion):
        yield from _about_ends(element)
        yield from _about_list(element, "rateValues", element.values)
    elif isinstance(element, MatrixQuestion):
        yield from _about_list(element, "columns", element.columns)
    elif isinstance(element, ChoiceQuestion) and not element.is_multiple:
        yield from _about_list(element, "choices", element.choices)


def _about_ends(rating: RatingQuestion) -> Iterator[Finding]:
    low, high = rating.low_text, rating.high_text
    if low is not None and high is not None:
        for locale in low.by_locale.keys() & high.by_locale.keys():
            sides = leaning(low.by_locale[locale]), leaning(high.by_locale[locale])
            if sides[0] == sides[1] != 0:
                yield Finding(f"{rating.path}.minRateDescription", "one_sided_ends", {"name": rating.name})
                return
    elif (low is None) != (high is None):
        key = "maxRateDescription" if high is None else "minRateDescription"
        yield Finding(f"{rating.path}.{key}", "one_end_named", {"name": rating.name})


def _about_list(question: Question, key: str, entries: Sequence[Choice]) -> Iterator[Finding]:
    for labels in _by_locale(entries):
        good, bad = sum(leaning(label) > 0 for label in labels), sum(leaning(label) < 0 for label in labels)
        is_scale = good + bad >= 2 and all(leaning(label) or NEUTRAL.search(label.strip()) for label in labels)
        if is_scale and good != bad:
            params = {"name": question.name, "good": good, "bad": bad}
            yield Finding(f"{question.path}.{key}", "leading_labels", params)
            return


def _by_locale(entries: Sequence[Choice]) -> Iterator[list[str]]:
    """The labels of a list in each language in which all are short words."""
    for locale in sorted({locale for entry in entries if entry.text for locale in entry.text.by_locale}):
        labels = [_label(entry.text, entry.value, locale) for entry in entries]
        if len(labels) >= FEWEST and all(0 < len(label) <= LONGEST for label in labels):
            yield labels
    if entries and not any(entry.text for entry in entries) and all(isinstance(e.value, str) for e in entries):
        labels = [str(entry.value) for entry in entries]
        if len(labels) >= FEWEST and all(len(label) <= LONGEST for label in labels):
            yield labels


def _label(text: Text | None, value: object, locale: str) -> str:
    if text is None:
        return str(value) if locale == DEFAULT else ""
    return text.by_locale.get(locale, "")


def leaning(label: str) -> int:
    """1 for praise, -1 for blame, 0 for what is neither or not known."""
    plain = label.strip()
    if NEUTRAL.search(plain):
        return 0
    return -1 if BAD.search(plain) else 1 if GOOD.search(plain) else 0
