"""Experiments with clustering equilibria of attention (8)."""

from __future__ import annotations

from typing import Any


def _solve(system: Any, start: Any) -> Any:
    """A root of ``step(X) - X`` near a start, or ``None``."""
    import numpy as np
    from scipy.optimize import least_squares

    def gap(flat: Any) -> Any:
        tokens = flat.reshape(start.shape)
        return (system.step(tokens) - tokens).ravel()

    found = least_squares(gap, start.ravel(), xtol=1e-15, ftol=1e-15, gtol=1e-15)
    return found.x.reshape(start.shape) if np.abs(found.fun).max() < 1e-10 else None


def _random_system(rng: Any) -> tuple[Any, Any]:
    import numpy as np

    from verify.systems import Attention

    n, d = int(rng.integers(2, 5)), int(rng.integers(2, 4))
    root = rng.normal(size=(d, d))
    system = Attention(value=(root + root.T) / 2, query_key=1.5 * rng.normal(size=(d, d)), step_size=0.2)
    start = rng.normal(size=(n, d))
    return system, start / np.linalg.norm(start, axis=1, keepdims=True)


def equilibria_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Equilibria from a root finder at random systems: is ``s_i`` parallel to ``x_i``, and opposite pairs aligned?"""
    import numpy as np

    found, worst, opposite = 0, 0.0, 0
    for trial in range(60):
        system, start = _random_system(np.random.default_rng([seed, trial]))
        tokens = _solve(system, start)
        if tokens is None:
            continue
        found += 1
        s = system.influence(tokens)
        worst = max(worst, float(np.abs(s - tokens * (tokens * s).sum(axis=1, keepdims=True)).max()))
        signs = tokens @ tokens[0]
        if np.abs(np.abs(signs) - 1).max() < 1e-7 and signs.min() < 0 and np.abs(s).max() > 1e-6:
            image = system.value @ tokens[0]
            opposite += bool(np.abs(image - tokens[0] * (tokens[0] @ image)).max() > 1e-4)
    if found < 20:
        return None, f"only {found} equilibria were found", {"found": found}
    told = f"{found} equilibria from random systems and starts: |s - (x.s) x| <= {worst:.1e}, {opposite} opposite pairs off eigenvectors"
    return worst < 1e-7 and opposite == 0, told, {"found": found}


def one_clusterings_sought(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Equilibria with all tokens equal: how far are they from eigenvectors?"""
    import numpy as np

    worst, found = 0.0, 0
    for trial in range(60):
        system, start = _random_system(np.random.default_rng([seed, 7, trial]))
        tokens = _solve(system, start * 0 + start[:1])
        if tokens is None or np.abs(tokens - tokens[0]).max() > 1e-8:
            continue
        found += 1
        image = system.value @ tokens[0]
        worst = max(worst, float(np.abs(image - tokens[0] * (tokens[0] @ image)).max()))
    told = f"{found} equilibria with equal tokens found, all within {worst:.1e} of an eigenvector of V"
    return worst > 1e-6, told, {"found": found}


def _example_moves(name: str) -> float:
    import numpy as np

    from proofs.power_method import examples
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample

    example = Counterexample(getattr(examples, name)())
    tokens = FLOAT64.asarray(example.tokens(), None)
    return float(np.abs(example.system().step(tokens) - tokens).max())


