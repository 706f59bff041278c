"""Responses as files: stable codes, words on wish, nothing that a spreadsheet would run, never all in memory."""

import csv
import io
import tracemalloc

import pytest
from openpyxl import load_workbook

from feedback_site.kit.tokens import uuid7
from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response
from surveys.queries import table_files
from surveys.queries.pooled import Filter, pooled_results
from surveys.queries.response_list import Narrowed
from surveys.queries.response_table import META, response_table
from surveys.queries.table_files import csv_lines
from surveys.rules.instruments.templates import template
from tests.factories.surveys import make_survey
from tests.support.drain import drain
from tests.surveys.api.test_responses import sent

pytestmark = pytest.mark.django_db
ASK = {
    "title": "Lunch",
    "elements": [
        {
            "type": "radiogroup",
            "name": "dish",
            "choices": [{"value": 1, "text": "Rice"}, {"value": 2, "text": "Noodles"}],
        },
        {"type": "checkbox", "name": "with", "choices": ["tea", "soup"], "showOtherItem": True},
        {"type": "ranking", "name": "order", "choices": ["x", "y"]},
        {"type": "matrix", "name": "grid", "rows": ["r1", "r2"], "columns": [{"value": "c1", "text": "Good"}, "c2"]},
        {"type": "multipletext", "name": "names", "items": [{"name": "first"}, {"name": "last"}]},
        {"type": "boolean", "name": "again"},
        {"type": "comment", "name": "why"},
    ],
}
ANSWERS = {
    "dish": 2,
    "with": ["soup", "other"],
    "with-Comment": "=1+1",
    "order": ["y", "x"],
    "grid": {"r1": "c1"},
    "names": {"first": "Li"},
    "again": True,
    "why": '=HYPERLINK("https://example.org")',
}


