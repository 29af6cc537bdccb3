"""Files that the commands write: checked before the work starts, written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from verify.errors import InvalidInput


def require_file(path: Path | None) -> None:
    """That ``path`` can be written (``None`` and ``-`` can).

    Raises:
        InvalidInput: if not, so that no work is done in vain.
    """
    if path is None or str(path) == "-":
        return
    if path.is_dir():
        raise InvalidInput(f"cannot write {path}: it is a folder, expected a file")
    if not path.parent.is_dir():
        raise InvalidInput(f"cannot write {path}: there is no folder {path.parent}")
    _require_writable(path.parent, path)


def require_folder(path: Path | None) -> None:
    """That the folder ``path`` exists or can be made, and that files can be written in it.

    Raises:
        InvalidInput: if not.
    """
    if path is None:
        return
    if path.exists() and not path.is_dir():
        raise InvalidInput(f"cannot write into {path}: it is a file, expected a folder")
    existing = path.absolute()
    while not existing.exists():
        existing = existing.parent
    _require_writable(existing, path)


def _require_writable(folder: Path, wanted: Path) -> None:
    # Trying is the only sure way: permissions, read-only mounts and quotas all say so then.
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise InvalidInput(f"cannot write {wanted}: {error.strerror or error}") from error


def write_text(path: Path, text: str) -> None:
    """Write ``path`` by way of a file beside it, so that nobody ever sees half of it.

    Raises:
        InvalidInput: if it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error.strerror or error}") from error


def emit(text: str, path: Path | None) -> None:
    """``text`` to the file ``path``, or alone to standard output for ``-``; nothing for ``None``."""
    if path is None:
        return
    if str(path) == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_text(path, text)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
