"""Accurate trajectories: ``trajectory(system, tokens, horizon)``; :mod:`lyapunov` says which functions must decrease."""

from verify.trajectories.integrate import Trajectory, trajectories, trajectory
from verify.trajectories.lyapunov import Decrease, Lyapunov, lyapunov_function
from verify.trajectories.rest import Rest

__all__ = ["Decrease", "Lyapunov", "Rest", "Trajectory", "lyapunov_function", "trajectories", "trajectory"]
