"""A GGUF file of the Llama architecture as a checkpoint of the library: names, quantisation and row order undone."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from verify.errors import EngineMissing, InvalidInput
from verify.weights.checkpoint import Checkpoint, Config, reading
from verify.weights.gguf_header import Header, read_header

if TYPE_CHECKING:
    import torch

_NAMES = {
    "token_embd.weight": "model.embed_tokens.weight",
    "output_norm.weight": "model.norm.weight",
    "output.weight": "lm_head.weight",
}
_LAYER_NAMES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def open_gguf(path: Path) -> Checkpoint:
    """Read a GGUF file; tensors are dequantised one by one.

    Raises:
        InvalidInput: if it is damaged, or not of the Llama architecture with plain rotary positions.
        EngineMissing: without the package gguf.
    """
    if importlib.util.find_spec("gguf") is None:
        raise EngineMissing(f"{path} needs the package gguf; install attention-verify[weights]")
    header = reading(str(path), lambda: read_header(path))
    config = Config(str(path), _configuration(str(path), header))
    return Checkpoint(str(path), config, GgufFile(path, header, config))


def _configuration(place: str, header: Header) -> dict[str, object]:
    given = Config(place, header.entries)
    architecture = header.entries.get("general.architecture")
    if architecture != "llama":
        raise InvalidInput(f"{place} is of the architecture {architecture!r}; expected llama")
    d, heads = given.integer("llama.embedding_length"), given.integer("llama.attention.head_count")
    d_head = given.integer("llama.attention.key_length", d // heads)
    turned = given.integer("llama.rope.dimension_count", d_head)
    scaled = header.entries.get("llama.rope.scaling.type", "none")
    if turned != d_head or scaled != "none" or "rope_freqs.weight" in header.tensors:
        raise InvalidInput(f"{place} scales its rotary frequencies or rotates part of a head; expected plain rotation")
    words = header.tensors.get("token_embd.weight")
    return {
        "model_type": "llama",
        "hidden_size": d,
        "num_attention_heads": heads,
        "num_key_value_heads": given.integer("llama.attention.head_count_kv", heads),
        "head_dim": d_head,
        "num_hidden_layers": given.integer("llama.block_count"),
        "intermediate_size": given.integer("llama.feed_forward_length"),
        "rms_norm_eps": given.number("llama.attention.layer_norm_rms_epsilon"),
        "rope_theta": given.number("llama.rope.freq_base", 10000.0),
        "vocab_size": None if words is None else words.shape[0],
    }


class GgufFile:
    """The tensors of a GGUF file under the library's names."""

    def __init__(self, path: Path, header: Header, config: Config) -> None:
        self._path, self._config = path, config
        self._places = {_name(name): place for name, place in header.tensors.items()}
        self._shapes = {name: place.shape for name, place in self._places.items()}

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The shapes in the header."""
        return self._shapes

    def load(self, name: str) -> torch.Tensor:
        """One tensor in float32; the rows of query and key in the library's order."""
        import numpy as np
        import torch
        from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
        from gguf.quants import dequantize

        place = self._places[name]
        kind = GGMLQuantizationType(place.kind)
        block, size = GGML_QUANT_SIZES[kind]
        count = math.prod(place.shape) // block * size
        stored = np.fromfile(self._path, dtype=np.uint8, count=count, offset=place.offset)
        if stored.size < count:
            raise ValueError(f"it ends within {name}")
        # Plain floats are taken as they are; blocks of a quantisation do not cross the rows.
        plain = {GGMLQuantizationType.F32: np.float32, GGMLQuantizationType.F16: np.float16}.get(kind)
        rows = stored.view(plain) if plain else stored.reshape(*place.shape[:-1], -1)
        values = torch.tensor(dequantize(rows, kind), dtype=torch.float32).reshape(place.shape)
        if name.endswith("q_proj.weight"):
            return halves_from_pairs(values, self._config.integer("num_attention_heads"))
        if name.endswith("k_proj.weight"):
            return halves_from_pairs(values, self._config.integer("num_key_value_heads"))
        return values


def _name(name: str) -> str:
    if name in _NAMES:
        return _NAMES[name]
    parts = name.split(".")
    if len(parts) == 4 and parts[0] == "blk":
        # A part that the library's Llama does not have keeps its name, and the loader refuses it.
        return f"model.layers.{parts[1]}.{_LAYER_NAMES.get(parts[2], parts[2])}.{parts[3]}"
    return name


def halves_from_pairs(rows: torch.Tensor, heads: int) -> torch.Tensor:
    """Reorder the rows of each head from ``(2 k, 2 k + 1)`` for pair k to ``(k, k + d_head / 2)``.

    llama.cpp rotates neighbouring rows, the library rows half a head apart, so that a conversion to GGUF permutes
    the rows of query and key; this undoes it.
    """
    return rows.unflatten(0, (heads, -1, 2)).transpose(1, 2).flatten(0, 2)
