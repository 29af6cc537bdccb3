"""What a claim takes for granted of a state, decided exactly: who brings a counterexample of his own must meet it.

Each setting is a function of a counterexample that returns ``None`` where it is met, else one line that says what is not.
Nothing here knows a basis: eigenvalues and eigenvectors are those of the matrix that the file holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verify.counterexample import Counterexample

Setting = Callable[[Counterexample], str | None]


def layer_matrix(example: Counterexample) -> Any:
    """V, or the sum of the heads' values, as a SymPy matrix."""
    import sympy

    system: Any = example.system()
    return sympy.Matrix(system.layer_matrix if hasattr(system, "layer_matrix") else system.value)


def eigenvalues(matrix: Any) -> list[tuple[Any, int]]:
    """Exact eigenvalues with multiplicities, those of largest real part first.

    Roots of a rational polynomial that are not square roots stay roots of it: three real ones have no real radicals.
    """
    import sympy

    polynomial = matrix.applyfunc(sympy.simplify).charpoly()
    if all(coefficient.is_Rational for coefficient in polynomial.all_coeffs()):
        roots = sympy.Poly(polynomial.as_expr(), polynomial.gens[0], domain="QQ").all_roots()
        found = [(value, roots.count(value)) for value in dict.fromkeys(roots)]
    else:
        found = list(matrix.eigenvals(simplify=True).items())
    return sorted(found, key=lambda pair: -complex(pair[0]).real)


def zero(value: Any) -> bool:
    """Whether an exact number is zero."""
    import sympy

    return bool(value == 0 or (abs(complex(value)) < 1e-9 and sympy.simplify(value) == 0))


def image(matrix: Any, token: Any) -> list[Any]:
    """``V x``."""
    return [sum(a * b for a, b in zip(matrix.row(i), token, strict=True)) for i in range(matrix.rows)]


def eigenvalue_at(example: Counterexample) -> Any:
    """The eigenvalue of the eigenvector that all tokens are at, up to sign; ``None`` if they are at none."""
    tokens, matrix = example.tokens(), layer_matrix(example)
    if tokens is None or signs(tokens) is None:
        return None
    moved = image(matrix, tokens[0])
    value = sum(a * b for a, b in zip(tokens[0], moved, strict=True))
    return value if all(zero(b - value * a) for a, b in zip(tokens[0], moved, strict=True)) else None


def signs(tokens: Any) -> list[int] | None:
    """+1 or -1 for each token where all are the first or its opposite, else ``None``."""
    found = []
    for token in tokens:
        for sign in (1, -1):
            if all(zero(a - sign * b) for a, b in zip(token, tokens[0], strict=True)):
                found.append(sign)
                break
        else:
            return None
    return found


# ------------------------------------------------------------------ settings


def of(*systems: str, flow: bool = False) -> Setting:
    """The claim is about these systems, with steps (or their flows) and without a mask."""

    def setting(example: Counterexample) -> str | None:
        data = example.data
        if data["system"] not in systems:
            return f"the system is {data['system']}; the claim is about {' or '.join(systems)}"
        if (data.get("step_size") is None) != flow:
            found, meant = ("a flow", "steps") if flow is False else ("a system with steps", "flows")
            return f"the example is {found}; the claim is about {meant}"
        return "the attention is masked; the claim is about full attention" if data.get("mask") else None

    return setting


def assumption_1(example: Counterexample) -> str | None:
    """V is symmetric and nonsingular, its largest eigenvalue simple and positive."""
    matrix = layer_matrix(example)
    if not all(zero(entry) for entry in (matrix - matrix.T)):
        return "the value matrix is not symmetric (Assumption 1)"
    if zero(matrix.det()):
        return "the value matrix is singular (Assumption 1)"
    largest, times = eigenvalues(matrix)[0]
    if complex(largest).real <= 0:
        return f"the largest eigenvalue {largest} is not positive (Assumption 1)"
    return None if times == 1 else f"the largest eigenvalue {largest} is not simple (Assumption 1)"


def step_size(example: Counterexample) -> str | None:
    """Theorem 2's condition ``alpha < 2/(|lambda_d| - lambda_1)``, where ``|lambda_d| > lambda_1``."""
    from verify.conclusions import truth

    values = eigenvalues(layer_matrix(example))
    product = example.system().step_size * (-values[-1][0] - values[0][0])
    return None if truth(product < 2) else f"alpha (|lambda_d| - lambda_1) = {product} is not below 2"


def principal(example: Counterexample) -> str | None:
    """All tokens are at plus or minus the principal eigenvector."""
    at = eigenvalue_at(example)
    if at is None or not zero(at - eigenvalues(layer_matrix(example))[0][0]):
        return "the tokens are not at plus or minus the principal eigenvector"
    return None


def bipartite(example: Counterexample) -> str | None:
    """Tokens at an eigenvector and at its opposite, both occur."""
    tokens = example.tokens()
    if eigenvalue_at(example) is None or -1 not in (signs(tokens) or ()):
        return "the state is no bipartite consensus: tokens at an eigenvector and at its opposite"
    return None


def different_heads(example: Counterexample) -> str | None:
    """Two heads or more, not all the same."""
    heads = example.data.get("heads") or []
    systems: Any = example.system()
    pairs = list(zip(systems.values, systems.query_keys, strict=True)) if heads else []
    same = all(
        all(zero(a - b) for one, other in zip(pair, pairs[0], strict=True) for a, b in _entries(one, other))
        for pair in pairs
    )
    return "the heads are all the same" if same else None


def _entries(one: Any, other: Any) -> list[tuple[Any, Any]]:
    if one is None or other is None:
        return [] if one is other else [(0, 1)]
    return list(zip(one.flat, other.flat, strict=True))


def dominant_not_symmetric(example: Counterexample) -> str | None:
    """V is not symmetric; one real positive eigenvalue is larger than the modulus of all others."""
    matrix = layer_matrix(example)
    if all(zero(entry) for entry in (matrix - matrix.T)):
        return "the value matrix is symmetric"
    first, *others = eigenvalues(matrix)
    largest = complex(first[0])
    strictly = all(abs(complex(value)) < largest.real - 1e-12 for value, _ in others)
    real = zero(first[0] - first[0].conjugate()) and first[1] == 1
    return None if real and strictly else "no real eigenvalue of the value matrix is positive and strictly dominant"


def scores(*, symmetric: bool) -> Setting:
    """The score matrix is symmetric, or it is not."""

    def setting(example: Counterexample) -> str | None:
        import sympy

        key = example.system().query_key  # type: ignore[attr-defined]
        even = key is None or all(zero(entry) for entry in sympy.Matrix(key) - sympy.Matrix(key).T)
        return None if even is symmetric else f"the score matrix is {'' if even else 'not '}symmetric"

    return setting


def shape(n: int, d: int) -> Setting:
    """n tokens in R^d."""

    def setting(example: Counterexample) -> str | None:
        found = example.tokens().shape
        return (
            None
            if found == (n, d)
            else f"the state has {found[0]} tokens in R^{found[1]}; the claim is about {n} in R^{d}"
        )

    return setting