def table_of(client, query="", slug="lunch", place="console/surveys/{}/responses/csv/file/"):
    answer = client.get(f"/{place.format(slug)}{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer.streaming
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def answers_in(row):
    return {code: value for code, value in row.items() if code not in META and value != ""}


def test_codes_are_columns_and_stay(client_for, amir, stranger):
    make_survey("lunch", ASK)
    assert stranger.post("lunch/responses/", sent(**ANSWERS))[0] == 201
    (row,) = table_of(client_for(amir))
    assert answers_in(row) == {
        "dish": "2", "with.tea": "0", "with.soup": "1", "with-Comment": "'=1+1", "with.other": row["with.other"],
        "order.x": "2", "order.y": "1", "grid.r1": "c1", "names.first": "Li", "again": "true",
        "why": "'=HYPERLINK(\"https://example.org\")",
    }  # fmt: skip
    assert (row["version"], row["status"], row["counted"], row["id"]) == (
        "1", "complete", "yes", str(Response.objects.get().pk),
    )  # fmt: skip
    (row,) = table_of(client_for(amir), "?values=labels")
    assert (row["dish"], row["grid.r1"]) == ("Noodles", "Good")


def test_names_of_columns_run_as_little_as_answers(client_for, amir, stranger):
    name = "=1+cmd|' /C calc'!A0"
    make_survey("lunch", {"elements": [{"type": "text", "name": name}]})
    assert stranger.post("lunch/responses/", sent(**{name: "x"}))[0] == 201
    (row,) = table_of(client_for(amir))
    assert answers_in(row) == {f"'{name}": "x"}


def test_the_api_sends_the_same(client_for, amir, stranger):
    make_survey("lunch", ASK)
    stranger.post("lunch/responses/", sent(**ANSWERS))
    stranger.post("lunch/responses/", sent(complete=False, dish=1))
    staff, place = client_for(amir), "api/surveys/{}/responses/export/csv/"
    assert table_of(staff, place=place) == table_of(staff)
    assert [row["dish"] for row in table_of(staff, "?status=complete", place=place)] == ["2"]
    assert staff.get("/api/surveys/lunch/responses/export/csv/?tier=z").status_code == 422
    assert staff.get("/api/surveys/lunch/responses/export/pdf/").status_code == 404


def test_a_workbook_holds_no_formula_and_explains_its_columns(client_for, amir, stranger):
    make_survey("lunch", ASK)
    stranger.post("lunch/responses/", sent(**ANSWERS))
    answer = client_for(amir).get("/console/surveys/lunch/responses/xlsx/file/")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    head, row = book["responses"].iter_rows()
    cells = {code.value: cell for code, cell in zip(head, row, strict=True)}
    assert {cell.data_type for cell in row} <= {"n", "s"}
    assert (cells["why"].value, cells["dish"].value, cells["with.soup"].value) == (ANSWERS["why"], 2, 1)
    key = [tuple(cell.value for cell in line) for line in book["columns"].iter_rows()]
    assert ("dish", "dish", "1", None, None) in key
    assert ("dish", None, None, "2", "Noodles") in key


def test_a_workbook_has_the_scores_of_the_page(client_for, amir, stranger):
    known = template("ces")
    survey = make_survey("ces", known.definition, known.settings)
    for rating in (7, 4, 5):
        stranger.post("ces/responses/", sent(ces=rating))
    answer = client_for(amir).get("/api/surveys/ces/responses/export/xlsx/")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    _head, (name, value, low, high, *counts) = book["scores"].iter_rows(values_only=True)
    (shown,) = pooled_results(survey.pk, Filter()).scores
    assert (name, counts) == ("ces", [3, 3, 0, "1"])
    assert (value, low, high) == pytest.approx((shown.score.value, shown.score.low, shown.score.high))


def test_versions_that_cannot_be_pooled_have_columns_of_their_own(client_for, amir, stranger):
    survey = make_survey("lunch", {"elements": [{"type": "text", "name": "when", "inputType": "number"}]})
    stranger.post("lunch/responses/", sent(when=5))
    changed = {"elements": [{"type": "boolean", "name": "when"}, {"type": "text", "name": "more"}]}
    replace_draft(survey_id=survey.pk, definition=changed)
    publish_survey(survey_id=survey.pk)
    stranger.post("lunch/responses/", sent(when=True, more="x"))
    rows = [answers_in(row) for row in table_of(client_for(amir))]
    assert sorted(rows, key=len) == [{"when@1": "5"}, {"when": "true", "more": "x"}]


def test_sealed_responses_have_a_week_and_no_time(client_for, amir, stranger):
    make_survey("lunch", ASK, {"anonymous": True})
    for _ in range(5):
        stranger.post("lunch/responses/", sent(dish=1))
    assert table_of(client_for(amir)) == []
    drain()
    rows = table_of(client_for(amir))
    assert len(rows) == 5
    assert {(row["began"], row["changed"], row["completed"]) for row in rows} == {("", "", "")}
    assert {row["week"] for row in rows} == {Response.objects.first().week.isoformat()}


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_COLUMNS"])
def test_what_no_workbook_holds_is_said_with_the_csv_beside_it(client_for, amir, stranger, monkeypatch, limit):
    make_survey("lunch", ASK)
    for dish in (1, 2, 2):
        stranger.post("lunch/responses/", sent(dish=dish))
    desk, place = client_for(amir), "/console/surveys/lunch/responses/xlsx/file/?values=labels"
    monkeypatch.setattr(table_files, limit, 4 if limit == "MOST_ROWS" else 200)
    assert len(list(load_workbook(io.BytesIO(b"".join(desk.get(place).streaming_content)))["responses"])) == 4
    monkeypatch.setattr(table_files, limit, 3)
    answer = desk.get(place)
    html = answer.content.decode()
    assert (answer.status_code, "This is more than a workbook holds." in html) == (422, True)
    assert "/console/surveys/lunch/responses/csv/file/?values=labels" in html
    told = desk.get("/api/surveys/lunch/responses/export/xlsx/")
    assert (told.status_code, "Take the CSV" in told.json()["detail"]) == (422, True)


@pytest.mark.parametrize("written", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_responses(written):
    survey = make_survey("lunch", {"elements": [{"type": "comment", "name": "why"}]})
    version = survey.live_version_id

    def fill(count):
        Response.objects.bulk_create(
            Response(pk=uuid7(), survey=survey, version_id=version, language="en", answers={"why": "x" * 2000})
            for _ in range(count)
        )

    def peak():
        table = response_table(survey.pk, Narrowed())
        tracemalloc.start()
        try:
            if written == "csv":
                return sum(1 for _ in csv_lines(table)), tracemalloc.get_traced_memory()[1]
            table_files.xlsx_file(table).close()
            return 1 + sum(1 for _ in table.rows()), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    fill(600)
    peak()
    first = peak()
    fill(1800)
    last = peak()
    assert (first[0], last[0]) == (601, 2401)
    assert last[1] < 2 * first[1]
