"""What kind of equilibrium a point of a branch is."""

from __future__ import annotations

import numpy as np

from verify.systems import System

SAME = 1e-6


def kind_of(system: System, tokens: np.ndarray) -> str:
    """``consensus``, ``polygonal`` (no token is influenced), ``bipartite`` or ``clustering``, in float64."""
    if np.abs(tokens - tokens[0]).max() < SAME:
        return "consensus"
    if np.abs(system.influence(tokens)).max() < SAME:
        return "polygonal"
    signs = np.sign(tokens @ tokens[0])
    if np.abs(tokens - signs[:, None] * tokens[0]).max() < SAME:
        return "bipartite"
    return "clustering"
