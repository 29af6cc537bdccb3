"""Functions of modules that are imported only when evidence runs: claims themselves import nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """``proofs.beyond.<module>.<name>``, imported when it is called."""

    def call(*arguments: Any) -> Any:
        from importlib import import_module

        return getattr(import_module(f"proofs.beyond.{module}"), name)(*arguments)

    return call


def seen(module: str, name: str) -> Callable[[int, int], tuple[bool | None, str, dict[str, Any]]]:
    """The same for an experiment, ``(seed, steps) -> (agrees, detail, stats)``."""
    return later(module, name)
