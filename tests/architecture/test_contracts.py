"""Who may import whom (pyproject.toml, [tool.importlinter])."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT


def test_every_import_goes_the_right_way():
    program = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([sys.executable, program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
