r"""Li and Altafini, "Analogies between Transformer Layers and Power Method", arXiv 2605.25619: Appendix D and its theorem.

======================  ============================================================================
file                    results
======================  ============================================================================
``d2_equilibria``       Lemma 1, Remark 1: equilibria of the Oja system (9)
``d2_jacobian``         Lemmas 2, 3, Remark 2: its Jacobian and spectrum
``d2_consensus``        Lemma 4: consensus equilibria
``d2_bipartite``        Lemma 5: bipartite consensus equilibria
``d2_polygonal``        Lemma 6: polygonal equilibria
``theorem_2``           Theorem 2, Remark 4
``lemma_7``             Lemma 7, Remark 3: ascent and convergence
``d3_equilibria``       Lemma 8, Remarks 5, 6, 7, Proposition 1: equilibria of attention (8)
``lemma_9``             Lemma 9: rank of the attention matrix
``d3_jacobian``         Lemmas 10, 11: the Jacobian of attention
``d3_spectrum``         Eq. (14), Lemmas 12, 13, 14, Remark 8: spectrum at a bipartite consensus
``theorem_3``           Theorem 3
``schur_cohn``          the Schur-Cohn criterion
``d3_polygonal``        Theorem 3 on polygons, Lemma 15, Remark 9
``remark_10``           Remark 10
``main_text``           Theorem 1, the multi-head question, longer steps, asymmetric values
``cases``               Section 2.1: the three cases of the principal eigenvalue
``convergence_beyond``  Section 2.1.1: causal masks, any H, any step, nearly any start
``complex_principal``   Section 2.1.2: a complex principal pair
``near_tie``            Section 2.1.3: a near tie, and nearly collinear eigenvectors
``averages``            Eqs (4) to (7): increments in one layer against their averages
``no_elimination``      Section 4: the skip connection
``bipartite_rare``      D.4.2: how rare stable bipartite equilibria are
``steering``            Section 2.3: steering the last layer; mild steering
``appendix_a``          Appendix A: the layer matrix of several heads; rows in place of columns
``protocol``            Appendix B, Table 1: the protocol and the architectures
``example_13``          Figure 13: the two examples
======================  ============================================================================

``notation`` holds the parameters and hypotheses that the statements share, ``worlds`` what their identities are evaluated in.

Notation. V has eigenpairs ``(lambda_j, v_j)``, ``lambda_1 >= ... >= lambda_d``; ``a = alpha lambda_j``,
``b = alpha lambda_k``; ``c = v_k^T A v_k`` and ``E = e^{2c}``; at a bipartite consensus m tokens are at ``+v_k`` and
``rest = n - m`` at ``-v_k``. The sphere of R^1 is two points, where nothing moves: ``d >= 2`` throughout.

"Equilibrium" means ``step(X) = X``. A statement that calls a state an unstable equilibrium is false of a state that is
no fixed point.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CONTENTS = (
    "d2_equilibria",
    "d2_jacobian",
    "d2_consensus",
    "d2_bipartite",
    "d2_polygonal",
    "theorem_2",
    "lemma_7",
    "d3_equilibria",
    "lemma_9",
    "d3_jacobian",
    "d3_spectrum",
    "theorem_3",
    "schur_cohn",
    "d3_polygonal",
    "remark_10",
    "main_text",
    "cases",
    "convergence_beyond",
    "complex_principal",
    "near_tie",
    "averages",
    "no_elimination",
    "bipartite_rare",
    "steering",
    "appendix_a",
    "protocol",
    "example_13",
)


def lazily(module: str, name: str) -> Callable[[Any], Any]:
    """A function of a module that is imported only when it is called: claims themselves import nothing heavy."""

    def call(argument: Any) -> Any:
        from importlib import import_module

        return getattr(import_module(module), name)(argument)

    return call


def setting(*names: str, of: str = "attention") -> tuple[Callable[[Any], Any], ...]:
    """What a claim about the system ``of`` takes for granted of a state: functions of :mod:`verify.equilibria.settings`."""

    def system(example: Any) -> Any:
        from verify.equilibria import settings

        return settings.of(of)(example)

    return (system, *(lazily("verify.equilibria.settings", name) for name in names))
