"""Exact checks of states whose tokens, matrices and attention weights are algebraic: SymPy decides, nothing is rounded."""

from __future__ import annotations

from typing import Any

import sympy

from verify.arithmetic.numeric import to_arb
from verify.counterexample import Counterexample
from verify.equilibria.settings import eigenvalues, layer_matrix, zero
from verify.errors import InvalidInput
from verify.evidence.enclose import Certificate
from verify.exact_text import exact


def pulls(example: Counterexample) -> list[Any] | None:
    """``kappa_i`` with ``s_i = kappa_i x_i``, exactly; ``None`` if some ``s_i`` is not parallel to ``x_i``."""
    tokens, found = example.tokens(), []
    influence = example.system().influence(tokens)
    for token, s in zip(tokens, influence, strict=True):
        kappa = sum(a * b for a, b in zip(token, s, strict=True))
        if any(sympy.simplify(b - kappa * a) != 0 for a, b in zip(token, s, strict=True)):
            return None
        found.append(kappa)
    return found


def is_equilibrium(example: Counterexample) -> bool:
    """Exactly: unit tokens and ``s_i = kappa_i x_i``; for a step also ``1 + alpha kappa_i > 0``."""
    tokens, alpha = example.tokens(), example.system().step_size
    unit = all(sympy.simplify(sum(entry**2 for entry in token) - 1) == 0 for token in tokens)
    kappas = pulls(example)
    if not unit or kappas is None:
        return False
    return alpha is None or all(to_arb(1 + alpha * kappa) > 0 for kappa in kappas)


def distinct(tokens: Any) -> list[tuple[Any, ...]]:
    """The distinct token vectors."""
    found: list[tuple[Any, ...]] = []
    for token in tokens:
        row = tuple(sympy.nsimplify(entry) if entry.is_Float else entry for entry in token)
        if row not in found:
            found.append(row)
    return found


def attention_rank(example: Counterexample) -> int:
    """The exact rank of the attention matrix."""
    weights = sympy.Matrix(example.system().attention(example.tokens()))  # type: ignore[attr-defined]
    return int(weights.applyfunc(lambda entry: sympy.nsimplify(sympy.simplify(entry))).rank(simplify=True))


def eigenvector_tokens(example: Counterexample) -> list[int]:
    """Which tokens are eigenvectors of V, exactly."""
    system = example.system()
    value = sympy.Matrix(system.value)  # type: ignore[attr-defined]
    found = []
    for index, token in enumerate(example.tokens()):
        image = value * sympy.Matrix(list(token))
        pairs = [(i, j) for i in range(len(token)) for j in range(i)]
        if all(sympy.simplify(image[i] * token[j] - image[j] * token[i]) == 0 for i, j in pairs):
            found.append(index)
    return found


def clustering_equilibrium(example: Counterexample) -> Certificate:
    """A clustering equilibrium of which some token is an eigenvector of V and some is not."""
    tokens = example.tokens()
    aligned = eigenvector_tokens(example)
    holds = is_equilibrium(example) and 0 < len(aligned) < len(tokens)
    told = f"step(X) = X exactly; {len(distinct(tokens))} distinct tokens, {len(aligned)} of {len(tokens)} are eigenvectors of V"
    return Certificate(holds, told if holds else "not such an equilibrium", {"rank": attention_rank(example)})


def two_clustering(example: Counterexample) -> Certificate:
    """A 2-clustering equilibrium with ``x_(1) != -x_(2)`` and no token an eigenvector of V."""
    rows = distinct(example.tokens())
    opposite = len(rows) == 2 and all(sympy.simplify(a + b) == 0 for a, b in zip(*rows, strict=True))
    holds = is_equilibrium(example) and len(rows) == 2 and not opposite and not eigenvector_tokens(example)
    return Certificate(
        holds, "step(X) = X exactly, with two distinct, not opposite tokens, neither an eigenvector of V"
    )


