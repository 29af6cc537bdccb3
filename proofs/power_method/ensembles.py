"""The systems that statements about all of them speak of, as ensembles that a search can draw from."""

from __future__ import annotations

from typing import Any

from verify.quantified import (
    ASSUMPTION_1,
    DOMINANT,
    HEADS_DIFFER,
    NOT_SYMMETRIC,
    SMALL_STEP,
    STEP_SIZE,
    Ensemble,
    Family,
)

OJA = Ensemble("oja", ASSUMPTION_1)
OJA_SHORT_STEP = Ensemble("oja", (*ASSUMPTION_1, STEP_SIZE))
ATTENTION = Ensemble("attention", ASSUMPTION_1)
ATTENTION_SHORT_STEP = Ensemble("attention", (*ASSUMPTION_1, STEP_SIZE))
ATTENTION_SMALL_STEP = Ensemble("attention", (*ASSUMPTION_1, SMALL_STEP))
NONSYMMETRIC_ATTENTION = Ensemble("attention", (NOT_SYMMETRIC, DOMINANT))
HEADS = Ensemble("multihead", (*ASSUMPTION_1, HEADS_DIFFER))


def _singular(state: Any) -> bool:
    """``lambda_1 I - Aatt (x) V`` is singular, in float64: exactly it always is, Aatt having the eigenvalue 1."""
    import numpy as np

    seen = state.floats
    weights, value = seen.system.attention(seen.tokens), seen.system.value
    top = np.linalg.eigvalsh((value + value.T) / 2)[-1]
    matrix = top * np.eye(seen.tokens.size) - np.kron(weights, value)
    return bool(np.linalg.svd(matrix, compute_uv=False)[-1] < 1e-9)


SINGULAR_STATE = Family(
    "state at which diag(kappa) x I - Aatt x V is singular for some kappa", lambda s: s.unit and _singular(s)
)
