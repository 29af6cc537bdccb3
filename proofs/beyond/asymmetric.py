"""Value matrices that are not symmetric, with the skip connection: where consensus goes, and whether tokens reach it."""

from __future__ import annotations

from typing import Any

from proofs.beyond.asymmetric_thresholds import SOURCE, grown
from proofs.beyond.worlds import asymmetric, asymmetric_seen
from proofs.power_method.notation import ALPHA, equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

# ------------------------------------------------------------------ on the manifold of consensus


def identity(part: str, title: str, statement: str, sides: Any, worlds: Any, text: str, **more: Any) -> Claim:
    """An identity and its false neighbour."""
    true, false, told = sides
    return Claim(
        id=f"beyond.asymmetric.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        conclusion=Identity(true, worlds[0], worlds[1], text),
        evidence=(Derive(), Falsify(), *more.pop("evidence", ())),
        mutants=(Mutant(told, conclusion=Identity(false, worlds[0], worlds[1], told)),),
        **more,
    )


SYSTEMS = (asymmetric.symbolic_systems, asymmetric.random_systems)
MANIFOLD = identity(
    "manifold",
    "Consensus is power iteration with I + alpha V",
    r"Where all tokens equal $u$, one step of (8), (9) or (21) gives $(I+\alpha V)u/|(I+\alpha V)u|$ in every row ($V = \sum_h H_h$ "
    r"for (21)): consensus is invariant, for all $n$, $d$, every real $V$ and all scores.",
    (asymmetric.manifold, asymmetric.manifold_transposed, "V transposed"),
    SYSTEMS,
    "step(1 u^T) = 1 ((I + a V) u / |.|)^T",
)
DIRECTIONS = identity(
    "directions",
    "Normalisation in between does not matter",
    r"For $r > 0$: $(I+\alpha V)(ru)$ has the direction of $(I+\alpha V)u$ and $r$ times its length. So after $t$ steps a consensus "
    r"at $u$ is at $(I+\alpha V)^tu/|(I+\alpha V)^tu|$, and the lengths of all steps multiply to $|(I+\alpha V)^tu|/|u|$.",
    (asymmetric.homogeneous, asymmetric.homogeneous_wrongly, "length r^2"),
    SYSTEMS,
    "V (r u) = r V u after normalisation",
)
POWERS = identity(
    "powers",
    "Powers of a matrix with a simple eigenvalue",
    r"Let $M = \mu vw^{T} + N$, $w^{T}v = 1$, $Nv = 0$, $w^{T}N = 0$ ($\mu$ real and simple, $v$, $w$ its right and left eigenvectors). "
    r"Then $M^{t} = \mu^{t}vw^{T} + N^{t}$ (induction). If $|\mu|$ exceeds all other $|\mu_j|$, $N^{t}/\mu^{t} \to 0$ (Gelfand): for "
    r"every $u$ with $w^{T}u \neq 0$ the direction of $M^{t}u$ approaches that of $\mathrm{sign}(\mu)^{t}(w^{T}u)v$.",
    (asymmetric.powers, asymmetric.powers_wrongly, "a cross term"),
    (asymmetric.free_powers, asymmetric.random_powers),
    "(mu^t v w' + N^t)(mu v w' + N) = mu^(t+1) v w' + N^(t+1)",
    evidence=(Simulate(asymmetric_seen.decided),),
)
PLANE = identity(
    "plane",
    "The plane of a complex pair",
    r"If $VQ = QB$ (the columns of $Q$ are real and imaginary part of the eigenvector, $B = \begin{pmatrix} x & y\\ -y & x\end{pmatrix}$) "
    r"then $(I+\alpha V)Qc = Q(I+\alpha B)c$: the plane is invariant.",
    (asymmetric.plane, asymmetric.plane_wrongly, "coordinates at rest"),
    (asymmetric.free_plane, asymmetric.random_plane),
    "(I + a V) Q c = Q (I + a B) c",
)
COORDINATES = tuple(Parameter(name) for name in ("x", "y", "c_1", "c_2"))


