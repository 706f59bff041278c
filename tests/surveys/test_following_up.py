"""Which responses ask for an answer, and what is told of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import Response
from surveys.queries.contact_wishes import ContactWish, contact_wishes
from surveys.queries.definitions import _parsed
from tests.factories.surveys import Respondent, make_example, make_survey

pytestmark = pytest.mark.django_db


def answered(client, *, nps="3", comment="Too slow", consent="true", email="li@example.org", language="en", **more):
    guest = Respondent(client, "product-feedback", language)
    guest.send(nps=nps)
    guest.send(**({"what_went_wrong": comment} if int(nps) <= 6 else {}), **more)
    if consent == "true":
        guest.send(consent="true")
        guest.send(consent="true", email=email, name="Li")
    else:
        guest.send(consent=consent)
    response = Response.objects.latest("started_at")
    assert response.status == "complete"
    return str(response.pk)


def test_a_wish_carries_all_that_was_said_in_the_respondents_language(sam):
    make_example("product-feedback")
    key = answered(sam, language="zh-CN", aspects={"speed": "bad"}, wishes=["faster", "other"], wishes__comment="深色")
    assert contact_wishes([key]) == [
        ContactWish(
            response_id=key,
            survey_title="产品使用反馈",
            language="zh-hans",
            score=3,
            comment="Too slow",
            email="li@example.org",
            name="Li",
            answers=[
                {"question": "您有多大可能把我们的产品推荐给朋友或同事？", "answer": "3"},
                {"question": "您给了 3 分，最让您失望的是什么？", "answer": "Too slow"},
                {"question": "您对以下方面满意吗？", "answer": "速度：不满意"},
                {"question": "您希望我们接下来改进什么？", "answer": "提高速度, 深色"},
                {"question": "我们可以就您的反馈与您联系吗？", "answer": "可以"},
                {"question": "怎么称呼您？", "answer": "Li"},
                {"question": "您的电子邮箱", "answer": "li@example.org"},
            ],
        )
    ]


def test_without_a_low_score_consent_or_the_end_there_is_no_wish(sam):
    make_example("product-feedback")
    keys = [answered(sam, nps="7"), answered(sam, consent="false"), answered(sam, consent="")]
    Respondent(sam, "product-feedback").send(nps="0")
    keys.append(str(Response.objects.latest("started_at").pk))
    assert contact_wishes(keys) == []
    assert contact_wishes([]) == []


def test_a_survey_without_the_rule_wishes_nothing(sam):
    make_survey()
    Respondent(sam, "survey").send(dish="Rice")
    assert contact_wishes([str(Response.objects.get().pk)]) == []


def test_two_queries_however_many(sam):
    make_example("product-feedback")
    keys = [answered(sam) for _ in range(3)]
    for some in (keys[:1], keys):
        _parsed.clear()
        with CaptureQueriesContext(connection) as queries:
            assert [wish.response_id for wish in contact_wishes(some)] == some
        assert len(queries) == 2
