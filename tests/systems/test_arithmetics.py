"""Every system in every arithmetic: the same states, the same steps, fields and Jacobians; and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import flint
import mpmath
import numpy as np
import pytest
import sympy
import torch

from verify import Attention, MultiHead, Oja
from verify.arithmetic.numeric import FLOAT64, object_arithmetic, to_mpf
from verify.errors import InvalidInput

# Exact rational numbers: each arithmetic starts from the same ones. Tokens of unit length with rational entries.
TOKENS = [["3/5", "4/5", "0"], ["0", "-5/13", "12/13"], ["-2/3", "1/3", "2/3"], ["1", "0", "0"]]
V = [["2", "1/2", "0"], ["1/2", "-1", "1/3"], ["0", "1/3", "1/4"]]
A = [["1", "-1/2", "1/4"], ["0", "3/4", "1"], ["-1/3", "2", "-1"]]  # not symmetric
B = [["0", "1", "0"], ["-2", "1/2", "0"], ["1", "0", "3"]]
ALPHA = Fraction(3, 10)
SYSTEMS: dict[str, Callable[[Any], Any]] = {
    "oja": lambda alpha: Oja(value=exact(V), step_size=alpha),
    "attention": lambda alpha: Attention(value=exact(V), query_key=exact(A), step_size=alpha),
    "attention, identity scores": lambda alpha: Attention(value=exact(V), step_size=alpha),
    "attention, causal": lambda alpha: Attention(value=exact(V), query_key=exact(A), step_size=alpha, causal=True),
    "multihead": lambda alpha: MultiHead(values=[exact(V), exact(B)], query_keys=[exact(A), exact(B)], step_size=alpha),
    "multihead, causal": lambda alpha: MultiHead(
        values=[exact(V), exact(B)], query_keys=[exact(A), None], step_size=alpha, causal=True
    ),
}
KINDS = ["step", "field", "jacobian of step", "jacobian of field"]


def exact(rows: list[list[str]]) -> np.ndarray:
    return np.array([[sympy.Rational(entry) for entry in row] for row in rows], dtype=object)


def evaluate(name: str, kind: str, tokens: Any) -> Any:
    system = SYSTEMS[name](None if kind.endswith("field") else ALPHA)
    return getattr(system, kind.split(maxsplit=1)[0])(tokens)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SYSTEMS)
def test_every_arithmetic_gives_the_same_numbers(name: str, kind: str) -> None:
    with mpmath.workdps(50), flint.ctx.workprec(128):
        precise = evaluate(name, kind, object_arithmetic("mpmath").asarray(exact(TOKENS), None))
        balls = evaluate(name, kind, object_arithmetic("arb").asarray(exact(TOKENS), None))
        doubles = evaluate(name, kind, FLOAT64.asarray(exact(TOKENS), None))
        tensors = evaluate(name, kind, torch.tensor(FLOAT64.asarray(exact(TOKENS), None)))
        assert precise.shape == balls.shape == doubles.shape == tuple(tensors.shape)
        reference = FLOAT64.asarray(precise, None)
        np.testing.assert_allclose(doubles, reference, rtol=0, atol=1e-14)
        np.testing.assert_allclose(tensors.numpy(), reference, rtol=0, atol=1e-14)
        for ball, value in zip(balls.flat, precise.flat, strict=True):
            assert ball.rad() < 1e-33
            # An exact ball is a point, and mpmath rounds in its 50th digit.
            with flint.ctx.workprec(300):
                assert (ball + flint.arb(0, 1e-48)).contains(flint.arb(mpmath.nstr(value, 52)))
        if kind in ("step", "field"):
            symbolic = evaluate(name, kind, exact(TOKENS))
            for value, entry in zip(precise.flat, symbolic.flat, strict=True):
                assert abs(to_mpf(entry) - value) < mpmath.mpf(10) ** -47


def test_an_arb_ball_contains_all_results_of_what_it_was_given() -> None:
    """Inputs known to 1e-6 only: the enclosure holds the steps of every choice within."""
    rng = np.random.default_rng(5)
    system = SYSTEMS["attention"](ALPHA)
    middle = FLOAT64.asarray(exact(TOKENS), None)
    wide = np.array([[flint.arb(entry, 1e-6) for entry in row] for row in middle], dtype=object)
    enclosed = system.step(wide)
    for _ in range(50):
        moved = system.step(middle + rng.uniform(-1e-6, 1e-6, size=middle.shape))
        assert all(
            (ball + flint.arb(0, 1e-14)).contains(flint.arb(x))
            for ball, x in zip(enclosed.flat, moved.flat, strict=True)
        )


def test_a_number_that_sympy_only_sees_to_be_zero_becomes_zero() -> None:
    hidden = sympy.sqrt(2) * sympy.sqrt(3 + 2 * sympy.sqrt(2)) - sympy.sqrt(2) - 2
    with mpmath.workdps(50):
        assert abs(to_mpf(hidden)) < 1e-49
        assert abs(to_mpf(sympy.Add(sympy.sqrt(2), -sympy.sqrt(2), evaluate=False))) < 1e-49
        assert abs(to_mpf(sympy.exp(-(10**6))) - mpmath.exp(-(10**6))) < mpmath.mpf(10) ** -434000


# ------------------------------------------------------------------------------------------------ softmax


def in_arithmetic(name: str, rows: list[list[float]]) -> tuple[Any, Any]:
    if name == "float64":
        return FLOAT64, np.array(rows)
    if name == "torch":
        from verify.arithmetic.numeric import TORCH

        return TORCH, torch.tensor(rows, dtype=torch.float64)
    arithmetic = object_arithmetic(name)
    return arithmetic, arithmetic.asarray(np.array(rows), None)


ALL = ["float64", "torch", "mpmath", "arb", "exact"]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[1e4, -1e4]], [[1, 0]]),
        ([[-1e4, -1e4 - 1]], [[0.7310585786300049, 0.2689414213699951]]),
        ([[1e4, 1e4, 1e4]], [[1 / 3, 1 / 3, 1 / 3]]),
        ([[-1e4, 1e4], [0, 0]], [[0, 1], [0.5, 0.5]]),
    ],
)
def test_softmax_does_not_overflow(name: str, scores: list[list[float]], expected: list[list[float]]) -> None:
    arithmetic, array = in_arithmetic(name, scores)
    weights = arithmetic.softmax(array)
    found = np.array([[float(sympy.N(w)) if name == "exact" else float(w) for w in row] for row in weights])
    np.testing.assert_allclose(found, expected, rtol=1e-14, atol=1e-300)


@pytest.mark.parametrize("name", ALL)
def test_the_causal_softmax_sees_nothing_above_the_diagonal(name: str) -> None:
    arithmetic, array = in_arithmetic(name, [[-1e4, 1e4, 1e4], [1.0, 1.0, 1e4], [0.0, 0.0, 0.0]])
    weights = arithmetic.softmax(array, causal=True)
    found = np.array([[float(w) for w in row] for row in weights])
    np.testing.assert_allclose(found, [[1, 0, 0], [0.5, 0.5, 0], [1 / 3, 1 / 3, 1 / 3]], rtol=1e-14)


def test_the_first_token_of_a_causal_system_only_sees_itself() -> None:
    with mpmath.workdps(50):
        for name in ("attention, causal", "multihead, causal"):
            tokens = object_arithmetic("mpmath").asarray(exact(TOKENS), None)
            alone = evaluate(name, "step", tokens[:1])
            assert abs(evaluate(name, "step", tokens)[0] - alone[0]).max() < 1e-48


# ------------------------------------------------------------------------------------------------ groups and batches


@pytest.mark.parametrize("name", [name for name in SYSTEMS if "causal" not in name])
def test_grouped_tokens_step_like_the_same_tokens_written_out(name: str) -> None:
    counts = np.array([3, 1, 2, 5])
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    for arithmetic in (FLOAT64, object_arithmetic("mpmath"), object_arithmetic("arb"), torch):
        tokens = (
            torch.tensor(FLOAT64.asarray(exact(TOKENS), None))
            if arithmetic is torch
            else arithmetic.asarray(exact(TOKENS), None)
        )
        written = tokens[np.repeat(np.arange(4), counts)]
        for kind in ("step", "field"):
            system = SYSTEMS[name](None if kind == "field" else ALPHA)
            grouped = getattr(system, kind)(tokens, counts)
            full = getattr(system, kind)(written)[first]
            gap = np.array([float(abs(x)) for x in np.ravel(np.asarray(grouped - full))])
            assert gap.max() < 1e-13


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_batch_of_states_steps_state_by_state(name: str) -> None:
    rng = np.random.default_rng(0)
    batch = rng.normal(size=(2, 3, 4, 3))
    for kind in ("step", "field"):
        system = SYSTEMS[name](None if kind == "field" else ALPHA)
        one_by_one = np.array([[getattr(system, kind)(state) for state in row] for row in batch])
        np.testing.assert_allclose(getattr(system, kind)(batch), one_by_one, rtol=0, atol=1e-14)
        tensor = getattr(system, kind)(torch.tensor(batch))
        np.testing.assert_allclose(tensor.numpy(), one_by_one, rtol=0, atol=1e-14)


def test_the_dtype_of_a_tensor_is_kept() -> None:
    state = torch.nn.functional.normalize(torch.randn(5, 3, dtype=torch.float32), dim=-1)
    for make in SYSTEMS.values():
        assert make(ALPHA).step(state).dtype == torch.float32


# ------------------------------------------------------------------------------------------------ Jacobians


@pytest.mark.parametrize("flow", [False, True])
@pytest.mark.parametrize("kind", ["oja", "attention", "attention, causal", "multihead", "multihead, causal"])
def test_the_jacobian_is_the_automatic_derivative_at_any_state(kind: str, flow: bool) -> None:
    rng = np.random.default_rng([7, flow])
    worst = 0.0
    for _ in range(20):
        n, d = int(rng.integers(1, 7)), int(rng.integers(1, 5))
        v, a, w, b = rng.normal(size=(4, d, d)) * rng.choice([0.3, 1.0, 2.0])
        step = None if flow else float(rng.uniform(0.05, 1.5))
        causal = kind.endswith("causal")
        system: Any
        if kind == "oja":
            system = Oja(value=v, step_size=step)
        elif kind.startswith("attention"):
            system = Attention(value=v, query_key=a, step_size=step, causal=causal)
        else:
            system = MultiHead(values=[v, w], query_keys=[a, b], step_size=step, causal=causal)
        state = rng.normal(size=(n, d))  # on the sphere or not: both maps are defined there
        if rng.integers(2):
            state /= np.linalg.norm(state, axis=1, keepdims=True)
        function = system.field if flow else system.step
        derived = torch.func.jacrev(function)(torch.tensor(state)).numpy().reshape(n * d, n * d)
        assembled = system.jacobian(state)
        np.testing.assert_allclose(system.jacobian(torch.tensor(state)).numpy(), assembled, rtol=0, atol=1e-10)
        scale = max(1.0, float(np.abs(derived).max()))
        worst = max(worst, float(np.abs(assembled - derived).max()) / scale)
    assert worst < 1e-10


# ------------------------------------------------------------------------------------------------ what is refused

EYE = np.eye(3)
HUGE = 10**400
BAD_MATRICES: list[tuple[Any, str]] = [
    (np.ones((2, 3)), "shape 2 x 3"),
    (np.ones(3), "shape 3;"),
    (np.ones((1, 2, 2)), "shape 1 x 2 x 2"),
    (np.zeros((0, 0)), "shape 0 x 0"),
    ([], "shape 0"),
    ([[1, 2], [3]], "rows of different lengths"),
    (np.array([[1.0, np.nan], [0, 1]]), "nan or infinite"),
    (np.array([[1.0, np.inf], [0, 1]]), "nan or infinite"),
    (np.array([[1j, 0], [0, 1]]), "dtype complex128"),
    ([["1", "0"], ["0", "1"]], "dtype <U1"),
    (np.array([["1", None], [0, 1]], dtype=object), "not real numbers"),
    (np.array([[sympy.nan, 0], [0, 1]], dtype=object), "nan, infinite or complex"),
    (np.array([[sympy.oo, 0], [0, 1]], dtype=object), "nan, infinite or complex"),
    (np.array([[sympy.I, 0], [0, 1]], dtype=object), "nan, infinite or complex"),
    (np.array([[mpmath.mpf("nan"), 0], [0, 1]], dtype=object), "nan, infinite or complex"),
    (np.array([[flint.arb("nan"), 0], [0, 1]], dtype=object), "nan, infinite or complex"),
    (torch.tensor([[torch.nan, 0.0], [0.0, 1.0]]), "complex, nan or infinite"),
    (torch.eye(2, dtype=torch.complex128), "complex, nan or infinite"),
    ("identity", "is a str"),
    (None, "is a NoneType"),
    (3.0, "is a float"),
]
BAD_STEPS: list[Any] = [
    0,
    0.0,
    -1,
    -0.5,
    float("nan"),
    float("inf"),
    HUGE,
    10**4999,
    "0.1",
    1j,
    [0.1],
    np.array([0.1, 0.2]),
    False,
    Fraction(-1, 2),
    sympy.Integer(0),
    sympy.nan,
    sympy.oo,
    sympy.I,
    mpmath.mpf(-1),
    flint.arb(-1),
    flint.arb("nan"),
    object(),
]


def one_line(caught: pytest.ExceptionInfo[InvalidInput]) -> str:
    message = str(caught.value)
    assert "\n" not in message
    assert "expected" in message
    return message


@pytest.mark.parametrize(("matrix", "found"), BAD_MATRICES, ids=[found for _, found in BAD_MATRICES])
def test_a_bad_matrix_is_refused_in_one_line(matrix: Any, found: str) -> None:
    makers: list[Callable[[], Any]] = [
        lambda: Oja(value=matrix),
        lambda: Attention(value=matrix),
        lambda: MultiHead(values=[matrix], query_keys=[None]),
        lambda: MultiHead(values=[np.eye(2), matrix], query_keys=[None, None]),
    ]
    if matrix is not None:  # None is the identity there
        makers += [
            lambda: Attention(value=np.eye(2), query_key=matrix),
            lambda: MultiHead(values=[np.eye(2)], query_keys=[matrix]),
        ]
    for make in makers:
        with pytest.raises(InvalidInput) as caught:
            make()
        assert found in one_line(caught)


@pytest.mark.parametrize("make", [lambda: Attention(value=EYE, query_key=np.eye(2))])
def test_sizes_that_disagree_are_refused(make: Callable[[], Any]) -> None:
    with pytest.raises(InvalidInput, match="query_key is 2 x 2; expected 3 x 3"):
        make()


@pytest.mark.parametrize(
    ("values", "keys", "found"),
    [
        ([], [], "0 values and 0 query_keys"),
        ([EYE], [None, None], "1 values and 2 query_keys"),
        ([EYE, np.eye(2)], [None, None], r"values\[1\] is 2 x 2"),
        ([EYE], [np.eye(2)], r"query_keys\[0\] is 2 x 2"),
        (None, [None], "values is a NoneType"),
        ([EYE], None, "query_keys is a NoneType"),
        ("heads", [None], "values is a str"),
    ],
)
def test_heads_that_do_not_fit_are_refused(values: Any, keys: Any, found: str) -> None:
    with pytest.raises(InvalidInput, match=found) as caught:
        MultiHead(values=values, query_keys=keys)
    one_line(caught)


@pytest.mark.parametrize("size", BAD_STEPS, ids=[type(s).__name__ for s in BAD_STEPS])
def test_a_bad_step_size_is_refused_in_one_line(size: Any) -> None:
    for make in (
        lambda: Oja(value=EYE, step_size=size),
        lambda: Attention(value=EYE, step_size=size),
        lambda: MultiHead(values=[EYE], query_keys=[None], step_size=size),
    ):
        with pytest.raises(InvalidInput) as caught:
            make()
        assert one_line(caught).startswith("step size is ")


@pytest.mark.parametrize(
    "size",
    [
        *(1, 0.5, 5e-324, Fraction(1, 3), np.float32(0.1), np.array(0.5), sympy.sqrt(2), sympy.log(3) / 2),
        *(sympy.Symbol("alpha"), mpmath.mpf(1), flint.arb(1), torch.tensor(0.3)),
    ],
)
def test_a_step_size_may_be_a_number_of_any_arithmetic(size: Any) -> None:
    assert Oja(value=EYE, step_size=size).step_size is size


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (np.ones(3), "shape 3;"),
        (np.ones((4, 2)), "shape 4 x 2"),
        (np.zeros((0, 3)), "shape 0 x 3"),
        (np.float64(1.0), "tokens"),
        ([[1.0, 0.0, 0.0]], "tokens are a list"),
        ([[1.0, 0.0, 0.0], [1.0]], "tokens are a list"),
        ("tokens", "tokens are a str"),
        (None, "tokens are a NoneType"),
        (np.ones((2, 3), dtype=complex), "dtype complex128"),
        (np.full((2, 3), "1"), "dtype <U1"),
        (np.full((2, 3), None), "NoneType entries"),
        (np.full((2, 3), "1", dtype=object), "str entries"),
    ],
)
def test_tokens_of_another_shape_or_type_are_refused(tokens: Any, found: str) -> None:
    for system in (
        Oja(value=EYE, step_size=1),
        Attention(value=EYE, step_size=1),
        MultiHead(values=[EYE], query_keys=[None], step_size=1),
    ):
        for function in (system.step, system.field, system.influence, system.jacobian):
            with pytest.raises(InvalidInput) as caught:
                function(tokens)
            assert found in one_line(caught)


def test_a_flow_has_no_step_and_a_batch_no_jacobian() -> None:
    with pytest.raises(InvalidInput, match="the system is a flow"):
        Oja(value=EYE).step(EYE)
    with pytest.raises(InvalidInput, match="shape 2 x 4 x 3; expected one state"):
        Oja(value=EYE, step_size=1).jacobian(np.ones((2, 4, 3)))
