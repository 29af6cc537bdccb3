"""Cycles that attract where the paper expects equilibria: found by the falsifier, and certified."""

from __future__ import annotations

from typing import Any

from proofs.power_method import lazily, setting
from proofs.power_method.notation import ours
from verify.claim import Claim, Mutant
from verify.conclusions import Behaviour
from verify.evidence import Enclose, Exact, Simulate


def _example(**given: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("query_key", "heads", "mask", "metric", "schedule", "radius", "horizon"))
    return {**nothing, "time": "discrete", "parameters": {}, **given}


def mirrored(height: tuple[str, str] = ("12/13", "5/13")) -> dict[str, Any]:
    """Four tokens ``(+-12/13, -5/13)``, V = diag(1, -1/2), alpha = 4."""
    x, y = height
    return _example(
        system="oja",
        step_size="4",
        value=[["1", "0"], ["0", "-1/2"]],
        tokens=[[x, f"-{y}"], [x, f"-{y}"], [f"-{x}", f"-{y}"], [f"-{x}", f"-{y}"]],
        explanation="V = diag(1, -1/2) satisfies Assumption 1 and no step-size condition applies; alpha = 4, four tokens.",
    )


def flipping() -> dict[str, Any]:
    """Two antipodal tokens that attention turns to and fro: V = diag(1, -1), A = [[-4, 0], [-5, 0]], alpha = 1/2."""
    return _example(
        system="attention",
        step_size="1/2",
        value=[["1", "0"], ["0", "-1"]],
        query_key=[["-4", "0"], ["-5", "0"]],
        tokens=[
            ["-3201171456/4891450225", "3698484367/4891450225"],
            ["3201171456/4891450225", "-3698484367/4891450225"],
        ],
        explanation="V = diag(1, -1) satisfies Assumption 1, A = [[-4, 0], [-5, 0]], alpha = 1/2 < 1/rho(V).",
    )


def resting() -> dict[str, Any]:
    """The same system at ``(v_1, -v_1)``, which is no cycle."""
    return {**flipping(), "tokens": [["1", "0"], ["-1", "0"]]}


def trapped_cycle(example: Any) -> Any:
    """An open set of starts converges to no equilibrium; see :mod:`verify.search.certify_end`."""
    from verify.evidence.enclose import Certificate
    from verify.search.certify_end import trapped

    found = trapped(example, ("equilibrium",))
    return found if found.holds else Certificate(False, found.detail)


def mirrored_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where 200 random starts within 0.05 of the mirrored state are after many steps."""
    return _two_cycles(mirrored(), seed, steps)


def flipping_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The same for attention."""
    return _two_cycles(flipping(), seed, steps)


def _two_cycles(data: dict[str, Any], seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    import numpy as np

    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.search.state import in_floats

    example = Counterexample(data)
    system, state = in_floats(example.system()), FLOAT64.asarray(example.tokens(), None)
    tokens = state + 0.05 * np.random.default_rng(seed).uniform(-1, 1, size=(200, *state.shape))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    for _ in range(min(steps, 2_000)):
        tokens = system.step(tokens)
    once = system.step(tokens)
    back = np.abs(system.step(once) - tokens).max(axis=(1, 2)) < 1e-8
    cycles = int((back & (np.abs(once - tokens).max(axis=(1, 2)) > 0.1)).sum())
    told = f"{cycles} of 200 random starts within 0.05 of the state end in a cycle of period two, none at a consensus"
    return cycles == 200, told, {"starts": 200, "cycles": cycles}


MIRRORED = Claim(
    id="beyond.mirrored_cycles",
    title="Long steps: two-cycles attract for n = 4 too",
    statement=(
        r"Theorem 2's step-size condition is not enough for almost-global convergence, for $n = 4$ either: with "
        r"$V = \mathrm{diag}(1, -\frac12)$ and $\alpha = 4$, so that $1 + \alpha\lambda_2 = -1$, the states $(\pm x, h)$ with two "
        r"tokens at each sign are mirrored to $(\pm x, -h)$ and back, and near $h = \frac{5}{13}$ the line of these cycles "
        r"attracts an open set of starts."
    ),
    source=ours("Theorem 2"),
    conclusion=Behaviour(
        "an open set of starts of (9) with V = diag(1, -1/2), alpha = 4, n = 4 converges to two-cycles"
    ),
    evidence=(
        Exact(
            lazily("verify.equilibria.mirrored_cycles", "attracting_mirrored_cycles"),
            mirrored,
            setting=setting("assumption_1", "step_size", of="oja"),
        ),
        Simulate(mirrored_seen),
    ),
    mutants=(Mutant("higher up", example=lambda: mirrored(("3/5", "4/5"))),),
    note=(
        "Found by the falsifier. alpha lambda_2 = -2 exactly is a set of measure zero among the systems; "
        "alpha max(0, -lambda_d) < 1 excludes it, and every cycle (lemma_7.convergence). At h = 4/5 the line of cycles repels."
    ),
)
FLIPPING = Claim(
    id="beyond.attention_cycles",
    title="Attention need not converge, even for small steps",
    statement=(
        r"For some $A$ an open set of starts of (8) under Assumption 1 with $\alpha < 1/\rho(V)$ converges to a cycle of period "
        r"two, and to no equilibrium: $V = \mathrm{diag}(1, -1)$, $A = \begin{pmatrix}-4 & 0\\ -5 & 0\end{pmatrix}$, "
        r"$\alpha = \frac12$, $n = 2$."
    ),
    source=ours("Remark 3"),
    conclusion=Behaviour("an open set of starts of (8) with V = diag(1, -1), alpha = 1/2 converges to a two-cycle"),
    evidence=(
        Enclose(trapped_cycle, flipping, setting=setting("assumption_1", "step_size")),
        Simulate(flipping_seen),
    ),
    mutants=(Mutant("at rest", example=resting),),
    note=(
        "Found by the falsifier. For the Oja system small steps exclude cycles (lemma_7.convergence); for attention with symmetric "
        "positive definite A none was seen with alpha < 1/rho(V)."
    ),
)
