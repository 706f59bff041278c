"""Importing from the command line."""

import json

import pytest
from django.core.management import CommandError, call_command

from surveys.models import Survey
from tests.factories.surveys import EXAMPLES, ONE_PAGE

pytestmark = pytest.mark.django_db
FILE, SIDECAR = str(EXAMPLES / "trust-pulse.json"), str(EXAMPLES / "trust-pulse.settings.json")


def test_import_and_publish_twice(max_, capsys):
    call_command("import_survey", FILE, "--slug=trust", f"--sidecar={SIDECAR}", "--publish", "--by=MAX@example.org")
    call_command("import_survey", FILE, "--slug=trust", "--publish")
    survey = Survey.objects.get()
    assert (survey.state, survey.live_version.number, survey.created_by) == ("live", 1, max_)
    assert survey.settings["follow_up"]["at_most"] == 3
    assert capsys.readouterr().out.splitlines() == [
        "trust: draft imported",
        "trust: version 1 is live",
        "trust: draft imported",
        "trust: There is nothing new to publish.",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (json.dumps(ONE_PAGE | {"foo": 1}), "foo: The property foo is not part"),
        ("{", "this is not JSON"),
        ("\xff", "this is not JSON"),
    ],
)
def test_what_is_refused_is_told(tmp_path, content, words):
    file = tmp_path / "survey.json"
    file.write_text(content, encoding="latin-1")
    with pytest.raises(CommandError, match=words):
        call_command("import_survey", str(file))


def test_what_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_survey", str(tmp_path / "nothing.json"))
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("import_survey", FILE, "--by=nobody@example.org")
    with pytest.raises(CommandError, match="small letters"):
        call_command("import_survey", FILE, "--slug=Not Good")
