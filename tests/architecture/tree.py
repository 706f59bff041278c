"""What is in the repository, as git knows it: tracked files, and new ones that it does not ignore."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ["accounts", "feedback", "insights", "notifications", "surveys", "transparency"]
PACKAGES = [*APPS, "bench", "feedback_site"]


@cache
def files(pattern="*"):
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", pattern]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return sorted(path for name in set(names) if name and (path := ROOT / name).is_file())


def own_modules():
    """The product's Python: neither tests nor migrations."""
    return [path for path in files("*.py") if name(path).split("/")[0] in PACKAGES and "migrations" not in path.parts]


def name(path):
    return str(path.relative_to(ROOT))


def text(path):
    return path.read_text(encoding="utf-8")


def line_count(path):
    return len(text(path).splitlines())


@cache
def functions(path):
    """Every function of a module with its length in lines, decorators and docstring aside."""
    found = []
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            length = node.end_lineno - body[0].lineno + 1 + (body[0].lineno > node.lineno) if body else 1
            found.append((f"{name(path)}:{node.lineno} {node.name}", node, length))
    return found


def share(values, part):
    """The value that a part of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
