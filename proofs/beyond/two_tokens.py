"""Two tokens: exactly which antipodal pairs (x, -x) are stable under (9), and that they attract an open set."""

from __future__ import annotations

from proofs.beyond import _pair_worlds as worlds
from proofs.beyond._later import seen
from proofs.beyond.limits import LOCAL_STEP_SIZE
from proofs.power_method.notation import ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

SOURCE = ours("Theorem 2")

MEAN = Claim(
    id="beyond.two_tokens.mean",
    title="The mean of two tokens is across their difference",
    statement=(
        r"For $n = 2$: $\bar x^{T}(x_1 - x_2) = 0$, and $\bar x^{T}P_is = s^{T}\bar x - (s^{T}x_i)|\bar x|^2$, in any dimension."
    ),
    source=SOURCE,
    conclusion=Identity(worlds.mean_of_two, worlds.symbolic_two, worlds.random_pair, "mean . (x1 - x2) = 0"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the square",
            conclusion=Identity(
                worlds.mean_of_two_wrongly, worlds.symbolic_two, worlds.random_pair, "mean . P s = s . mean - s . x"
            ),
        ),
    ),
)
PUSH = Claim(
    id="beyond.two_tokens.push",
    title="Near a pair with a negative form both tokens feel the sum",
    statement=(
        r"Let $u^{T}Vu \le -\mu|u|^2$ for all $u \perp x_1 - x_2$, $h = |\bar x|$, $2\rho h \le \mu$, $\rho = \rho(V)$. With "
        r"$p_i = |P_is|$ and $|s| \le \rho h$: $p_ih \ge |\bar x^{T}P_is| \ge \mu h^2 - \rho h\cdot h^2$, so $p_i \ge \frac\mu2h$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("mu", "rho", "h", "p", "along", "token")),
    hypotheses=(
        Hypothesis("form", r"s^{T}\bar x = \bar x^{T}V\bar x \le -\mu h^2", lambda p: p.along <= -p.mu * p.h**2),
        Hypothesis("norm", r"|s^{T}x_i| \le \rho h", lambda p: (p.token <= p.rho * p.h) & (p.token >= -p.rho * p.h)),
        Hypothesis("near", r"2\rho h \le \mu", lambda p: 2 * p.rho * p.h <= p.mu),
        Hypothesis("signs", r"h, p > 0,\ \mu, \rho > 0", lambda p: (p.h > 0) & (p.p >= 0) & (p.mu > 0) & (p.rho > 0)),
        Hypothesis(
            "Cauchy-Schwarz",
            r"p h \ge |s^{T}\bar x - (s^{T}x_i)h^2|",
            lambda p: (p.p * p.h >= p.along - p.token * p.h**2) & (p.p * p.h >= -p.along + p.token * p.h**2),
        ),
    ),
    conclusion=Formula(lambda p: 2 * p.p >= p.mu * p.h),
    witness={"mu": "1", "rho": "1", "h": "1/2", "p": "1", "along": "-1/4", "token": "0"},
    evidence=(Decide(),),
    mutants=(drop("form"), drop("near"), drop("Cauchy-Schwarz")),
    uses=("beyond.two_tokens.mean",),
)
CONTRACTS = Claim(
    id="beyond.two_tokens.contracts",
    title="Near such a pair -f decreases by a factor",
    statement=(
        r"There, with $\alpha p_i \le N_i|\Delta_i| \le 2|\Delta_i|$, $F = -f/2 = -\bar x^{T}V\bar x$ satisfies $\mu h^2 \le F \le \rho "
        r"h^2$ and $F^+ \le F - 2\kappa D$, hence $F^+ \le qF$, $q = 1 - \frac{\kappa\alpha^2\mu^2}{8\rho} < 1$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("mu", "rho", "h", "p", "D", "kappa", "t", "F", "F_after", "q")),
    hypotheses=(
        Hypothesis("push", r"p_i \ge \tfrac\mu2 h", lambda p: 2 * p.p >= p.mu * p.h),
        Hypothesis("moves", r"4D \ge \alpha^2p^2,\ t = \alpha^2", lambda p: p.t * p.p**2 <= 4 * p.D),
        Hypothesis("form", r"\mu h^2 \le F \le \rho h^2", lambda p: (p.mu * p.h**2 <= p.F) & (p.rho * p.h**2 >= p.F)),
        Hypothesis("rate", r"F^+ \le F - 2\kappa D", lambda p: p.F_after <= p.F - 2 * p.kappa * p.D),
        Hypothesis(
            "signs",
            r"\mu, \rho, \kappa, \alpha^2 > 0,\ h \ge 0",
            lambda p: (p.mu > 0) & (p.rho > 0) & (p.kappa > 0) & (p.t > 0) & (p.h >= 0),
        ),
        Hypothesis(
            "q", r"q = 1 - \kappa\alpha^2\mu^2/(8\rho)", lambda p: (p.q - 1) * 8 * p.rho >= -p.kappa * p.t * p.mu**2
        ),
    ),
    conclusion=Formula(lambda p: p.F_after <= p.q * p.F),
    witness={
        "mu": "1",
        "rho": "1",
        "h": "1/2",
        "p": "1/4",
        "D": "1/64",
        "kappa": "1",
        "t": "1",
        "F": "1/4",
        "F_after": "0",
        "q": "7/8",
    },
    evidence=(Decide(), Simulate(seen("_global_seen", "pairs_contract"))),
    mutants=(drop("push"), drop("moves"), drop("rate")),
    uses=("beyond.two_tokens.push", "beyond.ascent.state_dependent", "power_method.lemma_7.residual"),
)
POSITIVE = Claim(
    id="beyond.two_tokens.expands",
    title="A pair across a positive direction is unstable",
    statement=(
        r"If $u^{T}Vu > 0$ for some unit $u \perp x$: $\sigma^+ = (I + \alpha P_xV)\sigma$ on $x^\perp$ has an eigenvalue $1 + \alpha\mu$ "
        r"with $\mu \ge u^{T}Vu > 0$ (Rayleigh): the pair $(x,-x)$ is unstable."
    ),
    source=SOURCE,
    parameters=(Parameter("alpha", "positive"), Parameter("mu"), Parameter("form")),
    hypotheses=(
        Hypothesis("positive", r"u^{T}Vu > 0", lambda p: p.form > 0),
        Hypothesis("Rayleigh", r"\mu \ge u^{T}Vu", lambda p: p.mu >= p.form),
    ),
    conclusion=Formula(lambda p: 1 + p.alpha * p.mu > 1),
    witness={"alpha": "1", "mu": "1", "form": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("Rayleigh")),
    uses=("power_method.lemma_6.sum_dynamics",),
)
BOUNDARY = Claim(
    id="beyond.two_tokens.boundary",
    title="On the boundary the pair is unstable",
    statement=(
        r"Let $u^{T}Vu = 0$ be the largest value of the form on unit $u \perp x$. Then $Vu = c x$, $c \neq 0$. Turned by a small angle "
        r"in the plane of $u$ and $x$, $u' \propto u + \tau x$, $c\tau > 0$, has $u'^{T}Vu' \propto 2c\tau + \tau^2x^{T}Vx > 0$: pairs "
        r"arbitrarily near have states with $f > 0$ arbitrarily near. $f$ increases from there, and there is no equilibrium with "
        r"$f > 0$ near the pair."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("c", "tau", "R")),
    hypotheses=(
        Hypothesis("nonsingular", r"c \neq 0,\ c\tau > 0", lambda p: p.c * p.tau > 0),
        Hypothesis("small", r"|\tau||x^{T}Vx| < 2|c|", lambda p: p.tau**2 * p.R**2 < 4 * p.c**2),
    ),
    conclusion=Formula(lambda p: 2 * p.c * p.tau + p.tau**2 * p.R > 0),
    witness={"c": "1", "tau": "1/8", "R": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("nonsingular"), drop("small")),
    uses=("beyond.ascent.state_dependent", "beyond.limits.apart"),
)
ATTRACT = Claim(
    id="beyond.two_tokens.attract",
    title="Two tokens: an open set converges to antipodal pairs if lambda_2 < 0",
    statement=(
        rf"Let $n = 2$, $\lambda_2 < 0$, {LOCAL_STEP_SIZE}. Every pair $(x,-x)$ with $V$ negative definite on $x^\perp$ (such as "
        r"$x = v_1$; for $\lambda_1 > 0$ that is $x^{T}V^{-1}x > 0$) is Lyapunov stable, and a neighbourhood of it converges "
        r"to pairs $(x',-x')$: $|\bar x|^2 \le F/\mu$ decreases geometrically, and $|\Delta_i| \le 2\alpha\rho|\bar x|$, so that all "
        r"moves add up to at most a multiple of the first $|\bar x|$. Together these pairs attract a set of "
        r"positive measure (each alone, but for countably many, a null set: their basins are disjoint)."
    ),
    source=SOURCE,
    parts=(
        "beyond.two_tokens.mean",
        "beyond.two_tokens.push",
        "beyond.two_tokens.contracts",
        "beyond.ascent.state_dependent",
    ),
)
CLASSIFICATION = Claim(
    id="beyond.two_tokens",
    title="Two tokens, classified",
    statement=(
        rf"Let $n = 2$, Assumption 1 hold and {LOCAL_STEP_SIZE}. The pair $(x, -x)$ is Lyapunov stable if and only if $V$ is negative "
        r"definite on $x^\perp$ (for $d = 2$: $u^{T}Vu < 0$, $u \perp x$; in general: $\lambda_2 < 0$ and $x^{T}V^{-1}x > 0$). The pair "
        r"$(v_1,-v_1)$ is stable if and only if $\lambda_2 < 0$."
    ),
    source=SOURCE,
    parts=("beyond.two_tokens.attract", "beyond.two_tokens.expands", "beyond.two_tokens.boundary"),
)
