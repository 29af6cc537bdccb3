"""Finding claims: walk a proofs folder and take every module-level :class:`Claim`, or tuple or list of claims.

Nothing registers itself. The order is the reading order: files and folders by name unless the ``__init__.py`` beside
them gives another order in ``CONTENTS`` (a tuple of names), claims as they are written; the first sight of one counts.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from verify.claim import Claim
from verify.errors import InvalidInput

SHIPPED = Path(__file__).resolve().parent.parent / "proofs"
_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")


def discover(folder: Path | None = None) -> list[Claim]:
    """The claims of a proofs folder (the shipped one by default), in reading order.

    Raises:
        InvalidInput: if the folder is none, if a file of it does not import, if an id stands twice or is not of the form
            ``paper.lemma_1`` (ids become names of files), or if there is no claim.
    """
    root = (folder or SHIPPED).resolve()
    if not root.is_dir():
        raise InvalidInput(f"no proofs folder at {folder or SHIPPED}")
    found: dict[str, Claim] = {}
    homes: dict[str, str] = {}
    for module in _modules(root, _package_name(root)):
        for claim in _claims_of(module):
            known = found.setdefault(claim.id, claim)
            if not _ID.fullmatch(str(claim.id)):
                wanted = "expected a-z, 0-9 and _ with dots between, such as paper.lemma_1"
                raise InvalidInput(f"{module.__name__}: claim id {claim.id!r:.80} cannot name files; {wanted}")
            if known is not claim:
                raise InvalidInput(f"claim id {claim.id!r} stands twice: in {homes[claim.id]} and {module.__name__}")
            homes.setdefault(claim.id, module.__name__)
    if not found:
        raise InvalidInput(f"no claims in {folder or SHIPPED}: no .py file there has a module-level Claim")
    return list(found.values())


def _claims_of(module: ModuleType) -> Iterator[Claim]:
    for value in list(vars(module).values()):
        if isinstance(value, Claim):
            yield value
        elif isinstance(value, tuple | list):
            yield from (entry for entry in value if isinstance(entry, Claim))


def _modules(folder: Path, name: str) -> Iterator[ModuleType]:
    """The modules of a folder: its ``__init__``, then files and folders as ``CONTENTS`` says, the others by name."""
    package = _import(name, folder)
    yield package
    contents = tuple(getattr(package, "CONTENTS", ()))
    entries = {path.stem: path for path in sorted(folder.iterdir(), reverse=True) if _holds_claims(path)}
    unknown = [entry for entry in contents if entry not in entries]
    if unknown:
        raise InvalidInput(f"{folder / '__init__.py'}: CONTENTS names {unknown[0]!r}, which is no file or folder here")
    for stem in (*contents, *sorted(entries.keys() - set(contents))):
        path = entries[stem]
        if not stem.isidentifier():
            raise InvalidInput(f"{path}: a file of a proofs folder needs a name that Python can import")
        if path.is_dir():
            yield from _modules(path, f"{name}.{stem}")
        else:
            yield _import(f"{name}.{stem}", path)


def _holds_claims(path: Path) -> bool:
    # A name with a leading underscore is a helper: it is not imported before a claim asks for it.
    if path.name.startswith((".", "_")):
        return False
    return path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))


def _import(name: str, path: Path) -> ModuleType:
    with _importing(path):
        return importlib.import_module(name)


@contextmanager
def _importing(path: Path) -> Iterator[None]:
    """Importing ``path``: what it prints goes to standard error, which no reader of JSON sees, and it cannot exit."""
    try:
        with redirect_stdout(sys.stderr):
            yield
    except (Exception, SystemExit) as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise InvalidInput(f"{path}: cannot be imported: {told}") from error


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
            with _importing(initial):
                spec.loader.exec_module(module)
        except InvalidInput:
            del sys.modules[name]
            raise
    importlib.invalidate_caches()
    return name
