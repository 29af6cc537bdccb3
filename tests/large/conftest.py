"""Tests marked ``gpu`` are skipped by name where torch sees no CUDA device: ``pytest -m gpu -rs tests/large``."""

from __future__ import annotations

import pytest


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs a device that is not there."""
    if item.get_closest_marker("gpu") is not None:
        import torch

        if not torch.cuda.is_available():
            pytest.skip("needs a CUDA device; torch sees none")
