r"""One equilibrium, two Jacobians: what the stability of a flow says of the step, and for which step sizes.

At an equilibrium ``s_i = kappa_i x_i`` with ``c_i = 1 + alpha kappa_i > 0`` the Jacobian of the step on the tangent space is
``I + alpha D^{-1} J``, exactly, with J that of the flow and ``D = diag(c_i)``: the same derivation about V, A and the symmetry serves
both times.
"""

from __future__ import annotations

from typing import Any

from proofs.beyond import shares
from proofs.beyond.attraction import inside, outside
from proofs.beyond.worlds import two_times as worlds
from proofs.multistability.notation import all_left, some_right
from proofs.power_method.notation import ALPHA, LAMBDA_J, LAMBDA_K, REST, E, M, both, gammas, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, drop
from verify.conclusions import Formula, Identity
from verify.equilibria.closed_form import flow_block, normalisers
from verify.evidence import Decide, Deduce, Derive, Falsify, LemmaAt

SOURCE = ours("two times")

TWO_TIMES = Claim(
    id="beyond.two_times",
    title="The Jacobians of the step and of the flow at one equilibrium",
    statement=(
        r"Let $s_i = \kappa_ix_i$ and $c_i = 1 + \alpha\kappa_i > 0$. On the tangent space $J_{step} = I + \alpha D^{-1}J_{flow}$, $D = "
        r"\mathrm{diag}(c_i)$: that is $I + \alpha J_{flow} + O(\alpha^2)$, and 1 is an eigenvalue of one exactly if 0 "
        r"is of the other. The "
        r"equilibrium of the step is linearly stable exactly if every eigenvalue $\mu$ of $D^{-1}J_{flow}$ has $\mathrm{Re}\,\mu < 0$ and "
        r"$\alpha < -2\mathrm{Re}\,\mu/|\mu|^2$; so linear stability under the flow carries over to every small enough $\alpha$."
    ),
    source=SOURCE,
    parts=(
        "beyond.two_times.jacobian",
        "beyond.two_times.blocks",
        "beyond.two_times.step_sizes",
        "beyond.two_times.sign_states",
    ),
)
JACOBIAN = Claim(
    id="beyond.two_times.jacobian",
    title="The Jacobian of the step from that of the flow",
    statement=(
        r"For tangent $h$ at a unit $x$ with $s = \kappa x$, and any $\dot s$: $c\,D\mathrm{step}[h] = (I - xx^{T})(h "
        r"+ \alpha\dot s)$ (the "
        r"normaliser is $c$) equals $c\,h + \alpha D\mathrm{field}[h]$, $D\mathrm{field}[h] = \dot s - h\kappa - "
        r"x(h^{T}s + x^{T}\dot s)$: for "
        r"all $n$, $d$, $V$, $A$, and any number of heads."
    ),
    source=SOURCE,
    conclusion=Identity(
        worlds.jacobians, worlds.free_equilibrium, worlds.random_equilibrium, "c Dstep = c I + alpha Dfield"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without D",
            conclusion=Identity(
                worlds.jacobians_without_normaliser,
                worlds.free_equilibrium,
                worlds.random_equilibrium,
                "Dstep = I + alpha Dfield",
            ),
        ),
    ),
    uses=("power_method.lemma_10.normalisation",),
    note="In numbers: automatic derivatives of step and field at clustering equilibria for which V is solved.",
)
BLOCKS = Claim(
    id="beyond.two_times.blocks",
    title="The blocks of a bipartite state in both times",
    statement=r"$M_j = I + \alpha\,\mathrm{diag}(c_+, c_-)^{-1}N_j$ for the blocks of step and flow at a bipartite consensus.",
    source=SOURCE,
    conclusion=Identity(worlds.blocks, worlds.symbolic_blocks, worlds.random_blocks, "M_j = I + alpha D^-1 N_j"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without D",
            conclusion=Identity(
                worlds.blocks_without_normaliser, worlds.symbolic_blocks, worlds.random_blocks, "M_j = I + alpha N_j"
            ),
        ),
    ),
)


def _inside(p: Point) -> Any:
    """``|1 + alpha mu| < 1``."""
    return (1 + p.alpha * p.r) ** 2 + p.alpha**2 * p.w**2 < 1


