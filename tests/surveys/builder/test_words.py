"""Texts side by side: what is missing, page by page, and as files for translators; long lists stay bounded."""

import pytest

from surveys.models import Survey
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Builder, Editor, draft

pytestmark = pytest.mark.django_db
URL = "/console/surveys/survey/builder/translations/"
WORDS = {
    "title": {"default": "Lunch", "de": "Mittag"},
    "elements": [{"type": "text", "name": "dish", "title": "=Dish?"}],
}


@pytest.fixture
def client(client_for, max_):
    make_survey(definition=WORDS, publish=False)
    return client_for(max_)


def test_only_what_is_missing(client):
    html = client.get(f"{URL}?show=missing").content.decode()
    fields = Editor(html, "stack").fields
    assert [name for name in fields if ":" in name] == ["en:elements[0].title", "de:elements[0].title"]
    client.post(f"{URL}?show=missing", {**fields, "de:elements[0].title": "Gericht?"})
    assert draft()["title"] == WORDS["title"]
    assert draft()["elements"][0]["title"] == {"default": "=Dish?", "de": "Gericht?"}
    assert "Nothing is missing." in client.get(f"{URL}?show=missing").content.decode()


def test_files_for_translators_have_names(client):
    head = client.get(f"{URL}?as=csv")["Content-Disposition"]
    assert head == 'attachment; filename="survey-texts.csv"'
    assert client.get(f"{URL}?as=json&with=fr").json() == {
        "revision": 1,
        "texts": {
            "title": {"en": "Lunch", "de": "Mittag", "fr": ""},
            "dish.title": {"en": "=Dish?", "de": "", "fr": ""},
        },
    }


def test_a_large_survey_is_translated_page_by_page(client):
    elements = [{"type": "text", "name": f"q{n}", "title": f"Q{n}"} for n in range(700)]
    Survey.objects.update(draft={**WORDS, "elements": elements})
    first = client.get(URL).content.decode()
    assert "?from=400" in first
    last = client.get(f"{URL}?from=400").content.decode()
    fields = Editor(last, "stack").fields
    answer = client.post(f"{URL}?from=400", {**fields, "de:elements[699].title": "Letzte"})
    assert (answer.status_code, draft()["elements"][699]["title"]) == (303, {"default": "Q699", "de": "Letzte"})


def test_a_long_list_of_choices_is_shown_in_part_and_kept_whole(client):
    choices = [{"value": n, "text": f"Choice {n}"} for n in range(1000)]
    Survey.objects.update(draft={"title": "T", "elements": [{"type": "dropdown", "name": "d", "choices": choices}]})
    builder = Builder(client).open("?at=elements[0]")
    assert "800 more entries are not shown here." in builder.html
    builder.save({"l.choices.0": "First", "l.choices.add": "Last"})
    stored = draft()["elements"][0]["choices"]
    assert (len(stored), stored[0]["text"], stored[-1]["text"]) == (1001, "First", "Last")


def test_pages_are_dragged_too(client):
    pages = [{"name": name, "elements": [{"type": "text", "name": f"q{name}"}]} for name in "abc"]
    Survey.objects.update(draft={"title": "T", "pages": pages})
    builder = Builder(client).open("?at=pages[0]")
    builder.do("place", into="", index="2")
    assert [page["name"] for page in draft()["pages"]] == ["b", "c", "a"]
    builder.do("place", at="pages[2]", name="a", into="pages[0]", index="0")
    assert builder.status == 422
