"""Canaries of the matrices without entries: true identities are shown, planted false ones never are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import sympy

from verify import Attention, MultiHead, Oja
from verify.arithmetic import arithmetic_of
from verify.arithmetic.free import FREE, FreeMatrix, Rules

RULES = Rules.of(
    [("J P", "J"), ("P J", "J"), ("W' W", ""), ("S W", "W U")],
    permutations=["P"],
    symmetric=["J", "S"],
)
ALPHA = sympy.Symbol("alpha")
Pair = tuple[FreeMatrix, FreeMatrix]


def softmax(scores: FreeMatrix, *, causal: bool = False) -> FreeMatrix:
    return FREE.softmax(scores, causal=causal)


def identities(rules: Rules) -> tuple[dict[str, Pair], dict[str, Pair]]:
    """True and planted false identities between letters with these rules."""
    X, Y, Z, V, A, B, P, Q, W, S, U = (FreeMatrix.letter(name, rules) for name in "XYZVABPQWSU")
    Pt, Qt, Wt, Xt = P.transposed(), Q.transposed(), W.transposed(), X.transposed()

    def attention(value: Any = V, key: Any = A, step_size: Any = ALPHA, **options: Any) -> Attention:
        return Attention(value=value, query_key=key, step_size=step_size, **options)

    def heads(value: Any = V) -> MultiHead:
        return MultiHead(values=[value, B], query_keys=[A, V], step_size=ALPHA)

    true: dict[str, Pair] = {
        "addition commutes": (X + Y, Y + X),
        "multiplication distributes": ((X + Y) @ V, X @ V + Y @ V),
        "coefficients expand": (X * (ALPHA + 1) * (ALPHA - 1), X * ALPHA**2 + X * -1),
        "transpose of a product": ((X @ V @ A).transposed(), A.transposed() @ V.transposed() @ Xt),
        "transpose twice": (X.transposed().transposed(), X),
        "a symmetric letter": (S.transposed(), S),
        "a permutation is orthogonal": (Pt @ P @ X, X),
        "and on the other side": (X @ P @ Pt, X),
        "orthonormal columns": (W @ Wt @ W @ U, W @ U),
        "an invariant subspace, transposed": (Z @ Wt @ S, Z @ U.transposed() @ Wt),
        "softmax is equivariant": (softmax(P @ X @ Pt), P @ softmax(X) @ Pt),
        "also of a sum": (softmax(P @ X @ Pt + P @ Y @ Pt), P @ softmax(X + Y) @ Pt),
        "norms are equivariant": (FREE.normalize(P @ X), P @ FREE.normalize(X)),
        "norms only see the Gram matrix": (FREE.normalize(Z @ Wt), FREE.normalize(Z) @ Wt),
        "norms do not see the sign": (FREE.normalize(-X), -FREE.normalize(X)),
        "the mean forgets the order": (FREE.mean(P @ X), FREE.mean(X)),
        "step, permuted": (attention().step(P @ X), P @ attention().step(X)),
        "step, odd": (attention().step(-X), -attention().step(X)),
        "causal step, odd": (attention(causal=True).step(-X), -attention(causal=True).step(X)),
        "two heads, permuted": (heads().step(P @ X), P @ heads().step(X)),
        "uniform, permuted": (Oja(value=V, step_size=1).step(P @ X), P @ Oja(value=V, step_size=1).step(X)),
        "inside an invariant subspace": (
            attention(S, A).step(Z @ Wt),
            attention(U, Wt @ A @ W).step(Z) @ Wt,
        ),
    }
    false: dict[str, Pair] = {
        "multiplication commutes": (X @ V, V @ X),
        "wrong sign": (X + Y, X + -Y),
        "wrong coefficient": (X * ALPHA, X * ALPHA**2),
        "missing transpose": (X @ V, X @ V.transposed()),
        "transpose without exchange": ((X @ V).transposed(), Xt @ V.transposed()),
        "another letter is no permutation": (Qt @ Q @ X, X),
        "orthonormal columns, not rows": (W @ Wt @ X, X),
        "the subspace the other way": (Z @ Wt @ S, Z @ U @ Wt @ S),
        "softmax is invariant": (softmax(P @ X @ Pt), softmax(X)),
        "softmax of rows only": (softmax(P @ X), P @ softmax(X)),
        "softmax with another matrix": (softmax(Q @ X @ Qt), Q @ softmax(X) @ Qt),
        "softmax with the transpose on the wrong side": (softmax(Pt @ X @ Pt), Pt @ softmax(X) @ Pt),
        "softmax is linear": (softmax(X + Y), softmax(X) + softmax(Y)),
        "softmax does not see the sign": (softmax(-X), softmax(X)),
        "softmax is causal": (softmax(X), softmax(X, causal=True)),
        "causal softmax is equivariant": (softmax(P @ X @ Pt, causal=True), P @ softmax(X, causal=True) @ Pt),
        "norms see the Gram matrix": (FREE.normalize(X @ V), FREE.normalize(X) @ V),
        "scale is forgotten": (FREE.normalize(X * 2), FREE.normalize(X)),
        "the mean is the identity": (FREE.mean(X), X),
        "causal step, permuted": (attention(causal=True).step(P @ X), P @ attention(causal=True).step(X)),
        "step, even": (attention().step(-X), attention().step(X)),
        "step, not permuted back": (attention().step(P @ X), attention().step(X)),
        "step with another letter": (attention().step(Q @ X), Q @ attention().step(X)),
        "step with A transposed": (attention().step(X), attention(V, A.transposed()).step(X)),
        "step with V transposed": (attention().step(X), attention(V.transposed(), A).step(X)),
        "step with another step size": (attention().step(X), attention(step_size=2 * ALPHA).step(X)),
        "one head forgotten": (heads().step(X), attention().step(X)),
        "inside a subspace that is not invariant": (
            attention(V, A).step(Z @ Wt),
            attention(U, Wt @ A @ W).step(Z) @ Wt,
        ),
        "inside, A transposed": (attention(S, A).step(Z @ Wt), attention(U, Wt @ A.transposed() @ W).step(Z) @ Wt),
        "inside, A forgotten": (attention(S, A).step(Z @ Wt), attention(U, None).step(Z) @ Wt),
    }
    return true, false


TRUE, FALSE = identities(RULES)
WRITTEN = {name: pair for cases in identities(Rules()) for name, pair in cases.items()}
# True of the functions that these are, but not used of opaque ones.
NOT_KNOWN = {"scale is forgotten", "softmax of rows only", "softmax with the transpose on the wrong side"}
X, Z, P, Wt = (FreeMatrix.letter(name, RULES) for name in ("X", "Z", "P", "W'"))


@pytest.mark.parametrize("name", TRUE)
def test_a_true_identity_is_shown(name: str) -> None:
    left, right = TRUE[name]
    assert left == right
    assert hash(left) == hash(right)
    assert (left + -right) == left * 0


@pytest.mark.parametrize("name", FALSE)
def test_a_false_identity_is_not_shown(name: str) -> None:
    left, right = FALSE[name]
    assert left != right


def numbers(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Matrices of the letters that satisfy the rules: 4 tokens in R^4, a subspace of dimension 2."""
    q = np.linalg.qr(rng.normal(size=(4, 4)))[0]
    spectrum = rng.normal(size=4)
    letters = {name: rng.normal(size=(4, 4)) for name in "XYVABQ"}
    return letters | {
        "P": np.eye(4)[rng.permutation(4)],
        "Z": rng.normal(size=(4, 2)),
        "W": q[:, :2],
        "S": q @ np.diag(spectrum) @ q.T,
        "U": np.diag(spectrum[:2]),
        "J": np.full((4, 4), 0.25),
    }


