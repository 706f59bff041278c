"""The environment that every setting is read from, and where the checkout lies."""

from __future__ import annotations

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.FileAwareEnv()
