"""The step ``(x_i + alpha s_i) / |x_i + alpha s_i|`` and the field ``(I - x_i x_i^T) s_i`` on top of any route."""

from __future__ import annotations

from typing import Any

from verify.arithmetic.numeric import FLOAT64, TORCH
from verify.large.arrays import checked_rows, is_torch
from verify.large.routes import influence


def step(
    system: Any, tokens: Any, *, route: str | None = None, threads: int | None = None, rows: slice | None = None
) -> Any:
    """What ``system.step`` defines; arguments and result as in :func:`verify.large.routes.influence`.

    Raises:
        InvalidInput: for a flow, and as :func:`verify.large.routes.influence`.
    """
    xp = TORCH if is_torch(tokens) else FLOAT64
    alpha = float(system._alpha(FLOAT64, None))
    found = influence(system, tokens, route=route, threads=threads, rows=rows)
    return xp.normalize(tokens[..., checked_rows(rows, tokens.shape[-2]), :] + alpha * found)


def field(
    system: Any, tokens: Any, *, route: str | None = None, threads: int | None = None, rows: slice | None = None
) -> Any:
    """What ``system.field`` defines; arguments and result as in :func:`verify.large.routes.influence`."""
    xp = TORCH if is_torch(tokens) else FLOAT64
    found = influence(system, tokens, route=route, threads=threads, rows=rows)
    own = tokens[..., checked_rows(rows, tokens.shape[-2]), :]
    return found - own * xp.dot(own, found)
