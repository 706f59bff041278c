"""Texts for translators by the API: out in three kinds of file, back in as one edit; and a response erased."""

import csv
import io
import json
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from notifications.models import LoggedEvent
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response, ResultCell, Survey
from tests.factories.surveys import make_survey
from tests.support.drain import drain
from tests.surveys.api.program import Program
from tests.surveys.api.test_responses import sent
from tests.surveys.builder.test_word_files import WORDS
from tests.surveys.results.test_cells import ASK

pytestmark = pytest.mark.django_db
PLACE = "survey/draft/translations/"


@pytest.fixture
def program(manager):
    make_survey(definition=WORDS, publish=False)
    return manager


def file_of(program, kind, query=""):
    return program.client.get(f"/api/surveys/{PLACE}{kind}/{query}")


def book_of(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(content):
    return [[cell or "" for cell in row] for row in load_workbook(io.BytesIO(content)).active.values]


def test_the_three_kinds_say_the_same(program):
    sheet = list(csv.reader(io.StringIO(file_of(program, "csv", "?add=fr").content.decode("utf-8-sig"))))
    assert (sheet[0], sheet[2]) == (["text@1", "en", "de", "fr"], ["dish.title", "'=Dish?", "", ""])
    assert rows_of(file_of(program, "xlsx", "?add=fr").content) == sheet
    texts = json.loads(file_of(program, "json").content)
    assert (texts["revision"], texts["texts"]["title"]) == (1, {"en": "Lunch", "de": "Mittag"})
    assert file_of(program, "pdf").status_code == 404
    assert list(file_of(program, "csv", "?add=nonsense!").json()["errors"]) == ["add"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_goes_out_comes_back_as_nothing_new(program, kind):
    status, told = program.upload("PUT", PLACE, f"texts.{kind}", file_of(program, kind).content)
    assert (status, told["changes"], told["revision"]) == (200, [], 1)
    assert Survey.objects.get().draft == WORDS


def test_what_no_cell_can_hold_is_not_changed_on_the_way(program):
    odd = Survey.objects.get().draft | {"completedHtml": "<p>Thank\x0byou</p>"}
    replace_draft(survey_id=Survey.objects.get().pk, definition=odd)
    status, told = program.upload("PUT", PLACE, "texts.xlsx", file_of(program, "xlsx").content)
    assert (status, told["changes"], Survey.objects.get().draft) == (200, [], odd)


def test_what_is_wrong_is_told_in_the_readers_language(program):
    program.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-CN"
    _status, problem = program.upload("PUT", PLACE, "texts.csv", b"text,de\nnobody.title,x\n")
    assert problem["errors"] == {"row 2 nobody.title": ["问卷里没有这段文本。"]}
    _status, problem = program.post("", {"definition": {"elements": [{"type": "text"}]}})
    assert problem["errors"] == {"elements[0]": ["每个元素都要有名称。"]}
    broken = {"title": "A", "elements": [{"type": "text", "name": "a", "visibleIf": "{gone} = 1"}]}
    _status, _draft = program.put("survey/draft/", {"definition": broken})
    _status, review = program.get("survey/draft/review/")
    assert review["findings"][0]["message"] == "这份问卷里没有gone。"


def test_a_workbook_is_read_as_one_edit(program):
    content = book_of([["text@1", "de", "zh_CN"], ["title", "Mahl", "午餐"], ["dish.title", None, 5]])
    status, told = program.upload("PUT", PLACE, "texts.xlsx", content)
    changes = [("title", "de", "Mittag", "Mahl"), ("title", "zh-cn", "", "午餐"), ("dish.title", "zh-cn", "", "5")]
    assert (status, told["revision"], told["encoding"]) == (200, 2, "")
    assert [tuple(change.values()) for change in told["changes"]] == changes
    assert Survey.objects.get().draft["title"] == {"default": "Lunch", "de": "Mahl", "zh-cn": "午餐"}


def test_chinese_of_excel_is_read_and_said(program):
    content = "text@1,zh-cn\ntitle,今天午餐吃什么？\nsize.title,您要多大份的？\n".encode("gb18030")
    status, told = program.upload("PUT", PLACE, "texts.csv", content)
    assert (status, told["encoding"], told["changes"][0]["now"]) == (200, "gb18030", "今天午餐吃什么？")


def test_what_is_wrong_is_told_by_row_and_nothing_is_taken(program):
    status, problem = program.upload("PUT", PLACE, "texts.csv", b"text,de\ntitle,a\ntitle,b\nnobody.title,x\n")
    assert (status, list(problem["errors"])) == (422, ["row 3 title", "row 4 nobody.title"])
    status, problem = program.upload("PUT", PLACE, "texts.csv", b"text@9,de\ntitle,a\n")
    assert (status, list(problem["errors"])) == (422, ["file"])
    assert (Survey.objects.get().draft, Survey.objects.get().revision) == (WORDS, 1)


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return file.getvalue()


def far():
    book = Workbook()
    book.active["A1"], book.active["B1"] = "text", "de"
    book.active["XFD1048576"] = "far"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", bomb(), far()], ids=["none", "bomb", "far"])
def test_a_workbook_that_is_none_or_too_large_is_refused(program, content):
    status, problem = program.upload("PUT", PLACE, "texts.xlsx", content)
    assert (status, list(problem["errors"])) == (422, ["file"])


def test_who_was_faster_is_not_overwritten_unless_it_is_meant(program, other_manager):
    made = b"text@1,de\ntitle,Mahl\n"
    other = json.dumps(WORDS | {"title": {"default": "Dinner", "de": "Abend"}})
    other_manager.put("survey/draft/", {"revision": 1, "definition": json.loads(other)})
    status, problem = program.upload("PUT", PLACE, "texts.csv", made)
    assert (status, problem["current"]["revision"]) == (409, 2)
    assert program.upload("PUT", PLACE, "texts.csv", made, on_top="true")[1]["revision"] == 3
    assert Survey.objects.get().draft["title"] == {"default": "Dinner", "de": "Mahl"}


def test_reading_in_takes_as_many_queries_for_one_text_as_for_all(program, django_assert_num_queries):
    # The first edit keeps the beginning, too.
    files = [b"title,A\n", b"title,B\n", b"title,C\ndish.title,D\nsize.title,E\n"]
    for revision, rows, queries in zip((2, 3, 4), files, (15, 12, 12), strict=True):
        with django_assert_num_queries(queries):
            assert program.upload("PUT", PLACE, "texts.csv", b"text,de\n" + rows)[1]["revision"] == revision


def test_an_administrator_erases_a_response(client_for, ada, manager, stranger):
    make_survey("ask", ASK)
    stranger.post("ask/responses/", sent(nps=3, why="Call me on 5550123"))
    drain()
    place = f"ask/responses/{Response.objects.get().pk}/"
    assert manager.delete(place)[0] == 403
    desk = Program(client_for(ada))
    assert [desk.delete(place)[0] for _ in range(2)] == [204, 404]
    assert (Response.objects.count(), ResultCell.objects.count()) == (0, 0)
    assert LoggedEvent.objects.get(name="surveys.response_erased").actor_id == ada.pk


@pytest.mark.parametrize("others", [0, 2])
def test_erasing_takes_as_many_queries_whatever_else_is_there(
    client_for, ada, stranger, django_assert_num_queries, others
):
    make_survey("ask", ASK)
    for _ in range(others + 1):
        stranger.post("ask/responses/", sent(nps=3))
    drain()
    desk, place = Program(client_for(ada)), f"ask/responses/{Response.objects.first().pk}/"
    with django_assert_num_queries(12):
        assert desk.delete(place)[0] == 204
