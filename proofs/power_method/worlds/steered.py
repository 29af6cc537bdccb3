"""Steered layers in exact numbers: counterexamples, what checks them for every kappa, and experiments.

An example holds the layer before it is steered (``value`` is H, all heads with one score matrix), tokens, and u, w and,
where one is meant, kappa among its parameters.
"""

from __future__ import annotations

from typing import Any


def _example(
    value: list[list[str]], u: list[str], w: list[str], tokens: list[list[str]], told: str, kappa: str | None = None
) -> dict[str, Any]:
    d = len(u)
    vectors = {f"{name}_{i + 1}": entry for name, vector in (("u", u), ("w", w)) for i, entry in enumerate(vector)}
    return {
        "system": "attention",
        "time": "discrete",
        "step_size": "1",
        "value": value,
        "query_key": [["0"] * d for _ in range(d)],
        "heads": None,
        "mask": None,
        "metric": None,
        "schedule": None,
        "tokens": tokens,
        "radius": None,
        "horizon": None,
        "parameters": vectors | ({} if kappa is None else {"kappa": kappa}),
        "explanation": told,
    }


def never_principal() -> dict[str, Any]:
    """``w^T u = 0``, and nothing of H but zero couples w to u."""
    value = [["1", "0", "0"], ["0", "1/2", "0"], ["0", "0", "1/4"]]
    told = "H = diag(1, 1/2, 1/4), u = e_2, w = e_3, with w^T u = 0."
    return _example(value, ["0", "1", "0"], ["0", "0", "1"], [["1", "0", "0"]], told)


def negative_gain() -> dict[str, Any]:
    """``w = -u``."""
    told = "H = diag(1, 1/2), u = e_2, w = -e_2, with w^T u = -1."
    return _example([["1", "0"], ["0", "1/2"]], ["0", "1"], ["0", "-1"], [["1", "0"]], told)


def tilted() -> dict[str, Any]:
    """A layer matrix with small eigenvalues and a large norm; the token starts at u."""
    told = "H = [[1/2, 0], [100, 1]], u = w = e_1, kappa = 20: kappa w^T u is twenty times lambda_1 = 1."
    return _example([["1/2", "0"], ["100", "1"]], ["1", "0"], ["1", "0"], [["1", "0"]], told, "20")


def unread_tokens() -> dict[str, Any]:
    """Tokens orthogonal to w."""
    told = "H = diag(1, 1/2), u = w = e_2; both tokens are e_1, so that sigma_i = w^T e_1 = 0."
    return _example([["1", "0"], ["0", "1/2"]], ["0", "1"], ["0", "1"], [["1", "0"], ["1", "0"]], told)


def other_side() -> dict[str, Any]:
    """Tokens on the other side of w."""
    told = "H = diag(1, 1/2), u = w = e_2; the tokens are (3/5, -4/5) and (4/5, -3/5)."
    return _example([["1", "0"], ["0", "1/2"]], ["0", "1"], ["0", "1"], [["3/5", "-4/5"], ["4/5", "-3/5"]], told)


def pulled_back() -> dict[str, Any]:
    """The layer has moved the tokens beyond the orthogonal complement of u; a small kappa pulls them back to it."""
    told = "H = [[0, 0], [-3, 0]], u = w = e_2; both tokens are (4/5, 3/5), kappa = 1."
    return _example([["0", "0"], ["-3", "0"]], ["0", "1"], ["0", "1"], [["4/5", "3/5"], ["4/5", "3/5"]], told, "1")


# ------------------------------------------------------------------ exact checks, on anyone's numbers


def _vectors(example: Any) -> tuple[Any, Any, Any]:
    """H, u and w as SymPy matrices.

    Raises:
        InvalidInput: if u or w is missing, of another dimension, or u is no unit vector.
    """
    import sympy

    from verify.errors import InvalidInput
    from verify.exact_text import exact

    matrix = sympy.Matrix(example.system().value)
    given, made = example.data.get("parameters") or {}, []
    for name in "uw":
        names = [f"{name}_{i + 1}" for i in range(matrix.rows)]
        if any(entry not in given for entry in names):
            raise InvalidInput(f"the parameters are {sorted(given)}; expected {', '.join(names)}")
        made.append(sympy.Matrix([exact(given[entry]) for entry in names]))
    u, w = made
    if sympy.simplify(u.dot(u) - 1) != 0:
        raise InvalidInput(f"|u|^2 = {u.dot(u)}; expected 1")
    return matrix, u, w


