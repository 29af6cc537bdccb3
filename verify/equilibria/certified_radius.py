"""A certified upper bound of the spectral radius at an exact equilibrium, from the Jacobian of ``step`` in balls."""

from __future__ import annotations

from typing import Any

from verify.counterexample import Counterexample
from verify.equilibria.exact_states import is_equilibrium
from verify.evidence.enclose import Certificate

DOUBLINGS = 8


def radius_bound(example: Counterexample, bits: int = 256) -> Any:
    """A ball whose upper end bounds the spectral radius of the Jacobian J at the state: ``|J^k|_F^(1/k)``, k = 2^8.

    Norms of powers need no isolated eigenvalues, which symmetric states never have. At a fixed point the extrinsic
    Jacobian has the tangent eigenvalues and n zeros: its radius is the tangent one.
    """
    import flint

    from verify.arithmetic.numeric import object_arithmetic

    with flint.ctx.workprec(bits):
        arithmetic = object_arithmetic("arb")
        power = flint.arb_mat(example.system().jacobian(arithmetic.asarray(example.tokens(), None)).tolist())
        for _ in range(DOUBLINGS):
            power = power * power
        square = sum((entry * entry for entry in power.entries()), flint.arb(0))
        return (square.sqrt().log() / 2**DOUBLINGS).exp()


def stable_equilibrium(example: Counterexample) -> Certificate:
    """An exact equilibrium whose spectral radius is certified below 1: asymptotically stable."""
    if not is_equilibrium(example):
        return Certificate(False, "the state is not an equilibrium")
    bound = float(radius_bound(example).upper())
    told = f"step(X) = X exactly, and the spectral radius of its Jacobian is at most {bound:.6f} < 1: asymptotically stable"
    return Certificate(True if bound < 1 else None, told, {"radius_bound": f"{bound:.6f}"})
