r"""Abella, Silvestre, Tabuada, "The asymptotic behavior of attention in transformers", arXiv 2412.02682.

Tokens on the ellipsoid ``E_W = {x : x^T W x = 1}``, several heads, a causal mask, scores ``P_h(t)`` that may depend on time:
:class:`verify.systems.Ellipsoid`. ``reduction.ellipsoid`` carries every statement to the unit sphere and back.
"""

CONTENTS: tuple[str, ...] = (
    "gradient",
    "hemisphere",
    "hemisphere_seen",
    "causal_identity",
    "causal_exceptional",
    "causal_spectrum",
    "causal_symmetric",
    "causal_simulations",
    "assumptions",
)
