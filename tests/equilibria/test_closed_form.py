"""The closed forms against the definition: symbolically, and by automatic differentiation of the system itself."""

import cmath
import math
from math import comb

import numpy as np
import pytest
import sympy as sp
import torch
from scipy.optimize import linear_sum_assignment

from verify import Attention, Oja
from verify.equilibria import closed_form as cf

A, B, E, M, R = sp.symbols("a b E m r", positive=True)
GAMMAS = cf.attention_gammas(E, M, R)
SCALE = cf.split_scale(E, M, R)


def trace_and_determinant(block):
    (x, y), (z, w) = block
    return x + w, x * w - y * z


def test_margins_are_the_schur_cohn_margins_of_the_block():
    trace, determinant = trace_and_determinant(cf.bipartite_block(A, B, GAMMAS))
    margins = cf.schur_cohn_margins(A, B, E, M, R)
    for margin, expected in zip(
        margins, (1 - trace + determinant, 1 + trace + determinant, 1 - determinant), strict=True
    ):
        assert sp.simplify(margin - expected) == 0
    assert sp.simplify(cf.bipartite_trace(A, B, GAMMAS) - trace) == 0
    assert sp.simplify(cf.bipartite_determinant(A, B, GAMMAS) - determinant) == 0


def test_numerators_are_those_of_the_block():
    total = sum(SCALE)
    c_plus, c_minus = cf.normalisers(B, GAMMAS)
    trace, determinant = trace_and_determinant(cf.bipartite_block(A, B, GAMMAS))
    pairs = [
        (cf.normaliser_numerator(B, SCALE), c_plus * c_minus),
        (cf.trace_numerator(A, B, SCALE), c_plus * c_minus * trace),
        (cf.determinant_numerator(A, SCALE), c_plus * c_minus * determinant),
        (cf.flow_trace_numerator(A, B, SCALE), trace_and_determinant(cf.flow_block(A, B, GAMMAS))[0]),
        (cf.flow_determinant_numerator(A, B, SCALE), trace_and_determinant(cf.flow_block(A, B, GAMMAS))[1]),
    ]
    for numerator, expected in pairs:
        assert sp.simplify(numerator / total - expected) == 0


@pytest.mark.parametrize("c", [0.0, 1.0, -2.0, 1e-9, 20.0])
def test_logistic_gammas_equal_the_rational_ones(c):
    gammas, one_p, one_q = cf.logistic_gammas(c, 7, 3)
    exact = cf.attention_gammas(math.exp(2 * c), 7, 3)
    np.testing.assert_allclose(gammas, exact, rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose([one_p, one_q], [1 - exact.p, 1 - exact.q], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("c", [1e4, -1e4, 1e300])
def test_logistic_gammas_do_not_overflow(c):
    gammas, one_p, one_q = cf.logistic_gammas(c, np.array([1, 10**6]), 3)
    assert (gammas.gamma_plus == np.sign(c)).all()
    assert (gammas.p + one_p == 1).all()
    assert (gammas.q + one_q == 1).all()


def random_system(rng, index):
    """Both kinds, both times; clustered, negative and nonsymmetric cases among them."""
    d = int(rng.integers(1, 5))
    values = np.sort(rng.normal(size=d))[::-1] * 1.5
    if index % 5 == 0:
        values = -np.abs(values)
    if index % 7 == 0 and d > 1:
        values[1] = values[0] - 1e-3
    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    if index % 6 == 5:  # real eigenvalues, oblique eigenvectors
        basis = basis + 0.2 * rng.normal(size=(d, d))
    value = basis @ np.diag(values) @ np.linalg.inv(basis)
    step = None if index % 2 else float(rng.uniform(0.05, 1.2))
    if index % 4 < 2:
        return Attention(value=value, query_key=rng.normal(size=(d, d)), step_size=step), values, basis
    return Oja(value=value, step_size=step), values, basis


def tangent_eigenvalues(system, tokens):
    """Eigenvalues of the automatic derivative of the step or the field, restricted to the tangent space."""
    n, d = tokens.shape
    run = system.field if system.is_flow else system.step
    jacobian = torch.func.jacrev(run)(torch.tensor(tokens)).reshape(n * d, n * d).numpy()
    complement = np.linalg.svd(tokens[0][:, None])[0][:, 1:]
    basis = np.kron(np.eye(n), complement)
    return np.linalg.eigvals(basis.T @ jacobian @ basis) if d > 1 else np.zeros(0)


def expanded(spectrum):
    return np.array([value for value, multiplicity in spectrum for _ in range(multiplicity)], dtype=complex)


@pytest.mark.parametrize("block", range(10))
def test_spectra_agree_with_autodiff_on_200_systems(block):
    rng = np.random.default_rng(100 + block)
    checked = 0
    for index in range(20):
        system, values, basis = random_system(rng, index)
        d = len(values)
        n = int(rng.choice([2, 3, 4, 5, 6]))
        k = int(rng.integers(d))
        v = basis[:, k] / np.linalg.norm(basis[:, k])
        key = getattr(system, "query_key", None)
        exp_2c = 1.0 if key is None else math.exp(2 * float(v @ key @ v))
        for minus in {0, 1, n // 2, int(rng.integers(1, n))}:
            tokens = np.outer(np.r_[np.ones(n - minus), -np.ones(minus)], v)
            if not system.is_flow and np.abs(system.step(tokens) - tokens).max() > 1e-6:
                continue
            if minus == 0:
                spectrum = cf.consensus_spectrum(list(values), k, n, system.step_size)
            else:
                gammas = cf.attention_gammas(exp_2c, n - minus, minus)
                spectrum = cf.bipartite_spectrum(
                    list(values), k, gammas, n - minus, minus, step_size=system.step_size, sqrt=cmath.sqrt
                )
            assert sum(multiplicity for _, multiplicity in spectrum) == n * (d - 1)
            predicted, measured = expanded(spectrum), tangent_eigenvalues(system, tokens)
            if d > 1:
                distance = np.abs(predicted[:, None] - measured[None, :])
                worst = distance[linear_sum_assignment(distance)].max()
                assert worst <= 1e-10 * np.linalg.cond(basis) ** 2 * max(1.0, np.abs(measured).max())
            checked += 1
    assert checked >= 20


def test_multiplicities_and_speed_of_a_spectrum_at_200_tokens():
    spectrum = cf.bipartite_spectrum(
        list(np.linspace(1, -1, 20)), 0, cf.attention_gammas(math.e**2, 120, 80), 120, 80, step_size=0.3
    )
    assert sum(multiplicity for _, multiplicity in spectrum) == 200 * 19
    assert sum(comb(200, m) for m in range(201)) == 2**200


def test_every_arithmetic_gives_the_same_spectrum():
    import mpmath
    from flint import arb

    values, k, n, rest = [2.0, 0.5, -1.0], 1, 5, 2
    reference = expanded(
        cf.bipartite_spectrum(values, k, cf.attention_gammas(math.exp(0.5), n, rest), n, rest, step_size=0.25)
    )
    for number, exp, sqrt in (
        (mpmath.mpf, mpmath.exp, mpmath.sqrt),
        (arb, lambda x: x.exp(), lambda x: x.sqrt()),
        (sp.Float, sp.exp, sp.sqrt),
    ):
        gammas = cf.attention_gammas(exp(number(0.5)), n, rest)
        spectrum = cf.bipartite_spectrum(
            [number(x) for x in values], k, gammas, n, rest, step_size=number(0.25), sqrt=sqrt
        )
        np.testing.assert_allclose(expanded([(float(x), m) for x, m in spectrum]).real, reference.real, rtol=1e-13)
