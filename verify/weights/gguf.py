"""A GGUF file of the Llama architecture as a checkpoint of the library: names, quantisation and row order undone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import EngineMissing, InvalidInput
from verify.weights.checkpoint import Checkpoint, Config, reading

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
    try:
        import gguf
    except ImportError as error:
        raise EngineMissing(f"{path} needs the package gguf; install attention-verify[weights]") from error
    reader = reading(str(path), lambda: gguf.GGUFReader(str(path)))
    config = Config(str(path), _configuration(str(path), reader))
    return Checkpoint(str(path), config, GgufFile(str(path), reader, config))


def _configuration(place: str, reader: Any) -> dict[str, object]:
    def entry(name: str, default: object = None) -> Any:
        field = reader.get_field(name)
        if field is None and default is None:
            raise InvalidInput(f"{place} has no {name}; expected a GGUF file of the llama architecture")
        return default if field is None else field.contents()

    architecture = entry("general.architecture")
    if architecture != "llama":
        raise InvalidInput(f"{place} is of the architecture {architecture!r}; expected llama")
    d, heads = entry("llama.embedding_length"), entry("llama.attention.head_count")
    d_head = entry("llama.attention.key_length", d // heads)
    turned = entry("llama.rope.dimension_count", d_head)
    scaled = entry("llama.rope.scaling.type", "none")
    if turned != d_head or scaled != "none" or any(tensor.name == "rope_freqs.weight" for tensor in reader.tensors):
        raise InvalidInput(f"{place} scales its rotary frequencies or rotates part of a head; expected plain rotation")
    words = next((tensor for tensor in reader.tensors if tensor.name == "token_embd.weight"), None)
    return {
        "model_type": "llama",
        "hidden_size": d,
        "num_attention_heads": heads,
        "num_key_value_heads": entry("llama.attention.head_count_kv", heads),
        "head_dim": d_head,
        "num_hidden_layers": entry("llama.block_count"),
        "intermediate_size": entry("llama.feed_forward_length"),
        "rms_norm_eps": entry("llama.attention.layer_norm_rms_epsilon"),
        "rope_theta": entry("llama.rope.freq_base", 10000.0),
        "vocab_size": int(words.shape[1]) if words is not None else None,
    }


class GgufFile:
    """The tensors of a GGUF file under the library's names."""

    def __init__(self, place: str, reader: Any, config: Config) -> None:
        self.place, self._reader, self._config = place, reader, config

    @cached_property
    def _tensors(self) -> dict[str, Any]:
        return {_name(tensor.name): tensor for tensor in self._reader.tensors}

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """GGUF lists the sizes from the last axis to the first."""
        return {name: tuple(map(int, reversed(tensor.shape))) for name, tensor in self._tensors.items()}

    def load(self, name: str) -> torch.Tensor:
        """One tensor in float32; the rows of query and key in the library's order."""
        import torch
        from gguf.quants import dequantize

        tensor = self._tensors[name]
        array = dequantize(tensor.data, tensor.tensor_type)
        values = torch.tensor(array, dtype=torch.float32).reshape(self.shapes()[name])
        if name.endswith("q_proj.weight"):
            return halves_from_pairs(values, self._config.integer("num_attention_heads"))
        if name.endswith("k_proj.weight"):
            return halves_from_pairs(values, self._config.integer("num_key_value_heads"))
        return values


def _name(name: str) -> str:
    if name in _NAMES:
        return _NAMES[name]
    parts = name.split(".")
    if len(parts) == 4 and parts[0] == "blk" and parts[2] in _LAYER_NAMES:
        return f"model.layers.{parts[1]}.{_LAYER_NAMES[parts[2]]}.{parts[3]}"
    return name


def halves_from_pairs(rows: torch.Tensor, heads: int) -> torch.Tensor:
    """Reorder the rows of each head from ``(2 k, 2 k + 1)`` for pair k to ``(k, k + d_head / 2)``.

    llama.cpp rotates neighbouring rows, the library rows half a head apart, so that a conversion to GGUF permutes
    the rows of query and key; this undoes it.
    """
    return rows.unflatten(0, (heads, -1, 2)).transpose(1, 2).flatten(0, 2)
