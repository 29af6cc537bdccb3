"""How often bipartite equilibria are stable, and how often they are reached: an ensemble of random systems of attention (8).

The ensemble and the share that "rare" means were fixed before anything was run: ``d = 3``, ``n = 10``; ``V = (G + G^T)/2`` with
independent standard normal entries of G, drawn again until ``lambda_1 > 0``; A with independent standard normal entries;
``alpha rho(V) = 1/2``. One start for each system, uniform on the spheres. Rare means less than one in ten.
"""

from __future__ import annotations

from functools import cache
from typing import Any

TOKENS, DIMENSION, STEPS = 10, 3, 6000
RARE = 0.1
SETTLED = 1e-11
"""A trajectory whose last step moved no token by more than this has come to rest."""


@cache
def systems(seed: int, count: int) -> tuple[Any, Any, Any]:
    """Matrices V and A, shape ``(count, d, d)``, and step sizes, shape ``(count,)``."""
    import numpy as np

    rng = np.random.default_rng([7, seed])
    values: list[Any] = []
    keys: list[Any] = []
    while len(values) < count:
        drawn = rng.normal(size=(DIMENSION, DIMENSION))
        value = (drawn + drawn.T) / 2
        if np.linalg.eigvalsh(value)[-1] > 0:
            values.append(value)
            keys.append(rng.normal(size=(DIMENSION, DIMENSION)))
    made = np.array(values)
    return made, np.array(keys), 0.5 / np.abs(np.linalg.eigvalsh(made)).max(axis=1)


@cache
def _stable_splits(seed: int, count: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each system the stable splits ``(eigenvector in descending order, tokens of the larger group)``, in balls."""
    from verify import stability
    from verify.systems import Attention

    found = []
    for value, key, alpha in zip(*systems(seed, count), strict=True):
        judged = stability(Attention(value=value, query_key=key, step_size=float(alpha)), tokens=TOKENS)
        stable = []
        for entry in judged.to_dict()["equilibria"]:
            # A balanced state with c = 0 is told as a polygon and is no exception here: c = 0 is drawn with probability 0.
            if entry["kind"] == "bipartite" and entry["verdict"] == "stable" and entry["certified"]:
                stable.append((int(entry["eigenvector"]), int(entry["plus"])))
        found.append(tuple(stable))
    return tuple(found)


def possessed(seed: int, count: int) -> list[int]:
    """For each system: whether it has a stable bipartite equilibrium."""
    return [int(bool(stable)) for stable in _stable_splits(seed, count)]


def criterion(spectrum: Any, vectors: Any, key: Any) -> bool:
    """Whether a system with an even number of tokens has a stable bipartite equilibrium, by the exact criterion at the balanced split.

    ``H = tanh c`` there, and a split that is stable makes every more balanced one stable. Eigenvalues in descending order,
    eigenvectors as columns.
    """
    import numpy as np

    first, last = (vectors[:, k] @ key @ vectors[:, k] for k in (0, -1))
    at_first = first > 0 and spectrum[0] > 0 and spectrum[1] < np.tanh(first) * spectrum[0]
    at_last = last < 0 and spectrum[-1] < 0 and spectrum[0] < np.tanh(last) * spectrum[-1]
    return bool(at_first or at_last)


def possessed_in_64(seed: int, count: int) -> list[int]:
    """The same ensemble for d = 64: for each system whether it has a stable bipartite equilibrium, by the criterion."""
    import numpy as np

    rng = np.random.default_rng([10, seed])
    outcomes: list[int] = []
    while len(outcomes) < count:
        drawn = rng.normal(size=(64, 64))
        spectrum, vectors = np.linalg.eigh((drawn + drawn.T) / 2)
        if spectrum[-2] > 0:  # true of every draw that will ever be seen; the criterion asks for it
            outcomes.append(int(criterion(spectrum[::-1], vectors[:, ::-1], rng.normal(size=(64, 64)))))
    return outcomes


def drawn_state(seed: int, count: int) -> list[int]:
    """For each system one of its ``d (2^n - 2)`` bipartite states, uniformly: whether it is a stable equilibrium."""
    import numpy as np

    rng = np.random.default_rng([8, seed])
    outcomes = []
    for stable in _stable_splits(seed, count):
        plus = 0
        while plus in (0, TOKENS):
            plus = int(rng.integers(0, 2, size=TOKENS).sum())
        outcomes.append(int((int(rng.integers(DIMENSION)), max(plus, TOKENS - plus)) in stable))
    return outcomes


def step(tokens: Any, values: Any, keys: Any, alphas: Any) -> Any:
    """One step of (8) for each system of a batch; tokens are ``(count, n, d)``."""
    import numpy as np

    scores = tokens @ keys @ tokens.swapaxes(1, 2)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights /= weights.sum(axis=2, keepdims=True)
    moved = tokens + alphas[:, None, None] * (weights @ tokens @ values.swapaxes(1, 2))
    return moved / np.linalg.norm(moved, axis=2, keepdims=True)


@cache
def _ends(seed: int, count: int, scale: float = 1.0) -> tuple[Any, Any]:
    """Where the starts are after :data:`STEPS` steps with A times ``scale``, and whether they have come to rest."""
    import numpy as np

    values, keys, alphas = systems(seed, count)
    keys = keys * scale
    rng = np.random.default_rng([9, seed])
    tokens = rng.normal(size=(count, TOKENS, DIMENSION))
    tokens /= np.linalg.norm(tokens, axis=2, keepdims=True)
    moved = np.ones(count)
    for _ in range(STEPS // 100):
        moving = moved > SETTLED
        if not moving.any():
            break
        given = (values[moving], keys[moving], alphas[moving])
        now = tokens[moving]
        for _ in range(99):
            now = step(now, *given)
        after = step(now, *given)
        moved[moving] = np.abs(after - now).max(axis=(1, 2))
        tokens[moving] = after
    return tokens, moved <= SETTLED


def _bipartite(seed: int, count: int, scale: float) -> list[int]:
    import numpy as np

    tokens, rests = _ends(seed, count, scale)
    signs = (tokens * tokens[:, :1]).sum(axis=2)
    two = (np.abs(np.abs(signs) - 1).max(axis=1) < 1e-9) & (signs.min(axis=1) < 0)
    return [-1 if not rest else int(bipartite) for rest, bipartite in zip(rests, two, strict=True)]


def reached(seed: int, count: int) -> list[int]:
    """For each system one start: whether it ends at tokens x and -x, both taken; open where it has not come to rest."""
    return _bipartite(seed, count, 1.0)


def reached_small(seed: int, count: int) -> list[int]:
    """The same with A divided by ten."""
    return _bipartite(seed, count, 0.1)


def grows_with_scores(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:  # noqa: ARG001
    """Whether starts end at a bipartite consensus the more often, the larger the scores are."""
    shares = {scale: sum(out == 1 for out in _bipartite(seed, 300, scale)) / 300 for scale in (0.1, 0.3, 1.0, 3.0)}
    told = ", ".join(f"{share:.2f} with A times {scale:g}" for scale, share in shares.items())
    rising = list(shares.values())
    return rising == sorted(rising) and rising[0] < rising[-1] - 0.1, f"share of starts: {told}", {"shares": told}
