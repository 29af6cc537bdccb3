"""The systems of one parameter, all seen as flows: zeros of the field are the equilibria in both times.

A family is evaluated in float64 and in balls by the same lines. Where V is symmetric and the scores are isotropic
(``A = c I``, or the Oja system) it is written in the eigenvectors of V: V is diagonal there, every reflection of an axis
is a symmetry, and in balls only the eigenvalues have to be enclosed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.arithmetic import arithmetic_of
from verify.arithmetic.numeric import object_arithmetic
from verify.equilibria.continuation.parameter import Parameter
from verify.search.state import in_floats
from verify.systems import Attention, MultiHead, Oja, System
from verify.systems.attention import attention_weights


class NotEnclosed(ArithmeticError):
    """The family cannot be written in balls; the message says why, for a note."""


@dataclass(frozen=True, eq=False)
class Family:
    """``p -> system``, in working coordinates (rows of tokens times :attr:`rotation`).

    Attributes:
        parameter: what p is.
        template: the given system in float64, in the caller's coordinates.
        own: the p at which the family is the given system.
        rotation: orthonormal eigenvectors of V in columns, or the identity.
        values: the value matrices in working coordinates, one for each head.
        keys: the score matrices (``None`` is the identity); empty for the Oja system.
        direction: ``v_K v_K^T`` for ``eigenvalue:K``, else ``None``.
        balls: whether the entries are balls.
    """

    parameter: Parameter
    template: System
    own: Any
    rotation: np.ndarray
    values: tuple[Any, ...]
    keys: tuple[Any, ...]
    direction: Any
    balls: bool = False

    @property
    def is_flow(self) -> bool:
        """Whether time is continuous."""
        return self.template.is_flow

    @property
    def rotated(self) -> bool:
        """Whether the working coordinates are those of the eigenvectors of V."""
        return not np.array_equal(self.rotation, np.eye(len(self.rotation)))

    def inward(self, tokens: np.ndarray) -> np.ndarray:
        """Working coordinates of the caller's tokens, shape ``(n, d)``."""
        return tokens @ self.rotation if self.rotated else tokens

    def outward(self, tokens: np.ndarray) -> np.ndarray:
        """The caller's coordinates of working ones."""
        return tokens @ self.rotation.T if self.rotated else tokens

    def step_size(self, p: Any) -> Any:
        """Alpha at p; ``None`` for a flow."""
        return p if self.parameter.name == "step-size" else self.template.step_size

    def matrices(self, p: Any) -> tuple[Any, ...]:
        """The value matrices at p."""
        if self.parameter.name == "value":
            return tuple(p * value for value in self.values)
        if self.direction is not None:
            return (self.values[0] + (p - self.own) * self.direction,)
        return self.values

    def flow(self, p: Any) -> System:
        """The flow with the equations of the system at p, in working coordinates."""
        keys = self.keys
        if self.parameter.name == "score":
            keys = tuple(p * self._key(key) for key in keys)
        return self._made(self.matrices(p), keys)

    def slope(self, p: Any, tokens: Any) -> Any:
        """The derivative of the field in p at fixed tokens, shape ``(n, d)``, in the arithmetic of the tokens."""
        name = self.parameter.name
        if name == "step-size":
            return tokens * 0
        if name != "score":
            # The field is linear in V, and the weights do not depend on it.
            change = self.values if self.direction is None else (self.direction,)
            return self._made(change, self.keys).field(tokens)
        xp = arithmetic_of(tokens)
        causal = getattr(self.template, "causal", False)
        total = tokens * 0
        for value, key in zip(self.values, self.keys, strict=True):
            unit = xp.asarray(self._key(key), tokens)
            weights = attention_weights(xp, tokens, p * self._key(key), None, causal)
            scores = tokens @ unit @ xp.transpose(tokens)
            weighted = weights * scores
            moved = weighted - weights * weighted.sum(axis=-1, keepdims=True)
            total = total + moved @ tokens @ xp.transpose(xp.asarray(value, tokens))
        return total - tokens * xp.dot(tokens, total)

    def support(self) -> np.ndarray:
        """Which entries of any matrix of the family may differ from zero, shape ``(d, d)``; of a float family."""
        d = len(self.rotation)
        seen = np.eye(d, dtype=bool)
        for matrix in (*self.values, *self.keys, self.direction):
            if matrix is not None:
                seen |= (matrix != 0) | (matrix.T != 0)
        return seen

    def enclosed(self) -> Family:
        """The same family in balls at the current precision; its own value and matrices are enclosed.

        Raises:
            NotEnclosed: where eigenvalues (or the eigenvector that is kept) cannot be enclosed.
        """
        arb = object_arithmetic("arb")
        own, direction, values = arb.scalar(self.own, None), self.direction, self.values
        if self.rotated:
            spectrum = _eigenvalues(self.template.value)  # type: ignore[attr-defined]
            diagonal = np.array(arb.asarray(np.zeros_like(self.values[0]), None))
            for k, ball in enumerate(spectrum):
                diagonal[k, k] = ball
            values = (diagonal,)
            if self.parameter.index is not None:
                own = spectrum[self.parameter.index]
        elif direction is not None and np.count_nonzero(direction) > 1:
            own, direction = _kept(self.values[0], self.parameter.index or 0)
        return Family(
            self.parameter,
            self.template,
            own,
            self.rotation,
            tuple(arb.asarray(value, None) for value in values),
            tuple(None if key is None else arb.asarray(key, None) for key in self.keys),
            None if direction is None else arb.asarray(direction, None),
            balls=True,
        )

    def _key(self, key: Any) -> Any:
        if key is not None:
            return key
        eye = np.eye(len(self.rotation))
        return object_arithmetic("arb").asarray(eye, None) if self.balls else eye

    def _made(self, values: tuple[Any, ...], keys: tuple[Any, ...]) -> System:
        template = self.template
        if isinstance(template, Oja):
            return Oja(value=values[0])
        if isinstance(template, MultiHead):
            return MultiHead(values=values, query_keys=keys, causal=template.causal)
        assert isinstance(template, Attention)
        return Attention(value=values[0], query_key=keys[0], causal=template.causal)


