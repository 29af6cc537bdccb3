"""Trajectories for the claims on limits and almost-global convergence: imported only when a claim is examined."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from proofs.beyond._ascent_seen import Seen, height, unit
from verify.observe import tangent_basis, tangent_jacobian
from verify.systems import Oja


def _system(rng: Any, d: int, second: float | None = None) -> tuple[Any, Any]:
    """A dense V with ``lambda_1`` in (0.5, 1.5), and ``alpha nu < 1``; ``second`` bounds the other eigenvalues."""
    top = 0.4 if second is None else second
    spectrum = np.concatenate([[rng.uniform(0.5, 1.5)], rng.uniform(-1.5, top, size=d - 1)])
    spectrum[np.abs(spectrum) < 0.05] -= 0.1
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    alpha = float(rng.uniform(0.3, 0.9)) / max(1.0, float(np.abs(spectrum).max()))
    return Oja(value=basis @ np.diag(spectrum) @ basis.T, step_size=alpha), basis[:, 0]


def kind_of_end(tokens: Any, axis: Any) -> str:
    """``principal``, ``polygonal`` or ``other``."""
    signs = tokens @ axis
    if np.abs(np.abs(signs.sum()) - len(tokens)) < 1e-6:
        return "principal"
    return "polygonal" if np.abs(tokens.sum(axis=0)).max() < 1e-6 else "other"


def ends_seen(seed: int, steps: int) -> Seen:
    """Ends of random trajectories, n from 2 to 7."""
    counts = {(2, "principal"): 0}
    slow = 0
    for trial in range(300):
        rng = np.random.default_rng([seed, trial])
        n, d = int(rng.integers(2, 8)), int(rng.integers(2, 5))
        system, axis = _system(rng, d, second=-0.1 if trial % 2 else None)
        if trial % 3 == 0 and (nu := -float(np.linalg.eigvalsh(system.value)[0])) > 0:
            system = Oja(value=system.value, step_size=float(rng.uniform(0.3, 0.95)) / nu)  # alpha rho(V) may exceed 1
        tokens = unit(rng.normal(size=(n, d)))
        for _ in range(10 * steps):
            after = system.step(tokens)
            still = np.abs(after - tokens).max() < 1e-13
            tokens = after
            if still:
                break
        slow += not still
        key = (min(n, 3), kind_of_end(tokens, axis))
        counts[key] = counts.get(key, 0) + 1
    many = {kind: number for (size, kind), number in counts.items() if size == 3}
    two = {kind: number for (size, kind), number in counts.items() if size == 2}
    good = set(many) == {"principal"} and set(two) <= {"principal", "polygonal"} and two.get("polygonal", 0) > 0
    told = f"n >= 3: {many}; n = 2: {two}; {slow} still moving"
    return (good if not slow else None), told, {"starts": 300, "pairs": two.get("polygonal", 0)}


def chords_seen(seed: int, _steps: int) -> Seen:
    """Random pairs of tokens with the claim's bounds: the largest ratio of both sides."""
    largest, looked = 0.0, 0
    for trial in range(400):
        rng = np.random.default_rng([seed, trial])
        d = int(rng.integers(2, 5))
        x = unit(unit(rng.normal(size=d)) + rng.uniform(0.01, 0.7) * rng.normal(size=(2, d)))
        push = rng.uniform(0.01, 0.5) * unit(rng.normal(size=d))
        lengths = np.linalg.norm(x + push, axis=1)
        square = float(((x[0] - x[1]) ** 2).sum())
        if square > 2 or lengths.min() < 0.5:
            continue
        looked += 1
        across = push - x * (x @ push)[:, None]
        largest = max(largest, float((lengths[0] - lengths[1]) ** 2 / (8 * (across**2).sum() * square)))
    return largest <= 1, f"{looked} random pairs: largest ratio {largest:.3f}", {"satisfied": looked}


def _in_groups(tokens: Any) -> list[tuple[int, int]]:
    half = len(tokens) // 2
    return [*combinations(range(half), 2), *combinations(range(half, 2 * half), 2)]


