"""Mails that were cut, bent and lied about are read all the same, soon and into little; `FUZZ=9000` tries more."""

import json
import os
import time

import pytest

from feedback.rules.mail.explain import explain
from feedback.rules.mail.judge import Signatures
from feedback.rules.mail.text.charsets import decode
from tests.feedback.rules.mail.mutations import mutate
from tests.support.cases import case_file

FOLDERS = ("bounces/*.eml", "parse/eml/*/*.eml", "html-replies/*", "replies/emails/*", "reply-parser/*")
ROUNDS = int(os.environ.get("FUZZ", "0")) or 150
NOBODY = Signatures(lambda _: None, lambda _: None)


@pytest.fixture(scope="module")
def recorded():
    folder = case_file("mail")
    return [path.read_bytes() for pattern in FOLDERS for path in sorted(folder.glob(pattern))]


def test_broken_mails_are_read(recorded):
    assert len(recorded) == 498
    for seed in range(ROUNDS):
        raw = mutate(recorded[seed * 37 % len(recorded)], seed)
        start = time.monotonic()
        told = json.dumps(explain(raw, NOBODY), allow_nan=False)
        assert time.monotonic() - start < 15, seed
        assert len(told) <= 60 * len(raw) + 5_000, seed


@pytest.mark.parametrize("charset", ["idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined", "hex"])
def test_what_python_calls_a_codec_is_not_always_a_charset(charset):
    assert decode(b"caf\xe9 \\u0041", charset) == "café \\u0041"
