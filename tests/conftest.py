"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

DEMO = Path(__file__).parent / "data" / "proofs_demo"


@pytest.fixture(scope="session")
def demo() -> Path:
    """A small theory in which every verdict and every fault occurs."""
    return DEMO
