r"""Altafini, "Multistability of Self-Attention Dynamics in Transformers", arXiv 2511.11553: continuous time.

The tokens of the flow ``x_i' = (I - x_i x_i^T) V sum_j a_ij x_j``. States, matrices and the notation are those of
:mod:`proofs.power_method`; the statements share their derivation with their twins in discrete time, and
``beyond.two_times`` relates the two Jacobians. "Equilibrium" means that the field vanishes.
"""

CONTENTS: tuple[str, ...] = ("consensus", "bipartite", "routh_hurwitz")
