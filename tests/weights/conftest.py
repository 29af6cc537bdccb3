"""What tests of checkpoints share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_models import saved


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved BERT, not to be changed."""
    folder = tmp_path_factory.mktemp("bert")
    saved("bert", folder)
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return shutil.copytree(kept, tmp_path / "bert")
