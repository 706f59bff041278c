"""The Chinese catalogue is whole, says the same as the English, and follows the house's punctuation."""

import os
import re
import shutil
import subprocess
import sys
import warnings

import pytest
from babel.messages.pofile import read_po

from tests.architecture.tree import ROOT, files, name

CATALOGUE = "locale/zh_Hans/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|%%|\{\w*\}|</?\w+[^>]*>")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff“”（）《》][,.?!:;](?![A-Za-z0-9])|[,?!:;][\u4e00-\u9fff]")
NEEDLESS_SPACE = re.compile(r"[\u4e00-\u9fff，。：；？！、] +[\u4e00-\u9fff]")
DATES = "date format"


def read(root=ROOT):
    """The messages of a catalogue; a mistake in its form is an error."""
    with (root / CATALOGUE).open("rb") as file, warnings.catch_warnings(action="error"):
        return read_po(file, abort_invalid=True)


def messages():
    return [message for message in read() if message.id]


def key(message):
    return message.context, message.id


def words(value):
    """Singular and plural, or the only form."""
    return [value] if isinstance(value, str) else list(value)


def wrong(rule):
    return [key(message) for message in messages() if not rule(message)]


def test_it_is_chinese_with_one_plural_form():
    catalogue = read()
    assert (str(catalogue.locale), catalogue.num_plurals) == ("zh_Hans", 1)


def test_every_message_is_translated():
    assert wrong(lambda message: not message.fuzzy and all(words(message.string))) == []


def test_nothing_is_left_over():
    assert list(read().obsolete) == []


def test_placeholders_are_the_same():
    """In a language without plurals, the plural's placeholders are what there is to say."""

    def same(message):
        wanted = sorted(PLACEHOLDER.findall(words(message.id)[-1]))
        return all(sorted(PLACEHOLDER.findall(said)) == wanted for said in words(message.string))

    assert wrong(same) == []


def test_punctuation_is_full_width():
    def is_full(message):
        return message.context == DATES or not any(HALF_WIDTH.search(said) for said in words(message.string))

    assert wrong(is_full) == []


def test_no_space_parts_chinese_from_chinese():
    assert wrong(lambda message: not any(NEEDLESS_SPACE.search(said) for said in words(message.string))) == []


def test_sentences_end_as_the_english_ones_do():
    ends = {".": "。", "?": "？", "…": "…", ":": "："}

    def same(message):
        english, said = words(message.id)[-1].strip(), words(message.string)[-1]
        return english[-1:] not in ends or english == "No." or said.endswith((ends[english[-1]], "："))

    assert wrong(same) == []


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_it_holds_what_the_program_says_and_nothing_else(tmp_path):
    """Run `make messages` and translate what is new."""
    for path in [*files("*.py"), *files("templates/*"), ROOT / CATALOGUE]:
        if not name(path).startswith("tests/"):
            copy = tmp_path / name(path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    command = ["manage.py", "makemessages", "--locale=zh_Hans", "--no-location", "--no-obsolete", "--ignore=var/*"]
    environment = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "feedback_site.settings",
        "SECRET_KEY": "extraction",
    }
    result = subprocess.run([sys.executable, *command], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    said, known = {key(m) for m in read(tmp_path)}, {key(m) for m in read()}
    assert {"missing": sorted(said - known, key=str), "gone": sorted(known - said, key=str)} == {
        "missing": [],
        "gone": [],
    }
