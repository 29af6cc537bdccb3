r"""Exceptional starts of the Boolean limit, what its hypotheses are for, and integrated tokens."""

from __future__ import annotations

from proofs.clusters.notation import ours
from proofs.clusters.worlds import boolean
from proofs.power_method.notation import equal
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Enclose, Exact, Falsify, Simulate

SOURCE = ours("Theorem (Boolean limit)")
ON_THE_LINE = (boolean.on_the_line,)
GROWING = (boolean.on_the_line, boolean.growing)

RANK_THREE = Claim(
    id="clusters.theorem_boolean.rank_three",
    title="Rank 3 occurs",
    statement=(
        r"For $V, QK > 0$ and the tokens $-r, 0, r$ the middle token rests at $0$, $r \to \infty$, and $P(t)$ tends to the matrix with the "
        r"rows $(1, 0, 0)$, $(\frac13, \frac13, \frac13)$, $(0, 0, 1)$, of rank 3. Here $V = QK = 1$, $r = 1$."
    ),
    source=SOURCE,
    conclusion=Behaviour("P of the tokens -1, 0, 1 tends to a matrix of rank 3"),
    evidence=(Exact(boolean.rank_three, boolean.symmetric_three, setting=GROWING),),
    mutants=(Mutant("not symmetric", example=boolean.shifted_three),),
    uses=("clusters.theorem_boolean.rank",),
)
ASYMMETRIC = Claim(
    id="clusters.theorem_boolean.asymmetric",
    title="Rank 3 occurs without symmetry",
    statement=(
        r"Let $V = QK = 1$. For the tokens $-1, s, 2$ there is $s \in (-0.1606, -0.1605)$ for which $P(t)$ tends to a matrix "
        r"of rank 3: from the two ends the middle token is captured by different leaders, the starts from which it is captured "
        r"by one of them are open, so that from some start between it is captured by none."
    ),
    source=SOURCE,
    conclusion=Behaviour("for some s near -0.16 the limit of P for the tokens -1, s, 2 has rank 3"),
    evidence=(Enclose(boolean.turns(16, 96), boolean.asymmetric_three, setting=GROWING, precision="96 bits"),),
    mutants=(Mutant("one leader from both ends", example=boolean.beside_three),),
    uses=("clusters.theorem_boolean.captured", "clusters.theorem_boolean.rank"),
)
DIGITS = Claim(
    id="clusters.theorem_boolean.asymmetric.digits",
    title="The exceptional start to 30 digits",
    statement=(
        r"For $V = QK = 1$ and the tokens $-1, s, 2$ there is an exceptional $s$ between $-0.160553890482686925154186552180$ and "
        r"$-0.160553890482686925154186552179$."
    ),
    source=SOURCE,
    conclusion=Behaviour("s with a limit of rank 3 is known to 30 digits"),
    evidence=(
        Enclose(
            boolean.turns(48, 288),
            boolean.asymmetric_thirty,
            setting=GROWING,
            precision="288 bits",
            tier="full",
        ),
    ),
    uses=("clusters.theorem_boolean.asymmetric",),
    note="Found by bisection with Taylor steps at 337 bits, to 31 digits; the balls then decide at both ends.",
)


def never(part: str, title: str, statement: str, example: object) -> Claim:
    """Where one hypothesis fails the limit may not be Boolean."""
    return Claim(
        id=f"clusters.theorem_boolean.needs.{part}",
        title=title,
        statement=statement,
        source=SOURCE,
        conclusion=Behaviour("every entry of P stays between two numbers other than 0 and 1"),
        evidence=(Exact(boolean.never_boolean, example, setting=ON_THE_LINE),),  # type: ignore[arg-type]
        mutants=(Mutant("all hypotheses hold", example=boolean.opposite_pair),),
    )


