"""Every dynamical system of the suite, each written once and run in every arithmetic."""

from verify.systems.attention import Attention
from verify.systems.base import System
from verify.systems.clusters import Clusters
from verify.systems.ellipsoid import Ellipsoid
from verify.systems.multihead import MultiHead
from verify.systems.oja import Oja

__all__ = ["Attention", "Clusters", "Ellipsoid", "MultiHead", "Oja", "System"]
