"""The points of a claim's parameters that a state of plus and minus one eigenvector means: sizes, eigenvalues, scores."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from verify.claim import Claim, Point

if TYPE_CHECKING:
    from verify.counterexample import Counterexample
    from verify.scenes import Scene

_SIZES = Point({"n": 1, "m": 1, "rest": 1})  # any sizes, where only the signs of a scene's groups are wanted


def agree(told: dict[str, Any], found: Point, scene: Scene) -> bool:
    """The given parameters are the state's: eigenvalues that the claim leaves free may be any of the matrix."""
    from verify.equilibria.settings import zero

    fixed = [name for name in told if not name.startswith("lambda_") or name == scene.at]
    return all(zero(told[name] - found[name]) for name in fixed)


def points_of_state(claim: Claim, scene: Scene, counterexample: Counterexample) -> tuple[list[Point], str]:
    """Every point of the claim's parameters that describes a sign state, one for each eigenvalue ``lambda_j``.

    Returns:
        The points, or none and the reason.
    """
    from verify.equilibria import settings

    missed = settings.of(scene.system, flow=scene.flow)(counterexample)
    if missed:
        return [], missed
    matrix, tokens = settings.layer_matrix(counterexample), counterexample.tokens()
    signs, own = settings.signs(tokens), settings.eigenvalue_at(counterexample)
    if signs is None or own is None:
        return [], "the tokens are not exactly at plus or minus one eigenvector of the value matrix"
    if not all(settings.zero(entry) for entry in matrix - matrix.T):
        return [], "the value matrix is not symmetric"
    if len({sign for sign, _ in scene.groups(_SIZES)}) != len(set(signs)):
        return [], f"the state is not {scene.name}"
    values = [value for value, times in settings.eigenvalues(matrix) for _ in range(times)]
    others = list(values)
    others.remove(next(value for value in values if settings.zero(value - own)))
    names = [parameter.name for parameter in claim.parameters]
    known = {"alpha": counterexample.system().step_size, "n": len(signs), "m": signs.count(1), "rest": signs.count(-1)}
    known |= _scores(counterexample) | {"lambda_1": values[0], "lambda_d": values[-1], scene.at: own}
    free = [name for name in names if name not in known]
    if any(not name.startswith("lambda_") for name in free):
        return [], f"{', '.join(free)} cannot be read off a state: the file must give the parameters"
    if scene.at != "lambda_1" and "lambda_1" in names and len(others) > 1 and values[0] in others:
        others.remove(values[0])  # it has a parameter of its own
    if free and not others:
        return [], f"the value matrix has no other eigenvalue to be {free[0]}"
    choices = itertools.product(others, repeat=len(free))
    return [_point(names, known | dict(zip(free, chosen, strict=True))) for chosen in choices], ""


def _point(names: list[str], values: dict[str, Any]) -> Point:
    import sympy

    return Point({name: sympy.sympify(values[name]) for name in names})


def _scores(counterexample: Counterexample) -> dict[str, Any]:
    """``c = u^T A u`` at the first token u, and ``E = e^{2c}``; nothing for systems without one score matrix."""
    import sympy

    if counterexample.data["system"] != "attention":
        return {}
    key, token = counterexample.system().query_key, counterexample.tokens()[0]  # type: ignore[attr-defined]
    size = len(token)
    c = sum(
        token[i] * (key[i, j] if key is not None else int(i == j)) * token[j] for i in range(size) for j in range(size)
    )
    c = sympy.simplify(c)
    return {"c": c, "E": sympy.simplify(sympy.exp(2 * c))}
