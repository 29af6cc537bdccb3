"""The tangent spectrum at a bipartite state: the closed form against ``jacrev`` and a general eigenvalue solver."""

from __future__ import annotations

import cmath

import numpy as np
import torch

from benchmarks.timing import Row, side_by_side
from verify import Attention
from verify.equilibria import closed_form
from verify.evidence.autodiff import matched_gap
from verify.observe import tangent_basis


def run(full: bool) -> list[Row]:
    """At (n, d) = (50, 8), and at (200, 20) where ``full``."""
    return [_at(n, d, repeat) for n, d, repeat in ([(50, 8, 3)] + ([(200, 20, 1)] if full else []))]


def _at(n: int, d: int, repeat: int) -> Row:
    rng = np.random.default_rng(0)
    eigenvalues = np.sort(rng.normal(size=d))[::-1]
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    value, key = basis @ np.diag(eigenvalues) @ basis.T, rng.normal(size=(d, d))
    m, rest, alpha = n - n // 3, n // 3, 0.1
    vector = basis[:, 0]
    score = float(vector @ key @ vector)
    state = np.concatenate([np.repeat(vector[None], m, 0), np.repeat(-vector[None], rest, 0)])
    system = Attention(value=value, query_key=key, step_size=alpha)
    frame = tangent_basis(state)
    listed = eigenvalues.tolist()

    def peer() -> np.ndarray:
        jacobian = torch.func.jacrev(system.step)(torch.tensor(state)).numpy()
        tangent = np.einsum("iak,iajb,jbl->ikjl", frame, jacobian, frame, optimize=True)
        return np.linalg.eigvals(tangent.reshape(n * (d - 1), n * (d - 1)))

    def ours() -> list[tuple[float, int]]:
        gammas = closed_form.attention_gammas(cmath.exp(2 * score).real, m, rest)
        return closed_form.bipartite_spectrum(listed, 0, gammas, m, rest, step_size=alpha)

    peer_seconds, our_seconds, seen, said = side_by_side(peer, ours, repeat=repeat, inner=200)
    written = np.repeat([eigenvalue for eigenvalue, _ in said], [times for _, times in said])
    gap = matched_gap(written, seen)
    return Row(
        f"bipartite spectrum, all n(d-1) eigenvalues, (n, d) = ({n}, {d})",
        "jacrev + eigvals",
        "closed form",
        peer_seconds,
        our_seconds,
        f"matched to {gap:.0e}",
    )
