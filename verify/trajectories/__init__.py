"""Accurate trajectories: ``trajectory(system, tokens, horizon)``; :mod:`lyapunov` says which functions must decrease.

``rescaled(system, tokens, horizon)`` follows tokens without normalisation.
"""

from verify.trajectories.integrate import Trajectory, trajectories, trajectory
from verify.trajectories.lyapunov import Decrease, Lyapunov, lyapunov_function
from verify.trajectories.rescaled import Rescaled, rescaled, rescaled_all
from verify.trajectories.rest import Rest

__all__ = [
    "Decrease",
    "Lyapunov",
    "Rescaled",
    "Rest",
    "Trajectory",
    "lyapunov_function",
    "rescaled",
    "rescaled_all",
    "trajectories",
    "trajectory",
]
