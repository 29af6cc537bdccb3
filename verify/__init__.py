"""A theorem verification suite for self-attention dynamics.

``from verify import Oja, Attention, MultiHead`` gives the systems, ``verify.stability`` the closed-form stability table,
``verify.find_equilibria`` a search for equilibria of every kind.
Heavy libraries are imported on first use, so that ``import verify`` stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Attention", "Clusters", "Ellipsoid", "MultiHead", "Oja", "__version__", "find_equilibria", "stability"]

if TYPE_CHECKING:
    from verify.equilibria.search.find import find_equilibria
    from verify.equilibria.stability import stability
    from verify.systems import Attention, Clusters, Ellipsoid, MultiHead, Oja

_HOMES = {
    "Oja": "verify.systems",
    "Attention": "verify.systems",
    "Clusters": "verify.systems",
    "Ellipsoid": "verify.systems",
    "MultiHead": "verify.systems",
    "find_equilibria": "verify.equilibria.search.find",
    "stability": "verify.equilibria.stability",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'verify' has no attribute {name!r}")
