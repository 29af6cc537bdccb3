"""Principal eigenvectors, seen in numbers: causal masks, near ties, the skip connection."""

from __future__ import annotations

from typing import Any

Seen = tuple[bool | None, str, dict[str, Any]]


def causal_spectra(seed: int, steps: int) -> Seen:  # noqa: ARG001
    """Tangent eigenvalues at a consensus under a causal mask, from ``step``, against ``(1 + alpha lambda_j/i)/(1 + alpha lambda)``."""
    import numpy as np

    from verify.observe import tangent_jacobian
    from verify.systems import Attention

    worst = 0.0
    for trial in range(40):
        rng = np.random.default_rng([seed, trial])
        n, d, alpha = int(rng.integers(1, 6)), int(rng.integers(2, 5)), float(rng.uniform(0.1, 2))
        # A rotation of an upper triangular matrix: its first column is an eigenvector, and complex pairs stand in a block.
        upper = np.triu(rng.normal(size=(d, d)))
        upper[0, 0] = abs(upper[0, 0])
        if d > 2:
            upper[2, 1] = rng.normal()
        basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
        value = basis @ upper @ basis.T
        system = Attention(value=value, query_key=rng.normal(size=(d, d)), step_size=alpha, causal=True)
        tokens = np.repeat(basis[:, :1].T, n, axis=0)
        seen = np.linalg.eigvals(tangent_jacobian(system, tokens))
        others = np.linalg.eigvals(upper[1:, 1:])
        said = np.sort_complex(
            np.concatenate([(1 + alpha * others / (i + 1)) / (1 + alpha * upper[0, 0]) for i in range(n)])
        )
        worst = max(worst, float(np.abs(seen[:, None] - said[None, :]).min(axis=1).max()))
        worst = max(worst, float(np.abs(seen[:, None] - said[None, :]).min(axis=0).max()))
    return worst < 1e-5, f"40 random consensus states under a mask: eigenvalues agree to {worst:.0e}", {"worst": worst}
