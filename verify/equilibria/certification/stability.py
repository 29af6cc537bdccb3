"""Stable or unstable, proved over a whole enclosure of the Jacobian without isolating an eigenvalue.

For a real J and a symmetric P:

* flow: if ``P J + J^T P < 0`` then no eigenvalue of J lies on the imaginary axis; all lie left of it if P > 0, and one lies right
  of it if ``w^T P w < 0`` for some w (Lyapunov; Ostrowski and Schneider 1962). For the second: along ``x' = J x`` from w the form
  ``x^T P x`` decreases from below 0, so that x does not go to 0.
* step: if ``J^T P J - P < 0``, the same with the unit circle (Stein), for the same reason.

P comes from float64 and is taken as the exact binary numbers that it holds. J is shifted first: ``J - sigma I`` (``J/rho``), between the
spectral abscissa (radius) and the boundary, so that an eigenvalue 0 (1) of a family does not matter for instability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.equilibria.certification.definite import midpoint, positive_definite, symmetric_part

TOO_NEAR = 1e-11
"""Nearer than this, relative to the size of the Jacobian, to the boundary nothing is tried."""


@dataclass(frozen=True, eq=False)
class Stability:
    """What was proved.

    Attributes:
        verdict: ``stable``, ``unstable`` or ``undecided``.
        form: P (float64), ``None`` if nothing was proved.
        note: why not, in one line.
    """

    verdict: str
    form: np.ndarray | None = None
    note: str | None = None


def decide(jacobian: Any, flow: bool) -> Stability:
    """The stability of every matrix in the balls of an ``arb_mat``, at the current precision.

    Args:
        jacobian: on the tangent space, of the field or of the step.
        flow: which of them.
    """
    linear = midpoint(jacobian)
    if not np.isfinite(linear).all():
        return Stability("undecided", note="the Jacobian is not finite")
    spectrum = np.linalg.eigvals(linear)
    growth = float(spectrum.real.max() if flow else np.log(np.abs(spectrum).max() + 1e-300))
    scale = max(1.0, float(np.abs(linear).max()))
    if abs(growth) < TOO_NEAR * scale:
        return Stability(
            "undecided", note=f"an eigenvalue is within {TOO_NEAR * scale:.0e} of the boundary of stability"
        )
    for share in (0.5, 0.1, 0.9):
        shifted = _shifted(jacobian, share * growth, flow)
        form = _form(midpoint(shifted), flow)
        if form is not None and _holds(shifted, form, flow):
            verdict = _sign(form)
            if verdict is not None and (verdict == "stable") == (growth < 0):
                return Stability(verdict, form)
    return Stability("undecided", note="no Lyapunov form is proved over the enclosure")


def _shifted(jacobian: Any, shift: float, flow: bool) -> Any:
    import flint

    size = jacobian.nrows()
    if not flow:
        return jacobian / flint.arb(float(np.exp(shift)))
    moved = flint.arb_mat(jacobian)
    for i in range(size):
        moved[i, i] = moved[i, i] - flint.arb(shift)
    return moved


def _form(linear: np.ndarray, flow: bool) -> np.ndarray | None:
    """A solution of Lyapunov's or Stein's equation in float64, symmetric; ``None`` if there is none."""
    from scipy.linalg import solve_continuous_lyapunov, solve_discrete_lyapunov

    eye = np.eye(len(linear))
    try:
        form = solve_continuous_lyapunov(linear.T, -eye) if flow else solve_discrete_lyapunov(linear.T, eye)
    except (np.linalg.LinAlgError, ValueError):
        return None
    return (form + form.T) / 2 if np.isfinite(form).all() else None


def _holds(jacobian: Any, form: np.ndarray, flow: bool) -> bool:
    """``-(P J + J^T P)`` or ``P - J^T P J`` is certainly positive definite over the balls."""
    import flint

    p = flint.arb_mat(form.tolist())
    if flow:
        return positive_definite(-symmetric_part(p * jacobian) * 2)
    return positive_definite(symmetric_part(p - jacobian.transpose() * p * jacobian))


def _sign(form: np.ndarray) -> str | None:
    """Whether P certainly is positive definite, or certainly takes a negative value."""
    import flint

    p = flint.arb_mat(form.tolist())
    if positive_definite(p):
        return "stable"
    vector = np.linalg.eigh(form)[1][:, 0]
    w = flint.arb_mat([[entry] for entry in vector.tolist()])
    return "unstable" if (w.transpose() * p * w)[0, 0] < 0 else None
