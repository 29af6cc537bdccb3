r"""Case 3 of Section 2.1: a principal eigenvalue that is not strictly dominant, or nearly tied with another one.

Consensus is power iteration with ``M = I + alpha H`` (``beyond.asymmetric.consensus``), so that its component along an eigenvector
``v_j`` is multiplied by ``mu_j = 1 + alpha lambda_j`` in each layer, before normalisation. The source's second vector is not
recoverable: both ``span(v_1, v_2)`` and ``span(v_1, v_d)`` are decided.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond.worlds import asymmetric
from proofs.power_method.notation import ALPHA, LAMBDA_1, LAMBDA_D, POSITIVE, both, equal, restored
from proofs.power_method.notation import ours as own
from proofs.power_method.worlds import principal_seen
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

LABEL = "Section 2.1.3"
SOURCE = restored(
    LABEL, "Case 3; 'the correlation with the projection onto the two-dimensional span', of v_1 with v_2 and with v_d"
)
SOURCE_OURS = own(LABEL)
ID = "power_method.near_tie"
LAMBDA_2 = Parameter("lambda_2")

WHOLE = Claim(
    id=ID,
    title="A near tie: first a plane, then a line",
    statement=(
        r"If no eigenvalue is strictly dominant, or one is nearly tied with $\lambda_1$, tokens first align with a two-dimensional "
        r"span, and separating its directions takes many layers."
    ),
    source=SOURCE,
    parts=tuple(
        f"{ID}.{part}" for part in ("tie", "span_12", "span_1d", "consensus_first", "layers", "collinear", "seen")
    ),
    note=(
        "The span is that of v_1 and v_2 for short steps; that of v_1 and v_d only if alpha(|lambda_d| - lambda_2) > 2. A tie in "
        "modulus, lambda_d = -lambda_1, is no tie of the layer: the skip connection separates it. What is proved is about tokens that "
        "agree; that others agree first is seen."
    ),
)
TIE = Claim(
    id=f"{ID}.tie",
    title="An exact tie is never separated",
    statement=(
        r"Let $M = \mu QW^{T} + N$, $W^{T}Q = I$, $NQ = 0$, $W^{T}N = 0$: the eigenvalue $\mu$ has the eigenspace of $Q$'s columns. Then "
        r"$M^{t} = \mu^{t}QW^{T} + N^{t}$; if $|\mu|$ exceeds all other moduli, consensus from $u$ tends to the direction of $QW^{T}u$, "
        r"which depends on $u$, and the correlation with the eigenspace tends to 1."
    ),
    source=SOURCE,
    conclusion=Identity(
        asymmetric.powers,
        asymmetric.free_powers,
        asymmetric.random_powers,
        "(mu^t Q W' + N^t)(mu Q W' + N) = mu^(t+1) Q W' + N^(t+1)",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "a cross term",
            conclusion=Identity(
                asymmetric.powers_wrongly, asymmetric.free_powers, asymmetric.random_powers, "with a cross term"
            ),
        ),
    ),
    uses=("beyond.asymmetric.manifold", "beyond.asymmetric.directions"),
)

# ------------------------------------------------------------------ which plane

MUS = tuple(Parameter(f"mu_{k}", "positive") for k in (1, 2))
OFF = (Parameter("plane"), Parameter("off"), Parameter("plane_1"), Parameter("off_1"), Parameter("q"))
SPAN_12 = Claim(
    id=f"{ID}.span_12",
    title="The plane of the two largest comes first",
    statement=(
        r"$H$ symmetric, $\mu_1 > \mu_2 > q \ge |\mu_j|$ for $j \ge 3$. The length $o$ of the part of a consensus token off "
        r"$\mathrm{span}(v_1,v_2)$ and $p$ of that in it have $(o/p)^+ \le (q/\mu_2)(o/p)$; against its component along $v_1$, $o$ shrinks "
        r"by $q/\mu_1$ in each layer at least, while that along $v_2$ shrinks by $\mu_2/\mu_1 > q/\mu_1$: exactly."
    ),
    source=SOURCE,
    parameters=(*MUS, *OFF),
    hypotheses=(
        Hypothesis("order", r"\mu_1 > \mu_2 > q \ge 0", lambda p: both(p.mu_1 > p.mu_2, p.mu_2 > p.q, p.q >= 0)),
        Hypothesis("off the plane", r"0 \le o^+ \le qo", lambda p: both(p.off_1 >= 0, p.off_1 <= p.q * p.off)),
        Hypothesis("in the plane", r"p^+ \ge \mu_2p > 0", lambda p: both(p.plane_1 >= p.mu_2 * p.plane, p.plane > 0)),
    ),
    conclusion=Formula(
        lambda p: both(p.mu_2 * p.off_1 * p.plane <= p.q * p.off * p.plane_1, p.q / p.mu_1 < p.mu_2 / p.mu_1)
    ),
    witness={"mu_1": "2", "mu_2": "3/2", "plane": "1", "off": "1", "plane_1": "3/2", "off_1": "1", "q": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("order"), drop("off the plane"), drop("in the plane")),
    uses=("beyond.asymmetric.manifold", "beyond.asymmetric.directions"),
)


def _mu(p: Point, eigenvalue: Any) -> Any:
    return 1 + p.alpha * eigenvalue


SPAN_1D = Claim(
    id=f"{ID}.span_1d",
    title="When it is the plane of the largest and the smallest",
    statement=(
        r"Let $\lambda_d < \lambda_2 < \lambda_1$. The component along $v_d$ outlives that along $v_2$, $|\mu_d| > |\mu_2|$, if and "
        r"only if $\alpha(-\lambda_d - \lambda_2) > 2$. A near tie in modulus is none of the layer: for $\lambda_d = -\lambda_1$ the "
        r"ratio is $|\mu_d|/\mu_1 = |1-\alpha\lambda_1|/(1+\alpha\lambda_1)$, at most $\frac12$ for $\frac13 \le \alpha\lambda_1 \le "
        r"3$."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_1, LAMBDA_2, LAMBDA_D),
    hypotheses=(
        Hypothesis(
            "ordered",
            r"\lambda_d < \lambda_2 < \lambda_1",
            lambda p: both(p.lambda_d < p.lambda_2, p.lambda_2 < p.lambda_1),
        ),
    ),
    conclusion=Formula(lambda p: both(_outlives(p), _no_tie(p))),
    witness={"alpha": "1", "lambda_1": "1", "lambda_2": "1/2", "lambda_d": "-1"},
    evidence=(Decide(), Falsify()),
    mutants=(
        drop("ordered"),
        Mutant("by the modulus", conclusion=Formula(lambda p: ~_longer(p) | (p.lambda_d**2 > p.lambda_2**2 + 1))),
        Mutant("for all steps", conclusion=Formula(lambda p: 4 * _mu(p, -p.lambda_1) ** 2 <= _mu(p, p.lambda_1) ** 2)),
    ),
)


def _longer(p: Point) -> Any:
    return _mu(p, p.lambda_d) ** 2 > _mu(p, p.lambda_2) ** 2


def _outlives(p: Point) -> Any:
    condition = p.alpha * (-p.lambda_d - p.lambda_2) > 2
    return (_longer(p) & condition) | (~_longer(p) & ~condition)


def _no_tie(p: Point) -> Any:
    product = p.alpha * p.lambda_1
    return (3 * product < 1) | (product > 3) | (4 * (1 - product) ** 2 <= (1 + product) ** 2)


CONSENSUS_FIRST = Claim(
    id=f"{ID}.consensus_first",
    title="Consensus comes before separation",
    statement=(
        r"Differences of tokens shrink by $1/\mu_1$ in each layer (class 3 of Lemma 3), the slope against $v_1$ by $\mu_2/\mu_1$: the "
        r"first is faster if and only if $\lambda_2 > 0$."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_1, LAMBDA_2),
    hypotheses=(POSITIVE,),
    conclusion=Formula(
        lambda p: (
            ((1 / _mu(p, p.lambda_1) < _mu(p, p.lambda_2) / _mu(p, p.lambda_1)) & (p.lambda_2 > 0))
            | ((1 / _mu(p, p.lambda_1) >= _mu(p, p.lambda_2) / _mu(p, p.lambda_1)) & (p.lambda_2 <= 0))
        )
    ),
    witness={"alpha": "1", "lambda_1": "1", "lambda_2": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"),),
    uses=("power_method.lemma_3.complete",),
)

# ------------------------------------------------------------------ how many layers

LAYERS = Claim(
    id=f"{ID}.layers",
    title="How many layers the separation takes",
    statement=(
        r"In a plane with orthogonal $v_1$, $v_2$ the slope against $v_1$ is $\tan_t = (\mu_2/\mu_1)^t\tan_0$, exactly. It has fallen "
        r"by the factor $\epsilon$ after $T = \ln(1/\epsilon)/\ln(\mu_1/\mu_2)$ layers, and $\frac{\mu_2}{\alpha(\lambda_1-\lambda_2)} "
        r"\le \frac{T}{\ln(1/\epsilon)} \le \frac{\mu_1}{\alpha(\lambda_1-\lambda_2)}$: inversely proportional to the gap."
    ),
    source=SOURCE,
    parts=("power_method.no_elimination.layers.logarithm", f"{ID}.layers.bounds"),
)
BOUNDS = Claim(
    id=f"{ID}.layers.bounds",
    title="From the logarithm to the number of layers",
    statement=(
        r"With $g = \alpha(\lambda_1 - \lambda_2) > 0$, $\mu_1 = \mu_2 + g$, $\mu_2 > 0$, $l = \ln(\mu_1/\mu_2) = \ln(1 + g/\mu_2)$ "
        r"between $\frac{g}{\mu_1}$ and $\frac{g}{\mu_2}$, and $\tau l = 1$: $\frac{\mu_2}{g} \le \tau \le \frac{\mu_1}{g}$."
    ),
    source=SOURCE_OURS,
    parameters=(*MUS, Parameter("g", "positive"), Parameter("l"), Parameter("tau")),
    hypotheses=(
        Hypothesis("gap", r"\mu_1 = \mu_2 + g", lambda p: equal(p.mu_1, p.mu_2 + p.g)),
        Hypothesis("below", r"l\mu_2 \le g", lambda p: p.l * p.mu_2 <= p.g),
        Hypothesis("above", r"l\mu_1 \ge g", lambda p: p.l * p.mu_1 >= p.g),
        Hypothesis("layers", r"\tau l = 1", lambda p: equal(p.tau * p.l, 1)),
    ),
    conclusion=Formula(
        lambda p: both(p.tau * p.g >= p.mu_2, p.tau * p.g <= p.mu_1, p.tau * (p.mu_1 - p.mu_2) <= p.mu_1)
    ),
    witness={"mu_1": "2", "mu_2": "1", "g": "1", "l": "2/3", "tau": "3/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("gap"), drop("below"), drop("above"), drop("layers")),
    uses=("power_method.no_elimination.layers.logarithm",),
)

# ------------------------------------------------------------------ nearly collinear eigenvectors

COLLINEAR = Claim(
    id=f"{ID}.collinear",
    title="Nearly collinear eigenvectors: tokens change sign on the way",
    statement=(
        r"$H$ not symmetric, $v_1^{T}v_2 = g \in (0,1)$. In their plane consensus is at the direction of $av_1 + br^{t}v_2$, $r = "
        r"\mu_2/\mu_1 \in (0,1)$, and with $s = r^{t}$ its product with $v_1$ is $a + bgs$. Where $0 < a < -bg$ this is negative at $t "
        r"= 0$, 0 at $s = a/(-bg)$ and positive after: the correlation with $v_1$ falls to 0 and returns, that with the plane is 1 all "
        r"along. The turning point is after $\ln(-bg/a)/\ln(1/r)$ layers."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("a", "b", "g", "s")),
    hypotheses=(Hypothesis("start", r"0 < a < -bg", lambda p: both(p.a > 0, p.a < -p.b * p.g)),),
    conclusion=Formula(
        lambda p: both(
            p.a + p.b * p.g < 0,
            both(p.a / (-p.b * p.g) > 0, p.a / (-p.b * p.g) < 1),
            (p.s >= p.a / (-p.b * p.g)) | (p.a + p.b * p.g * p.s > 0),
            (p.s <= p.a / (-p.b * p.g)) | (p.a + p.b * p.g * p.s < 0),
        )
    ),
    witness={"a": "1/2", "b": "-1", "g": "3/4", "s": "1/2"},
    evidence=(Decide(), Falsify(), Simulate(principal_seen.sign_changes)),
    mutants=(drop("start"), Mutant("at once", conclusion=Formula(lambda p: p.a + p.b * p.g * p.s > 0))),
    uses=("beyond.asymmetric.manifold", "beyond.asymmetric.directions"),
    note=(
        "Of starts uniform in the plane the share 1/2 - theta/pi changes sign, theta the angle of v_1 and v_2: nearly half of them where "
        "they are nearly collinear."
    ),
)
SEEN = Claim(
    id=f"{ID}.seen",
    title="Seen: ten tokens, a near tie",
    statement=(
        r"12 random symmetric $V$, $d = 8$, $\lambda_1 = 1$, $\lambda_2 = 0.98$, $\lambda_d = -0.9$, the others in $[-\frac12, "
        r"\frac12]$, $\alpha = 1$, ten tokens near a consensus: after 24 layers all correlate with $\mathrm{span}(v_1,v_2)$ by more "
        r"than $0.999$, and with $v_1$ and $\mathrm{span}(v_1,v_d)$ by less than $0.9$; the slope falls to $0.1$ in the number of "
        r"layers of the formula, within 15 %."
    ),
    source=SOURCE_OURS,
    conclusion=Behaviour("a near tie: first span(v_1, v_2), then v_1, after the number of layers of the formula"),
    evidence=(Simulate(principal_seen.near_tie),),
)
