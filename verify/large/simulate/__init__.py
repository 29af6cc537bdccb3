"""Many tokens simulated, and compared with what the closed forms predict: ``verify simulate``."""

from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.run import Simulation
from verify.large.simulate.settings import Settings, settings

__all__ = ["Check", "Settings", "Simulation", "Skipped", "settings"]
