"""The input of :func:`verify.stability`, checked, as exact float64 matrices."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.errors import InvalidInput
from verify.systems import Attention, Oja, System

SYMMETRY = 1e-12
"""Asymmetry, relative to the largest entry, up to which V counts as symmetric; its symmetric part is then meant."""
GAP = 1e-12
"""Relative gap of two eigenvalues, to the largest modulus, at or below which they count as repeated."""
LARGEST_ENTRY = 1e100
MOST_TOKENS = 10**9


@dataclass(frozen=True, eq=False)
class Problem:
    """What was read.

    Attributes:
        system: oja | attention.
        value: V, float64, shape ``(d, d)``.
        query_key: A, float64, shape ``(d, d)``, or ``None`` for the identity (and for the Oja system).
        step_size: alpha, or ``None`` for the flow.
        tokens: n >= 1.
        symmetric: V is symmetric; else only its real eigenpairs are looked at.
        notes: remarks on how the input was read.
    """

    system: str
    value: np.ndarray
    query_key: np.ndarray | None
    step_size: float | None
    tokens: int
    symmetric: bool
    notes: tuple[str, ...] = ()

    @property
    def dimension(self) -> int:
        """d."""
        return self.value.shape[0]


def prepare(system: System, tokens: int, nonsymmetric: bool) -> Problem:
    """Check a system and the number of tokens.

    Raises:
        InvalidInput: with what was found and what was expected.
    """
    if not isinstance(system, (Oja, Attention)):
        raise InvalidInput(f"system is {type(system).__name__}; expected Oja or Attention (one head)")
    if isinstance(system, Attention) and system.causal:
        raise InvalidInput("the system is causal; expected full attention: the closed forms do not hold for a mask")
    if isinstance(tokens, bool) or not isinstance(tokens, (int, np.integer)):
        raise InvalidInput(f"tokens is {tokens!r}; expected an integer from 1 to {MOST_TOKENS}")
    if not 1 <= tokens <= MOST_TOKENS:
        raise InvalidInput(f"tokens is {tokens}; expected an integer from 1 to {MOST_TOKENS}")
    value = exact_matrix("value", system.value)
    key = None
    if isinstance(system, Attention) and system.query_key is not None:
        key = exact_matrix("query_key", system.query_key)
    step = _step_size(system.step_size)
    symmetric, notes = _symmetry(value, nonsymmetric)
    largest = float(np.abs(value).max()) * value.shape[0] * max(1.0, 1.0 if step is None else step)
    if largest > LARGEST_ENTRY:
        raise InvalidInput(f"step size times value matrix reaches {largest:.3g}; expected at most {LARGEST_ENTRY:g}")
    if key is not None and float(np.abs(key).max()) > LARGEST_ENTRY:
        raise InvalidInput(f"query_key reaches {np.abs(key).max():.3g}; expected at most {LARGEST_ENTRY:g}")
    _check_distinct(value, symmetric)
    name = "oja" if isinstance(system, Oja) else "attention"
    return Problem(name, value, key, step, int(tokens), symmetric, notes)


def exact_matrix(name: str, matrix: Any) -> np.ndarray:
    """A matrix of real numbers as float64, without rounding.

    Raises:
        InvalidInput: for entries that float64 does not hold exactly, symbols included.
    """
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(matrix, torch.Tensor):
        matrix = matrix.detach().cpu().double().numpy()
    matrix = np.asarray(matrix)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or matrix.shape[0] < 1:
        raise InvalidInput(f"{name} has shape {' x '.join(map(str, matrix.shape)) or '()'}; expected a square matrix")
    if matrix.dtype.kind not in "fiub":
        raise InvalidInput(f"{name} has dtype {matrix.dtype}; expected real floating-point numbers or integers")
    exact = matrix.astype(np.float64)
    if not np.isfinite(exact).all():
        raise InvalidInput(f"{name} holds nan or infinite entries (or too large ones); expected finite float64 numbers")
    if matrix.dtype.itemsize >= 8 and matrix.dtype != np.float64 and not _equal(matrix, exact):
        raise InvalidInput(f"{name} holds {matrix.dtype} entries that float64 rounds; expected exact ones")
    return exact


def _equal(matrix: np.ndarray, rounded: np.ndarray) -> bool:
    if matrix.dtype.kind in "iu":
        return all(int(a) == int(b) for a, b in zip(matrix.flat, rounded.flat, strict=True))
    return bool((matrix == rounded).all())


def _step_size(step: Any) -> float | None:
    if step is None:
        return None
    try:
        number = float(step)
        exact = bool(number == step)
    except (TypeError, ValueError, OverflowError):
        exact = False
    if not exact:
        raise InvalidInput(
            f"step size is {step!s}; expected a number that float64 holds exactly, or null (None) for the flow"
        )
    if not (np.isfinite(number) and number > 0):
        raise InvalidInput(f"step size is {number}; expected a positive finite number, or null (None) for the flow")
    return number


def _symmetry(value: np.ndarray, nonsymmetric: bool) -> tuple[bool, tuple[str, ...]]:
    with np.errstate(over="ignore"):
        off = np.abs(value - value.T)
    worst = float(off.max())
    if worst == 0:
        return True, ()
    if nonsymmetric:
        return False, ()
    i, j = divmod(int(off.argmax()), value.shape[0])
    if worst > SYMMETRY * float(np.abs(value).max()):
        raise InvalidInput(
            f"value is not symmetric: entries ({i}, {j}) and ({j}, {i}) are {value[i, j]} and {value[j, i]}; "
            f"expected a symmetric matrix, or --nonsymmetric (nonsymmetric=True)"
        )
    return True, (f"value is symmetric up to {worst:.1e}: its symmetric part is meant",)


def _check_distinct(value: np.ndarray, symmetric: bool) -> None:
    """Refuse repeated eigenvalues, naming the first pair."""
    if value.shape[0] < 2:
        return
    if symmetric:
        numbers = np.linalg.eigvalsh((value + value.T) / 2)[::-1]
        gaps = np.abs(np.diff(numbers))
        i = int(gaps.argmin())
        j, gap = i + 1, float(gaps[i])
    else:
        numbers = np.linalg.eigvals(value)
        numbers = numbers[np.lexsort((numbers.imag, -numbers.real))]
        distances = np.abs(numbers[:, None] - numbers[None, :]) + np.diag(np.full(len(numbers), np.inf))
        i, j = sorted(divmod(int(distances.argmin()), len(numbers)))
        gap = float(distances[i, j])
    largest = float(np.abs(numbers).max())
    if gap <= GAP * largest:
        relative = gap / largest if largest else 0.0
        raise InvalidInput(
            f"eigenvalues {i} and {j} of value are {numbers[i]:.17g} and {numbers[j]:.17g}, "
            f"relative gap {relative:.1e}; expected distinct eigenvalues (relative gap above {GAP:g})"
        )
