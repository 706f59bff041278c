"""The results of a survey over its versions: what may be pooled is pooled, and it is said what was."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.models import SurveyVersion
from surveys.queries.definitions import documents_for
from surveys.queries.locked_items import locked_items
from surveys.queries.result_cells import Counted, counted_cells, unfinished
from surveys.rules import evaluate
from surveys.rules.definition.texts import choose
from surveys.rules.instruments.scoring import Score, scored
from surveys.rules.results.cells import ABSENT, ANSWER, LATE, OVER, SCORE, WHOLE
from surveys.rules.results.intervals import mean, nps
from surveys.rules.results.pooling import pools
from surveys.rules.results.small_cells import K, is_small
from surveys.rules.results.tables import Option, is_closed, is_nps, numbers, options_of, veiled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.rules.documents.pair import Documents
    from surveys.rules.results.intervals import Estimate
    from surveys.rules.results.pooling import Pool
    from surveys.rules.state import QuestionState, State

TIERS = {"a": ["a"], "b": ["a", "b"], "": []}
PIPED = re.compile(r"\{[^{}]+\}")
SMALL = 30
"""Below so many answers a score says that they are few."""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which responses count: `tier` "a" is the best only, "b" the two best, "" all; `version` is a number."""

    tier: str = ""
    version: int | None = None


@dataclass(kw_only=True)
class QuestionResult:
    """What was answered to a question in the versions that were pooled."""

    name: str
    title: str
    type: str
    versions: list[int]
    impact: str
    kinds: list[str]
    answered: int = 0
    declined: int = 0
    skipped: int = 0
    not_reached: int = 0
    not_shown: int = 0
    left: int = 0
    options: list[Option] = field(default_factory=list)
    mean: Estimate | None = None
    nps: Estimate | None = None
    is_hidden: bool = False

    @property
    def has_shares(self) -> bool:
        """Whether every option was offered to all who answered, so that a count is a share of them."""
        return bool(self.answered) and self.impact != "additive"


@dataclass(frozen=True, kw_only=True)
class InstrumentScore:
    """The score of an instrument over the versions that ask it as it was validated, of so many who were asked."""

    instrument: str
    score: Score
    asked: int
    versions: list[int]
    other_versions: list[int]

    @property
    def is_small(self) -> bool:
        """Whether it rests on few answers."""
        return self.score.n < SMALL


@dataclass(kw_only=True)
class Results:
    """The results of a survey, and of how many."""

    n: int
    over: int
    late: int
    unfinished: int
    versions: list[int]
    is_anonymous: bool
    is_hidden: bool = False
    scores: list[InstrumentScore] = field(default_factory=list)
    questions: list[QuestionResult] = field(default_factory=list)


@dataclass
class _Counts:
    totals: dict[int, int]
    answers: dict[tuple[int, str], dict[str, int]]
    absences: dict[tuple[int, str], dict[str, int]]
    scores: dict[tuple[int, str], dict[str, int]]


def pooled_results(survey_id: int, wish: Filter, language: str = "") -> Results:
    """Read what was counted; three queries, however many questions and responses there are.

    An anonymous survey shows sealed responses only, takes no filter (two tables can be subtracted from
    each other), and hides what would point at fewer than five people.
    """
    versions = dict(SurveyVersion.objects.filter(survey_id=survey_id).values_list("number", "pk"))
    parsed = documents_for(versions.values())
    documents = {number: parsed[pk] for number, pk in versions.items()}
    is_anonymous = any(document.sidecar.is_anonymous for document in documents.values())
    narrowed: dict[str, Any] = {} if is_anonymous else {"version": wish.version, "tiers": TIERS.get(wish.tier, [])}
    cells = counted_cells(survey_id, is_sealed=is_anonymous, **narrowed)
    left: Counter[tuple[int, str]] = Counter() if is_anonymous else unfinished(survey_id, **narrowed)
    results = Results(
        n=_total(cells, WHOLE),
        over=_total(cells, OVER),
        late=_total(cells, LATE),
        unfinished=sum(count for (_, key), count in left.items() if not key),
        versions=sorted(versions),
        is_anonymous=is_anonymous,
    )
    if is_anonymous and results.n < K:
        results.n, results.over, results.late, results.is_hidden = 0, 0, 0, True
        return results
    counts = _counts(cells, left)
    chosen = {k: d for k, d in documents.items() if is_anonymous or wish.version in (None, k)}
    states = {k: evaluate(d.definition, {}, locale=_locale(d, language)) for k, d in chosen.items()}
    for pool in pools({number: document.definition for number, document in chosen.items()}):
        results.questions.append(_question(pool, states[pool.base], counts, is_anonymous=is_anonymous))
    items = {number: locked_items(versions[number], document) for number, document in chosen.items()}
    results.scores = _scores(chosen, items, counts, is_anonymous=is_anonymous, questions=results.questions)
    return results


