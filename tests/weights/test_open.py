"""Opening checkpoints: formats, names of families, lazily converted layers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from small_models import change, configure, outcome, refused, saved, tokens

from verify.errors import InvalidInput
from verify.weights.open import open_transformer


@pytest.mark.parametrize("zipped", [True, False])
def test_pickled_weights(zipped: bool, folder: Path) -> None:
    expected, state = outcome(folder), load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    torch.save(state, folder / "pytorch_model.bin", _use_new_zipfile_serialization=zipped)
    assert torch.equal(outcome(folder), expected)


@pytest.mark.parametrize("suffix", ["safetensors", "bin"])
def test_shards(suffix: str, folder: Path) -> None:
    expected, state = outcome(folder), load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    stem = "model" if suffix == "safetensors" else "pytorch_model"
    where = {name: f"{stem}-0000{1 + i % 3}-of-00003.{suffix}" for i, name in enumerate(state)}
    for shard in set(where.values()):
        part = {name: state[name] for name in state if where[name] == shard}
        save_file(part, folder / shard) if suffix == "safetensors" else torch.save(part, folder / shard)
    index = folder / f"{stem}.{suffix}.index.json"
    index.write_text(json.dumps({"weight_map": where}))
    assert torch.equal(outcome(folder), expected)
    index.write_text(json.dumps({"weight_map": where | {"more": "nowhere.bin"}}))
    assert "nowhere.bin" in refused(folder)
    index.write_text(json.dumps({"weight_map": where | {"more": f"../{folder.name}/config.json"}}))
    assert "a file beside it" in refused(folder)
    index.write_text(json.dumps({"weight_map": where | {"more": next(iter(where.values()))}}))
    assert "names more" in refused(folder)
    index.write_text("[]")
    assert "cannot be read" in refused(folder)


def test_shards_of_the_library(tmp_path: Path) -> None:
    model = saved("llama", tmp_path, max_shard_size="20KB")
    assert (tmp_path / "model.safetensors.index.json").is_file()
    with torch.no_grad():
        expected = model(input_ids=tokens()).last_hidden_state
    torch.testing.assert_close(outcome(tmp_path), expected, rtol=1e-4, atol=1e-5)


def test_half_precision_becomes_single_exactly(folder: Path) -> None:
    state = {name: value.bfloat16() for name, value in load_file(folder / "model.safetensors").items()}
    save_file(state, folder / "model.safetensors")
    query = open_transformer(str(folder)).layers[1].attention.query
    assert query.dtype == torch.float32
    assert torch.equal(query.flatten(0, 1), state["encoder.layer.1.attention.self.query.weight"].float())


def test_early_names_of_norms_and_a_family_that_is_not_named(folder: Path) -> None:
    expected = outcome(folder)
    state = load_file(folder / "model.safetensors")
    early = {"LayerNorm.weight": "LayerNorm.gamma", "LayerNorm.bias": "LayerNorm.beta"}
    for new, old in early.items():
        state = {name.replace(new, old): value for name, value in state.items()}
    save_file(state, folder / "model.safetensors")
    configure(folder, model_type=None)
    assert open_transformer(str(folder)).family == "bert"
    assert torch.equal(outcome(folder), expected)


@pytest.mark.parametrize(
    ("case", "family"),
    [("albert", "albert"), ("gpt2", "gpt2"), ("gpt_neo, long window", "gpt_neo"), ("llama", "llama")],
)
def test_the_family_is_told_by_the_names(case: str, family: str, tmp_path: Path) -> None:
    saved(case, tmp_path)
    configure(tmp_path, model_type=None)
    assert open_transformer(str(tmp_path)).family == family


def test_layers_are_read_when_they_are_used(folder: Path) -> None:
    spoiled = torch.full((24, 24), torch.nan)
    change(folder, encoder__layer__2__attention__self__key__weight=spoiled)
    model = open_transformer(str(folder))
    assert model.layers[0] is model.layers[0]
    assert [layer.attention.heads for layer in model.layers[:2]] == [4, 4]
    with pytest.raises(InvalidInput, match=r"not finite in encoder\.layer\.2\.attention\.self\.key"):
        model.layers[-1]
    with pytest.raises(IndexError):
        model.layers[3]


def test_shared_layers_are_one_object(tmp_path: Path) -> None:
    saved("albert", tmp_path)
    model = open_transformer(str(tmp_path))
    assert model.shared
    assert model.layers[0] is model.layers[2] is model.layers[-1]
    assert len(model.layers[1:]) == 2


def test_groups_of_layers_are_not_called_shared(tmp_path: Path) -> None:
    saved("albert of two groups", tmp_path)
    model = open_transformer(str(tmp_path))
    assert not model.shared
    # Passes 0, 1, 2 of five go through the first group, floor(2 i / 5) = 0; each pass has two inner layers.
    values = [layer.attention.value.sum().item() for layer in model.layers]
    assert values[:6] == values[:2] * 3
    assert values[6:] == values[6:8] * 2
    assert len(set(values)) == 4


def test_key_value_heads_are_repeated(tmp_path: Path) -> None:
    saved("llama", tmp_path)
    model = open_transformer(str(tmp_path))
    block = model.layers[0].attention
    assert (block.heads, model.key_value_heads) == (4, 2)
    assert torch.equal(block.key[0], block.key[1])
    assert not torch.equal(block.key[1], block.key[2])


@pytest.mark.parametrize("parameters", [{"rope_theta": 50.0}, {"rope_parameters": {"rope_theta": 50.0}}])
def test_both_ways_to_write_theta(parameters: dict[str, Any], tmp_path: Path) -> None:
    saved("llama", tmp_path)
    expected = outcome(tmp_path)
    configure(tmp_path, **{"rope_parameters": None, "rope_theta": None, "rope_scaling": None, **parameters})
    assert torch.equal(outcome(tmp_path), expected)
    configure(tmp_path, rope_parameters=None, rope_theta=None)
    assert not torch.allclose(outcome(tmp_path), expected, atol=1e-2)  # theta is 10000 where none is written


def test_both_ways_to_write_scaling(tmp_path: Path) -> None:
    saved("llama, slowed", tmp_path)
    expected = outcome(tmp_path)
    configure(tmp_path, rope_parameters=None, rope_theta=50.0, rope_scaling={"type": "linear", "factor": 3.0})
    assert torch.equal(outcome(tmp_path), expected)
    configure(tmp_path, rope_scaling=None)
    assert not torch.allclose(outcome(tmp_path), expected, atol=1e-2)


def test_masks_in_older_checkpoints_are_passed_over(tmp_path: Path) -> None:
    saved("gpt2", tmp_path)
    expected = outcome(tmp_path)
    mask = torch.ones(1, 1, 16, 16, dtype=torch.uint8)
    change(tmp_path, h__0__attn__bias=mask, h__0__attn__masked_bias=torch.tensor(-1e4))
    assert torch.equal(outcome(tmp_path), expected)


def test_no_library_is_imported_but_what_a_folder_needs(folder: Path) -> None:
    code = f"""
import sys
import verify, verify.cli, verify.weights.open, verify.weights.full, verify.weights.attention
heavy = {{"torch", "transformers", "huggingface_hub", "safetensors", "gguf", "onnx"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
from verify.weights.open import open_transformer
import torch
verify.weights.full.forward(open_transformer({str(folder)!r}), torch.zeros(1, 3, dtype=torch.int64))
assert heavy & set(sys.modules) == {{"torch", "safetensors"}}, heavy & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


def test_a_hub_id(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hub = pytest.importorskip("huggingface_hub")
    monkeypatch.chdir(tmp_path / "bert")  # where no folder has the name of the model
    asked = []

    def snapshot(name: str, allow_patterns: list[str]) -> str:
        asked.append((name, allow_patterns))
        return str(folder)

    monkeypatch.setattr(hub, "snapshot_download", snapshot)
    assert open_transformer("bert-base").depth == 3
    assert [name for name, _ in asked] == ["bert-base"]
    assert "model.safetensors" in asked[0][1]
    (folder / "model.safetensors").unlink()
    with pytest.raises(InvalidInput, match="neither safetensors nor"):
        open_transformer("someone/bert-base")
    assert "pytorch_model.bin" in asked[-1][1]
