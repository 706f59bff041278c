"""Texts as files: out to a translator and back in as one edit, all or nothing, past spreadsheets and other editors."""

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from surveys.models import Survey
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Builder, draft

pytestmark = pytest.mark.django_db
PAGE = "/console/surveys/survey/builder/translations/"
WORDS = {
    "title": {"default": "Lunch", "de": "Mittag"},
    "elements": [
        {"type": "text", "name": "dish", "title": "=Dish?", "validators": [{"type": "email", "text": "No."}]},
        {"type": "radiogroup", "name": "size", "title": "Size", "choices": ["small", {"value": "l", "text": "Large"}]},
        {"type": "comment", "name": "why", "title": "'@home\nor away"},
    ],
}


@pytest.fixture
def client(client_for, max_):
    make_survey(definition=WORDS, publish=False)
    return client_for(max_)


def send(client, content, name="texts.csv", **fields):
    content = content if isinstance(content, bytes) else content.encode()
    data = {"revision": Survey.objects.get().revision, "file": SimpleUploadedFile(name, content), **fields}
    return client.post(f"{PAGE}file/", data)


def sheet(client, query="?as=csv"):
    return client.get(PAGE + query).content.decode("utf-8-sig")


def test_what_goes_out_is_harmless_and_comes_back_as_nothing_new(client):
    rows = list(csv.reader(io.StringIO(sheet(client))))
    assert rows == [
        ["text@1", "en", "de"],
        ["title", "Lunch", "Mittag"],
        ["dish.title", "'=Dish?", ""],
        ["dish.validators[email].text", "No.", ""],
        ["size.title", "Size", ""],
        ["size.choices[small].text", "small", ""],
        ["size.choices[l].text", "Large", ""],
        ["why.title", "''@home\nor away", ""],
    ]
    for query in ("?as=csv", "?as=json", "?as=csv&with=fr"):
        assert send(client, client.get(PAGE + query).content).status_code == 303
    assert (draft(), Survey.objects.get().revision) == (WORDS, 1)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: b"\xef\xbb\xbf" + text.encode(), id="utf-8 with mark"),
        pytest.param(lambda text: text.encode(), id="utf-8"),
        pytest.param(lambda text: text.replace(",", "\t").encode("utf-16"), id="unicode text"),
        pytest.param(lambda text: text.replace(",", ";").replace("\n", "\r\n").encode(), id="semicolons"),
        pytest.param(lambda text: text.replace("\n", ",,\n").encode() + b",,,,\n\n", id="empty cells"),
    ],
)
def test_what_a_spreadsheet_made_is_one_edit(client, written):
    answer = send(client, written("text@1,en,de,zh_CN\ntitle,,Mahl,午餐\nsize.choices[small].text,,'=klein,小\n"))
    assert (answer.status_code, Survey.objects.get().revision) == (303, 2)
    assert draft()["title"] == {"default": "Lunch", "de": "Mahl", "zh-cn": "午餐"}
    small = {"value": "small", "text": {"default": "small", "de": "=klein", "zh-cn": "小"}}
    assert draft()["elements"][1]["choices"][0] == small
    assert "4 texts read in." in client.get(PAGE).content.decode()
    builder = Builder(client)
    assert "texts.csv" in builder.html
    builder.undo()
    assert draft() == WORDS


