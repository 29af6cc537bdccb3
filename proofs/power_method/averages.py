r"""Eqs (4) to (7): increments of the correlation with each eigenvector in one layer, and their averages over all eigenvectors.

``Delta rho_k`` is the mean over tokens of ``|cos(x+, v_k)| - |cos(x, v_k)|``, ``P_k`` the share where it is positive; the averages
are those over k. Tokens are N(0, I), as in the experiments, and attention is uniform.
"""

from __future__ import annotations

from proofs.power_method.notation import both, equal, restored
from proofs.power_method.notation import ours as own
from proofs.power_method.worlds import increments
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula
from verify.evidence import Decide, Derive, Falsify, Simulate

LABEL = "Eqs (4)-(7)"
SOURCE = restored(
    LABEL,
    "(4) the mean of |cos(x(t+1), v_1)| - |cos(x(t), v_1)|, (5) the probability that it is positive, (6) the same with the projection onto "
    "the plane of a pair, (7) the same with the target u; the averages are over all eigenvectors of the layer matrix",
)
SOURCE_OURS = own(LABEL)
ID = "power_method.averages"

WHOLE = Claim(
    id=ID,
    title="Increments in one layer, against their average over all eigenvectors",
    statement=(
        r"$H$ symmetric, $1+\alpha\lambda_1 > |1+\alpha\lambda_j|$ for $j \neq 1$, $n$ independent tokens $N(0, I)$, uniform "
        r"attention: in one layer of (3) the expected $\Delta\rho_1$ is positive and larger than that of every other eigenvector, so "
        r"above the average over all, and $P_1 > \frac12$."
    ),
    source=SOURCE,
    parts=(f"{ID}.layer", f"{ID}.positive", f"{ID}.order", f"{ID}.probability"),
    note=(
        "What a layer does to random tokens whatever it was trained for: a positive increment above the average is no trace of training by "
        "itself. It needs a normal H: a shear can lower the correlation with a strictly dominant eigenvector "
        "(beyond.averages_not_normal). And the eigenvector is that of the largest |1 + alpha lambda|, not of the largest real part."
    ),
)
LAYER = Claim(
    id=f"{ID}.layer",
    title="What uniform attention does to independent tokens",
    statement=(
        r"In the eigenbasis of a symmetric $H$ the token before normalisation has the components $y_k = x_k + \alpha\lambda_k\bar x_k$: "
        r"independent, normal, with variance $\tau_k^2 = 1 + \frac1n(|1+\alpha\lambda_k|^2 - 1)$. So its direction has the law of that of "
        r"$(\tau_kg_k)_k$, $g$ standard normal, and the $\tau_k$ are ordered like $|1+\alpha\lambda_k|$. In the plane of a pair $a = "
        r"\alpha\lambda = x + iy$ of a normal $H$ both components have $n^2\tau^2 = (n+x)^2 + y^2 + (n-1)(x^2+y^2)$ and the covariance "
        r"$(n+x)(-y) + y(n+x) + (n-1)(x(-y) + yx) = 0$."
    ),
    source=SOURCE_OURS,
    parameters=(Parameter("x"), Parameter("y"), Parameter("n")),
    conclusion=Formula(
        lambda p: both(
            equal(
                (p.n + p.x) ** 2 + p.y**2 + (p.n - 1) * (p.x**2 + p.y**2),
                p.n**2 + p.n * ((1 + p.x) ** 2 + p.y**2 - 1),
            ),
            equal((p.n + p.x) * (-p.y) + p.y * (p.n + p.x) + (p.n - 1) * (p.x * (-p.y) + p.y * p.x), 0),
        )
    ),
    witness={"x": "1", "y": "1", "n": "3"},
    evidence=(Derive(), Decide(), Simulate(increments.variances)),
    mutants=(
        Mutant(
            "without the other tokens",
            conclusion=Formula(
                lambda p: equal((p.n + p.x) ** 2 + p.y**2, p.n**2 + p.n * ((1 + p.x) ** 2 + p.y**2 - 1))
            ),
        ),
    ),
)
POSITIVE = Claim(
    id=f"{ID}.positive",
    title="The largest factor raises its correlation, token by token",
    statement=(
        r"Let $\tau_1 \ge |\tau_j|$. With $g = g_1^2$ (for a pair of a normal $H$: the squared length in its plane), $R = "
        r"\sum_{j>1}g_j^2$ and $S = \sum_{j>1}\tau_j^2g_j^2 \le \tau_1^2R$: $\frac{\tau_1^2g}{\tau_1^2g + S} \ge \frac{g}{g + R}$, "
        r"strictly where $g > 0$ and $S < \tau_1^2R$. So $\Delta\rho_1 > 0$ in expectation; for one token ($n = 1$, $\tau_k = "
        r"1+\alpha\lambda_k$) no increment of $v_1$ is ever negative and $P_1 = 1$."
    ),
    source=SOURCE,
    parameters=tuple(Parameter(name) for name in ("g", "R", "S", "tau")),
    hypotheses=(
        Hypothesis("sizes", r"g > 0,\ R, S \ge 0", lambda p: both(p.g > 0, p.R >= 0, p.S >= 0)),
        Hypothesis("largest", r"S < \tau_1^2R", lambda p: p.tau**2 * p.R > p.S),
    ),
    conclusion=Formula(lambda p: p.tau**2 * p.g * (p.g + p.R) > p.g * (p.tau**2 * p.g + p.S)),
    witness={"g": "1", "R": "1", "S": "1", "tau": "2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("largest"), drop("sizes")),
    uses=(f"{ID}.layer",),
)
ORDER = Claim(
    id=f"{ID}.order",
    title="A larger factor means a larger expected increment",
    statement=(
        r"Let $\tau_i^2 > \tau_j^2$. The density of $(|y_i|, |y_j|)$ is proportional to $\exp(-\frac{y_i^2}{2\tau_i^2} - "
        r"\frac{y_j^2}{2\tau_j^2})$: for $a > b \ge 0$ it is larger at $(a, b)$ than at $(b, a)$, as $\frac{a^2}{\tau_i^2} + "
        r"\frac{b^2}{\tau_j^2} < \frac{b^2}{\tau_i^2} + \frac{a^2}{\tau_j^2}$. Pairing these, $E\frac{|y_i| - |y_j|}{|y|} > 0$, since "
        r"$|y|$ is the same at both. Before the layer all expected correlations are equal: $\Delta\rho_i > \Delta\rho_j$ in "
        r"expectation."
    ),
    source=SOURCE,
    parameters=(Parameter("a"), Parameter("b"), Parameter("t_i", "positive"), Parameter("t_j", "positive")),
    hypotheses=(
        Hypothesis("larger factor", r"\tau_i^2 > \tau_j^2", lambda p: p.t_i > p.t_j),
        Hypothesis("larger component", r"a > b \ge 0", lambda p: both(p.a > p.b, p.b >= 0)),
    ),
    conclusion=Formula(lambda p: p.a**2 / p.t_i + p.b**2 / p.t_j < p.b**2 / p.t_i + p.a**2 / p.t_j),
    witness={"a": "2", "b": "1", "t_i": "2", "t_j": "1"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("larger factor"), drop("larger component")),
    uses=(f"{ID}.layer",),
)
PROBABILITY = Claim(
    id=f"{ID}.probability",
    title="Seen: more than half of the increments are positive",
    statement=(
        r"24 random symmetric $H$ ($d$ from 3 to 8, $n$ from 1 to 10, $\alpha = 1$, a gap of at least $\frac12$), 40000 tokens each: "
        r"$P_1 > \frac12$, $\Delta\rho_1 > 0$ and largest of all, and the average of $\Delta\rho_k$ over all eigenvectors not above "
        r"$10^{-3}$."
    ),
    source=SOURCE,
    conclusion=Behaviour(
        "P_1 > 1/2, Delta rho_1 positive and largest, the average not positive, in 24 random symmetric systems"
    ),
    evidence=(Simulate(increments.seen),),
    uses=(f"{ID}.layer",),
)
