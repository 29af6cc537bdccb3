"""Ball-arithmetic bounds of the spectral radius at an exact equilibrium, from the Jacobian of ``step``."""

from __future__ import annotations

from typing import Any

from verify.counterexample import Counterexample
from verify.equilibria.exact_states import is_equilibrium
from verify.evidence.enclose import Certificate


def radius_ball(example: Counterexample, bits: int = 128) -> Any:
    """A ball that holds the spectral radius of the Jacobian at the state.

    At a fixed point the extrinsic Jacobian has the tangent eigenvalues and n zeros: its radius is the tangent one.
    """
    import flint

    from verify.arithmetic.numeric import object_arithmetic

    flint.ctx.prec = bits
    arithmetic = object_arithmetic("arb")
    matrix = example.system().jacobian(arithmetic.asarray(example.tokens(), None))
    balls = flint.acb_mat([[flint.acb(entry) for entry in row] for row in matrix.tolist()])
    # `multiple` allows repeated eigenvalues, which symmetric states always have.
    moduli = [abs(value) for value in balls.eig(multiple=True, algorithm="rump")]
    largest = moduli[0]
    for modulus in moduli[1:]:
        largest = largest.max(modulus)
    return largest


def stable_equilibrium(example: Counterexample) -> Certificate:
    """An exact equilibrium whose spectral radius is certified below 1: asymptotically stable."""
    if not is_equilibrium(example):
        return Certificate(False, "the state is not an equilibrium")
    radius = radius_ball(example)
    told = f"step(X) = X exactly and the spectral radius of its Jacobian is {float(radius.mid()):.9g} < 1: asymptotically stable"
    return Certificate(True if radius < 1 else None, told, {"radius": f"{float(radius.mid()):.9g}"})
