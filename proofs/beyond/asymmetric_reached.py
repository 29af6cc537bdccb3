"""Value matrices that are not symmetric: whether tokens reach the consensus that the deciding eigenvalue leads to."""

from __future__ import annotations

from typing import Any

from proofs.beyond.asymmetric import SYSTEMS, identity
from proofs.beyond.asymmetric_thresholds import SOURCE, grown
from proofs.beyond.worlds import asymmetric, asymmetric_seen
from proofs.power_method.notation import ALPHA, LAMBDA_K, both, either, equal, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Exists, Formula
from verify.evidence import Decide, Falsify, Simulate

TRANSVERSE = identity(
    "transverse",
    "Tokens near a consensus do not see each other's differences",
    r"Where all tokens equal $u$, the derivative of the influence along rows that sum to zero vanishes, for (8), (9), (21). So "
    r"$\delta_i^+ = (I - zz^{T})\delta_i/|(I+\alpha V)u|$, $z$ the next token, and $|\delta_i(t)| \le |\delta_i(0)|/|(I+\alpha V)^{t}u|$; "
    r"with equality for $\delta_i$ orthogonal to an invariant subspace that holds $u$.",
    (asymmetric.transverse, asymmetric.transverse_wrongly, "rows that do not sum to zero"),
    SYSTEMS,
    "D s [h] = 0 for sum h = 0",
    evidence=(Simulate(asymmetric_seen.gathers),),
    uses=("beyond.asymmetric.directions", "power_method.lemma_10.normalisation"),
)
PLANE = (Parameter("x"), Parameter("y"))
PLANAR = identity(
    "planar",
    "In the plane a rotating consensus holds tokens together a little longer",
    r"For $d = 2$, $V = \begin{pmatrix} x & y\\ -y & x\end{pmatrix}$, two tokens of a consensus approach by the factor "
    r"$(1+\alpha x)/|1+\alpha\lambda|^2$ in each step, for every $u$: there is no direction orthogonal to the plane.",
    (asymmetric.turn, asymmetric.turn_wrongly, "|1 + alpha lambda| not squared"),
    (asymmetric.symbolic_turn, asymmetric.random_turn),
    "(1 + a x)/r^2",
    uses=("beyond.asymmetric.transverse",),
)
PLANAR_EXISTS = Claim(
    id="beyond.asymmetric.planar_attracts",
    title="A rotating consensus in the plane can attract although |1 + alpha lambda| < 1",
    statement=(
        r"There are $x$, $y$, $\alpha$ with $|1+\alpha\lambda| < 1$ and $|1+\alpha x| < |1+\alpha\lambda|^2$: for $d = 2$ the rule "
        r"$|1+\alpha\lambda| > 1$ is sufficient for tokens to gather, not necessary."
    ),
    source=SOURCE,
    parameters=(ALPHA, *PLANE),
    hypotheses=(Hypothesis("short", r"|1+\alpha\lambda| < 1", lambda p: grown(p.alpha, p.x, p.y) < 1),),
    conclusion=Exists(
        lambda p: both(1 + p.alpha * p.x < grown(p.alpha, p.x, p.y), -(1 + p.alpha * p.x) < grown(p.alpha, p.x, p.y))
    ),
    witness={"alpha": "1", "x": "-1/2", "y": "7/10"},
    evidence=(Decide(),),
    mutants=(
        Mutant(
            "real eigenvalue",
            conclusion=Exists(
                lambda p: both(
                    equal(p.y, 0),
                    1 + p.alpha * p.x < grown(p.alpha, p.x, p.y),
                    -(1 + p.alpha * p.x) < grown(p.alpha, p.x, p.y),
                )
            ),
        ),
    ),
    uses=("beyond.asymmetric.planar",),
)
OTHER = (Parameter("lambda_x"), Parameter("lambda_y"))
AT_REST = Hypothesis("fixed", r"1 + \alpha\lambda_k > 0", lambda p: 1 + p.alpha * p.lambda_k > 0)


def _threshold(p: Point) -> Any:
    """``2 (lambda_k - Re lambda_j) + alpha (lambda_k^2 - |lambda_j|^2)``."""
    return 2 * (p.lambda_k - p.lambda_x) + p.alpha * (p.lambda_k**2 - p.lambda_x**2 - p.lambda_y**2)


def _inside(p: Point) -> Any:
    """Squares of the moduli of ``(1 + alpha lambda_j)/(1 + alpha lambda_k)`` and ``1/(1 + alpha lambda_k)`` below 1."""
    own = (1 + p.alpha * p.lambda_k) ** 2
    return both(grown(p.alpha, p.lambda_x, p.lambda_y) / own < 1, 1 / own < 1)


def _outside(p: Point) -> Any:
    own = (1 + p.alpha * p.lambda_k) ** 2
    return either(grown(p.alpha, p.lambda_x, p.lambda_y) / own > 1, 1 / own > 1)


