"""The reply is parted from what it quotes in many languages, and none of its own text is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.rules.mail.parse import parse
from feedback.rules.mail.replies.split import split_reply
from feedback.rules.mail.text.html import html_to_text
from tests.support.cases import case_file

LEAKS = {"embedded_email_1.txt": "what follows the quotation may be an answer to it, so it stays"}


def tidy(text):
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")).strip("\n")


def test_recorded_replies():
    folder = case_file("mail/replies")
    different, lost = set(), set()
    names = [path.name for path in (folder / "emails").glob("*.txt")]
    for name in names:
        reply = tidy(split_reply((folder / "emails" / name).read_text(encoding="utf-8")).reply)
        wanted = tidy((folder / "trimmed" / name).read_text(encoding="utf-8"))
        if reply != wanted:
            different.add(name)
        if not {line.strip() for line in wanted.split("\n")} <= {line.strip() for line in reply.split("\n")} | {""}:
            lost.add(name)
    assert different == set(LEAKS)
    assert lost == set()
    assert len(names) == 42


WANTED = {
    "android.eml": "Hello", "apple_mail.eml": "Hello", "apple_mail_2.eml": "Hello", "comcast.eml": "Hello",
    "gmail.html": "Hi. I am fine.\n\nThanks,\nAlex", "iphone.eml": "Hello",
    "mail_ru.html": "Hi. I am fine.\n\nThanks,\nAlex", "ms_outlook_2007.html": "Hi. I am fine.\n\nThanks,\n\nAlex",
    "ms_outlook_2010.html": "Hi. I am fine.\n\nThanks,\n\nAlex", "reply-separated-by-hr.html": "Hi\nthere\nBob",
    "sparrow.eml": "Hello", "thunderbird.eml": "Hello", "windows_mail.html": "Hi. I am fine.\n\nThanks,\nAlex",
    "yandex_ru.html": "Hi. I am fine.\n\nThanks,\nAlex",
}  # fmt: skip


def test_replies_of_many_clients():
    folder = case_file("mail/html-replies")
    assert {name: client_reply(folder / name) for name in WANTED} == WANTED


def client_reply(path):
    if path.suffix == ".html":
        return split_reply(html_to_text(path.read_text(encoding="utf-8"))).reply
    return split_reply(parse(path.read_bytes()).text).reply


def test_both_forms_of_a_mail_give_the_same_reply():
    folder = case_file("mail/html-replies")
    for path in folder.glob("*.eml"):
        mail = parse(path.read_bytes())
        if mail.html and path.name in WANTED:
            assert split_reply(html_to_text(mail.html)).reply == WANTED[path.name]


FIRST_LINES = {
    "email_1_4.txt": "Awesome! I haven't had another problem with it.",
    "email_1_6.txt": "I get proper rendering as well.",
    "email_1_7.txt": ":+1:",
    "email_2_2.txt": "Outlook with a reply directly above line",
    "email_2_3.txt": "Outlook with a reply directly above line",
    "email_BlackBerry.txt": "Here is another email",
    "email_iPhone.txt": "Here is another email",
    "email_multi_word_sent_from_my_mobile_device.txt": "Here is another email",
    "correct_sig.txt": "this is an email with a correct -- signature.",
}


def test_plain_replies():
    folder = case_file("mail/reply-parser")
    found = {name: split_reply((folder / name).read_text(encoding="utf-8")).reply for name in FIRST_LINES}
    assert found == FIRST_LINES
    for name in ("email_1_5.txt", "email_sig_delimiter_in_middle_of_line.txt"):
        text = (folder / name).read_text(encoding="utf-8")
        assert split_reply(text).reply == text.strip()


@pytest.mark.parametrize(
    "history",
    [
        "在 2024年3月5日，上午10:23，张三 <zhang@example.cn> 写道：\n\n> 您好\n> 请问",
        '在 2024-03-05 10:00:00，"张三" <zhang@example.cn> 写道：\n>您好',
        '------------------ 原始邮件 ------------------\n发件人: "回音" <a@example.cn>;\n主题: 食堂\n\n您好',
        "---- 回复的原邮件 ----\n| 发件人 | 张三 |\n| 日期 | 2024年3月5日 |\n您好",
        "发件人： 张三\n发送时间： 2024年3月5日 10:00\n收件人： 李四\n主题： 回复\n\n您好",
        "发自我的iPhone\n\n> 在 2024年3月5日，10:00，张三 <a@example.cn> 写道：\n>\n> 您好",
        "2024年3月5日(火) 10:00 田中 <tanaka@example.jp>:\n\n> お世話になっております",
        "2024년 3월 5일 (화) 오전 10:00, 홍길동 <hong@example.kr>님이 작성:\n\n> 안녕하세요",
        "Le mar. 5 mars 2024 à 10:00, Paul <p@example.fr> a\nécrit :\n\n> Bonjour",
        "De : Paul <p@example.fr>\nEnvoyé : mardi 5 mars 2024 10:00\nÀ : moi\nObjet : RE: question\n\nBonjour",
        "Am Di., 5. März 2024 um 10:00 Uhr schrieb Max <m@example.de>:\n\n> Hallo",
        "________________________________\nVon: Max <m@example.de>\nGesendet: Dienstag\nAn: Ada\nBetreff: x\n\nHallo",
        "El mar, 5 mar 2024 a las 10:00, Luis (<l@example.es>) escribió:\n\n> Hola",
        "On Tue, Mar 5, 2024 at 10:00 AM Max\n<max@example.org> wrote:\n\n> Hello",
        "发件人：张三 <a@example.cn>\n发件时间：2024年3月5日(星期二) 10:00\n收件人：李四\n主　题：回复\n\n您好",
        "-----邮件原件-----\n发件人: 张三\n发送时间: 2024\n收件人: 李四\n主题: 回复\n\n您好",
        "Den 5. juni 2017 kl. 12.22 skrev Foo Bar <a@example.dk>:\n\n> Hej",
        "5 Mar 2024 Sal, 10:00 tarihinde Foo <a@example.tr> şunu yazdı:\n\n> Selam",
        "张三 <a@example.cn> 于2024年3月5日周二 10:00写道：\n\n> 您好",
        "-- \nRosa Santos\nExample Street 1",
        "Get Outlook for iOS\n________________________________\nFrom: a\nSent: b\nTo: c\nSubject: d\n\nHello",
    ],
)
def test_history_is_folded(history):
    split = split_reply(f"好的，谢谢。\nSecond line: with a colon.\n\n{history}\n")
    assert split.reply == "好的，谢谢。\nSecond line: with a colon."
    assert split.quoted == history


@pytest.mark.parametrize(
    "text",
    [
        "Section one\n---\nSection two is long\nand goes on\n\n***\n\nSection three",
        "I said to them:\nwe should do it on 2024-05-05.\n\nFrom: the hill\nTo: the sea\nwe walked.",
        "Hi,\n\n> When can you come?\n\nTomorrow.\n\n> Where?\n\nAt the gate.",
        "第一，食堂太贵：\n第二，时间太短：\n2024年以来一直如此：没有变化。",
        "```\n> not a quote\n-- \n```\nafter",
        "> only a quote",
    ],
)
def test_own_words_stay(text):
    assert split_reply(text).reply == text


def test_an_answer_below_the_quotation():
    split = split_reply('在 2024-03-05 10:00:00，"客服" <kf@example.cn> 写道：\n>解决了吗？\n\n解决了，谢谢。')
    assert split.reply == "解决了，谢谢。"
    between = split_reply("On 2024-03-05 10:00, a@example.org wrote:\n> one?\nyes\n> two?\nno\n")
    assert between.reply == "> one?\nyes\n> two?\nno"


PIECES = st.sampled_from(
    ["hello", "", "> quote", "-- ", "---", "On 2024-01-01 10:00, a@b.org wrote:", "From: a", "To: b", "Date: c", "```"]
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=40))
def test_every_line_is_somewhere(lines):
    text = "\n".join(line.replace("\n", " ").replace("\r", " ") for line in lines)
    split = split_reply(text)
    both = split.reply.split("\n") + split.quoted.split("\n")
    stripped = {line.replace("\u200e", "").strip() for line in both}
    assert {line.replace("\u200e", "").strip() for line in text.split("\n")} - {""} <= stripped