def _short(p: Point) -> Any:
    return (p.r < 0) & (p.alpha * (p.r**2 + p.w**2) < -2 * p.r)


STEP_SIZES = Claim(
    id="beyond.two_times.step_sizes",
    title="For which steps an eigenvalue is inside",
    statement=(
        r"For $\alpha > 0$ and $\mu = r + iw$: $|1 + \alpha\mu| < 1$ exactly if $r < 0$ and $\alpha < -2r/|\mu|^2$. A "
        r"complex pair near the "
        r"imaginary axis asks for short steps."
    ),
    source=SOURCE,
    parameters=(ALPHA, Parameter("r"), Parameter("w")),
    conclusion=Formula(lambda p: (_inside(p) & _short(p)) | (~_inside(p) & ~_short(p))),
    witness={"alpha": "1/2", "r": "-1", "w": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant(
            "twice the step",
            conclusion=Formula(lambda p: _inside(p) | ~((p.r < 0) & (p.alpha * (p.r**2 + p.w**2) < -4 * p.r))),
        ),
        Mutant("every step", conclusion=Formula(lambda p: _inside(p) | (p.r >= 0))),
    ),
)
PARAMETERS = (ALPHA, LAMBDA_K, LAMBDA_J, E, M, REST)
SMALL = Hypothesis(
    "small step",
    r"\alpha\rho(V) < 1",
    lambda p: (
        (p.alpha * p.lambda_k < 1)
        & (p.alpha * p.lambda_k > -1)
        & (p.alpha * p.lambda_j < 1)
        & (p.alpha * p.lambda_j > -1)
    ),
)
SIGN_STATES = Claim(
    id="beyond.two_times.sign_states",
    title="Sign states are stable in both times or in none",
    statement=(
        r"Let $\alpha\rho(V) < 1$. Along every $v_j$ the tangent eigenvalues of a bipartite consensus are all inside "
        r"the unit disc under the "
        r"step if they are all negative under the flow, and one is outside if one is positive: the step size does not matter."
    ),
    source=SOURCE,
    parts=("beyond.two_times.stable", "beyond.two_times.unstable"),
)

ENTRIES = tuple(Parameter(name) for name in ("x", "y", "k", "c_1", "c_2"))
PLACED = Hypothesis("signs", r"k \ge 0,\ c_\pm > 0", lambda w: both(w.k >= 0, w.c_1 > 0, w.c_2 > 0))


def _generic(part: str, title: str, statement: str, given: Hypothesis, holds: Any, witness: str) -> Claim:
    """A lemma on ``N = [[x, .], [., y]]`` with off-diagonal product k, and ``D = diag(c_1, c_2)``."""
    return Claim(
        id=f"beyond.two_times.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        parameters=ENTRIES,
        hypotheses=(PLACED, given),
        conclusion=Formula(holds),
        witness=dict(zip((p.name for p in ENTRIES), witness.split(), strict=True)),
        evidence=(Decide(), Falsify()),
        mutants=(drop(given.name), drop("signs")),
    )


