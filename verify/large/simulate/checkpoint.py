"""The file that a stopped simulation goes on from: one ``.npz``, written whole or not at all, with the settings inside."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from verify.errors import InvalidInput

FORMAT = 1


def read(path: Path, identity: dict[str, Any]) -> tuple[dict[str, Any], dict[str, np.ndarray]] | None:
    """What was written, or ``None`` if there is no file.

    Raises:
        InvalidInput: if it cannot be read, or is of another run.
    """
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as kept:
            records = json.loads(bytes(kept["records"]).decode())
            arrays = {name: kept[name] for name in kept.files if name != "records"}
        theirs, form = records.pop("identity"), records.pop("format")
    except (OSError, ValueError, KeyError, EOFError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise InvalidInput(
            f"{path} cannot be read as the checkpoint of a simulation; expected one, or no file"
        ) from error
    wanted = {"format": FORMAT, **identity}
    there = {"format": form, **theirs}
    other = next((name for name in wanted if there.get(name) != wanted[name]), None)
    if other is not None:
        told = f"{other} is {there.get(other)!r} there and {wanted[other]!r} here"
        if other == "matrices":
            told = "its matrices are others"
        raise InvalidInput(f"{path} is the checkpoint of another run: {told}; expected the same run, or another file")
    return records, arrays


def write(path: Path, identity: dict[str, Any], records: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Replace the file.

    Raises:
        InvalidInput: if it cannot be written.
    """
    text = json.dumps({"identity": identity, "format": FORMAT, **records}, allow_nan=False)
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as stream:
            kept: dict[str, Any] = {"records": np.frombuffer(text.encode(), dtype=np.uint8), **arrays}
            np.savez(stream, **kept)
        os.replace(temporary, path)
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror or error}; expected a writable path") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
