"""Saved models are loaded by the library: what changed, what did not, and what comes out of the forward pass."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from small_models import CASES, library_states, make, saved, tokens

from verify.errors import InvalidInput
from verify.weights.full import forward
from verify.weights.model import AttentionBlock
from verify.weights.open import open_checkpoint, open_transformer
from verify.weights.save import Saved, save

# Tensors of the last layer's output matrix; an ALBERT has it once for all layers, or for a group of them.
CHANGED = {"albert": "dense", "bert": "output.dense", "gpt2": "c_proj", "gpt_neo": "out_proj", "llama": "o_proj"}


def another(block: AttentionBlock) -> AttentionBlock:
    drawn = torch.randn(block.output.shape, generator=torch.Generator().manual_seed(3))
    return replace(block, output=block.output + drawn)


def change_last(source: Path, folder: Path) -> Saved:
    model = open_transformer(str(source))
    last = model.depth - 1
    return save(open_checkpoint(str(source)), {last: another(model.layers[last].attention)}, folder)


@pytest.mark.parametrize("case", CASES)
def test_the_library_runs_the_changed_model(case: str, tmp_path: Path) -> None:
    source, folder = tmp_path / "old", tmp_path / "new"
    old = saved(case, source)
    told = change_last(source, folder)
    new = type(old).from_pretrained(folder, attn_implementation="eager").eval()
    # The change made by hand, in the library's own model: a Conv1D computes x W, a Linear x W^T.
    family, last = CASES[case][0], open_transformer(str(source))
    left = another(last.layers[last.depth - 1].attention).factors()[0]
    with torch.no_grad():
        old.get_parameter(told.tensors[0]).copy_(left.T if family == "gpt2" else left)
    expected = library_states(old, tokens())[-1]
    torch.testing.assert_close(library_states(new, tokens())[-1], expected, rtol=0, atol=0)
    # And it is the model that we compute from the saved folder.
    found = forward(open_transformer(str(folder)), tokens(), dtype=torch.float64)
    assert float((found - expected).abs().max() / expected.abs().max()) < 1e-5
    # A control: the change is seen in what comes out.
    before = library_states(make(case), tokens())[-1]
    assert float((before - expected).abs().max()) > 1e-2


@pytest.mark.parametrize("case", CASES)
def test_all_other_tensors_keep_their_bits(case: str, tmp_path: Path) -> None:
    source, folder = tmp_path / "old", tmp_path / "new"
    saved(case, source, head=True)
    told = change_last(source, folder)
    old, new = load_file(source / "model.safetensors"), load_file(folder / "model.safetensors")
    assert sorted(old) == sorted(new)
    differing = [name for name in old if not torch.equal(old[name].view(torch.uint8), new[name].view(torch.uint8))]
    assert differing == list(told.tensors)
    assert len(differing) == 1
    assert CHANGED[CASES[case][0]] in differing[0]
    assert json.loads((folder / "config.json").read_text()) == json.loads((source / "config.json").read_text())


@pytest.mark.parametrize(
    ("case", "layers"), [("bert", (2,)), ("albert", (0, 1, 2)), ("albert of two groups", (7, 9)), ("gpt2", (2,))]
)
def test_it_says_which_layers_changed(case: str, layers: tuple[int, ...], tmp_path: Path) -> None:
    """Five passes, of two inner layers each, over two groups: passes 0 to 2 and 3, 4; the last matrix is in layers 7 and 9."""
    saved(case, tmp_path / "old")
    told = change_last(tmp_path / "old", tmp_path / "new")
    assert told.layers == layers
    assert told.to_dict() == {"tensors": list(told.tensors), "layers": list(layers), "rounding": 0.0}


def test_a_checkpoint_in_shards_and_one_that_is_pickled(tmp_path: Path) -> None:
    saved("bert", tmp_path / "whole")
    saved("bert", tmp_path / "shards", max_shard_size="8KB")
    assert not (tmp_path / "shards" / "model.safetensors").exists()
    pickled = tmp_path / "pickled"
    pickled.mkdir()
    (pickled / "config.json").write_text((tmp_path / "whole" / "config.json").read_text())
    torch.save(load_file(tmp_path / "whole" / "model.safetensors"), pickled / "pytorch_model.bin")
    states = []
    for name in ("whole", "shards", "pickled"):
        change_last(tmp_path / name, tmp_path / f"{name} changed")
        states.append(load_file(tmp_path / f"{name} changed" / "model.safetensors"))
        assert not list((tmp_path / f"{name} changed").glob("*.index.json"))
    for state in states[1:]:
        assert state.keys() == states[0].keys()
        assert all(torch.equal(state[name], states[0][name]) for name in state)


def test_half_precision_loses_digits_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "old"
    saved("bert", source)
    state = load_file(source / "model.safetensors")
    save_file({name: tensor.half() for name, tensor in state.items()}, source / "model.safetensors", {"format": "pt"})
    told = change_last(source, tmp_path / "new")
    # Half a unit in the last of 11 places, for entries of up to twice the size of the largest change.
    assert 0 < told.rounding < 2**-10
    model = open_transformer(str(source))
    block = model.layers[2].attention
    with pytest.raises(InvalidInput, match=r"not finite in torch\.float16"):
        save(open_checkpoint(str(source)), {2: replace(block, output=block.output.float() * 1e6)}, tmp_path / "more")


def without_config(source: Path) -> None:
    (source / "config.json").unlink()


def of_another_family(source: Path) -> None:
    (source / "config.json").write_text(json.dumps({"model_type": "t5"}))


def without_weights(source: Path) -> None:
    (source / "model.safetensors").unlink()


def damaged(source: Path) -> None:
    (source / "model.safetensors").write_bytes(b"no tensors")


def without_the_tensor(source: Path) -> None:
    state = load_file(source / "model.safetensors")
    save_file(
        {name: tensor for name, tensor in state.items() if "attention.output.dense" not in name},
        source / "model.safetensors",
    )


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (without_config, "no config.json"),
        (of_another_family, "model_type 't5'"),
        (without_weights, "no weights"),
        (damaged, "cannot be read"),
        (without_the_tensor, "0 tensors named"),
    ],
)
def test_what_is_no_such_folder_is_refused(spoil: Callable[[Path], None], told: str, tmp_path: Path) -> None:
    source = tmp_path / "old"
    saved("bert", source)
    block = another(open_transformer(str(source)).layers[2].attention)
    spoil(source)
    with pytest.raises(InvalidInput, match=told):
        save(open_checkpoint(str(source)), {2: block}, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_layer_a_shape_or_a_folder_that_does_not_fit(tmp_path: Path) -> None:
    source, folder = tmp_path / "old", tmp_path / "new"
    saved("bert", source)
    block = another(open_transformer(str(source)).layers[2].attention)
    with pytest.raises(InvalidInput, match="layer 3 was changed; expected 0 to 2"):
        save(open_checkpoint(str(source)), {3: block}, folder)
    with pytest.raises(InvalidInput, match=r"expected \(24, 18\)"):
        save(open_checkpoint(str(source)), {2: replace(block, output=block.output[:3])}, folder)
    folder.mkdir()
    (folder / "mine.txt").write_text("")
    with pytest.raises(InvalidInput, match="exists; expected a new or empty folder"):
        save(open_checkpoint(str(source)), {2: block}, folder)
    assert [file.name for file in folder.iterdir()] == ["mine.txt"]
