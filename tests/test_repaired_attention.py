"""The repaired statements on attention, in numbers of their own: no formula of the claims is used here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from proofs.power_method import examples
from verify import Attention, Oja
from verify.counterexample import Counterexample
from verify.graph import load
from verify.observe import observe

THEORY = load()


def weights(key: Any, tokens: Any) -> Any:
    return Attention(value=np.eye(len(key)), query_key=key, step_size=1.0).attention(np.asarray(tokens, dtype=float))


def rank(matrix: Any) -> int:
    return int(np.linalg.matrix_rank(matrix, tol=1e-10))


def test_distinct_tokens_are_not_enough_for_the_rank() -> None:
    """The three-cluster example, exactly: det e^{y_a^T A y_b} = 0, and the attention matrix has rank 2."""
    example = Counterexample(examples.three_clusters())
    tokens, key = sympy.Matrix(example.tokens()), sympy.Matrix(example.system().query_key)  # type: ignore[attr-defined]
    raised = (tokens * key * tokens.T).applyfunc(lambda entry: sympy.exp(sympy.simplify(entry)))
    assert sympy.simplify(raised.det()) == 0
    assert raised.rank(simplify=True) == 2
    assert rank(np.array(example.system().attention(example.tokens()), dtype=float)) == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(20))
def test_two_tokens_have_rank_2_unless_their_difference_has_no_score(seed: int) -> None:
    rng = np.random.default_rng(seed)
    y, z = rng.normal(size=(2, 3))
    y, z = y / np.linalg.norm(y), z / np.linalg.norm(z)
    key = rng.normal(size=(3, 3))
    assert rank(weights(key, [y, z, z, y, y])) == 2
    apart = (y - z) / np.linalg.norm(y - z)
    key -= (apart @ key @ apart) * np.outer(apart, apart)
    assert rank(weights(key, [y, z, z, y, y])) == 1


@pytest.mark.parametrize("r", [2, 3, 5])
def test_a_definite_score_matrix_tells_all_tokens_apart(r: int) -> None:
    rng = np.random.default_rng(r)
    tokens = rng.normal(size=(r, 2))
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    values = np.linalg.svd(weights(3 * np.eye(2), np.repeat(tokens, 2, axis=0)), compute_uv=False)
    assert values[r - 1] > 1e-9 > values[r]


@pytest.mark.parametrize(("step", "stable"), [(0.2, True), (0.99, True), (1.01, False), (3.0, False)])
def test_the_step_size_condition_is_exact(step: float, stable: bool) -> None:
    """V = diag(1, 1/2, -3): 2/(3 - 1) = 1."""
    facts = observe(Oja(value=np.diag([1.0, 0.5, -3.0]), step_size=step), np.array([[1.0, 0.0, 0.0]] * 3))
    assert facts.fixed
    assert facts.stable is stable
    assert facts.unstable is not stable


@pytest.mark.parametrize("c", [-1.5, -0.4, -0.05, 0.0, 0.3, 1.0])
@pytest.mark.parametrize("sizes", [(1, 1), (2, 1), (3, 3), (1, 4)])
def test_group_3_at_a_negative_eigenvalue(c: float, sizes: tuple[int, int]) -> None:
    """Both normalisers are above 1 exactly where e^{2c} is below the ratio of the sizes, either way."""
    tokens = np.array([[1.0, 0.0]] * sizes[0] + [[-1.0, 0.0]] * sizes[1])
    system = Attention(value=np.diag([-0.5, 0.3]), query_key=np.diag([c, 0.0]), step_size=0.5)
    norms = np.linalg.norm(tokens + 0.5 * system.influence(tokens), axis=1)
    low, high = sorted(sizes)
    assert bool((norms > 1 + 1e-12).all()) is bool(np.exp(2 * c) < low / high - 1e-12)


def test_null_vectors_make_no_equilibria() -> None:
    """kappa_i = lambda_1: the matrix of Proposition 1 is singular at a state that one step moves."""
    rng = np.random.default_rng(5)
    tokens = rng.normal(size=(4, 3))
    tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
    value = np.diag([2.0, 1.0, -1.0])
    system = Attention(value=value, query_key=rng.normal(size=(3, 3)), step_size=0.3)
    whole = 2.0 * np.eye(12) - np.kron(system.attention(tokens), value)
    assert np.linalg.svd(whole, compute_uv=False)[-1] < 1e-12
    assert np.abs(system.step(tokens) - tokens).max() > 0.01


@pytest.mark.parametrize(
    "label",
    [
        "remark_1",
        "remark_1.consensus_fixed",
        "remark_1.bipartite_fixed",
        "remark_4",
        "remark_4.not_necessary",
        "lemma_8",
        "lemma_8.members",
        "remark_6",
        "remark_6.one_clustering",
        "proposition_1",
        "proposition_1.sufficient",
        "lemma_9",
        "lemma_9.bipartite",
        "lemma_9.clustering",
        "remark_9",
        "remark_10",
        "remark_10.negative_unstable",
        "remark_10.group_3_fails",
        "example_13b.always_small",
    ],
)
def test_each_has_a_repaired_statement(label: str) -> None:
    repaired = THEORY.repaired_by(f"power_method.{label}")
    assert repaired is not None
    claim = THEORY.claims[repaired]
    assert claim.paper == "beyond"
    assert claim.parts or claim.evidence
