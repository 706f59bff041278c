"""Finds the cases with known right answers, which lie beside the project and not in it."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"


def case_file(name: str) -> Path:
    """The path of a file of cases; the test is skipped, saying so, where the cases are absent."""
    path = CASES / name
    if not path.exists():
        pytest.skip(f"the cases are not here: ../shared/cases/{name}")
    return path


def json_cases(name: str) -> list[Any]:
    """The cases of a JSON file, or of a file with one JSON document a line."""
    text = case_file(name).read_text(encoding="utf-8")
    if name.endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines() if line]
    return list(json.loads(text))
