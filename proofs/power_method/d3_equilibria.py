"""Lemma 8, Remarks 5, 6, 7 and Proposition 1: the equilibria of single-head attention (8)."""

from __future__ import annotations

from proofs.power_method import examples, lazily, setting
from proofs.power_method.ensembles import ATTENTION, SINGULAR_STATE
from proofs.power_method.notation import (
    ALPHA,
    ASSUMPTION_1,
    CONSENSUS,
    LAMBDA_1,
    LAMBDA_K,
    E,
    N,
    equal,
    ours,
    restored,
)
from proofs.power_method.worlds import attention, clusterings, general
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Exists, Formula, Identity, Instance
from verify.evidence import Decide, Derive, Exact, Falsify, Simulate
from verify.properties import HAS_CLUSTERING
from verify.quantified import States

LEMMA_8 = Claim(
    id="power_method.lemma_8",
    title="Equilibria of single-head attention",
    statement=(
        r"The equilibria of (8) are: consensus at $v_k$, bipartite consensus at $v_k$, polygonal ($\sum_j a_{ij}x_j = 0$ "
        r"for every $i$), clustering ($s_i = \kappa_i x_i$)."
    ),
    source=restored("Lemma 8"),
    parts=("power_method.lemma_8.classes", "power_method.lemma_8.members"),
    published_uses=("power_method.lemma_1",),
    note=(
        "The classes are complete. That every state of them is an equilibrium is false: the published proof finds "
        "that s_i and x_i are collinear and does not ask for the sign of 1 + alpha kappa_i, which decides between a "
        "fixed point and a flip."
    ),
)
CLASSES = Claim(
    id="power_method.lemma_8.classes",
    title="Every equilibrium is of one of the four classes",
    statement=(
        r"If $x_i = (x_i + \alpha s_i)/N_i$ then $s_i = \kappa_i x_i$ with $\kappa_i = (N_i - 1)/\alpha$: in every coordinate. "
        r"Where all $\kappa_i = 0$ the state is polygonal ($V$ nonsingular); the other classes are cases of clustering."
    ),
    source=restored("Lemma 8"),
    parameters=(ALPHA, Parameter("N", "positive"), Parameter("x"), Parameter("s")),
    hypotheses=(Hypothesis("equilibrium", r"N x = x + \alpha s", lambda p: equal(p.N * p.x, p.x + p.alpha * p.s)),),
    conclusion=Formula(lambda p: equal(p.s, (p.N - 1) / p.alpha * p.x)),
    witness={"alpha": "1", "N": "2", "x": "1", "s": "1"},
    evidence=(Decide(), Simulate(clusterings.equilibria_seen)),
    mutants=(drop("equilibrium"),),
)
MEMBERS = Claim(
    id="power_method.lemma_8.members",
    title="Every state of the four classes is an equilibrium",
    statement="Every consensus at $v_k$, and every state of the other classes, is an equilibrium of (8).",
    source=restored("Lemma 8", "'the system has the following classes of equilibria' read as an equality of sets"),
    parameters=(ALPHA, LAMBDA_1, LAMBDA_K, E, N),
    hypotheses=ASSUMPTION_1,
    conclusion=Formula(
        lambda p: 1 + p.alpha * p.lambda_k > 0,
        CONSENSUS,
        lambda facts: facts.fixed,
        lambda p: 1 + p.alpha * p.lambda_k < 0,
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_k": "1/2", "E": "4", "n": "2"},
    evidence=(Decide(), Falsify()),
    note="s_i = kappa_i x_i gives step(X) = X only where 1 + alpha kappa_i > 0; else the token flips (or the step is undefined).",
)
REMARK_5 = Claim(
    id="power_method.remark_5",
    title="An r-clustering may hold eigenvectors of V",
    statement=(
        r"At an $r$-clustering the tokens take exactly $r$ distinct vectors; some of them can be eigenvectors of $V$ while "
        r"others are not."
    ),
    source=restored("Remark 5"),
    conclusion=Behaviour("some clustering equilibrium holds both eigenvectors of V and other tokens"),
    evidence=(
        Exact(lazily("verify.equilibria.exact_states", "clustering_equilibrium"), examples.three_clusters),
        Simulate(clusterings.three_clusters_seen),
    ),
    mutants=(
        Mutant("no token is an eigenvector", example=examples.two_clusters),
        Mutant("every token is an eigenvector", example=examples.singular_matrix),
    ),
)

REMARK_6 = Claim(
    id="power_method.remark_6",
    title="1-clusterings and 2-clusterings",
    statement=(
        r"A 1-clustering equilibrium (all tokens equal, not an eigenvector of $V$) can exist; a 2-clustering typically has "
        r"$x_{(1)} \neq -x_{(2)}$."
    ),
    source=restored("Remark 6"),
    parts=(
        "power_method.remark_6.one_clustering",
        "power_method.remark_6.two_clustering",
        "power_method.remark_6.two_exists",
    ),
    note=(
        "What it says of 2-clusterings holds. A 1-clustering off the eigenvectors cannot exist: the remark asks for "
        "s_i = kappa_i x_i alone and does not use that the attention is uniform where all tokens are equal, so that s "
        "= V x."
    ),
)
CONSENSUS_PULL = Claim(
    id="power_method.remark_6.consensus_pull",
    title="Where all tokens are equal, s = V x",
    statement=r"If all tokens equal $u$ then $s_i = V u$ for every $A$, for all $n$ and $d$.",
    source=ours("Remark 6"),
    conclusion=Identity(attention.equal_pull, general.symbolic_attention, general.random_attention, "s = V u"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "transposed",
            conclusion=Identity(
                attention.equal_pull_transposed, general.symbolic_attention, general.random_attention, "s = V^T u"
            ),
        ),
    ),
)
ONE_CLUSTERING = Claim(
    id="power_method.remark_6.one_clustering",
    title="A 1-clustering that is not an eigenvector can exist",
    statement=(
        r"There is an equilibrium with all tokens equal to some $x$ that is not an eigenvector of $V$: with $y = Vx = s$, "
        r"some two coordinates have $y_p x_q \neq y_q x_p$."
    ),
    source=restored("Remark 6"),
    parameters=(ALPHA, Parameter("N", "positive"), *(Parameter(name) for name in ("x_p", "x_q", "y_p", "y_q"))),
    hypotheses=(
        Hypothesis(
            "equilibrium",
            r"N x = x + \alpha y",
            lambda p: equal(p.N * p.x_p, p.x_p + p.alpha * p.y_p) & equal(p.N * p.x_q, p.x_q + p.alpha * p.y_q),
        ),
    ),
    conclusion=Exists(
        lambda p: (p.y_p * p.x_q > p.y_q * p.x_p) | (p.y_p * p.x_q < p.y_q * p.x_p),
        instance=Instance(examples.equal_tokens, lazily("verify.equilibria.exact_states", "equal_tokens_move")),
    ),
    witness={"alpha": "1", "N": "2", "x_p": "1", "x_q": "0", "y_p": "1", "y_q": "0"},
    evidence=(Decide(), Simulate(clusterings.one_clusterings_sought)),
    uses=("power_method.remark_6.consensus_pull",),
    note=(
        "It cannot: equal tokens have uniform attention, so that s = V x, and x = (x + alpha V x)/N makes x an eigenvector. A "
        "1-clustering is a consensus."
    ),
)
TWO_CLUSTERING = Claim(
    id="power_method.remark_6.two_clustering",
    title="A 2-clustering with opposite tokens is a bipartite consensus or polygonal",
    statement=(
        r"If the two vectors are $x$ and $-x$ then $s_+ = \gamma_+ V x$; at an equilibrium with $\gamma_+ \neq 0$ this makes "
        r"$x$ an eigenvector. So every 2-clustering that is neither bipartite consensus nor polygonal has "
        r"$x_{(1)} \neq -x_{(2)}$: always, not only typically."
    ),
    source=restored("Remark 6", "'typically' made 'always, outside the other classes'"),
    parameters=(
        ALPHA,
        Parameter("N", "positive"),
        Parameter("gamma"),
        *(Parameter(n) for n in ("x_p", "x_q", "y_p", "y_q")),
    ),
    hypotheses=(
        Hypothesis(
            "equilibrium",
            r"N x = x + \alpha\gamma y",
            lambda p: (
                equal(p.N * p.x_p, p.x_p + p.alpha * p.gamma * p.y_p)
                & equal(p.N * p.x_q, p.x_q + p.alpha * p.gamma * p.y_q)
            ),
        ),
        Hypothesis("pulled", r"\gamma_+ \neq 0", lambda p: (p.gamma > 0) | (p.gamma < 0)),
    ),
    conclusion=Formula(lambda p: equal(p.y_p * p.x_q, p.y_q * p.x_p)),
    witness={"alpha": "1", "N": "2", "gamma": "1", "x_p": "1", "x_q": "0", "y_p": "1", "y_q": "0"},
    evidence=(Decide(), Simulate(clusterings.equilibria_seen)),
    mutants=(drop("equilibrium"), drop("pulled")),
    uses=("power_method.eq_14",),
)
TWO_EXISTS = Claim(
    id="power_method.remark_6.two_exists",
    title="A 2-clustering with tokens that are not opposite exists",
    statement=r"There is a 2-clustering equilibrium with $x_{(1)} \neq -x_{(2)}$, neither an eigenvector of $V$.",
    source=restored("Remark 6"),
    conclusion=Behaviour("some 2-clustering equilibrium has tokens that are not opposite"),
    evidence=(
        Exact(lazily("verify.equilibria.exact_states", "two_clustering"), examples.two_clusters),
        Simulate(clusterings.two_clusters_seen),
    ),
    mutants=(
        Mutant("three clusters", example=examples.three_clusters),
        Mutant("opposite tokens", example=examples.tilted_pair),
    ),
)

