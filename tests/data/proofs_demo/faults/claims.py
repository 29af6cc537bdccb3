"""Claims that go wrong, one way each."""

from __future__ import annotations

from verify.claim import Claim, Hypothesis, Mutant, Parameter, Source, drop
from verify.conclusions import Formula
from verify.verdict import Verdict

from ..methods import Fails, Says

SOURCE = Source("Fault")
ALPHA = (Parameter("alpha"),)
POSITIVE = Hypothesis("positive", r"\alpha > 0", lambda p: p.alpha > 0)
NOT_ZERO = Formula(lambda p: p.alpha > -1)
PROVED = Says("decide", Verdict.PROVED, engine="z3 5.4.0")


def _fault(name: str, *evidence: object, **told: object) -> Claim:
    return Claim(id=f"faults.{name}", title=name, statement=name, source=SOURCE, evidence=evidence, **told)  # type: ignore[arg-type]


CRASH = _fault("crash", Fails("raise"), Says("precise", Verdict.CORROBORATED))
EXIT = _fault("exit", Fails("exit"))
DIE = _fault("die", Fails("die"))
MISSING = _fault("missing", Fails("missing"), Says("precise", Verdict.CORROBORATED))
MODULE = _fault("module", Fails("module"))
UNSENDABLE = _fault("unsendable", Fails("unsendable"))
TOO_STRONG = _fault("too_strong", Says("simulate", Verdict.PROVED))
SURVIVOR = _fault(
    "survivor", Says("decide", Verdict.PROVED, Verdict.INCONCLUSIVE), mutants=(Mutant("flip the inequality"),)
)
PROVED_MUTANT = _fault(
    "proved_mutant",
    Says("decide", Verdict.PROVED, Verdict.PROVED, refutes=False),
    Says("falsify", Verdict.CORROBORATED, Verdict.REFUTED),
    mutants=(Mutant("flip the inequality"),),
)
DISAGREE = _fault("disagree", PROVED, Says("falsify", Verdict.REFUTED))
NO_WITNESS = _fault("no_witness", PROVED, parameters=ALPHA, hypotheses=(POSITIVE,), conclusion=NOT_ZERO)
FALSE_WITNESS = _fault(
    "false_witness", PROVED, parameters=ALPHA, hypotheses=(POSITIVE,), conclusion=NOT_ZERO, witness={"alpha": "-1/2"}
)
GOOD_WITNESS = _fault(
    "good_witness",
    PROVED,
    parameters=ALPHA,
    hypotheses=(POSITIVE,),
    conclusion=NOT_ZERO,
    witness={"alpha": "sqrt(2)/2"},
    mutants=(drop("positive"),),
)
BAD_PREDICATE = _fault(
    "bad_predicate",
    PROVED,
    parameters=ALPHA,
    hypotheses=(Hypothesis("typo", r"\beta > 0", lambda p: p.beta > 0),),
    conclusion=NOT_ZERO,
    witness={"alpha": "1"},
)
