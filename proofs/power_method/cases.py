r"""Section 2.1: the three cases of the principal eigenvalue, and what each predicts."""

from __future__ import annotations

from proofs.power_method.notation import both, either, restored
from proofs.power_method.notation import ours as own
from proofs.power_method.worlds import principal_examples, principal_seen
from verify.claim import Claim, Mutant, Parameter, Point
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Exact, Falsify, Simulate

LABEL = "Section 2.1"
SOURCE = restored(
    LABEL,
    "the eigenvalues are ordered by their real parts, as the experiments use them; strictly dominant is a strictly larger real part than "
    "that of every eigenvalue but, in Case 2, the conjugate one",
)
ID = "power_method.cases"

WHOLE = Claim(
    id=ID,
    title="The three cases of the principal eigenvalue",
    statement=(
        r"Case 1, $\lambda_1$ real and strictly dominant: the tokens of (3) align with $v_1$. Case 2, a complex pair, strictly "
        r"dominant: they rotate in its plane. Case 3, not strictly dominant: it is not generic; with a near tie they align with a "
        r"two-dimensional span first."
    ),
    source=SOURCE,
    parts=(
        f"{ID}.exclusive",
        f"{ID}.not_generic",
        "power_method.convergence_beyond.any_matrix",
        "power_method.complex_principal.correlation",
        "power_method.complex_principal.any_step",
        "power_method.near_tie",
    ),
    note=(
        "The cases are those of |1 + alpha lambda|, not of the real part: for alpha = 1 the eigenvalues 1 and +-2i are Case 1 by the "
        "real part and rotate, 1 +- i and -4 are Case 2 and change sign. For short steps both orders agree."
    ),
)
NAMES = ("real", "next_real", "pair", "next_pair")


def _first(p: Point) -> object:
    return both(p.real > p.next_real, p.real > p.pair)


def _second(p: Point) -> object:
    return both(p.pair > p.real, p.pair > p.next_pair)


def _tied(p: Point) -> object:
    """A real eigenvalue and another eigenvalue, or two pairs, with the largest real part."""
    top_real = both(p.real >= p.pair, either(p.next_real >= p.real, p.pair >= p.real))
    return either(top_real, both(p.pair >= p.real, p.next_pair >= p.pair))


EXCLUSIVE = Claim(
    id=f"{ID}.exclusive",
    title="Exactly one case holds",
    statement=(
        r"Let $a \ge a'$ be the two largest real eigenvalues of a real $H$ and $x \ge x'$ the two largest real parts of its complex pairs. "
        r"Exactly one holds: $a > a', x$ (Case 1); $x > a, x'$ (Case 2); a tie for the largest real part, of two real eigenvalues, a real "
        r"one and a pair, or two pairs (Case 3)."
    ),
    source=own(LABEL),
    parameters=tuple(Parameter(name) for name in NAMES),
    conclusion=Formula(
        lambda p: both(
            either(_first(p), _second(p), _tied(p)),
            ~both(_first(p), _second(p)),
            ~both(_first(p), _tied(p)),
            ~both(_second(p), _tied(p)),
        )
    ),
    witness={"real": "1", "next_real": "0", "pair": "1/2", "next_pair": "0"},
    evidence=(Decide(), Falsify()),
    mutants=(
        Mutant("two cases", conclusion=Formula(lambda p: either(_first(p), _second(p)))),
        Mutant("ties are in Case 2", conclusion=Formula(lambda p: ~both(_tied(p), p.pair >= p.real))),
    ),
)
NOT_GENERIC = Claim(
    id=f"{ID}.not_generic",
    title="Case 3 is not generic",
    statement=(
        r"In Case 3 two of the sums $\lambda_i + \lambda_j$, $i \le j$, coincide: $2a = 2a'$, $2a = z + \bar z$ or $z + \bar z = w + "
        r"\bar w$. Their discriminant is a polynomial in the entries of $H$, and not zero: at $H = \mathrm{diag}(1, 3, 9, \ldots, "
        r"3^{d-1})$ all sums differ, which is shown here for $d \le 12$ (and follows from the digits in base 3 for every $d$). So Case "
        r"3 is a null set."
    ),
    source=SOURCE,
    conclusion=Behaviour("all sums of two eigenvalues of diag(1, 3, ..., 3^(d-1)) differ, d up to 12"),
    evidence=(
        Exact(principal_examples.sums_differ, principal_examples.powers_of_three),
        Simulate(principal_seen.case_three),
    ),
    mutants=(Mutant("one, two, three", example=principal_examples.one_two_three),),
)
