"""One state of one system, looked at in float64 with a tolerance or exactly: what the families of states read."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from verify.arithmetic.numeric import FLOAT64, to_arb
from verify.errors import InvalidInput
from verify.observe import tangent_jacobian
from verify.quantified import Quantities
from verify.systems import MultiHead, Oja, System

TOLERANCE = 1e-7
"""What counts as zero in a float64 state, and as a spectral radius of one."""


def is_zero(value: Any) -> bool:
    """Whether an exact number is zero.

    Raises:
        InvalidInput: where neither SymPy nor balls can tell.
    """
    import sympy

    value = sympy.sympify(value)
    if value.is_Rational:
        return bool(value == 0)
    if not to_arb(value).contains(0):
        return False
    if sympy.simplify(value) == 0 or sympy.radsimp(sympy.expand(value)) == 0:
        return True
    raise InvalidInput(f"it cannot be told whether {str(value)[:80]} is zero")


def layer_matrix(system: Any) -> Any:
    """V, or the sum of the heads' values."""
    return system.layer_matrix if isinstance(system, MultiHead) else system.value


def is_exact(system: System) -> bool:
    """Whether the entries are exact numbers."""
    return bool(layer_matrix(system).dtype == object)


def in_floats(system: System) -> System:
    """The same system with float64 entries."""
    from verify.systems import Attention

    alpha = None if system.step_size is None else float(system.step_size)
    if isinstance(system, MultiHead):
        values = [FLOAT64.asarray(value, None) for value in system.values]
        keys = [None if key is None else FLOAT64.asarray(key, None) for key in system.query_keys]
        return MultiHead(values=values, query_keys=keys, step_size=alpha, causal=system.causal)
    value = FLOAT64.asarray(system.value, None)  # type: ignore[attr-defined]
    if isinstance(system, Oja):
        return Oja(value=value, step_size=alpha)
    assert isinstance(system, Attention)
    key = None if system.query_key is None else FLOAT64.asarray(system.query_key, None)
    return Attention(value=value, query_key=key, step_size=alpha, causal=system.causal)


class State:
    """A state: float64 unless the system and the tokens are object arrays of exact numbers.

    The attributes are what the definitions of the theory say, and each is computed when it is first read.
    """

    def __init__(self, system: System, tokens: Any) -> None:
        self.system, self.tokens = system, tokens
        self.exact = tokens.dtype == object

    def _vanish(self, values: Any) -> bool:
        if self.exact:
            return all(is_zero(value) for value in np.asarray(values, dtype=object).flat)
        return bool(np.abs(values).max(initial=0.0) < TOLERANCE)

    @cached_property
    def floats(self) -> State:
        """The state in float64."""
        return State(in_floats(self.system), FLOAT64.asarray(self.tokens, None)) if self.exact else self

    @cached_property
    def influence(self) -> Any:
        """The rows ``s_i``."""
        return self.system.influence(self.tokens)

    @cached_property
    def unit(self) -> bool:
        """All tokens have norm one."""
        return self._vanish((self.tokens * self.tokens).sum(axis=1) - 1)

    @cached_property
    def pulls(self) -> Any:
        """``x_i . s_i``."""
        return (self.tokens * self.influence).sum(axis=1)

    @cached_property
    def equilibrium(self) -> bool:
        """Unit tokens and ``s_i = kappa_i x_i``; for a step also ``1 + alpha kappa_i > 0``."""
        if not self.unit or not self._vanish(self.influence - self.pulls[:, None] * self.tokens):
            return False
        if self.system.is_flow:
            return True
        factors = [1 + self.system.step_size * pull for pull in self.pulls]
        return all(to_arb(f) > 0 for f in factors) if self.exact else bool(min(factors) > TOLERANCE)

    @cached_property
    def polygonal(self) -> bool:
        """``s_i = 0`` for all i."""
        return self.unit and self._vanish(self.influence)

    @cached_property
    def equal(self) -> bool:
        """All tokens are equal."""
        return self._vanish(self.tokens - self.tokens[:1])

    @cached_property
    def on_a_line(self) -> bool:
        """Every token is the first one or its negative."""
        first = self.tokens[0]
        return all(self._vanish(row - first) or self._vanish(row + first) for row in self.tokens)

    @cached_property
    def at_eigenvector(self) -> bool:
        """The first token is an eigenvector of the layer matrix."""
        x = self.tokens[0]
        image = layer_matrix(self.system) @ x
        return self._vanish(image - (x @ image) * x)

    @cached_property
    def bipartite(self) -> bool:
        """Tokens at both ``v_k`` and ``-v_k``; at equilibrium or not."""
        return self.on_a_line and not self.equal and self.at_eigenvector

    @cached_property
    def principal(self) -> bool:
        """The first token is ``+-v_1``: its eigenvalue is above every other one."""
        if not self.at_eigenvector:
            return False
        x = self.tokens[0]
        value = x @ layer_matrix(self.system) @ x
        others = quantities(self.system).eigenvalues[1:]
        value = to_arb(value) if self.exact else value - TOLERANCE
        return all(value > other for other in others)

    @cached_property
    def clusters(self) -> int:
        """How many different tokens there are."""
        found: list[Any] = []
        for row in self.tokens:
            if not any(self._vanish(row - other) for other in found):
                found.append(row)
        return len(found)

    @cached_property
    def spectrum(self) -> np.ndarray:
        """Eigenvalues of the tangent Jacobian of the step (of the field, for a flow), in float64."""
        with np.errstate(all="ignore"):
            matrix = tangent_jacobian(self.floats.system, self.floats.tokens)
        finite = bool(np.isfinite(matrix).all())
        return np.linalg.eigvals(matrix) if finite else np.full(1, np.inf)

    @cached_property
    def radius(self) -> float:
        """Their spectral radius."""
        return float(np.abs(self.spectrum).max())

    @cached_property
    def attracting(self) -> bool:
        """The spectral radius is below one: in float64, or certified for an exact state."""
        if self.radius >= 1 - TOLERANCE:
            return False
        if not self.exact:
            return True
        from verify.counterexample import Counterexample, describe
        from verify.equilibria.certified_radius import stable_equilibrium

        told = describe(None, self.system, self.tokens, "", "")
        return stable_equilibrium(Counterexample(told)).holds is True


