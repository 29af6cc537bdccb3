"""Certified claims against 60-digit mpmath, on exact binary input, near the boundary and with tiny gaps too."""

import mpmath
import numpy as np
import pytest
from flint import arb, ctx

import verify
from verify import Attention
from verify.equilibria.certify import enclose_symmetric, uniform_scores
from verify.equilibria.certify_general import enclose_general
from verify.equilibria.conditions import MIXED, NEGATIVE, POSITIVE, UNDECIDED, ZERO, polynomial_sign, sign, sign_between


def exactly(ball):
    """The midpoint of a ball as an mpf, digit for digit."""
    mantissa, exponent = ball.mid().man_exp()
    return mpmath.mpf(int(mantissa)) * mpmath.mpf(2) ** int(exponent)


def inside(number, ball):
    return abs(number - exactly(ball)) <= exactly(ball.rad()) + mpmath.mpf(10) ** -58


def eigenpairs(value):
    values, vectors = mpmath.eigsy(mpmath.matrix(value.tolist()))
    order = sorted(range(len(value)), key=lambda i: -values[i])
    return [(values[i], vectors[:, i]) for i in order]


def symmetric(rng, d, gap=None):
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    values = rng.normal(size=d)
    if gap is not None:
        values[1] = values[0] * (1 + gap)
    value = basis @ np.diag(values) @ basis.T
    return (value + value.T) / 2


@pytest.mark.parametrize("gap", [None, 1e-4, 1e-8, 1e-11])
def test_balls_contain_the_eigenvalues_and_scores(gap):
    rng = np.random.default_rng(3)
    with mpmath.workdps(60):
        for d in (2, 3, 5):
            value, key = symmetric(rng, d, gap), rng.normal(size=(d, d))
            enclosure = enclose_symmetric(value, key, oja=False)
            assert enclosure.certified
            for k, (number, vector) in enumerate(eigenpairs(value)):
                assert inside(number, enclosure.values[k])
                assert inside((vector.T * mpmath.matrix(key.tolist()) * vector)[0], enclosure.scores[k])
                assert float(enclosure.values[k].rad()) < 1e-15
                assert float(enclosure.scores[k].rad()) < 1e-12


def test_nonsymmetric_balls_contain_the_real_eigenvalues_and_scores():
    rng = np.random.default_rng(5)
    with mpmath.workdps(60):
        for _ in range(5):
            value, key = rng.normal(size=(4, 4)), rng.normal(size=(4, 4))
            enclosure = enclose_general(value, key, oja=False)
            numbers, vectors = mpmath.eig(mpmath.matrix(value.tolist()))
            real = sorted((i for i in range(4) if abs(numbers[i].imag) < 1e-40), key=lambda i: -numbers[i].real)
            assert len(real) == len(enclosure.values)
            assert len(real) + 2 * len(enclosure.complex_values) == 4
            for k, i in enumerate(real):
                vector = vectors[:, i]
                square = sum(abs(x) ** 2 for x in vector)
                assert inside(numbers[i].real, enclosure.values[k])
                score = (vector.transpose_conj() * mpmath.matrix(key.tolist()) * vector)[0].real / square
                assert inside(score, enclosure.scores[k])


def radius(values, k, c, minus, *, n, alpha):
    """Spectral radius by mpmath's own eigenvalues of the reduced blocks, from the attention weights."""
    m = n - minus
    e = mpmath.exp(2 * c)
    p, q = m * e / (m * e + minus), minus * e / (minus * e + m)
    up, down = 1 + alpha * values[k] * (2 * p - 1), 1 + alpha * values[k] * (2 * q - 1)
    if up <= 0 or down <= 0:
        return None
    found = ([1 / up] if m > 1 else []) + ([1 / down] if minus > 1 else [])
    for j, other in enumerate(values):
        if j != k:
            a = alpha * other
            block = mpmath.matrix([[(1 + a * p) / up, a * (1 - p) / up], [a * (1 - q) / down, (1 + a * q) / down]])
            found += [abs(x) for x in mpmath.eig(block, right=False)]
    return max(found)


