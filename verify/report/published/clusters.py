"""What the README and the theory page say of the clusters paper."""

# In the paper's order. The words are about the verdict beside them: where another one is found, they must be rewritten.
WORDS: dict[str, tuple[str, str]] = {
    "well_posed": ("REFUTED", "a unique solution for all times: proved; Lipschitz in time on bounded intervals only"),
    "rescaled": ("PROVED", "for all n, d, V, Q and K"),
    "continuity_equation": ("PROVED", "tested against exponentials, for all n and d"),
    "hull": ("PROVED", "for any scores and weights; false for other V"),
    "theorem_boolean": (
        "PROVED",
        "all rows but at most one become one-hot; the rank is at most 3, generically 1 or 2 (the last steps are a written argument)",
    ),
    "theorem_polytope": (
        "PROVED",
        "every token converges to a point of the finite set S, which holds the vertices of the limit polytope",
    ),
    "theorem_polytope.vertices": (
        "REFUTED",
        "the summary's sentence: the token 0 between -4 and 4 stays in the middle",
    ),
    "theorem_hyperplanes": (
        "PROVED",
        "each hypothesis is needed, also that `lambda_1` leads in modulus; a negative score leaves one hyperplane",
    ),
    "theorem_mixed": ("PROVED", "one energy argument for all three theorems; paranormality is not needed"),
    "codimension_conjecture": (
        "REFUTED",
        "four points for V = I in the plane, for simple eigenvalues too; four planes for k = 1; finitely many subspaces if the leading "
        "block is scalar",
    ),
    "negative_identity": (
        "PROVED",
        "an energy decreases and only 0 is an equilibrium; a pair decays like `t^(-1/2)`, not exponentially",
    ),
    "examples": ("CORROBORATED", "systems and starts are ours"),
}

HEAD = """# The emergence of clusters in self-attention dynamics, statement by statement

Generated from the claims in `proofs/` and from the ledger by `python -m verify.report.readme`. Do not edit.

Source: Geshkovski, Letrouit, Polyanskiy, Rigollet, "The emergence of clusters in self-attention dynamics", arXiv 2305.05465. The text
that we worked from holds the abstract and a summary: all statements are restored, and each says how. A part marked *ours* is a step of
our proof.

Tokens are not normalised, `x_i' = sum_j P_ij V x_j`, and rescaled tokens are `z_i = e^(-tV) x_i`;
[verify/systems/clusters.py](../verify/systems/clusters.py) has both. *S* is the set of points `x` of the limit polytope with
`x^T A x = max_j x^T A v_j`, `A = Q^T K`, computed exactly by [verify/equilibria/polytope.py](../verify/equilibria/polytope.py).
[how_it_works.md](how_it_works.md) says what the verdicts mean, [trusted_base.md](trusted_base.md) what they rest on.
"""
