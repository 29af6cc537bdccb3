"""A small theory in which every verdict occurs."""

from __future__ import annotations

from verify.claim import Claim, Mutant, Source
from verify.verdict import Verdict

from ..methods import Says

COUNTEREXAMPLE = {
    "system": "oja",
    "time": "discrete",
    "step_size": "1/2",
    "value": [["1", "0"], ["0", "-1/2"]],
    "query_key": None,
    "tokens": [["1", "0"], ["-1", "0"]],
    "explanation": "two opposite tokens stay where they are",
    "checked_with": "exact",
}

LEMMA_1 = Claim(
    id="demo.lemma_1",
    title="proved by an identity",
    statement=r"$\alpha^2 > 0$ for $\alpha > 0$",
    source=Source("Lemma 1", "restored", "from the proof", "0000.00000v1"),
    evidence=(
        Says("identity", Verdict.PROVED, engine="sympy 1.14.0", certificate="(check-sat)\n"),
        Says("decide", Verdict.PROVED, engine="z3 5.4.0 + cvc5 1.4.2", certificate="(exit)\n"),
        Says("precise", Verdict.CORROBORATED, Verdict.INCONCLUSIVE, refutes=False, engine="mpmath 1.3.0"),
    ),
    mutants=(Mutant("another conclusion"),),
)
LEMMA_2 = Claim(
    id="demo.lemma_2",
    title="refuted",
    statement="every step contracts",
    source=Source("Lemma 2", "verbatim"),
    evidence=(Says("falsify", Verdict.REFUTED, engine="hypothesis 6.170", counterexample=COUNTEREXAMPLE),),
    note="The published argument forgets the sign of $\\alpha$.",
)
LEMMA_2_REPAIRED = Claim(
    id="demo.lemma_2_repaired",
    title="true with one hypothesis more",
    statement="every step contracts if $\\alpha$ is small",
    source=Source("Lemma 2", "ours"),
    evidence=(Says("enclose", Verdict.CERTIFIED, engine="python-flint 0.9.0"),),
    uses=("demo.lemma_1",),
    repairs="demo.lemma_2",
)
THEOREM_1 = Claim(
    id="demo.theorem_1",
    title="the whole",
    statement="both of the following",
    source=Source("Theorem 1"),
    parts=("demo.theorem_1.a", "demo.theorem_1.b"),
)
THEOREM_1_A = Claim(
    id="demo.theorem_1.a",
    title="its first part",
    statement="the first",
    source=Source("Theorem 1(a)"),
    evidence=(Says("simulate", Verdict.CORROBORATED, tier="full"), Says("falsify", Verdict.CORROBORATED)),
    published_uses=("demo.lemma_2",),
    cites=("lojasiewicz",),
)
THEOREM_1_B = Claim(
    id="demo.theorem_1.b",
    title="its second part",
    statement="the second",
    source=Source("Theorem 1(b)"),
    evidence=(Says("decide", Verdict.PROVED, engine="z3 5.4.0"),),
    mutants=(Mutant("another conclusion"),),
    uses=("demo.lemma_1", "demo.lemma_2"),
)
COROLLARY = Claim(
    id="demo.corollary",
    title="open",
    statement="what follows from the whole",
    source=Source("Corollary 1"),
    evidence=(Says("decide", Verdict.INCONCLUSIVE),),
    uses=("demo.theorem_1",),
)
