"""Tokens in a hemisphere with values ``V_h = c_h I``: positive, outweighed, of both signs, negative.

With all ``c_h = 0`` nothing moves. Notation as in :mod:`proofs.asymptotic.hemisphere`.
"""

from __future__ import annotations

from proofs.asymptotic.hemisphere import OURS, STEPS, THEOREM_ID, positive, real
from proofs.beyond.hemisphere import N
from proofs.beyond.worlds import hemisphere as beyond
from proofs.power_method import lazily
from verify.claim import Claim, Hypothesis, Mutant, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Exact, Falsify, Simulate

HEADS = Claim(
    id="beyond.hemisphere.heads",
    title="Values that are positive multiples of the identity",
    statement=(
        r"$V_h = c_h(t)I$ with bounded measurable $c_h \ge 0$ and $|P_h(t)| \le M_h(t)$, full attention: everything "
        r"said for $V_h = I$ holds with $\sum_hc_he^{-2M_h}$ in place of $He^{-2M}$: $|x_i(t) - x_j(t)| \le "
        r"\frac{2}{\mu}\sqrt{1 - \mu^2}\,\exp\bigl(-\mu\int_0^t\sum_hc_he^{-2M_h}\bigr)$. One head with bounded "
        r"scores and $c_h \ge c > 0$ is enough, whatever the others attend to. Heads with negative $c_h$ do no harm "
        r"as long as $c^+ > c^-e^{4M}$, with the sums $c^\pm$ of positive and negative parts and $M_h \le M$; then "
        r"the rate is $\mu(c^+e^{-2M} - c^-e^{2M})$."
    ),
    source=OURS,
    parts=(
        "beyond.hemisphere.heads.positive",
        "beyond.hemisphere.heads.dominated",
        *(f"{THEOREM_ID}.{step}" for step in STEPS),
    ),
    note="Without such a condition it is false: beyond.hemisphere.heads.mixed.",
)
POSITIVE_HEADS = Claim(
    id="beyond.hemisphere.heads.positive",
    title="Positive heads add up",
    statement=(
        r"$b_{ij} = \sum_hc_ha^h_{ij}$ with $c_h \ge 0$ and $a^h_{ij} \ge 1/(nE_h)$ has $nb_{ij} \ge \sum_hc_h/E_h$ "
        r"(two heads)."
    ),
    source=OURS,
    parameters=(N, *positive("E_1", "E_2"), *real("c_1", "c_2", "a_1", "a_2")),
    hypotheses=(
        Hypothesis("positive", r"c_1, c_2 \ge 0", lambda p: (p.c_1 >= 0) & (p.c_2 >= 0)),
        Hypothesis("first", r"nE_1a^1_{ij} \ge 1", lambda p: p.n * p.E_1 * p.a_1 >= 1),
        Hypothesis("second", r"nE_2a^2_{ij} \ge 1", lambda p: p.n * p.E_2 * p.a_2 >= 1),
    ),
    conclusion=Formula(
        lambda p: p.n * p.E_1 * p.E_2 * (p.c_1 * p.a_1 + p.c_2 * p.a_2) >= p.c_1 * p.E_2 + p.c_2 * p.E_1
    ),
    witness={"n": "2", "E_1": "1", "E_2": "2", "c_1": "1", "c_2": "0", "a_1": "1/2", "a_2": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("positive"), drop("first"), drop("second")),
    uses=(f"{THEOREM_ID}.softmax",),
)
DOMINATED = Claim(
    id="beyond.hemisphere.heads.dominated",
    title="Negative heads that are outweighed",
    statement=(
        r"$b_{ij} = c^+a - c^-a'$ with $c^\pm \ge 0$, $a \ge 1/(nE)$ and $a' \le E/n$ has $b_{ij} \ge (c^+ - "
        r"c^-E^2)/(nE)$, positive if $c^+ > c^-E^2$."
    ),
    source=OURS,
    parameters=(N, *positive("E"), *real("plus", "minus", "a", "other")),
    hypotheses=(
        Hypothesis("signs", r"c^+, c^- \ge 0", lambda p: (p.plus >= 0) & (p.minus >= 0)),
        Hypothesis("least", r"nEa \ge 1", lambda p: p.n * p.E * p.a >= 1),
        Hypothesis("most", r"na' \le E", lambda p: p.n * p.other <= p.E),
    ),
    conclusion=Formula(lambda p: p.n * p.E * (p.plus * p.a - p.minus * p.other) >= p.plus - p.minus * p.E**2),
    witness={"n": "2", "E": "2", "plus": "5", "minus": "1", "a": "1/4", "other": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("signs"), drop("least"), drop("most")),
    uses=(f"{THEOREM_ID}.softmax", "beyond.hemisphere.most"),
)
MIXED = Claim(
    id="beyond.hemisphere.heads.mixed",
    title="Values that add up to the identity are not enough",
    statement=(
        r"Two heads $V_1 = 2I$, $P_1 = \log(3)I$ and $V_2 = -I$, $P_2 = 0$, so that $\sum_hV_h = I$: the tokens "
        r"$e_1$, $e_2$, in the interior of a hemisphere, are an equilibrium that is no consensus."
    ),
    source=OURS,
    conclusion=Behaviour("heads of both signs have an equilibrium in a hemisphere that is no consensus"),
    evidence=(Exact(lazily(beyond.__name__, "rests_above"), beyond.heads_of_both_signs),),
    mutants=(Mutant("both heads positive", example=beyond.heads_of_one_sign),),
)
REPELLED = Claim(
    id="beyond.hemisphere.heads.repelled",
    title="With negative values no start reaches consensus",
    statement=(
        r"$V_h = c_hI$ with all $c_h < 0$, any $P_h(t)$, any mask: while the tokens are in the interior of a "
        r"hemisphere no range shrinks, $w_{ij}(z_j - z_i) - w_{kj}(z_j - z_k) \ge 0$ for $w_{ij}, w_{kj} \le 0$. A "
        r"trajectory that converges to a consensus is in a hemisphere around it in the end; so its tokens have been "
        r"equal all the time."
    ),
    source=OURS,
    parameters=real("w_i", "w_k", "z_i", "z_j", "z_k"),
    hypotheses=(
        Hypothesis("negative", r"w_{ij}, w_{kj} \le 0", lambda p: (p.w_i <= 0) & (p.w_k <= 0)),
        Hypothesis("between", r"z_k \le z_j \le z_i", lambda p: (p.z_k <= p.z_j) & (p.z_j <= p.z_i)),
    ),
    conclusion=Formula(lambda p: p.w_i * (p.z_j - p.z_i) - p.w_k * (p.z_j - p.z_k) >= 0),
    witness={"w_i": "-1", "w_k": "-1/2", "z_i": "1", "z_j": "1/2", "z_k": "-1"},
    evidence=(Decide(), Falsify(), Simulate(beyond.repelled_seen)),
    mutants=(drop("negative"), drop("between")),
    uses=(f"{THEOREM_ID}.projection",),
)
