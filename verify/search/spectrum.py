"""The search for a state whose eigenvalues are not the asserted ones, and the check in balls that they are not.

A suspicion comes from floats. It is confirmed from ``step`` alone: its derivative is enclosed by jets, and either the power
traces of the Jacobian and of the asserted list are disjoint, or the characteristic polynomial certainly does not vanish, with
the asserted multiplicity, at an asserted eigenvalue.
"""

from __future__ import annotations

from typing import Any

from verify.claim import Budget, Claim, Point
from verify.conclusions import SpectrumIs
from verify.evidence.common import engine, samples
from verify.verdict import Finding, Reason, Verdict

BITS = 320
LARGEST = 24  # rows of a Jacobian that is enclosed
TOKENS = 12


def search(claim: Claim, budget: Budget) -> Finding:
    """REFUTED by a state whose spectrum certainly differs; CORROBORATED if all that were looked at agree in floats."""
    from verify.evidence.autodiff import largest_gap
    from verify.evidence.spectra import compare

    conclusion = claim.conclusion
    assert isinstance(conclusion, SpectrumIs)
    name = engine("torch")
    looked, doubt = 0, ""
    for point in samples(claim, budget.seed, max(8, budget.samples // 4)):
        if sum(int(size) for _, size in conclusion.scene.groups(point)) > TOKENS:
            continue
        gap = largest_gap(conclusion, point, seed=looked)
        looked += 1
        # A defective eigenvalue is seen to half the digits, a large one to few: a suspicion is looked at with 40.
        if not gap <= 1e-7 and not (gap := float(compare(conclusion, point, 40, seed=looked))) <= 1e-12:
            example = refuted(claim, conclusion, point)
            if example is not None:
                return Finding(
                    "falsify",
                    Verdict.REFUTED,
                    engine=example["checked_with"],
                    detail=example["explanation"],
                    counterexample=example,
                )
            doubt = doubt or f"at {point} asserted eigenvalues seem to differ from those of the Jacobian by {gap:.3g}"
    if doubt:
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.CANDIDATE, name, doubt)
    if looked < 3:
        return Finding("falsify", Verdict.INCONCLUSIVE, Reason.VACUOUS, name, stats={"satisfied": looked})
    detail = f"{looked} states, automatic derivative of step agrees"
    return Finding("falsify", Verdict.CORROBORATED, engine=name, detail=detail, stats={"satisfied": looked})


def refuted(claim: Claim, conclusion: SpectrumIs, point: Point) -> dict[str, Any] | None:
    """The counterexample at an exact point of the claim, if the spectrum there certainly is not the asserted one."""
    from verify.conclusions import hypotheses_hold
    from verify.counterexample import describe
    from verify.scenes import dense_scores

    told = difference(conclusion, point) if hypotheses_hold(claim, point) else None
    if told is None:
        return None
    system = conclusion.scene.make_system(point, dense_scores(0))
    return describe(
        claim.id.split("~")[0],
        system,
        conclusion.scene.tokens(point),
        f"at {point}: {told}",
        f"{engine('python-flint')}, {BITS} bits",
        parameters={name: str(value) for name, value in point.items()},
    )


def difference(conclusion: SpectrumIs, point: Point) -> str | None:
    """What certainly differs at an exact point; ``None`` where nothing does."""
    import flint

    with flint.ctx.workprec(BITS):
        matrix = enclosed_jacobian(conclusion, point)
        if matrix is None:
            return None
        listed = asserted(conclusion, point)
        if listed is None:
            return None
        size = matrix.nrows()
        count = sum(times * (2 if isinstance(value, tuple) else 1) for value, times in listed)
        if count > size or (conclusion.complete and count != size):
            return f"{count} eigenvalues are asserted of a {size} x {size} Jacobian"
        return _by_traces(matrix, listed) if conclusion.complete else _by_polynomial(matrix, listed)


def enclosed_jacobian(conclusion: SpectrumIs, point: Point) -> Any:
    """The derivative of ``step`` along the perturbations that the claim speaks of, an ``arb_mat``; ``None`` if too large.

    The derivative of a whole state moved along one coordinate is a column; nothing but ``step`` is used.
    """
    import flint
    import numpy as np

    from verify.arithmetic.jets import directional_derivative
    from verify.scenes import dense_scores

    scene = conclusion.scene
    tokens = scene.tokens(point)
    n, d = tokens.shape
    axes = [0] if conclusion.direction == "radial" else list(range(1, d))
    if n * len(axes) > LARGEST:
        return None
    system = scene.make_system(point, dense_scores(0))
    function = system.field if system.is_flow else system.step
    columns = []
    for token in range(n):
        for axis in axes:
            along = np.zeros((n, d), dtype=int)
            along[token, axis] = 1
            moved = directional_derivative(function, tokens, along)[:, axes]
            columns.append([jet.value for jet in moved.ravel()])
    if not all(entry.is_finite() for column in columns for entry in column):
        return None
    return flint.arb_mat([list(row) for row in zip(*columns, strict=True)])


def asserted(conclusion: SpectrumIs, point: Point) -> list[tuple[Any, int]] | None:
    """The asserted list over all directions ``v_j`` in balls: numbers or 2 x 2 blocks, each with how often it occurs."""
    from verify.arithmetic.numeric import to_arb

    others = [name for name in point if name.startswith("lambda_") and name != conclusion.scene.at]
    listed: list[tuple[Any, int]] = []
    for name in others if conclusion.direction == "tangent" else [None]:
        values = dict(point) if name is None else {**point, "lambda_j": point[name]}
        for value, times in conclusion.eigenvalues(Point(values)):
            block = isinstance(value, tuple)
            balls = tuple(tuple(to_arb(x) for x in row) for row in value) if block else to_arb(value)
            flat = [x for row in balls for x in row] if isinstance(balls, tuple) else [balls]
            if not all(x.is_finite() for x in flat):
                return None
            if int(times) > 0:
                listed.append((balls, int(times)))
    return listed


def _by_traces(matrix: Any, listed: list[tuple[Any, int]]) -> str | None:
    """The sums of k-th powers of all eigenvalues, for k up to their number: equal if and only if the multisets are."""
    import flint

    power = matrix
    blocks = [
        (flint.arb_mat([list(row) for row in value]), times) for value, times in listed if isinstance(value, tuple)
    ]
    numbers = [(value, times) for value, times in listed if not isinstance(value, tuple)]
    powers = [block for block, _ in blocks]
    for k in range(1, matrix.nrows() + 1):
        seen = power.trace()
        said = sum((times * value**k for value, times in numbers), flint.arb(0))
        said += sum((times * block.trace() for block, (_, times) in zip(powers, blocks, strict=True)), flint.arb(0))
        if not seen.overlaps(said):
            return (
                f"the sum of the {k}-th powers of the eigenvalues of the Jacobian of step is in {seen.str(12)}, that of "
                f"the asserted ones in {said.str(12)}"
            )
        power = power * matrix
        powers = [new * block for new, (block, _) in zip(powers, blocks, strict=True)]
    return None


def _by_polynomial(matrix: Any, listed: list[tuple[Any, int]]) -> str | None:
    """An eigenvalue of multiplicity t is a root of the characteristic polynomial and of its first t - 1 derivatives."""
    import flint

    polynomial = flint.acb_poly([flint.acb(c) for c in matrix.charpoly().coeffs()])
    for value, times in listed:
        for root in _roots(value):
            slope = polynomial
            for order in range(times):
                if not slope(root).contains(0):
                    at = root.real.str(12) + (f" + {root.imag.str(12)} i" if not root.imag.contains(0) else "")
                    return f"{at} is an eigenvalue of the Jacobian of step {order} times at most, not {times} times"
                slope = slope.derivative()
    return None


def _roots(value: Any) -> list[Any]:
    """Eigenvalues of a 2 x 2 block, or the number itself, as complex balls."""
    import flint

    if not isinstance(value, tuple):
        return [flint.acb(value)]
    (x, y), (z, w) = value
    root = flint.acb((x - w) ** 2 + 4 * y * z).sqrt()
    return [(x + w + root) / 2, (x + w - root) / 2]
