r"""Steering repaired: a dominant eigenpair with explicit bounds, for every H, u and w.

``H_kappa = H + kappa u w^T`` with ``|u| = 1``; h is any bound of the norm ``|H|``, ``s = kappa w^T u``, ``k = sqrt(|kappa| |w| h)``.
For ``|z| > h`` let ``R = (z - H)^{-1}``, ``|R| <= 1/(|z| - h)``, and ``G(z) = kappa w^T H R u``, ``|G| <= k^2/(|z| - h)``. By the
secular equation the eigenvalues outside of ``|z| <= h`` are the zeros of ``z - s - G(z)``.
"""

from __future__ import annotations

from proofs.power_method.notation import ours
from proofs.power_method.worlds import steered, steering
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Point, Truth, drop
from verify.conclusions import Formula, Identity
from verify.evidence import Decide, Derive, Falsify, Simulate

SOURCE = ours("Section 2.3")
WHOLE = Claim(
    id="beyond.steering",
    title="Steering, repaired",
    statement=(
        r"The layer matrix becomes $H_\kappa = H + \kappa u w^{T}$. If $\kappa w^{T}u > |H| + 2\sqrt{\kappa|w||H|}$ its "
        r"leading eigenvalue is real, simple and strictly dominant, within $\sqrt{\kappa|w||H|}$ of $\kappa w^{T}u$, and "
        r"its vector at an angle to $u$ with sine at most $|H|/\mu$. Each token goes to $\mathrm{sign}(\kappa\sigma_i)u$ as "
        r"$|\kappa| \to \infty$, if $\sigma_i \neq 0$."
    ),
    source=SOURCE,
    parts=(
        "power_method.steering.layer_matrix",
        "power_method.steering.pseudoinverse",
        "beyond.steering.principal",
        "power_method.steering.eigenvector_case",
        "beyond.steering.tokens",
        "beyond.steering.pull",
    ),
    repairs="power_method.steering",
)
PRINCIPAL = Claim(
    id="beyond.steering.principal",
    title="The new principal eigenpair, with bounds",
    statement=(
        r"If $s = \kappa w^{T}u > h + 2k$, $h \ge |H|$, $k = \sqrt{\kappa|w|h}$, then $H_\kappa$ has exactly one eigenvalue "
        r"$\mu$ with modulus above $h + k$; it is real, simple, $|\mu - s| < k$, and its unit vector $v$ has $|P_u v| \le "
        r"h/\mu$. All others have modulus at most $h + k < \mu$. In terms of $c = w^{T}u/|w|$: it is enough that $\kappa|w| "
        r"> h((1 + \sqrt{1+c})/c)^2$."
    ),
    source=SOURCE,
    parts=(
        "beyond.steering.secular",
        "beyond.steering.resolvent",
        "beyond.steering.exists",
        "beyond.steering.unique",
        "beyond.steering.enclosure",
        "beyond.steering.sufficient",
        "beyond.steering.vector",
    ),
    repairs="power_method.steering.principal",
)
SECULAR = Claim(
    id="beyond.steering.secular",
    title="The secular equation",
    statement=(
        r"With $R = (z - H)^{-1}$: $(z - H_\kappa)Ru = u(1 - \kappa w^{T}Ru)$ and $R(z - H_\kappa)v = v - \kappa "
        r"Ru\,w^{T}v$. So $z$, no eigenvalue of $H$, is an eigenvalue of $H_\kappa$ if and only if $1 = \kappa w^{T}Ru$, "
        r"and then its vectors are the multiples of $Ru$."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.secular,
        steering.free_resolvent,
        steering.random_resolvent,
        "(z - H_k) R u = u (1 - k w' R u), R (z - H_k) v = v - k R u w' v",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "the other sign",
            conclusion=Identity(
                steering.secular_wrongly,
                steering.free_resolvent,
                steering.random_resolvent,
                "(z - H_k) R u = u (1 + k w' R u)",
            ),
        ),
    ),
)
RESOLVENT = Claim(
    id="beyond.steering.resolvent",
    title="The secular equation away from H",
    statement=(
        r"$zR = I + HR$: the secular equation is $z = s + G(z)$. $zR^2 = R + HR^2$: $\kappa z\,w^{T}R^2u = 1 + \kappa "
        r"w^{T}HR^2u$ at a root. $z^2R = z + H + H^2R$: where $w^{T}u = 0$ it is $z^2 = \kappa w^{T}Hu + \kappa w^{T}H^2Ru$."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.pull, steering.free_resolvent, steering.random_resolvent, "z R = I + H R, and twice, and times R"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "H forgotten",
            conclusion=Identity(steering.pull_wrongly, steering.free_resolvent, steering.random_resolvent, "z R = I"),
        ),
    ),
    uses=("beyond.steering.difference",),
)
DIFFERENCE = Claim(
    id="beyond.steering.difference",
    title="Two resolvents",
    statement=(
        r"If $RM = I$ and $NS = I$ then $R(N - M)S = R - S$. With $M = z_1 - H$, $N = z_2 - H$: $G(z_1) - G(z_2) = (z_2 - "
        r"z_1)\kappa w^{T}HR(z_1)R(z_2)u$."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.resolvent_difference,
        steering.free_two_resolvents,
        steering.random_two_resolvents,
        "R (N - M) S = R - S",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "the other way round",
            conclusion=Identity(
                steering.resolvent_difference_wrongly,
                steering.free_two_resolvents,
                steering.random_two_resolvents,
                "R (N - M) S = S - R",
            ),
        ),
    ),
)