def in_numbers(matrix: FreeMatrix, letters: dict[str, np.ndarray]) -> Any:
    """A combination of words as an array; opaque functions are evaluated as what they stand for."""
    total: Any = 0.0
    for word, coefficient in matrix.terms.items():
        product = np.eye(4)
        for letter in word:
            if isinstance(letter, str):
                factor = letters[letter.removesuffix("'")]
                product = product @ (factor.T if letter.endswith("'") else factor)
            else:
                inner = in_numbers(FreeMatrix(dict(letter.argument), matrix.rules), letters)
                function = letter.name.removesuffix("'")
                if function == "inverse norms":
                    value = np.diag(np.diag(inner) ** -0.5)
                else:
                    value = arithmetic_of(inner).softmax(inner, causal=function.startswith("causal"))
                product = product @ (value.T if letter.name.endswith("'") else value)
        total = total + float(coefficient.subs(ALPHA, 0.3)) * product
    return total


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_planted_is_true_or_false_of_matrices_with_entries(name: str) -> None:
    """Both sides are built without any rule, so that none has been used in them."""
    letters = numbers(np.random.default_rng(3))
    left, right = (in_numbers(side, letters) for side in WRITTEN[name])
    equal = left.shape == right.shape and np.allclose(left, right, rtol=0, atol=1e-10)
    assert equal == (name in TRUE or name in NOT_KNOWN)


