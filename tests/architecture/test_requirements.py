"""What is installed is used: each line of requirements.in is imported, or named for a setting or a program."""

import ast
import re
from importlib.metadata import packages_distributions

from tests.architecture.tree import ROOT, own_modules, text


def plain(requirement):
    return re.split(r"[\[~=<>; ]", requirement.strip())[0].lower().replace("_", "-")


def wanted():
    lines = text(ROOT / "requirements.in").splitlines()
    return {plain(line) for line in lines if line.strip() and not line.startswith(("#", "-"))}


def named():
    """First words of all that the product imports, and of what it names as settings and programs."""
    words = set()
    for path in own_modules():
        for node in ast.walk(ast.parse(text(path))):
            if isinstance(node, ast.Import):
                words |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                words.add(node.module.split(".")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value.split(".")[0])
    return words


def test_every_requirement_is_used():
    owners = packages_distributions()
    used = {plain(owner) for word in named() for owner in owners.get(word, [])}
    assert wanted() - used == set()
