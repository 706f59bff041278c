"""Templates keep the content policy, the translators and the formatter happy."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, files, name, text

TEMPLATES = files("templates/*")
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and "email" not in name(path)]
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.DOTALL)


def found(pattern, paths):
    return {
        f"{name(path)}: {match.group()}"
        for path in paths
        for match in re.finditer(pattern, COMMENTS.sub("", text(path)), re.DOTALL | re.IGNORECASE)
    }


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"<[a-z][^<>]*\sstyle\s*=", id="style attribute"),
        pytest.param(r"<style\b", id="style element"),
        pytest.param(r"<[a-z][^<>]*\son[a-z]+\s*=", id="event attribute"),
        pytest.param(r"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", id="inline script"),
        pytest.param(r"""(?:href|src|action)\s*=\s*["']\s*javascript:""", id="script as address"),
        pytest.param(r"""(?:src|href)\s*=\s*["'](?:https?:)?//[^"']+\.(?:js|css|woff2?)""", id="foreign file"),
    ],
)
def test_nothing_that_the_content_policy_forbids(pattern):
    assert found(pattern, PAGES) == set()


def test_every_translated_block_is_trimmed():
    """Otherwise the line breaks of the template are part of the message."""
    assert found(r"\{% blocktrans(?:late)?(?![^%]*\btrimmed\b)[^%]*%\}", TEMPLATES) == set()


def test_all_are_formatted():
    html = [path for path in TEMPLATES if path.suffix == ".html"]
    program = Path(sys.executable).parent / "djade"
    result = subprocess.run(
        [program, "--check", "--target-version", "5.2", *html], cwd=ROOT, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
