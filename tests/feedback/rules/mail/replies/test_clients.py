"""The history that mail programs of many languages put below a reply is folded, however its lines are wrapped."""

import textwrap

import pytest

from feedback.rules.mail.replies.devices import signs_for_a_device
from feedback.rules.mail.replies.split import split_reply
from tests.feedback.rules.mail.replies import clients

OWN = "Thank you, 谢谢。\n\nThe heating works: all three rooms are warm."
HISTORY = "Dear Rosa,\n\nis it warm now?\nBest\nVera"
MARKED_HISTORY = "\n".join(f"> {line}".rstrip() for line in HISTORY.split("\n"))


@pytest.mark.parametrize("width", [300, 74, 45])
@pytest.mark.parametrize("name", clients.MARKED)
def test_history_below_an_introduction(name, width):
    introduction = "\n".join(textwrap.wrap(clients.MARKED[name], width, break_long_words=False))
    for gap in ("\n", "\n\n"):
        for history in (HISTORY, MARKED_HISTORY):
            split = split_reply(f"{OWN}\n\n{introduction}{gap}{history}")
            assert split.reply == OWN
            assert split.quoted.endswith(history)


@pytest.mark.parametrize("name", clients.BARE)
def test_history_below_headers_or_a_line(name):
    for gap in ("\n", "\n\n"):
        assert split_reply(f"{OWN}\n\n{clients.BARE[name]}{gap}{HISTORY}").reply == OWN


@pytest.mark.parametrize("signature", clients.DEVICES + clients.SIGNATURES)
def test_signatures(signature):
    assert split_reply(f"{OWN}\n\n{signature}").reply == OWN
    assert split_reply(f"{OWN}\n\n{signature}\n\n{clients.MARKED['Gmail en']}\n> x").reply == OWN


@pytest.mark.parametrize(
    "sentence",
    [
        "Sent the mail yesterday.",
        "Sent by mail last week, no answer yet.",
        "Sent from my office to yours last week",
        "Sent from Outlook yesterday but no answer.",
        "From my phone I can not open the page.",
        "Get Outlook working please, that is all I ask.",
        "Gesendet habe ich das Formular per Mail am Montag.",
        "Von mir aus gerne per Mail",
        "Envoyé hier par mail.",
        "Enviado ayer el correo por outlook.",
        "Отправлено вчера по почте, ответа нет",
        "通过邮箱已经联系过了",
        "通过手机号无法登录，请处理。",
        "来自手机的照片打不开",
        "由我的手机拍的照片",
        "发自内心地感谢你们",
        "昨日フォームから送信しました",
        "通过微信",
    ],
)
def test_sentences_about_phones_and_mail_are_no_signatures(sentence):
    assert not signs_for_a_device(sentence)
    assert split_reply(f"Hello\n{sentence}").reply == f"Hello\n{sentence}"