LEFT = _generic(
    "left_inside",
    "Negative eigenvalues above -2 give a determinant below 1",
    r"Let $N$ have the diagonal $x, y$ and the off-diagonal product $k \ge 0$, $D = \mathrm{diag}(c_1, c_2) > 0$. If "
    r"$N$ has negative trace "
    r"and positive determinant, and $2D + N$ positive diagonal and determinant, then $\det(I + D^{-1}N) < 1$.",
    Hypothesis(
        "between",
        r"\mathrm{tr} N < 0 < \det N,\ 2D + N > 0",
        lambda w: both(
            w.x + w.y < 0,
            w.x * w.y > w.k,
            2 * w.c_1 + w.x > 0,
            2 * w.c_2 + w.y > 0,
            (2 * w.c_1 + w.x) * (2 * w.c_2 + w.y) > w.k,
        ),
    ),
    lambda w: w.x * w.c_2 + w.y * w.c_1 + w.x * w.y - w.k < 0,
    "-1 -1 1/4 1 1",
)
RIGHT = _generic(
    "right_outside",
    "A positive trace with a determinant that is not negative gives a determinant above 1",
    r"If $N$ has positive trace and $\det N \ge 0$ then $\det(I + D^{-1}N) > 1$.",
    Hypothesis("right", r"\mathrm{tr} N > 0,\ \det N \ge 0", lambda w: (w.x + w.y > 0) & (w.x * w.y >= w.k)),
    lambda w: w.x * w.c_2 + w.y * w.c_1 + w.x * w.y - w.k > 0,
    "1 1 1/4 1 1",
)
SHORT = Hypothesis("small step", "|a|, |b| < 1", lambda w: both(w.a < 1, w.a > -1, w.b < 1, w.b > -1))
ABOVE = Claim(
    id="beyond.two_times.above",
    title="With short steps no eigenvalue is at -1 or below",
    statement=r"With $|a|, |b| < 1$: $2D + aP - b\,\mathrm{diag}(\mu_\pm) = D + I + aP$ has positive diagonal and determinant.",
    source=SOURCE,
    parameters=shares.PARAMETERS,
    hypotheses=(shares.SHARES, SHORT),
    conclusion=Formula(lambda w: both(*(value > 0 for value in _doubled(w)))),
    witness={"a": "1/2", "b": "-1/2", "p": "1/2", "q": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("small step"),),
    uses=("beyond.shares.margins",),
)


def _doubled(w: Point) -> tuple[Any, ...]:
    c_plus, c_minus = normalisers(w.b, shares.groups(w))
    return c_plus, c_minus, c_plus + 1 + w.a * w.p, c_minus + 1 + w.a * w.q, shares.margins(w).at_minus_one


def _entries(p: Point) -> dict[str, Any]:
    """alpha times the flow's block, and the normalisers, at a bipartite state."""
    group = gammas(p)
    c_1, c_2 = normalisers(p.alpha * p.lambda_k, group)
    (x, y), (z, w) = flow_block(p.alpha * p.lambda_j, p.alpha * p.lambda_k, group)
    return {"x": x, "y": w, "k": y * z, "c_1": c_1, "c_2": c_2}


def _shares(p: Point) -> dict[str, Any]:
    group = gammas(p)
    return {"a": p.alpha * p.lambda_j, "b": p.alpha * p.lambda_k, "p": group.p, "q": group.q}


def _carried(
    part: str, title: str, statement: str, given: Hypothesis, conclusion: Any, witness: str, *needed: str
) -> Claim:
    """Deduced from the lemmas above at the state's own block."""
    lemmas = (LemmaAt(LEFT, _entries), LemmaAt(RIGHT, _entries), LemmaAt(ABOVE, _shares))
    return Claim(
        id=f"beyond.two_times.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        parameters=PARAMETERS,
        hypotheses=(SMALL, given),
        conclusion=Formula(conclusion),
        witness=dict(zip((p.name for p in PARAMETERS), witness.split(), strict=True)),
        evidence=(Deduce(lemmas=lemmas), Falsify()),
        mutants=tuple(drop(name) for name in needed),
        uses=(
            "power_method.lemma_14.complete",
            "multistability.bipartite_spectrum.eigenvalues",
            *(at.lemma.id for at in lemmas),
        ),
    )


STABLE = _carried(
    "stable",
    "What the flow holds, short steps hold",
    r"If $\alpha\rho(V) < 1$ and all tangent eigenvalues of the flow along $v_j$ are negative, those of the step are inside the unit disc.",
    Hypothesis("stable flow", r"\text{eigenvalues negative}", lambda p: all_left(p, p.lambda_j, p.lambda_k)),
    inside,
    "1/4 1 1/4 64 2 2",
    "small step",
    "stable flow",
)
UNSTABLE = _carried(
    "unstable",
    "What the flow expels, short steps expel",
    r"If $\alpha\rho(V) < 1$ and some tangent eigenvalue of the flow along $v_j$ is positive, one of the step is outside the unit disc.",
    Hypothesis("unstable flow", r"\text{an eigenvalue positive}", lambda p: some_right(p, p.lambda_j, p.lambda_k)),
    outside,
    "1/4 1 3/4 2 2 2",
    "unstable flow",
)
