r"""Auto-regressive attention at sign states: linearisation under a mask, spectrum, unstable equilibria for ``V = I``."""

from __future__ import annotations

from proofs.asymptotic.notation import ours
from proofs.asymptotic.worlds import causal_seen, causal_signs
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

ID = "asymptotic.theorem_causal_identity"
SIGN_STATES = (causal_signs.symbolic_signs, causal_signs.random_signs)

LINEARISED = Claim(
    id=f"{ID}.linearised",
    title="The linearisation at a sign state under a mask",
    statement=(
        r"Let $Vv = \lambda v$, $|v| = 1$, tokens $x_i = \sigma_iv$, $\sigma_i = \pm1$. For all $n$, $d$, $P$, and any mask "
        r"the field changes in a tangent direction $h$ by $\sum_ja_{ij}\Pi Vh_j - \kappa_ih_i$, $\Pi = I - vv^{T}$, $\kappa_i "
        r"= \sigma_i\lambda\sum_ja_{ij}\sigma_j$: the derivatives of the weights drop out. Under a causal mask this is block "
        r"triangular with the blocks $a_{ii}\Pi V - \kappa_i$."
    ),
    source=ours("Jacobian"),
    conclusion=Identity(
        causal_signs.linearised, *SIGN_STATES, "D field[H] = a P V H - kappa H at sign states under a mask"
    ),
    evidence=(Derive(), Falsify(), Simulate(causal_seen.spectra)),
    mutants=(
        Mutant(
            "without the normal part",
            conclusion=Identity(causal_signs.linearised_wrongly, *SIGN_STATES, "D field[H] = a P V H"),
        ),
    ),
)
SPECTRUM = Claim(
    id=f"{ID}.spectrum",
    title="The spectrum at every sign state, V = I",
    statement=(
        r"At $x_i = \sigma_ix_1$ token $i$ has the eigenvalue $a_{ii} - \kappa_i = -\sigma_i\sum_{j<i}a_{ij}\sigma_j$, $d - 1$ "
        r"times: 0 for $i = 1$; $-\sum_{j<i}a_{ij} < 0$ for all $i \ge 2$ at the consensus. With several heads $a$ is their "
        r"sum."
    ),
    source=ours("Jacobian"),
    parameters=(Parameter("a"), Parameter("before"), Parameter("sigma"), Parameter("kappa")),
    hypotheses=(
        Hypothesis("sign", r"\sigma_i = \pm1", lambda p: equal(p.sigma**2, 1)),
        Hypothesis(
            "kappa",
            r"\kappa_i = \sigma_i(\sum_{j<i}a_{ij}\sigma_j + a_{ii}\sigma_i)",
            lambda p: equal(p.kappa, p.sigma * (p.before + p.a * p.sigma)),
        ),
    ),
    conclusion=Formula(lambda p: equal(p.a - p.kappa, -p.sigma * p.before)),
    witness={"a": "1/2", "before": "1/2", "sigma": "-1", "kappa": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("sign"), drop("kappa")),
    uses=(f"{ID}.linearised",),
)
OTHERS = Claim(
    id=f"{ID}.others_unstable",
    title="Every other equilibrium is unstable",
    statement=(
        r"$P_h$ constant. At an equilibrium that is no consensus let $i$ be the first token with $x_i \neq x_1$: it feels "
        r"$w_ix_1$, $w_i = \sum_{j<i}b_{ij} > 0$, so $x_i = -x_1$, where its own block is $+w_i$ times the identity: "
        r"$-\sigma_iw_i > 0$ with $\sigma_i = -1$."
    ),
    source=ours("Jacobian"),
    parameters=(Parameter("w", "positive"), Parameter("sigma")),
    hypotheses=(Hypothesis("opposite", r"\sigma_i = -1", lambda p: equal(p.sigma, -1)),),
    conclusion=Formula(lambda p: -p.sigma * p.w > 0),
    witness={"w": "1/2", "sigma": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("opposite"),),
    uses=(f"{ID}.spectrum", f"{ID}.linearised"),
    note="Equilibria whose later tokens are at neither x_1 nor -x_1 exist (n = 3, x_2 = -x_1, x_3^T P x_1 = 0): unstable all the same.",
)
