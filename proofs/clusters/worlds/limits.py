"""Limits of rescaled tokens: examples of S, exact checks of it, and what trajectories tend to."""

from __future__ import annotations

from typing import Any

from proofs.clusters.notation import example


def square() -> dict[str, Any]:
    """The square with the vertices ``+-e_1, +-e_2``."""
    points = [["1", "0"], ["0", "1"], ["-1", "0"], ["0", "-1"]]
    return example([["1", "0"], ["0", "1"]], points, "V = Q^T K = I; the tokens are the vertices of a square.")


def cube() -> dict[str, Any]:
    """The cube ``[-1, 1]^3``."""
    signs = ("1", "-1")
    points = [[a, b, c] for a in signs for b in signs for c in signs]
    identity = [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]
    return example(identity, points, "V = Q^T K = I; the tokens are the vertices of a cube.")


def triangle() -> dict[str, Any]:
    """A triangle with 0 inside: seven points, not nine."""
    return square() | {"tokens": [["2", "0"], ["-1", "2"], ["-1", "-2"]]}


def thin_segment() -> dict[str, Any]:
    """The segment from (1, 0) to (2, 1/10): the first vertex scores the second one higher."""
    return example(
        [["1", "0"], ["0", "1"]],
        [["1", "0"], ["2", "1/10"]],
        "The vertices of C are the tokens (1, 0) and (2, 1/10); B = I.",
    )


def _s(given: Any) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], Any]:
    from fractions import Fraction

    from verify.equilibria.polytope import extreme_points

    vertices = [tuple(Fraction(str(entry)) for entry in row) for row in given.tokens()]
    key = given.data.get("query_key")
    metric = None if key is None else [[Fraction(str(entry)) for entry in row] for row in given.system().query_key]
    return vertices, extreme_points(vertices, metric), metric


def count_of_s(count: int) -> Any:
    """A check that S of the polytope that the tokens span has so many points, its vertices among them."""

    def check(given: Any) -> Any:
        from verify.evidence.enclose import Certificate

        vertices, found, _ = _s(given)
        told = f"S has {len(found)} points, {sum(v in found for v in set(vertices))} of them vertices"
        return Certificate(len(found) == count and set(vertices) <= set(found), told, {"points": len(found)})

    return check


def vertex_outside_s(given: Any) -> Any:
    """A vertex of the hull of the tokens that is not in S, exactly."""
    from verify.evidence.enclose import Certificate

    vertices, found, metric = _s(given)
    for v in sorted(set(vertices) - set(found)):
        if _is_vertex(v, [w for w in set(vertices) if w != v]):
            d = len(v)
            form = metric or [[int(i == j) for j in range(d)] for i in range(d)]
            pushed = [sum(v[i] * form[i][j] for i in range(d)) for j in range(d)]
            scores = [sum(a * b for a, b in zip(pushed, w, strict=True)) for w in vertices]
            own = sum(a * b for a, b in zip(pushed, v, strict=True))
            told = f"the vertex ({', '.join(map(str, v))}) scores {own} with itself and {max(scores)} with another one."
            return Certificate(True, told)
    return Certificate(False, "every vertex is in S")


def _is_vertex(point: tuple[Any, ...], others: list[tuple[Any, ...]]) -> bool:
    """Whether a point is not in the hull of others: a linear program, then nothing rests on it but which vertex is shown."""
    import numpy as np
    from scipy.optimize import linprog

    if not others:
        return True
    table = np.array([[float(entry) for entry in other] for other in others]).T
    bound = np.append([float(entry) for entry in point], 1.0)
    solved = linprog(np.zeros(len(others)), A_eq=np.vstack([table, np.ones(len(others))]), b_eq=bound)
    return bool(solved.status == 2)


