r"""Geshkovski, Letrouit, Polyanskiy, Rigollet, "The emergence of clusters in self-attention dynamics", arXiv 2305.05465.

Tokens without normalisation, ``x_i' = sum_j P_ij V x_j`` with ``P_ij = softmax_j(<Q x_i, K x_j>)``, and the rescaled tokens
``z_i = e^{-tV} x_i``. Only the abstract and an outline of the source are at hand: all statements are restored.
"""

from __future__ import annotations

CONTENTS: tuple[str, ...] = (
    "well_posed",
    "hull",
    "boolean",
    "boolean_examples",
    "mixed",
    "polytope",
    "hyperplanes",
    "negative_scores",
    "codimension",
    "negative_identity",
    "examples",
)
