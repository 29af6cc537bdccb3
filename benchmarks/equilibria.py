"""Equilibria from many starts: all starts in one array, against SciPy's root finder and a plain Euler loop, start by start.

Both sides of a row get the same systems and the same starts. Systems: the flow of attention, V symmetric Gaussian and drawn again until its
largest eigenvalue is positive (Assumption 1 of the power-method paper), A = G G^T.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from benchmarks.timing import Row, side_by_side
from verify import Attention
from verify.equilibria.search.distinct import Collection, same
from verify.equilibria.search.newton import polish, solve
from verify.equilibria.search.relax import attracting, relax
from verify.equilibria.search.starts import uniform
from verify.trajectories import trajectory

Array = np.ndarray
EULER_STEP, EULER_STEPS, REST = 0.05, 4_000, 1e-9
"""Of the Euler loop: its step in units of 1/|V|, the most steps, and the field, relative to |V|, at which it stops."""
NEAR = 1e-5
"""Two ends nearer than this are the same."""


def run(full: bool) -> list[Row]:
    """Five systems of 10 tokens and one of 32, d = 3; more starts of each where ``full``."""
    five = [_system(10, k) for k in range(5)]
    one = [_system(32, 0)]
    more = 5 if full else 1
    return [
        _roots(five, 10, 40 * more),
        _roots(one, 32, 40 * more),
        _attractors(five, 10, 8 * more),
        _attractors(one, 32, 8 * more),
    ]


def _system(n: int, k: int) -> Attention:
    rng = np.random.default_rng([41, n, k])
    while True:
        value = rng.normal(size=(3, 3))
        value = (value + value.T) / 2
        if np.linalg.eigvalsh(value)[-1] > 0:
            break
    scores = rng.normal(size=(3, 3))
    return Attention(value=value, query_key=scores @ scores.T)


def _roots(systems: list[Attention], n: int, count: int) -> Row:
    """Zeros of the field, saddles included: damped Newton steps in one array, and ``scipy.optimize.root`` (MINPACK's hybrid method)."""
    starts = [uniform(k, count, n, 3) for k in range(len(systems))]

    def peer() -> list[Array]:
        return [_hybr(system, states) for system, states in zip(systems, starts, strict=True)]

    def ours() -> list[Array]:
        found = []
        for system, states in zip(systems, starts, strict=True):
            ends, done = solve(system, states, scale=_size(system))
            found.append(polish(system, ends[done]))
        return found

    _hybr(systems[0], starts[0][:1])
    solve(systems[0], starts[0][:2], scale=_size(systems[0]))
    peer_seconds, our_seconds, theirs, own = side_by_side(peer, ours, repeat=1)
    agreement = _counted(systems, theirs, own, count, _distinct)
    return _row("zeros of the field", n, len(systems), count, "scipy root, hybr", peer_seconds, our_seconds, agreement)


def _attractors(systems: list[Attention], n: int, count: int) -> Row:
    """Where trajectories end: Bogacki and Shampine's method in one array until Newton's method takes over, and an Euler loop."""
    starts = [uniform(100 + k, count, n, 3) for k in range(len(systems))]

    def peer() -> list[tuple[Array, Array]]:
        return [_euler(system, states) for system, states in zip(systems, starts, strict=True)]

    def ours() -> list[tuple[Array, Array]]:
        ended = [
            relax(system, system, states, 4_000, _size(system)) for system, states in zip(systems, starts, strict=True)
        ]
        return [(run.states, run.arrived) for run in ended]

    relax(systems[0], systems[0], starts[0][:2], 40, _size(systems[0]))
    peer_seconds, our_seconds, theirs, own = side_by_side(peer, ours, repeat=1)
    total, apart, right = 0, 0, [0, 0]
    for system, begun, (looped, rested), (followed, arrived) in zip(systems, starts, theirs, own, strict=True):
        for k in np.flatnonzero(rested & arrived):
            total += 1
            if np.abs(looped[k] - followed[k]).max() > NEAR:
                apart += 1
                judge = trajectory(system, begun[k], 400 / _size(system), rtol=1e-11, atol=1e-13).states[-1]
                for side, end in enumerate((looped[k], followed[k])):
                    right[side] += bool(np.abs(judge - end).max() < NEAR)
    rest = [[states[done] for states, done in side] for side in (theirs, own)]
    agreement = _counted(systems, rest[0], rest[1], count, _stable) + f"; same end: {total - apart} of {total}"
    if apart:
        agreement += f", else DOP853 at 1e-11 ends with the peer {right[0]} times, with ours {right[1]}"
    name = f"Euler loop, step {EULER_STEP}/norm(V)"
    return _row("attractors", n, len(systems), count, name, peer_seconds, our_seconds, agreement)


def _hybr(system: Attention, starts: Array) -> Array:
    """Zeros of ``field(y/|y|) + (|y|^2 - 1) y``, whose zeros are the equilibria, from each start, with its Jacobian by formula."""
    from scipy.optimize import root

    n, d = starts.shape[1:]
    eye, own = np.eye(d), np.arange(n)

    def function(flat: Array) -> Array:
        y = flat.reshape(n, d)
        square = (y * y).sum(axis=1, keepdims=True)
        return (system.field(y / np.sqrt(square)) + (square - 1) * y).ravel()

    def jacobian(flat: Array) -> Array:
        y = flat.reshape(n, d)
        lengths = np.linalg.norm(y, axis=1)
        x = y / lengths[:, None]
        turned = (eye - x[:, :, None] * x[:, None, :]) / lengths[:, None, None]
        columns = system.jacobian(x).reshape(n * d, n, d).swapaxes(0, 1) @ turned
        matrix = columns.swapaxes(0, 1).reshape(n, d, n, d)
        matrix[own, :, own] += (lengths**2 - 1)[:, None, None] * eye + 2 * y[:, :, None] * y[:, None, :]
        return matrix.reshape(n * d, n * d)

    found = []
    for start in starts:
        with np.errstate(all="ignore"):
            end = root(function, start.ravel(), jac=jacobian, method="hybr")
        y = end.x.reshape(n, d)
        if end.success and (np.abs(np.linalg.norm(y, axis=1) - 1) < 1e-6).all():
            found.append(y / np.linalg.norm(y, axis=1, keepdims=True))
    return np.array(found).reshape(-1, n, d)


def _euler(system: Attention, starts: Array) -> tuple[Array, Array]:
    """Each start by itself, until its field is below ``REST``; which of them rested."""
    size = _size(system)
    ends, rested = starts.copy(), np.zeros(len(starts), dtype=bool)
    for k, start in enumerate(starts):
        state = start
        for _ in range(EULER_STEPS):
            field = system.field(state)
            if np.abs(field).max() < REST * size:
                rested[k] = True
                break
            state = state + EULER_STEP / size * field
            state = state / np.linalg.norm(state, axis=1, keepdims=True)
        ends[k] = state
    return ends, rested


def _size(system: Attention) -> float:
    return float(np.linalg.norm(system.value, 2))


def _distinct(system: Attention, states: Array) -> list[Array]:
    """Those that are zeros indeed, once each, up to permutations and sign."""
    if not len(states):
        return []
    states = polish(system, states)
    kept = Collection(permutable=True)
    for state in states[np.abs(system.field(states)).max(axis=(1, 2)) < 1e-11 * _size(system)]:
        kept.index(state)
    return kept.states


def _stable(system: Attention, states: Array) -> list[Array]:
    """The attracting ones among them: a loop also stops where it passes slowly."""
    found = _distinct(system, states)
    if not found:
        return []
    good = attracting(system, system, np.array(found), _size(system))
    return [state for state, stable in zip(found, good, strict=True) if stable]


def _counted(
    systems: list[Attention],
    theirs: Iterable[Array],
    own: Iterable[Array],
    count: int,
    distinct: Callable[[Attention, Array], list[Array]],
) -> str:
    """How many starts ended, how many different equilibria that gave, and how many of those both found."""
    ended, different, common = [0, 0], [0, 0], 0
    for system, looped, followed in zip(systems, theirs, own, strict=True):
        sides = (distinct(system, looped), distinct(system, followed))
        for side, (states, found) in enumerate(zip((looped, followed), sides, strict=True)):
            ended[side] += len(states)
            different[side] += len(found)
        common += sum(any(same(state, other, permutable=True) for other in sides[1]) for state in sides[0])
    total = count * len(systems)
    return f"ended: {ended[0]} and {ended[1]} of {total}; different: {different[0]} and {different[1]}, {common} of them both"


def _row(
    work: str, n: int, systems: int, count: int, peer: str, peer_seconds: float, ours: float, agreement: str
) -> Row:
    total = systems * count
    what = f"{work}, {systems} x {count} starts, (n, d) = ({n}, 3)"
    names = [
        f"{name} ({total / seconds:.3g} starts/s)" for name, seconds in ((peer, peer_seconds), ("one array", ours))
    ]
    return Row(what, names[0], names[1], peer_seconds, ours, agreement)