ATTRACTS = Claim(
    id="beyond.asymmetric.attracts",
    title="Which consensus equilibria of a nonsymmetric V attract",
    statement=(
        r"At the consensus of $n \ge 2$ tokens at a real right eigenvector $v_k$, $1+\alpha\lambda_k > 0$, all tangent eigenvalues "
        r"$(1+\alpha\lambda_j)/(1+\alpha\lambda_k)$ and $1/(1+\alpha\lambda_k)$ are inside the unit disc if $\lambda_k > 0$ and "
        r"$2(\lambda_k - \mathrm{Re}\,\lambda_j) + \alpha(\lambda_k^2 - |\lambda_j|^2) > 0$ for all $j \neq k$."
    ),
    source=SOURCE,
    parameters=(ALPHA, LAMBDA_K, *OTHER),
    hypotheses=(
        AT_REST,
        Hypothesis("positive", r"\lambda_k > 0", lambda p: p.lambda_k > 0),
        Hypothesis("decides", r"|1+\alpha\lambda_j| < 1+\alpha\lambda_k", lambda p: _threshold(p) > 0),
    ),
    conclusion=Formula(_inside),
    witness={"alpha": "1", "lambda_k": "1", "lambda_x": "-1/2", "lambda_y": "3/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("decides")),
    uses=("power_method.asymmetric_value.spectrum", "power_method.lemma_3.complete"),
)
REPELS = Claim(
    id="beyond.asymmetric.repels",
    title="All other consensus equilibria of a nonsymmetric V are unstable",
    statement=(
        r"At such a state with $\lambda_k < 0$, or with $2(\lambda_k - \mathrm{Re}\,\lambda_j) + \alpha(\lambda_k^2 - |\lambda_j|^2) < 0$ "
        r"for some $j \neq k$, a tangent eigenvalue is outside the unit disc. So where every eigenvalue has a negative real part no "
        r"consensus equilibrium attracts, the deciding one included: tokens leave each other."
    ),
    source=SOURCE,
    parameters=ATTRACTS.parameters,
    hypotheses=(
        AT_REST,
        Hypothesis(
            "negative, or another decides",
            r"\lambda_k < 0 \text{ or } |1+\alpha\lambda_j| > 1+\alpha\lambda_k",
            lambda p: (p.lambda_k < 0) | (_threshold(p) < 0),
        ),
    ),
    conclusion=Formula(_outside),
    witness={"alpha": "1", "lambda_k": "-1/2", "lambda_x": "-1/2", "lambda_y": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("fixed"), drop("negative, or another decides")),
    uses=ATTRACTS.uses,
)
REACHED = Claim(
    id="beyond.asymmetric.reached",
    title="Differences of tokens shrink where the deciding |1 + alpha lambda| is above 1",
    statement=(
        r"To first order, differences of tokens along a consensus shrink like $1/|(I+\alpha V)^{t}u|$: they go to zero if the "
        r"deciding $|1+\alpha\lambda| > 1$ (short steps: $\mathrm{Re}\,\lambda > 0$). At a real right eigenvector with "
        r"$1+\alpha\lambda > 0$ this decides stability for all $n \ge 2$; in the plane of a complex pair it is sufficient "
        r"for the linearised differences to shrink, and for $d = 2$ not necessary."
    ),
    source=SOURCE,
    parts=(
        "beyond.asymmetric.transverse",
        "beyond.asymmetric.attracts",
        "beyond.asymmetric.repels",
        "beyond.asymmetric.planar",
        "beyond.asymmetric.planar_attracts",
    ),
)

# ------------------------------------------------------------------ what is left of D.4.3

GENERIC = Claim(
    id="beyond.asymmetric_generic_repaired",
    title="Tokens converge to the principal eigenvector from near almost every consensus, repaired",
    statement=(
        r"With $V$ not symmetric, $\lambda_1 > 0$ real, simple and strictly dominant, and any $\alpha > 0$: for every $u$ with "
        r"$w_1^{T}u \neq 0$ ($w_1$ the left eigenvector) the tokens of (8), (9), (21) converge to $\pm v_1$ from the consensus at $u$, "
        r"hence from all starts near it: finitely many steps take these into the region of attraction of $\pm v_1$."
    ),
    source=ours("D.4.3"),
    parts=(
        "beyond.asymmetric.manifold",
        "beyond.asymmetric.directions",
        "beyond.asymmetric.powers",
        "beyond.asymmetric_thresholds.every_step",
        "power_method.asymmetric_value.local",
    ),
    repairs="power_method.asymmetric_value.generic",
    note="From almost all starts it is false: stable bipartite states attract open sets (power_method.asymmetric_value.generic).",
)
REPAIRED = Claim(
    id="beyond.asymmetric_value_repaired",
    title="Value matrices that are not symmetric, repaired",
    statement=(
        r"With $V$ (or $H$) not symmetric but $\lambda_1 > 0$ real, simple and strictly dominant, the consensus at $v_1$ is "
        r"asymptotically stable for every $\alpha > 0$, and tokens that start near almost any consensus converge to $\pm v_1$."
    ),
    source=ours("D.4.3"),
    parts=("power_method.asymmetric_value.spectrum", "beyond.asymmetric_generic_repaired"),
    repairs="power_method.asymmetric_value",
)
