"""Several heads: eqs (3) and (21) of the power-method paper and its flow; the ellipsoid has the same heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verify.errors import InvalidInput
from verify.systems.attention import attention_weights, head_jacobian
from verify.systems.base import System, checked_matrix


@dataclass(frozen=True, eq=False, kw_only=True)
class Heads(System):
    """``s_i = sum_h sum_j a^h_ij H_h x_j``, each head with its own scores, on a state space that a subclass names.

    Attributes:
        values: the matrices ``H_h = W_O^h W_V^h``, each ``(d, d)``.
        query_keys: the score matrices ``A_h``, one for each head; ``None`` entries are the identity.
        step_size: alpha > 0, or ``None`` for the flow.
        causal: token i attends to tokens j <= i only, in every head.
    """

    values: Sequence[Any]
    query_keys: Sequence[Any]
    causal: bool = False

    def __post_init__(self) -> None:
        """Check the matrices and the step size."""
        super().__post_init__()
        for name in ("values", "query_keys"):
            if not hasattr(getattr(self, name), "__len__") or isinstance(getattr(self, name), (str, bytes, dict)):
                found = type(getattr(self, name)).__name__
                raise InvalidInput(f"{name} is a {found}; expected a sequence with one matrix for every head")
        if len(self.values) < 1 or len(self.values) != len(self.query_keys):
            found = f"{len(self.values)} values and {len(self.query_keys)} query_keys"
            raise InvalidInput(f"{found}; expected one of each for every head, and at least one head")
        values = tuple(checked_matrix(f"values[{h}]", value) for h, value in enumerate(self.values))
        size = values[0].shape[0] if hasattr(values[0], "shape") else None
        values = tuple(checked_matrix(f"values[{h}]", value, size) for h, value in enumerate(values))
        keys = tuple(
            checked_matrix(f"query_keys[{h}]", key, size, optional=True) for h, key in enumerate(self.query_keys)
        )
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "query_keys", keys)

    @property
    def dimension(self) -> int:
        """d."""
        return self.values[0].shape[0]

    @property
    def layer_matrix(self) -> Any:
        """``H = sum_h H_h``."""
        return sum(self.values[1:], self.values[0])

    def influence(self, tokens: Any, counts: Any = None) -> Any:
        """``sum_h sum_j a^h_ij H_h x_j`` in row i."""
        xp = self._arithmetic(tokens)
        total = None
        for value, key in zip(self.values, self.query_keys, strict=True):
            weights = attention_weights(xp, tokens, key, counts, self.causal)
            head = weights @ tokens @ xp.transpose(xp.asarray(value, tokens))
            total = head if total is None else total + head
        return total

    def influence_jacobian(self, tokens: Any) -> Any:
        """Sum of the heads' derivatives."""
        xp = self._arithmetic(tokens)
        heads = [
            head_jacobian(
                xp, tokens, xp.asarray(value, tokens), key, attention_weights(xp, tokens, key, None, self.causal)
            )
            for value, key in zip(self.values, self.query_keys, strict=True)
        ]
        return sum(heads[1:], heads[0])


@dataclass(frozen=True, eq=False, kw_only=True)
class MultiHead(Heads):
    """Several heads on the unit sphere; attributes as in :class:`Heads`."""
