"""What is seen and certified of the examples of Figure 13: imported only when a claim is examined."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from proofs.power_method import example_worlds as worlds
from verify.counterexample import Counterexample, exact_matrix
from verify.equilibria import basin, closed_form
from verify.evidence.enclose import Certificate
from verify.systems import System

Seen = tuple[bool | None, str, dict[str, Any]]

NAMES = ("value", "query_key")
VERY_SMALL = 0.1
"""Radians. Fixed before anything was measured."""
PERTURBATIONS = 200


def exact_state(rows: worlds.Rows) -> Any:
    """Exact tokens."""
    return exact_matrix("tokens", [[str(entry) for entry in row] for row in rows])


# ------------------------------------------------------------------ certificates


def to_consensus(sign: int, example: Counterexample) -> Certificate:
    """The start converges to the consensus at ``sign v_1``."""
    return basin.arrives(example, exact_state(worlds.consensus(sign)))


def to_bipartite(example: Counterexample) -> Certificate:
    """The start converges to the bipartite state that it perturbs."""
    return basin.arrives(example, exact_state(worlds.bipartite()))


def both_signs(example: Counterexample) -> Certificate:
    """The example's start converges to the consensus at ``-v_1``, the other start to the one at ``v_1``."""
    other = Counterexample(worlds.example(worlds.on_sphere(worlds.OTHER), ""))
    minus, plus = to_consensus(-1, example), to_consensus(1, other)
    if not (minus.holds and plus.holds):
        return minus if not minus.holds else plus
    stats = {"minus": minus.stats, "plus": plus.stats}
    return Certificate(True, f"To -v_1: {minus.detail} To +v_1: {plus.detail}", stats)


def stable(example: Counterexample) -> Certificate:
    """Theorem 3's step size and its three groups hold, and a neighbourhood is attracted."""
    import flint

    from verify.arithmetic.numeric import to_arb

    with flint.ctx.workprec(128):
        alpha = to_arb(example.system().step_size)
        value, key = ([[to_arb(entry) for entry in row] for row in exact_matrix(n, example.data[n])] for n in NAMES)
        products = [alpha * value[j][j] for j in range(3)]
        own, scale = products[0], (2 * key[0][0]).exp()
        size = worlds.SIGNS.count(1)
        rest = len(worlds.SIGNS) - size
        margins = [m for a in products[1:] for m in closed_form.schur_cohn_margins(a, own, scale, size, rest)]
        margins += [c - 1 for c in closed_form.normalisers(own, closed_form.attention_gammas(scale, size, rest))]
        margins += [1 - abs(product) for product in products]
    if not all(margin > 0 for margin in margins):
        return Certificate(None, "the groups of theorem 3 are not shown to hold")
    found = basin.attracting(example)
    return Certificate(found.holds, f"alpha < 1/rho(V) and the three groups hold. {found.detail}", found.stats)


def lost_nearby(example: Counterexample) -> Certificate:
    """The bipartite state is attracting, and the example's start, less than 0.1 rad away, converges to a consensus."""
    rows = [[str(entry) for entry in row] for row in worlds.bipartite()]
    near = stable(Counterexample({**example.data, "tokens": rows}))
    far = to_consensus(1, example)
    if not (near.holds and far.holds):
        return far if near.holds else near
    return Certificate(True, f"{near.detail} But the start is lost to a consensus: {far.detail}", far.stats)


def wide_basin(example: Counterexample) -> Certificate:
    """The state attracts a neighbourhood that is certified to be larger than very small."""
    found = basin.attracting(example)
    if not found.holds or float(found.stats["angle"]) > VERY_SMALL:
        return found
    return Certificate(None, found.detail, found.stats)


# ------------------------------------------------------------------ simulations


def consensus_seen(heads: int, seed: int, steps: int) -> Seen:
    """The correlation with ``v_1`` along the trajectory, and how 60 random starts end."""
    states = worlds.trajectory(worlds.on_sphere(worlds.START), min(steps, 400), heads=heads)
    correlation = np.abs(states[:, :, 0]).min(axis=1)
    reached = np.flatnonzero(correlation > 1 - 1e-6)
    rng = np.random.default_rng(seed)
    starts = rng.normal(size=(60, 10, 3))
    ends = _end(worlds.numeric_system(heads), starts / np.linalg.norm(starts, axis=-1, keepdims=True), 600)
    consensus = int((np.abs(ends).sum(axis=1) == ends.shape[1]).sum())
    stats = {"smallest_correlation": f"{correlation[-1]:.12g}", "starts": 60, "consensus": consensus}
    if not len(reached):
        return None, f"|cos(x_i, v_1)| reaches {correlation[-1]:.6g} only", stats
    told = (
        f"|cos(x_i, v_1)| > 1 - 1e-6 for all tokens from step {reached[0]} on; of 60 random starts {consensus} end so"
    )
    return True, told, stats


def both_signs_seen(seed: int, steps: int) -> Seen:  # noqa: ARG001 - the starts are given
    """Where the two starts end."""
    starts = [worlds.on_sphere(pairs) for pairs in (worlds.START, worlds.OTHER)]
    ends = [worlds.trajectory(rows, min(steps, 400))[-1, :, 0] for rows in starts]
    agrees = bool((ends[0] < -1 + 1e-9).all() and (ends[1] > 1 - 1e-9).all())
    return agrees, "all tokens end at -v_1 from one start, at +v_1 from another", {"starts": 2}


