"""What a worker of a cluster must have in common with the process that sends it work, so that results are the same."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from verify.errors import EngineMissing

ENGINES = ("numpy", "scipy", "sympy", "mpmath", "python-flint", "z3-solver", "cvc5", "numba", "torch")
"""Packages whose version may change a number or a verdict."""
ABSENT = "absent"


@cache
def identity(folder: Path | None = None) -> Mapping[str, str]:
    """Versions of Python, of the suite and of its engines, and digests of the code and of the claims.

    Args:
        folder: the proofs folder; ``None`` for the one that ships.
    """
    from verify import __version__
    from verify.discovery import SHIPPED

    python = ".".join(platform.python_version_tuple()[:2])
    found = {"python": python, "verify": __version__, "code of verify": _digest(Path(__file__).parent.parent)}
    found["claims"] = _digest(folder or SHIPPED)
    return found | {name: _version(name) for name in ENGINES}


def differing(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str | None:
    """The first thing that is not the same, in words; ``None`` if all is."""
    for name, wanted in ours.items():
        found = theirs.get(name, ABSENT)
        if found != wanted:
            return f"has {name} {found}; expected {wanted}, as here"
    return None


@cache
def seal(folder: Path | None = None) -> str:
    """The identity as one digest, which goes with every task: a worker may join later than the check."""
    return sha256(repr(sorted(identity(folder).items())).encode()).hexdigest()


def require(expected: str, folder: Path | None) -> None:
    """That this process is what the sender of a task took it for.

    Raises:
        EngineMissing: if not.
    """
    if seal(folder) != expected:
        raise EngineMissing(
            "a worker that joined the cluster later has other versions or claims; expected those of here"
        )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ABSENT


def _digest(folder: Path) -> str:
    """Of the code and the certificates in a folder, by their names and bytes; twelve digits."""
    if not folder.is_dir():
        return f"{ABSENT} (no folder {folder})"
    total = sha256()
    for path in sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


def _files(folder: Path) -> Iterator[Path]:
    for ending in ("*.py", "*.json"):
        yield from folder.rglob(ending)
