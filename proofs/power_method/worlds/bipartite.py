"""Bipartite states: weights of eq. (14), margins of M_j, asymmetric values, and experiments."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def symbolic_bipartite() -> Any:
    """Two groups in the plane; ``c = log(F)``, so that ``E = F^2``."""
    import numpy as np
    import sympy

    from verify.systems import Attention

    m, rest, root, lambda_k = sympy.symbols("m rest F lambda_k", positive=True)
    c = sympy.log(root)
    key = np.array([[c, sympy.Symbol("A_01")], [sympy.Symbol("A_10"), sympy.Symbol("A_11")]], dtype=object)
    value = np.array([[lambda_k, sympy.Integer(0)], [sympy.Integer(0), sympy.Symbol("lambda_j")]], dtype=object)
    system = Attention(value=value, query_key=key, step_size=sympy.Symbol("alpha", positive=True))
    rows = np.array([[1, 0], [-1, 0]], dtype=object) * sympy.Integer(1)
    return SimpleNamespace(
        system=system, rows=rows, counts=np.array([m, rest], dtype=object), m=m, rest=rest, E=root**2, lambda_k=lambda_k
    )


def random_bipartite(rng: Any) -> Any:
    """Random sizes and scores."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.systems import Attention

    m, rest = (int(v) for v in rng.integers(1, 9, size=2))
    key = rng.normal(size=(2, 2))
    lambda_k = rng.normal()
    system = Attention(value=np.diag([lambda_k, 0.3]), query_key=key, step_size=0.5)
    rows, counts = arithmetic_of(key).asarray([[1, 0], [-1, 0]], key), np.array([m, rest])
    big_e = np.exp(2 * key[0, 0])
    return SimpleNamespace(system=system, rows=rows, counts=counts, m=m, rest=rest, E=big_e, lambda_k=lambda_k)


def _weights_and_pull(w: Any, m: Any, rest: Any) -> tuple[Any, Any]:
    """Seen: group weights and s; said: eq. (14) with group sizes ``m`` and ``rest``."""
    from verify.equilibria.closed_form import attention_gammas

    weights = w.system.attention(w.rows, w.counts)
    pull = w.system.influence(w.rows, w.counts)
    said = attention_gammas(w.E, m, rest)
    seen = [weights[0, 0], weights[0, 1], weights[1, 1], weights[1, 0], pull[0, 0], pull[1, 0], pull[0, 1], pull[1, 1]]
    p, q = said.p, said.q
    zero = w.lambda_k * 0
    stated = [p, 1 - p, q, 1 - q, w.lambda_k * said.gamma_plus, -w.lambda_k * said.gamma_minus, zero, zero]
    return seen, stated


def bipartite_weights(w: Any) -> tuple[Any, Any]:
    """Eq. (14)."""
    return _weights_and_pull(w, w.m, w.rest)


def bipartite_weights_exchanged(w: Any) -> tuple[Any, Any]:
    """With the groups exchanged: false."""
    return _weights_and_pull(w, w.rest, w.m)


def symbolic_margins() -> Any:
    """``a, b, E, m, rest`` as symbols."""
    import sympy

    a, b = sympy.symbols("a b", real=True)
    e, m, rest = sympy.symbols("E m rest", positive=True)
    return SimpleNamespace(a=a, b=b, E=e, m=m, rest=rest)


def random_margins(rng: Any) -> Any:
    """Random values."""
    a, b = rng.normal(size=2)
    m, rest = rng.integers(1, 9, size=2)
    return SimpleNamespace(a=a, b=b, E=rng.uniform(0.1, 9), m=int(m), rest=int(rest))


