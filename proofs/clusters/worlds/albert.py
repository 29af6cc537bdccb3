"""Heads of a trained ALBERT against the hypotheses of the hyperplane theorem, with eigenvalues in balls.

A head's value matrix ``V = L R`` (L of shape ``(d, k)``, R of shape ``(k, d)``) has the nonzero eigenvalues of the
small matrix ``R L``, with the same multiplicities, and ``L u`` as the eigenvector for ``R L u = lambda u``. An
eigenvalue of a real matrix that alone has the largest modulus is real, because its conjugate is an eigenvalue too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

WHEEL = "rxnmapper"
BITS = 256


@dataclass(frozen=True, eq=False)
class Head:
    """The weights of one head, float64; each acts on columns.

    Attributes:
        into: ``W_V``, shape ``(k, d)``.
        out: ``W_O``, shape ``(d, k)``.
        query, key: shape ``(k, d)``.
    """

    into: np.ndarray
    out: np.ndarray
    query: np.ndarray
    key: np.ndarray


@dataclass(frozen=True)
class Facts:
    """What is certain about one head.

    Attributes:
        leading: the eigenvalue that is largest in modulus, to a float; ``None`` where eigenvalues could not be told apart.
        real: whether one simple eigenvalue, then real, is larger in modulus than all others.
        positive: whether, besides, it is positive.
        score: whether, besides, ``<Q phi_1, K phi_1> > 0``.
        fails: whether it is certain that the hypotheses do not hold.
    """

    leading: complex | None
    real: bool
    positive: bool
    score: bool
    fails: bool = False


def facts(head: Head) -> Facts:
    """The hypotheses of the theorem for one head; what balls cannot decide does not count as true."""
    from flint import acb_mat, arb, arb_mat, ctx

    with ctx.workprec(BITS):
        out, into = arb_mat(head.out.tolist()), arb_mat(head.into.tolist())
        try:
            values, vectors = acb_mat(into * out).eig(right=True, multiple=False)
        except ValueError:  # some eigenvalues are equal, or too near to tell
            return Facts(None, real=False, positive=False, score=False)
        order = sorted(range(len(values)), key=lambda j: -float(abs(values[j]).mid()))
        first, others = values[order[0]], [values[j] for j in order[1:]]
        leading = complex(float(first.real.mid()), float(first.imag.mid()))
        # Also over the eigenvalue 0 of what R sends to 0.
        real = all(bool(abs(first) > abs(other)) for other in others) and bool(abs(first) > arb(0))
        positive = real and bool(first.real > 0)
        if not positive:
            # Behind a pair that is larger than all others no eigenvalue is alone.
            pair = not first.imag.contains(0) and all(bool(abs(first) > abs(other)) for other in others[1:])
            return Facts(leading, real, positive, score=False, fails=pair or (real and bool(first.real < 0)))
        u = acb_mat([[vectors[i, order[0]]] for i in range(len(values))])
        # The real part of an eigenvector for a real eigenvalue is one, or 0: turned so that its largest entry is 1.
        largest = max(range(len(values)), key=lambda i: float(abs(u[i, 0]).mid()))
        turned = arb_mat([[(u[i, 0] / u[largest, 0]).real] for i in range(len(values))])
        phi = out * turned
        q, k = arb_mat(head.query.tolist()) * phi, arb_mat(head.key.tolist()) * phi
        product = (q.transpose() * k)[0, 0]
    return Facts(leading, real, positive, bool(product > 0), fails=bool(product < 0))


def heads() -> tuple[Head, ...]:
    """The heads of the ALBERT in the wheel.

    Raises:
        WeightsMissing: if its weights are not on this machine.
        InvalidInput: if they are not the pinned ones.
    """
    from verify.weights.open import open_transformer

    block = open_transformer(f"wheel:{WHEEL}").layers[0].attention
    weights = (block.value, block.output, block.query, block.key)
    return tuple(Head(*(weight[head].double().numpy() for weight in weights)) for head in range(block.heads))


def no_head(_seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """How many heads satisfy the hypotheses, one after the other; undecided where balls leave a head open."""
    found = [facts(head) for head in heads()]
    counts = {name: sum(getattr(one, name) for one in found) for name in ("real", "positive", "score", "fails")}
    told = (
        f"of {len(found)} heads {counts['real']} have a simple real eigenvalue that is largest in modulus, {counts['positive']} a "
        f"positive one, {counts['score']} of them with <Q phi_1, K phi_1> > 0; {counts['fails']} certainly fail"
    )
    leading = ["not isolated" if one.leading is None else f"{one.leading:.4g}" for one in found]
    agrees = True if counts["fails"] == len(found) else False if counts["score"] else None
    return agrees, told, {**counts, "heads": len(found), "leading": leading}
