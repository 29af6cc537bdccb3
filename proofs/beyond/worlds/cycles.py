"""The two-cycle ``v_k, -v_k`` where ``1 + alpha lambda_k < 0``: its multipliers in symbols, and tokens that flip."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_cycle() -> Any:
    """A consensus in the plane of ``v_k`` and ``v_j`` with ``1 + alpha lambda_k = -r``, A and n symbols; several heads are one there."""
    import numpy as np
    import sympy

    from verify.systems import Attention, Oja

    alpha, r, n = sympy.symbols("alpha r n", positive=True)
    a = sympy.Symbol("a", real=True)
    key = np.array([[sympy.Symbol(f"A_{i}{j}", real=True) for j in range(2)] for i in range(2)], dtype=object)
    key[0, 0] = sympy.log(sympy.Symbol("F", positive=True))  # so that e^(score) is rational
    value = np.array([[-(1 + r) / alpha, sympy.Integer(0)], [sympy.Integer(0), a / alpha]], dtype=object)
    systems = [
        Oja(value=value, step_size=alpha),
        Attention(value=value, query_key=key, step_size=alpha),
    ]
    return SimpleNamespace(systems=systems, r=r, a=a, n=n, symbolic=True)


def random_cycle(rng: Any) -> Any:
    """The same in R^d, with numbers."""
    import numpy as np

    from verify.systems import Attention, MultiHead, Oja

    d, n, alpha = int(rng.integers(2, 5)), int(rng.integers(2, 6)), rng.uniform(0.2, 2)
    r, a = rng.uniform(0.2, 3), rng.normal(size=d - 1)
    value = np.diag(np.concatenate([[-(1 + r)], a])) / alpha
    key, other = rng.normal(size=(2, d, d))
    systems = [
        Oja(value=value, step_size=alpha),
        Attention(value=value, query_key=key, step_size=alpha),
        MultiHead(values=[value - other, other], query_keys=[key, key.T], step_size=alpha),
    ]
    return SimpleNamespace(systems=systems, r=r, a=a, n=n, d=d, symbolic=False)


def multipliers(w: Any) -> tuple[Any, Any]:
    """Eigenvalues of the derivative of two steps at the consensus, and ``((1 + a)/r)^2`` with ``1/r^2``."""
    return _multipliers(w, power=2)


def multipliers_wrongly(w: Any) -> tuple[Any, Any]:
    """Those of one step in place of two: false."""
    return _multipliers(w, power=1)


def _multipliers(w: Any, *, power: int) -> tuple[Any, Any]:
    together, apart = ((1 + w.a) / w.r) ** power, (1 / w.r) ** power
    if w.symbolic:
        return [_twice(system, w.n) for system in w.systems], [[together, apart]] * len(w.systems)
    import numpy as np

    said = np.concatenate([together, np.repeat(apart, (w.n - 1) * (w.d - 1))])
    # In balls power sums stand for the eigenvalues, which would have to be sorted.
    sums = [(said**k).sum() for k in range(1, len(said) + 1)] if said.dtype == object else np.sort(said)
    said = np.array(sums)
    return [_seen(system, w) for system in w.systems], [said] * len(w.systems)


def _seen(system: Any, w: Any) -> Any:
    """Eigenvalues, sorted, or in balls their power sums."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.evidence.autodiff import full_derivative

    state = arithmetic_of(w.a).asarray(np.eye(w.d, dtype=int)[np.zeros(w.n, dtype=int)], w.a)
    twice = full_derivative(lambda x: system.step(system.step(x)), state)
    matrix = twice[:, 1:, :, 1:].reshape(w.n * (w.d - 1), w.n * (w.d - 1))
    if matrix.dtype != object:
        return np.sort(np.linalg.eigvals(matrix).real)
    power, sums = matrix, []
    for _ in range(len(matrix)):
        sums.append(power.trace())
        power = power @ matrix
    return np.array(sums)


def _twice(system: Any, n: Any) -> list[Any]:
    """What one moved token among n equal ones makes of itself and of the others in two steps, as eigenvalues."""
    import numpy as np
    import sympy

    epsilon = sympy.Symbol("epsilon", real=True)
    one = sympy.Integer(1)
    rows = np.array([[one, epsilon], [one, sympy.Integer(0)]], dtype=object)
    counts = np.array([one, n - 1], dtype=object)
    first = _linear(system.step(rows, counts), epsilon)
    second = _linear(system.step(first, counts), epsilon)
    itself, same = (sympy.diff(row[1], epsilon) for row in second)
    return [sympy.cancel(itself + (n - 1) * same), sympy.cancel(itself - same)]


def _linear(rows: Any, epsilon: Any) -> Any:
    """Value and first derivative at 0, entry by entry."""
    import numpy as np
    import sympy

    def entry(value: Any) -> Any:
        slope = sympy.diff(value, epsilon).subs(epsilon, 0)
        return sympy.cancel(value.subs(epsilon, 0)) + epsilon * sympy.cancel(slope)

    return np.array([[entry(value) for value in row] for row in rows], dtype=object)


def flips_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random spectra with ``1 + alpha lambda_d < 0``: do perturbations of the two-cycle at ``v_d`` return to it?"""
    import numpy as np

    from verify.systems import Attention

    wrong, returned, left = 0, 0, 0
    for trial in range(60):
        rng = np.random.default_rng([seed, trial])
        d, alpha = int(rng.integers(2, 5)), float(rng.uniform(0.5, 2))
        spectrum = np.sort(rng.normal(size=d))
        spectrum[-1], spectrum[0] = abs(spectrum[-1]) + 0.3, -(1 + float(rng.uniform(0.2, 4))) / alpha
        margin = alpha * (-spectrum[0] - spectrum[-1]) - 2
        if abs(margin) < 0.2 or spectrum[1] - spectrum[0] < 0.2:
            continue
        system = Attention(value=np.diag(spectrum), query_key=rng.normal(size=(d, d)), step_size=alpha)
        state = np.zeros((4, d))
        state[:, 0] = 1.0
        tokens = state + 0.01 * rng.normal(size=state.shape)
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        for _ in range(min(steps, 600)):
            tokens = system.step(tokens)
        flipped = bool(
            np.abs(system.step(tokens) + tokens).max() < 1e-6 and np.abs(np.abs(tokens[:, 0]) - 1).max() < 1e-6
        )
        returned, left = returned + flipped, left + (not flipped)
        wrong += flipped != (margin > 0)
    told = (
        f"{returned} perturbed two-cycles at v_d return, {left} leave; {wrong} against alpha(|lambda_d| - lambda_1) > 2"
    )
    return wrong == 0 and returned > 0 and left > 0, told, {"returned": returned, "left": left}
