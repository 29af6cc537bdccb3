"""Symbolic and random worlds for the identities of this folder: the letters, or arrays that satisfy the same rules."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def _systems(value: Any, key: Any, step_size: Any, other: Any = None) -> list[Any]:
    from verify.systems import Attention, MultiHead, Oja

    second = value if other is None else other
    return [
        Oja(value=value, step_size=step_size),
        Attention(value=value, query_key=key, step_size=step_size),
        MultiHead(values=[value, second], query_keys=[key, value], step_size=step_size),
    ]


def free_permutation() -> Any:
    """X, V, A arbitrary letters, P a permutation of the tokens, J the mean."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    averages = [("J P", "J"), ("P J", "J"), ("P' J", "J"), ("J P'", "J")]
    rules = Rules.of(averages, permutations=["P"], symmetric=["J"])
    x, v, a, p = (FreeMatrix.letter(name, rules) for name in "XVAP")
    return SimpleNamespace(X=x, P=p, systems=_systems(v, a, sympy.Symbol("alpha"), a))


def random_permutation(rng: Any) -> Any:
    """A random state, random matrices and a random permutation."""
    import numpy as np

    from verify.arithmetic.linear import unit_rows

    n, d = int(rng.integers(2, 7)), int(rng.integers(2, 5))
    x = unit_rows(rng.normal(size=(n, d)))
    v, a, b = rng.normal(size=(3, d, d))
    return SimpleNamespace(X=x, P=np.eye(n)[rng.permutation(n)], systems=_systems(v, a, 0.3, b))


def free_subspace() -> Any:
    """W with orthonormal columns spanning a subspace that V maps to itself: ``W^T W = I``, ``V W = W U``."""
    import sympy

    from verify.arithmetic.free import FreeMatrix, Rules

    rules = Rules.of([("W' W", ""), ("V W", "W U")], symmetric=["J"])
    y, w, v, u, a = (FreeMatrix.letter(name, rules) for name in "YWVUA")
    alpha = sympy.Symbol("alpha")
    inside = w.transposed() @ a @ w
    return SimpleNamespace(
        Y=y,
        W=w,
        Wt=w.transposed(),
        pairs=[
            (big, small) for big, small in zip(_systems(v, a, alpha)[:2], _systems(u, inside, alpha)[:2], strict=True)
        ],
    )


def random_subspace(rng: Any) -> Any:
    """A random V with a random invariant subspace of dimension 2 (V symmetric, A not)."""
    import numpy as np

    from verify.arithmetic.linear import orthogonal, unit_rows

    d, n = int(rng.integers(3, 6)), int(rng.integers(2, 6))
    q = orthogonal(rng, d)
    spectrum = rng.normal(size=d)
    v, w, a = q @ np.diag(spectrum) @ q.T, q[:, :2], rng.normal(size=(d, d))
    y = unit_rows(rng.normal(size=(n, 2)))
    big, small = _systems(v, a, 0.4), _systems(np.diag(spectrum[:2]), w.T @ a @ w, 0.4)
    return SimpleNamespace(Y=y, W=w, Wt=w.T, pairs=list(zip(big[:2], small[:2], strict=True)))


def symbolic_groups() -> Any:
    """Two groups of m and r equal tokens: scores, coordinates and sizes as symbols, sums written out."""
    import numpy as np
    import sympy

    from verify.arithmetic.indexed import fresh_index
    from verify.arithmetic.numeric import object_arithmetic

    m, r = sympy.symbols("m r", integer=True, positive=True)
    s1, s2, x1, x2 = sympy.symbols("s_1 s_2 x_1 x_2", real=True)
    j = fresh_index()

    def total(summand: Any, size: Any) -> Any:
        return sympy.Sum(summand, (j, 1, size))

    above = total(sympy.exp(s1) * x1, m) + total(sympy.exp(s2) * x2, r)
    below = total(sympy.exp(s1), m) + total(sympy.exp(s2), r)
    scores = np.array([[s1, s2]], dtype=object)
    weights = object_arithmetic("exact").softmax(scores, np.array([m, r], dtype=object))
    once = object_arithmetic("exact").softmax(scores)
    grouped, ungrouped = ((w @ np.array([[x1], [x2]], dtype=object))[0, 0] for w in (weights, once))
    return SimpleNamespace(written_out=above.doit() / below.doit(), grouped=grouped, without_sizes=ungrouped)


