"""Appendix A: the layer matrix of several heads, and rows in place of columns."""

from __future__ import annotations

from proofs.power_method.notation import restored
from proofs.power_method.worlds import stacking
from verify.claim import Claim, Mutant
from verify.conclusions import Identity
from verify.evidence import Derive, Falsify

SOURCE = restored("Appendix A", "the text describes the zero-padded embedding and the stacked operator in words")

APPENDIX_A = Claim(
    id="power_method.appendix_a",
    title="The layer matrix and the standard formulation",
    statement=(
        r"$\sum_h W_O^hW_V^h = W_O[W_V^1; \dots; W_V^H]$, by zero-padded blocks; the multi-head output $W_O$ times the "
        r"concatenated heads is $\sum_h\sum_j a^h_{ij}W_O^hW_V^hx_j$; the row convention is the transpose."
    ),
    source=SOURCE,
    parts=("power_method.appendix_a.stacked", "power_method.appendix_a.output", "power_method.appendix_a.rows"),
)
STACKED = Claim(
    id="power_method.appendix_a.stacked",
    title="Stacked value matrices",
    statement=(
        r"With $\tilde W_V^h$ the embedding of $W_V^h$ into the rows of head $h$, all others zero, $\sum_h W_O^hW_V^h = "
        r"W_O\sum_h\tilde W_V^h$, for every number and size of heads and every $d$."
    ),
    source=SOURCE,
    conclusion=Identity(
        stacking.stacked, stacking.symbolic_heads, stacking.random_heads, "sum_h O_h V_h = O sum_h padded V_h"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without padding",
            conclusion=Identity(
                stacking.stacked_without_padding,
                stacking.symbolic_heads,
                stacking.random_heads,
                "sum_h O_h V_h = O [sum_h V_h; ...]",
            ),
        ),
    ),
)
OUTPUT = Claim(
    id="power_method.appendix_a.output",
    title="Concatenated heads",
    statement=(
        r"$\sum_h\sum_j a^h_{ij}W_O^hW_V^hx_j = W_O\,[\sum_j a^1_{ij}W_V^1x_j; \dots; \sum_j a^H_{ij}W_V^Hx_j]$, whatever "
        r"the weights $a^h_{ij}$ are, masked or not."
    ),
    source=SOURCE,
    conclusion=Identity(
        stacking.attention_output,
        stacking.symbolic_heads,
        stacking.random_heads,
        "sum_h O_h V_h X A_h' = O concat_h(V_h X A_h')",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "one head's weights for all",
            conclusion=Identity(
                stacking.attention_output_one_weight,
                stacking.symbolic_heads,
                stacking.random_heads,
                "sum_h O_h V_h X A_h' = O concat_h(V_h X A_1')",
            ),
        ),
    ),
)
ROWS = Claim(
    id="power_method.appendix_a.rows",
    title="The row convention",
    statement=(
        r"With tokens in rows and transposed parameters the output is the transpose of that in columns, the layer matrix is "
        r"$H^{T}$, and a right eigenvector of $H$ is a left one of it (two heads; sums over heads are linear)."
    ),
    source=SOURCE,
    conclusion=Identity(
        stacking.rows,
        stacking.free_rows,
        stacking.random_rows,
        "(sum_h O_h V_h X A_h')' = sum_h A_h X' V_h' O_h'; v' H' = l v'",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "the layer matrix itself",
            conclusion=Identity(
                stacking.rows_in_the_same_order, stacking.free_rows, stacking.random_rows, "(O V)' = O V"
            ),
        ),
    ),
)