def test_certified_verdicts_hold_at_60_digits():
    rng = np.random.default_rng(8)
    seen = set()
    with mpmath.workdps(60):
        for _ in range(12):
            value, key, alpha = symmetric(rng, 3), 3 * rng.normal(size=(3, 3)), float(rng.uniform(0.05, 0.9))
            pairs = eigenpairs(value)
            result = verify.stability(Attention(value=value, query_key=key, step_size=alpha), tokens=6)
            for entry in result:
                if entry.low == 0:
                    continue
                vector = pairs[entry.eigenvector][1]
                c = (vector.T * mpmath.matrix(key.tolist()) * vector)[0]
                exact = radius([x for x, _ in pairs], entry.eigenvector, c, entry.low, n=6, alpha=mpmath.mpf(alpha))
                assert entry.outcome.certified
                seen.add(entry.outcome.verdict)
                assert (exact is not None) == entry.outcome.fixed_point
                if exact is not None:
                    assert entry.outcome.verdict == ("stable" if exact < 1 else "unstable")
                    assert entry.radius == pytest.approx(float(exact), rel=1e-11)
    assert {"stable", "unstable"} <= seen


@pytest.mark.parametrize("offset", [-3, -1, 0, 1, 3])
def test_verdicts_one_ulp_from_the_boundary(offset):
    """Stable exactly if cosh 2c - (lambda_2/lambda_1) sinh 2c > (m/rest + rest/m)/2: c is moved by single ulps."""
    with mpmath.workdps(60):
        root = mpmath.findroot(lambda c: mpmath.cosh(2 * c) - mpmath.sinh(2 * c) / 2 - mpmath.mpf(5) / 4, 1)
        c = float(root)
        for _ in range(abs(offset)):
            c = np.nextafter(c, np.inf if offset > 0 else 0)
        result = verify.stability(
            Attention(value=np.diag([2.0, 1.0]), query_key=c * np.eye(2), step_size=0.25), tokens=6
        )
        (entry,) = [e for e in result if e.eigenvector == 0 and e.low == 2]  # y = (2 + 1/2)/2 = 5/4
        exact = radius([mpmath.mpf(2), mpmath.mpf(1)], 0, mpmath.mpf(float(c)), 2, n=6, alpha=mpmath.mpf(0.25))
        assert entry.outcome.certified
        assert entry.outcome.verdict == ("stable" if exact < 1 else "unstable")
        assert (entry.radius < 1) == (exact < 1)


def test_an_undecided_boundary_is_marginal_and_not_certified():
    # lambda = (0, -1) in a rotated basis: whether the eigenvalue 0 is exactly 0 no ball can tell.
    s = np.array([[-1.0, 3.0], [3.0, -9.0]])  # eigenvalues 0 and -10
    result = verify.stability(Attention(value=s, step_size=0.1), tokens=2)
    assert (result.entries[0].outcome.verdict, result.entries[0].outcome.certified) == ("marginal", False)


def test_exact_zero_scores_are_seen_on_components():
    value = np.array([[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, -5.0]])  # eigenvalues 3, 1 and -5
    key = np.diag([0.0, 0.0, 1.0])
    assert uniform_scores(value, key, oja=False) == [True, True, False]
    assert uniform_scores(value, None, oja=False) == [False] * 3
    assert uniform_scores(value, None, oja=True) == [True] * 3
    assert uniform_scores(value, np.zeros((3, 3)), oja=False) == [True] * 3


def test_signs():
    wide = arb(0, 1)
    assert [sign(x) for x in (arb(1), arb(-1), arb(0), wide)] == [POSITIVE, NEGATIVE, ZERO, UNDECIDED]
    assert sign_between(arb(1), arb(-1)) == MIXED
    assert sign_between(arb(2), arb(1)) == POSITIVE
    assert sign_between(wide, wide) == UNDECIDED
    with ctx.workprec(100):
        # (x - 2)^2 + 1/100 on [1, 3] needs cutting, on [1, 3/2] it does not; (x - 2)(x - 5) is negative inside.
        bowl = [arb(4) + arb(1) / 100, arb(-4), arb(1)]
        assert polynomial_sign(bowl, arb(1), arb(3)) == MIXED
        assert polynomial_sign(bowl, arb(1), arb(3) / 2) == POSITIVE
        assert polynomial_sign([arb(10), arb(-7), arb(1)], arb(3), arb(4)) == NEGATIVE
        assert polynomial_sign([arb(0)], arb(3), arb(4)) == ZERO
        assert polynomial_sign([wide, arb(0)], arb(3), arb(4)) == UNDECIDED