def margins(w: Any) -> tuple[Any, Any]:
    """Trace, determinant and the three margins from the entries of ``M_j``, and the closed forms."""
    from verify.equilibria import closed_form

    group = closed_form.attention_gammas(w.E, w.m, w.rest)
    (x, y), (z, t) = closed_form.bipartite_block(w.a, w.b, group)
    trace, det = x + t, x * t - y * z
    c_plus, c_minus = closed_form.normalisers(w.b, group)
    scale = c_plus * c_minus * (w.m * w.E + w.rest) * (w.rest * w.E + w.m)
    cleared = closed_form.margin_numerators(w.a, w.b, closed_form.split_scale(w.E, w.m, w.rest))
    said = [closed_form.bipartite_trace(w.a, w.b, group), closed_form.bipartite_determinant(w.a, w.b, group), *cleared]
    return [trace, det, scale * (1 - trace + det), scale * (1 + trace + det), scale * (1 - det)], said


def margins_wrongly(w: Any) -> tuple[Any, Any]:
    """The determinant in place of the last margin: false."""
    seen, said = margins(w)
    return seen, [*said[:4], said[1]]


def jury_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random 2 x 2 matrices: the conditions against the eigenvalues."""
    import numpy as np

    rng = np.random.default_rng(seed)
    matrices = rng.normal(size=(20_000, 2, 2))
    trace, det = matrices[:, 0, 0] + matrices[:, 1, 1], np.linalg.det(matrices)
    said = (np.abs(trace) < 1 + det) & (det < 1)
    seen = np.abs(np.linalg.eigvals(matrices)).max(axis=1) < 1
    wrong = int((said != seen).sum())
    return (
        wrong == 0,
        f"20000 random matrices, {int(said.sum())} inside: {wrong} disagreements",
        {"satisfied": int(said.sum())},
    )


def skew_pair_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where random starts near the antipodal pair end under attention with a skew score matrix."""
    import numpy as np

    from verify.systems import Attention

    rng = np.random.default_rng(seed)
    tokens = np.array([[1.0, 0.0], [-1.0, 0.0]]) + rng.uniform(-0.05, 0.05, size=(200, 2, 2))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    system = Attention(value=np.diag([1.0, -0.5]), query_key=np.array([[0.0, 1.0], [-1.0, 0.0]]), step_size=1.0)
    for _ in range(min(steps, 300)):
        tokens = system.step(tokens)
    pairs = int((np.abs(tokens.sum(axis=1)).max(axis=1) < 1e-9).sum())
    told = f"{pairs} of 200 random starts within 0.05 of the pair end at antipodal pairs, none of them at a consensus"
    return pairs < 200, told, {"antipodal": pairs}


def tangency_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """How far ``v_1`` is from tangent at the tokens of random polygons."""
    import numpy as np

    from proofs.power_method.worlds.polygons import random_polygon

    largest = 0.0
    for trial in range(40):
        w = random_polygon(np.random.default_rng([seed, trial]))
        leading = np.linalg.eigh(w.V)[1][:, -1]
        largest = max(largest, float(np.abs(w.X @ leading).max()))
    return largest < 1e-9, f"40 random polygons (uniform attention): |x_i . v_1| up to {largest:.3f}", {}


