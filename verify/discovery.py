"""Finding claims: walk a proofs folder and take every module-level :class:`Claim`, or tuple or list of claims.

Nothing registers itself. The order is the reading order: folders and files by name, values as they are written, and
the first sight of a claim counts, so that a paper's ``__init__.py`` may list its claims in the paper's order.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from verify.claim import Claim
from verify.errors import InvalidInput

SHIPPED = Path(__file__).resolve().parent.parent / "proofs"


def discover(folder: Path | None = None) -> list[Claim]:
    """The claims of a proofs folder (the shipped one by default), in reading order.

    Raises:
        InvalidInput: if the folder is none, if a file of it does not import, or if an id stands twice.
    """
    root = (folder or SHIPPED).resolve()
    if not root.is_dir():
        raise InvalidInput(f"no proofs folder at {folder or SHIPPED}")
    found: dict[str, Claim] = {}
    homes: dict[str, str] = {}
    for module in _modules(root):
        for claim in _claims_of(module):
            known = found.setdefault(claim.id, claim)
            if known is not claim:
                raise InvalidInput(f"claim id {claim.id!r} stands twice: in {homes[claim.id]} and {module.__name__}")
            homes.setdefault(claim.id, module.__name__)
    return list(found.values())


def _claims_of(module: ModuleType) -> Iterator[Claim]:
    for value in list(vars(module).values()):
        if isinstance(value, Claim):
            yield value
        elif isinstance(value, tuple | list):
            yield from (entry for entry in value if isinstance(entry, Claim))


def _modules(root: Path) -> Iterator[ModuleType]:
    package = _package_name(root)
    for path in sorted(root.rglob("*.py"), key=_reading_order):
        inside = path.relative_to(root)
        if any(part.startswith(".") or part == "__pycache__" for part in inside.parts):
            continue
        names = [part for part in inside.with_suffix("").parts if part != "__init__"]
        if not all(name.isidentifier() for name in names):
            raise InvalidInput(f"{path}: a file of a proofs folder needs a name that Python can import")
        try:
            yield importlib.import_module(".".join([package, *names]))
        except Exception as error:
            raise InvalidInput(f"{path}: cannot be imported: {type(error).__name__}: {error}") from error


def _reading_order(path: Path) -> tuple[str, ...]:
    """Files before the folders beside them, ``__init__.py`` first of all."""
    *folders, name = path.parts
    return (*(f"1{folder}" for folder in folders), "" if name == "__init__.py" else f"0{name}")


def _package_name(root: Path) -> str:
    """The name to import ``root`` under: ``proofs`` for a folder of that name, else one that clashes with nothing.

    A copy of the shipped proofs imports itself as ``proofs`` too; it must then find its own files, not the shipped.
    """
    name = "proofs" if root.name == "proofs" else f"_proofs_{sha256(str(root).encode()).hexdigest()[:12]}"
    known = sys.modules.get(name)
    if known is not None and str(root) in list(known.__path__):
        return name
    for stale in [key for key in sys.modules if key == name or key.startswith(f"{name}.")]:
        del sys.modules[stale]
    initial = root / "__init__.py"
    if initial.is_file():
        spec = importlib.util.spec_from_file_location(name, initial, submodule_search_locations=[str(root)])
    else:
        spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(root)]
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    if spec.loader is not None:
        try:
            spec.loader.exec_module(module)
        except Exception as error:
            del sys.modules[name]
            raise InvalidInput(f"{initial}: cannot be imported: {type(error).__name__}: {error}") from error
    importlib.invalidate_caches()
    return name
