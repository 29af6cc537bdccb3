"""Smaller and simpler systems that still show what was found: fewer tokens, lower dimension, small rational entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from verify.arithmetic.numeric import to_exact
from verify.systems import Attention, MultiHead, Oja, System

Shows = Callable[[System, Any], Any]
"""``(system, tokens) -> tokens`` (refined, perhaps) if the phenomenon is still there, else ``None``."""

EVALUATIONS = 120


def shrink(system: System, tokens: Any, shows: Shows) -> tuple[System, Any]:
    """The simplest that is reached by single changes, each of which keeps the phenomenon."""
    left = EVALUATIONS
    improved = True
    while improved and left > 0:
        improved = False
        for changed, state in _simpler(system, tokens):
            if size(changed, state) >= size(system, tokens):
                continue
            left -= 1
            kept = shows(changed, state)
            if kept is not None:
                system, tokens, improved = changed, kept, True
                break
            if left <= 0:
                break
    return system, tokens


def size(system: Any, tokens: Any) -> tuple[float, ...]:
    """What is made smaller: tokens, dimension, then the length of the numbers."""
    return len(tokens), tokens.shape[1], sum(_length(entry) for matrix in _matrices(system) for entry in matrix.flat)


def _length(value: float) -> float:
    numerator, denominator = float(value).as_integer_ratio()
    if numerator == 0:
        return 0.0
    return (
        1
        + len(str(abs(numerator)))
        + 2 * len(str(denominator))
        + (abs(numerator) + denominator) / 100
        + (numerator < 0) / 2
    )


def _matrices(system: Any) -> list[Any]:
    alpha = np.array([float(system.step_size)])
    if isinstance(system, MultiHead):
        return [alpha, *system.values, *system.query_keys]
    return [alpha, system.value, *([system.query_key] if isinstance(system, Attention) else [])]


def _with(system: Any, change: Callable[[Any], Any], part: str) -> Any:
    """The system with ``change`` applied to its value or score matrices."""
    if isinstance(system, MultiHead):
        if part == "value":
            return replace(system, values=[change(matrix) for matrix in system.values])
        return replace(system, query_keys=[change(matrix) for matrix in system.query_keys])
    if part == "value":
        return replace(system, value=change(system.value))
    return replace(system, query_key=change(system.query_key))


def _simpler(system: Any, tokens: Any) -> Iterator[tuple[Any, Any]]:
    """Changes, the largest first."""
    n, d = tokens.shape
    if n > 2:
        for i in range(n):
            for j in range(i):
                if n > 3:
                    yield system, np.delete(tokens, [i, j], axis=0)
            yield system, np.delete(tokens, i, axis=0)
    parts = ["value"] if isinstance(system, Oja) else ["value", "scores"]
    if d > 2:
        for axis in reversed(range(d)):
            state = _without_axis(tokens, axis)
            if state is not None:
                smaller = system
                for part in parts:
                    smaller = _with_size(smaller, axis, part)
                yield smaller, state
    for alpha in (1.0, 0.5, 0.25):
        yield replace(system, step_size=alpha), tokens
    for part in reversed(parts):
        if part == "scores":
            yield _with(system, np.zeros_like, part), tokens
            yield _with(system, lambda m: np.eye(len(m)), part), tokens
        yield _with(system, lambda m: np.diag(np.diag(m)), part), tokens
        for unit in (1, 2, 4):
            yield _with(system, partial(_rounded, unit=unit), part), tokens
        yield from _entries(system, tokens, part)


def _rounded(matrix: Any, unit: int) -> Any:
    return np.round(matrix * unit) / unit


def _entries(system: Any, tokens: Any, part: str) -> Iterator[tuple[Any, Any]]:
    """One entry at a time to zero, one or a half of either sign."""
    d = tokens.shape[1]
    for i in range(d):
        for j in range(d):
            for target in (0.0, 1.0, -1.0, 0.5, -0.5):

                def change(matrix: Any, i: int = i, j: int = j, target: float = target) -> Any:
                    changed = matrix.copy()
                    changed[i, j] = target
                    return changed

                yield _with(system, change, part), tokens


def _with_size(system: Any, axis: int, part: str) -> Any:
    # Both matrices must change together; the checks of sizes are those of the system that comes out.
    def cut(matrix: Any) -> Any:
        return np.delete(np.delete(matrix, axis, 0), axis, 1)

    if isinstance(system, MultiHead):
        return (
            system
            if part == "scores"
            else replace(system, values=[cut(m) for m in system.values], query_keys=[cut(m) for m in system.query_keys])
        )
    if isinstance(system, Attention):
        return system if part == "scores" else replace(system, value=cut(system.value), query_key=cut(system.query_key))
    return replace(system, value=cut(system.value))


def _without_axis(tokens: Any, axis: int) -> Any:
    """Tokens without one coordinate; exact ones only where it vanishes."""
    rest = np.delete(tokens, axis, axis=1)
    if tokens.dtype == object:
        return rest if all(entry == 0 for entry in tokens[:, axis]) else None
    norms = np.linalg.norm(rest, axis=1, keepdims=True)
    return rest / norms if norms.min() > 0.3 else None


def exactly(system: Any) -> Any:
    """The float64 system with its entries as the rational numbers that they are."""
    exact = np.frompyfunc(to_exact, 1, 1)
    alpha = to_exact(system.step_size)
    if isinstance(system, MultiHead):
        values = [exact(value) for value in system.values]
        return replace(system, values=values, query_keys=[exact(key) for key in system.query_keys], step_size=alpha)
    if isinstance(system, Attention):
        return replace(system, value=exact(system.value), query_key=exact(system.query_key), step_size=alpha)
    return replace(system, value=exact(system.value), step_size=alpha)


def in_words(system: Any, tokens: Any) -> str:
    """The system and, if its numbers are short, the state, for a reader."""

    def rows(matrix: Any) -> str:
        return "[" + ", ".join("[" + ", ".join(map(str, row)) + "]" for row in matrix) + "]"

    if isinstance(system, MultiHead):
        parts = [f"H_{h} = {rows(value)}" for h, value in enumerate(system.values, 1)]
        parts += [f"A_{h} = {rows(key)}" for h, key in enumerate(system.query_keys, 1)]
    else:
        parts = [f"V = {rows(system.value)}"]
        parts += [f"A = {rows(system.query_key)}"] if isinstance(system, Attention) else []
    told = f"{', '.join(parts)}, alpha = {system.step_size}"
    state = rows(tokens)
    return f"{told}, tokens {state}." if len(state) < 160 else f"{told}, {len(tokens)} tokens."


def on_sphere(tokens: Any, bits: int) -> Any:
    """Exactly unit rational tokens near float ones: axes where they are, else stereographic with ``bits`` bits."""
    import sympy

    scale = 2**bits
    rows = np.empty(tokens.shape, dtype=object)
    for i, token in enumerate(tokens):
        top = int(np.argmax(np.abs(token)))
        sign = 1 if token[top] > 0 else -1
        rest = [sympy.Rational(round(float(x) / (1 + abs(float(token[top]))) * scale), scale) for x in token]
        rest[top] = sympy.Integer(0)
        square = sum((x * x for x in rest), sympy.Integer(0))
        rows[i] = [2 * x / (1 + square) for x in rest]
        rows[i, top] = sign * (1 - square) / (1 + square)
    return rows