def s_by_search(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """S of 10 random polytopes against projected ascent of ``|x|^2`` from their faces: its rest points in floats."""
    import numpy as np

    from verify.equilibria.polytope import excess, extreme_points

    rng, worst, total, missed = np.random.default_rng(seed), 0.0, 0, 0
    for _ in range(10):
        points = rng.integers(-6, 7, size=(6, 2))
        found = np.array([[float(entry) for entry in point] for point in extreme_points(points.tolist())])
        worst = max(worst, float(np.abs(excess(found, points)).max()))
        total += len(found)
        # Best responses z' = (vertex of the highest score) - z from random points: ends must be in S.
        z = (rng.dirichlet(np.ones(6), size=20)) @ points
        for _step in range(800):
            z = z + 0.1 * (points[(z @ points.T).argmax(axis=1)] - z)
        gaps = np.abs(z[:, None] - found[None]).max(axis=2).min(axis=1)
        missed += int((gaps > 1e-6).sum())
    told = f"{total} points of S of 10 random polygons meet the equation to {worst:.0e}; {missed} of 200 best responses end elsewhere"
    return worst < 1e-9 and missed == 0 and total >= 20, told, {"points": total, "missed": missed}


# ------------------------------------------------------------------ trajectories


def random_polytope(rng: Any, d: int, n: int) -> tuple[Any, Any]:
    """``V = I``, ``A = M M^T/4 + I/2``, normal tokens."""
    import numpy as np

    from verify.systems import Clusters

    m = rng.normal(size=(d, d))
    return Clusters(value=np.eye(d), query_key=m @ m.T / 4 + np.eye(d) / 2), rng.normal(size=(n, d))


def polytopes_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Limits of 16 random systems and how far they are from the equation of S."""
    import numpy as np

    from verify.equilibria.polytope import excess
    from verify.trajectories import rescaled

    rng, known, worst, sizes = np.random.default_rng(seed), 0, 0.0, []
    for number in range(16):
        system, tokens = random_polytope(rng, 2 + number % 2, 8 + number % 13)
        limit = rescaled(system, tokens, 20.0, rtol=1e-9).known
        if limit is None:
            continue
        known += 1
        sizes.append(int(limit.clusters.max()) + 1)
        gap = excess(limit.tokens, limit.tokens, system.query_key)
        scale = np.linalg.norm(system.query_key, 2) * (limit.tokens**2).sum(axis=1).max()
        worst = max(worst, float(gap.max() / scale))
    told = f"{known} of 16 limits known, {min(sizes, default=0)} to {max(sizes, default=0)} places; equation of S met to {worst:.0e}"
    return known >= 14 and worst < 1e-4, told, {"known": known, "places": sizes}


def random_mixed(rng: Any, lead: int, d: int, n: int) -> tuple[Any, Any, Any]:
    """``V = T diag(1, ..., 1, R) T^-1`` with ``|R| = 3/5``, A positive definite, normal tokens, and the first rows of ``T^-1``: F."""
    import numpy as np

    from verify.systems import Clusters

    basis = rng.normal(size=(d, d)) / 4 + np.eye(d)
    rest = rng.normal(size=(d - lead, d - lead))
    block = np.eye(d)
    block[lead:, lead:] = 0.6 * rest / np.linalg.norm(rest, 2)
    m = rng.normal(size=(d, d))
    undo = np.linalg.inv(basis)
    return (
        Clusters(value=basis @ block @ undo, query_key=m @ m.T / 4 + np.eye(d) / 2),
        rng.normal(size=(n, d)),
        undo[:lead],
    )


def mixed_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Limits of the parts in F of 8 random systems, F a plane in R^3 or R^4, against the equation of S."""
    import numpy as np

    from verify.equilibria.polytope import excess
    from verify.trajectories import rescaled

    rng, known, worst = np.random.default_rng([seed, 1]), 0, 0.0
    for number in range(8):
        system, tokens, _ = random_mixed(rng, 2, 3 + number % 2, 8)
        limit = rescaled(system, tokens, 20.0, rtol=1e-9).known
        if limit is None:
            continue
        known += 1
        gap = excess(limit.tokens, limit.tokens, system.query_key)
        scale = np.linalg.norm(system.query_key, 2) * (limit.tokens**2).sum(axis=1).max()
        worst = max(worst, float(gap.max() / scale))
    told = f"{known} of 8 limits known; equation of S met to {worst:.0e}"
    return known >= 6 and worst < 1e-4, told, {"known": known}


def hyperplanes_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Limits of leading coordinates of 8 random systems are the two ends of their hull."""
    import numpy as np

    from verify.trajectories import rescaled

    rng, known, inside = np.random.default_rng([seed, 2]), 0, 0
    for _ in range(8):
        system, tokens, forms = random_mixed(rng, 1, 3, 8)
        limit = rescaled(system, tokens, 20.0, rtol=1e-9).known
        if limit is None:
            continue
        known += 1
        u = (limit.tokens @ forms.T).ravel()
        ends = np.minimum(abs(u - u.min()), abs(u - u.max()))
        inside += int((ends > 1e-4 * abs(u).max()).sum())
    told = f"{known} of 8 limits known, {inside} leading coordinates between the ends"
    return known >= 6 and inside == 0, told, {"known": known}


def hyperplane_counts(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """How many different limits the leading coordinates of 16 random systems have."""
    import numpy as np

    from verify.trajectories import rescaled

    rng, counts, still = np.random.default_rng([seed, 3]), {1: 0, 2: 0}, 0
    for _ in range(16):
        system, tokens, _ = random_mixed(rng, 1, 3, 10)
        limit = rescaled(system, tokens, 20.0, rtol=1e-8).known
        if limit is None:
            still += 1
            continue
        places = int(limit.clusters.max()) + 1
        counts[places] = counts.get(places, 0) + 1
    told = f"{counts[1]} systems with one limit, {counts[2]} with two, {still} not decided"
    return set(counts) == {1, 2} and still <= 3, told, {"one": counts[1], "two": counts[2], "open": still}


def lines_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """In how many places of the plane F the tokens of 10 random systems in three dimensions end."""
    import numpy as np

    from verify.equilibria.polytope import excess
    from verify.trajectories import rescaled

    rng, places, worst = np.random.default_rng([seed, 6]), [], 0.0
    for _ in range(10):
        system, tokens, _ = random_mixed(rng, 2, 3, 16)
        limit = rescaled(system, tokens, 20.0, rtol=1e-9).known
        if limit is None:
            continue
        places.append(int(limit.clusters.max()) + 1)
        gap = excess(limit.tokens, limit.tokens, system.query_key)
        scale = np.linalg.norm(system.query_key, 2) * (limit.tokens**2).sum(axis=1).max()
        worst = max(worst, float(gap.max() / scale))
    told = f"{len(places)} of 10 limits known, {min(places, default=0)} to {max(places, default=0)} lines; equation of S met to {worst:.0e}"
    return len(places) >= 8 and max(places) <= 6 and worst < 1e-4, told, {"lines": places}
