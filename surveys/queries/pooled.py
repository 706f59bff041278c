"""The results of a survey over its versions: what may be pooled is pooled, and it is said what was."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

from surveys.models import SurveyVersion
from surveys.queries.definitions import documents_for
from surveys.rules import evaluate
from surveys.rules.results.intervals import mean, nps
from surveys.rules.results.pooling import pools
from surveys.rules.results.small_cells import K, is_small
from surveys.rules.results.tables import Option, is_closed, is_nps, numbers, options_of, veiled

if TYPE_CHECKING:
    from surveys.rules.results.intervals import Estimate
    from surveys.rules.results.pooling import Pool
    from surveys.rules.state import State

TIERS = {"a": ["a"], "b": ["a", "b"], "": []}
COUNTED = """
    r.survey_id = %(survey)s AND (%(version)s::int IS NULL OR v.number = %(version)s)
    AND (%(tiers)s::text[] = '{}' OR r.quality ->> 'tier' = ANY(%(tiers)s))
    AND (NOT %(sealed)s OR r.week IS NOT NULL)
"""
IN = "FROM surveys_response r JOIN surveys_surveyversion v ON v.id = r.version_id"
WHOLE = "r.status = 'complete' AND NOT r.quality ?| ARRAY['over', 'late']"
TOTALS = f"""
SELECT v.number, count(*) FILTER (WHERE {WHOLE}), count(*) FILTER (WHERE r.status = 'complete' AND r.quality ? 'over'),
    count(*) FILTER (WHERE r.status = 'complete' AND r.quality ? 'late'), count(*) FILTER (WHERE r.status <> 'complete')
{IN} WHERE {COUNTED} GROUP BY 1
"""
ANSWERS = f"""
SELECT v.number, a.key, CASE WHEN a.key = ANY(%(closed)s) THEN a.value::text END, count(*)
{IN}, jsonb_each(r.answers) a WHERE {COUNTED} AND {WHOLE} GROUP BY 1, 2, 3
"""
ABSENCES = f"""
SELECT v.number, a.key, CASE WHEN {WHOLE} THEN a.value ELSE 'left' END, count(*)
{IN}, jsonb_each_text(r.absent) a
WHERE {COUNTED} AND ({WHOLE} OR r.status <> 'complete' AND a.value = 'not_reached') GROUP BY 1, 2, 3
"""


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
    questions: list[QuestionResult] = field(default_factory=list)


@dataclass
class _Counts:
    totals: dict[int, list[int]]
    answers: dict[tuple[int, str], dict[str, int]]
    absences: dict[tuple[int, str], dict[str, int]]


def pooled_results(survey_id: int, wish: Filter, language: str = "") -> Results:
    """Count; four queries, however many questions there are.

    An anonymous survey shows sealed responses only, takes no filter (two tables can be subtracted from
    each other), and hides what would point at fewer than five people.
    """
    versions = dict(SurveyVersion.objects.filter(survey_id=survey_id).values_list("number", "pk"))
    parsed = documents_for(versions.values())
    documents = {number: parsed[pk] for number, pk in versions.items()}
    is_anonymous = any(document.sidecar.is_anonymous for document in documents.values())
    wish = Filter() if is_anonymous else wish
    closed = {q.key for d in documents.values() for q in d.definition.questions() if is_closed(q)}
    counts = _read(survey_id, wish, sorted(closed), is_sealed=is_anonymous)
    n, over, late, unfinished = (sum(row[i] for row in counts.totals.values()) for i in range(4))
    results = Results(
        n=n,
        over=over,
        late=late,
        unfinished=0 if is_anonymous else unfinished,
        versions=sorted(versions),
        is_anonymous=is_anonymous,
    )
    if is_anonymous and n < K:
        results.n, results.over, results.late, results.is_hidden = 0, 0, 0, True
        return results
    chosen = {k: d for k, d in documents.items() if wish.version in (None, k)}
    states = {k: evaluate(d.definition, {}, locale=_locale(d, language)) for k, d in chosen.items()}
    for pool in pools({number: document.definition for number, document in chosen.items()}):
        results.questions.append(_question(pool, states[pool.base], counts, is_anonymous=is_anonymous))
    return results


def _locale(documents: Any, language: str) -> str:
    known: str = documents.locale(language if language in documents.locales else documents.languages[0])
    return known


def _read(survey_id: int, wish: Filter, closed: list[str], *, is_sealed: bool) -> _Counts:
    asked = {
        "survey": survey_id,
        "version": wish.version,
        "tiers": TIERS.get(wish.tier, []),
        "sealed": is_sealed,
        "closed": closed,
    }
    with connection.cursor() as cursor:
        cursor.execute(TOTALS, asked)
        totals = {number: counts for number, *counts in cursor.fetchall()}
        cursor.execute(ANSWERS, asked)
        answers = _nested(cursor.fetchall())
        cursor.execute(ABSENCES, asked)
        return _Counts(totals, answers, _nested(cursor.fetchall()))


def _nested(rows: list[tuple[int, str, str | None, int]]) -> dict[tuple[int, str], dict[str, int]]:
    found: dict[tuple[int, str], dict[str, int]] = {}
    for number, key, value, count in rows:
        own = found.setdefault((number, key), {})
        own[value or ""] = own.get(value or "", 0) + count
    return found


def _question(pool: Pool, state: State, counts: _Counts, *, is_anonymous: bool) -> QuestionResult:
    known = state.questions[pool.name]
    result = QuestionResult(
        name=pool.name,
        title=known.title or pool.name,
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
        whole = counts.totals.get(number, [0])[0]
        result.answered += whole - sum(count for why, count in absent.items() if why != "left")
        for value, count in counts.answers.get((number, known.question.key), {}).items():
            said[value] = said.get(value, 0) + count
    if is_closed(known.question):
        values = [(json.loads(value), count) for value, count in said.items()]
        result.options = options_of(known, values)
        scale = numbers(known.question, values)
        result.mean, result.nps = mean(scale), nps(scale) if is_nps(known.question) else None
    return _veil(result) if is_anonymous else result


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
