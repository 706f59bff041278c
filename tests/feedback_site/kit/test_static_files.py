"""What collectstatic makes of the style sheets."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from feedback_site.kit.static_files import taken_in


def test_an_import_becomes_a_layer():
    contents = (
        "/* All of it. */\n@layer base, pages;\n\n"
        '@import url("base.css") layer(base);\n@import url("pages/a.css") layer(pages);\n'
    )
    sheets = {"base.css": "/* Links. */\na {\n  color: red;\n}\n", "pages/a.css": "b { color: blue; }\n"}
    assert taken_in(contents, sheets.__getitem__) == (
        "@layer base, pages;\n@layer base {\na {\ncolor: red;\n}\n}\n@layer pages {\nb { color: blue; }\n}\n"
    )


def test_an_import_for_some_browsers_becomes_a_condition():
    contents = '@import url("older.css") supports(not (color: oklch(0 0 0)));\n'
    sheets = {"older.css": "a {\n  color: red;\n}\n"}
    assert taken_in(contents, sheets.__getitem__) == "@supports not (color: oklch(0 0 0)) {\na {\ncolor: red;\n}\n}\n"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Everything that collectstatic makes."""
    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "feedback_site.kit.static_files.HashedFiles"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.mark.parametrize("name", ["site", "console", "survey"])
def test_each_kind_of_page_needs_one_sheet(collected, name):
    [hashed] = [path for path in (collected / "css").glob(f"{name}.*.css") if re.search(r"\.[0-9a-f]{12}\.", path.name)]
    text = hashed.read_text()
    assert "@import" not in text
    css = settings.BASE_DIR / "static" / "css"
    imports = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\)', (css / f"{name}.css").read_text())
    layers = re.findall(r"^@layer (\w+) \{$", text, re.MULTILINE)
    assert layers == [layer for _sheet, layer in imports]
    assert [sheet for sheet, _layer in imports if taken_in((css / sheet).read_text(), str) not in text] == []
    assert hashed.with_name(hashed.name + ".gz").exists()