def test_json_comes_back_in(client):
    answer = send(client, json.dumps({"revision": 1, "texts": {"why.title": {"de": "Warum?"}}}), "texts.json")
    assert (answer.status_code, draft()["elements"][2]["title"]["de"]) == (303, "Warum?")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("text,de\ntitle,a\ntitle,b\nnobody.title,x\n", ["Row 3 · title", "twice", "Row 4"]),
        ("text,de\nnobody.title,x\ndish.title,Gut\n", ["Row 2 · nobody.title", "There is no such text in this survey"]),
        ("text,de,note for you\ntitle,a,b\n", ["Row 1", "“note for you” is no language"]),
        ("text,de,de\ntitle,a,b\n", ["Row 1", "The language de stands in this file twice."]),
        ("text,zh,zh-cn\ntitle,a,b\n", ["The language zh-cn stands in this file twice."]),
        ("text,de\ntitle,a,b\n", ["Row 2 · title", "more cells than there are columns"]),
        ("title,Mahl\n", ["The first row names the columns"]),
        ("", ["The first row names the columns"]),
        ("text,de\n", ["There are no texts in this file."]),
        ("text@9,de\ntitle,a\n", ["another survey, or of a later draft"]),
        ("text,de\ntitle,Größe\n".encode("latin-1"), ["Save it as “CSV UTF-8”"]),
        (b"text,de\ntitle,\x00\n", ["Save it as “CSV UTF-8”"]),
        ("text,de\ntitle," + "x" * 600_000, ["larger than 600 KB"]),
        ("text,de\ntitle," + "x" * 200_000, ["cannot be read"]),
        ("text," + ",".join(f"aa-{n:02}" for n in range(61)) + "\ntitle,x", ["more than 60 languages"]),
        ("{", ["cannot be read"]),
        ('{"texts": []}', ["“texts” was expected here"]),
        ('{"texts": {"title": "x"}}', ["“texts” was expected here"]),
        ('{"texts": {"title": {"de": 5}}}', ["“texts” was expected here"]),
        ('{"texts": {"title": {"de": "a"}, "title": {"de": "b"}}}', ["twice"]),
        ('{"texts": {"title": {"de": "\\ud800"}}}', ["cannot be stored"]),
        ('{"texts": {"title": {"deutsch": "a"}}}', ["“deutsch” is no language"]),
        ("[" * 100_000, ["The first row names the columns"]),
        ("{" * 100_000, ["cannot be read"]),
    ],
)
def test_what_is_wrong_is_said_by_row_and_nothing_is_taken(client, content, said):
    answer = send(client, content)
    html = answer.content.decode()
    assert (answer.status_code, [words for words in said if words not in html]) == (422, [])
    assert (draft(), Survey.objects.get().revision) == (WORDS, 1)


def test_a_long_list_of_findings_is_told_in_part_and_in_the_readers_language(client, max_):
    rows = "".join(f"q{n}.title,x\n" for n in range(70))
    assert "And 20 more." in send(client, f"text,de\n{rows}").content.decode()
    max_.language = "zh-hans"
    max_.save()
    assert "第3行 · q1.title" in send(client, f"text,de\n{rows}").content.decode()


def test_a_file_made_before_ones_own_edits_finds_texts_that_moved(client):
    before = sheet(client).replace("size.title,Size,", "size.title,Size,Wie viel?")
    builder = Builder(client).open("?at=elements[1]")
    builder.do("up")
    builder.save({"p.title": "How much?"})
    assert send(client, before).status_code == 303
    assert draft()["elements"][0]["title"] == {"default": "How much?", "de": "Wie viel?"}


def test_somebody_else_was_there_first(client, client_for, ada):
    before = sheet(client).replace("Mittag", "Mahl").replace("dish.title,'=Dish?,", "dish.title,'=Dish?,Was?")
    other = Builder(client_for(ada)).open("?at=elements[0]")
    other.do("down")
    other.save({"p.title": "Which dish?"})
    theirs = draft()
    answer = send(client, before)
    html = answer.content.decode()
    assert (answer.status_code, draft()) == (409, theirs)
    assert [words in html for words in ("Ada", "dish.title (de)", "Mahl", "Mittag")] == [True] * 4
    carried = {"revision": "1", "on_top": "1", "named": "texts.csv"}
    carried["words"] = json.dumps(
        {"revision": 1, "texts": {"title": {"de": "Mahl"}, "dish.title": {"de": "Was?"}}}, ensure_ascii=False, indent=1
    )
    assert carried["words"].replace('"', "&quot;") in html
    assert client.post(f"{PAGE}file/", carried).status_code == 303
    assert draft()["title"] == {"default": "Lunch", "de": "Mahl"}
    assert draft()["elements"][1]["title"] == {"default": "Which dish?", "de": "Was?"}


def test_what_is_typed_in_the_table_follows_texts_that_moved(client):
    Builder(client).open("?at=elements[1]").do("up")
    client.post(PAGE, {"revision": "1", "de:elements[1].title": "Wie viel?"})
    assert [e.get("title") for e in draft()["elements"]][:2] == [{"default": "Size", "de": "Wie viel?"}, "=Dish?"]


def test_a_workbook_goes_out_and_comes_back(client):
    book = client.get(f"{PAGE}?as=xlsx")
    assert book["Content-Disposition"] == 'attachment; filename="survey-texts.xlsx"'
    assert send(client, book.content, "texts.xlsx").status_code == 303
    assert (draft(), Survey.objects.get().revision) == (WORDS, 1)


def test_what_excel_saves_in_china_is_read_and_said(client):
    content = "text,zh-cn\ntitle,今天午餐吃什么？\nsize.title,您要多大份的？\n".encode("gb18030")
    assert send(client, content).status_code == 303
    assert "The file was read as GB18030 (GBK)." in client.get(PAGE).content.decode()
    assert draft()["title"]["zh-cn"] == "今天午餐吃什么？"
