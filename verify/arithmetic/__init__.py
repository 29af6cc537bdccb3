"""One small namespace per kind of number, so that every system is written once.

A system asks ``arithmetic_of(tokens)`` for its namespace and then uses nothing but ``+ - * / @``, indexing and the
few functions of :class:`Arithmetic`. What is proved (symbolic), enclosed (arb) and simulated (float64, torch) is then
the same code.

========== ============================================== ==========================
name       arrays                                          exact?
========== ============================================== ==========================
float64    ``numpy.ndarray`` of floats                     rounding 1e-16
torch      ``torch.Tensor``                                rounding of its dtype
mpmath     object array of ``mpmath.mpf``                  rounding at ``mp.dps``
arb        object array of ``flint.arb``                   encloses the exact result
exact      object array of SymPy expressions               exact
jet        object array of ``jets.Jet``                   encloses value and derivative
free       :class:`verify.arithmetic.free.FreeMatrix`      exact, for all n and d
indexed    :class:`verify.arithmetic.indexed.IndexedArray` exact, for all n and d
========== ============================================== ==========================
"""

from verify.arithmetic.base import Arithmetic
from verify.arithmetic.dispatch import arithmetic_of

__all__ = ["Arithmetic", "arithmetic_of"]
