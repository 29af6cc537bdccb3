"""Equilibria that are not isolated: which families are recognised, and what is proved of them. (See certify.)"""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.systems import System


def certify(system: System, tokens: np.ndarray) -> Any:  # noqa: ARG001
    """``None``: no family is certified yet."""
    return
