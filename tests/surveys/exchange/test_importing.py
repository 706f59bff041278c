"""Files of other programs arrive by the page and by the command, and what they lack is told."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from surveys.models import Survey
from surveys.rules.definition import Refused
from surveys.rules.exchange import bounds
from surveys.rules.exchange.files import bring, is_foreign
from surveys.rules.instruments.templates import template
from tests.factories.surveys import make_survey

pytestmark = pytest.mark.django_db
PAGE = "/console/surveys/import/"
GOOD = {"survey": [["type", "name", "label"], ["start", "start"], ["text", "q", "Which dish?"]],
        "settings": [["form_title"], ["Lunch"]]}  # fmt: skip
BAD = {"survey": [["type", "name", "label"], ["text", "q", "Q"], ["geopoint", "g", "G"], ["barcode", "b", "B"]]}


def xlsx(sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_by_the_page(client_for, max_):
    client = client_for(max_)
    file = SimpleUploadedFile("lunch.XLSX", xlsx(GOOD))
    answer = client.post(PAGE, {"definition_file": file, "slug": "lunch"}, follow=True)
    survey = Survey.objects.get()
    assert answer.redirect_chain == [("/console/surveys/lunch/", 303)]
    assert survey.draft["pages"][0]["elements"] == [{"type": "text", "name": "q", "title": "Which dish?"}]
    assert "survey row 2: Not carried over: start start" in answer.content.decode()


def test_refused_by_row_on_the_page(client_for, max_):
    answer = client_for(max_).post(PAGE, {"definition_file": SimpleUploadedFile("x.xlsx", xlsx(BAD))})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<code>survey row 3</code> Questions of the kind geopoint cannot be asked here." in page
    assert "<code>survey row 4</code> Questions of the kind barcode cannot be asked here." in page
    assert "This file cannot be imported as it is." in page
    assert Survey.objects.count() == 0


@pytest.mark.parametrize("name", ["x.xlsx", "x.xls"])
def test_a_file_that_is_none(client_for, max_, name):
    answer = client_for(max_).post(PAGE, {"definition_file": SimpleUploadedFile(name, b"nothing of the kind")})
    assert answer.status_code == 422
    answer = client_for(max_).post(PAGE, {"definition_file": SimpleUploadedFile(name, b" " * 3_000_000)})
    assert answer.status_code == 422
    assert "too large" in answer.content.decode()


def test_a_bomb_is_not_unpacked():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * 10_000_000)
    for name in ("x.xlsx", "x.xls"):
        with pytest.raises(Refused, match="larger than what a survey needs"):
            bring(name, file.getvalue())


def test_huge_sheets():
    rows = [["type", "name", "label"], *(["text", f"q{n}", "Q"] for n in range(bounds.MAX_ROWS + 1))]
    with pytest.raises(Refused, match="larger than what a survey needs"):
        bring("x.xlsx", xlsx({"survey": rows}))


def test_by_the_command(tmp_path, max_, capsys):
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    good.write_bytes(xlsx(GOOD))
    bad.write_bytes(xlsx(BAD))
    call_command("import_survey", str(good), "--slug=lunch", "--publish", "--by=max@example.org")
    told = capsys.readouterr()
    assert told.out.splitlines() == ["lunch: draft imported", "lunch: version 1 is live"]
    assert told.err.splitlines() == ["survey row 2: Not carried over: start start"]
    with pytest.raises(CommandError, match=r"row 3: Questions of the kind geopoint.*\n.*row 4: Questions of the kind"):
        call_command("import_survey", str(bad))
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_survey", str(tmp_path / "nothing.xlsx"))


def test_a_validated_item_that_was_edited_is_named(client_for, max_):
    nps = template("nps")
    make_survey("nps", nps.definition, nps.settings)
    nps.definition["pages"][0]["elements"][0]["title"]["default"] = "Would you recommend us?"
    file = SimpleUploadedFile("nps.json", json.dumps(nps.definition).encode())
    answer = client_for(max_).post("/console/surveys/nps/draft/", {"definition_file": file}, follow=True)
    assert "nps is no longer the validated instrument." in answer.content.decode()


def test_kinds_are_told_by_name():
    assert [is_foreign(name) for name in ("a.xlsx", "a.XLS", "a.json", "a", "xlsx")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    with pytest.raises(Refused, match="not known here"):
        bring("a.doc", b"")
