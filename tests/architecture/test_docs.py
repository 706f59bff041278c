"""What the documents say can be done, can be done."""

import ast
import re
import subprocess

import pytest
from django.core.management import get_commands

from tests.architecture.tree import ROOT, files, name, own_modules, text

CODE_BLOCK = re.compile(r"```(?:sh|bash|console|shell)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
HANDBOOK = ROOT / "docs" / "configuration.md"
READERS = {"bool", "float", "get", "int", "json", "list", "str", "url"}
NOT_FOR_PEOPLE = {"DJANGO_SETTINGS_MODULE", "MAKELEVEL"}


def settings_read():
    """Names that the code asks the environment for: `env.str("X")`, `os.environ.get("X")`, `os.environ["X"]`."""
    names = set()
    for path in own_modules():
        if name(path).startswith("bench/"):
            continue
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS:
                source, arguments = ast.unparse(node.func.value), node.args
            elif isinstance(node, ast.Subscript):
                source, arguments = ast.unparse(node.value), [node.slice]
            else:
                continue
            if source in {"env", "os.environ"} and arguments and isinstance(arguments[0], ast.Constant):
                names.add(arguments[0].value)
    return names - NOT_FOR_PEOPLE


def commands(program):
    return [
        (name(path), line.strip().removeprefix("$ "))
        for path in files("*.md")
        for block in CODE_BLOCK.findall(text(path))
        for line in block.splitlines()
        if re.match(rf"(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\S*python )?{program}\b", line.strip())
    ]


def targets():
    return set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))


def test_every_setting_is_documented():
    documented = set(re.findall(r"^\| `([A-Z_]+)`", text(HANDBOOK), re.MULTILINE))
    assert settings_read() - documented == set()
    assert documented - settings_read() == set()


@pytest.mark.parametrize(("where", "line"), commands("make"))
def test_every_make_command_exists(where, line):
    words = line.split("#")[0].split()
    goals = [word for word in words[words.index("make") + 1 :] if "=" not in word and not word.startswith("-")]
    assert set(goals) <= targets()


@pytest.mark.parametrize(("where", "line"), commands("manage.py"))
def test_every_manage_command_exists(where, line):
    words = line.split("#")[0].split()
    place = next(place for place, word in enumerate(words) if word.endswith("manage.py"))
    assert words[place + 1] in get_commands()


@pytest.mark.parametrize("path", files("*.md"), ids=name)
def test_every_link_leads_somewhere(path):
    assert [link for link in LINK.findall(text(path)) if not (path.parent / link).exists()] == []


def test_help_lists_every_target_that_people_call():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    parts = {"runtime", "tools"}
    assert set(re.findall(r"^  make ([a-z-]+)", listed, re.MULTILINE)) == targets() - parts


def test_every_target_can_be_planned():
    for target in sorted(targets()):
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, check=True)
