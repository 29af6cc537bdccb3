"""The gradient theorem: one head, V = I, symmetric positive definite scores that do not depend on time."""

from __future__ import annotations

from proofs.asymptotic.notation import assumptions, restored
from proofs.asymptotic.worlds import gradient_examples as examples
from proofs.asymptotic.worlds import gradient_seen as seen
from verify.claim import Claim
from verify.conclusions import Behaviour
from verify.evidence import Enclose, Exact, Simulate

THEOREM_ID = "asymptotic.theorem_gradient"
RESTORED = restored(
    "Theorem on gradient fields",
    "the sentence about it in the introduction has lost its symbols: 'the single-head case with ... being the "
    "identity and ... being time invariant, positive definite, and symmetric', 'consensus type when ... is the "
    "identity'; the first is read as V, the others as P, on the ellipsoid of any W",
)


THEOREM = Claim(
    id=THEOREM_ID,
    title="A gradient field: every trajectory converges",
    statement=(
        r"One head, $V = I$, $P$ time invariant, symmetric and positive definite: the dynamics is a Riemannian "
        r"gradient field of an energy for a metric on the product of ellipsoids, so that every trajectory converges "
        r"to an equilibrium, which is of consensus type if $P$ is the identity."
    ),
    source=RESTORED,
    hypotheses=assumptions(
        value="$V = I$", scores="symmetric, positive definite", heads="1", time="invariant", start="any"
    ),
    parts=(f"{THEOREM_ID}.gradient", f"{THEOREM_ID}.convergence", f"{THEOREM_ID}.consensus"),
    note=(
        "The theorem needs P to be a multiple of W, the matrix of the ellipsoid; then it is proved (beyond.gradient). "
        "For other P the field is in general no gradient: E = sum exp(x_i^T P x_j) has the gradient P times the "
        "attended mean, and the field has the attended mean itself. 'Every initial position' leaves out the unstable "
        "equilibria."
    ),
)
GRADIENT = Claim(
    id=f"{THEOREM_ID}.gradient",
    title="The dynamics is a gradient field",
    statement=(
        r"For $V = I$, every symmetric positive definite $P$ and every $W$ there are a Riemannian metric on the "
        r"product of ellipsoids and a function of which the field is the gradient."
    ),
    source=RESTORED,
    conclusion=Behaviour("for V = I and every symmetric positive definite P the field is a gradient for some metric"),
    evidence=(
        Enclose(
            examples.no_gradient,
            examples.spiral,
            refuting=True,
            setting=(examples.setting,),
            precision="512 bits",
        ),
        Simulate(seen.spectra_seen),
    ),
    note=(
        "An equilibrium with a pair of eigenvalues that are not real excludes every metric and every function at "
        "once. In the coordinates y = Sx the example is one on the ellipsoid W = P^-1 with the identity as P "
        "(reduction.ellipsoid): P = I does not help where W is another matrix."
    ),
)
CONVERGENCE = Claim(
    id=f"{THEOREM_ID}.convergence",
    title="Every trajectory converges to an equilibrium",
    statement=r"For $V = I$ and every symmetric positive definite $P$ every trajectory converges to an equilibrium.",
    source=RESTORED,
    conclusion=Behaviour("for V = I and every symmetric positive definite P every trajectory converges"),
    evidence=(Simulate(seen.ends_seen),),
    note=(
        "Without a gradient structure we have no proof for P that are no multiple of W; no trajectory that does not "
        "converge was found, and starts inside a hemisphere converge (theorem_hemisphere)."
    ),
)
CONSENSUS = Claim(
    id=f"{THEOREM_ID}.consensus",
    title="From every start to a consensus, if P is the identity",
    statement=r"For $V = I$ and $P = I$ every trajectory converges to a consensus.",
    source=RESTORED,
    conclusion=Behaviour("for V = I and P = I every start converges to a consensus"),
    evidence=(
        Exact(
            examples.rests_apart,
            examples.antipodal,
            refuting=True,
            kind="falsify",
            setting=(examples.setting, examples.identity_scores),
        ),
        Simulate(seen.consensus_seen),
    ),
    note=(
        "Opposite tokens, regular polygons and simplices are equilibria for every n and d. All of them are unstable "
        "for P = beta W, and the consensus is reached from almost every start (beyond.gradient)."
    ),
)
