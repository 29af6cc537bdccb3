r"""Altafini, "Multistability of Self-Attention Dynamics in Transformers", arXiv 2511.11553: continuous time.

The tokens of the flow ``x_i' = (I - x_i x_i^T) V sum_j a_ij x_j``. States, matrices and the notation are those of
:mod:`proofs.power_method`; the statements share their derivation with their twins in discrete time, and
``beyond.two_times`` relates the two Jacobians. "Equilibrium" means that the field vanishes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CONTENTS: tuple[str, ...] = (
    "oja_flow",
    "multiagent",
    "equilibria",
    "consensus",
    "bipartite",
    "polygonal",
    "routh_hurwitz",
)


def setting(*names: str, of: str = "attention") -> tuple[Callable[[Any], Any], ...]:
    """What a claim about the flow of ``of`` takes for granted of a state: see :mod:`verify.equilibria.settings`."""
    from proofs.power_method import lazily

    def system(example: Any) -> Any:
        from verify.equilibria import settings

        return settings.of(of, flow=True)(example)

    return (system, *(lazily("verify.equilibria.settings", name) for name in names))
