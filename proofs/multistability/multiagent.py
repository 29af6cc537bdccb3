"""The multiagent Oja flow ``x_i' = P_i V xbar``: its equilibria, its gradient structure, and what is stable."""

from __future__ import annotations

from typing import Any

from proofs.multistability import setting
from proofs.multistability.consensus import others_unstable, principal_stable
from proofs.multistability.notation import (
    OJA_BIPARTITE,
    OJA_CONSENSUS,
    OJA_PRINCIPAL,
    all_left,
    ours,
    restored,
    some_right,
)
from proofs.multistability.worlds import flows, oja
from proofs.power_method import lazily
from proofs.power_method.notation import (
    LAMBDA_1,
    LAMBDA_J,
    LAMBDA_K,
    NONSINGULAR_J,
    NOT_PRINCIPAL,
    POSITIVE,
    REST,
    SIMPLE,
    M,
    equal,
    unstable,
)
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Enclose, Falsify, Simulate
from verify.scenes import Scene, bipartite

# ------------------------------------------------------------------ equilibria

MULTIAGENT_EQUILIBRIA = Claim(
    id="multistability.multiagent_equilibria",
    title="Equilibria of the multiagent Oja flow",
    statement=(
        r"The equilibria of the multiagent Oja flow are: consensus at $v_k$, bipartite consensus at $v_k$, polygonal "
        r"($\sum_j x_j = 0$)."
    ),
    source=restored("multiagent equilibria", "the discrete twin is Lemma 1 of the power-method paper"),
    parts=(
        "multistability.multiagent_equilibria.collinear",
        "power_method.lemma_1.eigenvector",
        "power_method.lemma_1.polygonal",
        "multistability.multiagent_equilibria.members",
    ),
    note="Both directions hold: in continuous time no sign decides whether a state of a class is an equilibrium.",
)
COLLINEAR = Claim(
    id="multistability.multiagent_equilibria.collinear",
    title="At an equilibrium with s != 0 every token is s/|s| or -s/|s|",
    statement=(
        r"If $(I - x_ix_i^{T})s = 0$ then $s = \rho_i x_i$, $\rho_i = x_i^{T}s$, and $\rho_i^2 = |s|^2$. If $s \neq 0$ then, in every "
        r"coordinate, $x_i = s/|s|$ where $\rho_i > 0$ and $x_i = -s/|s|$ where $\rho_i < 0$."
    ),
    source=ours("multiagent equilibria"),
    parameters=(Parameter("S", "positive"), Parameter("s"), Parameter("x"), Parameter("rho")),
    hypotheses=(
        Hypothesis(
            "equilibrium", r"s = \rho x,\ \rho^2 = S^2", lambda p: equal(p.s, p.rho * p.x) & equal(p.rho**2, p.S**2)
        ),
    ),
    conclusion=Formula(lambda p: ((p.rho > 0) & equal(p.x * p.S, p.s)) | ((p.rho < 0) & equal(p.x * p.S, -p.s))),
    witness={"S": "1", "s": "3/5", "x": "3/5", "rho": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("equilibrium"), Mutant("same sign always", conclusion=Formula(lambda p: equal(p.x * p.S, p.s)))),
)
MEMBERS = Claim(
    id="multistability.multiagent_equilibria.members",
    title="Every state of the three classes is an equilibrium",
    statement=(
        r"At $x_i = \sigma_iv_k$ the push $s = \lambda_k\bar\sigma v_k$ is parallel to every token and $(I - x_ix_i^{T})s = 0$; at a "
        r"polygonal state $s = V\bar x = 0$."
    ),
    source=ours("multiagent equilibria"),
    conclusion=Identity(flows.at_eigenvector, flows.free_eigenvector, flows.random_eigenvector, "(I - v v^T) V v = 0"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the projection",
            conclusion=Identity(
                flows.at_eigenvector_unprojected, flows.free_eigenvector, flows.random_eigenvector, "V v = 0"
            ),
        ),
    ),
)

# ------------------------------------------------------------------ gradient


