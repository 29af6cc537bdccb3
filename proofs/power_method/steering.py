"""Section 2.3: a rank-one change of the last layer that steers tokens, sentence by sentence; mild steering (section 4)."""

from __future__ import annotations

from proofs.power_method import lazily
from proofs.power_method.notation import ours, restored
from proofs.power_method.worlds import steered, steering
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Exact, Falsify

CHECKS = "proofs.power_method.worlds.steered"
SOURCE = restored(
    "Section 2.3",
    "the text names the product with the inverse of the concatenated value matrices and a rank-one addition",
)

STEERING = Claim(
    id="power_method.steering",
    title="A rank-one change of the last layer steers tokens",
    statement=(
        r"Replacing $W_O$ by $W_O + \kappa u w^{T} W_V^{-1}$, $W_V$ the stacked value matrices, changes the layer matrix to "
        r"$H + \kappa u w^{T}$. If $\kappa$ is large enough the principal eigenpair becomes about $(\kappa w^{T}u, u)$ and "
        r"the last layer aligns all tokens with $u$. If $u$, $w$ are right and left eigenvectors of an eigenvalue "
        r"$\lambda_j$ only $\lambda_j$ moves, to $\lambda_j + \kappa w^{T}u$."
    ),
    source=SOURCE,
    parts=(
        "power_method.steering.layer_matrix",
        "power_method.steering.pseudoinverse",
        "power_method.steering.principal",
        "power_method.steering.order_of_magnitude",
        "power_method.steering.last_layer",
        "power_method.steering.sign",
        "power_method.steering.eigenvector_case",
    ),
    note=(
        "The algebra is exact. What a large kappa does needs w^T u > 0, is governed by the norm of H and not by its "
        "eigenvalues, and leaves tokens alone whose mixed values the row w^T W_V^{-1} maps to zero; the side, u or -u, is "
        "that of the mixed values."
    ),
)
LAYER_MATRIX = Claim(
    id="power_method.steering.layer_matrix",
    title="The layer matrix after the change",
    statement=(
        r"If $R\,W_V = I$ then $(W_O + \kappa u w^{T}R)W_V = W_OW_V + \kappa u w^{T}$, for every $d$, number and size of "
        r"heads: a left inverse is enough."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.layer_matrix, steering.free_output, steering.random_output, "(W_O + k u w' R) W_V = H + k u w'"
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "without the inverse",
            conclusion=Identity(
                steering.layer_matrix_without_inverse,
                steering.free_output,
                steering.random_output,
                "(W_O + k u w') W_V = H + k u w'",
            ),
        ),
    ),
    uses=("power_method.appendix_a.stacked",),
)
PSEUDOINVERSE = Claim(
    id="power_method.steering.pseudoinverse",
    title="With the pseudoinverse",
    statement=(
        r"With $W_V^{+}$ in place of the inverse the layer matrix becomes $H + \kappa u (Pw)^{T}$, $P = W_V^{+}W_V$ the "
        r"projector onto the row space of $W_V$; for $w = W_V^{T}a$ in that space it is $H + \kappa u w^{T}$."
    ),
    source=restored(
        "Section 2.3", "'if not, pseudoinversion or least-squares regression can be used instead', made exact"
    ),
    conclusion=Identity(
        steering.pseudoinverse,
        steering.free_pseudoinverse,
        steering.random_pseudoinverse,
        "(W_O + k u w' V+) V = H + k u (P w)', and H + k u w' for w = V' a",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "for every w",
            conclusion=Identity(
                steering.pseudoinverse_for_every_w,
                steering.free_pseudoinverse,
                steering.random_pseudoinverse,
                "(W_O + k u w' V+) V = H + k u w'",
            ),
        ),
    ),
    note=(
        "Where value heads are repeated (grouped queries) W_V has at most as many independent rows as the value heads "
        "together: with w = u the gain is |P u|^2, not 1. Where P w = 0 nothing changes."
    ),
)
PRINCIPAL = Claim(
    id="power_method.steering.principal",
    title="The new principal eigenpair",
    statement=(
        r"For every unit $u$, every $w$ and every large enough $\kappa$ the principal eigenpair of $H + \kappa u w^{T}$ is "
        r"about $(\kappa w^{T}u, u)$."
    ),
    source=SOURCE,
    conclusion=Behaviour("for large kappa the principal eigenpair of H + kappa u w^T is about (kappa w^T u, u)"),
    evidence=(
        Exact(lazily(CHECKS, "principal_stays"), steered.never_principal, refuting=True, kind="falsify"),
        Exact(lazily(CHECKS, "principal_by_real_part_stays"), steered.negative_gain, refuting=True, kind="falsify"),
    ),
    note=(
        "w^T u > 0 is missing. For w orthogonal to u the addition is nilpotent; the pair may stay as it is. For w^T u < 0 "
        "the moved eigenvalue is negative: largest in modulus, and with the smallest real part. With w^T u > 0 it holds, "
        "with bounds."
    ),
)
ORDER = Claim(
    id="power_method.steering.order_of_magnitude",
    title="A gap of an order of magnitude",
    statement=(
        r"If $\kappa w^{T}u$ is at least ten times $\lambda_1(H) > 0$, the principal eigenvector of $H + \kappa u w^{T}$ "
        r"and the tokens after the layer have a high correlation with $u$: $|\cos| > 1/4$."
    ),
    source=restored(
        "Section 2.3",
        "'at least an order of magnitude' is a factor of ten, 'a very high correlation' was made more than 1/4",
    ),
    conclusion=Behaviour(
        "with kappa w^T u >= 10 lambda_1 the principal eigenvector and the tokens have |cos| > 1/4 with u"
    ),
    evidence=(Exact(lazily(CHECKS, "far_from_u"), steered.tilted, refuting=True, kind="falsify"),),
    note=(
        "What must be small is |H|/(kappa w^T u): eigenvalues say little of a matrix that is far from normal. Also a token "
        "in R^d has |cos| of about d^(-1/2) with u, so that even for normal H a gain of more than sqrt(n d) is needed "
        "(beyond.steering.dimension)."
    ),
)
LAST_LAYER = Claim(
    id="power_method.steering.last_layer",
    title="The last layer aligns all tokens",
    statement=(
        r"For all tokens, if $\kappa$ is large enough (however large for these tokens), each has $|\cos(x_i^+, u)| > "
        r"99/100$."
    ),
    source=restored(
        "Section 2.3", "'aligns all tokens with u', with a number for 'aligns' and kappa chosen after the tokens"
    ),
    conclusion=Behaviour("for all tokens and kappa large enough for them |cos(x_i+, u)| > 99/100"),
    evidence=(Exact(lazily(CHECKS, "never_aligned"), steered.unread_tokens, refuting=True, kind="falsify"),),
    note=(
        "Tokens with sigma_i = 0 are moved by no kappa. All others are aligned, whatever w^T u is (beyond.steering.tokens)."
    ),
)
SIGN = Claim(
    id="power_method.steering.sign",
    title="Tokens align with u, not with -u",
    statement=r"If $w^{T}u > 0$ and $\kappa$ is large enough, tokens end on the side of $u$: $u^{T}x_i^+ > 0$.",
    source=restored(
        "Section 2.3", "'aligns all tokens with u' read with the sign; the paper measures the absolute value"
    ),
    conclusion=Behaviour("with w^T u > 0 and kappa large enough u^T x_i+ > 0"),
    evidence=(Exact(lazily(CHECKS, "opposite_for_every_kappa"), steered.other_side, refuting=True, kind="falsify"),),
    note="Without biases the layer is odd: if X goes to u, then -X goes to -u. The side is sign(kappa sigma_i).",
)
EIGENVECTOR_CASE = Claim(
    id="power_method.steering.eigenvector_case",
    title="Right and left eigenvector of one eigenvalue",
    statement=(
        r"If $Hu = \lambda u$ and $w^{T}H = \lambda w^{T}$ then $u$ and $w$ are eigenvectors of $H_\kappa = H + \kappa u "
        r"w^{T}$ of $\lambda + \kappa w^{T}u$, and $H_\kappa E = EN$ where $HE = EN$, $w^{T}E = 0$: on $\ker w^{T}$, which "
        r"holds all other (generalised) eigenvectors, nothing changes. So one copy of $\lambda$ moves, and nothing else."
    ),
    source=SOURCE,
    conclusion=Identity(
        steering.only_one_moves,
        steering.free_eigenvectors,
        steering.random_eigenvectors,
        "H_k u = u (l + k w' u), w' H_k = (l + k w' u) w', H_k E = E N",
    ),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant(
            "the kernel moves",
            conclusion=Identity(
                steering.all_move, steering.free_eigenvectors, steering.random_eigenvectors, "H_k E = E N + k u u' E"
            ),
        ),
    ),
    note=(
        "True for every matrix: the eigenvalues are those of ker w^T and of the quotient by it. Of a repeated eigenvalue "
        "one copy moves; of a Jordan block w^T u = 0, and none does. For a complex eigenvalue the change is not real, so "
        "that no real weights have it."
    ),
)

