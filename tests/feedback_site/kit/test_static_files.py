"""What collectstatic makes of the style sheets."""

import re

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from feedback_site.kit.static_files import taken_in


def test_an_import_becomes_a_layer():
    contents = '@layer base, pages;\n@import url("base.css") layer(base);\n@import url("pages/a.css") layer(pages);\n'
    sheets = {"base.css": "a { color: red; }\n", "pages/a.css": "b { color: blue; }\n"}
    assert taken_in(contents, sheets.__getitem__) == (
        "@layer base, pages;\n@layer base {\na { color: red; }\n}\n\n@layer pages {\nb { color: blue; }\n}\n\n"
    )


def test_the_site_needs_one_sheet(tmp_path):
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "feedback_site.kit.static_files.HashedFiles"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    [hashed] = [path for path in (tmp_path / "css").glob("site.*.css") if re.search(r"\.[0-9a-f]{12}\.css$", path.name)]
    text = hashed.read_text()
    assert "@import" not in text
    assert text.index("@layer reset, tokens") < text.index("@layer tokens {") < text.index("@layer utilities {")
    css = settings.BASE_DIR / "static" / "css"
    sheets = re.findall(r'@import url\("([^"]+)"\)', (css / "site.css").read_text())
    assert [sheet for sheet in sheets if (css / sheet).read_text().strip() not in text] == []
    assert hashed.with_name(hashed.name + ".gz").exists()