def leading_direction_seen(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random nonsymmetric V with a real strictly dominant lambda_1: perturbed consensus at v_1 returns."""
    import numpy as np

    from verify.systems import Attention

    returned = tried = 0
    for trial in range(400):
        rng = np.random.default_rng([seed, trial])
        d = int(rng.integers(2, 5))
        value = rng.normal(size=(d, d))
        spectrum, vectors = np.linalg.eig(value)
        lead = int(np.argmax(np.abs(spectrum)))
        moduli = np.sort(np.abs(spectrum))
        if abs(spectrum[lead].imag) > 0 or spectrum[lead].real < 0 or moduli[-1] < 1.2 * moduli[-2]:
            continue
        tried += 1
        v = vectors[:, lead].real
        tokens = v + 0.05 * rng.normal(size=(6, d))
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        system = Attention(value=value, query_key=rng.normal(size=(d, d)), step_size=0.5)
        for _ in range(min(steps, 1000)):
            tokens = system.step(tokens)
        returned += bool(np.abs(np.abs(tokens @ v) - 1).max() < 1e-8)
    if tried < 20:
        return None, f"only {tried} matrices qualified", {}
    return returned == tried, f"{returned} of {tried} perturbed consensus states return to v_1", {"satisfied": tried}


def bipartite_returns(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The nonsymmetric bipartite example, perturbed: does it go to a consensus?"""
    return _returns("nonsymmetric_bipartite", seed, steps)


def two_heads_return(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The two-head bipartite example, perturbed: does it leave?"""
    return _returns("two_heads", seed, steps)


def _returns(name: str, seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    import numpy as np

    from proofs.power_method import examples
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample

    example = Counterexample(getattr(examples, name)())
    system, state = example.system(), FLOAT64.asarray(example.tokens(), None)
    rng = np.random.default_rng(seed)
    tokens = state + 0.02 * rng.normal(size=(50, *state.shape))
    tokens /= np.linalg.norm(tokens, axis=-1, keepdims=True)
    for _ in range(min(steps, 1000)):
        tokens = system.step(tokens)
    back = int((np.abs(tokens - state).max(axis=(1, 2)) < 1e-8).sum())
    return back < 50, f"{back} of 50 perturbations of the bipartite state return to it", {"returned": back}


def unweighted(w: Any) -> tuple[Any, Any]:
    """Symmetric without the weights W too: false for groups of unequal pull."""
    from verify.equilibria import closed_form

    group = closed_form.attention_gammas(w.E, w.m, w.rest)
    return [w.a * (1 - group.p)], [w.a * (1 - group.q)]


def symmetrised(w: Any) -> tuple[Any, Any]:
    """Off-diagonal entries of ``W (D -+ (I + a P))`` against each other, and its determinants against the margins."""
    from verify.equilibria import closed_form

    group = closed_form.attention_gammas(w.E, w.m, w.rest)
    c_plus, c_minus = closed_form.normalisers(w.b, group)
    p, q = group.p, group.q
    left, right = 1 - q, 1 - p
    trace, det = closed_form.bipartite_trace(w.a, w.b, group), closed_form.bipartite_determinant(w.a, w.b, group)
    seen, said = [], []
    for sign in (-1, 1):
        x, z = left * (c_plus + sign * (1 + w.a * p)), right * (c_minus + sign * (1 + w.a * q))
        upper, lower = left * sign * w.a * (1 - p), right * sign * w.a * (1 - q)
        seen += [upper, x * z - upper * lower]
        said += [lower, left * right * c_plus * c_minus * (1 + sign * trace + det)]
    return seen, said


def free_eigenvector() -> Any:
    """``V v = v L`` with L a 1 x 1 letter, ``v' v = 1``."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("V v", "v L"), ("v' v", "")], symmetric=["L"])
    value, v = FreeMatrix.letter("V", rules), FreeMatrix.letter("v", rules)
    identity = FreeMatrix({(): sympy.Integer(1)}, rules)
    return SimpleNamespace(V=value, P=identity + v @ v.transposed() * (-1))


def random_eigenvector(rng: Any) -> Any:
    """A random V with a given unit eigenvector."""
    import numpy as np

    from verify.arithmetic.linear import unit

    d = int(rng.integers(2, 6))
    v = unit(rng.normal(size=d))
    project = np.eye(d) - np.outer(v, v)
    value = rng.normal(size=(d, d)) @ project + rng.normal() * np.outer(v, v)
    return SimpleNamespace(V=value, P=project)


def compression(w: Any) -> tuple[Any, Any]:
    """``P V`` and ``P V P``."""
    return w.P @ w.V, w.P @ w.V @ w.P


def compression_left(w: Any) -> tuple[Any, Any]:
    """``V P`` and ``P V P``: false unless V is symmetric."""
    return w.V @ w.P, w.P @ w.V @ w.P
