r"""Case 2 of Section 2.1: a complex principal pair. ``S`` is the plane of real and imaginary part of its eigenvector.

At a consensus (3) is power iteration with ``M = I + alpha H`` (``beyond.asymmetric.consensus``): the plane S is invariant, and
tokens turn in it by ``arg(1 + alpha lambda)``, in coordinates in which the step is a rotation.
"""

from __future__ import annotations

from proofs.power_method import setting
from proofs.power_method.notation import ALPHA, both, restored
from proofs.power_method.notation import ours as own
from proofs.power_method.worlds import complex_pair, principal_examples
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Enclose, Exact, Falsify, Simulate

LABEL = "Section 2.1.2"
SOURCE = restored(
    LABEL,
    "Case 2: the eigenvalues are ordered by their real parts, 'strictly dominant' is a strictly larger real part, and, for consensus, a "
    "positive one; S is the span of Re v_1 and Im v_1",
)
SOURCE_OURS = own(LABEL)
ID = "power_method.complex_principal"

WHOLE = Claim(
    id=ID,
    title="A complex principal pair: tokens agree and rotate in its plane",
    statement=(
        r"If the principal eigenvalue $\lambda_1 = \bar\lambda_2$ of $H$ is complex and strictly dominant, the tokens of (3) reach "
        r"consensus and keep rotating in the plane $S$ of $\mathrm{Re}\,v_1$ and $\mathrm{Im}\,v_1$: their correlation with the "
        r"projection onto $S$ tends to 1."
    ),
    source=SOURCE,
    parts=tuple(f"{ID}.{part}" for part in ("plane", "correlation", "local", "any_step", "nearly_any_start")),
    note=(
        "Where |1 + alpha lambda_1| is above 1 and above all others it holds near almost every consensus. The largest real part does not "
        "decide for long steps, alpha = 1 among them, and rotating states of two opposite groups attract open sets."
    ),
)
PLANE = Claim(
    id=f"{ID}.plane",
    title="Consensus in the plane of a pair stays there and rotates",
    statement=(
        r"A consensus of (3) at a token of $S$ stays in $S$, turns by $\arg(1+\alpha\lambda_1)$ in each step (in coordinates in which the "
        r"step is a rotation), and is never an equilibrium: for every $\alpha > 0$, all $n$, $d$ and scores."
    ),
    source=SOURCE,
    parts=tuple(f"beyond.asymmetric.{part}" for part in ("manifold", "directions", "plane", "rotation", "turns")),
    note="The orbit is periodic only if arg(1 + alpha lambda_1) is a rational part of a turn; else it fills a closed curve.",
)
POWERS = Claim(
    id=f"{ID}.correlation.powers",
    title="Powers of a matrix with a complex pair",
    statement=(
        r"Let $M = QBW^{T} + N$, $W^{T}Q = I$, $NQ = 0$, $W^{T}N = 0$ ($Q$ spans $S$, $W$ the plane of the left eigenvectors). Then "
        r"$M^{t} = QB^{t}W^{T} + N^{t}$, by induction."
    ),
    source=SOURCE_OURS,
    conclusion=Identity(
        complex_pair.powers,
        complex_pair.free_powers,
        complex_pair.random_powers,
        "(Q B^t W' + N^t)(Q B W' + N) = Q B^(t+1) W' + N^(t+1)",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "the rest at rest",
            conclusion=Identity(
                complex_pair.powers_wrongly, complex_pair.free_powers, complex_pair.random_powers, "N^t for N^(t+1)"
            ),
        ),
    ),
)
BOUND = Claim(
    id=f"{ID}.correlation.bound",
    title="How far from the plane",
    statement=(
        r"Let $y = M^{t}u/r^{t}$, $r = |1+\alpha\lambda_1|$, $\epsilon = |N^{t}u|/r^{t}$, and $|QB^{t}W^{T}u| \ge \sigma r^{t}$ with "
        r"$\sigma > \epsilon$. The part $p$ of $y$ orthogonal to $S$ has $p \le \epsilon$, and $|y| \ge \sigma - \epsilon$, so that "
        r"the squared correlation of the token with its projection is $1 - p^2/|y|^2 \ge 1 - \epsilon^2/(\sigma-\epsilon)^2$."
    ),
    source=SOURCE_OURS,
    parameters=tuple(Parameter(name) for name in ("p", "y", "epsilon", "sigma")),
    hypotheses=(
        Hypothesis("rest", r"0 \le p \le \epsilon", lambda p: both(p.p >= 0, p.p <= p.epsilon)),
        Hypothesis("length", r"|y| \ge \sigma - \epsilon", lambda p: p.y >= p.sigma - p.epsilon),
        Hypothesis("reached", r"\sigma > \epsilon", lambda p: p.sigma > p.epsilon),
    ),
    conclusion=Formula(lambda p: p.p**2 * (p.sigma - p.epsilon) ** 2 <= p.epsilon**2 * p.y**2),
    witness={"p": "1/4", "y": "1", "epsilon": "1/2", "sigma": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("rest"), drop("length"), drop("reached")),
    uses=(f"{ID}.correlation.powers",),
)
CORRELATION = Claim(
    id=f"{ID}.correlation",
    title="The correlation with the projection onto the plane tends to 1",
    statement=(
        r"If $|1+\alpha\lambda_1|$ exceeds $|1+\alpha\lambda_j|$ for all $j > 2$, then for every consensus start $u$ with $w_1^{*}u \neq "
        r"0$ ($w_1$ the left eigenvector) the correlation of the token with its projection onto $S$ tends to 1: geometrically, as "
        r"$|N^{t}u|/|1+\alpha\lambda_1|^{t} \to 0$ (Gelfand), while $|QB^{t}W^{T}u|/|1+\alpha\lambda_1|^{t}$ stays away from 0 (rotation)."
    ),
    source=SOURCE,
    parts=(
        f"{ID}.correlation.powers",
        f"{ID}.correlation.bound",
        "beyond.asymmetric.manifold",
        "beyond.asymmetric.directions",
        "beyond.asymmetric.rotation",
    ),
)
GROWS = Claim(
    id=f"{ID}.local.grows",
    title="A positive real part makes tokens gather",
    statement=r"If $\mathrm{Re}\,\lambda > 0$ then $|1+\alpha\lambda| > 1$ for every $\alpha > 0$.",
    source=SOURCE_OURS,
    parameters=(ALPHA, Parameter("x"), Parameter("y")),
    hypotheses=(Hypothesis("positive", r"\mathrm{Re}\,\lambda > 0", lambda p: p.x > 0),),
    conclusion=Formula(lambda p: (1 + p.alpha * p.x) ** 2 + (p.alpha * p.y) ** 2 > 1),
    witness={"alpha": "1", "x": "1", "y": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"),),
)
ABSORBED = Claim(
    id=f"{ID}.local.absorbed",
    title="Near the rotating consensus distances shrink",
    statement=(
        r"Let $D$ be the largest difference of two tokens and $E$ the distance of their mean from $S$. If after $T$ steps $D^+ \le "
        r"qD + C(D+E)^2$ and $E^+ \le qE + C(D+E)^2$ with $0 \le q < 1$, $C > 0$, then $D^+ + E^+ \le \frac{1+q}{2}(D+E)$ wherever "
        r"$4C(D+E) \le 1-q$: there $D+E$ goes to zero geometrically."
    ),
    source=SOURCE_OURS,
    parameters=tuple(Parameter(name) for name in ("D", "E", "D_1", "E_1", "q", "C")),
    hypotheses=(
        Hypothesis("distances", r"D, E \ge 0", lambda p: both(p.D >= 0, p.E >= 0)),
        Hypothesis("differences", r"D^+ \le qD + C(D+E)^2", lambda p: p.q * p.D + p.C * (p.D + p.E) ** 2 >= p.D_1),
        Hypothesis("plane", r"E^+ \le qE + C(D+E)^2", lambda p: p.q * p.E + p.C * (p.D + p.E) ** 2 >= p.E_1),
        Hypothesis("near", r"4C(D+E) \le 1-q,\ C > 0", lambda p: both(1 - p.q >= 4 * p.C * (p.D + p.E), p.C > 0)),
    ),
    conclusion=Formula(lambda p: (1 + p.q) * (p.D + p.E) >= 2 * (p.D_1 + p.E_1)),
    witness={"D": "1/16", "E": "1/16", "D_1": "1/32", "E_1": "1/32", "q": "1/2", "C": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("differences"), drop("plane"), drop("near")),
    uses=("beyond.asymmetric.transverse", f"{ID}.correlation"),
)
LOCAL = Claim(
    id=f"{ID}.local",
    title="The rotating consensus attracts tokens that start near almost any consensus",
    statement=(
        r"Let $\mathrm{Re}\,\lambda_1 > 0$ and $|1+\alpha\lambda_1| > |1+\alpha\lambda_j|$ for all $j > 2$. The set of consensus states in "
        r"$S$ is asymptotically stable for (8), (9), (21), for every real $H$ with such a simple pair, all $n$ and scores; it attracts all "
        r"starts near a consensus at $u$ with $w_1^{*}u \neq 0$."
    ),
    source=SOURCE,
    parts=(
        "beyond.asymmetric.transverse",
        f"{ID}.correlation",
        f"{ID}.local.grows",
        f"{ID}.local.absorbed",
    ),
    note=(
        "To first order differences of tokens and the distance of the mean from S do not feel each other, and both shrink over T steps "
        "(T large enough, the same for all of the compact set, by its rotation); the rest is of second order, uniformly there."
    ),
)
SEEN = Claim(
    id=f"{ID}.local.seen",
    title="Seen: tokens near a consensus gather in the plane",
    statement=(
        r"Random $V$ ($d$ from 3 to 5), $\alpha$ and scores with a deciding complex pair, $|1+\alpha\lambda_1| > 1.1$ and $1.1$ times all "
        r"others: four tokens within about $10^{-3}$ of each other gather in $S$, to $10^{-9}$, and keep turning."
    ),
    source=SOURCE_OURS,
    conclusion=Behaviour("tokens near a consensus gather in the plane of a deciding complex pair"),
    evidence=(Simulate(complex_pair.pair_is_gathered),),
)
ANY_STEP = Claim(
    id=f"{ID}.any_step",
    title="The pair of largest real part, any step",
    statement=(
        r"Let the eigenvalues of strictly largest real part be a complex pair, $\mathrm{Re}\,\lambda_1 > 0$. For every $\alpha > 0$ the "
        r"tokens of (8) that start near almost any consensus gather in $S$."
    ),
    source=SOURCE,
    conclusion=Behaviour(
        "near almost any consensus tokens gather in the plane of the pair of largest real part, for every step"
    ),
    evidence=(
        Enclose(
            complex_pair.flipping_consensus,
            principal_examples.outrun_by_an_eigenvalue,
            refuting=True,
            precision="256 bits",
            setting=(*setting(), principal_examples.rightmost_pair),
        ),
    ),
    note=(
        "With eigenvalues 1 +- i and -4 and alpha = 1, |1 - 4| = 3 > |2 + i|: tokens near v_3 gather there and change sign in each step. "
        "Below the threshold of beyond.asymmetric_thresholds.short_steps the largest real part decides."
    ),
)
NEARLY_ANY_START = Claim(
    id=f"{ID}.nearly_any_start",
    title="Nearly any start reaches consensus",
    statement=(
        r"Let the eigenvalues of strictly largest real part and of largest $|1+\alpha\lambda|$ be the same complex pair, "
        r"$\mathrm{Re}\,\lambda_1 > 0$. For almost all starts the tokens of (8) reach consensus."
    ),
    source=SOURCE,
    conclusion=Behaviour("almost all starts of attention with a deciding complex pair reach consensus"),
    evidence=(
        Exact(
            complex_pair.attracting_rotation,
            complex_pair.rotating_groups,
            refuting=True,
            setting=(*setting(), principal_examples.rightmost_pair),
        ),
    ),
    note="Two opposite groups rotate together in S, each held by its scores; the circle of such states attracts an open set.",
)