def random_groups(rng: Any) -> Any:
    """Groups of equal tokens, given once with their sizes and written out."""
    import numpy as np

    from verify.arithmetic.linear import unit_rows

    d, groups = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    counts = rng.integers(1, 4, size=groups)
    rows = unit_rows(rng.normal(size=(groups, d)))
    v, a, b = rng.normal(size=(3, d, d))
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    systems = _systems(v, a, 0.3, b)
    return SimpleNamespace(
        written_out=[s.step(np.repeat(rows, counts, axis=0))[first] for s in systems],
        grouped=[s.step(rows, counts) for s in systems],
        without_sizes=[s.step(rows) for s in systems],
    )


def symbolic_blocks() -> Any:
    """A matrix ``diag(a_g) + b_gh`` on two groups of m and r tokens, applied to vectors with symbolic entries."""
    import sympy

    from verify.arithmetic.indexed import fresh_index

    m, r = sympy.symbols("m r", integer=True, positive=True)
    a1, b11, b12, b21, f1, f2, e_i = sympy.symbols("a_1 b_11 b_12 b_21 f_1 f_2 e_i", real=True)
    e = sympy.IndexedBase("e", real=True)
    j = fresh_index()
    zero_sum = sympy.Sum(e[j], (j, 1, m))
    return SimpleNamespace(
        # (J e)_i inside the group of e, and outside of it, with sum(e) put in as a symbol that is then zero
        inside=a1 * e_i + b11 * sympy.Symbol("sum_e"),
        outside=b21 * sympy.Symbol("sum_e"),
        written_inside=a1 * e_i + sympy.Sum(b11 * e[j], (j, 1, m)),
        written_outside=sympy.Sum(b21 * e[j], (j, 1, m)),
        zero_sum=zero_sum,
        constant=a1 * f1 + sympy.Sum(b11 * f1, (j, 1, m)) + sympy.Sum(b12 * f2, (j, 1, r)),
        reduced=(a1 + m * b11) * f1 + r * b12 * f2,
        without_sizes=(a1 + b11) * f1 + b12 * f2,
        eigenvector=a1 * e_i,
    )


def random_blocks(rng: Any) -> Any:
    """Power sums of the eigenvalues of a random block-constant matrix, and of those of the reduction."""
    import numpy as np

    sizes = rng.integers(1, 5, size=2)
    group = np.repeat([0, 1], sizes)
    a = rng.normal(size=2)
    b = rng.normal(size=(2, 2))
    size = int(sizes.sum())
    small, without_sizes = (
        [trace + ((sizes - 1) * a**k).sum() for k, trace in enumerate(_power_traces(np.diag(a) + block, size), 1)]
        for block in (b * sizes[None, :], b)
    )
    full = _power_traces(np.diag(a[group]) + b[group][:, group], size)
    return SimpleNamespace(full=full, small=small, without_sizes=without_sizes)


def _power_traces(matrix: Any, count: int) -> list[Any]:
    """The sums of the first ``count`` powers of all eigenvalues: as many as eigenvalues decide them."""
    power, traces = matrix, []
    for _ in range(count):
        traces.append(power.trace())
        power = power @ matrix
    return traces