def spread_seen(seed: int, _steps: int) -> Seen:
    """Along trajectories near states on a line, while f <= 0: increments of ``log E^2 + c f``, and the range of E."""
    least, looked, lowest = float("inf"), 0, float("inf")
    for trial in range(60):
        rng = np.random.default_rng([seed, trial])
        m, d = int(rng.integers(2, 4)), int(rng.integers(2, 4))
        n = 2 * m
        system, axis = _system(rng, d, second=-0.1)
        nu = -float(np.linalg.eigvalsh(system.value)[0])
        alpha = system.step_size
        kappa = (1 - alpha * nu) / (2 * alpha)
        tokens = unit(np.repeat([1.0, -1.0], m)[:, None] * axis + 0.03 * rng.normal(size=(n, d)))
        pairs = _in_groups(tokens)

        def spread(state: Any, pairs: Any = pairs) -> float:
            return float(sum(np.log(((state[i] - state[j]) ** 2).sum()) for i, j in pairs))

        first = spread(tokens)
        for _ in range(200):
            before = height(tokens, system.value) * n**2 / 2
            after = system.step(tokens)
            if before > 0 or max(((after[i] - after[j]) ** 2).sum() for i, j in pairs) > 2:
                break
            gain = height(after, system.value) * n**2 / 2 - before
            change = spread(after) - spread(tokens)
            # Near f = 0 both terms are at the level of rounding.
            least = min(least, change + 72 * (m - 1) / (n * kappa) * gain)
            looked += 1
            tokens = after
        lowest = min(lowest, (spread(tokens) - first) / 2)
    told = f"{looked} steps with f <= 0: least increment {least:.1e}; log E fell by {max(0.0, -lowest):.3f} at most"
    return (least > -1e-9 if looked >= 200 else None), told, {"satisfied": looked}


def determinant_seen(seed: int, _steps: int) -> Seen:
    """``|det D step| prod N_i^d = |det B| |det(I + alpha V)|`` at random states, D step between the tangent spaces."""
    worst = 0.0
    for trial in range(100):
        rng = np.random.default_rng([seed, trial])
        n, d = int(rng.integers(1, 6)), int(rng.integers(2, 4))
        root = rng.normal(size=(d, d))
        system = Oja(value=root + root.T, step_size=float(rng.uniform(0.1, 2.0)))
        factor = np.eye(d) + system.step_size * system.value
        tokens = unit(rng.normal(size=(n, d)))
        y = tokens + system.step_size * system.influence(tokens)
        b = np.diag((tokens * y).sum(axis=1)) - tokens @ (np.eye(d) - np.linalg.inv(factor)) @ y.T / n
        blocks = system.jacobian(tokens).reshape(n, d, n, d)
        after, before = tangent_basis(unit(y)), tangent_basis(tokens)
        size = n * (d - 1)
        matrix = np.einsum("iak,iajb,jbl->ikjl", after, blocks, before).reshape(size, size)
        left = abs(np.linalg.det(matrix)) * float(np.prod(np.linalg.norm(y, axis=1))) ** d
        right = abs(np.linalg.det(b) * np.linalg.det(factor))
        worst = max(worst, abs(left - right) / max(right, 1e-3))
    return worst < 1e-6, f"100 random states: the determinants agree to {worst:.0e}", {"satisfied": 100}


def regular_seen(seed: int, _steps: int) -> Seen:
    """The smallest singular value of the tangent Jacobian at random pairs of groups, polygons and sign states."""
    least = float("inf")
    for trial in range(60):
        rng = np.random.default_rng([seed, trial])
        d = int(rng.integers(2, 4))
        system, axis = _system(rng, d)
        x = unit(rng.normal(size=d))
        # An even polygon is made of antipodal pairs; an equilateral triangle is one of three.
        a, b = unit(rng.normal(size=d)), x
        b = unit(b - a * (a @ b))
        triangle = np.array([np.cos(t) * a + np.sin(t) * b for t in np.arange(3) * 2 * np.pi / 3])
        states = [np.array([x, x, -x, -x]), np.array([x, a, -x, -a]), triangle, np.array([axis, axis, -axis])]
        for state in states:
            if np.abs(system.step(state) - state).max() < 1e-9:
                matrix = tangent_jacobian(system, state)
                least = min(least, float(np.linalg.svd(matrix, compute_uv=False)[-1]))
    return least > 1e-3, f"60 systems, four kinds of equilibria: smallest singular value {least:.3f}", {"satisfied": 60}


