"""Steering small models: the layer matrix exactly, sides, kappa, the full model, and the sentences about it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from made import block, layer, layered, random_blocks, shared
from small_models import saved, tokens

from verify.errors import InvalidInput
from verify.verdict import Verdict
from verify.weights.full import embed, forward
from verify.weights.model import AttentionBlock, Norm, Transformer
from verify.weights.open import open_transformer
from verify.weights.output_change import changed_block, coefficients, mixed_values, output_row, row_of_values
from verify.weights.preimage import after_attention, preimage
from verify.weights.reduced import Convention
from verify.weights.sentences_steering import judge_steering
from verify.weights.steered_tokens import Effect
from verify.weights.steering import steer
from verify.weights.steering_full import steer_full

D = 8


def direction(seed: int = 0, d: int = D) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(size=d)
    return drawn / np.linalg.norm(drawn)


def small(*, causal: bool = False, depth: int = 3) -> Transformer:
    return layered(random_blocks(D, depth, causal=causal))


def grouped() -> AttentionBlock:
    """Four heads of two coordinates, two of them with the same values: rank 4 of 8."""
    rng = np.random.default_rng(1)
    value = torch.from_numpy(rng.normal(size=(2, 2, D))).repeat_interleave(2, 0)
    query, key = (torch.from_numpy(rng.normal(size=(4, 2, D))) for _ in range(2))
    output = torch.from_numpy(rng.normal(size=(4, D, 2)))
    return AttentionBlock(query, key, value, output, None, None, None, None, 1.0, True)


# ------------------------------------------------------------------ the layer matrix


def test_the_layer_matrix_changes_by_the_rank_one_matrix() -> None:
    for attention in random_blocks(D, 3):
        u, w = direction(1), direction(2)
        row = output_row(attention, w)
        found = changed_block(attention, u, row.row, 7.0).layer_matrix()
        expected = attention.layer_matrix() + 7 * torch.from_numpy(np.outer(u, w))
        torch.testing.assert_close(found, expected, rtol=0, atol=1e-11)
        assert (row.rank, row.residual) == (D, pytest.approx(0, abs=1e-12))


def test_heads_that_share_values_give_the_projection() -> None:
    attention, u, w = grouped(), direction(1), direction(2)
    row = output_row(attention, w)
    basis = np.linalg.qr(attention.value[[0, 2]].reshape(-1, D).numpy().T)[0]
    projected = basis @ (basis.T @ w)
    assert row.rank == 4
    np.testing.assert_allclose(row.achieved, projected, atol=1e-12)
    assert row.residual == pytest.approx(np.linalg.norm(w - projected), abs=1e-12)
    assert 0.1 < row.residual < 1
    found = changed_block(attention, u, row.row, 7.0).layer_matrix() - attention.layer_matrix()
    np.testing.assert_allclose(found.numpy(), 7 * np.outer(u, projected), atol=1e-11)
    with pytest.raises(InvalidInput, match="orthogonal to the row space"):
        output_row(attention, np.linalg.svd(basis.T)[2][-1])


def test_only_the_output_matrix_is_another() -> None:
    attention = random_blocks(D, 1)[0]
    new = changed_block(attention, direction(), output_row(attention, direction()).row, 3.0)
    assert {name for name in vars(attention) if getattr(new, name) is not getattr(attention, name)} == {"output"}
    single = replace(attention, output=attention.output.float())
    assert changed_block(single, direction(), output_row(single, direction()).row, 3.0).output.dtype == torch.float32


def test_coefficients_are_the_row_on_the_mixed_values() -> None:
    attention, X = random_blocks(D, 1)[0], torch.from_numpy(np.random.default_rng(0).normal(size=(3, 4, D)))
    row = output_row(attention, direction()).row
    values = mixed_values(attention, X, biases=False)
    assert values.shape == (3, 4, 2 * D)
    torch.testing.assert_close(coefficients(attention, row, X, biases=False), values @ torch.from_numpy(row))


def test_the_row_of_values_puts_alike_tokens_on_one_side() -> None:
    attention = random_blocks(D, 1)[0]
    common, noise = np.random.default_rng(0).normal(size=D), np.random.default_rng(1).normal(size=(6, 4, D))
    X = torch.from_numpy(common + 0.3 * noise)
    row = row_of_values(attention, X, biases=False)
    assert bool((coefficients(attention, row.row, X, biases=False) > 0).all())
    assert np.linalg.norm(row.wanted) == pytest.approx(1)
    assert row.residual == 0
    np.testing.assert_allclose(attention.factors()[1].numpy().T @ row.row, row.wanted, atol=1e-12)


# ------------------------------------------------------------------ tokens


@pytest.mark.parametrize("causal", [False, True])
@pytest.mark.parametrize("kappa", [1e6, -1e6])
def test_each_token_goes_to_the_side_that_is_foretold(kappa: float, causal: bool) -> None:
    found = steer(small(causal=causal), direction(), kappa, sequences=20, tokens=4)
    assert found.after.mean > 1 - 1e-6
    assert found.before.mean < 0.6
    assert found.side_foretold == 1.0
    assert 0.1 < found.after.plus < 0.9
    assert (found.after.together == 1.0) is False  # heads differ, so that tokens of a sequence may part


def test_the_opposite_tokens_go_to_the_other_side() -> None:
    X = torch.from_numpy(np.random.default_rng(4).normal(size=(12, 3, D)))
    one, other = (steer(small(), direction(), 50.0, states=states) for states in (X, -X))
    assert one.after.plus + other.after.plus == pytest.approx(1)
    assert one.after.mean == pytest.approx(other.after.mean)
    # A bias breaks the symmetry.
    biased = small()
    last = biased.layers[2].attention
    values = torch.full(last.value.shape[:2], 5.0, dtype=torch.float64)
    zero = torch.zeros_like(values)
    with_bias = replace(last, value_bias=values, query_bias=zero, key_bias=zero)
    biased = replace(biased, layers=[*biased.layers[:2], layer(with_bias)])
    pair = [steer(biased, direction(), 50.0, states=x, convention=Convention(biases=True)) for x in (X, -X)]
    assert pair[0].after.plus + pair[1].after.plus != pytest.approx(1)


def test_the_first_token_of_a_causal_layer_may_part_from_the_second() -> None:
    """One head, W_V = I, equal scores, u = w = e_1: sigma is 1 for the first token and (1 - 3)/2 = -1 for the second."""
    attention = block([np.zeros((2, 2)) + np.eye(2)], causal=True)
    X = torch.tensor([[[1.0, 1.0], [-3.0, 1.0]]], dtype=torch.float64)
    found = steer(layered([attention]), np.array([1.0, 0.0]), 1e6, states=X)
    assert (found.after.plus, found.after.together) == (0.5, 0.0)
    assert found.after.mean == pytest.approx(1)


def test_the_default_kappa_aligns_the_share_that_is_asked_for() -> None:
    found = steer(small(), direction(), sequences=30, tokens=5, cosine=0.95, share=0.8)
    assert found.kappa > found.change.sufficient()
    strict = steer(small(), direction(), sequences=30, tokens=5, cosine=0.9999, share=1.0)
    assert strict.kappa > found.kappa
    assert strict.after.least >= 0.9999 > found.after.least
    # The kappa of a curve point is a kappa: the mean is that of a run of its own.
    kappa, mean = found.curve[20]
    assert steer(small(), direction(), kappa, sequences=30, tokens=5).after.mean == pytest.approx(mean, abs=1e-9)
    assert found.tenfold is not None
    assert found.tenfold_kappa is not None
    ten = steer(small(), direction(), found.tenfold_kappa, sequences=30, tokens=5).after
    assert ten.mean == pytest.approx(found.tenfold.mean, abs=1e-9)
    principal = np.linalg.eigvals(small().layers[2].attention.layer_matrix().numpy()).real.max()
    assert found.tenfold_kappa * found.change.gain == pytest.approx(10 * principal)


def test_a_left_eigenvector_moves_its_eigenvalue_alone() -> None:
    model = small()
    found = steer(model, direction(3), 30.0, choice="left", sequences=8)
    old = np.linalg.eigvals(model.layers[2].attention.layer_matrix().numpy())
    new = np.linalg.eigvals(found.transformer.layers[2].attention.layer_matrix().numpy())
    real = old[old.imag == 0].real.max()
    moved = real + 30 * found.change.gain
    expected = np.sort_complex(np.append(np.delete(old, np.argmin(np.abs(old - real))), moved))
    np.testing.assert_allclose(np.sort_complex(new), expected, atol=1e-8)
    assert found.change.gain > 0


def test_shared_weights_are_changed_in_every_layer() -> None:
    model = shared(random_blocks(D, 1)[0], 4)
    found = steer(model, direction(), 200.0, sequences=10, tokens=4)
    assert found.to_dict()["all_layers"] is True
    assert all(entry is found.transformer.layers[0] for entry in found.transformer.layers)
    # Four passes do what one does, and more.
    once = steer(replace(model, layers=model.layers[:1]), direction(), 200.0, sequences=10, tokens=4)
    assert 1 - found.after.mean < 0.01 * (1 - once.after.mean)


def test_other_layers_stay() -> None:
    model = small()
    found = steer(model, direction(), 5.0, sequences=8)
    assert [found.transformer.layers[i] is model.layers[i] for i in range(3)] == [True, True, False]
    assert found.transformer.layers[-1] is found.transformer.layers[2]
    assert len(found.transformer.layers[1:]) == 2


def test_what_is_written_is_json() -> None:
    found = steer(small(), direction(), sequences=10).to_dict()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    orthogonal = steer(small(), direction(), 5.0, choice=_orthogonal(), sequences=3).to_dict()
    json.dumps(orthogonal, allow_nan=False)
    assert orthogonal["sufficient_kappa"] is orthogonal["threshold_kappa"] is orthogonal["sine_bound"] is None
    assert orthogonal["after"]["interval"] is None


def _orthogonal() -> np.ndarray:
    u, w = direction(), direction(9)
    return w - (w @ u) * u


@pytest.mark.parametrize(
    ("u", "options", "told"),
    [
        (np.ones(3), {}, "shape"),
        (np.zeros(D), {}, "not 0"),
        (np.ones(D), {"kappa": 0.0}, "kappa is 0"),
        (np.ones(D), {"kappa": np.nan}, "kappa is nan"),
        (np.ones(D), {"choice": "middle"}, "'middle'"),
        (np.ones(D), {"choice": np.zeros(D)}, "not 0"),
    ],
)
def test_what_makes_no_sense_is_refused(u: np.ndarray, options: dict[str, object], told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        steer(small(), u, **options)  # type: ignore[arg-type]


def test_sentences_about_steering() -> None:
    found = steer(small(), direction(), sequences=40, tokens=4, cosine=0.9999, share=1.0)
    verdicts = {judged.id: judged.verdict for judged in judge_steering(found)}
    assert verdicts["steering_all"] is Verdict.CORROBORATED
    assert verdicts["mild_steering"] is Verdict.CORROBORATED
    assert verdicts["steering.sign"] is Verdict.REFUTED
    weak = {judged.id: judged.verdict for judged in judge_steering(steer(small(), direction(), 1e-3, sequences=40))}
    assert weak["steering_all"] is Verdict.REFUTED
    assert weak["mild_steering"] is Verdict.INCONCLUSIVE


# ------------------------------------------------------------------ the feed-forward network


def test_without_a_feed_forward_network_the_norms_alone_limit() -> None:
    """F is the layer norm: the output has mean zero, so that the best cosine is the length of t without its mean."""
    model = small()
    last = model.layers[2]
    plain = Norm(torch.ones(D, dtype=torch.float64), torch.zeros(D, dtype=torch.float64), 1e-12)
    silent = replace(last.feed_forward, down=0 * last.feed_forward.down, down_bias=0 * last.feed_forward.down_bias)
    bare = replace(last, norm_attention=plain, norm_feed_forward=plain, feed_forward=silent)
    model = replace(model, layers=[*model.layers[:2], bare])
    t = np.array([3.0, 0.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0]) / 5
    limit = np.sqrt(1 - t.mean() ** 2 * D)
    found = preimage(model, t)
    assert found.cosine == pytest.approx(limit, abs=1e-6)
    assert found.norm_limit == pytest.approx(limit, abs=1e-6)
    assert found.opposite == pytest.approx(-limit, abs=1e-6)  # this F is odd
    assert found.residual == pytest.approx(np.sqrt(1 - limit**2), abs=1e-5)


@pytest.mark.parametrize("post_norm", [True, False])
def test_the_preimage_becomes_the_target(post_norm: bool) -> None:
    model = layered(random_blocks(D, 2), post_norm=post_norm)
    found = preimage(model, direction(5), size=3.0)
    out = after_attention(model)(torch.from_numpy(3.0 * found.direction)).numpy()
    assert out @ direction(5) / np.linalg.norm(out) == pytest.approx(found.cosine, abs=1e-9)
    assert found.uncompensated < found.cosine <= found.norm_limit
    assert found.cosine > 0.9


@pytest.mark.parametrize("case", ["bert", "gpt2", "llama", "albert"])
def test_the_full_model_is_steered(case: str, tmp_path: Path) -> None:
    saved(case, tmp_path)
    model = open_transformer(str(tmp_path))
    t = direction(6, model.dimension)
    found = steer_full(model, t, embed(model, tokens()), 3e3)
    out = forward(found.transformer, tokens(), dtype=torch.float64)
    seen = Effect.of(out, torch.from_numpy(t))
    assert seen.mean == pytest.approx(found.after.mean, abs=1e-4)
    before = Effect.of(forward(model, tokens(), dtype=torch.float64), torch.from_numpy(t))
    assert before.mean == pytest.approx(found.before.mean, abs=1e-6)
    assert found.before.mean < 0.5
    assert found.after.mean > found.before.mean + 0.15
    json.dumps(found.to_dict(), allow_nan=False)


def test_shared_weights_hold_the_steered_token(tmp_path: Path) -> None:
    """Every layer is given F(R u) or F(-R u), and makes F(R u) of it."""
    saved("albert", tmp_path)
    model = open_transformer(str(tmp_path))
    states, t = embed(model, tokens()), direction(6, model.dimension)
    found = steer_full(model, t, states, 1e5)
    assert found.positive == 1.0
    assert found.cosine == pytest.approx(found.preimage.cosine, abs=1e-3)
    assert found.preimage.opposite < found.cosine - 0.2
    chosen = steer_full(model, t, states)
    assert found.kappa > chosen.kappa > 0
    assert 0.8 < chosen.cosine < found.cosine
    # The other side: every layer makes F(-R u).
    mirrored = steer_full(model, t, states, -1e5)
    assert mirrored.cosine == pytest.approx(found.preimage.opposite, abs=1e-3)


def test_with_one_side_the_full_model_meets_the_target() -> None:
    model = layered(random_blocks(D, 2))
    common = np.random.default_rng(0).normal(size=D)
    states = torch.from_numpy(common + 0.05 * np.random.default_rng(1).normal(size=(8, 4, D)))
    found = steer_full(model, direction(6), states)
    assert found.positive == 1.0
    assert found.cosine == pytest.approx(found.preimage.cosine, abs=0.02)
    assert found.uncompensated.mean < found.after.mean
