"""The API's description is whole: every shape and parameter says what it is."""

from django.core.management import call_command


def test_the_description_is_valid_and_leaves_nothing_open(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))
    assert (tmp_path / "schema.yaml").read_text().startswith("openapi: 3")
