"""Lemma 7 repaired: all possible limits of (9) where f ascends."""

from __future__ import annotations

from proofs.beyond._later import seen
from proofs.power_method.notation import ALPHA, LAMBDA_K, REST, M, equal, normalisers, ours
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Falsify, Simulate

STEP_SIZE = r"$\alpha\max(0,-\lambda_d) < 1$"
LOCAL_STEP_SIZE = r"$\alpha\max(0,-\lambda_d) < 2$"
GENERIC = r"$\alpha\lambda_k(n-2m) \neq n$ for every eigenvalue and $1 \le m < n/2$ (true if $\alpha\rho(V) < 1$)"

LIMIT_EQUATION = Claim(
    id="beyond.limits.equation",
    title="What holds at a limit, defined or not",
    statement=(
        r"Along a trajectory $N_i x_i^+ = x_i + \alpha s$. If it converges to $X$ then $N_i x_i = x_i + \alpha s$ there, also "
        r"where $N_i = 0$ and the step is not defined: so $\alpha s = \rho_i x_i$ with $\rho_i = N_i - 1 \ge -1$, which is what "
        r"lemma_1.collinear starts from, and $\rho_i^2 = \alpha^2|s|^2$."
    ),
    source=ours("Lemma 7"),
    parameters=(ALPHA, *(Parameter(name) for name in ("x", "s", "N", "rho"))),
    hypotheses=(
        Hypothesis("limit", r"N x = x + \alpha s", lambda p: equal(p.N * p.x, p.x + p.alpha * p.s) & (p.N >= 0)),
        Hypothesis("rho", r"\rho = N - 1", lambda p: equal(p.rho, p.N - 1)),
    ),
    conclusion=Formula(lambda p: equal(p.alpha * p.s, p.rho * p.x) & (p.rho >= -1)),
    witness={"alpha": "1", "x": "1", "s": "1", "N": "2", "rho": "1"},
    evidence=(Decide(),),
    mutants=(drop("limit"), drop("rho")),
)
NORMALISERS = Claim(
    id="beyond.limits.normalisers",
    title="At a limit at an eigenvector the step is defined",
    statement=(
        rf"If {STEP_SIZE} and {GENERIC}, then $c_+ = 1 + \alpha\lambda_k\frac{{2m-n}}{{n}} \neq 0$ at every state with $m$ tokens "
        r"at $v_k$ and $n - m$ at $-v_k$, $1 \le m < n$; for consensus $1 + \alpha\lambda_k > 0$."
    ),
    source=ours("Lemma 7"),
    parameters=(ALPHA, LAMBDA_K, M, REST),
    hypotheses=(
        Hypothesis("step size", r"\alpha\max(0,-\lambda_d) < 1", lambda p: -p.alpha * p.lambda_k < 1),
        Hypothesis(
            "generic",
            r"\alpha\lambda_k(n - 2m) \neq n \text{ if } 2m < n",
            lambda p: (
                (p.m >= p.rest)
                | (p.alpha * p.lambda_k * (p.rest - p.m) < p.m + p.rest)
                | (p.alpha * p.lambda_k * (p.rest - p.m) > p.m + p.rest)
            ),
        ),
    ),
    conclusion=Formula(
        lambda p: (
            ((normalisers(p, p.lambda_k)[0] > 0) | (normalisers(p, p.lambda_k)[0] < 0)) & (1 + p.alpha * p.lambda_k > 0)
        )
    ),
    witness={"alpha": "1", "lambda_k": "2", "m": "1", "rest": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("step size"), drop("generic")),
)
APART = Claim(
    id="beyond.limits.apart",
    title="Balanced states are where f is zero",
    statement=(
        r"$f = \frac{\lambda_k}{2}(2m-n)^2$ at a state with $m$ tokens at $v_k$ and $n-m$ at $-v_k$, so that $|f| \ge |\lambda_k|/2 "
        r"> 0$ unless it is balanced; $f = 0$ at every polygonal state. The balanced bipartite states are the polygonal states on an "
        r"eigenvector."
    ),
    source=ours("Lemma 7"),
    parameters=(LAMBDA_K, M, REST),
    hypotheses=(
        Hypothesis("unbalanced", r"2m \neq n", lambda p: (p.m >= p.rest + 1) | (p.rest >= p.m + 1)),
        Hypothesis("nonsingular", r"\lambda_k \neq 0", lambda p: (p.lambda_k > 0) | (p.lambda_k < 0)),
    ),
    conclusion=Formula(
        lambda p: (
            ((p.lambda_k > 0) & (p.lambda_k * (p.m - p.rest) ** 2 >= p.lambda_k))
            | ((p.lambda_k < 0) & (p.lambda_k * (p.m - p.rest) ** 2 <= p.lambda_k))
        )
    ),
    witness={"lambda_k": "1", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("unbalanced"), drop("nonsingular")),
)
OCCUR = Claim(
    id="beyond.limits.occur",
    title="All of them occur",
    statement=(
        r"A state with $s_i = \kappa_i x_i$ and $1 + \alpha\kappa_i > 0$ is the limit of its own trajectory: a consensus at $v_k$ if "
        r"$1 + \alpha\lambda_k > 0$, a bipartite consensus at $v_k$ if $c_\pm > 0$, and every polygonal state ($\kappa_i = 0$)."
    ),
    source=ours("Lemma 7"),
    parts=("beyond.lemma_8_repaired.members",),
)
ALL_LIMITS = Claim(
    id="beyond.limits",
    title="All limits of the Oja system",
    statement=(
        rf"Let $V$ be symmetric and nonsingular, {STEP_SIZE}, and {GENERIC}. Every trajectory of (9) along which the step is defined "
        r"converges, and the possible limits are exactly: consensus at a unit eigenvector with $1 + \alpha\lambda_k > 0$, bipartite "
        r"consensus with $c_\pm > 0$, and polygonal states. At the first two $f = \frac{\lambda_k}{2}(2m-n)^2$, at the last $f = 0$."
    ),
    source=ours("Lemma 7"),
    parts=(
        "power_method.lemma_7.convergence",
        "beyond.ascent.rate",
        "beyond.limits.equation",
        "power_method.lemma_1.collinear",
        "power_method.lemma_1.eigenvector",
        "power_method.lemma_1.polygonal",
        "beyond.limits.normalisers",
        "beyond.limits.apart",
        "beyond.limits.occur",
    ),
    repairs="power_method.lemma_7.limits",
    note=(
        "A bipartite state with a negative normaliser is no limit: its tokens flip, and N x = x + alpha s fails. From sets of positive "
        "measure only the consensus at +-v_1 is reached, and, for two tokens with lambda_2 < 0, the antipodal pairs: "
        "beyond.almost_global and beyond.two_tokens."
    ),
)
WHERE = Claim(
    id="beyond.limits.seen",
    title="Where trajectories end",
    statement=(
        r"The ends of 300 random trajectories with $\alpha\max(0,-\lambda_d) < 1$: each is a consensus, a bipartite consensus or a "
        r"polygonal state; for $n \ge 3$ all are consensus at $\pm v_1$."
    ),
    source=ours("Lemma 7"),
    conclusion=Behaviour("300 random trajectories end at consensus or, for n = 2 only, at antipodal pairs"),
    evidence=(Simulate(seen("_global_seen", "ends_seen")),),
)
REPAIRED_LEMMA_7 = Claim(
    id="beyond.lemma_7_repaired",
    title="Ascent and convergence of the Oja system, repaired",
    statement=(
        rf"If {STEP_SIZE} and {GENERIC}, $f$ never decreases along (9), $X$ converges, and its limits are consensus, bipartite "
        r"consensus or polygonal states. The bound is sharp: beyond it $f$ decreases somewhere as soon as $n$ is large enough."
    ),
    source=ours("Lemma 7"),
    parts=("power_method.lemma_7.ascent", "beyond.limits", "beyond.ascent.overshoot", "beyond.ascent.sharp"),
    repairs="power_method.lemma_7",
)
