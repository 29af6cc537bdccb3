"""Lemmas 5 and 6 repaired: for three or more tokens every polygonal equilibrium of (9) is unstable."""

from __future__ import annotations

from proofs.beyond._later import seen
from proofs.beyond.limits import LOCAL_STEP_SIZE, STEP_SIZE
from proofs.beyond.worlds import opened
from proofs.power_method.notation import LAMBDA_1, POSITIVE, equal, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

# ------------------------------------------------------------------ balanced groups at v_1


OPENED = Claim(
    id="beyond.lemma_5_repaired.opened",
    title="The push at a balanced state with an opened pair",
    statement=(
        r"With $m$ tokens at $v_1$, $m - 2$ at $-v_1$ and two at $-c\,v_1 \pm s\,v_2$, $n = 2m$, every token of (9) is pulled by "
        r"$\frac{2\lambda_1}{n}(1-c)v_1$; with $k = \alpha\frac{2\lambda_1}{n}(1-c)$ the two move to $(-(c-k)v_1 \pm s\,v_2)/N$, "
        r"$N^2 = (c-k)^2 + s^2$."
    ),
    source=ours("Lemma 5"),
    conclusion=Identity(
        opened.opened,
        opened.symbolic_opened,
        opened.random_opened,
        "s = (2 lambda_1 / n)(1 - c) v_1, N^2 = (c-k)^2 + s^2",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "half of the tokens",
            conclusion=Identity(
                opened.opened_by_half, opened.symbolic_opened, opened.random_opened, "s = (4 lambda_1 / n)(1 - c) v_1"
            ),
        ),
    ),
    uses=("reduction.grouping", "reduction.invariant_subspace"),
)
ESCAPES = Claim(
    id="beyond.lemma_5_repaired.escapes",
    title="An opened pair opens further",
    statement=(
        r"Four or more tokens, balanced at $v_1$: open two of those at $-v_1$ to $-\cos\theta\,v_1 \pm \sin\theta\,v_2$. Then $s = "
        r"\frac{2\lambda_1}{n}(1-\cos\theta)v_1$, the other tokens stay (if $\alpha|s| < 1$), the two stay mirror images, and with "
        r"$c = \cos\theta$, $0 < c < 1$, the new $c^+ = \frac{c - \alpha|s|}{\sqrt{(c-\alpha|s|)^2 + 1 - c^2}}$ is below $c$: the pair "
        r"opens until $c$ is below any $c_0 < 1$, because on $[c_0, 1)$ there is no fixed point."
    ),
    source=ours("Lemma 5"),
    parameters=tuple(Parameter(name) for name in ("c", "k", "c_after")),
    hypotheses=(
        Hypothesis("push", r"k = \alpha|s| > 0", lambda p: p.k > 0),  # lambda_1 > 0, c < 1
        Hypothesis("between", "0 < c < 1", lambda p: (p.c > 0) & (p.c < 1)),
        Hypothesis(
            "step",
            r"c^+ = (c-k)/\sqrt{(c-k)^2 + 1 - c^2}",
            lambda p: (
                (p.c_after * (p.c - p.k) >= 0) & equal(p.c_after**2 * ((p.c - p.k) ** 2 + 1 - p.c**2), (p.c - p.k) ** 2)
            ),
        ),
    ),
    conclusion=Formula(lambda p: p.c_after < p.c),
    witness={"c": "3/5", "k": "13/75", "c_after": "8/17"},
    evidence=(Decide(), Simulate(seen("_global_seen", "opened_seen"))),
    mutants=(
        Mutant("no push", hypotheses=(Hypothesis("push", "k = 0", lambda p: equal(p.k, 0)),)),
        drop("between"),
        drop("step"),
    ),
    uses=("beyond.lemma_5_repaired.opened",),
)
EIGENVALUE_REASON = r"a split that is unbalanced, or $\lambda_2 > 0$, gives an eigenvalue outside the unit circle"
REASONS = (
    "beyond.lemma_5_repaired.eigenvalue",
    "beyond.lemma_5_repaired.opened",
    "beyond.lemma_5_repaired.escapes",
)


def _principal(claim_id: str, repairs: str) -> Claim:
    return Claim(
        id=claim_id,
        title="Bipartite consensus at the principal eigenvector of (9) is unstable, repaired",
        statement=(
            r"Under Assumption 1 a bipartite consensus equilibrium of (9) at $v_1$ is unstable if $n \ge 3$ or $\lambda_2 > 0$: "
            rf"{EIGENVALUE_REASON}; a balanced split of $n \ge 4$ tokens lets a pair escape. (For $n = 2$, $\lambda_2 < 0$ "
            r"and $\alpha|\lambda_d| < 2$ it is stable: beyond.two_tokens.)"
        ),
        source=ours("Lemma 5"),
        parts=REASONS,
        repairs=repairs,
    )


def _bipartite(claim_id: str, principal: str, other: str, repairs: str) -> Claim:
    return Claim(
        id=claim_id,
        title="Bipartite consensus equilibria of the Oja system are unstable, repaired",
        statement=(
            r"Under Assumption 1 every bipartite consensus equilibrium of (9) is unstable, but for two tokens at $\pm v_1$ with "
            r"$\lambda_2 < 0$."
        ),
        source=ours("Lemma 5"),
        parts=(principal, other),
        repairs=repairs,
    )


