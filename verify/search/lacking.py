"""Behind :mod:`verify.properties`: how a float64 state seems to lack a property, and what shows that it does."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.counterexample import Counterexample
from verify.evidence.enclose import Certificate
from verify.quantified import CLUSTERING
from verify.search.state import TOLERANCE, State, is_zero, layer_matrix

NUDGE = 0.02
"""How far tokens are moved to see whether a neutral equilibrium keeps them."""


def too_stable(state: State) -> float:
    """Positive for an attracting state, and, a little, for a neutral one that keeps what is near it."""
    if state.radius > 1 + TOLERANCE:
        return 1 - state.radius
    if state.radius < 1 - TOLERANCE:
        return 1 - state.radius
    return TOLERANCE if _keeps(state.floats, NUDGE, 400) else -TOLERANCE


def _keeps(state: State, size: float, steps: int, returns: bool = False) -> bool:
    """Whether perturbed states stay within ten times the perturbation (or come back, if asked)."""
    rng = np.random.default_rng(0)
    tokens = state.tokens + size * rng.normal(size=(12, *state.tokens.shape))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            tokens = state.system.step(tokens)
    away = np.abs(tokens - state.tokens).max()
    return bool(away < (1e-4 if returns else 10 * size))


def contraction(state: State) -> float:
    """Positive for an attracting state."""
    return 1 - state.radius - TOLERANCE


def expansion(state: State) -> float:
    """Positive for a state that loses what is near it."""
    return state.radius - 1 - TOLERANCE


def rank_gap(state: State) -> float:
    """Positive if the attention between the clusters seems singular."""
    weights = state.floats.system.attention(state.floats.tokens)  # type: ignore[attr-defined]
    values = np.linalg.svd(weights, compute_uv=False)
    return float(1e-9 - values[state.floats.clusters - 1])


def rank_falls(example: Counterexample) -> Certificate:
    """The exact rank of the attention matrix is below the number of distinct tokens."""
    from verify.equilibria.exact_states import attention_rank

    clusters, rank = State(example.system(), example.tokens()).clusters, attention_rank(example)
    told = f"step(X) = X exactly, {clusters} distinct tokens, rank of the attention matrix {rank}"
    return Certificate(rank < clusters, told, {"clusters": clusters, "rank": rank})


def _principal_vector(value: Any) -> np.ndarray:
    spectrum, vectors = np.linalg.eig(value)
    return np.real(vectors[:, int(np.argmax(np.real(spectrum)))])


def slant(state: State) -> float:
    """The largest ``|x_i . v_1|``."""
    v = _principal_vector(layer_matrix(state.floats.system))
    return float(np.abs(state.floats.tokens @ v).max()) - TOLERANCE


def slanted_token(example: Counterexample) -> Certificate:
    """Some token is certified not to be orthogonal to ``v_1``."""
    import flint

    from verify.arithmetic.numeric import object_arithmetic, to_arb

    system, tokens = example.system(), example.tokens()
    with flint.ctx.workprec(128):
        rows = [[flint.acb(to_arb(entry)) for entry in row] for row in layer_matrix(system)]
        try:
            spectrum, vectors = flint.acb_mat(rows).eig(right=True)
        except ValueError:
            return Certificate(None, "the eigenvectors of V are not isolated")
        top = max(range(len(spectrum)), key=lambda k: float(spectrum[k].real.mid()))
        v = [vectors[i, top] for i in range(len(spectrum))]
        balls = object_arithmetic("arb").asarray(tokens, None)
        along = [sum(component * entry for component, entry in zip(v, row, strict=True)) for row in balls]
        slanted = [i for i, product in enumerate(along) if not product.contains(0)]
    told = f"v_1 is not tangent at {len(slanted)} of {len(tokens)} tokens: x_i . v_1 != 0"
    return Certificate(bool(slanted), told, {"tokens": len(slanted)})


def keeps_within(angle: str, state: State) -> float:
    """Positive if an attracting state gets back all of some perturbations by ``angle`` radians."""
    return 1 - state.radius if _keeps(state.floats, float(angle), 400, returns=True) else -1.0


def wide_basin(angle: str, example: Counterexample) -> Certificate:
    """Every perturbation by less than ``angle`` returns."""
    from verify.equilibria.basin import attracting

    found = attracting(example)
    wide = found.holds is True and float(found.stats["angle"]) > float(angle)
    return Certificate(True if wide else None, found.detail, found.stats)


def without_clusterings(state: State) -> float:
    """Positive if no start leads Newton's method to a clustering equilibrium of the system."""
    from verify.search.classify import refine
    from verify.search.simulate import on_spheres

    rng = np.random.default_rng(1)
    for start in on_spheres(rng, (30, *state.tokens.shape)):
        found = refine(state.floats.system, start)
        if found is not None and CLUSTERING.contains(State(state.floats.system, found)):
            return -1.0
    return 1.0


def no_clusterings(example: Counterexample) -> Certificate:
    """With A = 0 every state has uniform attention, ``s_i = V xbar`` for all i: the system is that of Oja.

    There ``s_i = kappa_i x_i`` with one s for all: either s = 0, or every token is ``+-s/|s|`` and then an eigenvector.
    """
    key = getattr(example.system(), "query_key", None)
    uniform = key is not None and all(is_zero(entry) for entry in key.flat)
    told = "A = 0 is the Oja system, whose equilibria are consensus, bipartite and polygonal: it has no clustering one"
    return Certificate(True if uniform else None, told if uniform else "the attention is not uniform everywhere")
