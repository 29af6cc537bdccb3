"""Attractors of self-attention in continuous time: one instance with all three classes, and ensembles of random ones.

The ensemble of this paper's statistical sentences, fixed before anything was run (the starts were later cut from 24 to 12, for
cost): ``d = 3``, ``n = 10``;
``V = (G + G^T)/2`` with independent standard normal entries of G, drawn again until ``lambda_1 > 0``; A is, in turn,
``B B^T``, ``(B + B^T)/2`` and B with the same kind of B. Starts are uniform on the spheres.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from proofs.multistability.worlds.oja import example

STARTS = 12
VALUE = [["-1/4", "-5/4", "1/2"], ["-5/4", "0", "1"], ["1/2", "1", "0"]]
SCORES = [["3", "3/4", "3/2"], ["3/4", "7/2", "-11/4"], ["3/2", "-11/4", "21/4"]]
"""Found among random instances; eigenvalues of V about 1.31, 0.39, -1.95, A positive definite."""


def three_kinds(time: str = "continuous") -> dict[str, Any]:
    """The instance with stable consensus, bipartite and clustering equilibria, ten tokens; no state is given."""
    told = "V satisfies Assumption 1, A is positive definite, n = 10."
    data = example("attention", VALUE, [], told, query_key=SCORES) | {"tokens": None}
    return data if time == "continuous" else data | {"time": "discrete", "step_size": "1/4"}


def clustering(time: str = "continuous") -> dict[str, Any]:
    """The same instance with the tokens of a stable clustering, in decimals: nine at one place and one at another."""
    many = ["-0.5035401793599104", "0.773304058503062", "0.38528965840375506"]
    one = ["-0.20924187126824934", "-0.4550962202879379", "-0.8655086767836555"]
    return three_kinds(time) | {"tokens": [many] * 9 + [one]}


def two_places(time: str = "continuous") -> dict[str, Any]:
    """A spoiled example: five tokens at ``e_1`` and five at ``e_2``, no equilibrium."""
    return three_kinds(time) | {"tokens": [["1", "0", "0"]] * 5 + [["0", "1", "0"]] * 5}


def definite_alone() -> dict[str, Any]:
    """A spoiled example: A = 0, where all stable equilibria are consensus."""
    return three_kinds() | {"query_key": [["0"] * 3] * 3}


def floats(given: Any) -> Any:
    """The system of an example as float64: its entries are binary fractions, so that nothing is rounded."""
    from verify.search.state import in_floats

    return in_floats(given.system())


def attractors(system: Any, starts: int = STARTS, seed: int = 0, tokens: int = 10) -> Any:
    """What uniform starts end at (:class:`verify.equilibria.search.found.Equilibria`), without saddles."""
    from verify.equilibria.search.find import find_equilibria

    return find_equilibria(system, tokens=tokens, starts=starts, seed=seed, saddles=False)


def coexist(given: Any) -> Any:
    """Certify that the system has asymptotically stable equilibria of all three classes.

    Consensus and bipartite states by the closed forms in balls; a clustering found by search, then by Krawczyk's test and a Lyapunov form.
    """
    from verify import stability
    from verify.evidence.enclose import Certificate

    system = floats(given)
    closed = stability(system, tokens=10)
    totals = closed.totals()
    some = int(totals["stable_consensus"]) > 0 and int(totals["stable_bipartite"]) > 0
    if closed.certified and not some:
        return Certificate(False, "no bipartite state is stable")
    proved = closed.certified and some
    found = [
        entry for entry in attractors(system, starts=60) if entry.kind == "clustering" and entry.verdict == "stable"
    ]
    certificates = [_clustering(system, entry.tokens) for entry in found]
    shown = [certificate for certificate in certificates if certificate.holds]
    if not (proved and shown):
        return Certificate(None, "not all three classes are certified")
    told = (
        f"{totals['stable_consensus']} stable consensus and {totals['stable_bipartite']} stable bipartite states by "
        f"the closed form in balls; "
        f"{len(shown)} stable clusterings up to permutations and sign, for example: {shown[0].detail}"
    )
    return Certificate(
        True,
        told,
        {"consensus": totals["stable_consensus"], "bipartite": totals["stable_bipartite"], "clusterings": len(shown)},
    )


def stable_clustering(given: Any) -> Any:
    """Certify that near the tokens of the example there is an asymptotically stable clustering equilibrium of none of the other classes."""
    from dataclasses import replace

    import numpy as np

    from verify.arithmetic.numeric import FLOAT64
    from verify.equilibria.search.newton import solve
    from verify.evidence.enclose import Certificate

    system = floats(given)
    start = FLOAT64.normalize(FLOAT64.asarray(given.tokens(), None))
    state, done = solve(replace(system, step_size=None), start[None])
    if not done[0] or np.abs(state[0] - start).max() > 1e-6:
        return Certificate(False, "there is no equilibrium within 1e-6 of the tokens")
    return _clustering(system, state[0])


def _clustering(system: Any, tokens: Any) -> Any:
    import flint
    import numpy as np

    from verify.equilibria.certification import certify
    from verify.equilibria.contraction import Chart
    from verify.evidence.enclose import Certificate
    from verify.search.certify_end import excluded

    proved = certify(system, tokens)
    if not (proved.certified and proved.verdict == "stable"):
        return Certificate(None, proved.note or "not certified as stable")
    with flint.ctx.workprec(80):
        chart = Chart.near(tokens)
        states = chart.states(np.full(tokens.size - len(tokens), proved.error or 0.0))
        left = [kind for kind in ("consensus", "bipartite", "polygonal") if not excluded(kind, system, states)]
    if left:
        return Certificate(None, f"it is not shown that the state is not {', '.join(left)}")
    sizes = "+".join(map(str, sorted(np.bincount(_labels(tokens)), reverse=True)))
    told = (
        f"clusters {sizes}: one equilibrium with tangent coordinates within {proved.radius:.2g}, located to {proved.error:.1g}, is neither "
        f"consensus nor bipartite nor polygonal and asymptotically stable (a Lyapunov form over the enclosure); every "
        f"start with each token "
        f"within {proved.basin_radius or 0:.2g} rad of its place converges to it"
    )
    return Certificate(True, told, {"sizes": sizes, "basin_radius": proved.basin_radius})


def _labels(tokens: Any) -> Any:
    from verify.equilibria.search.distinct import clusters

    return clusters(tokens)


# ------------------------------------------------------------------ the ensemble


def instance(seed: int, number: int) -> Any:
    """Member ``number`` of the ensemble, a flow."""
    import numpy as np

    from verify.systems import Attention

    rng = np.random.default_rng([seed, number])
    while True:
        value = rng.normal(size=(3, 3))
        value = (value + value.T) / 2
        if np.linalg.eigvalsh(value)[-1] > 0:
            break
    b = rng.normal(size=(3, 3))
    return Attention(value=value, query_key=(b @ b.T, (b + b.T) / 2, b)[number % 3])


@cache
def _searched(seed: int, number: int) -> tuple[Any, ...]:
    """Kinds, hits, ranks and alignment of the attractors of one member, and how many starts stayed open."""
    import numpy as np

    system = instance(seed, number)
    result = attractors(system, seed=1000 * seed + number)
    top = np.linalg.eigh(system.value)[1][:, -1]
    rows = []
    for entry in result:
        if entry.hits:
            principal = bool(abs(abs(entry.tokens[0] @ top) - 1) < 1e-6)
            token_rank = int(np.linalg.matrix_rank(entry.tokens, tol=1e-6))
            rows.append((entry.kind, entry.hits, entry.rank, token_rank, principal, entry.verdict))
    return tuple(rows), result.undecided


def members(seed: int, count: int) -> list[tuple[Any, ...]]:
    """The attractors of the first ``count`` members of the ensemble."""
    return [_searched(seed, number) for number in range(count)]


CLASSES = ("consensus", "bipartite", "clustering")


def several(seed: int, count: int) -> list[int]:
    """Whether a member has two or more asymptotically stable equilibria of the three classes, up to permutations and sign."""
    found = []
    for rows, open_starts in members(seed, count):
        stable = sum(row[0] in CLASSES and row[5] == "stable" for row in rows)
        found.append(1 if stable >= 2 else -1 if open_starts else 0)
    return found


def _starts(seed: int, count: int, has: Any) -> list[int]:
    """One uniform start a member, the first that the member's attractors were hit by, in a fixed order: outcomes of ``has``."""
    import numpy as np

    outcomes = []
    for number, (rows, open_starts) in enumerate(members(seed, count)):
        ends = [row for row in rows for _ in range(row[1])] + [None] * open_starts
        pick = ends[int(np.random.default_rng([seed, number, 7]).integers(len(ends)))]
        outcomes.append(-1 if pick is None else has(pick))
    return outcomes


def converged(seed: int, count: int) -> list[int]:
    """Whether a uniform start of a member ends at an attracting equilibrium."""
    return [0 if outcome == -1 else 1 for outcome in _starts(seed, count, lambda _row: 1)]


def low_rank(seed: int, count: int) -> list[int]:
    """Whether the attention matrix at the end of a uniform start has rank 3 or less, of 10 tokens."""
    return _starts(seed, count, lambda row: int(row[2] <= 3))


def low_token_rank(seed: int, count: int) -> list[int]:
    """Whether the tokens at the end of a uniform start span a line or a plane only."""
    return _starts(seed, count, lambda row: int(row[3] <= 2))


def principal(seed: int, count: int) -> list[int]:
    """Whether the end of a uniform start, where it is a consensus or bipartite, is at ``v_1``; other ends do not count."""
    outcomes = _starts(seed, count, lambda row: int(row[4]) if row[0] in CLASSES[:2] else 2)
    return [outcome for outcome in outcomes if outcome != 2]
