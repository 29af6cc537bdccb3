"""What the README and the theory page say of the asymptotic-behavior paper."""

# In the paper's order. The words are about the verdict beside them: where another one is found, they must be rewritten.
WORDS: dict[str, tuple[str, str]] = {
    "theorem_gradient": (
        "REFUTED",
        "an equilibrium with complex eigenvalues excludes every metric; a gradient field, and consensus from almost every start, if P "
        "is a multiple of W",
    ),
    "theorem_hemisphere": ("PROVED", "with a rate, for every n, d, W and P; continuity of P is not needed"),
    "remark_hemisphere_mask": ("PROVED", "no assumption on the attention matrix but bounded scores"),
    "theorem_causal_identity": ("PROVED", "almost every start, any number of heads; the spectrum at every equilibrium"),
    "theorem_causal_symmetric": (
        "REFUTED",
        "false where the largest eigenvalue is negative, and for the W-orthogonal hyperplane where `v_1` is no eigenvector of W; with "
        "`v_1^T x = 0` it holds on every ellipsoid",
    ),
    "assumptions_table": ("REFUTED", "two of the four rows lack an assumption"),
    "conjecture_multihead": (
        "REFUTED",
        "false for heads with different eigenvectors; proved where they share the principal one",
    ),
    "gpt2": (
        "INCONCLUSIVE",
        "SmolLM2 stands for it: consensus without the feed-forward networks; with them tokens stay apart for 120 layers",
    ),
    "simulations": ("CORROBORATED", "systems, starts and horizons are ours"),
}

ASSUMPTIONS = ("V", "P", "heads", "mask", "time", "start")

HEAD = """# The asymptotic behavior of attention, statement by statement

Generated from the claims in `proofs/` and from the ledger by `python -m verify.report.readme`. Do not edit.

Source: Abella, Silvestre, Tabuada, "The asymptotic behavior of attention in transformers", arXiv 2412.02682. The text that we
worked from holds the introduction, which tells each theorem in a sentence whose symbols are lost, and the titles of the sections.
A statement marked *restored* has its symbols put back; the line says how. A part marked *ours* is a step of our proof.

Tokens live on the ellipsoid `x^T W x = 1`; [proofs/asymptotic](../proofs/asymptotic/__init__.py) and
[verify/systems/ellipsoid.py](../verify/systems/ellipsoid.py) have the system, `reduction.ellipsoid` its change of variables to the
unit sphere. *Consensus* means that all tokens are equal, *equilibrium* that the field vanishes.
[how_it_works.md](how_it_works.md) says what the verdicts mean, [trusted_base.md](trusted_base.md) what they rest on.
"""
