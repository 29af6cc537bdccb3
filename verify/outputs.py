"""Files that the commands write: checked before the work starts, written whole or not at all; JSON any parser reads."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from verify.errors import InvalidInput


def require_file(path: Path | None) -> None:
    """That ``path`` can be written (``None`` and ``-`` can), so that no work is done in vain.

    Raises:
        InvalidInput: if not.
    """
    if path is None or str(path) == "-":
        return
    if path.is_dir():
        raise InvalidInput(f"cannot write {path}: it is a folder; expected a file")
    if not path.exists() or path.is_file():
        _require_writable(path.parent, path)


def require_folder(path: Path | None) -> None:
    """That the folder ``path`` exists or can be made, and that files can be written in it.

    Raises:
        InvalidInput: if not.
    """
    if path is not None:
        _require_writable(path, path)


def _require_writable(folder: Path, wanted: Path) -> None:
    """Trying is the only sure way: permissions, read-only mounts and quotas all say so then."""
    existing = folder.absolute()
    while not existing.exists():
        existing = existing.parent
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        raise InvalidInput(f"cannot write {wanted}: {error.strerror or error}; expected a writable path") from error


def json_text(data: Any) -> str:
    """``data`` as JSON with a final newline; raises ``ValueError`` for nan and infinities, which JSON lacks."""
    return json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_text(path: str | Path, text: str) -> None:
    """Replace ``path`` by ``text`` (UTF-8, newlines as they are); see :func:`write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` atomically; missing parent folders are made.

    Raises:
        InvalidInput: if it cannot be written; nothing partial is left then.
    """
    target = Path(path)
    temporary: str | None = None
    try:
        if target.is_dir():
            raise IsADirectoryError(21, "is a directory")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():  # a pipe or a device such as /dev/null
            target.write_bytes(data)
            return
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, target)
    except OSError as error:
        raise InvalidInput(f"cannot write {target}: {error.strerror or error}; expected a writable path") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)


def emit(path: str | Path | None, text: str) -> None:
    """``text`` to a file, or with ``-`` alone to standard output; nothing without a path."""
    if path is None:
        return
    if str(path) == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_text(path, text)


def write_json(path: str | Path, data: Any) -> None:
    """``data`` to a file, or with ``-`` alone to standard output."""
    emit(path, json_text(data))