def returns_seen(angle: float, seed: int, steps: int) -> Seen:
    """How many of 200 random perturbations by ``angle`` return."""
    back = _returned(worlds.numeric_system(), _turned(angle, seed), steps)
    told = f"{back} of {PERTURBATIONS} random perturbations that turn every token by {angle:g} rad return"
    return back == PERTURBATIONS, told, {"perturbations": PERTURBATIONS, "returned": back, "angle": angle}


def perturbation_seen(half_tangent: Any, ending: str, seed: int, steps: int) -> Seen:  # noqa: ARG001
    """Where one perturbed state ends: ``bipartite`` or ``consensus``."""
    last = worlds.trajectory(worlds.perturbed(half_tangent), min(steps, 1000))[-1]
    signs = _signs(last)
    found = "consensus" if abs(signs.sum()) == 10 else "bipartite" if (signs == worlds.SIGNS).all() else "elsewhere"
    return found == ending, f"turned by {2 * np.arctan(float(half_tangent)):.4g} rad the state ends at: {found}", {}


def basin_seen(seed: int, steps: int) -> Seen:
    """The largest angle by which 200 random perturbations all return; agrees if one is lost within 0.1 rad."""
    return _losses(worlds.numeric_system(), seed, steps)


def small_seen(seed: int, steps: int) -> Seen:
    """The same for the further draw."""
    return _losses(_rounded(worlds.small_basin()), seed, steps)


def large_seen(seed: int, steps: int) -> Seen:
    """The same for the example with a large basin."""
    return _losses(_rounded(worlds.large_basin()), seed, steps)


def wide_seen(seed: int, steps: int) -> Seen:
    """That the same example loses none of them."""
    lost, told, stats = large_seen(seed, steps)
    return None if lost is None else not lost, told, stats


def _losses(system: System, seed: int, steps: int) -> Seen:
    angles = [round(0.02 * k, 2) for k in range(1, 51)]
    all_return = (angle for angle in angles if _returned(system, _turned(angle, seed), steps) < PERTURBATIONS)
    some = (angle for angle in angles if _returned(system, _coordinated(angle), steps) < len(_coordinated(angle)))
    random, grouped = next(all_return, None), next(some, None)
    first = min((angle for angle in (random, grouped) if angle is not None), default=None)
    shown = ["none up to 1" if angle is None else f"{angle:g}" for angle in (random, grouped)]
    told = (
        f"turning every token by the same angle, the first loss among {PERTURBATIONS} random perturbations is at "
        f"{shown[0]} rad, "
        f"and among 16 that turn whole groups at {shown[1]} rad; very small was to be less than {VERY_SMALL:g} rad"
    )
    stats = {"first_random_loss": random, "first_coordinated_loss": grouped, "threshold": VERY_SMALL}
    return first is not None and first <= VERY_SMALL, told, stats


def _turned(angle: float, seed: int) -> np.ndarray:
    """Random perturbations of the bipartite state that turn every token by ``angle``."""
    phase = np.random.default_rng(seed).uniform(0, 2 * np.pi, size=(PERTURBATIONS, len(worlds.SIGNS)))
    up = np.broadcast_to(np.cos(angle) * np.array(worlds.SIGNS), phase.shape)
    return np.stack([up, np.sin(angle) * np.cos(phase), np.sin(angle) * np.sin(phase)], axis=-1)


def _coordinated(angle: float) -> np.ndarray:
    """Both groups turned by ``angle`` as wholes: in eight directions each, together or opposite."""
    signs = np.array(worlds.SIGNS)
    states = []
    for phase in np.arange(8) * np.pi / 4:
        for group in (np.ones(len(signs)), signs):
            out = np.sin(angle) * group
            states.append(np.stack([np.cos(angle) * signs, out * np.cos(phase), out * np.sin(phase)], axis=-1))
    return np.array(states)


def _rounded(data: dict[str, Any]) -> System:
    """A single-head example in float64."""
    from verify.arithmetic.numeric import FLOAT64
    from verify.systems import Attention

    value, key = (FLOAT64.asarray(exact_matrix(name, data[name]), None) for name in NAMES)
    return Attention(value=value, query_key=key, step_size=float(Fraction(data["step_size"])))


def _returned(system: System, states: np.ndarray, steps: int) -> int:
    return int((_end(system, states, min(steps, 1500)) == np.array(worlds.SIGNS)).all(axis=1).sum())


def _end(system: System, states: np.ndarray, steps: int) -> np.ndarray:
    """Signs of the tokens that end at ``+-v_1``, 0 for others."""
    for count in range(steps):
        states = system.step(states)
        if count % 25 == 0 and (np.abs(states[..., 0]) > 1 - 1e-5).all():
            break
    return _signs(states)


def _signs(states: np.ndarray) -> np.ndarray:
    return np.where(np.abs(states[..., 0]) > 1 - 1e-4, np.sign(states[..., 0]), 0)