def _total(cells: Counted, kind: str) -> int:
    return sum(own[kind, "", ""] for own in cells.values())


def _locale(documents: Any, language: str) -> str:
    known: str = documents.locale(language if language in documents.locales else documents.languages[0])
    return known


def _counts(cells: Counted, left: Counter[tuple[int, str]]) -> _Counts:
    counts = _Counts({number: own[WHOLE, "", ""] for number, own in cells.items()}, {}, {}, {})
    places = {ANSWER: counts.answers, ABSENT: counts.absences, SCORE: counts.scores}
    for number, own in cells.items():
        for (kind, key, value), count in own.items():
            if kind in places:
                places[kind].setdefault((number, key), {})[value] = count
    for (number, key), count in left.items():
        if key:
            counts.absences.setdefault((number, key), {})["left"] = count
    return counts


def _scores(
    documents: Mapping[int, Documents],
    items: Mapping[int, Sequence[str]],
    counts: _Counts,
    *,
    is_anonymous: bool,
    questions: Sequence[QuestionResult],
) -> list[InstrumentScore]:
    """One score an instrument; in an anonymous survey only where nothing of its questions is hidden."""
    found = []
    for instrument in sorted({d.sidecar.instrument for d in documents.values()} - {""}):
        asking = [number for number, document in documents.items() if document.sidecar.instrument == instrument]
        locked = sorted(number for number in asking if items[number])
        names = {name for number in locked for name in items[number]}
        own = [question for question in questions if question.name in names]
        if not locked or (is_anonymous and any(question.mean is None for question in own)):
            continue
        values: Counter[str] = Counter()
        for number in locked:
            values.update(counts.scores.get((number, instrument), {}))
        known = Counter({float(value): count for value, count in values.items() if value})
        found.append(
            InstrumentScore(
                instrument=instrument,
                score=scored(instrument, known, values[""]),
                asked=sum(counts.totals.get(number, 0) for number in locked),
                versions=locked,
                other_versions=sorted(set(asking) - set(locked)),
            )
        )
        if instrument == "nps":  # one interval for one figure
            for question in own:
                question.nps = None
    return found


def _question(pool: Pool, state: State, counts: _Counts, *, is_anonymous: bool) -> QuestionResult:
    known = state.questions[pool.name]
    result = QuestionResult(
        name=pool.name,
        title=_title(known, state.locale) or pool.name,
        type=known.type,
        versions=pool.versions,
        impact=pool.impact.value,
        kinds=pool.kinds,
    )
    said: dict[str, int] = {}
    for number in pool.versions:
        absent = counts.absences.get((number, pool.name), {})
        result.declined += absent.get("declined", 0)
        result.skipped += absent.get("skipped", 0)
        result.not_reached += absent.get("not_reached", 0)
        result.not_shown += absent.get("not_shown", 0)
        result.left += 0 if is_anonymous else absent.get("left", 0)
        whole = counts.totals.get(number, 0)
        result.answered += whole - sum(count for why, count in absent.items() if why != "left")
        for value, count in counts.answers.get((number, known.question.key), {}).items():
            said[value] = said.get(value, 0) + count
    if is_closed(known.question):
        values = [(json.loads(value), count) for value, count in said.items()]
        result.options = options_of(known, values)
        scale = numbers(known.question, values)
        result.mean, result.nps = mean(scale), nps(scale) if is_nps(known.question) else None
    return _veil(result) if is_anonymous else result


def _title(known: QuestionState, locale: str) -> str:
    """What was asked; where each person's own answer stood, dots."""
    written = choose(known.question.title, locale)
    return PIPED.sub("…", written) if PIPED.search(written) else known.title


def _veil(result: QuestionResult) -> QuestionResult:
    """Hide what points at fewer than five people."""
    missing = [result.declined, result.skipped, result.not_reached, result.not_shown]
    total = result.answered + sum(missing)
    if any(is_small(count, total) for count in [result.answered, *missing]):
        result.is_hidden, result.options, result.mean, result.nps = True, [], None, None
        result.answered = result.declined = result.skipped = result.not_reached = result.not_shown = 0
        return result
    result.options = veiled(result.options, result.answered)
    if any(option.count is None for option in result.options):
        result.mean = result.nps = None
    return result