def _after(p: Point) -> tuple[Any, Any]:
    """``(I + alpha B) c``."""
    return (1 + p.alpha * p.x) * p.c_1 + p.alpha * p.y * p.c_2, (1 + p.alpha * p.x) * p.c_2 - p.alpha * p.y * p.c_1


def _grows(p: Point, factor: Any) -> Any:
    first, second = _after(p)
    return equal(first**2 + second**2, factor * (p.c_1**2 + p.c_2**2))


ROTATION = Claim(
    id="beyond.asymmetric.rotation",
    title="In the plane of a complex pair the step is a rotation",
    statement=(
        r"$|(I+\alpha B)c| = |1+\alpha\lambda|\,|c|$ for all $c$: $I+\alpha B$ is $|1+\alpha\lambda|$ times the rotation by "
        r"$\arg(1+\alpha\lambda)$."
    ),
    source=SOURCE,
    parameters=(ALPHA, *COORDINATES),
    conclusion=Formula(lambda p: _grows(p, grown(p.alpha, p.x, p.y))),
    witness={"alpha": "1", "x": "0", "y": "1", "c_1": "1", "c_2": "0"},
    evidence=(Decide(), Derive()),
    mutants=(
        Mutant("by the modulus", conclusion=Formula(lambda p: _grows(p, p.alpha**2 * (p.x**2 + p.y**2)))),
        Mutant("by the real part", conclusion=Formula(lambda p: _grows(p, (1 + p.alpha * p.x) ** 2))),
    ),
    uses=("beyond.asymmetric.plane",),
)


def _turned(p: Point) -> Any:
    """Not parallel to where it was."""
    first, second = _after(p)
    return (first * p.c_2 - second * p.c_1) ** 2 > 0


TURNS = Claim(
    id="beyond.asymmetric.turns",
    title="In the plane of a complex pair no consensus rests or flips",
    statement=(
        r"If $y \neq 0$ and $c \neq 0$ then $(I+\alpha B)c$ is not parallel to $c$: a "
        r"consensus there rotates for ever, by $\arg(1+\alpha\lambda)$ in each step in these "
        r"coordinates, and is never an equilibrium or a two-cycle of opposite tokens."
    ),
    source=SOURCE,
    parameters=(ALPHA, *COORDINATES),
    hypotheses=(
        Hypothesis("complex", r"y \neq 0", lambda p: (p.y > 0) | (p.y < 0)),
        Hypothesis("in the plane", r"c \neq 0", lambda p: p.c_1**2 + p.c_2**2 > 0),
    ),
    conclusion=Formula(_turned),
    witness={"alpha": "1", "x": "0", "y": "1", "c_1": "1", "c_2": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("complex"), drop("in the plane")),
    uses=("beyond.asymmetric.plane", "beyond.asymmetric.rotation"),
)
CONSENSUS = Claim(
    id="beyond.asymmetric.consensus",
    title="The eigenvalue of largest |1 + alpha lambda| decides the direction of consensus",
    statement=(
        r"For every real $V$, all $n$, $d$ and scores, a consensus of (8), (9) or (21) moves by normalised power iteration with "
        r"$I+\alpha V$. If one eigenvalue with $|1+\alpha\lambda| > |1+\alpha\lambda_j|$ for all others is real and simple, almost "
        r"every consensus start goes to its right eigenvector $\pm v$: it comes to rest if $1+\alpha\lambda > 0$ and changes sign "
        r"for ever if $1+\alpha\lambda < 0$. If it is one of a complex pair, consensus in its plane rotates for ever. Neither the "
        r"largest real part nor the largest modulus decides, except as limits of short and long steps."
    ),
    source=SOURCE,
    parts=(
        "beyond.asymmetric.manifold",
        "beyond.asymmetric.directions",
        "beyond.asymmetric.powers",
        "beyond.asymmetric.plane",
        "beyond.asymmetric.rotation",
        "beyond.asymmetric.turns",
        "beyond.two_cycle.flips",
        "beyond.asymmetric_thresholds",
    ),
)
