"""Hypothesis strategies for systems, states and spectra: exact rational entries, and the boundary cases first.

Everything that is drawn is exact: SymPy rationals in object arrays, as :mod:`verify.systems` takes them, so that a
counterexample needs no rounding to be checked; ``verify.arithmetic.numeric.FLOAT64.asarray`` makes floats of them. Kinds
can be chosen by name, and each kind holds what it promises exactly.

>>> from hypothesis import given
>>> from verify.strategies import scenes
>>> @given(scenes(kinds=("oja",), states_of=("eigenvector",)))
... def a_step_is_defined(drawn):
...     system, tokens = drawn
...     assert system.dimension == tokens.shape[1]
>>> a_step_is_defined()

Importing this module imports Hypothesis and SymPy; no other module of the package imports it at import time.
"""

from verify.strategies.matrices import (
    General,
    Symmetric,
    complex_pair_matrices,
    householder,
    orthogonal_matrices,
    real_spectrum_matrices,
    symmetric,
    symmetric_matrices,
)
from verify.strategies.numbers import WHERE, around, exact_array, fractions, rational, rationals, step_sizes
from verify.strategies.points import points
from verify.strategies.scores import SCORES, SYMMETRIC_SCORES, rank_lowering_scores, score_matrices
from verify.strategies.spectra import ASSUMPTION_1, KINDS, spectra
from verify.strategies.states import STATES, polygons, sign_state, sign_states, splits, states, unit_vectors
from verify.strategies.whole import SYSTEMS, VALUES, scenes, systems, value_matrices

__all__ = [
    "ASSUMPTION_1",
    "KINDS",
    "SCORES",
    "STATES",
    "SYMMETRIC_SCORES",
    "SYSTEMS",
    "VALUES",
    "WHERE",
    "General",
    "Symmetric",
    "around",
    "complex_pair_matrices",
    "exact_array",
    "fractions",
    "householder",
    "orthogonal_matrices",
    "points",
    "polygons",
    "rank_lowering_scores",
    "rational",
    "rationals",
    "real_spectrum_matrices",
    "scenes",
    "score_matrices",
    "sign_state",
    "sign_states",
    "spectra",
    "splits",
    "states",
    "step_sizes",
    "symmetric",
    "symmetric_matrices",
    "systems",
    "unit_vectors",
    "value_matrices",
]
