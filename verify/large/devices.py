"""Devices of torch by name: what there is, one line where something is not there, and results that repeat."""

from __future__ import annotations

from typing import Any

from verify.errors import EngineMissing, InvalidInput

DEVICES = ("cpu", "cuda")


def available() -> tuple[str, ...]:
    """The devices that torch has here, ``cpu`` first."""
    import torch

    return DEVICES if torch.cuda.is_available() else ("cpu",)


def require_device(device: str) -> None:
    """That the device is there; nothing is imported to find out about a CPU.

    Raises:
        InvalidInput: for another name.
        EngineMissing: if torch sees no such device (exit code 3).
    """
    if device not in DEVICES:
        raise InvalidInput(f"device is {device!r}; expected {' or '.join(DEVICES)}")
    if device == "cpu" or device in available():
        return
    import torch

    built = "sees no CUDA device" if torch.version.cuda else f"{torch.__version__} is built without CUDA"
    raise EngineMissing(f"device cuda: torch {built}; expected one, or device cpu")


def device_named(device: str) -> Any:
    """The ``torch.device`` of that name, set up so that one input gives one result on one machine.

    Raises:
        InvalidInput: for another name.
        EngineMissing: if torch sees no such device.
    """
    require_device(device)
    import torch

    if device == "cuda":
        # Products in float32 stay float32; kernels without a deterministic version only warn.
        torch.backends.cuda.matmul.allow_tf32 = False
        torch.use_deterministic_algorithms(True, warn_only=True)
    return torch.device(device)


def described(device: str) -> str:
    """What a table says of a device: the name of the GPU, or of the processor."""
    if device == "cuda":
        import torch

        return str(torch.cuda.get_device_name())
    return processor()


def processor() -> str:
    """The name of the processor, as the system tells it."""
    import platform
    from pathlib import Path

    told = Path("/proc/cpuinfo")
    if told.is_file():
        for line in told.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
