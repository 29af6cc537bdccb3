"""The leading eigenvalue of a real matrix, and how its vector stands to a direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

ROUNDING = 1e-12
"""Imaginary parts below this share count as zero."""


@dataclass(frozen=True)
class Leading:
    """The leading eigenvalue of a matrix by modulus.

    Attributes:
        eigenvalue: the one of largest modulus; of a pair the upper one.
        second: the largest modulus among the others (the partner of a pair left out).
        real: whether it is real, with the solver's own zero.
        sine: of the angle between its vector (or plane, for a pair) and u.
        principal: the eigenvalue of largest real part.
        one_plus: the eigenvalue of largest ``|1 + lambda|``.
    """

    eigenvalue: complex
    second: float
    real: bool
    sine: float
    principal: complex
    one_plus: complex

    @property
    def dominant(self) -> bool:
        """Real, positive and strictly larger than all other moduli."""
        return self.real and self.eigenvalue.real > 0 and abs(self.eigenvalue) > self.second


def leading(matrix: np.ndarray, u: np.ndarray) -> Leading:
    """The leading eigenvalue of a real matrix and the angle of its vector to a unit vector u."""
    return of_eigenpairs(*np.linalg.eig(matrix), u)


def of_eigenpairs(values: np.ndarray, vectors: np.ndarray, u: np.ndarray) -> Leading:
    """The same from some eigenvalues and their vectors, the largest ones among them."""
    order = np.argsort(-np.abs(values), kind="stable")
    first = order[0]
    value, rest = complex(values[first]), order[1:]
    real = abs(value.imag) <= ROUNDING * abs(value)
    value = complex(value.real) if real else value
    if not real:
        rest = rest[values[rest] != np.conj(value)]
    vector = vectors[:, first]
    plane = vector.real[:, None] if real else np.stack([vector.real, vector.imag], axis=1)
    basis = np.linalg.qr(plane)[0]
    sine = float(np.linalg.norm(u - basis @ (basis.T @ u)))
    second = float(np.abs(values[rest]).max()) if len(rest) else 0.0
    others = (complex(values[np.argmax(measure)]) for measure in (values.real, np.abs(1 + values)))
    principal, one_plus = (
        complex(other.real) if abs(other.imag) <= ROUNDING * abs(other) else other for other in others
    )
    return Leading(value, second, bool(real), sine, principal, one_plus)
