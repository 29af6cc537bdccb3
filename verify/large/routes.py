"""The routes to the influence ``s_i`` of every token: which there are, which covers what, and which is taken.

For developers: a route is a class with the members of :class:`Route` in a module of its own, named in :data:`ROUTES`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np

from verify.errors import InvalidInput
from verify.large.arrays import (
    checked_rows,
    checked_threads,
    checked_tokens,
    device_name,
    dtype_name,
    is_torch,
    to_library,
)
from verify.large.heads import heads_of


class Route(Protocol):
    """One way to compute the influence.

    Attributes:
        name: what ``route=`` asks for.
        library: ``numpy`` or ``torch``: what the tokens are given as; ``either`` takes them as they come. A route of
            ``numpy`` sees float32 and float64 in the memory of the CPU only.
    """

    name: str
    library: str

    def covers(self, system: Any, tokens: Any) -> str | None:
        """``None`` if the route can be taken, else why not, to follow ``it ...``: "needs d = 2, and d is 3"."""

    def suits(self, system: Any, tokens: Any) -> bool:
        """Whether the automatic choice takes the route where it covers: from a crossover that was measured."""

    def influence(self, system: Any, tokens: Any, *, rows: slice, threads: int) -> Any:
        """The rows ``s_i`` of the queries in ``rows``, a new array of shape ``(..., rows, d)``.

        Args:
            system: Oja, Attention or MultiHead; :func:`verify.large.heads.heads_of` gives its matrices.
            tokens: shape ``(..., n, d)``, not to be changed; in the route's library, of any strides.
            rows: bounds and step are given: ``0 <= start < stop <= n``, step 1.
            threads: at least one; the result does not depend on it.
        """


# In the order of preference: the first that covers and suits is taken. On a CPU the routes of torch come after those that are
# faster there and do not import it; on a GPU they are the only ones that cover.
ROUTES: dict[str, str] = {
    "uniform": "verify.large.uniform:Uniform",
    "planar": "verify.large.planar:Planar",
    "fused": "verify.large.fused:Fused",
    "definition": "verify.large.definition:Definition",
    "tiles": "verify.large.tiles:Tiles",
    "sdpa": "verify.large.sdpa:Sdpa",
    "torch_tiles": "verify.large.torch_tiles:TorchTiles",
}
"""Name of each route, and where its class is; a module is imported when the route is asked for the first time."""


@cache
def route_named(name: str) -> Route:
    """The route of that name.

    Raises:
        InvalidInput: if there is none.
    """
    if name not in _names():
        raise InvalidInput(f"route is {name!r}; expected one of {', '.join(_names())}")
    module, _, attribute = ROUTES[name].partition(":")
    made: Route = getattr(import_module(module), attribute)()
    return made


@cache
def _names() -> tuple[str, ...]:
    return tuple(name for name, place in ROUTES.items() if find_spec(place.partition(":")[0]) is not None)


def routes(system: Any, tokens: Any) -> dict[str, str | None]:
    """Every route by name, in the order of preference: ``None`` if it covers this system and these tokens, else why not.

    Raises:
        InvalidInput: for a system or tokens that no route takes.
    """
    heads_of(system)
    tokens = checked_tokens(tokens, system.dimension)
    return {name: _reason(route_named(name), system, tokens) for name in _names()}


def chosen(system: Any, tokens: Any, route: str | None = None) -> Route:
    """The route that is asked for, or the first one that covers and suits.

    Raises:
        InvalidInput: if the route does not cover this system and these tokens; with the reason.
    """
    heads_of(system)
    tokens = checked_tokens(tokens, system.dimension)
    if route is not None:
        asked = route_named(route)
        reason = _reason(asked, system, tokens)
        if reason is not None:
            raise InvalidInput(f"route {route} does not cover this: it {reason}")
        return asked
    last = None
    for name in _names():
        one = route_named(name)
        if _reason(one, system, tokens) is None:
            last = one
            if one.suits(system, to_library(tokens, one.library)):
                return one
    if last is None:
        raise InvalidInput(f"no route covers {dtype_name(tokens)} tokens on {device_name(tokens)} for this system")
    return last


def influence(
    system: Any, tokens: Any, *, route: str | None = None, threads: int | None = None, rows: slice | None = None
) -> Any:
    """The rows ``s_i = sum_h sum_j a^h_ij V_h x_j``, as ``system.influence`` defines them, in O(n d) memory.

    Args:
        system: Oja, Attention or MultiHead, causal too.
        tokens: shape ``(..., n, d)``, a NumPy array or a torch tensor on any device, float32 or float64; bfloat16 with
            float32 accumulation where torch has a kernel for it.
        route: one of :data:`ROUTES`; by default the fastest that covers the case.
        threads: on a CPU; by default all processors that the process may use. What the compiled
            routes give does not depend on it.
        rows: queries, as a slice with step 1; by default all.

    Returns:
        Shape ``(..., rows, d)``; library, dtype and device are those of the tokens, and no gradients are recorded.

    Raises:
        InvalidInput: for what no route, or not this one, covers; with the reason.
    """
    found = computed(system, tokens, route=route, threads=threads, rows=rows)
    return found.contiguous() if is_torch(found) else np.require(found, requirements=["C", "W"])


def computed(system: Any, tokens: Any, *, route: str | None, threads: int | None, rows: slice | None) -> Any:
    """:func:`influence` as the route leaves it: equal rows may be one and the same piece of memory."""
    heads_of(system)
    tokens = checked_tokens(tokens, system.dimension)
    span, threads = checked_rows(rows, tokens.shape[-2]), checked_threads(threads)
    if 0 in tokens.shape:  # a batch of no states
        return tokens[..., span, :]
    taken = chosen(system, tokens, route)
    found = taken.influence(system, to_library(tokens, taken.library), rows=span, threads=threads)
    return to_library(found, "torch" if is_torch(tokens) else "numpy")


def _reason(route: Route, system: Any, tokens: Any) -> str | None:
    if route.library == "numpy":
        if device_name(tokens) != "cpu":
            return f"runs on a CPU, and the tokens are on {device_name(tokens)}"
        if dtype_name(tokens) == "bfloat16":
            return "computes in float32 or float64, and the tokens are bfloat16"
    return route.covers(system, to_library(tokens, route.library))
