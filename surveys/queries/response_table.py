"""Responses as rows of a table, read a few at a time however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.models import Response, SurveyVersion
from surveys.queries.definitions import documents_for
from surveys.queries.pooled import Filter, pooled_results
from surveys.rules import evaluate
from surveys.rules.results.columns import Column, cell, columns_of, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.models.response import ResponseQuerySet
    from surveys.queries.pooled import InstrumentScore
    from surveys.queries.response_list import Narrowed

META = ("id", "version", "language", "status", "began", "changed", "completed", "week", "counted", "tier", "reasons")
AT_A_TIME = 500


@dataclass(frozen=True)
class ResponseTable:
    """Columns, and rows that are read as one goes."""

    survey_id: int
    narrowed: Narrowed
    columns: list[Column]
    in_words: bool = False

    @property
    def head(self) -> list[str]:
        """The codes of all columns."""
        return [*META, *(column.code for column in self.columns)]

    def has_more_than(self, rows: int) -> bool:
        """Whether there are more responses than so many, without counting the rest."""
        return self._wanted().order_by()[rows : rows + 1].exists()

    def rows(self) -> Iterator[list[Any]]:
        """A list a response, in the order of their ids."""
        found = self._wanted().select_related("version").only(*FIELDS, "version__number")
        for response in found.order_by("pk").iterator(chunk_size=AT_A_TIME):
            yield [*_meta(response), *(self._cell(column, response) for column in self.columns)]

    def key(self) -> Iterator[list[Any]]:
        """What each column and each code in it means: column, title, versions, code, label."""
        for column in self.columns:
            versions = ", ".join(str(number) for number in column.versions)
            yield [column.code, column.title, versions, None, None]
            if column.kind in ("scalar", "part"):
                yield from ([column.code, None, None, code, label] for code, label in column.labels.items())

    def scores(self) -> list[InstrumentScore]:
        """The scores of the results page for the same tier and version."""
        wish = Filter(tier=self.narrowed.tier, version=self.narrowed.version)
        return pooled_results(self.survey_id, wish).scores

    def _wanted(self) -> ResponseQuerySet:
        return self.narrowed.of(Response.objects.readable().filter(survey_id=self.survey_id))

    def _cell(self, column: Column, response: Response) -> Any:
        value = cell(column, response.version.number, response.answers)
        return labelled(column, value) if self.in_words else value


FIELDS = (
    "id",
    "survey_id",
    "language",
    "status",
    "answers",
    "quality",
    "week",
    "started_at",
    "updated_at",
    "completed_at",
)


def response_table(survey_id: int, narrowed: Narrowed, *, language: str = "", in_words: bool = False) -> ResponseTable:
    """The table of the responses wanted, with the columns of all versions."""
    numbers = dict(SurveyVersion.objects.filter(survey_id=survey_id).values_list("number", "pk"))
    parsed = documents_for(numbers.values())
    documents = {number: parsed[pk] for number, pk in numbers.items()}
    states = {
        number: evaluate(d.definition, {}, locale=d.locale(language if language in d.locales else d.languages[0]))
        for number, d in documents.items()
    }
    columns = columns_of({number: d.definition for number, d in documents.items()}, states)
    return ResponseTable(survey_id, narrowed, columns, in_words)


def _meta(response: Response) -> list[Any]:
    """What is known of a response beside its answers; of a sealed one no time but the week."""
    times: list[str | None] = [None, None, None]
    if response.week is None:
        moments = (response.started_at, response.updated_at, response.completed_at)
        times = [moment.isoformat(timespec="seconds") if moment else None for moment in moments]
    quality = response.quality
    label = quality.get("over") or ("late" if quality.get("late") else "yes" if response.is_complete else "")
    return [
        str(response.pk),
        response.version.number,
        response.language,
        response.status,
        *times,
        response.week.isoformat() if response.week else None,
        label,
        quality.get("tier"),
        ", ".join(quality.get("reasons", [])) or None,
    ]