def symbolic_group_perturbations() -> Any:
    """How attended means change when m equal tokens x move by ``t e_j`` with ``sum_j e_j = 0``, beside r tokens y_l that do not.

    Everything is multiplied with the square of the softmax's denominator D. ``e_j = f_j - mean(f)`` with letters f.
    """
    import sympy

    from verify.arithmetic.indexed import fresh_index

    m, r, d = sympy.symbols("m r d", integer=True, positive=True)
    i, p = sympy.symbols("i p", integer=True, positive=True)
    t = sympy.Symbol("t", real=True)
    x, y, z, f, a = (sympy.IndexedBase(name, real=True) for name in ("x", "y", "z", "f", "A"))

    def moved(j: Any, q: Any) -> Any:
        other = fresh_index()
        return f[j, q] - sympy.Sum(f[other, q], (other, 1, m)) / m

    def total(summand: Any, size: Any) -> Any:
        index = fresh_index()
        return sympy.Sum(summand(index), (index, 1, size))

    def weight(query: Any, token: Any) -> Any:
        k, q = fresh_index(), fresh_index()
        return sympy.exp(sympy.Sum(query(k) * a[k, q] * token(q), (k, 1, d), (q, 1, d)))

    def sums(query: Any, time: Any, component: Any) -> Any:
        """``sum_j exp(query^T A x_j) component(x_j)`` over all tokens at a time."""

        def near(j: Any) -> Any:
            def token(q: Any) -> Any:
                return x[q] + time * moved(j, q)

            return weight(query, token) * component(token)

        def far(j: Any) -> Any:
            def token(q: Any) -> Any:
                return y[j, q]

            return weight(query, token) * component(token)

        return total(near, m) + total(far, r)

    def change(query: Any) -> Any:
        """``D^2 d/dt`` of the attended mean's component p, for a query that may move too."""
        above, below = sums(query, t, lambda token: token(p)), sums(query, t, lambda _token: sympy.Integer(1))
        slopes = [part.diff(t).subs(t, 0) for part in (above, below)]
        return slopes[0] * below.subs(t, 0) - above.subs(t, 0) * slopes[1]

    def rest(q: Any) -> Any:
        return x[q]

    zero = sympy.Integer(0)
    denominator, mean = (sums(rest, zero, part) for part in (lambda _token: sympy.Integer(1), lambda token: token(p)))

    def pulled(covariance: bool) -> Any:
        """``D^2 (C A^T e_i)_p``, or with the second moment in place of the covariance C."""
        k, q = fresh_index(), fresh_index()
        second = denominator * sums(rest, zero, lambda token: token(p) * token(k))
        centre = mean * sums(rest, zero, lambda token: token(k)) if covariance else zero
        return sympy.Sum((second - centre) * a[q, k] * moved(i, q), (k, 1, d), (q, 1, d))

    return SimpleNamespace(
        of_the_group=change(lambda q: x[q] + t * moved(i, q)),
        of_another=change(lambda q: z[q]),
        pulled=pulled(True),
        uncentred=pulled(False),
    )


def random_group_perturbations(rng: Any) -> Any:
    """How the influence of every token changes in random systems when the tokens of the first group move and their sum does not."""
    import numpy as np

    from verify.arithmetic import arithmetic_of
    from verify.arithmetic.linear import unit_rows
    from verify.systems.attention import attention_weights

    d = int(rng.integers(2, 4))
    counts = rng.integers(1, 4, size=int(rng.integers(1, 4)))
    counts[0] += 1
    size = int(counts[0])
    points = unit_rows(rng.normal(size=(len(counts), d)))
    v, a, b = rng.normal(size=(3, d, d))
    drawn = rng.normal(size=(size, d))
    moved = drawn - drawn.sum(axis=0) / size
    tokens = np.repeat(points, counts, axis=0)
    along = np.concatenate([moved, tokens[size:] * 0])
    xp = arithmetic_of(tokens)
    oja, attention, heads = _systems(v, a, None, b)
    parts = [(oja, [(v, a * 0)]), (attention, [(v, a)]), (heads, [(v, a), (b, v)])]
    full: list[Any] = []
    inside: list[Any] = []
    uncentred: list[Any] = []
    for system, matrices in parts:
        full.append((system.influence_jacobian(tokens) @ along[None, :, :, None]).sum(axis=1)[:, :, 0])
        for told, centred in ((inside, True), (uncentred, False)):
            change = along * 0
            for value, key in matrices:
                weights = attention_weights(xp, points, key, counts, False)[0]
                mean = weights @ points
                second = (points * weights[:, None]).T @ points - centred * mean[:, None] * mean[None, :]
                change = change + along @ (value @ second @ key.T).T
            told.append(change)
    return SimpleNamespace(full=full, inside=inside, uncentred=uncentred)
