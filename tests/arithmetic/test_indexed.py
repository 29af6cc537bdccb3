"""Canaries of the arrays of symbolic shape: sums over all n and d, their normal form, and what it must never equate."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy import Expr, Indexed, IndexedBase, Integer, KroneckerDelta, Rational, Sum, Symbol, exp, sqrt

from verify import Attention, MultiHead, Oja
from verify.arithmetic.indexed import IndexedArray, directional_derivative, fresh_index, normal_form, same

N, D = (Symbol(name, integer=True, positive=True) for name in "nd")
I, J, K, L = (Symbol(name, integer=True, positive=True) for name in "ijkl")  # noqa: E741
X, Y, B = (IndexedBase(name, real=True) for name in "xyb")
LIKE_CANONICAL = Symbol("k1_0", integer=True, positive=True)  # a symbol named like an index of the normal form
LIKE_FRESH = Symbol("i_0", integer=True, positive=True)


def over(body: Any, *indices: Any, to: Any = N) -> Expr:
    return Sum(body, *((index, 1, to) for index in indices))


TRUE: dict[str, tuple[Any, Any]] = {
    "linear": (over(3 * X[I] + Y[I], I), 3 * over(X[J], J) + over(Y[K], K)),
    "a constant moves out": (over(X[I] * Y[J], I), Y[J] * over(X[K], K)),
    "nothing is summed": (over(Integer(1), I), N),
    "a constant is summed": (over(X[J], I), N * X[J]),
    "sums commute": (over(over(X[I] * B[I, J] * Y[J], I), J), over(over(X[J] * B[J, I] * Y[I], I), J)),
    "sums over other ranges commute": (
        Sum(B[I, J] * X[I], (I, 1, N), (J, 1, D)),
        Sum(B[J, I] * X[J], (I, 1, D), (J, 1, N)),
    ),
    "a square of a sum": (over(X[I], I) ** 2, over(X[I] * X[J], I, J)),
    "a cube of a sum": (over(X[I], I) ** 3, over(X[I] * X[J] * X[K], I, J, K)),
    "a binomial": ((over(X[I], I) + 1) ** 2, over(X[I] * X[J], I, J) + 2 * over(X[I], I) + 1),
    "delta contracts": (over(KroneckerDelta(I, K) * X[I], I), X[K]),
    "delta contracts inside": (over(KroneckerDelta(I, J) * X[I] * Y[J], I, J), over(X[K] * Y[K], K)),
    "two deltas": (over(KroneckerDelta(I, J) * KroneckerDelta(J, K) * X[I], I, J), X[K]),
    "trace of the identity": (over(KroneckerDelta(I, J), I, J), N),
    "delta at the first index": (over(KroneckerDelta(I, 1) * X[I], I), X[1]),
    "delta at the last index": (over(KroneckerDelta(I, N) * X[I], I), X[N]),
    "a shadowed index": (over(X[I] * over(Y[I], I), I), over(X[J], J) * over(Y[K], K)),
    "inside a function": (exp(over(X[I] + Y[I], I)), exp(over(X[J], J) + over(Y[K], K))),
    "a quotient": (over(X[I] / over(Y[J], J), I), over(X[K], K) / over(Y[L], L)),
    "a quotient that depends on the index": (over(X[I] / over(B[I, J], J), I), over(X[J] / over(B[J, I], I), J)),
    "a symbol named like a canonical index": (
        over(B[I, LIKE_CANONICAL], I),
        over(B[J, LIKE_CANONICAL], J),
    ),
    "the power of a sum times the sum": (over(X[I], I) ** 2 * over(X[J], J), over(X[I], I) ** 3),
}
FALSE: dict[str, tuple[Any, Any]] = {
    "wrong sign": (over(X[I], I), -over(X[I], I)),
    "wrong factor": (over(X[J], I), X[J]),
    "another range": (over(X[I], I), over(X[I], I, to=D)),
    "another range of a constant": (over(Integer(1), I), D),
    "ranges exchanged": (Sum(B[I, J], (I, 1, N), (J, 1, D)), Sum(B[I, J], (I, 1, D), (J, 1, N))),
    "transposed": (over(X[I] * B[I, J] * Y[J], I, J), over(X[I] * B[J, I] * Y[J], I, J)),
    "a sum is multiplicative": (over(X[I] * Y[I], I), over(X[I], I) * over(Y[I], I)),
    "a square is taken inside": (over(X[I], I) ** 2, over(X[I] ** 2, I)),
    "a square of a double sum": (over(B[I, J], I, J) ** 2, over(B[I, J] ** 2, I, J)),
    "a function is taken inside": (exp(over(X[I], I)), over(exp(X[I]), I)),
    "a quotient is taken inside": (over(X[I] / Y[I], I), over(X[I], I) / over(Y[I], I)),
    "a free index is captured": (over(B[I, J], I), over(B[J, J], J)),
    "a free index named like a canonical one is captured": (over(B[I, LIKE_CANONICAL], I), over(B[I, I], I)),
    "a free index named like a fresh one is captured": (over(B[I, LIKE_FRESH], I), over(B[I, I], I)),
    "a free index in an inner sum is captured": (
        over(X[J] * over(B[J, I] * Y[LIKE_CANONICAL], I), J),
        over(X[J] * over(B[J, I] * Y[I], I), J),
    ),
    "one of two indices is captured": (over(B[I, J] * B[J, I], I, J), over(B[I, I] * B[I, I], I)),
    "delta forgets": (over(KroneckerDelta(I, K) * X[I], I), over(X[I], I)),
    "delta contracts to the other end": (over(KroneckerDelta(I, K) * X[I] * Y[J], I), X[J] * Y[K]),
    "delta over another range": (Sum(KroneckerDelta(I, K) * X[K], (I, 1, N), (K, 1, D)), over(X[I], I, to=D)),
    "delta over another range, the other way": (Sum(KroneckerDelta(I, K) * X[K], (K, 1, D), (I, 1, N)), over(X[I], I)),
    "delta at an index that may not be there": (over(KroneckerDelta(I, 2) * X[I], I), X[2]),
    "delta at a shifted index": (over(KroneckerDelta(I, K + 1) * X[I], I), X[K + 1]),
    "a triangular sum": (Sum(X[J] * Y[I], (J, 1, I), (I, 1, N)), Sum(X[J] * Y[K], (J, 1, I), (K, 1, N))),
    "a triangular sum is square": (Sum(X[J] * Y[I], (J, 1, I), (I, 1, N)), over(X[J] * Y[I], J, I)),
    "a sum from 0": (Sum(X[I + 1], (I, 0, N)), over(X[I], I)),
    "a sum from 2": (Sum(X[I], (I, 2, N)), over(X[I], I)),
}


def shown(left: Any, right: Any) -> bool:
    """Whether the kernel equates them; it may also refuse."""
    try:
        return same(left, right)
    except ValueError as error:
        assert "expected sums from 1 to a constant" in str(error)  # noqa: PT017
        return False


@pytest.mark.parametrize("name", TRUE)
def test_a_true_identity_is_shown(name: str) -> None:
    assert shown(*TRUE[name])


@pytest.mark.parametrize("name", FALSE)
def test_a_false_identity_is_not_shown(name: str) -> None:
    assert not shown(*FALSE[name])


# ------------------------------------------------------------------ in numbers


def in_numbers(expression: Any, sizes: dict[Symbol, int], entries: dict[str, np.ndarray]) -> Any:
    """An expression at concrete sizes, every sum written out by brute force, exactly."""
    if isinstance(expression, Sum):
        total: Any = Integer(0)
        *inner, (index, low, high) = expression.limits
        body = Sum(expression.function, *inner) if inner else expression.function
        top = in_numbers(high, sizes, entries)
        for value in range(int(low), int(top) + 1):
            total += in_numbers(_free(body, index, Integer(value)), sizes, entries)
        return total
    if isinstance(expression, Indexed):
        places = tuple(int(in_numbers(place, sizes, entries)) - 1 for place in expression.indices)
        return entries[str(expression.base)][places]
    if expression in sizes:
        return Integer(sizes[expression])
    if expression.args:
        return expression.func(*(in_numbers(argument, sizes, entries) for argument in expression.args))
    return expression


def _free(expression: Any, index: Symbol, value: Any) -> Any:
    """The index where it is free becomes the value; sums that bind it again keep it."""
    if isinstance(expression, Sum):
        bound = [limit[0] for limit in expression.limits]
        limits = [(i, low, _free(high, index, value)) for i, low, high in expression.limits]
        body = expression.function if index in bound else _free(expression.function, index, value)
        return Sum(body, *limits)
    if expression == index:
        return value
    if isinstance(expression, Indexed):
        return expression.base[tuple(_free(place, index, value) for place in expression.indices)]
    return expression.func(*(_free(a, index, value) for a in expression.args)) if expression.args else expression


def random_entries(seed: int, size: int = 5) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)

    def drawn(*shape: int) -> np.ndarray:
        out = np.empty(shape, dtype=object)
        for place in itertools.product(*map(range, shape)):
            out[place] = Rational(int(rng.integers(1, 30)), int(rng.integers(1, 9)))
        return out

    return {"x": drawn(size), "y": drawn(size), "b": drawn(size, size)}


FREE = {I: 1, J: 2, K: 3, L: 1, LIKE_CANONICAL: 2, LIKE_FRESH: 3}


@pytest.mark.parametrize("name", [*TRUE, *FALSE])
def test_what_is_planted_is_true_or_false_in_numbers(name: str) -> None:
    entries = random_entries(1)
    left, right = TRUE.get(name) or FALSE[name]
    truths = []
    for n, d in [(4, 3), (3, 5), (3, 4)]:
        sizes = {N: n, D: d, **FREE}
        gap = in_numbers(left, sizes, entries) - in_numbers(right, sizes, entries)
        truths.append(sympy.simplify(gap) == 0)
    if name in TRUE:
        assert all(truths)
    elif name in ("delta at an index that may not be there", "delta at a shifted index"):
        small = {N: 1, D: 1, **FREE}
        assert in_numbers(left, small, entries) != in_numbers(right, small, entries)
    else:
        assert not all(truths)


def factors(depth: int, free: tuple[Symbol, ...]) -> st.SearchStrategy[Expr]:
    """A factor of a summand over the indices that are in scope."""
    index = st.sampled_from(free)
    plain = st.one_of(
        index.map(lambda i: X[i]),
        index.map(lambda i: Y[i]),
        st.tuples(index, index).map(lambda p: B[p]),
        st.tuples(index, index).map(lambda p: KroneckerDelta(*p)),
        index.map(lambda i: X[i] ** 2),
        index.map(lambda i: 1 / Y[i]),
        st.sampled_from([Integer(2), Integer(-1), Rational(1, 3), N]),
    )
    if depth == 0:
        return plain
    inner = sums(depth - 1, free)
    return st.one_of(plain, plain, inner, inner.map(lambda e: e**2), inner.map(lambda e: 1 / (e**2 + 1)))


def sums(depth: int, free: tuple[Symbol, ...]) -> st.SearchStrategy[Expr]:
    """A sum over one or two indices (some of them shadow one in scope) of a sum of products."""

    def build(bound: tuple[Symbol, ...]) -> st.SearchStrategy[Expr]:
        scope = tuple({*free, *bound})
        product = st.lists(factors(depth, scope), min_size=1, max_size=3).map(lambda fs: sympy.Mul(*fs))
        body = st.lists(product, min_size=1, max_size=2).map(lambda ts: sympy.Add(*ts))
        return body.map(lambda e: over(e, *bound))

    pool = [I, J, K, fresh_index(), LIKE_CANONICAL]
    return st.lists(st.sampled_from(pool), min_size=1, max_size=2, unique=True).flatmap(lambda b: build(tuple(b)))


@given(expression=sums(1, (L, LIKE_CANONICAL)), seed=st.integers(0, 5))
def test_the_normal_form_has_the_same_value(expression: Expr, seed: int) -> None:
    entries = random_entries(seed)
    form = normal_form(expression)
    for n in (1, 3):
        sizes = {N: n, L: 1, LIKE_CANONICAL: 1}
        assert sympy.expand(in_numbers(expression, sizes, entries) - in_numbers(form, sizes, entries)) == 0


@given(left=sums(1, (L,)), right=sums(1, (L,)))
def test_what_is_shown_equal_is_equal(left: Expr, right: Expr) -> None:
    if same(left, right):
        entries = random_entries(7)
        sizes = {N: 3, L: 1}
        assert sympy.expand(in_numbers(left, sizes, entries) - in_numbers(right, sizes, entries)) == 0


@given(expression=sums(1, (L, LIKE_CANONICAL)))
def test_renaming_the_indices_does_not_change_the_normal_form(expression: Expr) -> None:
    renamed = expression.replace(
        lambda e: isinstance(e, Sum),
        lambda e: Sum(
            e.function.xreplace(new := {i: fresh_index() for i in e.bound_symbols}),
            *((new[i], low, high) for i, low, high in e.limits),
        ),
    )
    assert same(expression, renamed)


# ------------------------------------------------------------------ the systems at concrete sizes


def symbolic(kind: str) -> tuple[Any, IndexedArray, Callable[[dict[str, np.ndarray]], Any]]:
    """A system of symbolic shape, its state, and the same system with entries."""
    tokens = IndexedArray.symbol("X", N, D)
    v, a, w, b = (IndexedArray.symbol(name, D, D) for name in "VAWB")
    alpha = Rational(1, 3)
    if kind == "oja":
        return Oja(value=v, step_size=alpha), tokens, lambda e: Oja(value=e["V"], step_size=1 / 3)
    if kind == "attention":
        return (
            Attention(value=v, query_key=a, step_size=alpha),
            tokens,
            lambda e: Attention(value=e["V"], query_key=e["A"], step_size=1 / 3),
        )
    return (
        MultiHead(values=[v, w], query_keys=[a, b], step_size=alpha),
        tokens,
        lambda e: MultiHead(values=[e["V"], e["W"]], query_keys=[e["A"], e["B"]], step_size=1 / 3),
    )


@pytest.mark.parametrize("kind", ["oja", "attention", "multihead"])
def test_a_step_of_symbolic_shape_has_the_entries_of_the_step(kind: str) -> None:
    rng = np.random.default_rng(2)
    n, d = 2, 2
    numbers = {name: rng.normal(size=(n if name in "XH" else d, d)) for name in "XHVAWB"}
    entries = {name: np.vectorize(sympy.Float, otypes=[object])(array) for name, array in numbers.items()}
    system, tokens, concrete = symbolic(kind)
    direction = IndexedArray.symbol("H", N, D)
    jacobian = concrete(numbers).jacobian(numbers["X"])
    moved = (jacobian @ numbers["H"].ravel()).reshape(n, d)
    derivative = IndexedArray((N, D), directional_derivative(system.step, tokens, direction))
    for array, expected in ((system.step(tokens), concrete(numbers).step(numbers["X"])), (derivative, moved)):
        for i, p in [(0, 1), (1, 0)] if kind == "oja" else [(1, 0)]:  # each costs seconds: thousands of terms
            entry = in_numbers(array.entry(Integer(i + 1), Integer(p + 1)), {N: n, D: d}, entries)
            assert abs(float(entry) - expected[i, p]) < 1e-12


def test_masks_and_multiplicities_are_refused() -> None:
    system, tokens, _ = symbolic("attention")
    for call in (
        lambda: system.step(tokens, counts=[1]),
        lambda: Attention(value=system.value, step_size=1, causal=True).step(tokens),
        lambda: Oja(value=system.value, step_size=1).step(tokens, counts=[1]),
    ):
        with pytest.raises(NotImplementedError):
            call()


def test_a_root_of_a_sum_is_not_taken_apart() -> None:
    assert not same(sqrt(over(X[I] ** 2, I)), over(X[I], I))
    assert same(sqrt(over(X[I] ** 2, I)) ** 2, over(X[J] ** 2, J))
