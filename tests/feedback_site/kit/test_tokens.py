"""Secrets and signatures."""

import re

import pytest
from django.core.signing import BadSignature

from feedback_site.kit.tokens import hash_token, new_token, sign, unsign, uuid7


def test_a_token_is_long_and_new_each_time():
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[\w-]{27}", token) for token in tokens)


def test_a_hash_tells_nothing_and_is_the_same_each_time():
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-4
    assert hash_token("abc") == known


def test_a_signature_holds_for_its_purpose_only():
    signed = sign("rate", "42")
    assert unsign("rate", signed) == "42"
    with pytest.raises(BadSignature):
        unsign("claim", signed)


@pytest.mark.parametrize(
    "change", [lambda s: s[:-1], lambda s: s.replace("42", "43"), lambda _: "", lambda _: "42", lambda s: s + "x"]
)
def test_a_forged_signature_is_refused(change):
    with pytest.raises(BadSignature):
        unsign("rate", change(sign("rate", "42")))


def test_an_old_key_still_opens(settings):
    signed = sign("rate", "42")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert unsign("rate", signed) == "42"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(BadSignature):
        unsign("rate", signed)


def test_uuids_grow_with_time():
    made = [uuid7() for _ in range(100)]
    assert made == sorted(made)
    assert {u.version for u in made} == {7}
