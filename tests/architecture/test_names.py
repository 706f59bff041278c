"""Nothing in the repository knows the machine on which it was written, or leaves a thing for later."""

import re

import pytest

from tests.architecture.tree import ROOT, files, name

BINARY = {".gif", ".ico", ".jpg", ".mo", ".png", ".webp", ".woff2"}
SELF = "tests/architecture/test_names.py"


def mentions(pattern, *, among="*", excuse=()):
    expression = re.compile(pattern)
    found = []
    for path in files(among):
        if path.suffix in BINARY or name(path) in {SELF, *excuse}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if expression.search(line):
                found.append(f"{name(path)}:{number}: {line.strip()[:100]}")
    return found


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"(?<![\w.])/(?:work|farm|home|root|Users)/", id="home folders"),
        pytest.param(r"(?<![\w.])/tmp/[a-z]+/", id="scratch folders"),
        pytest.param(r"\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+\b(?:\.\d+)?:\d{2,5}", id="addresses"),
    ],
)
def test_no_path_or_address_of_one_machine(pattern):
    assert mentions(pattern) == []


def test_no_package_registry_is_named():
    """Whoever installs has one configured; a lock file must not overrule it."""
    assert mentions(r"(?i)pypi\.org|pythonhosted|index-url|registry\.npmjs|--find-links", among="requirements*") == []
    assert mentions(r"(?i)//(?:[\w.-]*\.)?(?:pythonhosted|pypi)\.[a-z]+/simple|registry\.npmjs\.") == []


def test_nothing_is_left_for_later():
    pattern = r"\b(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError|pytest\.mark\.xfail"
    assert [line for line in mentions(pattern) if line.split(":")[0].endswith((".py", ".html", ".css", ".js"))] == []


def test_no_file_is_large():
    large = {name(path): path.stat().st_size for path in files() if path.stat().st_size > 500_000}
    assert large == {}


def test_every_package_has_its_init():
    folders = {path.parent for path in files("*.py") if path.parent != ROOT}
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_every_module_says_what_it_is_for():
    silent = [
        name(path)
        for path in files("*.py")
        if path.stat().st_size and "/migrations/" not in name(path) and not opens_with_a_sentence(path)
    ]
    assert silent == []


def opens_with_a_sentence(path):
    start = path.read_text(encoding="utf-8")
    return bool(re.match(r'(?:#!.*\n)?r?"""[^\n]+[.:!?…](?:"""|\n)', start))
