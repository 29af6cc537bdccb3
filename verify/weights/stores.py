"""Tensors of a Hugging Face directory: safetensors or ``pytorch_model.bin``, whole or in shards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import InvalidInput
from verify.weights.checkpoint import Checkpoint, Store, read_config, reading

if TYPE_CHECKING:
    import torch

# In the order in which the library looks for them; an index file names the shards.
FILES = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
)


def open_folder(folder: Path) -> Checkpoint:
    """A Hugging Face directory as a checkpoint; nothing is unpickled but tensors (``weights_only=True``).

    Raises:
        InvalidInput: if files are missing or damaged.
    """
    config = read_config(folder)
    for name in FILES:
        path = folder / name
        if path.is_file():
            store = _sharded(path) if name.endswith(".json") else _single(path)
            return Checkpoint(str(folder), config, store)
    raise InvalidInput(f"{folder} has no weights; expected one of: {', '.join(FILES)}")


def _single(path: Path) -> Store:
    return SafetensorsFile(path) if path.suffix == ".safetensors" else PickleFile(path)


def _sharded(index: Path) -> Store:
    content = reading(str(index), lambda: json.loads(index.read_text(encoding="utf-8"))["weight_map"])
    if not isinstance(content, dict) or not all(isinstance(shard, str) for shard in content.values()):
        raise InvalidInput(f"{index} has no weight_map of names and files; expected an index of shards")
    shards = {}
    for shard in sorted(set(content.values())):
        path = index.parent / shard
        if path.parent != index.parent or not path.is_file():
            raise InvalidInput(f"{index} names the shard {shard}, which is not there; expected a file beside it")
        shards[shard] = _single(path)
    return Shards({name: shards[shard] for name, shard in content.items()}, str(index))


class SafetensorsFile:
    """One safetensors file; tensors are read one by one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def _open(self) -> Any:
        from safetensors import safe_open

        return reading(str(self.path), lambda: safe_open(str(self.path), framework="pt"))

    @cached_property
    def _shapes(self) -> dict[str, tuple[int, ...]]:
        with self._open() as file:
            return {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The shapes in the header."""
        return self._shapes

    def load(self, name: str) -> torch.Tensor:
        """One tensor, copied: the file is mapped into memory no longer than that."""
        with self._open() as file:
            return file.get_tensor(name).clone()


class PickleFile:
    """One ``pytorch_model.bin``; the newer format is mapped into memory, the older one is read whole."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def _state(self) -> dict[str, torch.Tensor]:
        import zipfile

        import torch

        mapped = zipfile.is_zipfile(self.path)
        state = reading(
            str(self.path), lambda: torch.load(self.path, map_location="cpu", weights_only=True, mmap=mapped)
        )
        if not isinstance(state, Mapping):
            raise InvalidInput(f"{self.path} holds a {type(state).__name__}; expected named tensors")
        return {name: value for name, value in state.items() if isinstance(value, torch.Tensor)}

    @cached_property
    def _shapes(self) -> dict[str, tuple[int, ...]]:
        return {name: tuple(value.shape) for name, value in self._state.items()}

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The shapes of the tensors."""
        return self._shapes

    def load(self, name: str) -> torch.Tensor:
        """One tensor, copied from the mapped file."""
        return self._state[name].clone()


class Shards:
    """Tensors spread over files by an index."""

    def __init__(self, stores: Mapping[str, Store], place: str) -> None:
        self.stores, self.place = stores, place

    @cached_property
    def _shapes(self) -> dict[str, tuple[int, ...]]:
        shapes = {}
        for name, store in self.stores.items():
            if name not in store.shapes():
                raise InvalidInput(f"{self.place} names {name}, which its shard does not hold; expected it there")
            shapes[name] = store.shapes()[name]
        return shapes

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The shapes over all shards."""
        return self._shapes

    def load(self, name: str) -> torch.Tensor:
        """One tensor of its shard."""
        return self.stores[name].load(name)