def groups_leave(seed: int, steps: int) -> Seen:
    """The example of the claim."""
    rng = np.random.default_rng(seed)
    system = Oja(value=np.diag([1.0, -0.5]), step_size=1.0)
    arrived = {1: 0, 2: 0}
    for m in (1, 2):
        centre = np.repeat([[1.0, 0.0], [-1.0, 0.0]], m, axis=0)
        tokens = unit(centre + rng.uniform(-0.2, 0.2, size=(100, 2 * m, 2)))
        # Where tokens of a group are close the escape takes long: the slowest of these need some 100 000 steps.
        for _ in range(100 * steps):
            tokens = system.step(tokens)
            done = np.abs(np.abs(tokens[:, :, 0].sum(axis=1)) - 2 * m) < 1e-9
            arrived[m] += int(done.sum())
            tokens = tokens[~done]
            if not len(tokens) or (m == 1 and np.abs(tokens.sum(axis=1)).max() < 1e-12):
                break
    told = f"{arrived[2]} of 100 starts with four tokens reach the principal consensus, {arrived[1]} of 100 with two"
    return arrived == {1: 0, 2: 100}, told, {"four": arrived[2], "two": arrived[1]}


def pairs_contract(seed: int, _steps: int) -> Seen:
    """Two tokens near random pairs with V negative on the complement: the largest factor of -f, and where they stop."""
    factor, furthest, looked = 0.0, 0.0, 0
    for trial in range(200):
        rng = np.random.default_rng([seed, trial])
        d = int(rng.integers(2, 5))
        system, _ = _system(rng, d, second=-0.1)
        x = unit(rng.normal(size=d))
        across = np.linalg.svd(x[None, :])[2][1:]
        if np.linalg.eigvalsh(across @ system.value @ across.T)[-1] > -0.05:
            continue
        looked += 1
        start = unit(np.array([x, -x]) + 1e-3 * rng.normal(size=(2, d)))
        tokens = start
        for _ in range(400):
            before = -height(tokens, system.value)
            if before < 1e-20:
                break
            tokens = system.step(tokens)
            factor = max(factor, -height(tokens, system.value) / before)
        furthest = max(furthest, float(np.abs(tokens - start).max() / np.abs(start.mean(axis=0)).max()))
    told = f"{looked} pairs: largest factor of -f {factor:.4f}; they move at most {furthest:.1f} times the mean token"
    return (factor < 1 if looked >= 20 else None), told, {"satisfied": looked}


def opened_seen(seed: int, steps: int) -> Seen:
    """Balanced groups at v_1 with one pair opened by 0.1 rad, for random V and long steps too: how far it opens."""
    least, wrong = float("inf"), 0
    for trial in range(40):
        rng = np.random.default_rng([seed, trial])
        m, d = int(rng.integers(2, 5)), int(rng.integers(2, 4))
        spectrum = np.concatenate([[rng.uniform(0.2, 2.0)], rng.uniform(-2.0, -0.2, size=d - 1)])
        system = Oja(value=np.diag(spectrum), step_size=float(rng.uniform(0.2, 3.0)))
        tokens = np.zeros((2 * m, d))
        tokens[:m, 0], tokens[m:, 0] = 1.0, -1.0
        tokens[-2:, :2] = [[-np.cos(0.1), np.sin(0.1)], [-np.cos(0.1), -np.sin(0.1)]]
        cosine = np.cos(0.1)
        for _ in range(10 * steps):
            tokens = system.step(tokens)
            wrong += bool(-tokens[-1, 0] >= cosine)
            cosine = -tokens[-1, 0]
            if cosine < 0.9:
                break
        least = min(least, 0.9 - cosine)
    told = (
        f"40 systems, alpha up to 3: the pair opens at every step ({wrong} exceptions), until its cosine is below 0.9"
    )
    return (wrong == 0 if least > 0 else None), told, {"satisfied": 40}
