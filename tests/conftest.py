"""What several tests share."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from verify.outputs import write_json

pytest_plugins = ["pytester"]

# Workers of pytest-xdist are told the width of a terminal that they do not have.
os.environ.pop("COLUMNS", None)

# The same examples on every run where CI is set; new ones at a desk. --hypothesis-profile chooses another.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, JSON-ready, made by the first worker of pytest-xdist that asks; the others wait and read."""
    base = factory.getbasetemp()
    kept = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / f"{name}.json"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            write_json(kept, make())
        return json.loads(kept.read_text("utf-8"))


DEMO = Path(__file__).parent / "data" / "proofs_demo"


@pytest.fixture(scope="session")
def demo() -> Path:
    """A small theory in which every verdict and every fault occurs."""
    return DEMO


@pytest.fixture(scope="session")
def share(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[], Any]], Any]:
    """``share(name, make)``: see :func:`once`."""
    return lambda name, make: once(tmp_path_factory, name, make)


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