def _kappa(example: Any) -> Any:
    from verify.errors import InvalidInput
    from verify.exact_text import exact

    given = (example.data.get("parameters") or {}).get("kappa")
    if given is None or not exact(given) > 0:
        raise InvalidInput(f"kappa is {given}; expected a positive number among the parameters")
    return exact(given)


def _tokens(example: Any) -> tuple[list[Any], list[Any]]:
    """``y_i``, the tokens of the layer without steering before normalisation, and the means ``m_i``; exact."""
    import sympy

    system, rows = example.system(), example.tokens()
    weights, tokens = sympy.Matrix(system.attention(rows)), sympy.Matrix(rows)
    means = [tokens.T * weights.row(i).T for i in range(tokens.rows)]
    moved = [tokens.row(i).T + system.step_size * sympy.Matrix(system.value) * means[i] for i in range(tokens.rows)]
    return moved, means


def _certificate(holds: bool, told: str) -> Any:
    from verify.evidence.enclose import Certificate

    return Certificate(holds, told)


def principal_stays(example: Any) -> Any:
    """For every kappa > 0 the same eigenpair (lambda, v) of H is principal in each sense, and v is orthogonal to u."""
    import sympy

    from verify.equilibria.settings import eigenvalues

    matrix, u, w = _vectors(example)
    kappa = sympy.Symbol("kappa", positive=True)
    changed = matrix + kappa * u * w.T
    if changed.charpoly().as_expr().has(kappa):
        return _certificate(False, "the eigenvalues depend on kappa")
    found = eigenvalues(matrix)
    value, times = found[0]
    largest = times == 1 and value.is_real and all(value > abs(other) for other, _ in found[1:])
    vector = (matrix - value * sympy.eye(matrix.rows)).nullspace()[0] if largest else None
    stays = vector is not None and (changed * vector - value * vector).applyfunc(sympy.simplify).is_zero_matrix
    holds = bool(stays and vector is not None and sympy.simplify(vector.dot(u)) == 0)
    told = f"for every kappa > 0 the eigenvalues stay {', '.join(str(v) for v, _ in found)}, and the vector of {value} orthogonal to u"
    return _certificate(holds, told if holds else "the principal eigenpair is not such a one")


def principal_by_real_part_stays(example: Any) -> Any:
    """``w^T u < 0`` and u is an eigenvector: for every kappa > 0 the largest real part is that of an eigenvector off u."""
    import sympy

    from verify.equilibria.settings import eigenvalues

    matrix, u, w = _vectors(example)
    gain, kappa = w.dot(u), sympy.Symbol("kappa", positive=True)
    value, times = eigenvalues(matrix)[0]
    if not (gain < 0 and times == 1 and value.is_real):
        return _certificate(False, "w^T u is not negative, or the principal eigenvalue is not simple and real")
    vector = (matrix - value * sympy.eye(matrix.rows)).nullspace()[0]
    changed = matrix + kappa * u * w.T
    kept = (changed * vector - value * vector).applyfunc(sympy.simplify).is_zero_matrix
    own = u.dot(matrix * u)
    eigenvector = (matrix * u - own * u).applyfunc(sympy.simplify).is_zero_matrix
    left = (matrix.T * w - own * w).applyfunc(sympy.simplify).is_zero_matrix
    holds = bool(kept and eigenvector and left and own < value and sympy.simplify(vector.dot(u)) == 0)
    told = (
        f"for every kappa only the eigenvalue {own} moves, to {own + kappa * gain}; the largest real part stays {value}"
    )
    return _certificate(holds, f"{told}, with an eigenvector orthogonal to u")


