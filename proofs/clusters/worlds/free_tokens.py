"""Examples of tokens without normalisation in exact numbers, what certifies them, and experiments; heavy imports when they are used."""

from __future__ import annotations

from typing import Any

from proofs.clusters.notation import example


def _certificate(holds: bool, detail: str) -> Any:
    from verify.evidence.enclose import Certificate

    return Certificate(holds, detail)


def zero(value: Any) -> bool:
    """Whether an exact number is zero."""
    from verify.search.state import is_zero

    return is_zero(value)


def of_clusters(given: Any) -> str | None:
    """The claim is about attention without normalisation, and about tokens."""
    if given.data.get("system") != "clusters":
        return f"the system is {given.data.get('system')!r}; expected clusters"
    return "tokens is missing; expected initial tokens" if given.data.get("tokens") is None else None


# ------------------------------------------------------------------ well-posedness


def one_growing_token() -> dict[str, Any]:
    """One token on the line, ``V = 1``: ``x(t) = e^t``."""
    return example([["1"]], [["1"]], "One token attends to itself: x' = V x.")


def one_resting_token() -> dict[str, Any]:
    """The same with ``V = 0``: it rests."""
    return example([["0"]], [["1"]], "One token attends to itself: x' = V x.")


def outgrows_every_constant(given: Any) -> Any:
    """All tokens are the same eigenvector of a positive eigenvalue: ``x(t) = e^{lambda t} x``, whose speed is not bounded."""
    system, tokens = given.system(), given.tokens()
    first = tokens[0]
    if not all(zero(a - b) for token in tokens for a, b in zip(token, first, strict=True)):
        return _certificate(False, "the tokens differ; expected equal tokens, which stay equal")
    moved = (system.value @ first[:, None])[:, 0]
    k = max(range(len(first)), key=lambda i: abs(complex(first[i])))
    if zero(first[k]):
        return _certificate(False, "the tokens are zero and rest")
    ratio = moved[k] / first[k]
    if not all(zero(b - ratio * a) for a, b in zip(first, moved, strict=True)):
        return _certificate(False, "the tokens are no eigenvector of V")
    if not ratio > 0:
        return _certificate(False, f"V x = {ratio} x: the token does not grow")
    told = f"V x = {ratio} x, so that x(t) = e^({ratio} t) x and |x'(t)| = {ratio} e^({ratio} t) |x| exceeds every constant"
    return _certificate(True, told)


# ------------------------------------------------------------------ hulls


def leaves_the_segment(given: Any) -> Any:
    """Two rescaled tokens in the plane: at time 0 one of them moves off the line through both."""
    system, tokens = given.system(), given.tokens()
    if tokens.shape != (2, 2):
        return _certificate(False, f"there are {len(tokens)} tokens in R^{tokens.shape[1]}; expected two in the plane")
    moved, along = system.rescaled_field(tokens, 0), tokens[1] - tokens[0]
    cross = along[0] * moved[0, 1] - along[1] * moved[0, 0]
    told = f"z_1' = ({moved[0, 0]}, {moved[0, 1]}), z_2 - z_1 = ({along[0]}, {along[1]})"
    if zero(cross):
        return _certificate(False, f"{told}: along the segment")
    return _certificate(True, f"{told}: not along the segment, which is the hull")


def stretched_plane() -> dict[str, Any]:
    """``V = diag(2, 1)``, uniform attention, tokens (0, 0) and (1, 1)."""
    zeros = [["0", "0"], ["0", "0"]]
    return example([["2", "0"], ["0", "1"]], [["0", "0"], ["1", "1"]], "Two tokens, uniform attention.", zeros)


def round_plane() -> dict[str, Any]:
    """The same with ``V = I``."""
    zeros = [["0", "0"], ["0", "0"]]
    return example([["1", "0"], ["0", "1"]], [["0", "0"], ["1", "1"]], "Two tokens, uniform attention.", zeros)


def hulls_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Support functions of integrated rescaled tokens in 64 directions: ``V = I`` with random A, and ``V = -I`` against it."""
    import numpy as np

    from verify.systems import Clusters
    from verify.trajectories import rescaled

    rng, worst, grown = np.random.default_rng(seed), -np.inf, 0
    for _ in range(8):
        n, d = int(rng.integers(2, 9)), int(rng.integers(1, 4))
        start, key = rng.normal(size=(n, d)), rng.normal(size=(d, d))
        directions = rng.normal(size=(64, d))
        directions /= np.linalg.norm(directions, axis=1, keepdims=True)
        for value, keeps in ((np.eye(d), True), (-np.eye(d), False)):
            states = rescaled(Clusters(value=value, query_key=key), start, 3.0, rtol=1e-9, stop=False).states
            growth = float(np.diff((states @ directions.T).max(axis=1), axis=0).max())
            if keeps:
                worst = max(worst, growth / np.abs(start).max())
            else:
                grown += growth > 1e-3
    told = (
        f"largest growth of a support function in 8 systems with V = I: {worst:.0e}; V = -I: it grows in {grown} of 8"
    )
    return worst < 1e-8 and grown == 8, told, {"systems": 8, "worst": worst}
