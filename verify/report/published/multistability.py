"""What the README and the theory page say of the multistability paper."""

# In the paper's order. The words are about the verdict beside them: where another one is found, they must be rewritten.
WORDS: dict[str, tuple[str, str]] = {
    "lemma_1": (
        "REFUTED",
        "equilibria and Lyapunov function proved; convergence to `+-v_1` from almost all starts only, those with `v_1^T x != 0`",
    ),
    "remark_1": ("PROVED", "the explicit solution of the Oja flow, and its limit"),
    "multiagent_equilibria": ("PROVED", "the three classes, both ways: no step size can make a sign state move"),
    "multiagent_gradient": ("PROVED", "a gradient flow for all n and d; convergence on a cited theorem"),
    "multiagent_stability": (
        "REFUTED",
        "for n = 2 and `lambda_2 < 0` antipodal pairs attract; all of it holds for n >= 3 or `lambda_2 > 0`",
    ),
    "classification": ("PROVED", "four classes, both ways"),
    "alignment": (
        "CORROBORATED",
        "aligned: proved; stable at `v_d` with a negative eigenvalue: proved; 'often principal': a stated ensemble",
    ),
    "consensus_spectrum": ("PROVED", "for all n, d and A; only `v_1` is stable"),
    "bipartite_spectrum": (
        "PROVED",
        "for all n, m, d and A, derivatives of the weights included; any V with a real eigenpair",
    ),
    "bipartite_stability": (
        "PROVED",
        "the inequalities are sufficient; the exact criterion stands in `beyond.flow_criterion`",
    ),
    "negative_unstable": ("REFUTED", "stable bipartite states at a negative eigenvalue exist, where `v_k^T A v_k < 0`"),
    "polygonal_unstable": (
        "REFUTED",
        "stable polygons for n = 2, 4, 6 and d = 2, 3, A symmetric and not, exactly; none at all if `A + A^T` is definite",
    ),
    "rank": ("REFUTED", "rank 1 at a consensus proved; uniform attention and dependent rows refute the rest"),
    "multistability": (
        "CORROBORATED",
        "one system with certified stable equilibria of all three classes; 'often': 133 of 200 random systems",
    ),
    "low_rank": ("CORROBORATED", "rank at most 3 of 10 from more than 95 % of starts of a stated ensemble"),
    "clustering_stable": ("CERTIFIED", "an asymptotically stable clustering, by Krawczyk's test and a Lyapunov form"),
    "example_1": ("CORROBORATED", "three trajectories (our instance), their ends certified"),
    "example_2": ("CORROBORATED", "what random starts of random systems end at"),
    "example_3": ("CORROBORATED", "exact counts for any n, against the Jacobian of every state for small n"),
}

HEAD = """# Multistability of self-attention, statement by statement

Generated from the claims in `proofs/` and from the ledger by `python -m verify.report.readme`. Do not edit.

Source: Altafini, "Multistability of Self-Attention Dynamics in Transformers", arXiv 2511.11553. The text that we worked from
holds the abstract, an outline, Lemma 1 and the captions of the figures. A statement marked *restored* was put together
from the outline and from its twin in discrete time (the power-method paper); the line says how. A part marked *ours* is a
step of our proof. The claims of this paper are about the flows in continuous time.

Words and notation are those of [proofs/power_method](../proofs/power_method/__init__.py) and
[proofs/multistability](../proofs/multistability/__init__.py). *Equilibrium* means that the field vanishes.
[how_it_works.md](how_it_works.md) says what the verdicts mean, [trusted_base.md](trusted_base.md) what they rest on.
"""