def quantities(system: System) -> Quantities:
    """What conditions on a system read: in floats for a float64 system, in balls for an exact one."""
    value = layer_matrix(system)
    key = getattr(system, "query_key", None)
    differ = False
    if isinstance(system, MultiHead):
        pairs = list(zip(system.values, system.query_keys, strict=True))
        differ = any(not _same(a, b) for v, k in pairs[1:] for a, b in ((v, pairs[0][0]), (k, pairs[0][1])))
    if not is_exact(system):
        return _in_floats(value, key, None if system.is_flow else float(system.step_size), differ)
    return _in_balls(value, key, None if system.is_flow else to_arb(system.step_size), differ)


def _same(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    return bool(np.all(np.asarray(a == b)))


def _in_floats(value: Any, key: Any, alpha: float | None, differ: bool) -> Quantities:
    symmetric = bool(np.allclose(value, value.T, rtol=0, atol=1e-12))
    found = np.linalg.eigvalsh(value) if symmetric else np.linalg.eigvals(value)
    order = np.argsort(-np.abs(found))
    lead, rest = found[order[0]], np.abs(found[order[1:]])
    dominant = bool(abs(np.imag(lead)) < 1e-12 and np.real(lead) > rest.max(initial=0.0) + 1e-9)
    scores = () if key is None else tuple(np.linalg.eigvalsh((key + key.T) / 2)[::-1])
    even = key is not None and bool(np.allclose(key, key.T, rtol=0, atol=1e-12))
    ordered = tuple(np.sort(np.real(found))[::-1])
    return Quantities(alpha, ordered, symmetric, dominant, not symmetric, scores, even, differ)


def _in_balls(value: Any, key: Any, alpha: Any, differ: bool) -> Quantities:
    import flint

    def spectrum(rows: Any) -> list[Any]:
        matrix = flint.acb_mat([[flint.acb(to_arb(entry)) for entry in row] for row in rows])
        return list(matrix.eig(multiple=True))

    def even(rows: Any) -> bool:
        return all(is_zero(rows[i, j] - rows[j, i]) for i in range(len(rows)) for j in range(i))

    with flint.ctx.workprec(128):
        found = spectrum(value)
        by_size = sorted(found, key=lambda ball: -float(abs(ball).mid()))
        lead = by_size[0]
        # Isolated and on the real axis: its conjugate would be in the same ball, so that it is real.
        real = bool(lead.imag.contains(0)) and not any(lead.overlaps(ball) for ball in by_size[1:])
        dominant = real and bool(lead.real > 0) and all(lead.real > abs(ball) for ball in by_size[1:])
        ordered = sorted((ball.real for ball in found), key=lambda ball: -float(ball.mid()))
        scores = (
            ()
            if key is None
            else sorted((ball.real for ball in spectrum((key + key.T) / 2)), key=lambda ball: -float(ball.mid()))
        )
        symmetric, known = even(value), key is not None and even(key)
        return Quantities(alpha, ordered, symmetric, dominant, not symmetric, scores, known, differ)
