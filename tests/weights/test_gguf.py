"""GGUF files written here by the package gguf, as llama.cpp's converter writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small_models import library_states, make, tokens

from verify.errors import InvalidInput
from verify.weights import gguf as ours
from verify.weights.full import forward
from verify.weights.open import open_transformer

gguf = pytest.importorskip("gguf")
Kind = gguf.GGMLQuantizationType
LAYER = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def renamed(name: str) -> str:
    if name == "embed_tokens.weight":
        return "token_embd.weight"
    if name == "norm.weight":
        return "output_norm.weight"
    _, index, rest = name.split(".", 2)
    kind = rest.rpartition(".")[2]
    return f"blk.{index}.{LAYER[rest.removesuffix(f'.{kind}')]}.{kind}"


def permuted(rows: np.ndarray, heads: int) -> np.ndarray:
    """The converter's order of the rows of query and key."""
    return rows.reshape(heads, 2, rows.shape[0] // heads // 2, -1).swapaxes(1, 2).reshape(rows.shape)


def write(path: Path, model: Any, kind: Any, *, permute: bool = True, **entries: Any) -> None:
    """Write a model; a quantised one gets the values that its blocks stand for."""
    config = model.config
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list(["a", "b"])
    writer.add_embedding_length(config.hidden_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    for name, value in entries.items():
        kinds = gguf.GGUFValueType
        writer.add_key_value(name.replace("__", "."), value, kinds.STRING if isinstance(value, str) else kinds.UINT32)
    heads = {"q_proj": config.num_attention_heads, "k_proj": config.num_key_value_heads}
    for name, parameter in model.named_parameters():
        array = parameter.detach().numpy()
        part = name.split(".")[-2]
        rows = permuted(array, heads[part]) if permute and part in heads else array
        if array.ndim == 2:
            blocks = gguf.quants.quantize(rows, kind)
            with torch.no_grad():
                back = torch.tensor(gguf.quants.dequantize(blocks, kind))
                parameter.copy_(back if rows is array else ours.halves_from_pairs(back, heads[part]))
            writer.add_tensor(renamed(name), blocks, raw_dtype=kind)
        else:
            writer.add_tensor(renamed(name), array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A Llama whose rows are whole blocks of 32 entries."""
    import small_models

    family, entries = small_models.CASES["llama"]
    wide = {**entries, "hidden_size": 64, "intermediate_size": 96}
    monkeypatch.setitem(small_models.CASES, "llama", (family, wide))
    return make("llama")


@pytest.mark.parametrize("kind", ["F32", "F16", "BF16", "Q8_0", "Q4_1", "Q5_0"])
def test_the_forward_pass_is_the_library_s(kind: str, model: Any, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    write(path, model, Kind[kind])
    opened = open_transformer(str(path))
    assert (opened.family, opened.dimension, opened.key_value_heads) == ("llama", 64, 2)
    expected = library_states(model, tokens())[-1]
    found = forward(opened, tokens(), dtype=torch.float64)
    assert float((found - expected).abs().max() / expected.abs().max()) < 1e-5


def test_rows_that_are_not_permuted_are_seen(model: Any, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    write(path, model, Kind.F32, permute=False)
    expected = library_states(model, tokens())[-1]
    found = forward(open_transformer(str(path)), tokens(), dtype=torch.float64)
    assert float((found - expected).abs().max() / expected.abs().max()) > 1e-2


def test_the_order_of_the_rows_by_hand() -> None:
    # Two heads of four rows; neighbours 0 1 | 2 3 are the pairs, which the library has as 0 2 | 1 3.
    found = ours.halves_from_pairs(torch.arange(8.0)[:, None], 2).flatten().tolist()
    assert found == [0, 2, 1, 3, 4, 6, 5, 7]


def test_the_header_is_that_of_the_package(model: Any, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    write(path, model, Kind.Q8_0)
    header, reader = ours.read_header(path), gguf.GGUFReader(str(path))
    assert header.entries["tokenizer.ggml.tokens"] == ["a", "b"]
    assert header.entries["llama.embedding_length"] == 64
    for tensor in reader.tensors:
        place = header.tensors[tensor.name]
        assert place.shape == tuple(reversed(tensor.shape.tolist()))
        assert (place.kind, place.offset) == (int(tensor.tensor_type), int(tensor.data_offset))
    assert len(header.tensors) == len(reader.tensors)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"llama__rope__scaling__type": "yarn"}, "expected plain rotation"),
        ({"llama__rope__dimension_count": 8}, "expected plain rotation"),
        ({"llama__attention__key_length": 32}, "of shape"),
    ],
)
def test_files_that_are_refused(entries: dict[str, Any], message: str, model: Any, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    write(path, model, Kind.F32, **entries)
    with pytest.raises(InvalidInput, match=message):
        open_transformer(str(path))


def test_tensors_that_would_be_left_out(model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, wrong = tmp_path / "model.gguf", torch.nn.Parameter(torch.ones(64))
    parameters = list(model.named_parameters())
    for name in ("layers.0.self_attn.q_proj.bias", "layers.0.mlp.gate_inp.weight"):
        monkeypatch.setattr(model, "named_parameters", lambda name=name: [*parameters, (name, wrong)])
        monkeypatch.setitem(LAYER, "mlp.gate_inp", "ffn_gate_inp")
        write(path, model, Kind.F32)
        with pytest.raises(InvalidInput, match="expected a layer without it"):
            open_transformer(str(path))


def test_damaged_files(model: Any, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    write(path, model, Kind.F32)
    whole = path.read_bytes()
    for content, message in [
        (b"", "cannot be read"),
        (b"GGML" + whole[4:], "begins with b'GGML'"),
        (whole[:100], "ends within its header"),
        (whole[:-1000], "ends within"),
    ]:
        path.write_bytes(content)
        with pytest.raises(InvalidInput, match=message) as caught:
            forward(open_transformer(str(path)), tokens())
        assert "\n" not in str(caught.value)
    writer = gguf.GGUFWriter(str(path), "falcon")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(InvalidInput, match="architecture 'falcon'; expected llama"):
        open_transformer(str(path))