MILD = Claim(
    id="power_method.mild_steering",
    title="A smaller kappa steers only partly",
    statement=r"With a smaller $\kappa > 0$ tokens are steered towards $u$, but only partly.",
    source=restored(
        "Section 4", "'if only a mild steering is needed, this can be accomplished by choosing a smaller' kappa"
    ),
    parts=("power_method.mild_steering.partly", "power_method.mild_steering.towards"),
    note=(
        "Partly is true of every finite kappa. Towards u is not: a token on the other side of the pull is turned away from "
        "the line of u first (beyond.steering.mild_repaired)."
    ),
)
A, B2, TAU = Parameter("a"), Parameter("b_square"), Parameter("tau")
ACROSS = Hypothesis("off the line", r"|P_uy_i|^2 = b^2 > 0", lambda p: p.b_square > 0)
PARTLY = Claim(
    id="power_method.mild_steering.partly",
    title="No kappa aligns a token completely",
    statement=(
        r"With $a = u^{T}y_i$, $b = |P_u y_i| > 0$, $\tau = \alpha\kappa\sigma_i$ the token has $\cos^2 = "
        r"(a+\tau)^2/((a+\tau)^2 + b^2) < 1$ for every $\kappa$."
    ),
    source=ours("Section 4"),
    parameters=(A, B2, TAU),
    hypotheses=(ACROSS,),
    conclusion=Formula(lambda p: (p.a + p.tau) ** 2 < (p.a + p.tau) ** 2 + p.b_square),
    witness={"a": "1", "b_square": "1", "tau": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("off the line"),),
    uses=("beyond.steering.pull",),
)
TOWARDS = Claim(
    id="power_method.mild_steering.towards",
    title="A small kappa steers towards u",
    statement=r"If $w^{T}u > 0$, a $\kappa > 0$ makes no token less aligned with $u$ than $\kappa = 0$ does.",
    source=restored("Section 4", "mild steering towards u read as: not away from it"),
    conclusion=Behaviour("with w^T u > 0 and kappa > 0 no token is less aligned with u than with kappa = 0"),
    evidence=(Exact(lazily(CHECKS, "less_aligned"), steered.pulled_back, refuting=True, kind="falsify"),),
    note=(
        "Where the pull and u^T y_i have opposite signs a small kappa turns the token away from the line of u, until u^T "
        "y_i is undone; beyond twice that it gains (beyond.steering.mild)."
    ),
)
