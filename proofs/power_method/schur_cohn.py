"""The Schur-Cohn (Jury) criterion for 2 x 2 matrices, for real and complex pairs."""

from __future__ import annotations

from proofs.power_method.notation import (
    both,
    equal,
    ours,
)
from proofs.power_method.theorem_3 import _small
from proofs.power_method.worlds import bipartite
from verify.claim import Claim, Hypothesis, Parameter, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Falsify, Simulate

SCHUR_COHN = Claim(
    id="power_method.schur_cohn",
    title="Schur-Cohn (Jury) for 2 x 2 matrices",
    statement=r"Both eigenvalues of a real $2\times 2$ matrix lie inside the unit disc iff $|\mathrm{tr}| < 1 + \det$ and $\det < 1$.",
    source=ours("Theorem 3"),
    parts=("power_method.schur_cohn.real", "power_method.schur_cohn.complex", "power_method.schur_cohn.necessary"),
)
TRACE, DETERMINANT = Parameter("trace"), Parameter("det")
JURY = Hypothesis(
    "jury",
    r"|\mathrm{tr}| < 1 + \det,\ \det < 1",
    lambda p: (p.trace < 1 + p.det) & (-p.trace < 1 + p.det) & (p.det < 1),
)
REAL_PAIR = Claim(
    id="power_method.schur_cohn.real",
    title="Real eigenvalues",
    statement=r"If $\mu^2 - \mathrm{tr}\,\mu + \det = 0$ with real $\mu$, the conditions imply $|\mu| < 1$.",
    source=ours("Theorem 3"),
    parameters=(TRACE, DETERMINANT, Parameter("mu")),
    hypotheses=(
        JURY,
        Hypothesis("root", r"\mu^2 - \mathrm{tr}\mu + \det = 0", lambda p: equal(p.mu**2 - p.trace * p.mu + p.det, 0)),
    ),
    conclusion=Formula(lambda p: _small(p.mu)),
    witness={"trace": "1/2", "det": "0", "mu": "1/2"},
    evidence=(Decide(), Simulate(bipartite.jury_seen)),
    mutants=(drop("jury"), drop("root")),
)
COMPLEX_PAIR = Claim(
    id="power_method.schur_cohn.complex",
    title="Complex eigenvalues",
    statement=r"If $u \pm i w$ are the eigenvalues, $2u = \mathrm{tr}$ and $u^2 + w^2 = \det$: then $\det < 1$ is $u^2 + w^2 < 1$.",
    source=ours("Theorem 3"),
    parameters=(TRACE, DETERMINANT, Parameter("u"), Parameter("w")),
    hypotheses=(
        JURY,
        Hypothesis(
            "pair",
            r"2u = \mathrm{tr},\ u^2 + w^2 = \det",
            lambda p: equal(2 * p.u, p.trace) & equal(p.u**2 + p.w**2, p.det),
        ),
    ),
    conclusion=Formula(lambda p: p.u**2 + p.w**2 < 1),
    witness={"trace": "0", "det": "1/4", "u": "0", "w": "1/2"},
    evidence=(Decide(), Simulate(bipartite.jury_seen)),
    mutants=(drop("jury"), drop("pair")),
)
NECESSARY = Claim(
    id="power_method.schur_cohn.necessary",
    title="The conditions are necessary",
    statement=(
        r"If both eigenvalues, $r_1, r_2$ real or $u \pm i w$, lie inside the unit disc then $|\mathrm{tr}| < 1 + \det$ and "
        r"$\det < 1$."
    ),
    source=ours("Theorem 3"),
    parameters=(Parameter("r_1"), Parameter("r_2"), Parameter("u"), Parameter("w")),
    hypotheses=(
        Hypothesis(
            "inside", r"|r_i| < 1,\ u^2+w^2 < 1", lambda p: _small(p.r_1) & _small(p.r_2) & (p.u**2 + p.w**2 < 1)
        ),
    ),
    conclusion=Formula(
        lambda p: both(
            p.r_1 + p.r_2 < 1 + p.r_1 * p.r_2,
            -(p.r_1 + p.r_2) < 1 + p.r_1 * p.r_2,
            p.r_1 * p.r_2 < 1,
            2 * p.u < 1 + p.u**2 + p.w**2,
            -2 * p.u < 1 + p.u**2 + p.w**2,
        )
    ),
    witness={"r_1": "1/2", "r_2": "-1/2", "u": "0", "w": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("inside"),),
)
