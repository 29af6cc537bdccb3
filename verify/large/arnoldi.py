"""ARPACK on the products of :mod:`verify.large.products`: leading eigenvalues with residuals, or what has converged of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.large.products import Products
from verify.large.spectrum import Found
from verify.large.tangent import Frame
from verify.systems import Oja

SEED = 0
"""Of the start vector: the same question has the same answer."""


@dataclass(frozen=True)
class Run:
    """What ARPACK found.

    Attributes:
        found: the converged eigenvalues, each with the residual of its eigenvector.
        converged: whether these are as many as were asked for.
        products: Jacobian-vector products, those of the residuals included.
        notes: what must be known.
    """

    found: tuple[Found, ...]
    converged: bool
    products: int
    notes: tuple[str, ...]


def arnoldi(products: Products, frame: Frame, k: int, accuracy: float, most_products: int) -> Run:
    """The k leading eigenvalues (one more where a conjugate pair would be split).

    The operator acts on orthonormal coordinates of the tangent space of all tokens.

    Where the Jacobian is symmetric (the flow of an Oja system with a symmetric V) Lanczos' method is used.

    Args:
        products: at the state, or of its groups.
        frame: of the tangent spaces there.
        k: at least 1, at most the number of coordinates less 3.
        accuracy: relative, of ARPACK's own test.
        most_products: after about as many it gives up.
    """
    n, d = products.shape
    scale = 1.0 if products.counts is None else np.sqrt(products.counts)[:, None, None]
    counted = _Counted(lambda u: scale * frame.drop(products.apply(frame.lift(u / scale))), (n, d - 1))
    flow = products.system.is_flow
    symmetric = flow and isinstance(products.system, Oja) and _is_symmetric(products.system.value)
    solved = solve(
        counted.flat,
        n * (d - 1),
        k,
        which=("LA" if symmetric else "LR") if flow else "LM",
        accuracy=accuracy,
        most_products=most_products,
    )
    values, vectors, failure = solved
    found = []
    for j, value in enumerate(values):
        v = vectors[:, j].reshape(n, d - 1)
        image = counted(np.stack([v.real, v.imag], axis=2) if np.iscomplexobj(v) else v[:, :, None])
        moved = image[:, :, 0] + 1j * image[:, :, 1] if image.shape[2] == 2 else image[:, :, 0]
        residual = np.linalg.norm(moved - value * v) / np.linalg.norm(v)
        found.append(Found(complex(value), 1, float(residual)))
        # SciPy cuts a pair that stands at the end; the operator is real.
        if value.imag and not (values == value.conjugate()).any():
            found.append(Found(complex(value.conjugate()), 1, float(residual)))
    notes: tuple[str, ...] = ("that no leading eigenvalue was missed, and how often each occurs, is not proved",)
    if failure:
        notes += (f"{failure}: {len(found)} of {k} eigenvalues converged in {counted.count} products",)
    return Run(tuple(found), not failure, counted.count, notes)


def solve(
    product: Callable[[np.ndarray], np.ndarray],
    size: int,
    k: int,
    *,
    which: str,
    accuracy: float,
    most_products: int,
) -> tuple[np.ndarray, np.ndarray, str]:
    """ARPACK's eigenvalues and vectors of an operator, and why some are missing (empty if none is).

    Args:
        product: of a vector of length ``size``.
        size: of the operator.
        k: how many, at most ``size - 2``.
        which: SciPy's ``LM`` or ``LR``, or ``LA`` for a symmetric operator.
        accuracy: relative.
        most_products: about where to give up.
    """
    from scipy.sparse.linalg import ArpackError, ArpackNoConvergence, LinearOperator, eigs, eigsh

    operator = LinearOperator((size, size), matvec=product, dtype=np.float64)
    solver: Any = eigsh if which == "LA" else eigs
    subspace = min(size, max(4 * k + 1, 40))
    options: dict[str, Any] = {
        "which": which,
        "ncv": subspace,
        "tol": accuracy,
        "v0": np.random.default_rng(SEED).normal(size=size),
        "maxiter": max(1, most_products // (subspace - k)),
    }
    if "rng" in inspect.signature(solver).parameters:
        options["rng"] = SEED
    try:
        values, vectors = solver(operator, k, **options)
    except ArpackNoConvergence as error:
        return error.eigenvalues, error.eigenvectors, "ARPACK did not converge"
    except ArpackError as error:
        return np.zeros(0), np.zeros((size, 0)), f"ARPACK failed ({' '.join(str(error).split())})"
    return values, vectors, ""


class _Counted:
    """An operator on ``(n, d - 1, k)`` that counts its vectors."""

    def __init__(self, apply: Callable[[np.ndarray], np.ndarray], shape: tuple[int, int]) -> None:
        self.apply, self.shape, self.count = apply, shape, 0

    def __call__(self, vectors: np.ndarray) -> np.ndarray:
        self.count += vectors.shape[2]
        return self.apply(vectors)

    def flat(self, vector: np.ndarray) -> np.ndarray:
        return self(vector.reshape(*self.shape, 1)).reshape(-1)


def _is_symmetric(value: Any) -> bool:
    matrix = np.asarray(value, dtype=float)
    return bool((matrix == matrix.T).all())
