"""How to check a counterexample again: the command, and lines of plain NumPy that do one step from the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from verify.errors import InvalidInput
from verify.exact_text import FUNCTIONS, exact

_ATTEND = """def attend(X, A):
    scores = X @ A @ X.T{mask}
    weights = exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)
"""
_CAUSAL = "\n    scores = where(tri(len(X), dtype=bool), scores, -inf)  # token i attends to j <= i"


def lines(data: Mapping[str, Any]) -> str | None:
    """A script that needs NumPy alone: the system, the state, and what one step (of a flow, the field) does to it.

    ``None`` where there is no system with a state, or where its scores depend on time.
    """
    if not data.get("system") or not data.get("tokens") or data.get("schedule"):
        return None
    try:
        body = "\n".join(_body(data))
    except InvalidInput:
        return None
    return f"{_imports(body)}\n\n{body}\n"


def _imports(body: str) -> str:
    names = [*FUNCTIONS, "pi", "array", "eye", "inf", "tri", "where"]
    used = sorted(name for name in names if re.search(rf"\b{name}\b", body))
    used += ["e as E"] if re.search(r"\bE\b", body) else []
    return f"from numpy import {', '.join(used)}"


def _body(data: Mapping[str, Any]) -> Iterator[str]:
    kind, flow = data["system"], data.get("step_size") is None
    heads = data.get("heads") or []
    size = len(data["tokens"][0])
    if kind in ("multihead", "ellipsoid"):
        yield f"V = [{', '.join(_array(head['value']) for head in heads)}]"
        yield f"A = [{', '.join(_key(head.get('query_key'), size) for head in heads)}]"
    else:
        yield f"V = {_array(data['value'])}"
        if kind != "oja":
            yield f"A = {_key(data.get('query_key'), size)}"
    if kind == "ellipsoid":
        yield f"W = {_array(data['metric'])}"
    if not flow:
        yield f"alpha = {_number(data['step_size'])}"
    yield f"X = {_array(data['tokens'])}  # one token a row"
    yield ""
    yield from _influence(kind, causal=data.get("mask") == "causal")
    yield ""
    yield from _motion(kind, flow)


def _influence(kind: str, *, causal: bool) -> Iterator[str]:
    if kind == "oja":
        yield "def influence(X):\n    return 0 * X + X.mean(axis=0) @ V.T"
        return
    yield _ATTEND.format(mask=_CAUSAL if causal else "")
    if kind in ("multihead", "ellipsoid"):
        yield "def influence(X):\n    return sum(attend(X, a) @ X @ v.T for v, a in zip(V, A))"
    else:
        yield "def influence(X):\n    return attend(X, A) @ X @ V.T"


def _motion(kind: str, flow: bool) -> Iterator[str]:
    lowered = "X @ W" if kind == "ellipsoid" else "X"
    if kind == "clusters":
        yield "def field(X):\n    return influence(X)\n"
    elif flow:
        yield f"def field(X):\n    s = influence(X)\n    return s - X * ({lowered} * s).sum(axis=1, keepdims=True)\n"
    else:
        inner = "((Y @ W) * Y)" if kind == "ellipsoid" else "(Y * Y)"
        yield "def step(X):\n    Y = X + alpha * influence(X)"
        yield f"    return Y / sqrt({inner}.sum(axis=1, keepdims=True))\n"
    if flow:
        yield 'print("field:", field(X), sep="\\n")  # zero at an equilibrium'
    else:
        yield 'print("after one step:", step(X), sep="\\n")  # X itself at an equilibrium'
        yield 'print("after two:", step(step(X)), sep="\\n")'


def _key(rows: Any, size: int) -> str:
    return f"eye({size})" if rows is None else _array(rows)


def _array(rows: Any) -> str:
    inner = ", ".join(f"[{', '.join(_number(entry) for entry in row)}]" for row in rows)
    return f"array([{inner}], dtype=float)"


def _number(text: Any) -> str:
    """A number as Python reads it; only what the grammar of exact numbers allows reaches a page."""
    exact(text)
    return re.sub(r"\s+", " ", str(text).strip())
