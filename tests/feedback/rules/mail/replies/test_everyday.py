"""Replies as everyday mail programs send them, as text and as HTML; answers below a signature are never lost."""

import re

import pytest

from feedback.rules.mail.replies.split import split_reply
from feedback.rules.mail.text.html import html_to_text
from tests.feedback.rules.mail.replies import everyday

OWN = "好的，谢谢。\n\nIt works again: all three rooms are warm."
HISTORY = "Dear Rosa,\n\nis it warm now?\nBest\nVera"
QUOTED = "\n".join(f"> {line}".rstrip() for line in HISTORY.split("\n"))
HEADING = re.compile(r"^=== (.+)\n", re.MULTILINE)


def named(data):
    pieces = HEADING.split(data)[1:]
    return dict(zip(pieces[::2], (piece.removesuffix("\n") for piece in pieces[1::2]), strict=True))


TAILS = {name: f"{tail}\n{QUOTED}" for name, tail in named(everyday.MARKED).items()}
TAILS |= {name: f"{tail}\n{HISTORY}" for name, tail in named(everyday.BARE).items()}


@pytest.mark.parametrize("name", TAILS)
def test_text(name):
    mail = f"{OWN}\n\n{TAILS[name]}\n"
    assert split_reply(mail).reply == OWN
    assert split_reply(mail.replace("\n", "\r\n")).reply == OWN


SENDER = "Vera Lind &lt;<a href='mailto:vera@post.example'>vera@post.example</a>&gt;"
WRITTEN = "<div>好的，谢谢。</div><div><br></div><div>It works again: all three rooms are warm.</div>"
ASKED = "<p>Dear Rosa,</p><p>is it warm now?</p>"
HEADERS = f"<b>发件人:</b> {SENDER}<br><b>发送时间:</b> 2024年3月5日 10:12<br><b>收件人:</b> R<br><b>主题:</b> Re: 暖气"
PAGES = {
    "Gmail": f'<div class="gmail_quote"><div class="gmail_attr">On Tue, Mar 5, 2024 at 10:12\u202fAM {SENDER} wrote:'
    f'<br></div><blockquote class="gmail_quote">{ASKED}</blockquote></div>',
    "Outlook": f'<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">{HEADERS}</div>',
    "Outlook web": f'<div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg">{HEADERS}</div>',
    "Outlook phone": '<div id="ms-outlook-mobile-signature"><a href="https://aka.example/x">Outlook für Android</a> '
    f"beziehen</div><hr><div>{HEADERS}</div>",
    "Apple": f'<blockquote type="cite"><div>On 5 Mar 2024, at 10:12, {SENDER} wrote:</div><br>{ASKED}</blockquote>',
    "iPhone": '<div dir="ltr">发自我的 iPhone</div><div><br><blockquote type="cite">'
    f'在 2024年3月5日，10:12，{SENDER} 写道：<br></blockquote></div><blockquote type="cite">{ASKED}</blockquote>',
    "QQ": '<div style="padding:2px 0">------------------&nbsp;原始邮件&nbsp;------------------</div>'
    f'<div style="background:#efefef">{HEADERS}</div>',
    "QQ 2024": f'<div>原始邮件</div><hr style="margin:0 0 10px 0;width:50px"><div>{HEADERS}</div>',
    "NetEase": f'<p>At 2024-03-05 10:12:33, "林薇" {SENDER} wrote:</p><blockquote id="isReplyContent">'
    f"{ASKED}</blockquote>",
    "NetEase Master": "<div>---- 回复的原邮件 ----</div><table><tr><td>发件人</td><td>林薇</td></tr></table>",
    "Foxmail": '<hr style="width: 210px; height: 1px;" color="#b5c4df" align="left"><div>林薇</div>'
    f'<div style="border:none;border-top:solid #B5C4DF 1.0pt">{HEADERS}</div>',
    "Alibaba": "<blockquote style='margin-right:0'><div>"
    + "-" * 66
    + f"</div><div>{HEADERS}</div>{ASKED}</blockquote>",
    "Lark": f'<div id="lark-mail-quote-1"><div style="background:rgb(245,246,247)">{HEADERS}</div></div>',
    "Yahoo": f'<div class="yahoo_quoted">On Tuesday, March 5, 2024 at 10:12:33 AM GMT+1, {SENDER} wrote:</div>',
    "Proton": '<div>Sent with <a href="https://proton.example">Proton Mail</a> secure email.</div>'
    f'<div class="protonmail_quote">On Tuesday, March 5th, 2024 at 10:12, {SENDER} wrote:</div>',
    "Samsung": f"<div>从我的 Galaxy 发送</div><div>-------- 原始信息 --------</div><div>{HEADERS}</div>",
    "Zoho": f"<div>---- On Tue, 05 Mar 2024 10:12:33 +0100 <b>{SENDER}</b> wrote ---<br></div>",
}


