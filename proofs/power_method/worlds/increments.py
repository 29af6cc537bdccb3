"""One layer from random tokens: increments of the correlation with each eigenvector, in numbers and in a ball."""

from __future__ import annotations

from typing import Any

from proofs.power_method.worlds.principal_examples import _state


def increments(value: Any, alpha: float, n: int, sequences: int, rng: Any) -> tuple[Any, Any]:
    """``Delta rho_k`` and ``P_k`` of (4) and (5) for all eigenvectors of a symmetric V, uniform attention, tokens N(0, I)."""
    import numpy as np

    from verify.systems import Oja

    system = Oja(value=value, step_size=alpha)
    vectors = np.linalg.eigh(value)[1][:, ::-1]
    tokens = rng.normal(size=(sequences, n, len(value)))
    before = np.abs(tokens @ vectors) / np.linalg.norm(tokens, axis=-1, keepdims=True)
    moved = system.step(tokens)
    change = (np.abs(moved @ vectors) - before).reshape(-1, len(value))
    return change.mean(axis=0), (change > 0).mean(axis=0)


def seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:  # noqa: ARG001
    """Random symmetric systems: signs, order and averages of the increments."""
    import numpy as np

    wrong = unordered = positive_averages = 0
    least, smallest = 1.0, 1.0
    for trial in range(24):
        rng = np.random.default_rng([seed, trial])
        d, n = int(rng.integers(3, 9)), int(rng.choice([1, 2, 5, 10]))
        spectrum = np.sort(rng.uniform(-1, 1, size=d))[::-1]
        spectrum[0] = spectrum[1] + rng.uniform(0.5, 1)
        basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
        value = basis @ np.diag(spectrum) @ basis.T
        change, more = increments((value + value.T) / 2, 1.0, n, 40_000 // n, rng)
        wrong += not (change[0] > 0 and change[0] > change.mean() and more[0] > 0.5)
        unordered += int(np.argmax(change)) != 0
        positive_averages += bool(change.mean() > 1e-3)
        least, smallest = min(least, float(more[0])), min(smallest, float(change[0]))
    told = (
        f"24 random systems: {wrong} without Delta rho_1 > 0, above the average, and P_1 > 1/2; v_1 is not first in {unordered}; P_1 is at "
        f"least {least:.3f}, Delta rho_1 at least {smallest:.4f}; the average over all eigenvectors is positive in {positive_averages}"
    )
    return wrong + unordered + positive_averages == 0, told, {"wrong": wrong, "least_p": least}


def variances(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:  # noqa: ARG001
    """Covariances of ``x_i + alpha s_i`` from N(0, I) tokens, uniform attention, a normal V with a pair, against the formula."""
    import numpy as np

    from verify.systems import Oja

    worst = 0.0
    for trial in range(6):
        rng = np.random.default_rng([seed, trial])
        n, alpha, (x, y, z) = int(rng.integers(1, 6)), float(rng.uniform(0.2, 2)), rng.normal(size=3)
        block = np.array([[x, y, 0], [-y, x, 0], [0, 0, z]])
        basis = np.linalg.qr(rng.normal(size=(3, 3)))[0]
        tokens = rng.normal(size=(100_000, n, 3))
        moved = tokens + alpha * Oja(value=basis @ block @ basis.T, step_size=alpha).influence(tokens)
        seen = np.cov((moved[:, 0] @ basis).T)
        pair, real = (1 + alpha * x) ** 2 + (alpha * y) ** 2, (1 + alpha * z) ** 2
        said = np.diag([1 + (pair - 1) / n] * 2 + [1 + (real - 1) / n])
        worst = max(worst, float(np.abs(seen - said).max() / said.max()))
    return (
        worst < 0.02,
        f"6 normal matrices, 100000 tokens each: covariances agree to {worst:.3f} of the largest",
        {"worst": worst},
    )


def sheared() -> dict[str, Any]:
    """``v_1 = e_1`` with the strictly dominant eigenvalue 1, and a shear of 40 in the plane orthogonal to it."""
    return _state(
        [["1", "0", "0"], ["0", "0", "40"], ["0", "0", "1/10"]],
        None,
        "V = [[1, 0, 0], [0, 0, 40], [0, 0, 1/10]], alpha = 1: the eigenvalues are 1, 1/10 and 0.",
    )


def unsheared() -> dict[str, Any]:
    """A spoiled example: without the shear V is symmetric."""
    return _state([["1", "0", "0"], ["0", "0", "0"], ["0", "0", "1/10"]], None, "V = diag(1, 0, 1/10), alpha = 1.")


def correlation_falls(given: Any) -> Any:
    """Certify that one layer lowers the expected correlation of a token N(0, I) with ``v_1 = e_1``.

    ``|cos(y, e_1)| <= min(1, |y_1|/|y_2|)``, where ``y_1`` and ``y_2`` are independent normal numbers: their quotient is c times a
    Cauchy number C, and ``E min(1, c|C|) = (2/pi) ((c/2) ln(1 + 1/c^2) + arctan c)``. Before the layer it is 1/2 in three dimensions.
    """
    import flint

    from verify.evidence.enclose import Certificate

    system = given.system()
    value, alpha = system.value, system.step_size
    if value.shape != (3, 3) or any(value[0, k] != 0 or value[k, 0] != 0 for k in (1, 2)):
        return Certificate(False, "e_1 is no eigenvector with an invariant complement in R^3")
    if all(value[i, j] == value[j, i] for i in range(3) for j in range(3)):
        return Certificate(False, "V is symmetric: the correlation with the principal eigenvector rises")
    others = [complex(root) for root in _roots(value)]
    if not (value[0, 0] > 0 and all(abs(root) < float(value[0, 0]) - 1e-9 for root in others)):
        return Certificate(False, "the eigenvalue at e_1 is not strictly dominant")
    with flint.ctx.workprec(128):
        across = [_ball(alpha * value[1, k] + (k == 1)) for k in (1, 2)]
        c = _ball(1 + alpha * value[0, 0]) / (across[0] ** 2 + across[1] ** 2).sqrt()
        bound = (c / 2 * (1 + 1 / c**2).log() + c.atan()) * 2 / flint.arb.pi()
        told = (
            f"the expected correlation with v_1 is 1/2 before the layer and at most {float(bound.upper()):.4f} after it"
        )
        return Certificate(
            True if bound < flint.arb(13) / 100 else None, told, {"after": f"{float(bound.upper()):.4f}"}
        )


def _ball(number: Any) -> Any:
    import flint
    import sympy

    exact = sympy.Rational(number)
    return flint.arb(flint.fmpq(int(exact.p), int(exact.q)))


def _roots(value: Any) -> Any:
    import numpy as np

    return np.linalg.eigvals(np.array(value[1:, 1:], dtype=float))
