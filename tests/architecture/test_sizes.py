"""Everything stays small enough to be read in one go."""

from collections import Counter

import pytest

from tests.architecture.tree import files, functions, line_count, name, own_modules, share


@pytest.mark.parametrize(
    ("paths", "limit"),
    [
        pytest.param(own_modules, 300, id="python"),
        pytest.param(lambda: files("tests/*.py"), 400, id="tests"),
        pytest.param(lambda: files("templates/*.html"), 150, id="templates"),
        pytest.param(lambda: files("static/*.css"), 200, id="styles"),
        pytest.param(lambda: files("static/*.js"), 80, id="scripts"),
    ],
)
def test_no_file_is_longer_than(paths, limit):
    assert {name(path): lines for path in paths() if (lines := line_count(path)) > limit} == {}


def test_most_modules_are_far_shorter():
    lengths = [line_count(path) for path in own_modules()]
    assert share(lengths, 0.9) <= 160
    assert share(lengths, 0.5) <= 80


def test_no_function_is_longer_than_forty_lines():
    assert {where: length for path in own_modules() for where, _, length in functions(path) if length > 40} == {}


def test_most_functions_are_far_shorter():
    lengths = [length for path in own_modules() for _, _, length in functions(path)]
    assert share(lengths, 0.9) <= 22
    assert share(lengths, 0.5) <= 8


def test_tasks_only_call_what_does_the_work():
    tasks = [path for path in own_modules() if path.name == "tasks.py" or path.parent.name == "tasks"]
    assert {where: length for path in tasks for where, _, length in functions(path) if length > 10} == {}


def test_no_folder_holds_more_than_sixteen_modules():
    crowds = Counter(name(path.parent) for path in own_modules() if path.name != "__init__.py")
    assert {folder: size for folder, size in crowds.items() if size > 16} == {}
