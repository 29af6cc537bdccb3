"""The header of a GGUF file: its entries, and where each tensor stands.

The reader of the package gguf makes an array of every word of the vocabulary, which takes most of a minute for a
small model; the package is used for what is hard, the quantisations.
"""

from __future__ import annotations

import math
import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

from verify.errors import InvalidInput

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MAGIC, _VERSIONS, _ALIGNMENT = b"GGUF", (2, 3), 32


@dataclass(frozen=True)
class Place:
    """Where a tensor stands.

    Attributes:
        shape: the library's order of axes, the last one contiguous; a GGUF file lists them in reverse.
        kind: number of the quantisation.
        offset: of its first byte in the file.
    """

    shape: tuple[int, ...]
    kind: int
    offset: int


@dataclass(frozen=True)
class Header:
    """Entries (numbers, flags, texts and lists of them) and tensors, by name."""

    entries: dict[str, object]
    tensors: dict[str, Place]


def read_header(path: Path) -> Header:
    """Read the header of a little-endian GGUF file of version 2 or 3.

    Raises:
        InvalidInput: for another kind of file.
        ValueError, struct.error: for one that ends too early.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        cursor = _Cursor(content)
        magic, version = cursor.bytes(4), cursor.number("I")
        if magic != _MAGIC or version not in _VERSIONS:
            raise InvalidInput(f"{path} begins with {magic!r}, version {version}; expected GGUF of version 2 or 3")
        tensor_count, entry_count = cursor.number("Q"), cursor.number("Q")
        entries = {cursor.string(): cursor.value(cursor.number("I")) for _ in range(int(entry_count))}
        listed = [_tensor(cursor) for _ in range(int(tensor_count))]
        alignment = entries.get("general.alignment", _ALIGNMENT)
        if not isinstance(alignment, int) or alignment < 1:
            raise InvalidInput(f"{path} has general.alignment = {alignment!r}; expected a positive integer")
        start = math.ceil(cursor.at / alignment) * alignment
    return Header(entries, {name: Place(shape, kind, start + offset) for name, shape, kind, offset in listed})


def _tensor(cursor: _Cursor) -> tuple[str, tuple[int, ...], int, int]:
    name = cursor.string()
    axes = [int(cursor.number("Q")) for _ in range(int(cursor.number("I")))]
    return name, tuple(reversed(axes)), int(cursor.number("I")), int(cursor.number("Q"))


class _Cursor:
    """Reads values one after the other."""

    def __init__(self, content: mmap.mmap) -> None:
        self._content, self.at = content, 0

    def bytes(self, count: int) -> bytes:
        found = self._content[self.at : self.at + count]
        if len(found) < count:
            raise ValueError("it ends within its header")
        self.at += count
        return found

    def number(self, form: str) -> int | float | bool:
        return struct.unpack(f"<{form}", self.bytes(struct.calcsize(f"<{form}")))[0]

    def string(self) -> str:
        return self.bytes(int(self.number("Q"))).decode("utf-8", errors="replace")

    def value(self, kind: int | float) -> object:
        if kind in _SCALARS:
            return self.number(_SCALARS[int(kind)])
        if kind == _STRING:
            return self.string()
        if kind != _ARRAY:
            raise ValueError(f"it has an entry of the unknown type {kind}")
        inner, count = int(self.number("I")), int(self.number("Q"))
        if inner in _SCALARS:
            form = f"{count}{_SCALARS[inner]}"
            return list(struct.unpack(f"<{form}", self.bytes(struct.calcsize(f"<{form}"))))
        return [self.value(inner) for _ in range(count)]