H, ROOT, S = Parameter("h", "positive"), Parameter("k", "positive"), Parameter("s")
NEAR, FAR = Parameter("g_near"), Parameter("g_far")
LARGE = Hypothesis("large", r"s > h + 2k", lambda p: p.s > p.h + 2 * p.k)
BOUND_NEAR = Hypothesis(
    "bound near", r"|G(z)|(|z|-h) \le k^2,\ |z| = h + k", lambda p: (p.g_near <= p.k) & (p.g_near >= -p.k)
)
BOUND_FAR = Hypothesis(
    "bound far",
    r"|G(z)|(|z|-h) \le k^2,\ |z| = |s| + k",
    lambda p: (p.g_far * (abs(p.s) + p.k - p.h) <= p.k**2) & (-p.g_far * (abs(p.s) + p.k - p.h) <= p.k**2),
)
EXISTS = Claim(
    id="beyond.steering.exists",
    title="A real root above h + k",
    statement=(
        r"If $s > h + 2k$, the real function $z - s - G(z)$ is negative at $z = h + k$ and positive at $z = s + k$: there "
        r"is a real eigenvalue between."
    ),
    source=SOURCE,
    parameters=(H, ROOT, S, NEAR, FAR),
    hypotheses=(LARGE, BOUND_NEAR, BOUND_FAR),
    conclusion=Formula(lambda p: (p.h + p.k - p.s - p.g_near < 0) & (p.s + p.k - p.s - p.g_far > 0)),
    witness={"h": "1", "k": "1", "s": "4", "g_near": "1", "g_far": "1/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("large"), drop("bound near"), drop("bound far")),
    uses=("beyond.steering.resolvent",),
)
FIRST, SECOND = Parameter("q_1", "positive"), Parameter("q_2", "positive")
OUTSIDE = Hypothesis("outside", r"|z_1|, |z_2| > h + k", lambda p: (p.q_1 > p.h + p.k) & (p.q_2 > p.h + p.k))
UNIQUE = Claim(
    id="beyond.steering.unique",
    title="At most one eigenvalue above h + k, and simple",
    statement=(
        r"If $|z_1|, |z_2| > h + k$ then $k^2 < (|z_1| - h)(|z_2| - h)$. So two different roots would have $|z_1 - z_2| = "
        r"|G(z_1) - G(z_2)| < |z_1 - z_2|$; and at a root $\kappa z\,w^{T}R^2u = 1 + \kappa w^{T}HR^2u \neq 0$: left and "
        r"right eigenvector are not orthogonal, the eigenvalue is simple. The conjugate of a root is one: it is real."
    ),
    source=SOURCE,
    parameters=(H, ROOT, FIRST, SECOND),
    hypotheses=(OUTSIDE,),
    conclusion=Formula(lambda p: p.k**2 < (p.q_1 - p.h) * (p.q_2 - p.h)),
    witness={"h": "1", "k": "1", "q_1": "3", "q_2": "4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("outside"),),
    uses=("beyond.steering.difference", "beyond.steering.resolvent", "beyond.steering.secular"),
)
MU = Parameter("mu")
ENCLOSED = Hypothesis(
    "root",
    r"|\mu - s|(\mu - h) \le k^2",
    lambda p: ((p.mu - p.s) * (p.mu - p.h) <= p.k**2) & ((p.s - p.mu) * (p.mu - p.h) <= p.k**2),
)
ABOVE = Hypothesis("above", r"\mu > h + k", lambda p: p.mu > p.h + p.k)
ENCLOSURE = Claim(
    id="beyond.steering.enclosure",
    title="Where the new eigenvalue is",
    statement=(
        r"A root $\mu > h + k$ has $|\mu - s| < k$, and $|\mu - s|(s - h - k) < k^2$: as $\kappa \to \infty$ its distance "
        r"to $s$ stays bounded, by about $h|w|/w^{T}u$."
    ),
    source=SOURCE,
    parameters=(H, ROOT, S, MU),
    hypotheses=(ENCLOSED, ABOVE),
    conclusion=Formula(
        lambda p: (
            (p.mu - p.s < p.k)
            & (p.s - p.mu < p.k)
            & ((p.mu - p.s) * (p.s - p.h - p.k) < p.k**2)
            & ((p.s - p.mu) * (p.s - p.h - p.k) < p.k**2)
        )
    ),
    witness={"h": "1", "k": "1", "s": "4", "mu": "4"},
    evidence=(Decide(), Falsify(), Simulate(steered.leading_seen)),
    mutants=(drop("root"), drop("above")),
    uses=("beyond.steering.resolvent",),
)
COSINE, LENGTH, RADICAL = Parameter("c", "positive"), Parameter("t", "positive"), Parameter("r", "positive")
SQUARE = Hypothesis("radical", r"r = \sqrt{1 + c}", lambda p: (p.r**2 <= 1 + p.c) & (p.r**2 >= 1 + p.c))


def _long(p: Point) -> Truth:
    return p.t * p.c > 1 + p.r


SUFFICIENT = Claim(
    id="beyond.steering.sufficient",
    title="The bound solved for kappa",
    statement=(
        r"With $t^2 = \kappa|w|/h$ the condition $s > h + 2k$ is $ct^2 > 1 + 2t$; it holds if and only if $t > (1 + "
        r"\sqrt{1+c})/c$. For $w = u$ it is $\kappa > (3 + 2\sqrt2)|H|$."
    ),
    source=SOURCE,
    parameters=(COSINE, LENGTH, RADICAL),
    hypotheses=(SQUARE,),
    conclusion=Formula(
        lambda p: (_long(p) & (p.c * p.t**2 > 1 + 2 * p.t)) | (~_long(p) & (p.c * p.t**2 <= 1 + 2 * p.t))
    ),
    witness={"c": "9/16", "t": "5", "r": "5/4"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("radical"),),
)
VECTOR = Claim(
    id="beyond.steering.vector",
    title="The angle of the new eigenvector to u",
    statement=(
        r"$H_\kappa v = \mu v$, $|v| = 1$, gives $\mu v - Hv = \kappa(w^{T}v)u$, hence $P_u v = P_u Hv/\mu$ and "
        r"$\sin\angle(v, u) = |P_u v| \le |H|/|\mu|$, for every real eigenpair, also for $w^{T}u \le 0$."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.near_u, steering.free_new_eigenvector, steering.random_new_eigenvector, "mu v - H v = k (w' v) u"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "at u itself",
            conclusion=Identity(
                steering.at_u, steering.free_new_eigenvector, steering.random_new_eigenvector, "mu v = k (w' v) u"
            ),
        ),
    ),
    repairs="power_method.steering.order_of_magnitude",
)
