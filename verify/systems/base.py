"""What all systems share: the step with skip connection and normalisation, the flow, and both Jacobians.

A system only says how tokens influence each other: ``influence`` (the rows ``s_i``) and its derivative. The step
``x_i -> (x_i + alpha s_i) / |x_i + alpha s_i|``, the field ``(I - x_i x_i^T) s_i`` and their Jacobians follow.
Where the state space is the ellipsoid ``x^T W x = 1`` of a metric W, norms and inner products are those of W.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.arithmetic import Arithmetic, arithmetic_of
from verify.errors import InvalidInput


@dataclass(frozen=True, eq=False, kw_only=True)
class System(ABC):
    """A dynamical system of n tokens on the unit sphere of R^d.

    For developers: a subclass implements ``dimension``, ``influence`` and ``influence_jacobian``.

    Attributes:
        step_size: alpha > 0, or ``None`` for the continuous-time flow.
    """

    step_size: Any = None

    def __post_init__(self) -> None:
        """Check the step size.

        Raises:
            InvalidInput: if it is not a positive finite number (symbols are taken as they are).
        """
        if self.step_size is not None:
            checked_step_size(self.step_size)

    @property
    @abstractmethod
    def dimension(self) -> int:
        """d, the length of a token."""

    @abstractmethod
    def influence(self, tokens: Any, counts: Any = None) -> Any:
        """The rows ``s_i``, shape ``(..., n, d)``; ``counts[g]`` equal tokens stand behind row g (default: one)."""

    @abstractmethod
    def influence_jacobian(self, tokens: Any) -> Any:
        """``B[i, j] = d s_i / d x_j``, shape ``(n, n, d, d)``, for ``tokens`` of shape ``(n, d)``."""

    @property
    def is_flow(self) -> bool:
        """Whether time is continuous."""
        return self.step_size is None

    def step(self, tokens: Any, counts: Any = None) -> Any:
        """One step ``(x_i + alpha s_i) / |x_i + alpha s_i|`` (eqs (8), (9), (21) of the power-method paper).

        Args:
            tokens: shape ``(..., n, d)``; the result is in the same arithmetic.
            counts: multiplicities of the rows where equal tokens are given once, shape ``(n,)``.

        Raises:
            InvalidInput: for a flow, or tokens of the wrong shape.
        """
        xp = self._arithmetic(tokens)
        return xp.normalize(tokens + self._alpha(xp, tokens) * self.influence(tokens, counts), self._metric(xp, tokens))

    def field(self, tokens: Any, counts: Any = None) -> Any:
        """Rows ``(I - x_i x_i^T) s_i``, the right-hand side of the flow; shapes as in :meth:`step`."""
        xp = self._arithmetic(tokens)
        s = self.influence(tokens, counts)
        return s - tokens * xp.dot(self._lowered(xp, tokens), s)

    def jacobian(self, tokens: Any) -> Any:
        """The extrinsic Jacobian, exact, derivatives of the attention weights included.

        Args:
            tokens: shape ``(n, d)``, any concrete arithmetic.

        Returns:
            Shape ``(n d, n d)``, row-major over (token, coordinate): of the step as written, or of
            ``x -> (I - x x^T) s`` for a flow (without renormalising x).

        Raises:
            InvalidInput: for a batch of states, or tokens of the wrong shape.
        """
        xp = self._arithmetic(tokens)
        if len(tokens.shape) != 2:
            found = " x ".join(map(str, tokens.shape))
            raise InvalidInput(f"tokens have shape {found}; expected one state, (n, {self.dimension})")
        n, d = tokens.shape
        influence = self.influence_jacobian(tokens).swapaxes(1, 2).reshape(n, d, n * d)
        eye = xp.asarray(np.eye(d, dtype=int), tokens)
        s = self.influence(tokens)
        if self.is_flow:
            x = tokens[:, :, None]
            lowered = self._lowered(xp, tokens)
            project = eye - x * lowered[:, None, :]
            own = -xp.dot(lowered, s)[:, :, None] * eye - x * self._lowered(xp, s)[:, None, :]
        else:
            alpha = self._alpha(xp, tokens)
            y = tokens + alpha * s
            metric = self._metric(xp, tokens)
            z = xp.normalize(y, metric)
            own = (eye - z[:, :, None] * self._lowered(xp, z)[:, None, :]) / xp.norms(y, metric)[:, :, None]
            project = alpha * own
        for i in range(n):
            influence[i] = project[i] @ influence[i]
            influence[i, :, i * d : (i + 1) * d] += own[i]
        return influence.reshape(n * d, n * d)

    def _metric(self, xp: Arithmetic, tokens: Any) -> Any:  # noqa: ARG002
        """W in the arithmetic of the tokens; ``None`` for the unit sphere."""
        return None

    def _lowered(self, xp: Arithmetic, rows: Any) -> Any:
        """The rows ``x^T W``."""
        metric = self._metric(xp, rows)
        return rows if metric is None else rows @ metric

    def _alpha(self, xp: Arithmetic, tokens: Any) -> Any:
        if self.step_size is None:
            raise InvalidInput("the system is a flow (step_size=None); expected a step size for step()")
        return xp.scalar(self.step_size, tokens)

    def _arithmetic(self, tokens: Any) -> Arithmetic:
        xp = arithmetic_of(tokens)
        shape = getattr(tokens, "shape", None)
        if shape is not None and (len(shape) < 2 or shape[-2] < 1 or shape[-1] != self.dimension):
            found = " x ".join(map(str, shape)) or "a single number"
            raise InvalidInput(f"tokens have shape {found}; expected (..., n, {self.dimension}) with n >= 1")
        return xp


def checked_step_size(size: Any) -> None:
    """Check a step size of any arithmetic; symbols are taken as they are.

    Raises:
        InvalidInput: if it is not one positive finite number that a float can hold.
    """
    if getattr(size, "free_symbols", None) or getattr(size, "arithmetic", None) is not None:
        return
    try:
        # float() refuses what is no number, and a number that would overflow in one of the arithmetics.
        good = _is_number(size) and bool(size > 0) and 0 <= float(size) < float("inf")
    except (TypeError, ValueError, OverflowError, RuntimeError):
        good = False
    if not good:
        raise InvalidInput(
            f"step size is {_shown(size)}; expected a positive finite number, or null (None) for the flow"
        )


def _shown(value: Any) -> str:
    try:
        text = str(value) if _is_number(value) else repr(value)
    except ValueError:
        return f"an integer of {value.bit_length()} bits"
    return text if len(text) <= 60 else f"{text[:20]}... ({len(text)} characters)"


def _is_number(value: Any) -> bool:
    return not isinstance(value, (str, bytes, complex, list, tuple, dict)) and getattr(value, "shape", ()) == ()


def checked_matrix(name: str, matrix: Any, size: int | None = None, *, optional: bool = False) -> Any:
    """``matrix`` as an array if it is a real, finite, square matrix (of the given size).

    Arrays of symbolic shape are taken as they are. ``None`` passes where it is ``optional``.

    Raises:
        InvalidInput: with what was found and what was expected.
    """
    if getattr(matrix, "arithmetic", None) is not None or (optional and matrix is None):
        return matrix
    if isinstance(matrix, (list, tuple)):
        try:
            matrix = np.asarray(matrix)
        except ValueError as error:
            raise InvalidInput(f"{name} has rows of different lengths; expected a square matrix") from error
    shape = getattr(matrix, "shape", None)
    if shape is None:
        raise InvalidInput(f"{name} is a {type(matrix).__name__}; expected a square matrix")
    if len(shape) != 2 or shape[0] != shape[1] or shape[0] < 1:
        raise InvalidInput(f"{name} has shape {' x '.join(map(str, shape)) or '()'}; expected a square matrix")
    if size is not None and shape[0] != size:
        raise InvalidInput(f"{name} is {shape[0]} x {shape[0]}; expected {size} x {size}")
    if isinstance(matrix, np.ndarray):
        _check_entries(name, matrix)
    elif hasattr(matrix, "is_complex") and (matrix.is_complex() or not matrix.isfinite().all()):
        raise InvalidInput(f"{name} holds complex, nan or infinite entries; expected real finite numbers")
    return matrix


def _check_entries(name: str, matrix: np.ndarray) -> None:
    if matrix.dtype.kind not in "fiubO":
        raise InvalidInput(f"{name} has dtype {matrix.dtype}; expected real numbers")
    if matrix.dtype.kind == "f" and not np.isfinite(matrix).all():
        raise InvalidInput(f"{name} holds nan or infinite entries; expected finite numbers")
    if matrix.dtype.kind == "O":
        if any(isinstance(entry, (str, bytes, type(None), complex, list, tuple, dict)) for entry in matrix.flat):
            raise InvalidInput(f"{name} holds entries that are not real numbers; expected numbers")
        # SymPy says what is not finite or not real; of the others only nan differs from itself, and inf - inf is nan.
        if any(
            getattr(entry, "is_finite", True) is False or getattr(entry, "is_real", True) is False or _is_nan(entry)
            for entry in matrix.flat
        ):
            raise InvalidInput(f"{name} holds nan, infinite or complex entries; expected real finite numbers")


def _is_nan(entry: Any) -> bool:
    """Whether a number that is no SymPy expression is nan or infinite."""
    if hasattr(entry, "free_symbols"):
        return str(entry) == "nan"
    if callable(getattr(entry, "is_finite", None)):  # arb
        return not entry.is_finite()
    return bool(entry - entry != 0)
