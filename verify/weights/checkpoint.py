"""A checkpoint as a configuration and named tensors, which are read when they are asked for."""

from __future__ import annotations

import json
import pickle
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from verify.errors import InvalidInput

if TYPE_CHECKING:
    import torch

T = TypeVar("T")


class Store(Protocol):
    """Named tensors of one file or of several."""

    def shapes(self) -> Mapping[str, tuple[int, ...]]:
        """The shape of every tensor, without reading it."""

    def load(self, name: str) -> torch.Tensor:
        """One tensor as it is stored."""


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """What a family's loader reads.

    Attributes:
        place: the file or folder, for messages.
        config: the entries of ``config.json``.
        store: the tensors, under their names in the library.
    """

    place: str
    config: Config
    store: Store


@dataclass(frozen=True, eq=False)
class Config:
    """The entries of a ``config.json``, checked when they are read.

    Attributes:
        place: the file or folder, for messages.
        entries: as parsed.
    """

    place: str
    entries: Mapping[str, Any]

    def integer(self, name: str, default: int | None = None) -> int:
        """A positive integer; ``default`` stands for a missing entry or null."""
        found = self._get(name, default)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise self._wrong(name, found, "a positive integer")
        return found

    def number(self, name: str, default: float | None = None) -> float:
        """A positive number."""
        found = self._get(name, default)
        if not isinstance(found, int | float) or isinstance(found, bool) or not 0 < found < float("inf"):
            raise self._wrong(name, found, "a positive number")
        return float(found)

    def flag(self, name: str, default: bool) -> bool:
        """True or false."""
        found = self._get(name, default)
        if not isinstance(found, bool):
            raise self._wrong(name, found, "true or false")
        return found

    def choice(self, name: str, default: str, choices: Mapping[str, T]) -> T:
        """What a word stands for."""
        found = self._get(name, default)
        if not isinstance(found, str) or found not in choices:
            raise self._wrong(name, found, f"one of: {', '.join(sorted(choices))}")
        return choices[found]

    def refuse(self, name: str, *allowed: object) -> None:
        """Raise if an entry is there and is none of ``allowed``: it would change what is computed."""
        found = self.entries.get(name)
        if found is not None and found not in allowed:
            raise self._wrong(name, found, " or ".join(map(repr, allowed)))

    def quotient(self, whole: str, parts: str) -> int:
        """``whole / parts`` of two integers of which one divides the other."""
        a, b = self.integer(whole), self.integer(parts)
        if a % b:
            raise InvalidInput(f"{self.place} has {whole} = {a} and {parts} = {b}; expected a multiple")
        return a // b

    def _get(self, name: str, default: object) -> object:
        found = self.entries.get(name)
        if found is None and default is None:
            raise InvalidInput(f"{self.place} has no {name} in its configuration; expected that entry")
        return default if found is None else found

    def _wrong(self, name: str, found: object, expected: str) -> InvalidInput:
        return InvalidInput(f"{self.place} has {name} = {found!r} in its configuration; expected {expected}")


@dataclass(frozen=True, eq=False)
class Tensors:
    """The tensors of a checkpoint below a prefix, each checked for its shape and for finite entries.

    Attributes:
        checkpoint: where they are.
        prefix: put before every name.
        dry: yield tensors without entries (device meta), so that names and shapes are checked without reading.
        taken: the whole names of those that were asked for.
    """

    checkpoint: Checkpoint
    prefix: str = ""
    dry: bool = False
    taken: set[str] = field(default_factory=set)

    def below(self, prefix: str) -> Tensors:
        """Those whose names go on with ``prefix``."""
        return replace(self, prefix=self.prefix + prefix)

    def unread(self) -> Tensors:
        """The same, to check names and shapes only."""
        return replace(self, dry=True)

    def left(self) -> list[str]:
        """Names below the prefix, without it, that were not asked for."""
        names = self.checkpoint.store.shapes().keys() - self.taken
        return [name.removeprefix(self.prefix) for name in names if name.startswith(self.prefix)]

    def has(self, name: str) -> bool:
        """Whether there is such a tensor."""
        return self.prefix + name in self.checkpoint.store.shapes()

    def take(self, name: str, *shape: int) -> torch.Tensor:
        """The tensor in float32, or in float64 where it is stored so; half precision becomes float32 exactly.

        Raises:
            InvalidInput: if it is missing, has another shape, cannot be read or has an entry that is not finite.
        """
        import torch

        place, full = self.checkpoint.place, self.prefix + name
        found = self.checkpoint.store.shapes().get(full)
        if found is None:
            raise InvalidInput(f"{place} has no tensor {full}; expected one of shape {shape}")
        if found != shape:
            raise InvalidInput(f"{place} has {full} of shape {found}; expected {shape}")
        self.taken.add(full)
        if self.dry:
            return torch.empty(shape, device="meta")
        tensor = reading(place, lambda: self.checkpoint.store.load(full))
        if not tensor.is_floating_point():
            raise InvalidInput(f"{place} has {full} of type {tensor.dtype}; expected floating point")
        tensor = tensor.detach().to(torch.float64 if tensor.dtype == torch.float64 else torch.float32)
        if not bool(torch.isfinite(tensor).all()):
            raise InvalidInput(f"{place} has entries that are not finite in {full}; expected finite numbers")
        return tensor


def reading(place: str, read: Callable[[], T]) -> T:
    """Run ``read`` and turn what a damaged file raises into one line."""
    from safetensors import SafetensorError

    damaged = (OSError, ValueError, KeyError, TypeError, IndexError, RuntimeError, EOFError, struct.error)
    try:
        return read()
    except InvalidInput:
        raise
    except (*damaged, pickle.UnpicklingError, SafetensorError) as error:
        reason = str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
        raise InvalidInput(f"{place} cannot be read: {reason}; expected a whole checkpoint") from error


def read_config(folder: Path) -> Config:
    """``config.json`` of a folder."""
    path = folder / "config.json"
    if not path.is_file():
        raise InvalidInput(f"{folder} has no config.json; expected a Hugging Face directory")
    entries = reading(str(path), lambda: json.loads(path.read_text(encoding="utf-8")))
    if not isinstance(entries, dict):
        raise InvalidInput(f"{path} holds a {type(entries).__name__}; expected an object")
    return Config(str(folder), entries)