def rank_below_clusters(example: Counterexample) -> Certificate:
    """An r-clustering equilibrium whose attention matrix has a rank below r."""
    r, rank = len(distinct(example.tokens())), attention_rank(example)
    holds = is_equilibrium(example) and rank < r and len(eigenvector_tokens(example)) < len(example.tokens())
    if not holds:
        return Certificate(
            False, f"no such clustering equilibrium: {r} distinct tokens, attention matrix of rank {rank}"
        )
    return Certificate(holds, f"step(X) = X exactly, {r} distinct tokens, the attention matrix has rank {rank} < {r}")


def equal_tokens_move(example: Counterexample) -> Certificate:
    """Equal tokens off the eigenvectors of V: ``s_i = V x`` whatever A is, not parallel to x, and one step moves them."""
    tokens = example.tokens()
    unit = zero(sum(entry**2 for entry in tokens[0]) - 1)
    equal = all(zero(a - b) for token in tokens for a, b in zip(token, tokens[0], strict=True))
    if not (unit and equal) or eigenvector_tokens(example):
        return Certificate(False, "the tokens are not all equal to one unit vector that is no eigenvector of V")
    pulled = [[sympy.simplify(entry) for entry in row] for row in example.system().influence(tokens)]
    moves = pulls(example) is None
    told = (
        f"s = V x = ({', '.join(map(str, pulled[0]))}) is not parallel to x: one step turns all tokens, no equilibrium"
    )
    return Certificate(moves, told if moves else "the state is an equilibrium")


def singular_but_no_equilibrium(example: Counterexample) -> Certificate:
    """``diag(kappa) (x) I - Aatt (x) V`` is singular, and yet the state is no equilibrium, nor is any clustering one.

    With A = 0 the system is that of Oja, whose equilibria are consensus, bipartite and polygonal (``lemma_1``).
    """
    system, tokens = example.system(), example.tokens()
    kappas = [exact(value) for value in str((example.data.get("parameters") or {}).get("kappa", "")).split(",")]
    if len(kappas) != len(tokens):
        raise InvalidInput(
            f"parameters.kappa holds {len(kappas)} numbers; expected one for each of {len(tokens)} tokens"
        )
    weights = sympy.Matrix(system.attention(tokens))  # type: ignore[attr-defined]
    value = sympy.Matrix(system.value)  # type: ignore[attr-defined]
    d = value.shape[0]
    matrix = sympy.kronecker_product(sympy.diag(*kappas), sympy.eye(d)) - sympy.kronecker_product(weights, value)
    key = system.query_key  # type: ignore[attr-defined]
    uniform = key is not None and all(entry == 0 for entry in key.flat)
    holds = zero(matrix.det()) and pulls(example) is None and uniform
    if not holds:
        return Certificate(False, "not a singular matrix at a state that is no equilibrium, with A = 0")
    listed = ", ".join(map(str, kappas))
    told = (
        f"kappa = ({listed}): the matrix is singular, but the state is no equilibrium; A = 0 is the Oja system, which has "
        "no clustering equilibria at all"
    )
    return Certificate(holds, told)


def perturbation_not_tangent(example: Counterexample) -> Certificate:
    """A polygonal equilibrium with a token that has a component along ``v_1``: moving along v_1 is not tangent there."""
    tokens = example.tokens()
    unit = all(zero(sum(entry**2 for entry in token) - 1) for token in tokens)
    if not unit or not all(zero(entry) for entry in example.system().influence(tokens).flat):
        return Certificate(False, "the state is not polygonal: unit tokens with s_i = 0")
    matrix = layer_matrix(example)
    kernel = (matrix - eigenvalues(matrix)[0][0] * sympy.eye(matrix.rows)).applyfunc(sympy.simplify).nullspace()
    principal = kernel[0] / sympy.sqrt(kernel[0].dot(kernel[0]))
    along = [sympy.simplify(sum(a * b for a, b in zip(token, principal, strict=True))) for token in tokens]
    index = next((i for i, component in enumerate(along) if not zero(component)), None)
    if index is None:
        return Certificate(False, "v_1 is tangent at every token")
    told = (
        f"s_i = 0 for all i, so that the state is polygonal, and x_{index + 1} . v_1 = {along[index]} != 0: v_1 is not "
        f"tangent at x_{index + 1}"
    )
    return Certificate(True, told)
