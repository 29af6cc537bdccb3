"""The file that an interrupted experiment goes on from: one ``.npz``, written atomically, with the settings inside."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from verify.errors import InvalidInput
from verify.weights.model import Transformer

FORMAT = 3


_SEEN: WeakKeyDictionary[Transformer, str] = WeakKeyDictionary()


def digest_of(settings: dict[str, Any], transformer: Transformer) -> str:
    """SHA-256 of the settings and of the first and the last layer's weights: those that steering changes are among them."""
    if transformer not in _SEEN:
        _SEEN[transformer] = _weights_digest(transformer)
    return hashlib.sha256(json.dumps([FORMAT, settings, _SEEN[transformer]], sort_keys=True).encode()).hexdigest()


def _weights_digest(transformer: Transformer) -> str:
    import torch

    seen = hashlib.sha256()
    for layer in (transformer.layers[0], transformer.layers[-1]):
        block, network = layer.attention, layer.feed_forward
        for weight in (block.query, block.key, block.value, block.output, network.up, network.down):
            seen.update(f"{weight.dtype} {tuple(weight.shape)}".encode())
            seen.update(memoryview(weight.detach().contiguous().flatten().view(torch.uint8).numpy()))
        if transformer.shared:
            break
    return seen.hexdigest()


class Checkpoint:
    """Reads and writes the state of a run.

    Args:
        file: or None, where nothing is kept.
        settings: of this run; a file of other settings is refused.
    """

    def __init__(self, file: Path | None, settings: dict[str, Any]) -> None:
        self.file, self.settings = file, settings

    def read(self) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
        """Records and arrays, or None if there is no file yet.

        Raises:
            InvalidInput: in one line, if the file cannot be read or is of another run.
        """
        if self.file is None or not self.file.exists():
            return None
        try:
            with np.load(self.file, allow_pickle=False) as kept:
                records = json.loads(bytes(kept["records"]).decode())
                arrays = {name: kept[name] for name in kept.files if name != "records"}
            theirs = records.pop("settings")
        except (OSError, ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile) as error:
            raise InvalidInput(
                f"{self.file} cannot be read as the checkpoint of an experiment; expected one, or no file"
            ) from error
        other = [name for name in self.settings if theirs.get(name) != self.settings[name]]
        if other:
            # The digest differs with every setting: it is named only where nothing else does.
            name = other[0]
            here, there = self.settings[name], theirs.get(name)
            told = "the weights are others" if name == "digest" else f"{name} is {there!r} there and {here!r} here"
            raise InvalidInput(
                f"{self.file} is the checkpoint of another run: {told}; expected the same settings, or another file"
            )
        return records, arrays

    def write(self, records: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        """Replace the file, whole or not at all.

        Raises:
            InvalidInput: if it cannot be written.
        """
        if self.file is None:
            return
        text = json.dumps({"settings": self.settings, **records}, allow_nan=False)
        temporary = None
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self.file.parent, prefix=f".{self.file.name}.")
            with os.fdopen(handle, "wb") as stream:
                kept: dict[str, Any] = {"records": np.frombuffer(text.encode(), dtype=np.uint8), **arrays}
                np.savez(stream, **kept)
            os.replace(temporary, self.file)
        except OSError as error:
            told = error.strerror or error
            raise InvalidInput(f"cannot write {self.file}: {told}; expected a writable path") from error
        finally:
            if temporary is not None:
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(temporary)
