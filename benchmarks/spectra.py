"""Leading eigenvalues of large states: our Jacobian-vector products against forward-mode differentiation, ARPACK the same for both."""

from __future__ import annotations

import time

import numpy as np
import torch

from benchmarks.timing import Row, side_by_side
from verify import Attention
from verify.large.arnoldi import solve
from verify.large.circle_products import circle_head
from verify.large.head_products import SoftmaxHead
from verify.large.heads import heads_of
from verify.large.leading import leading_eigenvalues
from verify.large.products import Products
from verify.large.tangent import Frame

Array = np.ndarray
COUNT, ACCURACY, STEP_SIZE = 6, 1e-10, 0.5
NEAR = 1e-9
"""Eigenvalues nearer than this are counted together when multiplicities are compared."""


def run(full: bool) -> list[Row]:
    """At (n, d) = (500, 16), and at (2000, 32) and (3200, 32), n d > 10^5, where ``full``; a product at
    d = 2, and the closed form at 100 000 tokens."""
    n, d = (2000, 32) if full else (500, 16)
    rows = [_against_jvp(n, d, 1 if full else 3), _kept(3200 if full else 800, d)]
    return [*rows, _in_the_plane(20_000 if full else 5000), _closed(100_000, 32)]


def _system(d: int, seed: int) -> tuple[Attention, Array]:
    """Symmetric V with the eigenvalues from 2 to -1, scores of order one; and the eigenvectors of V."""
    rng = np.random.default_rng([7, seed])
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    value = basis @ np.diag(np.linspace(2, -1, d)) @ basis.T
    key = 2 * rng.normal(size=(d, d)) / np.sqrt(d)
    return Attention(value=(value + value.T) / 2, query_key=key, step_size=STEP_SIZE), basis


def _state(n: int, d: int) -> Array:
    state = np.random.default_rng([8, n, d]).normal(size=(n, d))
    return state / np.linalg.norm(state, axis=1, keepdims=True)


def _against_jvp(n: int, d: int, repeat: int) -> Row:
    """The whole search, with the setup of ours; both on the same tangent coordinates, from the same start vector."""
    system, _ = _system(d, 0)
    state = _state(n, d)
    counts = [0, 0]

    def search(which: int) -> Array:
        counts[which] = 0
        frame = Frame(state)
        products = Products(system, state) if which else None
        tensor = torch.tensor(state)

        def product(vector: Array) -> Array:
            counts[which] += 1
            along = frame.lift(vector.reshape(n, d - 1, 1))
            if products is not None:
                return frame.drop(products.apply(along)).reshape(-1)
            moved = torch.func.jvp(system.step, (tensor,), (torch.tensor(along[:, :, 0]),))[1]
            return frame.drop(moved.numpy()[:, :, None]).reshape(-1)

        values, _, failure = solve(product, n * (d - 1), COUNT, which="LM", accuracy=ACCURACY, most_products=2000)
        if failure:
            raise RuntimeError(failure)
        return np.sort(np.abs(values))[::-1]

    _warm_up(system, d)
    peer_seconds, our_seconds, derived, ours = side_by_side(
        lambda: search(0), lambda: search(1), repeat=repeat, clock=time.process_time
    )
    gap = float(np.abs(derived - ours).max())
    return Row(
        f"{COUNT} leading eigenvalues of a step, (n, d) = ({n}, {d})",
        f"torch.func.jvp + ARPACK ({counts[0]} products)",
        f"products by formula + ARPACK ({counts[1]} products)",
        peer_seconds,
        our_seconds,
        f"{gap:.0e}",
    )


def _kept(n: int, d: int) -> Row:
    """The public function with weights computed again in every product, in O(n d) memory, and with weights that are kept."""
    system, _ = _system(d, 1)
    state = _state(n, d)
    peer_seconds, our_seconds, again, kept = side_by_side(
        lambda: leading_eigenvalues(system, state, COUNT, how="matrix-free", memory=0),
        lambda: leading_eigenvalues(system, state, COUNT, how="matrix-free"),
        repeat=1,
        clock=time.process_time,
    )
    if not (again.converged and kept.converged):
        raise RuntimeError("ARPACK did not converge")
    gap = max(abs(a - b) for a, b in zip(again.values, kept.values, strict=True))
    worst = max(residual for residual in kept.residuals if residual is not None)
    return Row(
        f"{COUNT} leading eigenvalues of a step, (n, d) = ({n}, {d}), n d = {n * d}",
        f"weights computed in each of {again.products} products",
        f"weights kept, {kept.products} products",
        peer_seconds,
        our_seconds,
        f"{gap:.0e}; residuals up to {worst:.0e}",
    )


def _in_the_plane(n: int) -> Row:
    """One product at d = 2, the setup of the operator included: tiles of the weights against the series, both in O(n) memory."""
    system, _ = _system(2, 3)
    state, vector = _state(n, 2), _state(n + 1, 2)[1:]
    (head,) = heads_of(system)

    def peer() -> Array:
        return SoftmaxHead(head, state, None, causal=False, keep=False).apply(vector[None])

    def ours() -> Array:
        made = circle_head(head, state, None, 0)
        if made is None:
            raise RuntimeError("the series was refused")
        return made.apply(vector[None])

    peer_seconds, our_seconds, tiled, summed = side_by_side(peer, ours, repeat=1, clock=time.process_time)
    return Row(
        f"product with the derivative of the influence, (n, d) = ({n}, 2)",
        "tiles",
        "series, O(n K)",
        peer_seconds,
        our_seconds,
        f"{float(np.abs(tiled - summed).max()):.0e}",
    )


def _closed(n: int, d: int) -> Row:
    """A bipartite consensus: Lemma 14's list against the matrix of the two groups, all eigenvalues with multiplicities."""
    system, basis = _system(d, 2)
    signs = np.where(np.arange(n) < n // 3, -1.0, 1.0)
    state = signs[:, None] * basis[:, 0]
    peer_seconds, our_seconds, other, own = side_by_side(
        lambda: leading_eigenvalues(system, state, n, how="grouped"),
        lambda: leading_eigenvalues(system, state, n, how="closed form"),
        repeat=3,
        clock=time.process_time,
    )
    gap = 0.0
    for value, times, _ in own.found:
        near = [one for one in other.found if abs(one.value - value) < NEAR]
        same = [one for one in own.found if abs(one.value - value) < NEAR]
        if sum(one.multiplicity for one in near) != sum(one.multiplicity for one in same):
            raise RuntimeError(f"the eigenvalue {value} has multiplicity {times} in one list only")
        gap = max(gap, min(abs(one.value - value) for one in near))
    return Row(
        f"all {n * (d - 1)} eigenvalues at a bipartite consensus, (n, d) = ({n}, {d})",
        "matrix of the groups",
        "closed form, checked on it",
        peer_seconds,
        our_seconds,
        f"{gap:.0e}, multiplicities too",
    )


def _warm_up(system: Attention, d: int) -> None:
    state = _state(2, d)
    torch.func.jvp(system.step, (torch.tensor(state),), (torch.tensor(state),))
    Products(system, state).apply(state)
