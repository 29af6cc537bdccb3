"""The full forward pass against that of the library, layer by layer, and mistakes that the comparison must catch."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from small_models import CASES, library_states, saved, tokens

from verify.errors import InvalidInput
from verify.weights.full import embed, forward, hidden_states, layer_output, normalise
from verify.weights.model import AttentionBlock, Rotary, Transformer
from verify.weights.open import open_transformer

# The library computes everything in float64, except the scores of GPT-Neo, and norms, angles and softmax of Llama.
TOLERANCE = {"albert": 1e-12, "bert": 1e-12, "gpt2": 1e-12, "gpt_neo": 1e-5, "llama": 1e-5}


def distance(found: torch.Tensor, expected: torch.Tensor) -> float:
    """The largest difference over the largest entry."""
    assert found.shape == expected.shape
    return float((found - expected).abs().max() / expected.abs().max())


def states_of(model: Transformer, dtype: torch.dtype = torch.float64) -> list[torch.Tensor]:
    """What :func:`library_states` gives."""
    states = list(hidden_states(model, embed(model, tokens(), dtype=dtype)))
    return states if model.final_norm is None else [*states[:-1], normalise(model.final_norm, states[-1])]


@pytest.mark.parametrize("case", CASES)
def test_every_layer_is_that_of_the_library(case: str, tmp_path: Path) -> None:
    family, _ = CASES[case]
    theirs = saved(case, tmp_path)
    model = open_transformer(str(tmp_path))
    expected = library_states(theirs, tokens())
    assert model.family == family
    assert model.depth == len(expected) - 1
    for found, state in zip(states_of(model), expected, strict=True):
        assert distance(found, state) < TOLERANCE[family]
    # Each layer by itself, from the library's own state, so that errors cannot cancel.
    for index in range(model.depth - (model.final_norm is not None)):
        found = layer_output(model.layers[index], expected[index], post_norm=model.post_norm)
        assert distance(found, expected[index + 1]) < TOLERANCE[family]
    torch.testing.assert_close(forward(model, tokens(), dtype=torch.float64), states_of(model)[-1], rtol=0, atol=0)


class Doubled:
    """The module torch, in which single precision is double precision."""

    float32 = float = torch.float64

    def __getattr__(self, name: str) -> Any:
        return getattr(torch, name)


@pytest.mark.parametrize("case", [case for case, (family, _) in CASES.items() if TOLERANCE[family] > 1e-12])
def test_without_the_library_s_roundings(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores of GPT-Neo, and norms, angles and softmax of Llama, which the library rounds to single precision."""
    from transformers.models.gpt_neo import modeling_gpt_neo
    from transformers.models.llama import modeling_llama

    for module in (modeling_gpt_neo, modeling_llama):
        monkeypatch.setattr(module, "torch", Doubled())
    theirs = saved(case, tmp_path)
    # Rotary frequencies of linear and llama3 scaling come from another module, which rounds them.
    tolerance = 1e-6 if "slowed" in case else 1e-12
    for found, state in zip(states_of(open_transformer(str(tmp_path))), library_states(theirs, tokens()), strict=True):
        assert distance(found, state) < tolerance


@pytest.mark.parametrize("case", CASES)
def test_in_single_precision(case: str, tmp_path: Path) -> None:
    theirs = saved(case, tmp_path)
    found = forward(open_transformer(str(tmp_path)), tokens())
    assert found.dtype == torch.float32
    assert distance(found, library_states(theirs, tokens(), torch.float32)[-1]) < 1e-5


@pytest.mark.parametrize("case", ["albert", "bert", "gpt2", "gpt_neo, short window", "llama"])
def test_a_model_with_a_head_has_the_same_body(case: str, tmp_path: Path) -> None:
    theirs = saved(case, tmp_path, head=True)
    expected = library_states(theirs, tokens())[-1]
    found = forward(open_transformer(str(tmp_path)), tokens(), dtype=torch.float64)
    assert distance(found, expected) < TOLERANCE[CASES[case][0]]


def test_leading_axes_and_one_sequence(tmp_path: Path) -> None:
    saved("llama", tmp_path)
    model = open_transformer(str(tmp_path))
    together = forward(model, tokens().reshape(2, 1, -1), dtype=torch.float64)
    for i in range(2):
        torch.testing.assert_close(together[i, 0], forward(model, tokens()[i], dtype=torch.float64))


def transposed_value(block: AttentionBlock) -> AttentionBlock:
    heads = block.value.shape[0]
    return replace(block, value=block.value.flatten(0, 1).T.unflatten(0, (heads, -1)))


def transposed_output(block: AttentionBlock) -> AttentionBlock:
    left, _ = block.factors()
    return replace(block, output=left.T.unflatten(1, (block.heads, -1)).transpose(0, 1))


