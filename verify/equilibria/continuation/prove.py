"""Proofs."""

from __future__ import annotations

from verify.equilibria.continuation.branch import Certificate
from verify.equilibria.continuation.curve import Curve
from verify.equilibria.continuation.events import Crossing


def prove(curve: Curve, crossing: Crossing) -> tuple[Certificate | None, str | None]:
    return None, "not yet"
