"""Published theorems, and written arguments of our own, that are used and not proved here: what uses one is CONDITIONAL on it.

Textbook facts (Lyapunov's indirect method, the spectral theorem, Sylvester's law of inertia, the chain rule, the
intermediate value theorem) are the trusted base and are listed in ``docs/trusted_base.md``.
"""

CITED = {
    "absil_mahony_andrews": (
        "P.-A. Absil, R. Mahony, B. Andrews, Convergence of the iterates of descent methods for analytic cost functions, "
        "SIAM J. Optim. 16 (2005) 531-547, Theorem 3.2 (after S. Lojasiewicz): a bounded sequence with "
        "f(x_k+1) - f(x_k) >= sigma |grad f(x_k)| |x_k+1 - x_k| for an analytic f, which is constant only where the sequence "
        "is, converges to a single point."
    ),
    "lojasiewicz": (
        "S. Lojasiewicz, Sur les trajectoires du gradient d'une fonction analytique, Seminari di Geometria 1982-1983, Bologna (1984) "
        "115-117: a bounded trajectory of the gradient flow of a real-analytic function, also on an analytic Riemannian manifold, "
        "converges to a single critical point."
    ),
    "gaussian_kernel": (
        "H. Wendland, Scattered Data Approximation, Cambridge University Press 2005, Theorem 6.10: the Gaussian kernel "
        "e^{-a |x - y|^2}, a > 0, is positive definite on every R^d: its matrix at distinct points is positive definite."
    ),
    "centre_stable_manifold": (
        "M. Shub, Global Stability of Dynamical Systems, Springer 1987, Theorem III.7: for a fixed point of a C^1 local diffeomorphism g "
        "with an eigenvalue outside the closed unit disc, all points of some neighbourhood whose orbits stay in it lie on an embedded "
        "disc of lower dimension. With countably many such neighbourhoods and preimages, as in J. D. Lee, I. Panageas, G. Piliouras, "
        "M. Simchowitz, M. I. Jordan, B. Recht, First-order methods almost always avoid strict saddle points, Math. Program. 176 (2019) "
        "311-337, Theorem 2: if preimages of null sets are null, the starts that converge to such fixed points, isolated or not, are a "
        "null set."
    ),
    "circle_synchronisation": (
        "Y. Polyanskiy, P. Rigollet, A. Yao, Synchronization of mean-field models on the circle, arXiv 2507.22857 (2025): on "
        "the unit circle "
        "the gradient flow of sum_ij exp(beta x_i . x_j) and its normalised form, self-attention with V = I and scores beta I, reach one "
        "point from almost every start, for every beta >= -0.16."
    ),
    "written_boolean_limit": (
        "The last steps of this suite's own proof of the Boolean limit, in the notes of clusters.theorem_boolean.one_left, .rows and "
        ".generic: from inequalities along the flow to limits, and a volume argument. They are written out, and no engine checks them."
    ),
}