def transposed_query(block: AttentionBlock) -> AttentionBlock:
    return replace(block, query=block.query.flatten(0, 1).T.unflatten(0, (block.heads, -1)))


def tiled_keys(block: AttentionBlock) -> AttentionBlock:
    """Key heads repeated in the order 0 1 0 1 instead of 0 0 1 1."""
    return replace(block, key=block.key[::2].repeat(2, 1, 1))


def tiled_values(block: AttentionBlock) -> AttentionBlock:
    return replace(block, value=block.value[::2].repeat(2, 1, 1))


def rotated_neighbours(block: AttentionBlock) -> AttentionBlock:
    """Rows of query and key as llama.cpp stores them."""
    order = torch.arange(block.query.shape[1]).reshape(2, -1).T.flatten()
    return replace(block, query=block.query[:, order], key=block.key[:, order])


def heads_mixed(block: AttentionBlock) -> AttentionBlock:
    """Rows of the value matrix dealt to the heads in turn."""
    return replace(block, value=block.value.flatten(0, 1).unflatten(0, (-1, block.heads)).transpose(0, 1))


MISTAKES: list[tuple[str, Callable[[AttentionBlock], AttentionBlock]]] = [
    ("bert", transposed_value),
    ("bert", transposed_output),
    ("bert", heads_mixed),
    ("bert", lambda block: replace(block, scale=1.0)),
    ("bert", lambda block: replace(block, value_bias=None)),
    ("bert", lambda block: replace(block, query_bias=None)),
    ("albert", transposed_value),
    ("albert", lambda block: replace(block, causal=True)),
    ("albert", lambda block: replace(block, output_bias=None)),
    ("gpt2", transposed_value),
    ("gpt2", transposed_output),
    ("gpt2", transposed_query),
    ("gpt2", lambda block: replace(block, scale=1.0)),
    ("gpt2", lambda block: replace(block, causal=False)),
    ("gpt2", lambda block: replace(block, query=block.key, key=block.query)),
    ("gpt2 scaled by layer", lambda block: replace(block, scale=1 / math.sqrt(6))),
    ("gpt_neo, short window", lambda block: replace(block, scale=1 / math.sqrt(6))),
    ("gpt_neo, short window", lambda block: replace(block, window=None)),
    ("gpt_neo, short window", lambda block: replace(block, window=block.window and block.window + 1)),
    ("gpt_neo, short window", lambda block: replace(block, window=4)),
    ("llama", tiled_keys),
    ("llama", tiled_values),
    ("llama", rotated_neighbours),
    ("llama", lambda block: replace(block, rotary=None)),
    ("llama", lambda block: replace(block, rotary=Rotary(10000.0))),
    ("llama", lambda block: replace(block, scale=1.0)),
    ("llama, slowed", lambda block: replace(block, rotary=Rotary(50.0))),
    ("llama, slowed by band", lambda block: replace(block, rotary=Rotary(50.0))),
    ("llama, slowed by band", lambda block: replace(block, rotary=Rotary(50.0, 8.0))),
]


@pytest.mark.parametrize(("case", "mistake"), MISTAKES)
def test_a_mistake_of_a_loader_is_seen(
    case: str, mistake: Callable[[AttentionBlock], AttentionBlock], tmp_path: Path
) -> None:
    theirs = saved(case, tmp_path)
    model = open_transformer(str(tmp_path))
    layers = [replace(layer, attention=mistake(layer.attention)) for layer in model.layers]
    assert distance(states_of(replace(model, layers=layers))[-1], library_states(theirs, tokens())[-1]) > 1e-3


@pytest.mark.parametrize("case", ["bert", "gpt2"])
def test_the_place_of_the_norm_is_seen(case: str, tmp_path: Path) -> None:
    theirs = saved(case, tmp_path)
    model = open_transformer(str(tmp_path))
    swapped = replace(model, post_norm=not model.post_norm)
    assert distance(states_of(swapped)[-1], library_states(theirs, tokens())[-1]) > 1e-3


def test_token_numbers_are_checked(tmp_path: Path) -> None:
    saved("bert", tmp_path)
    model = open_transformer(str(tmp_path))
    for wrong, message in [
        (torch.tensor([[0, 23]]), "0 to 22"),
        (torch.tensor([-1]), "0 to 22"),
        (torch.zeros(17, dtype=torch.int64), "16 positions"),
        (torch.zeros(3), "expected integers"),
    ]:
        with pytest.raises(InvalidInput, match=message):
            embed(model, wrong)
    with pytest.raises(InvalidInput, match="no embedding"):
        embed(replace(model, embedding=None), tokens())
