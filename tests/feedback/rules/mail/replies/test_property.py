"""Whatever one writes above, between or below whatever a mail program quotes: it is shown as the reply."""

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.rules.mail.replies.split import split_reply
from feedback.rules.mail.text.html import html_to_text
from tests.feedback.rules.mail.replies import clients

LINES = (
    "Hello,", "Hi Vera,", "您好：", "Guten Tag,", "the heating works: all three rooms are warm.",
    "We met on 5 May 2024.", "1. first", "2. second", "- a point", "* another: 10:30", "如下：", "谢谢！",
    "Call me at 10:00 on 2024-05-05",
    "From: the hill", "To: the sea", "Date: soon", "发件人不明", "主题很好", "I wrote to you in 2023.", "He said: no.",
    "=== part two ===", "(see below)", "a@b.example is my address", "https://here.example/x",
    "Sent the form last week.", "通过邮箱联系过", "Best regards", "Rosa", "日本語の文",
    "안녕하세요", "Vielen Dank!", "x > y",
    "| a | b |", "On the other hand", "wrote nothing", "Original idea", "Am Montag kam niemand.", "$ ls -l",
    "Le chauffage marche.",
)  # fmt: skip
BODIES = st.lists(st.sampled_from(LINES) | st.just(""), max_size=7).map(lambda lines: [*lines, "Rosa"])
HISTORIES = st.lists(st.sampled_from(("Dear Rosa,", "is it warm now?", "", "Best", "Vera")), min_size=1, max_size=6)
INTRODUCTIONS = st.sampled_from(sorted(clients.MARKED.values()))


def shown(lines, reply):
    kept = {line.strip() for line in reply.split("\n")}
    return [line for line in lines if line.strip() and line.strip() not in kept]


def marked(history):
    return "\n".join(f"> {line}".rstrip() for line in history)


@settings(max_examples=300, deadline=None)
@given(BODIES, INTRODUCTIONS | st.sampled_from(sorted(clients.BARE.values())), HISTORIES, st.booleans(),
       st.sampled_from(clients.DEVICES + clients.SIGNATURES))  # fmt: skip
def test_above(body, introduction, history, marks, signature):
    quoted = marked(history) if marks and introduction in clients.MARKED.values() else "\n".join(history)
    split = split_reply("\n".join([*body, "", signature, "", introduction, quoted]))
    assert shown(body, split.reply) == []
    assert introduction.split("\n")[0] not in split.reply
    assert introduction.split("\n")[0] in split.quoted or not any(map(str.strip, history))


@settings(deadline=None)
@given(INTRODUCTIONS, HISTORIES.filter(any), BODIES, st.sampled_from(clients.SIGNATURES))
def test_below(introduction, history, body, signature):
    split = split_reply("\n".join([introduction, marked(history), "", *body, "", signature]))
    assert shown(body, split.reply) == []


@settings(deadline=None)
@given(INTRODUCTIONS, st.lists(st.tuples(HISTORIES.filter(any), BODIES), min_size=1, max_size=4))
def test_between(introduction, exchanges):
    text = "\n\n".join(f"{marked(history)}\n\n" + "\n".join(body) for history, body in exchanges)
    split = split_reply(f"{introduction}\n\n{text}")
    assert shown([line for _, body in exchanges for line in body], split.reply) == []


@settings(deadline=None)
@given(BODIES, INTRODUCTIONS, HISTORIES, st.sampled_from(('type="cite"', 'class="gmail_quote"', "")))
def test_html(body, introduction, history, how):
    def paragraphs(lines):
        return "".join(f"<div>{line.replace('<', '&lt;') or '<br>'}</div>" for line in lines)

    own = paragraphs(body)
    quotation = f"{paragraphs([introduction])}<blockquote {how}>{paragraphs(history)}</blockquote>"
    html = f"{own}<div><br></div><div>{quotation}</div>"
    split = split_reply(html_to_text(html))
    assert shown(body, split.reply) == []
    assert not any(map(str.strip, history)) or "Vera Lind" not in split.reply
