"""Drafts are checked, published versions never change, and respondents inside an old one finish it."""

import pytest
from django.db import IntegrityError, transaction

from feedback_site.kit.problems import Conflict, Invalid
from notifications.models import LoggedEvent
from surveys.actions.import_survey import RefusedDocuments, SlugTaken, import_survey
from surveys.actions.move_survey import IllegalMove, move_survey
from surveys.actions.publish_survey import NothingToPublish, publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response, Survey, SurveyVersion
from surveys.rules.lifecycle import Move
from tests.factories.surveys import ONE_PAGE, Respondent, example, make_example, make_survey

pytestmark = pytest.mark.django_db


def test_an_import_is_a_draft_that_nobody_can_answer(sam, max_):
    survey = import_survey(definition=ONE_PAGE, slug="lunch", by=max_)
    assert (survey.state, survey.live_version) == ("draft", None)
    assert sam.get("/s/lunch/").status_code == 404
    event = LoggedEvent.objects.get()
    assert (event.name, event.actor_id, event.subject) == ("surveys.survey_imported", max_.pk, f"survey:{survey.pk}")


def test_all_findings_come_at_once_with_their_paths():
    definition = {
        "title": "x",
        "hologram": True,
        "elements": [{"type": "crystalball", "name": "a"}, {"type": "text", "name": "b", "visibleIf": "{a} ="}],
    }
    with pytest.raises(RefusedDocuments) as refused:
        import_survey(definition=definition)
    assert {finding.path for finding in refused.value.findings} == {
        "hologram",
        "elements[0].type",
        "elements[1].visibleIf",
    }
    assert set(refused.value.errors) == {"hologram", "elements[0].type", "elements[1].visibleIf"}
    assert Survey.objects.count() == 0


@pytest.mark.parametrize(
    ("follow_up", "path"),
    [
        ([], "settings.follow_up"),
        ({"score": "nope"}, "settings.follow_up.score"),
        ({"at_most": "6"}, "settings.follow_up.at_most"),
        ({"consent": "nps"}, "settings.follow_up.consent"),
        ({"email": ""}, "settings.follow_up.email"),
        ({"surprise": 1}, "settings.follow_up.surprise"),
    ],
)
def test_settings_are_checked_against_the_definition(follow_up, path):
    definition, settings = example("product-feedback")
    broken = settings["follow_up"] | follow_up if isinstance(follow_up, dict) else follow_up
    with pytest.raises(RefusedDocuments) as refused:
        import_survey(definition=definition, settings={"follow_up": broken})
    assert [finding.path for finding in refused.value.findings] == [path]


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", float("nan"), float("inf")])
def test_what_the_database_cannot_hold_is_refused(text):
    with pytest.raises(RefusedDocuments):
        import_survey(definition={"elements": [{"type": "text", "name": "q", "defaultValue": text}]})


def test_addresses():
    assert import_survey(definition=ONE_PAGE).slug == "lunch"
    assert import_survey(definition=ONE_PAGE).slug.startswith("lunch-")
    assert len(import_survey(definition={"title": "午餐", "elements": []}).slug) == 8
    with pytest.raises(SlugTaken):
        import_survey(definition=ONE_PAGE, slug="lunch")
    for slug in ("Lunch", "a b", "-", "a" * 61, "\x00"):
        with pytest.raises(Invalid):
            import_survey(definition=ONE_PAGE, slug=slug)


def test_a_version_is_frozen_and_the_database_refuses_changes():
    version = make_survey().live_version
    assert version.definition == ONE_PAGE
    assert (version.number, version.languages) == (1, ["en"])
    for change in (lambda: SurveyVersion.objects.update(number=2), lambda: SurveyVersion.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_response_belongs_to_the_survey_of_its_version():
    first, second = make_survey("first"), make_survey("second")
    key = "01980000-0000-7000-8000-000000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.create(pk=key, survey=first, version=second.live_version, language="en")


def test_what_cannot_be_published():
    empty = import_survey(definition={"title": "Nothing"})
    with pytest.raises(NothingToPublish):
        publish_survey(survey_id=empty.pk)
    survey = make_survey()
    with pytest.raises(NothingToPublish):
        publish_survey(survey_id=survey.pk)
    move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    with pytest.raises(IllegalMove):
        publish_survey(survey_id=survey.pk)


def test_moves():
    survey = make_survey()
    for move, state in (("pause", "paused"), ("reopen", "live"), ("close", "closed"), ("reopen", "live")):
        assert move_survey(survey_id=survey.pk, move=Move(move), by=None).state == state
    with pytest.raises(Conflict):
        move_survey(survey_id=survey.pk, move=Move.REOPEN, by=None)
    with pytest.raises(Conflict):
        move_survey(survey_id=survey.pk, move=Move.PUBLISH, by=None)
    assert LoggedEvent.objects.filter(name="surveys.survey_moved").count() == 4


def test_publishing_again_leaves_those_inside_the_old_version_alone(sam, client_for, rosa):
    survey = make_example("product-feedback")
    early = Respondent(sam, "product-feedback")
    early.send(nps="9")
    definition = {"title": "New", "elements": [{"type": "comment", "name": "all", "title": "Everything else?"}]}
    replace_draft(survey_id=survey.pk, definition=definition, settings={})
    assert "Everything else?" not in sam.get("/s/product-feedback/").content.decode()
    second = publish_survey(survey_id=survey.pk)
    assert second.number == 2
    late = Respondent(client_for(rosa), "product-feedback")
    late.send(all="Fine")
    early.send(what_is_good="Speed")
    early.send(consent="false")
    assert list(Response.objects.order_by("started_at").values_list("version__number", "status", "answers")) == [
        (1, "complete", {"nps": 9, "what_is_good": "Speed", "consent": False}),
        (2, "complete", {"all": "Fine"}),
    ]


def test_languages_of_a_version():
    assert make_example("trust-pulse").live_version.languages == ["en", "zh-hans"]
    chinese = {"title": "午餐", "elements": [{"type": "text", "name": "q", "title": "吃什么？"}]}
    assert make_survey("chinese", chinese).live_version.languages == ["zh-hans"]
    german = {"locale": "de", "elements": [{"type": "text", "name": "q", "title": "Was?"}]}
    assert make_survey("german", german).live_version.languages == ["de"]
