"""The weights ``2^(s - shift)`` of a tile of scores, in place, with their sums: compiled loops that vectorise.

``2^t`` is a polynomial in the fractional part of t, whose exponent bits take the whole part. It stops at 2^-126 (2^-1022 in
float64), which is nothing beside the largest weight of a row, 1. Relative errors: 1e-7 in float32, 2e-16 in float64.
"""

# numba reads the annotations of an intrinsic's arguments as they stand: no `from __future__ import annotations` here.
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from verify.large.compiled import compiled

# Interpolation of 2^r at the Chebyshev points of [-1/2, 1/2]: relative errors 2.5e-9 (degree 6) and 2.0e-17 (degree 11).
A1, A2, A3, A4, A5, A6 = (
    np.float32(coefficient)
    for coefficient in (
        0.6931472067028326,
        0.24022650922288757,
        0.05550327226670302,
        0.009618056678524637,
        0.0013400428177615838,
        0.0001546144469856913,
    )
)
B1, B2, B3, B4 = 0.6931471805599453, 0.24022650695910158, 0.055504108664821625, 0.009618129107587256
B5, B6, B7, B8 = 0.001333355814640647, 0.00015403530463724353, 1.5252733841556773e-05, 1.3215432535912375e-06
B9, B10, B11 = 1.0178057087733941e-07, 7.074194297288521e-09, 4.4558179083360645e-10

# Adding 1.5 * 2^23 (2^52) rounds to a whole number, which then stands in the lowest bits.
ROUND32, ROUND64 = np.float32(1.5 * 2**23), 1.5 * 2.0**52
LOW32, LOW64 = np.float32(-126.0), -1022.0
ONE32 = np.float32(1.0)


@intrinsic
def times_power32(typing: Any, number: Any, rounded: Any) -> Any:  # noqa: ARG001
    """``number * 2^k`` for a float32 whose lowest bits hold k, by adding to the exponent."""
    return types.float32(types.float32, types.float32), _add_exponent(ir.IntType(32), ir.FloatType(), 23)


@intrinsic
def times_power64(typing: Any, number: Any, rounded: Any) -> Any:  # noqa: ARG001
    """``number * 2^k`` for a float64 whose lowest bits hold k, by adding to the exponent."""
    return types.float64(types.float64, types.float64), _add_exponent(ir.IntType(64), ir.DoubleType(), 52)


@intrinsic
def larger(typing: Any, one: Any, other: Any) -> Any:  # noqa: ARG001
    """The larger of two floats, in the one form whose reduction vectorises; nan may be lost, but not from the tokens."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        flags = ("nnan", "nsz")
        return builder.select(builder.fcmp_ordered(">", *arguments, flags=flags), *arguments, flags=flags)

    return one(one, one), generate


def _add_exponent(whole: Any, real: Any, mantissa: int) -> Any:
    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        number, rounded = (builder.bitcast(argument, whole) for argument in arguments)
        moved = builder.add(number, builder.shl(rounded, ir.Constant(whole, mantissa)))
        return builder.bitcast(moved, real)

    return generate


# Contraction alone: with the others the compiler would cancel what rounds.
@compiled(fastmath={"contract"})
def exp2_32(t):  # type: ignore[no-untyped-def]
    """``2^t`` for float32 t <= 127, and ``2^-126`` below -126."""
    t = t if t > LOW32 else LOW32
    rounded = t + ROUND32
    r = t - (rounded - ROUND32)
    p = A6 * r + A5
    p = p * r + A4
    p = p * r + A3
    p = p * r + A2
    p = p * r + A1
    return times_power32(p * r + ONE32, rounded)


@compiled(fastmath={"contract"})
def exp2_64(t):  # type: ignore[no-untyped-def]
    """``2^t`` for float64 t <= 1023, and ``2^-1022`` below -1022."""
    t = t if t > LOW64 else LOW64
    rounded = t + ROUND64
    r = t - (rounded - ROUND64)
    p = B11 * r + B10
    p = p * r + B9
    p = p * r + B8
    p = p * r + B7
    p = p * r + B6
    p = p * r + B5
    p = p * r + B4
    p = p * r + B3
    p = p * r + B2
    p = p * r + B1
    return times_power64(p * r + 1.0, rounded)


def _online(exp2: Any, zero: Any) -> Any:
    @compiled()
    def online(scores, peaks, sums, factors, first):  # type: ignore[no-untyped-def]
        """One more tile of some rows: new maxima, weights under them, sums, and the factors of what came before.

        Row i sees the columns below ``first + i``; the weights of the others are 0.
        """
        rows, columns = scores.shape
        for i in range(rows):
            row = scores[i]
            seen = max(0, min(columns, first + i))
            peak = peaks[i]
            for j in range(seen):
                peak = larger(row[j], peak)
            total = zero
            for j in range(seen):
                weight = exp2(row[j] - peak)
                row[j] = weight
                total += weight
            for j in range(seen, columns):
                row[j] = zero
            factors[i] = exp2(peaks[i] - peak)
            sums[i] = sums[i] * factors[i] + total
            peaks[i] = peak

    return online


def _mirrored(exp2: Any, zero: Any) -> Any:
    @compiled()
    def mirrored(scores, left, right, left_factors, right_factors, row_sums, column_sums):  # type: ignore[no-untyped-def]
        """Weights ``2^(s_ij - l_i - r_j)``, and their sums with the factors of the columns and of the rows."""
        rows, columns = scores.shape
        for j in range(columns):
            column_sums[j] = zero
        for i in range(rows):
            row, own, factor, total = scores[i], left[i], left_factors[i], zero
            for j in range(columns):
                weight = exp2(row[j] - (own + right[j]))
                row[j] = weight
                total += weight * right_factors[j]
                column_sums[j] += weight * factor
            row_sums[i] = total

    return mirrored


online32, online64 = _online(exp2_32, np.float32(0)), _online(exp2_64, 0.0)
mirrored32, mirrored64 = _mirrored(exp2_32, np.float32(0)), _mirrored(exp2_64, 0.0)


@compiled()
def rescale_add(total, factors, more):  # type: ignore[no-untyped-def]
    """``total = factors * total + more``, row by row; the sum is kept in float64."""
    rows, columns = total.shape
    for i in range(rows):
        for j in range(columns):
            total[i, j] = total[i, j] * factors[i] + more[i, j]


@compiled()
def add(total, more):  # type: ignore[no-untyped-def]
    """``total += more``; the sum is kept in float64."""
    rows, columns = total.shape
    for i in range(rows):
        for j in range(columns):
            total[i, j] += more[i, j]