@pytest.mark.parametrize("causal", [False, True])
def test_a_step_of_letters_is_the_step_of_their_numbers(causal: bool) -> None:
    letters = numbers(np.random.default_rng(4))
    for build in (
        lambda w, a: Attention(value=w["V"], query_key=w["A"], step_size=a, causal=causal),
        lambda w, a: MultiHead(values=[w["V"], w["B"]], query_keys=[w["A"], w["V"]], step_size=a, causal=causal),
        lambda w, a: Oja(value=w["V"], step_size=a),
    ):
        symbolic = build({name: FreeMatrix.letter(name, RULES) for name in letters}, ALPHA)
        for state in (X, P @ X, -X, Z @ Wt):
            expected = build(letters, 0.3).step(in_numbers(state, letters))
            np.testing.assert_allclose(in_numbers(symbolic.step(state), letters), expected, atol=1e-12)


@pytest.mark.parametrize(
    "call",
    [
        lambda: FREE.softmax(X, counts=[1, 2]),
        lambda: FREE.mean(X, counts=[1, 2]),
        lambda: FREE.norms(X),
    ],
)
def test_what_is_not_known_is_not_computed(call: Callable[[], Any]) -> None:
    with pytest.raises(NotImplementedError):
        call()


def test_an_opaque_function_is_not_transposed_silently() -> None:
    with pytest.raises(ValueError, match="transpose of an opaque function"):
        softmax(X).transposed()


def test_products_that_are_zero_vanish_with_their_transposes_and_nothing_else_does() -> None:
    rules = Rules.of([("W' W", "")], symmetric=["C"], zeros=["X A X'", "C W"])
    x, a, c, w = (FreeMatrix.letter(name, rules) for name in "XACW")
    assert not (x @ a @ x.transposed()).terms
    assert not (x @ a.transposed() @ x.transposed()).terms
    assert not (w.transposed() @ c).terms
    assert (x @ a @ x).terms
    assert (w @ c).terms
    assert (c @ w @ w.transposed() @ w + w) == w


def test_inner_products_of_rows_are_an_opaque_diagonal_that_permutations_move() -> None:
    rules = Rules.of([], permutations=["P"])
    x, y, p = (FreeMatrix.letter(name, rules) for name in "XYP")
    moved = (p @ x) * FREE.dot(p @ x, p @ y)
    assert moved == p @ (x * FREE.dot(x, y))
    assert moved != x * FREE.dot(x, y)
    assert x * FREE.dot(x, y) != y * FREE.dot(x, y)
    assert x * FREE.dot(x, x) != x  # that tokens are unit vectors is not known