def _identity(part: str, title: str, statement: str, sides: tuple[Any, Any], text: str, world: str = "flow") -> Claim:
    """One identity of the flow for all n and d; ``sides`` has the true one and the mutant."""
    symbolic, numeric = {
        "flow": (flows.symbolic_flow, flows.random_flow),
        "projection": (flows.free_projection, flows.random_projection),
    }[world]
    true, false = sides
    return Claim(
        id=f"multistability.multiagent_gradient.{part}",
        title=title,
        statement=statement,
        source=ours("multiagent gradient"),
        conclusion=Identity(true, symbolic, numeric, text),
        evidence=(Derive(), Falsify()),
        mutants=(
            Mutant(false.__name__.replace("_", " "), conclusion=Identity(false, symbolic, numeric, f"not {text}")),
        ),
    )


MULTIAGENT_GRADIENT = Claim(
    id="multistability.multiagent_gradient",
    title="The multiagent Oja flow is a gradient flow",
    statement=(
        r"The multiagent Oja flow is a gradient flow up to a factor: $\frac{d}{dt}\frac12 s^{T}Vs = \frac1n\sum_i|P_{x_i}Vs|^2$, $s = "
        r"\sum_jx_j$; every trajectory converges to an equilibrium."
    ),
    source=restored("multiagent gradient"),
    parts=(
        "multistability.multiagent_gradient.field",
        "multistability.multiagent_gradient.energy",
        "multistability.multiagent_gradient.projection",
        "multistability.multiagent_gradient.convergence",
    ),
)
FIELD = _identity(
    "field",
    "The field in terms of the sum",
    r"$n\dot x_i = (I - x_ix_i^{T})Vs$, for all $n$ and $d$.",
    (flows.field, flows.field_of_the_mean),
    "n field = P V s",
)
ENERGY = _identity(
    "energy",
    "The gradient of the energy",
    r"The derivative of $\frac12 s^{T}Vs$ along any $H$ is $\sum_ih_i^{T}Vs$ (symmetric $V$): on the product of "
    r"spheres its gradient has the "
    r"rows $P_{x_i}Vs = n\dot x_i$.",
    (flows.gradient, flows.gradient_of_the_mean),
    "D(s^T V s/2)[H] = sum h_i . V s",
)
PROJECTION = _identity(
    "projection",
    "What a projected push gains",
    r"With $P = I - xx^{T}$, $|x| = 1$: $u^{T}Pu = |Pu|^2$. So the energy grows at the rate $\frac1n\sum_i|P_{x_i}Vs|^2$.",
    (flows.gain, flows.gain_unprojected),
    "u.P u = |P u|^2",
    "projection",
)
CONVERGENCE = Claim(
    id="multistability.multiagent_gradient.convergence",
    title="Every trajectory converges to an equilibrium",
    statement=(
        r"The flow is $\frac1n$ times the gradient flow of the polynomial $\frac12 s^{T}Vs$ on the compact analytic "
        r"product of spheres: every "
        r"trajectory converges to a single equilibrium (Lojasiewicz)."
    ),
    source=restored("multiagent gradient"),
    parts=("multistability.multiagent_gradient.field", "multistability.multiagent_gradient.energy"),
    cites=("lojasiewicz",),
)

# ------------------------------------------------------------------ stability