def far_from_u(example: Any) -> Any:
    """``kappa w^T u >= 10 lambda_1``, and both the principal eigenvector and the token from u have ``|cos| <= 1/4`` with u."""
    import sympy

    from verify.equilibria.settings import eigenvalues

    matrix, u, w = _vectors(example)
    kappa = _kappa(example)
    old, new = eigenvalues(matrix)[0][0], matrix + kappa * u * w.T
    found = eigenvalues(new)
    value, times = found[0]
    gap = bool(old.is_real and old > 0 and kappa * w.dot(u) >= 10 * old)
    dominant = bool(times == 1 and value.is_real and all(value > abs(other) for other, _ in found[1:]))
    if not (gap and dominant):
        return _certificate(False, "kappa w^T u < 10 lambda_1, or the new leading eigenvalue does not dominate")
    vector = (new - value * sympy.eye(new.rows)).nullspace()[0]
    moved, means = _tokens(example)
    after = [y + example.system().step_size * kappa * w.dot(m) * u for y, m in zip(moved, means, strict=True)]
    squares = [sympy.simplify(v.dot(u) ** 2 / v.dot(v)) for v in (vector, *after)]
    cosines = ", ".join(f"{float(sympy.sqrt(square)):.3f}" for square in squares)
    told = f"the leading eigenvalue {value} dominates; |cos| with u is, for its vector and for the token after the layer: {cosines} < 0.25"
    return _certificate(all(bool(square <= sympy.Rational(1, 16)) for square in squares), told)


def never_aligned(example: Any) -> Any:
    """Some token has ``w^T m_i = 0`` and is not at ``+-u``: no kappa moves it."""
    import sympy

    _, u, w = _vectors(example)
    moved, means = _tokens(example)
    for i, (y, m) in enumerate(zip(moved, means, strict=True)):
        square = sympy.simplify(y.dot(u) ** 2 / y.dot(y))
        if sympy.simplify(w.dot(m)) == 0 and square < 1:
            told = f"w^T m = 0 for token {i + 1}: for every kappa it goes to {tuple(y / y.norm())}, with cos^2 = {square} < 1"
            return _certificate(True, told)
    return _certificate(False, "no token has w^T m = 0 and stays off u")


def opposite_for_every_kappa(example: Any) -> Any:
    """``u . y_i < 0`` and ``w^T m_i < 0`` for all tokens, ``w^T u > 0``: for every kappa > 0 all end on the side of -u."""
    _, u, w = _vectors(example)
    moved, means = _tokens(example)
    holds = bool(w.dot(u) > 0 and all(y.dot(u) < 0 for y in moved) and all(w.dot(m) < 0 for m in means))
    told = "u . (y_i + kappa sigma_i u) = "
    told += ", ".join(f"{y.dot(u)} + ({w.dot(m)}) kappa" for y, m in zip(moved, means, strict=True))
    return _certificate(holds, f"{told}: negative for every kappa > 0; the same holds near these tokens")


def less_aligned(example: Any) -> Any:
    """With kappa some token is less aligned with u than without, although ``w^T u > 0``."""
    import sympy

    _, u, w = _vectors(example)
    kappa, alpha = _kappa(example), example.system().step_size
    moved, means = _tokens(example)
    for y, m in zip(moved, means, strict=True):
        new = y + alpha * kappa * w.dot(m) * u
        before, after = (sympy.simplify(v.dot(u) ** 2 / v.dot(v)) for v in (y, new))
        if w.dot(u) > 0 and after < before:
            return _certificate(True, f"cos^2 with u is {after} < {before}, the one for kappa = 0")
    return _certificate(False, "no token is less aligned, or w^T u is not positive")


# ------------------------------------------------------------------ experiments