@pytest.mark.parametrize("name", PAGES)
def test_html(name):
    page = PAGES[name] if ASKED in PAGES[name] else PAGES[name] + ASKED
    assert split_reply(html_to_text(f"{WRITTEN}<br>{page}")).reply == OWN


INTRODUCTION = "On Tue, Mar 5, 2024 at 10:12 AM Vera Lind <vera@post.example> wrote:"
ANSWERS = "> is it warm?\n\nYes it is.\n\n> and the lift?\n\nNo lift."


@pytest.mark.parametrize("dashes", ["-- ", "--", "—"])
def test_answers_below_a_signature_that_stands_above_the_quotation(dashes):
    split = split_reply(f"See below.\n\n{dashes}\nRosa Santos\nMill Lane\n\n{INTRODUCTION}\n{ANSWERS}")
    assert split.reply == f"See below.\n\n{ANSWERS}"
    assert split.quoted == f"{dashes}\nRosa Santos\nMill Lane\n\n{INTRODUCTION}"


def test_a_second_signature_and_a_footer_below_the_answers():
    footer = f"{'_' * 30}\nNeighbours mailing list\nhttps://lists.example/neighbours"
    for end in ("-- \nRosa", footer):
        mail = f"See below.\n\n-- \nRosa\n\n{INTRODUCTION}\n{ANSWERS}\n\n{end}"
        assert split_reply(mail).reply == f"See below.\n\n{ANSWERS}"
    quoted = f"Fine.\n\n-- \nRosa\n\n{INTRODUCTION}\n{QUOTED}\n\n{footer}"
    assert split_reply(quoted).reply == "Fine."


@pytest.mark.parametrize("word", ["PS: the lift", "P.S. The lift", "另：电梯", "附：电梯", "补充一下，电梯"])
def test_a_postscript_below_a_signature(word):
    assert split_reply(f"Fine.\n\n-- \nRosa\n\n{word} 3").reply == f"Fine.\n\n{word} 3"


@pytest.mark.parametrize(
    "text",
    [
        "原始邮件\n我没有收到。",
        "Original message\nThe post office lost it.",
        "From: Vera\nSent: by post\nIt never came.",
        "Call me above this line of trees\n-- or below it --\nI wait there.",
        "签名由我本人定制，请勿修改。",
        "Outlook for iOS is what I use.",
        "另：电梯坏了。",
    ],
)
def test_own_words_that_look_like_it(text):
    assert split_reply(f"Hello\n\n{text}").reply == f"Hello\n\n{text}"


def test_an_address_that_begins_with_digits_starts_no_introduction_of_its_own():
    wrapped = "On Nov 30, 2011, at 12:47 PM, Vera Lind <\n416ffd32@post.example>\nwrote:\n\nis it warm?"
    assert split_reply(f"It is warm.\n{wrapped}").reply == "It is warm."


def test_two_headers_are_enough_with_an_address_and_a_moment():
    block = "From: Vera Lind [mailto:vera@post.example]\nSent: Tuesday, January 13, 2009 1:27 PM\n\nis it warm?"
    assert split_reply(f"It is warm.\n\n{block}").reply == "It is warm."
