r"""One direction of a bipartite state in four numbers: ``a = alpha lambda_j``, ``b = alpha lambda_k`` and the shares p and q.

A token gives the share ``p = m a_{++}`` (at ``+v_k``) or ``q = (n-m) a_{--}`` of its attention to its own group. All that
``M_j`` does depends on these alone: ``gamma_+ = 2p - 1``, ``gamma_- = 2q - 1``, and ``p + q > 1`` exactly if c > 0. The
statements about ``(E, m, n - m)`` in :mod:`proofs.beyond.bipartite_criterion` are these at ``p = mE/(mE + n - m)``,
``q = (n-m)E/((n-m)E + m)``.
"""

from __future__ import annotations

from typing import Any

from proofs.power_method import lazily
from proofs.power_method.notation import either, equal, ours
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Formula, Identity
from verify.equilibria.closed_form import Gammas, Margins, normalisers
from verify.evidence import Decide, Derive, Falsify

WORLDS = "proofs.power_method.worlds.shares"
PARAMETERS = (Parameter("a"), Parameter("b"), Parameter("p", "positive"), Parameter("q", "positive"))
SHARES = Hypothesis("shares", "0 < p, q < 1", lambda w: (w.p > 0) & (w.p < 1) & (w.q > 0) & (w.q < 1))


def groups(w: Any) -> Gammas:
    """``p, q, 2p - 1, 2q - 1``."""
    return Gammas(w.p, w.q, 2 * w.p - 1, 2 * w.q - 1)


def attraction(w: Any) -> tuple[Any, Any]:
    """Numerator and denominator of ``H = gamma_+ gamma_- / (p + q - 1)``, the harmonic mean of the two gammas."""
    return (2 * w.p - 1) * (2 * w.q - 1), w.p + w.q - 1


def margins(w: Any) -> Margins:
    """``c_+ c_-`` times ``1 - tr + det``, ``1 + tr + det`` and ``1 - det`` of ``M_j``."""
    product, total = attraction(w)
    c_plus, c_minus = normalisers(w.b, groups(w))
    return Margins(
        (w.b - w.a) * (w.b * product - w.a * total),
        (c_plus + 1 + w.a * w.p) * (c_minus + 1 + w.a * w.q) - w.a * w.a * (1 - w.p) * (1 - w.q),
        c_plus * c_minus - (1 + w.a) * (1 + w.a * total),
    )


def fixed(w: Any) -> Any:
    """Both normalisers are positive."""
    c_plus, c_minus = normalisers(w.b, groups(w))
    return (c_plus > 0) & (c_minus > 0)


def inside(w: Any) -> dict[str, Any]:
    """What it takes that both eigenvalues of ``M_j`` lie inside the unit disc, at a fixed point, one "
    "condition each."""
    conditions = {name: margin > 0 for name, margin in margins(w)._asdict().items()}
    return {"fixed": fixed(w), **conditions}


def outside(w: Any) -> Any:
    """Some eigenvalue of ``M_j`` lies outside the closed unit disc, at a fixed point."""
    return either(*(margin < 0 for margin in margins(w)))


def below(w: Any) -> Any:
    """``a < H b`` where ``p + q > 1``."""
    product, total = attraction(w)
    return w.a * total < w.b * product


def above(w: Any) -> Any:
    """``a > H b`` where ``p + q > 1``; ``a < H b`` where ``p + q < 1``."""
    product, total = attraction(w)
    return w.a * total > w.b * product


OPPOSITE = Hypothesis("opposite", r"\gamma_+ \ge 0", lambda w: 2 * w.p >= 1)
POSITIVE = Hypothesis("positive", "b > 0", lambda w: w.b > 0)
NEGATIVE = Hypothesis("negative", "b < 0", lambda w: w.b < 0)
FIXED = Hypothesis("fixed", "c_+, c_- > 0", fixed)
SCORED = Hypothesis("scored", "p + q > 1", lambda w: w.p + w.q > 1)
REPELLED = Hypothesis("repelled", "p + q < 1", lambda w: w.p + w.q < 1)
UNIFORM = Hypothesis("uniform", "p + q = 1", lambda w: equal(w.p + w.q, 1))
BELOW = Hypothesis("below", "a < Hb", below)
NO_FLIP = Hypothesis("no flip", r"a \ge -1", lambda w: w.a >= -1)
BOTH_REPELLED = Hypothesis("both repelled", r"\gamma_+, \gamma_- < 0", lambda w: (2 * w.p < 1) & (2 * w.q < 1))
# The largest set found: at -1 no group flips; at alpha lambda_k < 1 a longer negative step is harmless too.
SHORT = Hypothesis("no flip", r"a \ge \min(-1, b - 2)", lambda w: (w.a >= -1) | (w.a >= w.b - 2))

INSIDE = r"both eigenvalues of $M_j$ lie inside the unit disc at a fixed point"
OUTSIDE = r"at a fixed point some eigenvalue of $M_j$ lies outside the closed unit disc"

MARGINS = Claim(
    id="beyond.shares.margins",
    title="The margins in shares",
    statement=(
        r"$c_+c_-(1 - \mathrm{tr} M_j + \det M_j) = (b-a)(b\gamma_+\gamma_- - a(p+q-1))$; the other two margins are "
        r"$(c_+ + 1 + ap)(c_- + 1 + aq) - a^2(1-p)(1-q)$ and $c_+c_- - (1+a)(1+a(p+q-1))$, from the entries of "
        r"$M_j$; and "
        r"$p + q - 1 = (\gamma_+ + \gamma_-)/2$."
    ),
    source=ours("Theorem 3"),
    conclusion=Identity(
        lazily(WORLDS, "margins"), lambda: world("symbolic"), lazily(WORLDS, "numeric"), "margins of M_j in shares"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "p + q for p + q - 1",
            conclusion=Identity(
                lazily(WORLDS, "margins_wrongly"), lambda: world("symbolic"), lazily(WORLDS, "numeric"), "p + q"
            ),
        ),
    ),
    uses=("power_method.theorem_3.margins",),
)


def world(name: str) -> Any:
    """A world without arguments, by its name: imported when it is asked for."""
    from proofs.power_method.worlds import shares

    return getattr(shares, name)()


def lemma(
    name: str,
    statement: str,
    hypotheses: tuple[Hypothesis, ...],
    conclusion: Any,
    witness: str,
    *needed: str,
) -> Claim:
    """A statement about ``(a, b, p, q)``; the witness in this order."""
    values = dict(zip("abpq", witness.split(), strict=True))
    return Claim(
        id=f"beyond.shares.{name}",
        title=f"In shares: {name.replace('_', ' ')}",
        statement=statement,
        source=ours("Theorem 3"),
        parameters=PARAMETERS,
        hypotheses=(SHARES, *hypotheses),
        conclusion=Formula(conclusion),
        witness=values,
        evidence=(Decide(), Falsify()),
        mutants=tuple(drop(hypothesis) for hypothesis in needed),
        uses=("beyond.shares.margins",),
    )


def inside_lemmas(
    name: str, statement: str, hypotheses: tuple[Hypothesis, ...], witness: str, needed: dict[str, tuple[str, ...]]
) -> tuple[Claim, ...]:
    """One lemma for each condition of :func:`inside` in ``needed``, which says what it needs."""
    return tuple(
        lemma(
            f"{name}.{part}",
            f"{statement} This part: {part.replace('_', ' ')}.",
            hypotheses,
            lambda w, part=part: inside(w)[part],
            witness,
            *dropped,
        )
        for part, dropped in needed.items()
    )
