"""What looks like history but may be the writer's own words stays in the reply."""

import pytest

from feedback.rules.mail.replies.split import split_reply


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\nOn 3 March 2024 your office said:\nyou will get the money back.\nI got nothing.",
        "Hello,\nmy trip:\n\nFrom: Leeds\nTo: York\nDate: 5 May 2024\n\nThe train was late.",
        "My trip was\nVon: Bonn\nAn: Trier\nDatum: 5. Mai\nund es war spät.",
        "Good\n\n*From:* the start\n*To:* the end\n*Cc:* everybody\n\nit was good.",
        "Dear all,\n\nDate: Monday\nSubject: heating\nFrom: 10 to 12\n\nnobody came.",
        "Hello\n-- original idea was better\nbecause it worked.",
        "Hello\n--reply to your question:\nyes.",
        "Figures:\n| day | n |\n| Mon | 3 |",
        "It said:\nmysql> select 1;",
        "Steps:\nC> dir\nC> cd x",
        "Part one is here\n\n------------------------------\n\nPart two is the last.",
        "Part one\n_______________\nPart two",
        "First\n--\n" + "\n".join(f"line {number} of a long second part" for number in range(14)),
        "Look at what bob@post.example on 2024-05-05 at 10:00 wrote:\nthe bus is late.\nThat is wrong.",
        "在2024年3月5日的回复里，贵司客服写道：\n我们会退款。\n但是没有。",
        "2024-05-05 10:00 GMT+08:00 is when it failed:\nthe page was white.",
        "Am 5. Mai 2024 um 10:00 Uhr schrieb ich Ihnen:\nkeine Antwort.",
        "Le 5 mai 2024 à 10:00 votre agence a écrit :\nvous serez remboursé.\nRien reçu.",
        "I waited.\n*****\nThanks",
        "In 2024 he said:\nvera@post.example: come at 10:00\nand she came.",
        "A: yes\nCall me at 10:00 on 2024-05-05\nVera Lind wrote:\nno words at all",
        "text\n-----\n> can you come?\n\nYes, I can.",
        "text\n\nForwarded message:\n\n> the lift is broken\n\nIt still is.",
    ],
)
def test_it_stays(text):
    assert split_reply(text).reply == text


@pytest.mark.parametrize(
    "line",
    [
        "yes On Wed, Apr 3, 2024 at 3:59 PM, bob@post.example wrote:",
        "so - so--- On Wed, Apr 3, 2024 at 3:59 PM, bob@post.example wrote:",
    ],
)
def test_words_before_an_introduction_on_its_line(line):
    assert split_reply(f"Hello\n{line}\n> Hi").reply == f"Hello\n{line}"


def test_a_paragraph_right_above_an_introduction():
    own = "I can only come\nto look at it in 2 weeks. I will let you know"
    split = split_reply(
        f'{own}\nOp 16 aug. 2024 05:13 schreef "amt" <amt@post.example> het\nvolgende geschreven:\n\n> x'
    )
    assert split.reply == own


def test_quotes_with_a_name_need_an_introduction():
    history = "On Tue, 2024-03-05 at 18:02, Vera Lind wrote:\n\nVera> is it warm?\nVera> Best"
    assert split_reply(f"Yes.\n\n{history}").reply == "Yes."


def test_lines_like_headers_above_headers():
    headers = "Von: Vera Lind\nGesendet: Dienstag, 5. März 2024 10:12\nAn: Amt\nBetreff: Heizung"
    assert split_reply(f"Good.\nFra: i dag\n\n{headers}\n\nHello").reply == "Good.\nFra: i dag"


def test_a_list_footer_goes():
    footer = "_______________________________\nNeighbours mailing list\nhttps://lists.example/neighbours"
    assert split_reply(f"Yes.\n\n{footer}").reply == "Yes."