DISTINCT = never(
    "distinct",
    "Equal tokens share a column",
    r"For two equal tokens all entries of $P$ are $\frac12$ at all times: no row is one-hot.",
    boolean.equal_pair,
)
SCORES = never(
    "scores",
    "With QK < 0 no row need be one-hot",
    (
        r"For $V = 1$, $QK = -1$ and the tokens $-r, r$: $\dot r = r\tanh(-r^2) < 0$, and the entries of $P$ are $1/(1 + "
        r"e^{\pm2r^2})$; from $r = 1$ they stay between $1/(1 + e^2)$ and $1 - 1/(1 + e^2)$."
    ),
    boolean.negative_scores,
)
GROWTH = never(
    "growth",
    "With V < 0 no row need be one-hot",
    (
        r"For $V = -1$, $QK = 1$ and the tokens $-r, r$: $\dot r = -r\tanh r^2 < 0$, and the entries of $P$ stay between $1/(1 + e^2)$ and "
        r"$1 - 1/(1 + e^2)$ from $r = 1$."
    ),
    boolean.negative_value,
)
ZERO = Claim(
    id="clusters.theorem_boolean.needs.zero",
    title="With V = 0 nothing moves and no row is one-hot",
    statement=(
        r"For $V = 0$, $\dot x_i = 0$ and $P(t) = P(0)$ with $P_{ij} = e_j/(e_j + r)$, $e_j > 0$ the exponential of its score and $r > 0$ "
        r"the sum of the others, $n \ge 2$: $0 < P_{ij} < 1$."
    ),
    source=SOURCE,
    parameters=(Parameter("P"), Parameter("e"), Parameter("r")),
    hypotheses=(
        Hypothesis("exponential", r"e_j > 0", lambda p: p.e > 0),
        Hypothesis("others", r"r > 0", lambda p: p.r > 0),
        Hypothesis("softmax", r"P(e_j + r) = e_j", lambda p: equal(p.P * (p.e + p.r), p.e)),
    ),
    conclusion=Formula(lambda p: (p.P > 0) & (p.P < 1)),
    witness={"P": "1/2", "e": "1", "r": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("exponential"), drop("others"), drop("softmax")),
)
NEEDS = Claim(
    id="clusters.theorem_boolean.needs",
    title="Each hypothesis is needed",
    statement=(
        r"The conclusion fails for some equal tokens, for some distinct tokens with $QK < 0$, for some with $V < 0$, and for all with "
        r"$V = 0$."
    ),
    source=SOURCE,
    parts=tuple(f"clusters.theorem_boolean.needs.{part}" for part in ("distinct", "scores", "growth", "zero")),
    note=(
        "With equal tokens the theorem holds if equal tokens are counted once: rows tend to the uniform distribution on the copies of "
        "a leader, and the rank is at most 3. With QK < 0 the failure seems to be exceptional, see "
        "clusters.theorem_boolean.negative_seen."
    ),
)
SEEN = Claim(
    id="clusters.theorem_boolean.seen",
    title="Integrated tokens on the line",
    statement=(
        r"In 16 random systems with $V, QK > 0$ and 2 to 8 tokens, at $Vt = 12$ every row of $P$ is within $10^{-6}$ of "
        r"one-hot, in the column of the largest token where $x_i > 0$ and of the smallest where $x_i < 0$, and the rank is 1 "
        r"or 2."
    ),
    source=SOURCE,
    conclusion=Behaviour("rows of P are one-hot in the columns of the leaders, by the sign of the token"),
    evidence=(Simulate(boolean.boolean_seen),),
)
NEGATIVE = Claim(
    id="clusters.theorem_boolean.negative_seen",
    title="With QK < 0 random tokens end on one side, with the one nearest to 0 as their leader",
    statement=(
        r"In 12 random systems with $V = 1$, $QK = -1$ and 3 to 6 tokens on both sides of $0$, at $t = 12$ all tokens have one sign, and "
        r"every row of $P$ is within $10^{-6}$ of one-hot in the column of the token nearest to $0$: the limit is Boolean, of rank 1."
    ),
    source=SOURCE,
    conclusion=Behaviour("with QK < 0 rows of P are one-hot in the column of the token nearest to 0"),
    evidence=(Simulate(boolean.negative_seen),),
    note=(
        "That all e^(-vt) x_i have one common limit is proved (clusters.theorem_hyperplanes.negative_score); that it is not 0 but for "
        "exceptions is not. The symmetric tokens of clusters.theorem_boolean.needs.scores are one."
    ),
)
