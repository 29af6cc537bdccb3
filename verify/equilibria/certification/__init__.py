"""Equilibria known only in floats, certified in ball arithmetic: that they exist, that they are alone, whether they are stable, and a part
of their basin.

===============  ============================================================================
``existence``    Krawczyk's test for the field in tangent coordinates
``definite``     rigorous bounds of symmetric matrices
``stability``    Lyapunov's and Stein's inequalities over the whole enclosure, both ways
``basins``       a radius from which every start converges, for flows and steps
``escapes``      how near a start that escapes was seen
===============  ============================================================================

One argument serves both times: the fixed points of a step are the zeros of the field with ``1 + alpha kappa_i > 0``, and on the tangent
space ``J_step = I + alpha D^{-1} J_flow`` there (``beyond.two_times``).
"""

from verify.equilibria.certification.certified import Certified, certify

__all__ = ["Certified", "certify"]
