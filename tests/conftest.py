"""What several tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["pytester"]

# Workers of pytest-xdist are told the width of a terminal that they do not have.
os.environ.pop("COLUMNS", None)

# The same examples on every run where CI is set; new ones at a desk. --hypothesis-profile chooses another.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

DEMO = Path(__file__).parent / "data" / "proofs_demo"


@pytest.fixture(scope="session")
def demo() -> Path:
    """A small theory in which every verdict and every fault occurs."""
    return DEMO


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VERIFY_TRACEBACK", raising=False)
    return tmp_path


@pytest.fixture
def copy(here: Path, demo: Path) -> Path:
    """The demo theory in a folder of its own, to be blessed."""
    return Path(shutil.copytree(demo, here / "theory", ignore=shutil.ignore_patterns("__pycache__")))
