"""Migrations are complete, named, and independent of the code that changes after them."""

import ast
import re

import pytest
from django.core.management import call_command

from tests.architecture.tree import APPS, files, name, text

MIGRATIONS = [path for app in APPS for path in files(f"{app}/migrations/0*.py")]


@pytest.mark.django_db
def test_no_model_waits_for_a_migration(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert capsys.readouterr().out == "No changes detected\n"


@pytest.mark.parametrize("path", MIGRATIONS, ids=name)
def test_has_a_name(path):
    assert re.fullmatch(r"\d{4}_(?!auto_|initial$)[a-z0-9_]+\.py", path.name)


@pytest.mark.parametrize("path", MIGRATIONS, ids=name)
def test_imports_nothing_of_ours(path):
    """A migration must mean the same in a year, whatever the code is by then."""
    imported = set()
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module)
    assert {module for module in imported if module.split(".")[0] in APPS} == set()
