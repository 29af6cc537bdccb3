"""A copy of a checkpoint in which output matrices of attention blocks are other ones; all else is bit-identical.

The folder loads in ``transformers``. Families: albert (its layers share one matrix, so that a change is one of all
layers), bert, gpt2 (``Conv1D`` stores the transpose), gpt_neo, llama.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import InvalidInput
from verify.weights.checkpoint import Checkpoint, reading

if TYPE_CHECKING:
    import torch

    from verify.weights.model import AttentionBlock

_ALBERT = "encoder.albert_layer_groups.{group}.albert_layers.{inner}.attention.dense.weight"
_NAMES = {
    "bert": "encoder.layer.{layer}.attention.output.dense.weight",
    "gpt2": "h.{layer}.attn.c_proj.weight",
    "gpt_neo": "h.{layer}.attn.attention.out_proj.weight",
    "llama": "layers.{layer}.self_attn.o_proj.weight",
}
_QUANTISED = (
    "_quantized",
    "_scale",
    "_zero_point",
)  # of ONNX files, whose dequantised tensors have the library's names
_COPIED = (".json", ".txt", ".model")


@dataclass(frozen=True)
class Saved:
    """What was written.

    Attributes:
        folder: where.
        tensors: names of the tensors that changed.
        layers: the layers that changed with them; all of them in a model with shared weights.
        rounding: the largest entry of what was lost by the type of the file, over the largest entry of the change.
    """

    folder: Path
    tensors: tuple[str, ...]
    layers: tuple[int, ...]
    rounding: float

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"tensors": list(self.tensors), "layers": list(self.layers), "rounding": self.rounding}


def save(checkpoint: Checkpoint, changes: Mapping[int, AttentionBlock], folder: Path) -> Saved:
    """Write ``folder``: the checkpoint with ``changes[layer].output`` in place of that layer's matrix.

    Args:
        checkpoint: from :func:`verify.weights.open.open_checkpoint`. Of a Hugging Face folder small files (tokeniser and the
            like) are copied too; of GGUF and ONNX files the dequantised tensors are written.
        changes: layer number, from 0, to its new block; only ``output`` is read.
        folder: must not exist, or be empty.

    Raises:
        InvalidInput: for another family, a damaged file, a layer or a shape that does not fit, numbers too large for the
            type of the file, or if ``folder`` has files.
    """
    from safetensors.torch import save_file

    config = checkpoint.config.entries
    family = str(config.get("model_type"))
    if family not in ("albert", *_NAMES):
        known = ", ".join(("albert", *_NAMES))
        raise InvalidInput(f"{checkpoint.place} has model_type {config.get('model_type')!r}; expected one of: {known}")
    layers = _depth(config)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInput(f"{folder} exists; expected a new or empty folder")
    wanted = (name for name in checkpoint.store.shapes() if not name.endswith(_QUANTISED))
    state = {name: _loaded(checkpoint, name) for name in wanted}
    names, changed = [], set()
    lost, largest = 0.0, 0.0
    for layer, block in changes.items():
        if not 0 <= layer < layers:
            raise InvalidInput(f"layer {layer} was changed; expected 0 to {layers - 1}")
        name, touched = _tensor(state, config, family, layer)
        left = block.factors()[0]
        stored = left.T if family == "gpt2" else left
        if stored.shape != state[name].shape:
            raise InvalidInput(f"{name} has shape {tuple(state[name].shape)}; expected {tuple(stored.shape)}")
        written = stored.to(state[name].dtype).contiguous()
        if not bool(written.isfinite().all()):
            raise InvalidInput(f"{name} is not finite in {state[name].dtype}; expected a smaller kappa")
        lost = max(lost, float((written.double() - stored.double()).abs().max()))
        largest = max(largest, float((stored.double() - state[name].double()).abs().max()))
        state[name] = written
        names.append(name)
        changed.update(touched)
    folder.mkdir(parents=True, exist_ok=True)
    source = Path(checkpoint.place)
    for file in sorted(source.iterdir()) if source.is_dir() else ():
        if file.is_file() and file.suffix in _COPIED and not file.name.endswith(".index.json"):
            shutil.copyfile(file, folder / file.name)
    if not (folder / "config.json").exists():
        (folder / "config.json").write_text(json.dumps(dict(config), indent=2) + "\n", encoding="utf-8")
    save_file(_apart(state), folder / "model.safetensors", metadata={"format": "pt"})
    return Saved(folder, tuple(names), tuple(sorted(changed)), lost / largest if largest else 0.0)


def _loaded(checkpoint: Checkpoint, name: str) -> torch.Tensor:
    return reading(checkpoint.place, partial(checkpoint.store.load, name))


def _depth(config: Mapping[str, Any]) -> int:
    if config.get("model_type") == "albert" and "num_hidden_layers" in config:
        return len(_order(config))
    for name in ("num_hidden_layers", "n_layer", "num_layers"):
        if name in config:
            return int(config[name])
    raise InvalidInput("config.json names no number of layers; expected num_hidden_layers, n_layer or num_layers")


def _order(config: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Group and inner layer of each layer of an ALBERT."""
    depth = int(config["num_hidden_layers"])
    groups, inner = int(config.get("num_hidden_groups", 1)), int(config.get("inner_group_num", 1))
    return [(i * groups // depth, k) for i in range(depth) for k in range(inner)]


def _tensor(state: Mapping[str, Any], config: Mapping[str, Any], family: str, layer: int) -> tuple[str, list[int]]:
    """The name of a layer's output matrix, and the layers that use it."""
    touched = [layer]
    if family == "albert":
        order = _order(config)
        touched = [other for other, place in enumerate(order) if place == order[layer]]
        end = _ALBERT.format(group=order[layer][0], inner=order[layer][1])
    else:
        end = _NAMES[family].format(layer=layer)
    found = [name for name in state if name == end or name.endswith("." + end)]
    if len(found) != 1:
        raise InvalidInput(f"the weights hold {len(found)} tensors named {end}; expected 1")
    return found[0], touched


def _apart(state: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Tied tensors copied: safetensors stores no views."""
    seen: set[int] = set()
    apart = {}
    for name, tensor in state.items():
        place = tensor.untyped_storage().data_ptr()
        apart[name] = tensor.clone().contiguous() if place in seen or not tensor.is_contiguous() else tensor
        seen.add(place)
    return apart