PRINCIPAL = _principal("beyond.lemma_5_repaired.principal", "power_method.lemma_5.principal")
LEMMA_5 = _bipartite(
    "beyond.lemma_5_repaired",
    "beyond.lemma_5_repaired.principal",
    "power_method.lemma_5.other",
    "power_method.lemma_5",
)
THEOREM_2_PRINCIPAL = _principal(
    "beyond.theorem_2_repaired.bipartite_principal", "power_method.theorem_2.bipartite_unstable.principal"
)
THEOREM_2_BIPARTITE = _bipartite(
    "beyond.theorem_2_repaired.bipartite_unstable",
    "beyond.theorem_2_repaired.bipartite_principal",
    "power_method.theorem_2.bipartite_unstable.other",
    "power_method.theorem_2.bipartite_unstable",
)

# ------------------------------------------------------------------ any line

REACH = Claim(
    id="beyond.lemma_6_repaired.above",
    title="Near four tokens on a line f is positive somewhere",
    statement=(
        r"Open two tokens at $x$ to $\cos\theta\,x \pm \sin\theta\,w$, $w \perp x$, with $\sin^2\theta = 2\varepsilon < 1$, and let "
        r"$B = \varepsilon v_1 - 2\cos\theta\,x$. Then $|B|^2 = 4\cos^2\theta - 4\varepsilon\cos\theta\,v_1^{T}x + \varepsilon^2 \le 4$, "
        r"so that two unit vectors near $-x$ have the sum $B$: all tokens sum to $\varepsilon v_1$, and $f = \frac12\varepsilon^2\lambda_1 "
        r"> 0$, arbitrarily near the state."
    ),
    source=ours("Lemma 6"),
    parameters=(LAMBDA_1, *(Parameter(name) for name in ("epsilon", "q", "xi"))),
    hypotheses=(
        POSITIVE,
        Hypothesis("small", r"0 < \varepsilon \le \tfrac12", lambda p: (p.epsilon > 0) & (2 * p.epsilon <= 1)),
        Hypothesis(
            "opened",
            r"q = \cos\theta \ge 0,\ q^2 = 1 - 2\varepsilon",
            lambda p: (p.q >= 0) & (p.q**2 <= 1 - 2 * p.epsilon),
        ),
        Hypothesis("unit", r"\xi = v_1^{T}x \in [-1, 1]", lambda p: (p.xi >= -1) & (p.xi <= 1)),
    ),
    conclusion=Formula(
        lambda p: (4 * p.q**2 - 4 * p.epsilon * p.q * p.xi + p.epsilon**2 <= 4) & (p.epsilon**2 * p.lambda_1 > 0)
    ),
    witness={"lambda_1": "1", "epsilon": "3/8", "q": "1/2", "xi": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("opened")),
)


LINE = Claim(
    id="beyond.lemma_6_repaired.on_a_line",
    title="Polygonal equilibria on a line are unstable, repaired",
    statement=(
        rf"Under Assumption 1 and {LOCAL_STEP_SIZE} a polygonal equilibrium of (9) with all tokens on one line is unstable if $n \ge 3$ "
        r"(that is $n \ge 4$, even) or $\lambda_2 > 0$. For $n \ge 4$: arbitrarily near it $f > 0$, while $f = 0$ at all equilibria "
        r"near it ($|\bar x| \ge \frac1n$ at the others); near it $f$ increases as long as anything moves, so trajectories that start with "
        r"$f > 0$ leave every small neighbourhood (LaSalle)."
    ),
    source=ours("Lemma 6"),
    parts=(
        "beyond.lemma_6_repaired.above",
        "beyond.ascent.state_dependent",
        "beyond.limits.apart",
        "beyond.almost_global.line_expands",
    ),
    repairs="power_method.lemma_6.on_a_line",
)


def _polygonal(claim_id: str, repairs: str, source: str) -> Claim:
    return Claim(
        id=claim_id,
        title="Polygonal equilibria of the Oja system are unstable, repaired",
        statement=(
            rf"Under Assumption 1, {LOCAL_STEP_SIZE}, and $n \ge 3$ or $\lambda_2 > 0$, every polygonal equilibrium of (9) is unstable. "
            r"For $n = 2$, $\lambda_2 < 0$ see beyond.two_tokens."
        ),
        source=ours(source),
        parts=("beyond.lemma_6_repaired.on_a_line", "power_method.lemma_6.not_on_a_line"),
        repairs=repairs,
    )


LEMMA_6 = _polygonal("beyond.lemma_6_repaired", "power_method.lemma_6", "Lemma 6")
THEOREM_2_POLYGONAL = _polygonal(
    "beyond.theorem_2_repaired.polygonal_unstable", "power_method.theorem_2.polygonal_unstable", "Theorem 2"
)
THEOREM_2 = Claim(
    id="beyond.theorem_2_repaired",
    title="Stability of the Oja system, repaired",
    statement=(
        rf"Let Assumption 1 hold, {STEP_SIZE}, $\alpha\lambda_k(n-2m) \neq n$ (true if $\alpha\rho(V) < 1$), and $n \ge 3$ or "
        r"$\lambda_2 > 0$. Then all of Theorem 2 holds: the consensus at $v_1$ is asymptotically stable, all other consensus, all "
        r"bipartite consensus and all polygonal equilibria are unstable, and almost all trajectories converge to $v_1$ or to $-v_1$."
    ),
    source=ours("Theorem 2"),
    parts=(
        "power_method.theorem_2.principal_stable",
        "beyond.consensus_unstable_repaired",
        "beyond.theorem_2_repaired.bipartite_unstable",
        "beyond.theorem_2_repaired.polygonal_unstable",
        "beyond.almost_global",
    ),
    repairs="power_method.theorem_2",
)
