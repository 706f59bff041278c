"""Addresses are read as people paste them."""

import pytest

from surveys.rules.invitations.addresses import MOST, from_csv, from_text, is_address


@pytest.mark.parametrize(
    ("text", "good", "wrong", "repeated"),
    [
        ("", [], [], 0),
        ("a@example.org\nb@example.org", ["a@example.org", "b@example.org"], [], 0),
        ("A@Example.org, a@example.org; b@example.org", ["a@example.org", "b@example.org"], [], 1),
        ("Ada Lovelace <ada@example.org>, 李雷 <li@example.cn>", ["ada@example.org", "li@example.cn"], [], 0),
        ("a@example.org，b@example.org；c@example.org", ["a@example.org", "b@example.org", "c@example.org"], [], 0),
        ("nobody, a@b, x@@example.org, @example.org", [], ["nobody", "a@b", "x@@example.org", "@example.org"], 0),
        ("li@例子.公司 o'neil+x@mail.example.org", ["li@例子.公司", "o'neil+x@mail.example.org"], [], 0),
    ],
)
def test_text(text, good, wrong, repeated):
    found = from_text(text)
    assert (found.good, found.wrong, found.repeated) == (good, wrong, repeated)


def test_csv_in_any_column_and_with_semicolons():
    assert from_csv('name,mail\n"Lovelace, Ada",ada@example.org\nKim,kim@example.org\n').good == [
        "ada@example.org",
        "kim@example.org",
    ]
    assert from_csv("Kim;kim@example.org\r\nLi;li@example").wrong == ["li@example"]


def test_bounds():
    assert from_text(" ".join(f"p{n}@example.org" for n in range(MOST + 1))).are_too_many
    assert not is_address("a" * 65 + "@example.org")
    assert not is_address("a@" + "b." * 130 + "org")
