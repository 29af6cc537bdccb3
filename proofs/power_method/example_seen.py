"""What is seen and certified of the examples of Figure 13: imported only when a claim is examined."""

from __future__ import annotations

from typing import Any

import numpy as np

from proofs.power_method import example_worlds as worlds
from verify.counterexample import Counterexample, exact_matrix
from verify.equilibria import basin, closed_form
from verify.evidence.enclose import Certificate
from verify.systems import System

Seen = tuple[bool | None, str, dict[str, Any]]

VERY_SMALL = 0.1
"""Radians. Fixed before anything was measured."""
PERTURBATIONS = 200


def exact_state(rows: worlds.Rows) -> Any:
    """Exact tokens."""
    return exact_matrix("tokens", [[str(entry) for entry in row] for row in rows])


# ------------------------------------------------------------------ certificates


def to_consensus(example: Counterexample) -> Certificate:
    """The start converges to the consensus at ``v_1`` or at ``-v_1``."""
    plus = basin.arrives(example, exact_state(worlds.consensus(1)))
    return plus if plus.holds else basin.arrives(example, exact_state(worlds.consensus(-1)))


def to_bipartite(example: Counterexample) -> Certificate:
    """The start converges to the bipartite state that it perturbs."""
    return basin.arrives(example, exact_state(worlds.bipartite()))


def both_signs(example: Counterexample) -> Certificate:
    """The example's start converges to the consensus at ``-v_1``, the other start to the one at ``v_1``."""
    other = Counterexample(worlds.example(worlds.on_sphere(worlds.OTHER), ""))
    minus = basin.arrives(example, exact_state(worlds.consensus(-1)))
    plus = basin.arrives(other, exact_state(worlds.consensus(1)))
    if not (minus.holds and plus.holds):
        return minus if not minus.holds else plus
    return Certificate(True, f"To -v_1: {minus.detail} To +v_1: {plus.detail}", {"minus": minus.stats, "plus": plus.stats})


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


NAMES = ("value", "query_key")


def lost_nearby(example: Counterexample) -> Certificate:
    """The bipartite state is attracting, and the example's start, less than 0.1 rad away, converges to a consensus."""
    rows = [[str(entry) for entry in row] for row in worlds.bipartite()]
    near = stable(Counterexample({**example.data, "tokens": rows}))
    far = to_consensus(example)
    if not (near.holds and far.holds):
        return far if near.holds else near
    return Certificate(True, f"{near.detail} But the start is lost to a consensus: {far.detail}", far.stats)


def wide_basin(example: Counterexample) -> Certificate:
    """The state is stable, and its basin is certified to be larger than very small."""
    found = stable(example)
    if not found.holds or float(found.stats["angle"]) > VERY_SMALL:
        return found
    return Certificate(None, found.detail, found.stats)


# ------------------------------------------------------------------ simulations


def consensus_seen(heads: int, seed: int, steps: int) -> Seen:
    """The correlation with ``v_1`` along the trajectory, and how 60 random starts end."""
    correlation = np.abs(worlds.trajectory(worlds.on_sphere(worlds.START), min(steps, 400), heads=heads)[:, :, 0]).min(axis=1)
    reached = np.flatnonzero(correlation > 1 - 1e-6)
    rng = np.random.default_rng(seed)
    starts = rng.normal(size=(60, 10, 3))
    ends = _end(worlds.numeric_system(heads), starts / np.linalg.norm(starts, axis=-1, keepdims=True), 600)
    consensus = int((np.abs(ends).sum(axis=1) == ends.shape[1]).sum())
    stats = {"smallest_correlation": f"{correlation[-1]:.12g}", "starts": 60, "consensus": consensus}
    if not len(reached):
        return None, f"|cos(x_i, v_1)| reaches {correlation[-1]:.6g} only", stats
    told = f"|cos(x_i, v_1)| > 1 - 1e-6 for all tokens from step {reached[0]} on; of 60 random starts {consensus} end so"
    return True, told, stats


def both_signs_seen(seed: int, steps: int) -> Seen:  # noqa: ARG001 - the starts are given
    """Where the two starts end."""
    ends = [worlds.trajectory(worlds.on_sphere(rows), min(steps, 400))[-1, :, 0] for rows in (worlds.START, worlds.OTHER)]
    agrees = bool((ends[0] < -1 + 1e-9).all() and (ends[1] > 1 - 1e-9).all())
    return agrees, "all tokens end at -v_1 from one start, at +v_1 from another", {"starts": 2}


def returns_seen(angle: float, seed: int, steps: int) -> Seen:
    """How many of 200 random perturbations by ``angle`` return."""
    back = _returned(_turned(angle, np.random.default_rng(seed)), min(steps, 1500))
    told = f"{back} of {PERTURBATIONS} random perturbations that turn every token by {angle:g} rad return"
    return back == PERTURBATIONS, told, {"perturbations": PERTURBATIONS, "returned": back, "angle": angle}


def perturbation_seen(half_tangent: Any, ending: str, seed: int, steps: int) -> Seen:  # noqa: ARG001
    """Where one perturbed state ends: ``bipartite`` or ``consensus``."""
    last = worlds.trajectory(worlds.perturbed(half_tangent), min(steps, 1000))[-1]
    signs = np.where(np.abs(last[:, 0]) > 1 - 1e-4, np.sign(last[:, 0]), 0)
    found = "consensus" if abs(signs.sum()) == 10 else "bipartite" if (signs == worlds.SIGNS).all() else "elsewhere"
    return found == ending, f"turned by {2 * np.arctan(float(half_tangent)):.4g} rad the state ends at: {found}", {}


def basin_seen(seed: int, steps: int) -> Seen:
    """The largest angle by which all of 200 random perturbations return; agrees if that is less than 0.1 rad."""
    angles = [round(0.02 * k, 2) for k in range(1, 21)]
    largest = 0.0
    for angle in angles:
        back = _returned(_turned(angle, np.random.default_rng(seed)), min(steps, 1500))
        if back < PERTURBATIONS:
            break
        largest = angle
    moved = [_coordinated(angle) for angle in angles]
    worst = next((a for a, state in zip(angles, moved, strict=True) if _returned(state, 1500) < len(state)), None)
    agrees = largest < VERY_SMALL or (worst is not None and worst < VERY_SMALL)
    told = (
        f"all of {PERTURBATIONS} random perturbations return that turn every token by up to {largest:g} rad; moving whole "
        f"groups together, the first loss is at {'none' if worst is None else f'{worst:g}'} rad; very small was to be less "
        f"than {VERY_SMALL:g} rad"
    )
    return agrees, told, {"largest_all_return": largest, "first_coordinated_loss": worst, "threshold": VERY_SMALL}


def _turned(angle: float, rng: np.random.Generator) -> np.ndarray:
    """Random perturbations of the bipartite state that turn every token by ``angle``."""
    phase = rng.uniform(0, 2 * np.pi, size=(PERTURBATIONS, len(worlds.SIGNS)))
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


def _returned(states: np.ndarray, steps: int) -> int:
    return int((_end(worlds.numeric_system(), states, steps) == np.array(worlds.SIGNS)).all(axis=1).sum())


def _end(system: System, states: np.ndarray, steps: int) -> np.ndarray:
    """Signs of the tokens that end at ``+-v_1``, 0 for others."""
    for count in range(steps):
        states = system.step(states)
        if count % 25 == 0 and (np.abs(states[..., 0]) > 1 - 1e-5).all():
            break
    return np.where(np.abs(states[..., 0]) > 1 - 1e-4, np.sign(states[..., 0]), 0)
