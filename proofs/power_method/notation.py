"""Sources, parameters and hypotheses that the paper's statements share."""

from __future__ import annotations

from typing import Any

from verify.claim import Hypothesis, Parameter, Point, Source
from verify.equilibria import closed_form
from verify.scenes import Facts, Scene, bipartite, consensus

ARXIV = "2605.25619v1"


def restored(
    label: str, how: str = "the formula follows from the proof in the text and from the definitions"
) -> Source:
    """A statement whose formula is missing from the source text."""
    return Source(label=label, origin="restored", restoration=how, arxiv=ARXIV)


def verbatim(label: str) -> Source:
    """A statement in the source's words."""
    return Source(label=label, origin="verbatim", arxiv=ARXIV)


def ours(label: str) -> Source:
    """A statement that we add: a step of a proof, or what a remark needs to be decided."""
    return Source(label=label, origin="ours", arxiv=ARXIV)


ALPHA = Parameter("alpha", "positive")
LAMBDA_1 = Parameter("lambda_1")
LAMBDA_J = Parameter("lambda_j")
LAMBDA_K = Parameter("lambda_k")
LAMBDA_D = Parameter("lambda_d")
N = Parameter("n", "integer", 2)
N_ANY = Parameter("n", "integer", 1)
M = Parameter("m", "integer", 1)
REST = Parameter("rest", "integer", 1)
E = Parameter("E", "positive")

POSITIVE = Hypothesis("positive", r"\lambda_1 > 0", lambda p: p.lambda_1 > 0)
NONSINGULAR_J = Hypothesis("nonsingular", r"\lambda_j \neq 0", lambda p: (p.lambda_j > 0) | (p.lambda_j < 0))
NONSINGULAR_K = Hypothesis("nonsingular", r"\lambda_k \neq 0", lambda p: (p.lambda_k > 0) | (p.lambda_k < 0))
SIMPLE = Hypothesis("simple", r"\lambda_j < \lambda_1", lambda p: p.lambda_j < p.lambda_1)
NOT_PRINCIPAL = Hypothesis("not principal", r"\lambda_k < \lambda_1", lambda p: p.lambda_k < p.lambda_1)
# The state is at v_k, k > 1; V has the eigenvalues lambda_1 and lambda_k.
ASSUMPTION_1 = (POSITIVE, NOT_PRINCIPAL, NONSINGULAR_K)
STEP_SIZE = Hypothesis(
    "step size",
    r"\alpha < 2/(|\lambda_d| - \lambda_1) \text{ if } |\lambda_d| > \lambda_1",
    # |lambda_d| > lambda_1 > 0 only happens for lambda_d < -lambda_1; otherwise the left side is not positive.
    lambda p: p.alpha * (-p.lambda_d - p.lambda_1) < 2,
)

OJA_CONSENSUS = Scene("oja", consensus)
OJA_PRINCIPAL = Scene("oja", consensus, at="lambda_1")
OJA_BIPARTITE = Scene("oja", bipartite)
OJA_BIPARTITE_PRINCIPAL = Scene("oja", bipartite, at="lambda_1")
CONSENSUS = Scene("attention", consensus)
PRINCIPAL = Scene("attention", consensus, at="lambda_1")
BIPARTITE = Scene("attention", bipartite)
BIPARTITE_PRINCIPAL = Scene("attention", bipartite, at="lambda_1")


def both(*parts: Any) -> Any:
    """Conjunction in any arithmetic."""
    result = parts[0]
    for part in parts[1:]:
        result = result & part
    return result


def either(*parts: Any) -> Any:
    """Disjunction in any arithmetic."""
    result = parts[0]
    for part in parts[1:]:
        result = result | part
    return result


def inside(value: Any) -> Any:
    """A real eigenvalue strictly inside the unit disc."""
    return (value < 1) & (value > -1)


def outside(value: Any) -> Any:
    """A real eigenvalue strictly outside the unit disc."""
    return (value > 1) | (value < -1)


def gammas(p: Point) -> closed_form.Gammas:
    """Eq. (14) at the point's ``E, m, rest``; the Oja system has no E: uniform weights."""
    return closed_form.attention_gammas(p.get("E", 1), p.m, p.rest)


def normalisers(p: Point, lambda_k: Any) -> tuple[Any, Any]:
    """``c_+`` and ``c_-``."""
    return closed_form.normalisers(p.alpha * lambda_k, gammas(p))


def fixed(p: Point, lambda_k: Any) -> Any:
    """The bipartite state is a fixed point: both normalisers are positive."""
    c_plus, c_minus = normalisers(p, lambda_k)
    return (c_plus > 0) & (c_minus > 0)


def stable(facts: Facts) -> bool:
    """Seen: an equilibrium whose linearisation contracts."""
    return facts.stable


def unstable(facts: Facts) -> bool:
    """Seen: an equilibrium whose linearisation expands."""
    return facts.unstable


def equal(left: Any, right: Any) -> Any:
    """Equality as a relation in symbols, elementwise on arrays."""
    if hasattr(left, "free_symbols") or hasattr(right, "free_symbols"):
        import sympy

        return sympy.Eq(left, right)
    return left == right
