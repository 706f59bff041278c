"""A survey that takes no answers says whether it is not yet, not now or no more."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from feedback_site.kit import clock
from surveys.actions.move_survey import move_survey
from surveys.actions.schedule_survey import schedule_survey
from surveys.rules.lifecycle import Move
from tests.factories.surveys import ONE_PAGE, make_survey

pytestmark = pytest.mark.django_db
OPENS = datetime(2027, 3, 1, 9, tzinfo=UTC)
TITLE = {"default": "Lunch", "zh-cn": "午餐", "ar": "الغداء"}


def shown(language="en"):
    page = Client(headers={"Accept-Language": language}).get("/s/survey/")
    assert (page.status_code, page["Cache-Control"]) == (410, "private, no-store")
    return page.text


@pytest.fixture
def survey():
    return make_survey(definition=ONE_PAGE | {"title": TITLE})


def test_not_yet(survey, settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    schedule_survey(survey_id=survey.pk, opens_at=OPENS, closes_at=None, by=None)
    with clock.at(OPENS - timedelta(hours=1)):
        assert "It opens on 1 Mar 2027, 17:00 (UTC+0800)." in shown()
        assert "尚未开始" in shown("zh-CN")


def test_not_now(survey):
    move_survey(survey_id=survey.pk, move=Move.PAUSE, by=None)
    assert "It is paused. Please come back later." in shown()
    page = shown("ar")
    assert '<html lang="ar" dir="rtl">' in page
    assert "الغداء" in page
    assert '<h1 lang="en" dir="ltr">' in page


@pytest.mark.parametrize("by", ["staff", "time"])
def test_no_more(survey, by):
    if by == "staff":
        move_survey(survey_id=survey.pk, move=Move.CLOSE, by=None)
    else:
        schedule_survey(survey_id=survey.pk, opens_at=None, closes_at=OPENS, by=None)
    with clock.at(OPENS + timedelta(hours=1)):
        page = shown()
    assert "takes no answers any more" in page
    assert "your private link still opens your answers" in page
