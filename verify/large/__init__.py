"""Many tokens: one step of a system by the fastest route that covers it, in O(n d) memory, on a CPU or a GPU.

Every route computes what ``system.influence`` defines, and is tested against it.
"""

from verify.large.leading import leading_eigenvalues
from verify.large.routes import ROUTES, Route, chosen, influence, route_named, routes
from verify.large.steps import field, step

__all__ = ["ROUTES", "Route", "chosen", "field", "influence", "leading_eigenvalues", "route_named", "routes", "step"]
