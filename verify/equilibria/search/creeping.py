"""Whether a state that floats take for a member of a family of equilibria really rests, or creeps on too slowly for them."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.equilibria.search.batched import field_jacobian, frames, scores_norm
from verify.equilibria.search.newton import NULL
from verify.systems import System

ROUNDS = 12
REST = 1e-40
"""Times ``e^{-2 |A|}``, the least that tokens attract each other with, and relative to the layer matrix: less than that is rest."""
LARGEST_SCORES = 250.0
"""Above this norm of the scores what moves by ``e^{-2 |A|}`` is below the range of float64, and nothing is said to rest."""


def creeps(flow: System, tokens: np.ndarray, scale: float) -> bool:
    """Newton's method across the family, with residuals of 200 bits and more: what it cannot remove moves the state along.

    Next to a true family the residual shrinks by many digits in each round. At two clusters that attract each other by ``e^{-30}`` it
    stays at ``e^{-30}``: that part lies in the neutral directions, where no equilibrium is near. Also true of a degenerate zero that
    floats have not reached, which is then left undecided.

    Args:
        flow: of the system.
        tokens: polished in float64, shape ``(n, d)``.
        scale: the 2-norm of the layer matrix.
    """
    import flint

    from verify.arithmetic.numeric import object_arithmetic

    n, d = tokens.shape
    if d == 1:
        return False
    size = scores_norm(flow)
    if size > LARGEST_SCORES:
        return True
    rest = REST * np.exp(-2 * size) * scale
    basis = frames(tokens[None])
    inverse = _across(field_jacobian(flow, tokens[None], basis)[0], scale)
    if inverse is None:
        return True
    arb = object_arithmetic("arb")
    with flint.ctx.workprec(200 + int(3 * size)), np.errstate(all="ignore"):
        state = arb.normalize(arb.asarray(tokens, None))
        for _ in range(ROUNDS):
            field = _middle(flow.field(state))
            if not np.isfinite(field).all():
                return True
            if np.abs(field).max() < rest:
                return False
            change = inverse @ np.einsum("nak,na->nk", basis[0], field).ravel()
            moved = np.einsum("nak,nk->na", basis[0], change.reshape(n, d - 1))
            state = arb.normalize(_centres(state) - arb.asarray(moved, None))
    return True


def _across(matrix: np.ndarray, scale: float) -> np.ndarray | None:
    """The pseudo-inverse without the neutral directions; ``None`` where there is none."""
    try:
        left, sizes, right = np.linalg.svd(matrix)
    except np.linalg.LinAlgError:
        return None
    kept = sizes > NULL * scale
    return (right[kept].T / sizes[kept]) @ left[:, kept].T


def _middle(balls: Any) -> np.ndarray:
    return np.array([[float(entry.mid()) for entry in row] for row in balls])


def _centres(balls: Any) -> Any:
    return np.array([[entry.mid() for entry in row] for row in balls], dtype=object)
