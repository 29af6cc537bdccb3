"""What several kinds of evidence share: sampling points of a claim, and confirming a candidate exactly."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

from verify.claim import Claim, Point
from verify.conclusions import Exists, Formula, SpectrumIs, exact_point, hypotheses_hold, truth

BATCH = 40_000


@functools.cache
def version(package: str) -> str:
    """``name version`` of an installed package."""
    from importlib.metadata import version as installed

    return f"{package} {installed(package)}"


def engine(package: str) -> str:
    """``version``, or an error that names what is missing.

    Raises:
        EngineMissing: if the package is not installed.
        WeightsMissing: if it belongs to the extra [weights].
    """
    from importlib.metadata import PackageNotFoundError

    from verify.errors import not_installed

    try:
        return version(package)
    except PackageNotFoundError:
        raise not_installed(package) from None


def vectorised(predicate: Callable[[Point], Any], batch: Point, size: int) -> Any:
    """A predicate on a whole batch of float points, as a boolean array."""
    import numpy as np

    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(predicate(batch), dtype=bool), (size,))


def draw(claim: Claim, seed: int, size: int = BATCH) -> tuple[Point, Any]:
    """A batch of float points on a rational grid and a mask of those that satisfy domains and hypotheses.

    Values are drawn from several scales, with small integers, zero, equal values and near ties in the mix: that is
    where theorems break. Grid values are exact in binary, so that a hit can be re-checked as a rational number.
    """
    import numpy as np

    rng = np.random.default_rng(seed)
    made: dict[str, Any] = {}
    for parameter in claim.parameters:
        if parameter.domain == "integer":
            low = parameter.low if parameter.low is not None else 0
            values = low + rng.choice([0, 0, 1, 1, 2, 3, 5, 9], size=size).astype(float)
        else:
            coarse = rng.integers(-24, 25, size=size) / 8.0
            scaled = rng.integers(-64, 65, size=size) / 64.0 * np.exp2(rng.integers(-6, 7, size=size))
            small = rng.integers(-3, 4, size=size).astype(float)
            values = np.choose(rng.integers(0, 3, size=size), [coarse, scaled, small])
            if parameter.domain == "positive":
                values = np.abs(values) + np.exp2(-rng.integers(0, 8, size=size))
        made[parameter.name] = values
    _tie(made, [p.name for p in claim.parameters if p.name.startswith("lambda_")], rng)
    point = Point(made)
    mask = np.ones(size, dtype=bool)
    for parameter in claim.parameters:  # a tie may have taken an eigenvalue out of its domain
        if parameter.domain == "positive":
            mask &= made[parameter.name] > 0
        if parameter.low is not None:
            mask &= made[parameter.name] >= parameter.low
    for hypothesis in claim.hypotheses:
        mask &= vectorised(hypothesis.holds, point, size)
    return point, mask


def _tie(made: dict[str, Any], names: list[str], rng: Any) -> None:
    """Make some eigenvalues equal or nearly equal to others, or their negatives."""
    import numpy as np

    for name in names:
        if len(names) < 2:
            return
        other = made[names[rng.integers(len(names))]]
        which = rng.random(len(other))
        tied = np.where(which < 0.04, other, np.where(which < 0.08, -other, other + np.exp2(-20.0)))
        made[name] = np.where(which < 0.12, tied, made[name])


def samples(claim: Claim, seed: int, count: int) -> Iterator[Point]:
    """Up to ``count`` exact points that satisfy the hypotheses, the witness first."""
    import numpy as np

    given = 0
    if claim.witness:
        yield exact_point(claim, dict(claim.witness))
        given = 1
    point, mask = draw(claim, seed)
    for index in np.flatnonzero(mask):
        if given >= count:
            return
        exact = exact_point(claim, {name: float(point[name][index]) for name in point})
        if hypotheses_hold(claim, exact):
            given += 1
            yield exact


def violates(claim: Claim, point: Point) -> bool | None:
    """Whether an exact point satisfies all hypotheses and makes the conclusion false; ``None`` if SymPy cannot tell."""
    if not isinstance(claim.conclusion, Formula):
        return None
    fails = claim.conclusion.fails
    hypotheses = hypotheses_hold(claim, point)
    try:
        false = truth(fails(point)) if fails else negation(truth(claim.conclusion.holds(point)))
    except TypeError:  # SymPy does not order what is undefined at this point, such as 1/0
        false = None
    if hypotheses is False or false is False:
        return False
    return None if hypotheses is None or false is None else True


def negation(value: bool | None) -> bool | None:
    """Not, where nothing is known of nothing."""
    return None if value is None else not value


def confirm(claim: Claim, point: Point) -> dict[str, Any] | None:
    """The replayable counterexample at an exact point, or ``None`` if it is not confirmed.

    Confirmed means: hypotheses true and conclusion false in exact arithmetic, and, where the claim has a scene, what is
    seen of the state from ``step`` and its Jacobian contradicts the conclusion too.
    """
    from verify.counterexample import from_scene

    if not violates(claim, point):
        return None
    conclusion = claim.conclusion
    assert isinstance(conclusion, Formula)
    if conclusion.scene is None:
        return from_scene(claim, point, None, None)
    from verify.observe import observe
    from verify.scenes import bare_scores

    system = conclusion.scene.make_system(point, bare_scores)
    tokens = conclusion.scene.tokens(point)
    facts = observe(system, tokens)
    if conclusion.observed is not None and conclusion.observed(facts):
        return None
    return from_scene(claim, point, conclusion.scene, facts)


def instance(claim: Claim, seed: int) -> dict[str, Any] | None:
    """For an existential claim that nothing satisfies: a state at which what is said to exist is tried and fails.

    It is the state that the conclusion gives, or the first sampled point whose state says so with a margin, off the
    boundary of stability. It illustrates; what refutes is that the query over all points is unsatisfiable.
    """
    from verify.counterexample import Counterexample, from_scene

    conclusion, said = claim.conclusion, "nothing that satisfies the hypotheses has the property; for example: "
    assert isinstance(conclusion, Exists)
    if conclusion.instance is not None:
        data = {**conclusion.instance.example(), "claim": claim.id.split("~")[0]}
        shown = conclusion.instance.fails(Counterexample(data))
        text = f"{said}{data['explanation']} {shown.detail}"
        return data | {"explanation": text, "checked_with": version("sympy")} if shown.holds else None
    points = sorted(samples(claim, seed, 40), key=lambda point: sum(len(str(value)) for value in point.values()))
    for point in points:
        if not hypotheses_hold(claim, point) or truth(conclusion.holds(point)) is not False:
            continue
        facts = None
        if conclusion.scene is not None:
            from verify.observe import observe
            from verify.scenes import bare_scores

            facts = observe(conclusion.scene.make_system(point, bare_scores), conclusion.scene.tokens(point))
            marginal = abs(facts.radius - facts.boundary) <= max(facts.tolerance, 1e-3)
            if marginal or (conclusion.observed is not None and conclusion.observed(facts)):
                continue
        made = from_scene(claim, point, conclusion.scene, facts)
        return made | {"explanation": said + made["explanation"]}
    return None


def relative_gap(left: Any, right: Any) -> float | None:
    """Largest difference of two sides (nested numbers), relative to their size; ``None`` if they cannot be compared."""
    import numpy as np

    a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    if a.shape != b.shape or not a.size or not (np.isfinite(a).all() and np.isfinite(b).all()):
        return None
    return float(np.abs(a - b).max()) / max(1.0, float(np.abs(a).max()))


def scene_of(claim: Claim) -> Any:
    """The scene of a claim's conclusion, if it has one."""
    if isinstance(claim.conclusion, (Formula, Exists, SpectrumIs)):
        return claim.conclusion.scene
    return None
