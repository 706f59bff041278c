"""Edits of a draft: one revision each, undone and redone, and never over somebody else's."""

import pytest

from notifications.models import LoggedEvent
from surveys.actions.edit_draft import Edit, ImpossibleEdit, edit_draft
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.keep_revision import KEPT, DraftConflict
from surveys.actions.replace_draft import replace_draft
from surveys.actions.undo_edit import NothingToUndo, undo_edit
from surveys.models import DraftRevision, Survey, SurveyVersion
from surveys.rules.editing.places import CannotEdit
from tests.factories.surveys import make_survey
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def titled(title):
    """An edit that gives the survey a title."""
    return Edit("edited", title, lambda _before, now: ({**now, "title": title}, ""))


def title():
    return Survey.objects.get().draft["title"]


@pytest.fixture
def survey(max_):
    return make_survey(by=max_)


def change(survey, text, base, by, **options):
    return edit_draft(survey_id=survey.pk, base=base, edit=titled(text), by=by, **options)[0].revision


def test_an_edit_is_one_revision_and_one_event_and_touches_no_version(survey, max_):
    assert change(survey, "One", 1, max_) == 2
    assert change(survey, "One", 2, max_) == 2
    assert list(DraftRevision.objects.order_by("number").values_list("number", "verb", "undo_to")) == [
        (1, "begun", None),
        (2, "edited", 1),
    ]
    assert LoggedEvent.objects.filter(name="surveys.draft_edited").count() == 1
    assert SurveyVersion.objects.get().definition["title"] == "Lunch"


def test_undo_and_redo_to_any_depth(survey, max_):
    for number, text in enumerate(["A", "B", "C"], 1):
        change(survey, text, number, max_)
    seen = []
    for again in (False, False, True, False, False, True, True, True):
        base = Survey.objects.get().revision
        undo_edit(survey_id=survey.pk, base=base, by=max_, again=again)
        seen.append(title())
    assert seen == ["B", "A", "B", "A", "Lunch", "A", "B", "C"]
    with pytest.raises(NothingToUndo):
        undo_edit(survey_id=survey.pk, base=Survey.objects.get().revision, by=max_, again=True)
    assert change(survey, "D", Survey.objects.get().revision, max_) > 0
    undo_edit(survey_id=survey.pk, base=Survey.objects.get().revision, by=max_)
    assert title() == "C"


def test_nothing_to_undo_at_the_beginning(survey, max_):
    with pytest.raises(NothingToUndo):
        undo_edit(survey_id=survey.pk, base=1, by=max_)


def test_only_the_last_revisions_are_kept(survey, max_):
    for number in range(1, KEPT + 6):
        change(survey, f"T{number}", number, max_)
    assert DraftRevision.objects.count() == KEPT
    with pytest.raises(DraftConflict):
        change(survey, "Late", 1, max_)


def test_somebody_elses_edit_is_a_conflict_and_ones_own_is_not(survey, max_, ada):
    change(survey, "Ada's", 1, ada)
    with pytest.raises(DraftConflict):
        change(survey, "Max's", 1, max_)
    with pytest.raises(DraftConflict):
        undo_edit(survey_id=survey.pk, base=1, by=max_)
    assert title() == "Ada's"
    assert change(survey, "Max's", 1, max_, on_top=True) == 3
    assert change(survey, "Max's again", 2, max_) == 4
    with pytest.raises(DraftConflict):
        change(survey, "From the future", 9, max_)


def test_an_edit_sees_the_draft_it_was_begun_on(survey, max_, ada):
    change(survey, "Ada's", 1, ada)
    seen = []
    edit = Edit("edited", "", lambda before, now: (seen.append((before["title"], now["title"])), (now, ""))[1])
    edit_draft(survey_id=survey.pk, base=1, edit=edit, by=max_, on_top=True)
    assert seen == [("Lunch", "Ada's")]


def test_what_cannot_be_imported_is_refused_and_leaves_no_trace(survey, max_):
    def refuse(_before, _now):
        raise CannotEdit("last_page")

    with pytest.raises(ImpossibleEdit) as found:
        edit_draft(survey_id=survey.pk, base=1, edit=Edit("x", "", refuse), by=max_)
    assert found.value.code == "last_page"
    with pytest.raises(RefusedDocuments):
        edit_draft(survey_id=survey.pk, base=1, edit=Edit("x", "", lambda _, n: ({**n, "bogus": 1}, "")), by=max_)
    assert DraftRevision.objects.count() == 0


def test_replacing_a_draft_can_be_undone_too(survey, max_, ada):
    replace_draft(survey_id=survey.pk, definition={"title": "Other", "elements": []}, by=ada)
    with pytest.raises(DraftConflict):
        change(survey, "Max's", 1, max_)
    undo_edit(survey_id=survey.pk, base=2, by=max_)
    assert title() == "Lunch"
    replace_draft(survey_id=survey.pk, settings={}, by=ada)
    assert Survey.objects.get().revision == 3


@pytest.mark.django_db(transaction=True)
def test_of_ten_people_at_the_same_moment_one_is_first(make_user):
    people = [make_user(f"M{number}", "manager") for number in range(10)]
    survey = make_survey()
    results = at_once(*[lambda p=p: change(survey, p.name, 1, p) for p in people])
    assert sorted(type(result).__name__ for result in results) == ["DraftConflict"] * 9 + ["int"]
    assert Survey.objects.get().revision == 2
