"""A lemma on shares at a state: which numbers ``a, b, p, q`` it is about there, and for which of the two groups."""

from __future__ import annotations

from typing import Any

from proofs.beyond.shares import groups
from proofs.beyond.shares_positive import ADDITION, GROWTH
from proofs.power_method.notation import gammas
from verify.claim import Claim, Point
from verify.equilibria.closed_form import normalisers
from verify.evidence import LemmaAt


def instances(used: Claim, lambda_j: str = "lambda_j", lambda_k: str = "lambda_k") -> tuple[LemmaAt, ...]:
    """A lemma on shares at the state of a claim ``(alpha, lambda's, E, m, rest)``.

    A lemma that says something of the group at ``+v_k`` alone is given for the other group too: names are exchanged.
    """

    def place(p: Point) -> dict[str, Any]:
        group = gammas(p)
        return {"a": p.alpha * p[lambda_j], "b": p.alpha * p[lambda_k], "p": group.p, "q": group.q}

    def exchanged(p: Point) -> dict[str, Any]:
        there = place(p)
        return {**there, "p": there["q"], "q": there["p"]}

    def grown(p: Point) -> dict[str, Any]:
        w = Point(place(p))
        plus, minus = w.b * (2 * w.p - 1) - w.a * w.p, w.b * (2 * w.q - 1) - w.a * w.q
        return {"x": plus, "y": minus, "k": w.a * w.a * (1 - w.p) * (1 - w.q), "a": w.a, "p": w.p, "q": w.q}

    def added(p: Point) -> dict[str, Any]:
        w = Point(place(p))
        c_plus, c_minus = normalisers(w.b, groups(w))
        return {"x": c_plus * c_minus, "y": (1 + w.a) * (1 + w.a * (w.p + w.q - 1))}

    if used is GROWTH or used is ADDITION:
        return (LemmaAt(used, grown if used is GROWTH else added),)
    places = (place, exchanged) if used.id.startswith(ONE_GROUP) else (place,)
    return tuple(LemmaAt(used, where) for where in places)


# Lemmas on the group at +v_k; all others do not tell the groups apart.
ONE_GROUP = tuple(
    f"beyond.shares.{name}"
    for name in ("positive_inside.along", "repelled.opposite", "negative_inside.along", "groups.holds")
)
