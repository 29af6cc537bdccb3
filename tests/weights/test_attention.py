"""The attention block against loops over tokens and heads, and its score matrices."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from verify.errors import InvalidInput
from verify.weights.attention import (
    attention_mask,
    attention_output,
    attention_scores,
    attention_weights,
    frequencies,
    mean_score_matrix,
    rotate,
    score_matrices,
)
from verify.weights.model import AttentionBlock, Rotary

HEADS, D_HEAD, D, N = 3, 4, 10, 7
KINDS = [
    (False, None, None),
    (True, None, None),
    (True, 3, None),
    (True, None, 20.0),
    (True, 2, 20.0),
    (False, 2, 20.0),
]


def block(causal: bool, window: int | None, theta: float | None) -> AttentionBlock:
    generator = torch.Generator().manual_seed(0)

    def drawn(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, dtype=torch.float64, generator=generator)

    return AttentionBlock(
        query=drawn(HEADS, D_HEAD, D),
        key=drawn(HEADS, D_HEAD, D),
        value=drawn(HEADS, D_HEAD, D),
        output=drawn(HEADS, D, D_HEAD),
        query_bias=drawn(HEADS, D_HEAD),
        key_bias=drawn(HEADS, D_HEAD),
        value_bias=drawn(HEADS, D_HEAD),
        output_bias=drawn(D),
        scale=0.2,
        causal=causal,
        window=window,
        rotary=None if theta is None else Rotary(theta),
    )


def states(*batch: int) -> torch.Tensor:
    return torch.randn(*batch, N, D, dtype=torch.float64, generator=torch.Generator().manual_seed(1))


def turned(vector: list[float], position: int, theta: float | None) -> list[float]:
    """Pair k rotated by ``position theta^(-2 k / d_head)``, one pair at a time."""
    if theta is None:
        return vector
    half, result = D_HEAD // 2, list(vector)
    for k in range(half):
        angle = position * theta ** (-2 * k / D_HEAD)
        a, b = vector[k], vector[k + half]
        result[k] = a * math.cos(angle) - b * math.sin(angle)
        result[k + half] = a * math.sin(angle) + b * math.cos(angle)
    return result


def by_loops(B: AttentionBlock, X: torch.Tensor, biases: bool) -> torch.Tensor:
    """The definition, for one sequence: a loop over heads, tokens and those that they attend to."""
    theta = None if B.rotary is None else B.rotary.theta
    result = torch.zeros_like(X)
    for h in range(HEADS):

        def of(weight: torch.Tensor, bias: torch.Tensor | None, x: torch.Tensor, h: int = h) -> torch.Tensor:
            return weight[h] @ x + (bias[h] if biases and bias is not None else 0)

        for i in range(N):
            query = turned(of(B.query, B.query_bias, X[i]).tolist(), i, theta)
            attended = [j for j in range(N) if (not B.causal or j <= i) and (B.window is None or i - B.window < j)]
            exponentials = {}
            for j in attended:
                key = turned(of(B.key, B.key_bias, X[j]).tolist(), j, theta)
                exponentials[j] = math.exp(B.scale * math.fsum(a * b for a, b in zip(query, key, strict=True)))
            total = math.fsum(exponentials.values())
            for j in attended:
                result[i] += exponentials[j] / total * (B.output[h] @ of(B.value, B.value_bias, X[j]))
    return result + B.output_bias if biases else result


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("biases", [True, False])
def test_output_is_the_definition(kind: tuple[bool, int | None, float | None], biases: bool) -> None:
    B, X = block(*kind), states(2)
    found = attention_output(B, X, biases=biases)
    for i in range(2):
        torch.testing.assert_close(found[i], by_loops(B, X[i], biases), rtol=1e-12, atol=1e-12)
    single = attention_output(B, X.float(), biases=biases)
    assert single.dtype == torch.float32
    torch.testing.assert_close(single.double(), found, rtol=1e-4, atol=1e-4)
    assert attention_output(B, states(), biases=biases).shape == (N, D)
    assert attention_output(B, states(2, 3, 1), biases=biases).shape == (2, 3, 1, N, D)


@pytest.mark.parametrize("kind", KINDS)
def test_scores_are_the_forms_of_the_score_matrices(kind: tuple[bool, int | None, float | None]) -> None:
    B, X = block(*kind), states()
    scores = attention_scores(B, X, biases=False)
    for i in range(N):
        for j in range(N):
            expected = torch.einsum("a,hab,b->h", X[i], score_matrices(B, offset=i - j), X[j])
            if torch.isfinite(scores[0, i, j]):
                torch.testing.assert_close(scores[:, i, j], expected)
    torch.testing.assert_close(mean_score_matrix(B, offset=2), score_matrices(B, offset=2).mean(0))


def test_without_rotation_the_offset_does_not_matter() -> None:
    B = block(True, None, None)
    torch.testing.assert_close(score_matrices(B, offset=5), score_matrices(B), rtol=0, atol=0)
    rotating = replace(B, rotary=Rotary(20.0))
    torch.testing.assert_close(score_matrices(rotating), score_matrices(B), rtol=0, atol=0)
    assert not torch.allclose(score_matrices(rotating, offset=1), score_matrices(B), atol=1e-2)


def test_masks_by_hand() -> None:
    assert attention_mask(block(False, None, None), 3) is None
    found = attention_mask(block(True, 2, None), 4)
    assert found is not None
    assert found.int().tolist() == [[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]]
    weights = attention_weights(block(True, 2, None), states())
    torch.testing.assert_close(weights.sum(-1), torch.ones(HEADS, N, dtype=torch.float64))
    assert (weights[:, ~attention_mask(block(True, 2, None), N)] == 0).all()


def test_a_quarter_turn_by_hand() -> None:
    # theta = 1: every pair turns by the position itself; pairs are (0, 2) and (1, 3).
    x = torch.tensor([[1.0, 2.0, 3.0, 4.0]], dtype=torch.float64)
    expected = [math.cos(1) - 3 * math.sin(1), 2 * math.cos(1) - 4 * math.sin(1)]
    found = rotate(Rotary(1.0), x, torch.tensor([1]))[0]
    assert found[:2].tolist() == pytest.approx(expected)
    assert torch.linalg.norm(found).item() == pytest.approx(math.sqrt(30))


def test_frequencies_by_hand() -> None:
    # theta = 16, two pairs: 1 and 1/4. Over 2 pi tokens they turn 1 and 1/4 times; with the band from 0 to 1/2 the first
    # is kept, and the second half kept: 1/4 (1/2 + 1/2 / 4) = 5/32.
    assert frequencies(Rotary(16.0), 2).tolist() == pytest.approx([1, 1 / 4])
    assert frequencies(Rotary(16.0, 4.0), 2).tolist() == pytest.approx([1 / 4, 1 / 16])
    assert frequencies(Rotary(16.0, 4.0, (1e-12, 0.5, 2 * math.pi)), 2).tolist() == pytest.approx([1, 5 / 32])
    assert frequencies(Rotary(16.0, 4.0, (0.25, 0.5, 2 * math.pi)), 2).tolist() == pytest.approx([1, 1 / 16])


def test_layer_matrix_is_the_sum_over_heads() -> None:
    B = block(True, None, None)
    left, right = B.factors()
    assert (left.shape, right.shape) == ((D, HEADS * D_HEAD), (HEADS * D_HEAD, D))
    expected = sum(B.output[h] @ B.value[h] for h in range(HEADS))
    torch.testing.assert_close(B.layer_matrix(), expected)
    torch.testing.assert_close(left @ right, expected)


@pytest.mark.parametrize(
    "X", [torch.zeros(2, 5), torch.zeros(10), torch.zeros(2, 10, dtype=torch.int64), torch.zeros(2, 10).half()]
)
def test_states_of_another_shape_or_type(X: torch.Tensor) -> None:
    with pytest.raises(InvalidInput, match="expected"):
        attention_output(block(True, None, None), X)
