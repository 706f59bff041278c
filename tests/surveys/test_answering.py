"""A respondent answers page by page, without scripts and without an account."""

import pytest

from notifications.models import LoggedEvent
from surveys.models import Response
from tests.factories.surveys import Respondent, make_example, make_survey

pytestmark = pytest.mark.django_db


def events(name):
    return LoggedEvent.objects.filter(name=f"surveys.{name}").count()


def test_the_whole_way_in_chinese(sam):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback", "zh-CN")
    assert "您有多大可能把我们的产品推荐给朋友或同事？" in guest.html
    assert 'lang="zh-hans"' in guest.html
    guest.send(nps="3", tenure="new")
    assert "您给了 3 分，最让您失望的是什么？" in guest.html
    assert "您最喜欢哪一点？" not in guest.html
    guest.send(
        what_went_wrong="太慢了", aspects={"speed": "bad"}, wishes=["faster", "other"], wishes__comment="深色模式"
    )
    guest.send(consent="true")
    assert "q.email" in guest.form.names
    guest.send(consent="true", email="li@example.org", name="小李")
    assert "感谢您的反馈！" in guest.html
    response = Response.objects.get()
    assert response.status == "complete"
    assert response.language == "zh-hans"
    assert response.visited == ["overall", "reasons", "contact"]
    assert response.answers == {
        "nps": 3,
        "tenure": "new",
        "what_went_wrong": "太慢了",
        "aspects": {"speed": "bad"},
        "wishes": ["faster", "other"],
        "wishes-Comment": "深色模式",
        "consent": True,
        "email": "li@example.org",
        "name": "小李",
    }
    assert (events("response_started"), events("response_completed")) == (1, 1)


def test_mistakes_are_told_and_nothing_typed_is_lost(sam):
    make_survey()
    guest = Respondent(sam, "survey")
    response = guest.send(dish="", guests="many")
    assert response.status_code == 422
    assert 'href="#q0-0"' in guest.html
    assert 'href="#q1-0"' in guest.html
    assert guest.html.count('aria-invalid="true"') == 2
    assert guest.form.fields["q.guests"] == ["many"]
    assert Response.objects.get().answers == {}
    guest.send(dish="Mapo tofu", guests="12")
    assert "The value should not be greater than 9" in guest.html
    assert Response.objects.get().answers == {"dish": "Mapo tofu"}
    guest.send(guests="2")
    assert Response.objects.get().answers == {"dish": "Mapo tofu", "guests": 2}
    assert "Thank you" in guest.html


@pytest.mark.parametrize(("language", "words"), [("en", "Please check your answers"), ("zh-CN", "请选择 0 到 10")])
def test_errors_speak_the_readers_language(sam, language, words):
    make_example("product-feedback")
    guest = Respondent(sam, "product-feedback", language)
    guest.send()
    assert words in guest.html
