"""The source's table of assumptions: which theorem says what, under which assumptions.

The rows are the hypotheses of the theorems themselves (:func:`proofs.asymptotic.notation.assumptions`); the theory page shows them
as a table, with the verdicts.
"""

from __future__ import annotations

from proofs.asymptotic.notation import restored
from verify.claim import Claim

LABEL = "Table of assumptions"
TABLE = Claim(
    id="asymptotic.assumptions_table",
    title="Under the assumptions of its row each theorem concludes consensus",
    statement=(
        r"All results point to the same conclusion, tokens converge to each other, under these assumptions: one head, "
        r"$V = I$, $P$ constant, symmetric, positive definite; any number of heads, $V_h = I$, $P_h$ bounded and "
        r"uniformly continuous, tokens in an open hemisphere; causal, any number of heads, $V_h = I$, $P_h$ bounded; "
        r"causal, one head, $V$ symmetric with a simple largest eigenvalue, tokens in one of its hemispheres."
    ),
    source=restored(LABEL, "the table is lost; its rows are the theorems as the introduction tells them"),
    parts=(
        "asymptotic.theorem_gradient",
        "asymptotic.theorem_hemisphere",
        "asymptotic.theorem_causal_identity",
        "asymptotic.theorem_causal_symmetric",
    ),
    note=(
        "Two rows lack an assumption: the first that P is a multiple of W, the last that the largest eigenvalue is "
        "not negative, and the hyperplane v_1^T x = 0 unless v_1 is an eigenvector of W (beyond.assumptions_table)."
    ),
)