MARGINAL = (
    "For n = 2 and lambda_2 < 0 the pair (v_1, -v_1) is Lyapunov stable and attracts an open set of starts to pairs (x, -x): its tangent "
    "eigenvalues are 0, along the line of these equilibria, and lambda_j < 0. With three or more tokens, or lambda_2 > 0, the "
    "statement holds: beyond.multiagent_flow."
)
SPECTRA = "multistability.consensus_spectrum.oja"
OJA_BIPARTITE_PRINCIPAL = Scene("oja", bipartite, at="lambda_1", flow=True)
PAIR_SEEN = Simulate(oja.pairs_seen)
REFUTED_BY_PAIR = Enclose(
    lazily("verify.equilibria.antipodal", "attracting_pair"),
    oja.antipodal_pair,
    refuting=True,
    setting=setting("assumption_1", of="oja"),
)
MULTIAGENT_STABILITY = Claim(
    id="multistability.multiagent_stability",
    title="Stability of the multiagent Oja flow",
    statement=(
        r"Only the consensus at $\pm v_1$ is asymptotically stable; every other consensus, every bipartite consensus and every polygonal "
        r"equilibrium is unstable; almost all trajectories converge to $\pm v_1$ consensus."
    ),
    source=restored("multiagent stability", "the discrete twin is Theorem 2 of the power-method paper"),
    parts=tuple(
        f"multistability.multiagent_stability.{part}"
        for part in (
            "principal_stable",
            "consensus_unstable",
            "bipartite_other",
            "bipartite_principal",
            "polygonal_unstable",
            "almost_global",
        )
    ),
    note=MARGINAL,
)
PRINCIPAL_STABLE = principal_stable(
    "multistability.multiagent_stability.principal_stable", OJA_PRINCIPAL, "the multiagent Oja flow", SPECTRA
)
CONSENSUS_UNSTABLE = others_unstable(
    "multistability.multiagent_stability.consensus_unstable", OJA_CONSENSUS, "the multiagent Oja flow", SPECTRA
)
BIPARTITE_OTHER = Claim(
    id="multistability.multiagent_stability.bipartite_other",
    title="Bipartite consensus away from the principal eigenvector is unstable",
    statement=r"Under Assumption 1 every bipartite consensus of the multiagent Oja flow at $v_k$, $\lambda_k < \lambda_1$, is unstable.",
    source=MULTIAGENT_STABILITY.source,
    parameters=(LAMBDA_1, LAMBDA_K, M, REST),
    hypotheses=(
        POSITIVE,
        NOT_PRINCIPAL,
        Hypothesis("nonsingular", r"\lambda_k \neq 0", lambda p: (p.lambda_k > 0) | (p.lambda_k < 0)),
    ),
    conclusion=Formula(
        lambda p: some_right(p, p.lambda_1, p.lambda_k),
        OJA_BIPARTITE,
        unstable,
        lambda p: all_left(p, p.lambda_1, p.lambda_k),
    ),
    witness={"lambda_1": "1", "lambda_k": "1/2", "m": "2", "rest": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(Mutant("stable instead", conclusion=Formula(lambda p: ~some_right(p, p.lambda_1, p.lambda_k))),),
    uses=("multistability.bipartite_spectrum.oja", "multistability.bipartite_stability.margins"),
)
BIPARTITE_PRINCIPAL = Claim(
    id="multistability.multiagent_stability.bipartite_principal",
    title="Bipartite consensus at the principal eigenvector is unstable",
    statement=r"Under Assumption 1 every bipartite consensus of the multiagent Oja flow at $v_1$ is unstable.",
    source=MULTIAGENT_STABILITY.source,
    parameters=(LAMBDA_1, LAMBDA_J, M, REST),
    hypotheses=(POSITIVE, SIMPLE, NONSINGULAR_J),
    conclusion=Formula(
        lambda p: some_right(p, p.lambda_j, p.lambda_1),
        OJA_BIPARTITE_PRINCIPAL,
        unstable,
        lambda p: all_left(p, p.lambda_j, p.lambda_1),
    ),
    witness={"lambda_1": "1", "lambda_j": "1/2", "m": "2", "rest": "1"},
    evidence=(Decide(), REFUTED_BY_PAIR, Falsify(), PAIR_SEEN),
    uses=("multistability.bipartite_spectrum.oja", "multistability.bipartite_stability.margins"),
    note=MARGINAL,
)
POLYGONAL_UNSTABLE = Claim(
    id="multistability.multiagent_stability.polygonal_unstable",
    title="Polygonal equilibria of the multiagent Oja flow are unstable",
    statement="Under Assumption 1 every polygonal equilibrium of the multiagent Oja flow is unstable.",
    source=MULTIAGENT_STABILITY.source,
    conclusion=Behaviour("every polygonal equilibrium of the multiagent Oja flow is unstable"),
    evidence=(REFUTED_BY_PAIR, PAIR_SEEN),
    note=MARGINAL,
)
ALMOST_GLOBAL = Claim(
    id="multistability.multiagent_stability.almost_global",
    title="Almost all trajectories reach the principal consensus",
    statement=r"Under Assumption 1 almost all trajectories of the multiagent Oja flow converge to the consensus at $v_1$ or $-v_1$.",
    source=MULTIAGENT_STABILITY.source,
    conclusion=Behaviour("almost all starts of the multiagent Oja flow converge to the consensus at v_1 or -v_1"),
    evidence=(REFUTED_BY_PAIR, PAIR_SEEN),
    note=MARGINAL,
)
