"""What the README and the theory page say of the power-method paper."""

# In the paper's order. The words are about the verdict beside them: where another one is found, they must be rewritten.
WORDS: dict[str, tuple[str, str]] = {
    "cases": (
        "REFUTED",
        "exclusive, Case 3 a null set: proved; what they predict goes by `|1 + alpha lambda|`, not by the real part",
    ),
    "theorem_1": (
        "REFUTED",
        "stability at `v_1` proved; at `v_k` with `1 + alpha lambda_k < 0` there is a two-cycle and no equilibrium",
    ),
    "convergence_beyond": (
        "REFUTED",
        "near consensus proved for every H and step if `lambda_1 > |lambda_j|`, with a causal mask too; false for the largest real "
        "part and long steps, and from nearly any start",
    ),
    "complex_principal": (
        "REFUTED",
        "rotation in the plane and its correlation proved, for tokens that start near consensus; false from nearly any start, and for "
        "the largest real part and long steps",
    ),
    "near_tie": (
        "CORROBORATED",
        "for tokens that agree proved: which plane comes first, and after how many layers it is left; that others agree first is seen",
    ),
    "increments": (
        "INCONCLUSIVE",
        "holds for MiniLM and SmolLM2; in rxnfp the average is exceeded for certain in 8 of 12 layers only. One layer does this to "
        "random tokens for any normal H: it is no trace of training",
    ),
    "averages": (
        "CORROBORATED",
        "random tokens, uniform attention, symmetric H: `Delta rho > 0` and above the average proved, `P > 1/2` seen; false for a shear",
    ),
    "steering": (
        "REFUTED",
        "the algebra proved for all sizes; `w^T u > 0` is missing, |H| and not `lambda_1` says how large kappa must be, and tokens go to "
        "u or to -u",
    ),
    "consensus_distance": ("CORROBORATED", "both ALBERTs"),
    "extra_layers": ("REFUTED", "in rxnmapper the correlation falls: another pair has the largest `|1 + lambda|`"),
    "albert_no_bipartite": ("CORROBORATED", "none of 100 starts, both ALBERTs"),
    "small_gap": ("REFUTED", "small in 5 of 6 layers of MiniLM, 7 of 12 of rxnfp, 17 of 30 of SmolLM2"),
    "alignment_low": ("INCONCLUSIVE", "low in all three; whether it grows is open for two"),
    "cumulative_product": ("INCONCLUSIVE", "no trend in two; open for MiniLM's six layers"),
    "steering_all": (
        "INCONCLUSIVE",
        "three models of five; in the others a few tokens are hardly moved, and the mean is near the threshold 0.99",
    ),
    "gap_predicts": ("REFUTED", "true of SmolLM2's largest increment, false in MiniLM and rxnfp"),
    "no_elimination": (
        "PROVED",
        "the consensus at `v_1` attracts for every small step, in a number of layers like `1/alpha`, with bounds",
    ),
    "mild_steering": ("REFUTED", "only partly: proved; a small kappa turns some tokens away from u first"),
    "ffn": (
        "REFUTED",
        "measures are degraded; tokens do not reach consensus with the feed-forward networks, in any of the five",
    ),
    "both_signs": ("CERTIFIED", "two starts of one system, one certified to reach `v_1`, one `-v_1`"),
    "appendix_a": ("PROVED", "for all sizes and numbers of heads"),
    "appendix_b": (
        "CORROBORATED",
        "where the norms stand is seen in the library; what an l2 norm in place of layer norm changes is proved",
    ),
    "table_1": (
        "SKIPPED",
        "consistent, four rows are the library's defaults, sizes fit the names; published configurations are not on this machine",
    ),
    "lemma_1": ("PROVED", "the three classes of equilibria of the Oja system"),
    "remark_1": (
        "REFUTED",
        "sign states with a negative normaliser are no equilibria; the count holds if `alpha rho(V) < 1`",
    ),
    "theorem_2": (
        "REFUTED",
        "stability of the consensus at `v_1` proved; the two-cycle at `v_k`, and for n = 2 a stable antipodal pair, "
        "refute the rest; all of it holds for short steps if n >= 3 or `lambda_2 > 0`",
    ),
    "lemma_2": ("PROVED", "the exact Jacobian; the published truncation changes radial eigenvalues only"),
    "lemma_3": ("PROVED", "spectrum at a consensus for all n and d, with the exact Jacobian"),
    "remark_2": ("PROVED", "only classes 2 and 3 are tangent"),
    "lemma_4": ("REFUTED", "the case `1 + alpha lambda_k < 0` is no equilibrium; the inequality itself is proved"),
    "lemma_5": (
        "REFUTED",
        "false for n = 2, `lambda_2 < 0`; proved for every n >= 3, and for `lambda_2 > 0`",
    ),
    "lemma_6": ("REFUTED", "false for n = 2, `lambda_2 < 0`; proved for every n >= 3, and for `lambda_2 > 0`"),
    "remark_3": (
        "REFUTED",
        "for long steps the two-cycle at `v_d` attracts; proved not to under the step-size condition",
    ),
    "lemma_7": (
        "REFUTED",
        "polygonal limits are left out; ascent is proved if `alpha max(0, -lambda_d) <= 1`, a sharp bound; convergence on a "
        "cited theorem",
    ),
    "remark_4": ("REFUTED", "for the consensus at `v_1` the condition of Theorem 2 is exact, so also necessary"),
    "lemma_8": ("REFUTED", "every equilibrium is in a class, but not every state of a class is an equilibrium"),
    "remark_5": ("PROVED", "an exact clustering with eigenvectors and other tokens"),
    "remark_6": (
        "REFUTED",
        "a 1-clustering off the eigenvectors cannot exist; 2-clusterings are never opposite: proved",
    ),
    "proposition_1": (
        "REFUTED",
        "singularity is necessary, and not sufficient: `kappa_i = lambda_j` is always singular; the tokens must be in the kernel",
    ),
    "remark_7": ("CORROBORATED", "the global sign is proved; 'typically destroyed' was tested on a stated ensemble"),
    "lemma_9": (
        "REFUTED",
        "consensus proved; rank 1 at a bipartite consensus with `c = 0`; rank 2 at a 3-clustering; the rank is proved",
    ),
    "theorem_3": (
        "REFUTED",
        "stability at `v_1` proved, the bipartite conditions made sharp; two-cycles, stable pairs and triangles refute the rest",
    ),
    "eq_14": ("PROVED", "the attention weights at a bipartite consensus"),
    "lemma_10": ("PROVED", "the exact Jacobian at any state, for all n, d, V and A"),
    "lemma_11": ("PROVED", "at a consensus the Jacobian is that of the Oja system"),
    "lemma_12": ("PROVED", "the Jacobian at a bipartite consensus, derivatives of the weights included"),
    "lemma_13": ("PROVED", "`alpha < 1/rho(V)` makes both normalisers positive"),
    "lemma_14": ("PROVED", "spectrum at a bipartite consensus for all n, m and d"),
    "remark_8": ("PROVED", "only classes 2 and 3 are tangent"),
    "lemma_15": ("REFUTED", "an antipodal pair is stable for n = 2 and skew A, a triangle for some A of rank one"),
    "remark_9": ("REFUTED", "`v_1` is not tangent at the tokens of a general polygon"),
    "remark_10": (
        "REFUTED",
        "stable bipartite equilibria exist: proved; at a negative eigenvalue too, if `v_k^T A v_k < 0`",
    ),
    "multihead_bipartite": (
        "REFUTED",
        "an open question of the paper: stable bipartite equilibria of different heads exist, also at no eigenvector of H",
    ),
    "longer_step": ("PROVED", "when a step-size condition is needed"),
    "bipartite_rare": (
        "REFUTED",
        "half of random systems with scores of order one have stable ones, a fifth of starts reach them; rarely reached if scores are "
        "small",
    ),
    "asymmetric_value": (
        "REFUTED",
        "locally proved; globally false (stable bipartite states); the largest `|1 + alpha lambda|` decides",
    ),
    "example_13a": ("CERTIFIED", "both trajectories reach consensus along `v_1` (our instance)"),
    "example_13b": (
        "CERTIFIED",
        "stable, absorbed, escaping, and an instance with a small basin, all by ball arithmetic",
    ),
    "example_13b.small_basin": ("INCONCLUSIVE", "the basin of the first instance is not very small: 0.14 rad, not 0.1"),
    "example_13b.always_small": ("REFUTED", "a basin of at least 0.2 rad for every token, certified"),
}

HEAD = """# Appendix D and Theorem 1, statement by statement

Generated from the claims in `proofs/` and from the ledger by `python -m verify.report.readme`. Do not edit.

Source: Li and Altafini, "Analogies between Transformer Layers and Power Method", arXiv 2605.25619v1. The text that we
worked from has lost its displayed formulas. A statement marked *restored* was put together from the surrounding text,
the proofs and the definitions; the line says how. A part marked *ours* is a step of our proof.

Words and notation are those of [proofs/power_method](../proofs/power_method/__init__.py). Assumption 1: $V$ is
symmetric and nonsingular, and its largest eigenvalue $\\lambda_1$ is simple and positive. *Equilibrium* means
$\\mathrm{step}(X) = X$; a statement that calls a state an unstable equilibrium is false of a state that is no fixed
point. [how_it_works.md](how_it_works.md) says what the verdicts mean, [trusted_base.md](trusted_base.md) what they
rest on.
"""
