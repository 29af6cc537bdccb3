"""``2^z`` for z <= 0, written so that the compiler works on several numbers at once inside a loop.

A call to the C library stands in the way of that. The polynomials interpolate ``(2^r - 1) / r`` at the Chebyshev points
of ``|r| <= 1/2``: with their coefficients rounded they are off by 2.0e-17 of the value in float64 (degree 11) and by 9.2e-9
in float32 (degree 6). With the rounding of the evaluation the result is within 1 unit in the last place of ``2^z``; the
tests measure it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types
from numba.extending import overload

# Adding 1.5 * 2^52 (2^23 in float32) rounds z to an integer, which then stands in the lowest bits of the sum.
SHIFT64 = 6755399441055744.0
SHIFT32 = np.float32(12582912.0)
# 2^-1022 and 2^-126 are the smallest normal numbers: what is below is raised to them, so that no bits wrap around.
LOWEST64 = -1022.0
LOWEST32 = np.float32(-126.0)

A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11 = map(
    float.fromhex,
    (
        "0x1.62e42fefa39efp-1",
        "0x1.ebfbdff82c598p-3",
        "0x1.c6b08d704a0c2p-5",
        "0x1.3b2ab6fba1ddap-7",
        "0x1.5d87fe78a5276p-10",
        "0x1.430913096fd9fp-13",
        "0x1.ffcbfc670dcd4p-17",
        "0x1.62bfd47773353p-20",
        "0x1.b524fae627834p-24",
        "0x1.e6063f7217bc6p-28",
        "0x1.e9d3fe3952179p-32",
    ),
)
B1, B2, B3, B4, B5, B6 = (
    np.float32(float.fromhex(digits))
    for digits in (
        "0x1.62e4300000000p-1",
        "0x1.ebfbe00000000p-3",
        "0x1.c6af6c0000000p-5",
        "0x1.3b2a540000000p-7",
        "0x1.5f08900000000p-10",
        "0x1.44138a0000000p-13",
    )
)
ONE32 = np.float32(1.0)
MANTISSA32 = np.int32(23)


def power_of_two(z: Any) -> Any:
    """``2^z`` for float32 or float64, ``z <= 0`` up to rounding: in compiled code, as below, and here for what is not.

    Below ``2^-1022`` (``2^-126`` in float32) it returns that number.
    """
    return np.exp2(np.maximum(z, LOWEST32 if np.asarray(z).dtype == np.float32 else LOWEST64))


# Only products and sums may be contracted to fused operations: reordering would undo the rounding to an integer.
@overload(power_of_two, jit_options={"fastmath": {"contract"}, "forceinline": True})
def _power_of_two(z: Any) -> Any:
    if z == types.float32:
        return _power32
    return _power64 if z == types.float64 else None


def _power64(z: Any) -> Any:
    z = max(z, LOWEST64)
    shifted = z + SHIFT64
    r = z - (shifted - SHIFT64)
    p = A10 + r * A11
    p = A9 + r * p
    p = A8 + r * p
    p = A7 + r * p
    p = A6 + r * p
    p = A5 + r * p
    p = A4 + r * p
    p = A3 + r * p
    p = A2 + r * p
    p = A1 + r * p
    p = 1.0 + r * p
    return np.int64(np.float64(p).view(np.int64) + (np.float64(shifted).view(np.int64) << 52)).view(np.float64)


def _power32(z: Any) -> Any:
    z = max(z, LOWEST32)
    shifted = z + SHIFT32
    r = z - (shifted - SHIFT32)
    p = B5 + r * B6
    p = B4 + r * p
    p = B3 + r * p
    p = B2 + r * p
    p = B1 + r * p
    p = ONE32 + r * p
    bits = np.float32(p).view(np.int32) + (np.float32(shifted).view(np.int32) << MANTISSA32)
    return np.int32(bits).view(np.float32)
