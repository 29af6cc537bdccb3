"""What is said about leading eigenvalues: values, multiplicities, residuals, and how they were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np


class Found(NamedTuple):
    """One eigenvalue.

    Attributes:
        value: of the tangent Jacobian.
        multiplicity: how often the method says that it occurs.
        residual: ``|J v - value v|`` for the unit vector v that was found; ``None`` where it was not computed.
    """

    value: complex
    multiplicity: int
    residual: float | None


@dataclass(frozen=True)
class Leading:
    """The leading eigenvalues of the Jacobian on the tangent space: of largest modulus for a step, of largest real part for a flow.

    Attributes:
        found: in order; conjugate pairs are not split.
        how: ``closed form``, ``grouped``, ``triangular``, ``assembled`` or ``matrix-free``.
        converged: whether every eigenvalue that was asked for was found; always so where all eigenvalues are computed.
        flow: whether time is continuous.
        tokens: n.
        dimension: d.
        displacement: largest entry of ``step(X) - X``, or of the field: 0 at an equilibrium.
        groups: how many different tokens there are; ``None`` where that does not matter.
        spread: largest distance of tokens that were counted as equal.
        products: Jacobian-vector products that were computed.
        notes: what else must be known, in words.
    """

    found: tuple[Found, ...]
    how: str
    converged: bool
    flow: bool
    tokens: int
    dimension: int
    displacement: float
    groups: int | None = None
    spread: float = 0.0
    products: int = 0
    notes: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[complex, ...]:
        """The eigenvalues."""
        return tuple(one.value for one in self.found)

    @property
    def multiplicities(self) -> tuple[int, ...]:
        """How often each occurs; 1 for each that was computed by itself, so that equal values may be listed several times."""
        return tuple(one.multiplicity for one in self.found)

    @property
    def residuals(self) -> tuple[float | None, ...]:
        """``|J v - value v|`` for each."""
        return tuple(one.residual for one in self.found)

    @property
    def growth(self) -> float | None:
        """Spectral radius of the step, or spectral abscissa of the flow; ``None`` if nothing was found."""
        if not self.found:
            return None
        return self.found[0].value.real if self.flow else abs(self.found[0].value)

    def to_dict(self) -> dict[str, Any]:
        """The JSON of schema ``verify.leading_eigenvalues/1``."""
        return {
            "schema": "verify.leading_eigenvalues/1",
            "time": "continuous" if self.flow else "discrete",
            "tokens": self.tokens,
            "dimension": self.dimension,
            "how": self.how,
            "converged": self.converged,
            "spectral_abscissa" if self.flow else "spectral_radius": self.growth,
            "eigenvalues": [
                {"value": [z.real, z.imag], "multiplicity": times, "residual": residual}
                for z, times, residual in self.found
            ],
            "displacement": self.displacement,
            "groups": self.groups,
            "spread": self.spread,
            "products": self.products,
            "notes": list(self.notes),
        }


def leading(found: Sequence[Found], k: int, flow: bool) -> tuple[Found, ...]:
    """The first k of all, and one more where a conjugate pair would be split."""

    def rank(one: Found) -> tuple[float, float, float]:
        z = one.value
        return (-z.real if flow else -abs(z), -z.real, -z.imag)

    ordered = sorted(found, key=rank)
    if k < len(ordered) and ordered[k - 1].value.imag > 0 and ordered[k].value == ordered[k - 1].value.conjugate():
        k += 1
    return tuple(ordered[:k])


def eigenpairs(matrix: np.ndarray, multiplicity: int = 1) -> list[Found]:
    """All eigenvalues of a matrix with the residuals of their unit eigenvectors."""
    if not matrix.size:
        return []
    values, vectors = np.linalg.eig(matrix)
    residuals = np.linalg.norm(matrix @ vectors - vectors * values, axis=0)
    return [
        Found(complex(value), multiplicity, float(residual)) for value, residual in zip(values, residuals, strict=True)
    ]


def batch_eigenpairs(blocks: np.ndarray, multiplicities: np.ndarray) -> list[Found]:
    """The same for blocks of shape ``(b, r, r)``."""
    values, vectors = np.linalg.eig(blocks)
    residuals = np.linalg.norm(blocks @ vectors - vectors * values[:, None, :], axis=1)
    return [
        Found(complex(values[i, j]), int(times), float(residuals[i, j]))
        for i, times in enumerate(multiplicities)
        for j in range(values.shape[1])
    ]


def backward_error(value: complex, matrices: Sequence[np.ndarray]) -> float:
    """The size of the smallest change of one of the matrices that makes ``value`` an eigenvalue of it."""
    return min(
        float(np.linalg.svd(matrix - value * np.eye(len(matrix)), compute_uv=False)[-1])
        for matrix in matrices
        if matrix.size
    )
