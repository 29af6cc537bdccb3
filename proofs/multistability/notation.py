"""Sources, states and relations of the flows that the paper's statements share.

Parameters and hypotheses without a step size are those of the power-method paper
(:mod:`proofs.power_method.notation`): the matrices and the states are the same, time is continuous.
"""

from __future__ import annotations

from typing import Any

from proofs.power_method.notation import both, either
from verify.claim import Point, Source
from verify.equilibria import closed_form
from verify.scenes import Scene, bipartite, consensus

ARXIV = "2511.11553"
TWIN = "from the outline of the source and the statement's twin in discrete time (power-method paper)"


def restored(label: str, how: str = TWIN) -> Source:
    """A statement that the source's outline does not give."""
    return Source(label=label, origin="restored", restoration=how, arxiv=ARXIV)


def verbatim(label: str) -> Source:
    """A statement in the source's words."""
    return Source(label=label, origin="verbatim", arxiv=ARXIV)


def ours(label: str) -> Source:
    """A statement that we add: a step of a proof, or what a sentence needs to be decided."""
    return Source(label=label, origin="ours", arxiv=ARXIV)


OJA_CONSENSUS = Scene("oja", consensus, flow=True)
OJA_PRINCIPAL = Scene("oja", consensus, at="lambda_1", flow=True)
OJA_BIPARTITE = Scene("oja", bipartite, flow=True)
CONSENSUS = Scene("attention", consensus, flow=True)
PRINCIPAL = Scene("attention", consensus, at="lambda_1", flow=True)
BIPARTITE = Scene("attention", bipartite, flow=True)


def margins(p: Point, lambda_j: Any, lambda_k: Any) -> tuple[Any, ...]:
    """``-trace`` and determinant of the block of ``v_j``, ``lambda_k mu_+`` and ``lambda_k mu_-``, times positive numbers.

    The block has real eigenvalues (``bipartite_stability.real``): both are negative exactly if the first two are positive.
    The Oja flow is ``E = 1``.
    """
    e = p.get("E", 1)
    scale = closed_form.split_scale(e, p.m, p.rest)
    return (
        -closed_form.flow_trace_numerator(lambda_j, lambda_k, scale),
        closed_form.flow_determinant_numerator(lambda_j, lambda_k, scale),
        lambda_k * (p.m * e - p.rest),
        lambda_k * (p.rest * e - p.m),
    )


def all_left(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    """All tangent eigenvalues along ``v_j`` are negative; a group of one token has no third class."""
    trace, determinant, plus, minus = margins(p, lambda_j, lambda_k)
    return both(trace > 0, determinant > 0, (p.m <= 1) | (plus > 0), (p.rest <= 1) | (minus > 0))


def some_right(p: Point, lambda_j: Any, lambda_k: Any) -> Any:
    """Some tangent eigenvalue along ``v_j`` is positive."""
    trace, determinant, plus, minus = margins(p, lambda_j, lambda_k)
    return either(trace < 0, determinant < 0, (p.m > 1) & (plus < 0), (p.rest > 1) & (minus < 0))


def least_margin(p: Point) -> Any:
    """The smallest of the margins that must be positive."""
    import sympy

    trace, determinant, plus, minus = margins(p, p.lambda_j, p.lambda_k)
    needed = [trace, determinant, *([plus] if p.m > 1 else []), *([minus] if p.rest > 1 else [])]
    return sympy.Min(*needed)
