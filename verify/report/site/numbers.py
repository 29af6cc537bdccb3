"""The numbers of a counterexample as rows of a table: matrices and exact numbers as mathematics, the rest as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from verify.errors import InvalidInput
from verify.exact_text import exact
from verify.report.site.math import formula, plain

_NAMES = {
    "system": "system",
    "time": "time",
    "step_size": r"$\alpha$ (step size)",
    "value": "$V$ (values)",
    "query_key": "$A$ (queries and keys)",
    "metric": "$W$ (metric)",
    "tokens": "tokens, one a row",
    "mask": "mask",
    "schedule": "schedule of the scores",
    "radius": "radius of the ball of starts",
    "horizon": "horizon",
    "checked_with": "checked with",
}
_SYSTEMS = {
    "oja": "multiagent Oja system",
    "attention": "single-head attention",
    "multihead": "multi-head attention",
    "ellipsoid": "attention on an ellipsoid",
    "clusters": "attention without normalisation",
}


def rows(data: Mapping[str, Any]) -> Iterator[tuple[str, Markup]]:
    """Name, in prose with ``$...$``, and value of each entry that says something; the explanation stands elsewhere."""
    for key, name in _NAMES.items():
        value = data.get(key)
        if value in (None, [], {}):
            continue
        if key == "system":
            yield name, escape(_SYSTEMS.get(str(value), str(value)))
        elif key in ("value", "query_key", "metric", "tokens"):
            yield name, _matrix(value)
        elif key in ("step_size", "radius", "horizon"):
            yield name, _number(value)
        else:
            yield name, plain(str(value))
        if key == "query_key" or (key == "value" and data.get("heads")):
            for count, head in enumerate(data.get("heads") or (), 1):
                yield f"head {count}: $V_{{{count}}}$", _matrix(head["value"])
                if head.get("query_key") is not None:
                    yield f"head {count}: $A_{{{count}}}$", _matrix(head["query_key"])
    parameters = data.get("parameters") or {}
    if parameters:
        told = Markup(", ").join(
            Markup('<span class="nowrap">{} = {}</span>').format(plain(str(name)), _number(value))
            for name, value in parameters.items()
        )
        yield "parameters", told


def _matrix(entries: Any) -> Markup:
    try:
        body = r" \\ ".join(" & ".join(_latex(entry) for entry in row) for row in entries)
        # Brackets are borders: not every machine has a font whose brackets stretch.
        return Markup('<span class="matrix">{}</span>').format(formula(rf"\begin{{matrix}} {body} \end{{matrix}}"))
    except (InvalidInput, TypeError):
        return Markup("<code>{}</code>").format(str(entries))


def _number(value: Any) -> Markup:
    try:
        return formula(_latex(value))
    except InvalidInput:
        return plain(str(value))


def _latex(value: Any) -> str:
    """An exact number as LaTeX; numbers with many digits stay as they are written."""
    import sympy

    text = str(value)
    number = exact(text)
    if number.is_Rational and max(abs(number.p), number.q) >= 10**7:
        return rf"\mathtt{{{text}}}"
    latex: str = sympy.latex(number, fold_short_frac=True, ln_notation=False)
    return latex
