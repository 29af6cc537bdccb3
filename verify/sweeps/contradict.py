"""A contradiction between a closed form and what floats saw: looked at once more, and written as a file that anyone can replay."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from verify.sweeps.predict import Place
from verify.systems import System

NUDGE, COPIES = 1e-5, 8
"""Size of the perturbations that are released, and how many."""
GROWN, SHRUNK = 10.0, 0.1
"""A distance that has become so many times larger left; smaller, it came back."""
HORIZON = 200.0
"""Of a flow that is released, in units of 1/|V|."""


@dataclass(frozen=True, eq=False)
class Contradiction:
    """What was seen against what was predicted.

    Attributes:
        kind: ``end``, a start ended at a state that is predicted not to attract; ``jacobian``, the linearisation at a predicted
            state has the other verdict.
        place: of the state, and its prediction.
        state: shape ``(n, d)``.
        seen: stable, unstable or no fixed point, in floats.
        growth: spectral radius or abscissa, in floats.
    """

    kind: str
    place: Place
    state: np.ndarray
    seen: str
    growth: float


@dataclass(frozen=True)
class Judgement:
    """Whether a contradiction holds, and by which route."""

    holds: bool
    how: str


def judge(system: System, found: Contradiction) -> Judgement:
    """The state looked at by routes that share nothing with the closed forms and the search.

    First ball arithmetic: existence by Krawczyk's test, stability by a Lyapunov form, both of the exact binary matrices. Where that
    does not decide, perturbed states are released, and follow the step as it is defined (the flow by DOP853).
    """
    from verify.equilibria.certification import certify

    if found.seen == "no fixed point":
        moved = float(np.abs(system.step(found.state) - found.state).max())
        return Judgement(moved > NUDGE, f"one step moves it by {moved:.3g}")
    proved = certify(system, found.state, basin=False)
    if proved.certified:
        if proved.verdict == found.seen:
            return Judgement(True, f"ball arithmetic proves that it is {proved.verdict}")
        return Judgement(False, f"ball arithmetic proves that it is {proved.verdict}: floats misjudged it")
    seen = released(system, found.state)
    if seen == found.seen:
        return Judgement(
            True, f"perturbed states {'come back' if seen == 'stable' else 'leave'}; not proved: {proved.note}"
        )
    return Judgement(False, f"perturbed states {_WORDS[seen]}; not proved: {proved.note}")


_WORDS = {"stable": "come back", "unstable": "leave", "undecided": "neither come back nor leave"}


def released(system: System, state: np.ndarray) -> str:
    """``stable`` if all perturbed states come back, ``unstable`` if one leaves or the state itself does not rest, else ``undecided``."""
    rng = np.random.default_rng(0)
    noise = rng.normal(size=(COPIES, *state.shape))
    noise -= (noise * state).sum(axis=-1, keepdims=True) * state
    noise *= NUDGE / np.linalg.norm(noise, axis=(1, 2), keepdims=True)
    copies = state + noise
    copies /= np.linalg.norm(copies, axis=-1, keepdims=True)
    with np.errstate(all="ignore"):
        ends = _ends(system, copies)
    moved = np.linalg.norm(ends - state, axis=(1, 2)) / NUDGE
    if not np.isfinite(moved).all() or (moved > GROWN).any():
        return "unstable"
    return "stable" if (moved < SHRUNK).all() else "undecided"


def _ends(system: System, copies: np.ndarray) -> np.ndarray:
    if not system.is_flow:
        for _ in range(2000):
            copies = system.step(copies)
        return copies
    from verify.equilibria.search.batched import field_scale
    from verify.trajectories import trajectory

    horizon = HORIZON / (field_scale(system) or 1.0)
    return np.array([trajectory(system, copy, horizon, rtol=1e-10, atol=1e-13).states[-1] for copy in copies])


def document(system: System, found: Contradiction, judgement: Judgement, where: str) -> dict[str, Any]:
    """The counterexample: the exact binary numbers of the system and the state, and in words what is contradicted.

    No claim is named, since the closed forms are proved by many; ``verify replay`` says what the state is from its numbers.
    """
    from verify.counterexample import describe

    measure = "abscissa" if system.is_flow else "radius"
    at = "no eigenvector" if found.place.eigenvector is None else f"eigenvector {found.place.eigenvector}"
    groups = f"{len(found.state) - found.place.minus}+{found.place.minus}"
    how = "a start ended there" if found.kind == "end" else "its Jacobian was computed"
    text = (
        f"{where}: the state {groups} at {at} is predicted to be {found.place.word}; {how}, and it is {found.seen} "
        f"(spectral {measure} {found.growth!r}). {judgement.how}"
    )
    return describe(None, _exact(system), exact_rows(found.state), text, "float64, then arb or trajectories")


def _exact(system: System) -> System:
    from dataclasses import replace

    changed: dict[str, Any] = {"value": exact_rows(system.value)}  # type: ignore[attr-defined]
    if getattr(system, "query_key", None) is not None:
        changed["query_key"] = exact_rows(system.query_key)  # type: ignore[attr-defined]
    if system.step_size is not None:
        changed["step_size"] = Fraction(float(system.step_size))
    return replace(system, **changed)


def exact_rows(array: Any) -> np.ndarray:
    """The binary numbers of an array as fractions."""
    floats = np.asarray(array, dtype=float)
    exact = np.empty(floats.shape, dtype=object)
    for index, entry in np.ndenumerate(floats):
        exact[index] = Fraction(float(entry))
    return exact
