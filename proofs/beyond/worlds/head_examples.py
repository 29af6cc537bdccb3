"""Bipartite consensus of several heads: examples with exact numbers, and what becomes of them in float64."""

from __future__ import annotations

from typing import Any

Rows = list[list[str]]


def _heads(first: Rows, second: Rows, keys: tuple[Rows, Rows], explanation: str) -> dict[str, Any]:
    """Two heads and two tokens at each of ``+-e_1``, alpha = 1/4."""
    import sympy

    from proofs.power_method.examples import _state

    layer = (sympy.Matrix(first) + sympy.Matrix(second)).tolist()
    return _state(
        [[str(entry) for entry in row] for row in layer],
        None,
        [["1", "0", "0"], ["1", "0", "0"], ["-1", "0", "0"], ["-1", "0", "0"]],
        explanation,
        system="multihead",
        heads=[{"value": value, "query_key": key} for value, key in zip((first, second), keys, strict=True)],
    )


def _diagonal(*entries: str) -> Rows:
    return [[entry if i == j else "0" for j in range(len(entries))] for i, entry in enumerate(entries)]


def _key(score: str, *, other: bool = False) -> Rows:
    """A dense score matrix with ``e_1^T A e_1`` given."""
    if other:
        return [[score, "1/5", "-1/10"], ["-3/10", "1/5", "2/5"], ["1/10", "1/2", "-1/5"]]
    return [[score, "-1/5", "3/10"], ["1/2", "-2/5", "1/10"], ["-1/5", "1/10", "3/5"]]


def commuting() -> dict[str, Any]:
    """H = diag(1/2, 1, -1/4): the tokens are at the eigenvector of its intermediate eigenvalue."""
    return _heads(
        _diagonal("2", "1", "0"),
        _diagonal("-3/2", "0", "-1/4"),
        (_key("log(2)"), _key("-log(3)", other=True)),
        "H_1 = diag(2, 1, 0), H_2 = diag(-3/2, 0, -1/4), H = diag(1/2, 1, -1/4); scores log 2 and -log 3 at e_1.",
    )


def commuting_alike() -> dict[str, Any]:
    """The same heads with the same score: as good as one head, and not stable there."""
    told = "The heads of the example, both with the score log 2."
    heads = commuting()["heads"]
    return _heads(heads[0]["value"], heads[1]["value"], (_key("log(2)"), _key("log(2)", other=True)), told)


def aligned() -> dict[str, Any]:
    """The heads pull e_1 aside by opposite vectors and have the same score: H e_1 = 3/2 e_1."""
    return _heads(
        [["1", "1/10", "-1/5"], ["1/2", "1/5", "1/10"], ["-1/4", "3/10", "-1/10"]],
        [["1/2", "-1/10", "1/5"], ["-1/2", "1/10", "2/5"], ["1/4", "1/5", "1/10"]],
        (_key("log(2)"), _key("log(2)", other=True)),
        "Two dense heads, H_1 e_1 = (1, 1/2, -1/4), H_2 e_1 = (1/2, -1/2, 1/4), both with the score log 2 at e_1.",
    )


def unaligned() -> dict[str, Any]:
    """Scores log 2 and log 3: gammas 3/5 and 4/5 weigh the pulls aside, which cancel although those of H do not."""
    return _heads(
        [["1", "1/10", "-1/5"], ["1/2", "1/5", "1/10"], ["-1/4", "3/10", "-1/10"]],
        [["1/2", "1/40", "11/80"], ["-3/8", "1/10", "2/5"], ["3/16", "1/5", "1/10"]],
        (_key("log(2)"), _key("log(3)", other=True)),
        "Two dense heads, H_1 e_1 = (1, 1/2, -1/4), H_2 e_1 = (1/2, -3/8, 3/16), scores log 2 and log 3 at e_1: "
        "(3/5 H_1 + 4/5 H_2) e_1 = e_1, and H e_1 = (3/2, 1/8, -1/16).",
    )


def unaligned_uniform() -> dict[str, Any]:
    """The same values without scores: the heads pull nothing, and the state repels."""
    heads = unaligned()["heads"]
    zero = _diagonal("0", "0", "0")
    return _heads(heads[0]["value"], heads[1]["value"], (zero, zero), "The same values with A_1 = A_2 = 0.")


def examples_return(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """All three examples in float64: radius by automatic differentiation, and whether perturbations return."""
    import numpy as np

    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.evidence.autodiff import tangent_spectrum
    from verify.systems import MultiHead

    back, radii = 0, []
    for k, make in enumerate((commuting, aligned, unaligned)):
        exact = Counterexample(make())
        found: Any = exact.system()
        values, keys = ([FLOAT64.asarray(m, None) for m in part] for part in (found.values, found.query_keys))
        system = MultiHead(values=values, query_keys=keys, step_size=0.25)
        state = FLOAT64.asarray(exact.tokens(), None)
        radii.append(float(np.abs(tangent_spectrum(system, state)).max()))
        tokens = state + 0.01 * np.random.default_rng([seed, k]).normal(size=(20, *state.shape))
        tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
        for _ in range(min(steps, 600)):
            tokens = system.step(tokens)
        back += int((np.abs(tokens - state).max(axis=(1, 2)) < 1e-8).sum())
    shown = ", ".join(f"{radius:.4f}" for radius in radii)
    told = f"radii by automatic differentiation {shown}; {back} of 60 perturbations return"
    return back == 60 and max(radii) < 1, told, {"returned": back}


def unaligned_returns(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The same beside a statement that the last example breaks."""
    stable, told, stats = examples_return(seed, steps)
    return not stable, told, stats
