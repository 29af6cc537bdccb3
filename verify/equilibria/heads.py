"""Bipartite consensus of several heads, exactly: rational tangent Jacobian, Schur-Cohn, and what the heads have in common."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from verify.counterexample import Counterexample
from verify.equilibria.exact_states import is_equilibrium
from verify.equilibria.families import assumption_1, characteristic_polynomial, inside_disc
from verify.evidence.enclose import Certificate


def stable_commuting(example: Counterexample) -> Certificate:
    """Stable, heads symmetric and commuting, at an eigenvector of H whose eigenvalue is neither the largest nor the smallest."""
    heads, layer, w = _parts(example)
    if heads is None:
        return Certificate(False, w)
    if not all(head == head.T for head in heads) or not _commute(heads):
        return Certificate(False, "the heads are not symmetric and commuting")
    own = _eigenvalue(layer, w)
    if own is None:
        return Certificate(False, "the tokens are no eigenvectors of H")
    polynomial = sympy.Poly(layer.charpoly().as_expr())
    others = [polynomial.count_roots(own, None) - 1, polynomial.count_roots(None, own) - 1]
    if min(others) < 1:
        return Certificate(False, f"{own} is the largest or the smallest eigenvalue of H")
    return _stable(example, f"commuting symmetric heads, w an eigenvector of H of the intermediate eigenvalue {own}")


def stable_aligned(example: Counterexample) -> Certificate:
    """Stable, heads dense, neither symmetric nor commuting, at an eigenvector of H that is one of no head."""
    return _dense(example, aligned=True)


def stable_unaligned(example: Counterexample) -> Certificate:
    """The same at a vector that is no eigenvector of H."""
    return _dense(example, aligned=False)


def _dense(example: Counterexample, *, aligned: bool) -> Certificate:
    heads, layer, w = _parts(example)
    if heads is None:
        return Certificate(False, w)
    if any(head == head.T or 0 in list(head) for head in heads) or _commute(heads):
        return Certificate(False, "the heads are not dense, nonsymmetric and noncommuting")
    if any(_eigenvalue(head, w) is not None for head in heads):
        return Certificate(False, "w is an eigenvector of a head")
    own = _eigenvalue(layer, w)
    if (own is not None) != aligned:
        return Certificate(False, f"w is {'no' if aligned else 'an'} eigenvector of H")
    kind = f"an eigenvector of H ({own}) and of no head" if aligned else "no eigenvector of H"
    return _stable(example, f"dense, nonsymmetric, noncommuting heads; w is {kind}")


def _parts(example: Counterexample) -> tuple[Any, Any, Any]:
    """The heads, their sum, and w; ``None`` and a reason where the tokens are not at both of ``+-w``, w a unit axis."""
    tokens = example.tokens()
    if example.data["system"] != "multihead" or tokens is None:
        return None, None, "the system has no heads"
    system: Any = example.system()
    w = sympy.Matrix(tokens[0])
    signs = {tuple(row) for row in tokens}
    if signs != {tuple(w), tuple(-w)} or sorted(map(abs, w)) != [0] * (len(w) - 1) + [1]:
        return None, None, "the tokens are not at both of +-w for a unit coordinate vector w"
    heads = [sympy.Matrix(value) for value in system.values]
    return heads, sum(heads[1:], heads[0]), w


def _commute(heads: list[Any]) -> bool:
    return all(first * second == second * first for first in heads for second in heads)


def _eigenvalue(matrix: Any, w: Any) -> Any:
    """The eigenvalue of w, or ``None``."""
    image = matrix * w
    own = (w.T * image)[0, 0]
    return own if image == own * w else None


def _stable(example: Counterexample, told: str) -> Certificate:
    system: Any = example.system()
    if not assumption_1(sympy.Matrix(sum(system.values[1:], system.values[0])), system.step_size):
        return Certificate(False, "H does not satisfy Assumption 1 with alpha rho(H) < 1")
    if not is_equilibrium(example):
        return Certificate(False, f"{told}: step(X) = X does not hold")
    polynomial = tangent_polynomial(example)
    if polynomial is None:
        return Certificate(None, "the characteristic polynomial is not rational")
    if not inside_disc(polynomial):
        return Certificate(False, f"{told}: an eigenvalue is not inside the unit disc")
    shown = sympy.factor(sympy.Poly(polynomial[::-1], sympy.Symbol("t")).as_expr())
    detail = (
        f"exactly: step(X) = X; H satisfies Assumption 1 and alpha rho(H) < 1; {told}; by Schur-Cohn all "
        f"{len(polynomial) - 1} tangent eigenvalues are inside the unit disc: "
        "asymptotically stable"
    )
    return Certificate(True, detail, {"characteristic_polynomial": str(shown)})


def tangent_polynomial(example: Counterexample) -> list[Fraction] | None:
    """The characteristic polynomial on the tangent space of a state at ``+-`` one unit axis, constant term first."""
    tokens = example.tokens()
    n, d = tokens.shape
    axis = next(k for k in range(d) if tokens[0, k] != 0)
    kept = [i * d + k for i in range(n) for k in range(d) if k != axis]
    matrix = sympy.Matrix(example.system().jacobian(tokens)).extract(kept, kept)
    return characteristic_polynomial(matrix.applyfunc(sympy.simplify))