def leading_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random H, u and w with ``w^T u > 0`` just above the bound and far above it, against a dense solver."""
    import numpy as np

    rng, wrong, largest = np.random.default_rng(seed), 0, 0.0
    for _ in range(60):
        d = int(rng.integers(2, 12))
        matrix, u, w = rng.normal(size=(d, d)), rng.normal(size=d), rng.normal(size=d)
        u /= np.linalg.norm(u)
        w *= np.sign(w @ u)
        h, length, gain = np.linalg.norm(matrix, 2), np.linalg.norm(w), w @ u
        cosine = gain / length
        for factor in (1.0001, 10.0):
            kappa = factor * h * ((1 + np.sqrt(1 + cosine)) / cosine) ** 2 / length
            values, vectors = np.linalg.eig(matrix + kappa * np.outer(u, w))
            first = int(np.argmax(np.abs(values)))
            root = np.sqrt(kappa * length * h)
            mu, others = values[first], np.abs(np.delete(values, first)).max()
            sine = float(np.sqrt(np.clip(1 - abs(vectors[:, first] @ u) ** 2, 0, None)))
            fine = mu.imag == 0 and mu.real > h + root > others - 1e-9 * mu.real
            fine = fine and abs(mu - kappa * gain) < root and sine <= h / mu.real + 1e-9
            wrong, largest = wrong + (not fine), max(largest, sine / (h / mu.real))
    told = f"120 random layer matrices above the bound: {wrong} outside of what is said; sine at most {largest:.2f} of its bound"
    return wrong == 0, told, {"matrices": 120}


def ends_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random two-head steps with a large kappa, whatever the sign of ``w^T u``, against the sign of ``kappa sigma_i``."""
    import numpy as np

    from verify.systems import MultiHead

    rng, wrong, worst, negative = np.random.default_rng(seed), 0, 0.0, 0
    for _ in range(60):
        n, d, k = int(rng.integers(2, 6)), int(rng.integers(2, 6)), 3
        x = rng.normal(size=(n, d))
        x /= np.linalg.norm(x, axis=1, keepdims=True)
        outputs, values = rng.normal(size=(2, d, k)), rng.normal(size=(2, k, d))
        keys, rows, u = rng.normal(size=(2, d, d)), rng.normal(size=(2, k)), rng.normal(size=d)
        u /= np.linalg.norm(u)
        kappa, causal = 1e7, bool(rng.integers(2))
        gain = sum(float(rows[h] @ values[h] @ u) for h in range(2))
        negative += int(gain < 0)
        changed = [(outputs[h] + kappa * np.outer(u, rows[h])) @ values[h] for h in range(2)]
        after = MultiHead(values=changed, query_keys=list(keys), step_size=0.5, causal=causal).step(x)
        reading = [np.outer(u, rows[h]) @ values[h] for h in range(2)]
        sigma = MultiHead(values=reading, query_keys=list(keys), step_size=0.5, causal=causal).influence(x) @ u
        clear = np.abs(sigma) > 1e-3
        wrong += int((np.sign(after @ u) != np.sign(sigma))[clear].sum())
        worst = max(worst, float((1 - np.abs(after @ u))[clear].max(initial=0.0)))
    told = f"60 layers, w^T u < 0 in {negative}: {wrong} tokens on another side than sign(sigma_i); 1 - |cos| <= {worst:.0e}"
    return wrong == 0 and worst < 1e-5 and negative > 10, told, {"layers": 60, "negative": negative}


def reach_of_a_gap(seed: int, count: int) -> list[int]:
    """Whether the mean ``|cos|`` with u of ten random tokens is above 0.9 after one layer with ``kappa w^T u = 10 lambda_1``.

    A member: d = 128, H with independent entries N(0, 1/d), lambda_1 its largest real part, w = u uniform, alpha = 1, equal
    attention, tokens N(0, I) normalised.
    """
    import numpy as np

    from verify.evidence.statistics import HAS, LACKS
    from verify.systems import Oja

    outcomes, d, n = [], 128, 10
    for member in range(count):
        rng = np.random.default_rng([seed, member])
        matrix = rng.normal(size=(d, d)) / np.sqrt(d)
        u, x = rng.normal(size=d), rng.normal(size=(n, d))
        u /= np.linalg.norm(u)
        x /= np.linalg.norm(x, axis=1, keepdims=True)
        kappa = 10 * np.linalg.eigvals(matrix).real.max()
        after = Oja(value=matrix + kappa * np.outer(u, u), step_size=1.0).step(x)
        outcomes.append(HAS if np.abs(after @ u).mean() > 0.9 else LACKS)
    return outcomes
