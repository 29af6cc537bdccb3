"""Well-posedness of attention without normalisation, repaired: on which intervals, and for which V, time is Lipschitz."""

from __future__ import annotations

from proofs.clusters.notation import ours
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify

SOURCE = ours("Well-posedness")
REPAIRED = Claim(
    id="beyond.clusters_lipschitz",
    title="Solutions are Lipschitz on bounded intervals, rescaled ones for all times if V only grows",
    statement=(
        r"With $R = \max_i|x_i(0)|$: $x_i$ is Lipschitz on $[0, T]$ with the constant $|V|e^{|V|T}R$. If $V$ is diagonalisable over the "
        r"reals and no eigenvalue is negative, $z_i = e^{-tV}x_i$ is Lipschitz on $[0, \infty)$: in the coordinate of an eigenvalue "
        r"$\lambda$ with the constant $\lambda D$, $D$ the range of that coordinate at time 0."
    ),
    source=SOURCE,
    parts=("clusters.well_posed.growth", "beyond.clusters_lipschitz.bounded", "beyond.clusters_lipschitz.rescaled"),
    repairs="clusters.well_posed.lipschitz",
)
WHOLE = Claim(
    id="beyond.clusters_lipschitz.well_posed_repaired",
    title="Well-posedness, repaired",
    statement=r"For any initial tokens there is a unique solution for all times; it is Lipschitz on every bounded interval.",
    source=SOURCE,
    parts=("clusters.well_posed.solution", "beyond.clusters_lipschitz"),
    repairs="clusters.well_posed",
)
BOUNDED = Claim(
    id="beyond.clusters_lipschitz.bounded",
    title="Speeds on a bounded interval",
    statement=r"$|\dot x_i(t)| \le |V||\sum_jP_{ij}x_j| \le |V|e^{|V|T}R$ for $t \le T$, because $\max_j|x_j(t)| \le e^{|V|t}R$.",
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("v", "mean", "longest", "bound", "speed")),
    hypotheses=(
        Hypothesis("norm", r"|V| \ge 0", lambda p: p.v >= 0),
        Hypothesis("field", r"|\dot x_i| \le |V||\sum_jP_{ij}x_j|", lambda p: p.speed <= p.v * p.mean),
        Hypothesis("average", r"|\sum_jP_{ij}x_j| \le \max_j|x_j|", lambda p: p.mean <= p.longest),
        Hypothesis("growth", r"\max_j|x_j(t)| \le e^{|V|T}R", lambda p: p.longest <= p.bound),
    ),
    conclusion=Formula(lambda p: p.speed <= p.v * p.bound),
    witness={"v": "1", "mean": "1", "longest": "1", "bound": "2", "speed": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("norm"), drop("field"), drop("average"), drop("growth")),
    uses=("clusters.well_posed.growth", "clusters.well_posed.field"),
)
RESCALED = Claim(
    id="beyond.clusters_lipschitz.rescaled",
    title="Speeds of rescaled coordinates",
    statement=(
        r"Let $\varphi^{T}V = \lambda\varphi^{T}$, $\lambda \ge 0$, and $c_i = \varphi^{T}z_i$, all in $[a, a + D]$ (at time 0, "
        r"and so for all times). Then $|\dot c_i| = \lambda|\sum_jP_{ij}c_j - c_i| \le \lambda D$. For $\lambda < 0$ it is false: "
        r"with uniform attention $c_1 - c_2$ grows like $e^{|\lambda|t}$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("lam", "mean", "c", "a", "D", "speed")),
    hypotheses=(
        Hypothesis("growing", r"\lambda \ge 0", lambda p: p.lam >= 0),
        Hypothesis("token", r"a \le c_i \le a + D", lambda p: (p.a <= p.c) & (p.c <= p.a + p.D)),
        Hypothesis("average", r"a \le \sum_jP_{ij}c_j \le a + D", lambda p: (p.a <= p.mean) & (p.mean <= p.a + p.D)),
        Hypothesis(
            "field",
            r"\dot c_i = \lambda(\sum_jP_{ij}c_j - c_i)",
            lambda p: (p.speed <= p.lam * (p.mean - p.c)) & (p.speed >= p.lam * (p.mean - p.c)),
        ),
    ),
    conclusion=Formula(lambda p: (p.speed <= p.lam * p.D) & (p.speed >= -p.lam * p.D)),
    witness={"lam": "1", "mean": "1/2", "c": "1", "a": "0", "D": "1", "speed": "-1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("growing"), drop("token"), drop("average"), drop("field")),
    uses=("clusters.hull.coordinates",),
)
