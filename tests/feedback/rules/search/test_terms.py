"""Words become terms; terms find words again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.rules.search.highlight import WIDTH, Piece, excerpt, looked_for, pieces
from feedback.rules.search.terms import MOST_TERMS, number, query_terms, text_terms

AT_ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=2, max_size=12)
LATIN = st.text(st.characters(codec="ascii", categories=["Lu", "Ll"]), min_size=3, max_size=12)


def finds(query, text):
    wanted = query_terms(query)
    return bool(wanted) and set(wanted) <= text_terms(text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("退款", "我要退款！"),
        ("退款", "申请退款iPhone手机"),
        ("手机", "申请退款iPhone手机"),
        ("iphone", "申请退款iPhone手机"),
        ("客服态度", "你们的客服态度太差了"),
        ("refund", "I want REFUNDS now"),
        ("Café", "at the cafe"),
        ("ＡＢＣ１２", "order abc12"),
        ("K7Q2-9XM4", "K7Q2-9XM4"),
        ("k7q2", "K7Q2-9XM4"),
        ("rosa@example.org", "Rosa <rosa@example.org>"),
        ("2026112233445566778", "order 2026112233445566778"),
        ("退款 parcel", "parcel 没到，要退款"),
        ("カード", "カードが使えない"),
        ("배송", "배송이 늦어요"),
    ],
)
def test_what_finds_what(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("款退", "退款"),
        ("退款", "退了款"),
        ("fund", "refund"),
        ("退款 parcel", "parcel"),
        ("退", "退款"),
        ("a", "a b c"),
        ("！？ - ", "退款！"),
        ("", "退款"),
    ],
)
def test_what_does_not(query, text):
    assert not finds(query, text)


@AT_ANY_SPEED
@given(HAN, st.data())
def test_two_neighbours_find_the_text(text, data):
    at = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(at + 2, len(text)))
    assert finds(text[at:end], f"abc {text}，def")


@AT_ANY_SPEED
@given(LATIN, st.integers(3, 12))
def test_the_beginning_of_a_word_finds_it(word, length):
    assert finds(word[:length], f"甲{word.upper()}乙")


@AT_ANY_SPEED
@given(st.text(max_size=200))
def test_terms_fit_their_column(text):
    assert all(-(2**31) <= term < 2**31 for term in text_terms(text))
    assert set(query_terms(text)) <= text_terms(text) or len(text_terms(text)) > MOST_TERMS


def test_terms_are_bounded_and_the_same_in_every_process():
    assert len(text_terms(" ".join(f"word{n}" for n in range(20_000)))) <= MOST_TERMS + 20
    assert number("退款") == 1_597_123_644
    assert number("refund") == 1_529_615_448


# ---------------------------------------------------------------- highlights
def test_what_was_looked_for_is_marked():
    words = looked_for("REFUND 客服态度")
    assert words == ["refund", "客服态度", "客服", "态度", "服态"]
    assert pieces("Refunds: 客服的态度", words) == [
        Piece("Refund", found=True),
        Piece("s: "),
        Piece("客服", found=True),
        Piece("的"),
        Piece("态度", found=True),
    ]
    assert pieces("A prefund", words) == [Piece("A prefund")]
    assert pieces("ﬁne ＲＥＦＵＮＤ", words) == [Piece("ﬁne "), Piece("ＲＥＦＵＮＤ", found=True)]
    assert pieces("", []) == [Piece("")]


@AT_ANY_SPEED
@given(st.text(max_size=60), st.text(max_size=10))
def test_pieces_are_the_text(text, query):
    assert "".join(piece.text for piece in pieces(text, looked_for(query))) == text


@AT_ANY_SPEED
@given(st.text(max_size=400), st.text(max_size=10))
def test_an_excerpt_is_short(text, query):
    assert sum(len(piece.text) for piece in excerpt(text, looked_for(query))) <= WIDTH + 2


def test_an_excerpt_shows_the_place():
    text = "开头" * 100 + " 我要退款 " + "后来" * 100
    found = excerpt(text, looked_for("退款"))
    assert [piece.text for piece in found if piece.found] == ["退款"]
    assert excerpt(text, looked_for("物流")) == []