def three_clusters_seen(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """One float64 step of the example."""
    move = _example_moves("three_clusters")
    return move < 1e-12, f"one float64 step moves the three-cluster state by {move:.1e}", {}


def two_clusters_seen(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """One float64 step of the example."""
    move = _example_moves("two_clusters")
    return move < 1e-12, f"one float64 step moves the two-cluster state by {move:.1e}", {}


def singular_always(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The matrix of Proposition 1 with ``kappa_i = lambda_1`` at random states that are no equilibria."""
    import numpy as np

    singular = 0
    for trial in range(40):
        system, tokens = _random_system(np.random.default_rng([seed, 3, trial]))
        n, d = tokens.shape
        kappa = float(np.linalg.eigvalsh(system.value)[-1])
        matrix = kappa * np.eye(n * d) - np.kron(system.attention(tokens), system.value)
        moves = np.abs(system.step(tokens) - tokens).max() > 1e-6
        singular += bool(np.linalg.svd(matrix, compute_uv=False)[-1] < 1e-10 and moves)
    return (
        singular == 0,
        f"at {singular} of 40 random states that are no equilibria the matrix is singular",
        {"singular": singular},
    )


def singular_everywhere(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The same experiment, asked the other way round."""
    _, told, stats = singular_always(seed, steps)
    return stats["singular"] >= 30, told, stats


def _ranks(seed: int, *, definite: bool) -> tuple[bool | None, str, dict[str, Any]]:
    """Ranks of the attention matrix of random repeated tokens, and of the exponentials of the distinct ones."""
    import numpy as np

    from verify.systems import Attention

    agree, full, trials = 0, 0, 100
    for trial in range(trials):
        rng = np.random.default_rng([seed, 11, trial])
        d, r = int(rng.integers(2, 5)), int(rng.integers(1, 5))
        root = rng.normal(size=(d, d))
        key = root.T @ root + np.eye(d) if definite else root
        if not definite and trial % 2:  # scores of low rank: tokens that the attention cannot tell apart
            key = np.outer(root[0], root[1]) * 0 if trial % 4 == 1 else root - root.T
        distinct = rng.normal(size=(r, d))
        distinct /= np.linalg.norm(distinct, axis=1, keepdims=True)
        tokens = np.repeat(distinct, rng.integers(1, 4, size=r), axis=0)
        weights = Attention(value=np.eye(d), query_key=key, step_size=1.0).attention(tokens)
        ranks = [int(np.linalg.matrix_rank(m, tol=1e-10)) for m in (weights, np.exp(distinct @ key @ distinct.T))]
        agree += ranks[0] == ranks[1]
        full += ranks[0] == r
    told = f"{trials} random states: rank(Aatt) = rank(K) in {agree}, = r in {full}"
    return agree == trials and (full == trials or not definite), told, {"agree": agree, "full": full}


def ranks_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """For general A, skew and zero among them."""
    return _ranks(seed, definite=False)


def definite_ranks_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """For symmetric positive definite A."""
    return _ranks(seed, definite=True)


def _mirror_pair(rng: Any) -> tuple[Any, Any]:
    """A clustering equilibrium: tokens ``(cos t, +-sin t)`` in groups of equal size, V chosen so that s_i || x_i."""
    import numpy as np

    from verify.systems import Attention

    t, size = float(rng.uniform(0.2, 1.3)), int(rng.integers(1, 4))
    b = float(rng.uniform(0.3, 4.0))
    pull = np.tanh(b * np.sin(t) ** 2)
    lambda_2 = float(rng.uniform(0.5, 2.0))
    system = Attention(
        value=np.diag([lambda_2 * pull, lambda_2]), query_key=np.diag([float(rng.normal()), b]), step_size=0.3
    )
    up, down = [np.cos(t), np.sin(t)], [np.cos(t), -np.sin(t)]
    return system, np.array([up] * size + [down] * size)


def clusters_fixed(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Mirror pairs with ``s_i = kappa_i x_i``, kappa > 0: does the step leave them?"""
    import numpy as np

    moves = []
    for trial in range(100):
        system, tokens = _mirror_pair(np.random.default_rng([seed, trial]))
        moves.append(float(np.abs(system.step(tokens) - tokens).max()))
    return max(moves) < 1e-12, f"100 mirror-pair clusterings move by at most {max(moves):.1e}", {"satisfied": 100}


def flips_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Share of mirror pairs that are no equilibria after one group is flipped, with a 99% interval."""
    import numpy as np
    from scipy.stats import binomtest

    trials, destroyed = 400, 0
    for trial in range(trials):
        system, tokens = _mirror_pair(np.random.default_rng([seed, trial]))
        flipped = tokens.copy()
        flipped[: len(tokens) // 2] *= -1
        destroyed += bool(np.abs(system.step(flipped) - flipped).max() > 1e-9)
    interval = binomtest(destroyed, trials).proportion_ci(0.99)
    told = f"{destroyed} of {trials} destroyed, 99% interval [{interval.low:.4f}, {interval.high:.4f}]"
    agrees = True if interval.low > 0.95 else False if interval.high < 0.95 else None
    return agrees, told, {"destroyed": destroyed, "trials": trials}


def rank_seen(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Singular values of the attention matrix of the three-cluster example, in float64."""
    import numpy as np

    from proofs.power_method import examples
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample

    example = Counterexample(examples.three_clusters())
    tokens = FLOAT64.asarray(example.tokens(), None)
    weights: np.ndarray = example.system().attention(tokens)  # type: ignore[attr-defined]
    values = np.linalg.svd(weights, compute_uv=False)
    told = "singular values of the attention matrix at a 3-clustering: " + ", ".join(f"{value:.2e}" for value in values)
    return bool(values[-1] > 1e-9), told, {}