PROPOSITION_1 = Claim(
    id="power_method.proposition_1",
    title="When clustering equilibria exist",
    statement=(
        r"(8) has a clustering equilibrium iff there are scalars $\kappa_i$ such that "
        r"$\mathrm{diag}(\kappa)\otimes I - A_{att}\otimes V$ is singular."
    ),
    source=restored("Proposition 1", "a clustering equilibrium is one of none of the other three classes"),
    parts=("power_method.proposition_1.necessary", "power_method.proposition_1.sufficient"),
    note=(
        "Necessary it is. Sufficient it is not: the published proof calls every null vector of the matrix an "
        "equilibrium, while Aatt is the attention matrix of one given state; the matrix is singular at every state "
        "for kappa_i = lambda_j."
    ),
)
NECESSARY = Claim(
    id="power_method.proposition_1.necessary",
    title="A clustering equilibrium makes the matrix singular",
    statement=(
        r"$(A_{att}\otimes V)\,\mathrm{vec}(X)$ is the stack of the $s_i$: where $s_i = \kappa_i x_i$, $\mathrm{vec}(X) \neq 0$ "
        r"is in the kernel of $\mathrm{diag}(\kappa)\otimes I - A_{att}\otimes V$."
    ),
    source=restored("Proposition 1"),
    conclusion=Identity(
        attention.kronecker, general.symbolic_attention, general.random_attention, "(Aatt x V) vec X = s"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "transposed weights",
            conclusion=Identity(
                attention.kronecker_transposed,
                general.symbolic_attention,
                general.random_attention,
                "(Aatt^T x V) vec X = s",
            ),
        ),
    ),
)
SUFFICIENT = Claim(
    id="power_method.proposition_1.sufficient",
    title="A singular matrix gives a clustering equilibrium",
    statement=(
        r"If there are scalars $\kappa_i$ with $\mathrm{diag}(\kappa)\otimes I - A_{att}\otimes V$ singular, (8) has a "
        r"clustering equilibrium."
    ),
    source=restored("Proposition 1"),
    conclusion=States(ATTENTION, SINGULAR_STATE, HAS_CLUSTERING),
    evidence=(
        Exact(
            lazily("verify.equilibria.exact_states", "singular_but_no_equilibrium"),
            examples.singular_matrix,
            refuting=True,
            kind="falsify",
            setting=setting("assumption_1"),
        ),
        Falsify(),
        Simulate(clusterings.singular_always),
    ),
    uses=("power_method.lemma_1.collinear", "power_method.lemma_1.eigenvector", "power_method.lemma_1.polygonal"),
    note=(
        "kappa_i = lambda_j makes the matrix singular at every state: Aatt has the eigenvalue 1. The published proof finds a null "
        "vector and calls it an equilibrium; it would have to be vec(X) for the X that Aatt is computed from, with 1 + alpha kappa_i > 0 "
        "(beyond.lemma_8_repaired)."
    ),
)

REMARK_7 = Claim(
    id="power_method.remark_7",
    title="Signs of a clustering",
    statement=r"If $X$ is an $r$-clustering equilibrium so is $-X$; flipping only some tokens typically destroys it.",
    source=restored("Remark 7"),
    parts=("reduction.antipodal", "power_method.remark_7.flip"),
)
FLIP = Claim(
    id="power_method.remark_7.flip",
    title="Flipping some tokens typically destroys a clustering",
    statement=(
        r"Of clustering equilibria of a stated ensemble (mirror pairs $(\cos t, \pm\sin t)$ with random $t$, $A$, group sizes), "
        r"more than 95 of 100 are no equilibria any more after one group is flipped, at 99% confidence."
    ),
    source=restored("Remark 7", "'typically' made a number before it was run"),
    conclusion=Behaviour("more than 95% of mirror-pair clusterings are destroyed by flipping one group"),
    evidence=(Simulate(clusterings.flips_seen, kind="statistics"),),
)
