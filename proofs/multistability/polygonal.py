"""Polygonal equilibria of self-attention: are they unstable? Decided for n = 2, 4, 6, d = 2, 3, A symmetric and not."""

from __future__ import annotations

from proofs.multistability import setting
from proofs.multistability.notation import restored
from proofs.multistability.worlds import polygons
from proofs.power_method import lazily
from verify.claim import Claim
from verify.conclusions import Behaviour
from verify.equilibria import settings
from verify.evidence import Exact, Simulate

SOURCE = restored("polygonal equilibria", "the discrete twin is Lemma 15 of the power-method paper")
NOTE = (
    "All scores vanish at a polygonal equilibrium, but their derivatives do not: they turn the perturbed sum of the tokens back. On a line "
    "of u with u^T A u = 0, in the plane, the eigenvalues are v + w b, w (b + g) and w b with v = t^T V t, w = t^T V u, b = t^T A u, g = "
    "t^T A^T u, t orthogonal to u: all negative is easy, whatever n. In a plane on which A vanishes the closed polygons are a family of "
    "dimension n - 2 that can attract. What excludes polygons, and when they are unstable: beyond.polygons."
)


def _refuted(n: int, d: int, symmetric: bool) -> Claim:
    kind = "symmetric" if symmetric else "not symmetric"
    return Claim(
        id=f"multistability.polygonal_unstable.n{n}_d{d}_{'symmetric' if symmetric else 'general'}",
        title=f"Polygonal equilibria are unstable, n = {n}, d = {d}, A {kind}",
        statement=(
            rf"Under Assumption 1 every polygonal equilibrium of $n = {n}$ tokens in $\mathbb{{R}}^{d}$ under "
            rf"self-attention with $A$ {kind} "
            r"is unstable."
        ),
        source=SOURCE,
        conclusion=Behaviour(f"every polygon of {n} tokens in R^{d} is unstable where A is {kind}"),
        evidence=(
            Exact(
                lazily("verify.equilibria.polygons", "stable_polygon"),
                lambda: polygons.polygon(n, d, symmetric),
                refuting=True,
                setting=(*setting("assumption_1"), settings.scores(symmetric=symmetric), settings.shape(n, d)),
            ),
            Simulate(polygons.returns_seen(lambda: polygons.polygon(n, d, symmetric))),
        ),
        note=NOTE,
    )


N2_D2_SYMMETRIC, N2_D2_GENERAL = _refuted(2, 2, True), _refuted(2, 2, False)
N2_D3_SYMMETRIC, N2_D3_GENERAL = _refuted(2, 3, True), _refuted(2, 3, False)
N4_D2_SYMMETRIC, N4_D2_GENERAL = _refuted(4, 2, True), _refuted(4, 2, False)
N4_D3_SYMMETRIC, N4_D3_GENERAL = _refuted(4, 3, True), _refuted(4, 3, False)
N6_D2_SYMMETRIC, N6_D2_GENERAL = _refuted(6, 2, True), _refuted(6, 2, False)
N6_D3_SYMMETRIC, N6_D3_GENERAL = _refuted(6, 3, True), _refuted(6, 3, False)
CASES = (
    *(N2_D2_SYMMETRIC.id, N2_D2_GENERAL.id, N2_D3_SYMMETRIC.id, N2_D3_GENERAL.id),
    *(N4_D2_SYMMETRIC.id, N4_D2_GENERAL.id, N4_D3_SYMMETRIC.id, N4_D3_GENERAL.id),
    *(N6_D2_SYMMETRIC.id, N6_D2_GENERAL.id, N6_D3_SYMMETRIC.id, N6_D3_GENERAL.id),
)
POLYGONAL_UNSTABLE = Claim(
    id="multistability.polygonal_unstable",
    title="Polygonal equilibria of self-attention are unstable",
    statement=r"Under Assumption 1 polygonal equilibria of self-attention are unstable.",
    source=SOURCE,
    parts=CASES,
    note=NOTE,
)
