"""The reduced layer: the same as the suite's own systems on the same matrices, and each choice does what it says."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from made import block, random_blocks

from verify import Attention, MultiHead
from verify.errors import InvalidInput
from verify.weights.reduced import CONVENTIONS, Convention, normalise, prepared, reduced_step

ONE = Convention()


def tokens(shape: tuple[int, ...], seed: int = 1) -> torch.Tensor:
    """Unit rows."""
    return normalise(torch.from_numpy(np.random.default_rng(seed).standard_normal(shape)), ONE)


@pytest.mark.parametrize("causal", [False, True])
def test_one_head_is_the_attention_system(causal: bool) -> None:
    """Eq. (8) on the same matrices."""
    rng = np.random.default_rng(0)
    value, score = rng.standard_normal((2, 5, 5))
    attention = block([value], [score], causal=causal, scale=0.5)
    X = tokens((4, 6, 5))
    system = Attention(value=value, query_key=0.5 * score, step_size=1.0, causal=causal)
    wanted = np.stack([system.step(x) for x in X.numpy()])
    np.testing.assert_allclose(reduced_step(attention, X, ONE).numpy(), wanted, atol=1e-13)


@pytest.mark.parametrize("causal", [False, True])
def test_several_heads_are_the_multihead_system(causal: bool) -> None:
    """Eq. (3), with W_O^h W_V^h as the value matrix of head h and a step size."""
    attention = random_blocks(6, 1, heads=3, causal=causal)[0]
    attention = replace(attention, output=torch.from_numpy(np.random.default_rng(2).standard_normal((3, 6, 6))))
    values = [(o @ v).numpy() for o, v in zip(attention.output, attention.value, strict=True)]
    scores = [(q.T @ k).numpy() for q, k in zip(attention.query, attention.key, strict=True)]
    system = MultiHead(values=values, query_keys=scores, step_size=0.3, causal=causal)
    X = tokens((7, 6))
    np.testing.assert_allclose(
        reduced_step(attention, X, Convention(alpha=0.3)).numpy(), system.step(X.numpy()), atol=1e-13
    )
    np.testing.assert_allclose(attention.layer_matrix().numpy(), system.layer_matrix, atol=1e-13)


def test_a_norm_of_sqrt_d_is_a_sharper_softmax() -> None:
    """Directions are those of norm one with scores d times as large; the layer is else homogeneous."""
    attention = random_blocks(8, 1)[0]
    X = tokens((5, 8))
    large = reduced_step(attention, math.sqrt(8) * X, Convention(token_norm="sqrt_d"))
    np.testing.assert_allclose(large.norm(dim=-1).numpy(), math.sqrt(8), rtol=1e-14)
    sharper = reduced_step(replace(attention, scale=8.0), X, ONE)
    np.testing.assert_allclose(large.numpy() / math.sqrt(8), sharper.numpy(), atol=1e-13)
    assert not np.allclose(sharper.numpy(), reduced_step(attention, X, ONE).numpy(), atol=1e-3)


def test_biases_count_only_where_they_are_asked_for() -> None:
    """A single token attends to itself, so that its layer is known in closed form."""
    attention = block([np.diag([1.0, 2.0, 3.0])], bias=0.5)
    assert attention.value_bias is not None
    assert attention.output_bias is not None
    x = tokens((1, 3))
    moved = x[0] + attention.value[0] @ x[0]
    bare = reduced_step(attention, x, ONE)[0]
    np.testing.assert_allclose(bare.numpy(), (moved / moved.norm()).numpy(), atol=1e-14)
    moved = moved + attention.value_bias[0] + attention.output_bias
    biased = reduced_step(attention, x, Convention(biases=True))[0]
    np.testing.assert_allclose(biased.numpy(), (moved / moved.norm()).numpy(), atol=1e-14)
    assert (biased - bare).norm() > 0.01


@pytest.mark.parametrize(("word", "scale"), [("model", 0.7), ("one", 1.0), ("sqrt_d_head", 0.5)])
def test_the_scale_of_the_scores(word: str, scale: float) -> None:
    """d_head is 4 here."""
    attention = replace(block([np.eye(4)], [np.ones((4, 4))], scale=0.7), query_bias=None)
    made = prepared(attention, Convention(scale=word))  # type: ignore[arg-type]
    assert made.scale == scale
    assert made.query.dtype == torch.float64


def test_nothing_moves_without_values() -> None:
    """H = 0."""
    X = tokens((2, 4, 5))
    moved = reduced_step(block([np.zeros((5, 5))]), X, ONE)
    np.testing.assert_allclose(moved.numpy(), X.numpy(), atol=1e-15)


def test_a_token_that_vanishes_is_told() -> None:
    """H = -I with one token: x + H x = 0."""
    with pytest.raises(InvalidInput, match="no direction"):
        reduced_step(block([-np.eye(3)]), tokens((1, 3)), ONE)
    with pytest.raises(InvalidInput, match="no direction"):
        normalise(torch.full((1, 3), torch.inf), ONE)


@pytest.mark.parametrize(
    ("field", "value"),
    [("token_norm", "two"), ("initial", "zero"), ("scale", "half"), ("alpha", 0.0), ("alpha", math.nan)],
)
def test_an_unknown_choice_is_refused(field: str, value: object) -> None:
    """Naming the field."""
    with pytest.raises(InvalidInput, match=field):
        Convention(**{field: value})  # type: ignore[arg-type]


def test_what_stands_side_by_side() -> None:
    """The paper's reading first; biases and norms in every combination; all different."""
    assert next(iter(CONVENTIONS.values())) == ONE
    assert len(set(CONVENTIONS.values())) == len(CONVENTIONS)
    assert {(c.biases, c.token_norm) for c in CONVENTIONS.values()} == {
        (b, n) for b in (False, True) for n in ("one", "sqrt_d")
    }
