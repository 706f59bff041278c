"""After a group the author sees and chooses where the next question goes, by keyboard and without scripts."""

import pytest

from surveys.rules.editing.places import CannotEdit
from surveys.rules.editing.structure import add_element
from surveys.web.builder.adding import spots_of
from surveys.web.builder.screen import open_desk
from tests.factories.surveys import make_survey
from tests.surveys.builder.desk import Builder, draft

pytestmark = pytest.mark.django_db
NESTED = {
    "title": "T",
    "pages": [
        {
            "name": "page1",
            "elements": [
                {"type": "text", "name": "q"},
                {
                    "type": "panel",
                    "name": "outer",
                    "title": "Outer",
                    "elements": [
                        {
                            "type": "panel",
                            "name": "inner",
                            "title": "Inner",
                            "elements": [{"type": "text", "name": "x"}],
                        }
                    ],
                },
            ],
        }
    ],
}
OUTER = "pages[0].elements[1]"
SPOTS = {
    "": [],
    "pages[0]": [],
    "pages[0].elements[0]": [],
    OUTER: [("", "In this group, at its end"), ("0", "After this group")],
    f"{OUTER}.elements[0]": [
        ("", "In this group, at its end"),
        ("0", "After this group"),
        ("1", "After the group “Outer”"),
    ],
    f"{OUTER}.elements[0].elements[0]": [
        ("", "After this question, in the group “Inner”"),
        ("1", "After the group “Inner”"),
        ("2", "After the group “Outer”"),
    ],
}


def names(elements):
    return [(e["name"], names(e["elements"])) if e["type"] == "panel" else e["name"] for e in elements]


@pytest.mark.parametrize("at", SPOTS)
def test_what_can_be_chosen(at):
    make_survey(definition=NESTED, publish=False)
    assert spots_of(open_desk("survey", at, "")) == SPOTS[at]


@pytest.mark.parametrize(
    ("behind", "expected", "path"),
    [
        (None, ["q", ("outer", [("inner", ["x", "question1"])])], f"{OUTER}.elements[0].elements[1]"),
        (0, ["q", ("outer", [("inner", ["x", "question1"])])], f"{OUTER}.elements[0].elements[1]"),
        (1, ["q", ("outer", [("inner", ["x"]), "question1"])], f"{OUTER}.elements[1]"),
        (2, ["q", ("outer", [("inner", ["x"])]), "question1"], "pages[0].elements[2]"),
    ],
)
def test_where_it_comes(behind, expected, path):
    new, where = add_element(NESTED, f"{OUTER}.elements[0].elements[0]", "text", behind=behind)
    assert (names(new["pages"][0]["elements"]), where) == (expected, path)


@pytest.mark.parametrize("behind", [3, 9])
def test_behind_a_page_there_is_no_place(behind):
    with pytest.raises(CannotEdit):
        add_element(NESTED, f"{OUTER}.elements[0].elements[0]", "text", behind=behind)


def test_a_group_is_filled_and_left_without_scripts(client_for, max_):
    make_survey(definition={"title": "T", "pages": [{"name": "page1", "elements": []}]}, publish=False)
    builder = Builder(client_for(max_))
    builder.do("add", type="panel")
    assert '<input type="radio" name="behind" value="" checked> In this group, at its end' in builder.html
    builder.do("add", type="text")
    assert "After this question, in the group “panel1”" in builder.html
    builder.do("add", type="text", behind="1")
    assert names(draft()["pages"][0]["elements"]) == [("panel1", ["question1"]), "question2"]
    assert 'name="behind"' not in builder.html
