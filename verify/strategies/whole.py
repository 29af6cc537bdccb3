"""Whole systems with exact entries, and systems with a state: what a theorem about all systems is tried on."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from verify.strategies.matrices import (
    General,
    Symmetric,
    complex_pair_matrices,
    real_spectrum_matrices,
    symmetric_matrices,
)
from verify.strategies.numbers import exact_array, fractions, step_sizes
from verify.strategies.scores import SCORES, score_matrices
from verify.strategies.spectra import SYMMETRIC
from verify.strategies.states import STATES, sign_states, states
from verify.systems import Attention, MultiHead, Oja, System

SYSTEMS = ("oja", "attention", "multihead")
TIMES = ("discrete", "continuous")
VALUES = ("symmetric", "real spectrum", "complex pair")


def value_matrices(
    dimension: int | tuple[int, int] = (2, 4), kinds: tuple[str, ...] = VALUES
) -> st.SearchStrategy[Symmetric | General]:
    """Value matrices V with their exact spectra: ``symmetric``, ``real spectrum`` (not symmetric), ``complex pair``.

    Raises:
        ValueError: for an unknown kind.
    """
    made: dict[str, st.SearchStrategy[Any]] = {
        "symmetric": symmetric_matrices(dimension),
        "real spectrum": real_spectrum_matrices(dimension),
        "complex pair": complex_pair_matrices(dimension),
    }
    if not kinds or not set(kinds) <= set(made):
        raise ValueError(f"kinds is {kinds!r}; expected some of {', '.join(made)}")
    return st.one_of([made[kind] for kind in kinds])


@st.composite
def systems(
    draw: st.DrawFn,
    kinds: tuple[str, ...] = SYSTEMS,
    value: st.SearchStrategy[Symmetric | General] | None = None,
    times: tuple[str, ...] = ("discrete",),
    scores: tuple[str, ...] = SCORES,
    step_size: st.SearchStrategy[Any] | None = None,
) -> System:
    """Oja, attention and multi-head systems with exact rational entries.

    Args:
        draw: from Hypothesis.
        kinds: of systems; some of :data:`SYSTEMS`.
        value: draws V (the sum of the heads for ``multihead``); default symmetric, d from 2 to 4.
        times: ``discrete`` (with a step size) and ``continuous`` (flows).
        scores: kinds of A, see :func:`~verify.strategies.scores.score_matrices`.
        step_size: draws alpha; default at, near and beyond ``2/(|lambda_d| - lambda_1)`` and ``1/rho(V)`` of a symmetric
            V, anything up to 8 for others.

    Raises:
        ValueError: for an unknown kind or time.
    """
    if not kinds or not set(kinds) <= set(SYSTEMS) or not times or not set(times) <= set(TIMES):
        raise ValueError(f"kinds {kinds!r}, times {times!r}; expected some of {', '.join((*SYSTEMS, *TIMES))}")
    matrix = draw(symmetric_matrices() if value is None else value)
    d = matrix.dimension
    alpha = None
    if draw(st.sampled_from(times)) == "discrete":
        alpha = draw(_step_size(draw, matrix) if step_size is None else step_size)
    kind = draw(st.sampled_from(kinds))
    possible = tuple(name for name in scores if d > 1 or name not in ("skew", "nonsymmetric", "indefinite"))
    if kind == "oja":
        return Oja(value=matrix.value, step_size=alpha)
    if kind == "attention":
        return Attention(value=matrix.value, query_key=draw(score_matrices(d, possible)), step_size=alpha)
    heads = draw(st.integers(1, 3))
    entries = st.lists(st.lists(fractions(-2, 2), min_size=d, max_size=d), min_size=d, max_size=d)
    parts = [exact_array(draw(entries)) for _ in range(heads - 1)]
    last = matrix.value - sum(parts[1:], parts[0]) if parts else matrix.value
    keys = [draw(score_matrices(d, possible)) for _ in range(heads)]
    return MultiHead(values=[*parts, last], query_keys=keys, step_size=alpha)


def _step_size(draw: st.DrawFn, matrix: Symmetric | General) -> st.SearchStrategy[Any]:
    if isinstance(matrix, General):
        return step_sizes()
    thresholds = [bound for bound in (matrix.longest_step, matrix.short_step) if bound is not None]
    return step_sizes(draw(st.sampled_from([*thresholds, None])))


@st.composite
def scenes(
    draw: st.DrawFn,
    kinds: tuple[str, ...] = SYSTEMS,
    dimension: int | tuple[int, int] = (2, 3),
    tokens: int | tuple[int, int] = (1, 5),
    spectra: tuple[str, ...] = SYMMETRIC,
    states_of: tuple[str, ...] = (*STATES, "eigenvector"),
) -> tuple[System, np.ndarray]:
    """A system with symmetric V and a state of it, both exact.

    Args:
        draw: from Hypothesis.
        kinds: of systems.
        dimension: d or its range.
        tokens: n or its range.
        spectra: kinds of spectra of V.
        states_of: kinds of states; ``eigenvector`` for consensus and bipartite states at an eigenvector of V.
    """
    matrix = draw(symmetric_matrices(dimension, spectra))
    system = draw(systems(kinds, st.just(matrix)))
    others = tuple(kind for kind in states_of if kind != "eigenvector")
    options: list[st.SearchStrategy[np.ndarray]] = [sign_states(matrix, tokens)] if "eigenvector" in states_of else []
    if others:
        options.append(states(matrix.dimension, tokens, others))
    return system, draw(st.one_of(options))