def family(system: System, parameter: Parameter) -> Family:
    """The family of ``system`` in ``parameter``, in float64 (exact entries are rounded)."""
    template = in_floats(system)
    if isinstance(template, MultiHead):
        d = template.dimension
        return Family(
            parameter,
            template,
            parameter.own_value(template),
            np.eye(d),
            tuple(template.values),
            tuple(template.query_keys),
            None,
        )
    assert isinstance(template, (Oja, Attention))
    value, d = template.value, template.dimension
    keys: tuple[Any, ...] = () if isinstance(template, Oja) else (template.query_key,)
    rotation, direction, own = np.eye(d), None, parameter.own_value(template)
    symmetric, diagonal = np.array_equal(value, value.T), not (value - np.diag(np.diag(value))).any()
    if symmetric and not diagonal and all(_isotropic(key) for key in keys):
        spectrum, vectors = np.linalg.eigh(value)
        rotation, value = vectors[:, ::-1], np.diag(spectrum[::-1])
        diagonal = True
    if parameter.index is not None:
        if diagonal:
            vector = np.eye(d)[np.argsort(-np.diag(value), kind="stable")[parameter.index]]
        else:
            vector = np.linalg.eigh(value)[1][:, ::-1][:, parameter.index]
        direction = np.outer(vector, vector)
    return Family(parameter, template, own, rotation, (value,), keys, direction)


def _isotropic(key: Any) -> bool:
    return key is None or np.array_equal(key, key[0, 0] * np.eye(len(key)))


def _eigenvalues(value: np.ndarray) -> list[Any]:
    """Balls around the eigenvalues of a symmetric V, descending."""
    from verify.equilibria.certify import enclose_symmetric

    found = enclose_symmetric(value, None, True)
    if not found.certified:
        raise NotEnclosed(f"V in its eigenvectors is not enclosed: {found.note}")
    return found.values


def _kept(value: np.ndarray, index: int) -> tuple[Any, Any]:
    """Balls around the index-th eigenvalue of a symmetric V (descending) and ``v v^T``."""
    import flint

    try:
        spectrum, vectors = flint.acb_mat(value.tolist()).eig(right=True)
    except ValueError as error:
        raise NotEnclosed("the eigenvectors of V cannot be isolated") from error
    k = sorted(range(len(spectrum)), key=lambda i: -float(spectrum[i].real.mid()))[index]
    column = [vectors[i, k] for i in range(len(spectrum))]
    # An enclosed eigenvector has any complex scale; v v^* / v^* v has none.
    square = sum((z * z.conjugate() for z in column), flint.acb(0)).real
    outer = np.array([[(z * w.conjugate()).real / square for w in column] for z in column], dtype=object)
    return spectrum[k].real, outer
