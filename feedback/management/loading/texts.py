"""What made-up people say, with words whose frequency is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from feedback.rules.search.terms import text_terms

if TYPE_CHECKING:
    from random import Random

SENTENCES = 1_500
RARE_TICKETS = 20
FREQUENT = {"zh-hans": "退款", "en": "delivery"}  # of three tickets in ten
USUAL = {"zh-hans": "发票", "en": "invoice"}  # of one in thirty
RARE = {"zh-hans": "琥珀", "en": "ambergris"}  # of twenty, however many there are
ONCE = {"zh-hans": "冷柜", "en": "telegram"}  # of three in ten among the oldest third only

_PARTS = {
    "zh-hans": (
        ("你好，", "客服您好，", "急！", "请问，", "第二次问了，", "麻烦帮我看看，", "老师好，", "不好意思打扰，"),
        ("上周买的耳机", "昨天到的咖啡机", "这台空气炸锅", "孩子的书包", "新买的台灯", "手表", "羽绒服", "电动牙刷"),
        ("屏幕不亮了", "少了一个配件", "颜色和图片不一样", "用了两天就坏", "一直没有发货", "包装破了", "声音很小"),
        ("，什么时候能处理？", "，希望尽快回复。", "，给个说法。", "，怎么换？", "，谢谢。", "，我等了五天了。"),
    ),
    "en": (
        ("Hello, ", "Hi there, ", "Good morning, ", "Second time I ask: ", "Please help, ", "Sorry to bother you, "),
        ("the headphones", "my coffee machine", "the desk lamp", "our air fryer", "the school bag", "that watch"),
        (
            " stopped working",
            " came without the cable",
            " has the wrong colour",
            " broke after two days",
            " never came",
        ),
        (
            ". When will you answer?",
            ". Please let me know.",
            ". How do I exchange it?",
            ". Thank you.",
            ". I still wait.",
        ),
    ),
}
_ANSWERS = {
    "zh-hans": (
        "您好，已经为您登记，明天会有同事联系您。",
        "非常抱歉，新的已经寄出，请留意查收。",
        "麻烦您拍一张照片发给我们。",
    ),
    "en": (
        "We are sorry. A new one is on its way.",
        "Thank you, we look into it today.",
        "Could you send us a picture?",
    ),
}
_SPECIAL = {
    "zh-hans": {"frequent": "我要退款。", "usual": "发票也没开。", "rare": "里面有块琥珀。", "once": "冷柜也不制冷。"},
    "en": {
        "frequent": "The delivery was a mess.",
        "usual": "I need an invoice.",
        "rare": "It smells of ambergris.",
        "once": "I sent a telegram before.",
    },
}
_FAMILY = {
    "zh-hans": "王李张刘陈杨黄赵吴周徐孙马朱胡",
    "en": ("Smith", "Jones", "Brown", "Clark", "Young", "Reed", "Lane"),
}
_GIVEN = {"zh-hans": "伟芳娜敏静丽强磊军洋勇艳杰涛明", "en": ("Rosa", "Sam", "Kim", "Lee", "Ann", "Max", "Ivy", "Tom")}


@dataclass(frozen=True)
class Saying:
    """A text and its terms."""

    text: str
    terms: frozenset[int]


def saying(text: str) -> Saying:
    """Return the text with its terms."""
    return Saying(text, frozenset(text_terms(text)))


class Voices:
    """Two languages' worth of things to say."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._complaints = {}
        for language, parts in _PARTS.items():
            every = ["".join(chosen) for chosen in product(*parts)]
            self._complaints[language] = [saying(text) for text in rng.sample(every, min(SENTENCES, len(every)))]
        self._answers = {language: [saying(text) for text in texts] for language, texts in _ANSWERS.items()}
        self.special = {
            language: {kind: saying(text) for kind, text in texts.items()} for language, texts in _SPECIAL.items()
        }

    def complaint(self, language: str) -> Saying:
        """Something that a customer says."""
        return self._rng.choice(self._complaints[language])

    def answer(self, language: str) -> Saying:
        """Something that staff say."""
        return self._rng.choice(self._answers[language])

    def name(self, language: str) -> str:
        """Somebody's name."""
        family, given = self._rng.choice(_FAMILY[language]), self._rng.choice(_GIVEN[language])
        if language == "en":
            return f"{given} {family}"
        return family + given + self._rng.choice(_GIVEN[language])
