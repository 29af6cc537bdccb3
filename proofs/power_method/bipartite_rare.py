"""D.4.2: how rare stable bipartite equilibria are, in three readings, over an ensemble of random systems fixed before it was run."""

from __future__ import annotations

from proofs.power_method.notation import restored
from proofs.power_method.worlds import rare
from verify.claim import Claim
from verify.conclusions import Behaviour
from verify.evidence import Statistics

ENSEMBLE = (
    r"The ensemble: (8) with $d = 3$, $n = 10$, $V = (G + G^{T})/2$ with standard normal $G$ and $\lambda_1 > 0$, $A$ with standard "
    r"normal entries, $\alpha\rho(V) = \frac12$."
)
SOURCE = restored(
    "D.4.2",
    "'appear to be rare, even in the single-head case': rare is made 'less than one in ten' of a stated ensemble, fixed before it was run",
)

WHOLE = Claim(
    id="power_method.bipartite_rare",
    title="Stable bipartite equilibria are rare",
    statement="Locally asymptotically stable bipartite consensus equilibria are rare, even in the single-head case.",
    source=SOURCE,
    parts=tuple(f"power_method.bipartite_rare.{part}" for part in ("systems", "states", "starts")),
    note=(
        "Three readings, one number. With scores of order one they are not rare in any of them: a positive score v_1^T A v_1 and a second "
        "eigenvalue below H lambda_1 are enough (beyond.bipartite_criterion). With scores ten times as small they are rarely reached "
        "(beyond.bipartite_rare_repaired): what decides is the size of the scores."
    ),
)


def _share(part: str, title: str, statement: str, sample: object, members: str, count: int, note: str) -> Claim:
    return Claim(
        id=f"power_method.bipartite_rare.{part}",
        title=title,
        statement=f"{statement} {ENSEMBLE}",
        source=SOURCE,
        conclusion=Behaviour(f"{members}: less than one in ten"),
        evidence=(Statistics(sample, rare.RARE, members, more=False, quick=count, full=3 * count),),  # type: ignore[arg-type]
        uses=("beyond.bipartite_criterion",) if part != "starts" else (),
        note=note,
    )


SYSTEMS = _share(
    "systems",
    "Few systems have a stable bipartite equilibrium",
    "Less than one in ten of the systems has an asymptotically stable bipartite equilibrium.",
    rare.possessed,
    "systems",
    200,
    "About half of them have one. It takes a split and a score with lambda_2 < H lambda_1 (beyond.bipartite_criterion), or a negative "
    "score at v_d; the sign of a score is positive in half of the systems.",
)
STATES = _share(
    "states",
    "Few bipartite states are stable equilibria",
    r"Less than one in ten of the $d(2^n - 2)$ bipartite states of a system is an asymptotically stable equilibrium.",
    rare.drawn_state,
    "bipartite states, one for each system,",
    200,
    "About one in six is. Only two of the three eigenvectors can carry stable ones (beyond.bipartite_criterion.intermediate); there, in a "
    "system that has any, most splits are stable.",
)
STARTS = _share(
    "starts",
    "Few starts reach a bipartite consensus",
    "From less than one in ten of the starts, uniform on the spheres, the tokens end at a bipartite consensus.",
    rare.reached,
    "starts, one for each system,",
    300,
    "About one in four does. A small basin around the equilibrium itself does not make it rare: trajectories from far away can lead "
    "into it.",
)
