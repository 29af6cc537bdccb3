"""Mathematics as MathML: ``$...$`` in prose, whole formulas, and the plain notation of titles and notes.

:func:`formula` raises where its converter does not know a command: nothing is passed through as if it were typeset.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from verify.errors import InvalidInput

Href = Callable[[str], str | None]

# Words that stand in formulas of our statements as names of quantities: upright, not a product of letters.
_NAMES = ("rest",)
_NAME = re.compile(rf"(?<![A-Za-z\\])({'|'.join(_NAMES)})(?![A-Za-z])")
# A hypothesis without dollars is a formula, unless it reads as words: `uniformly continuous`.
_FORMULA_ONLY = re.compile(r"[\\_^=<>+]")
_WORD = re.compile(r"[A-Za-z]{4,}|\b(?:any|all|the|one|for|has|are)\b")


@cache
def _converter() -> Any:
    from math_core import LatexToMathML

    return LatexToMathML(fancy_error=False)


@cache
def formula(latex: str, *, display: bool = False) -> Markup:
    """MathML of one formula, without its dollars.

    Raises:
        InvalidInput: for a command that the converter does not know, or braces that do not match.
    """
    from math_core import LatexError

    try:
        made = _converter().convert_with_local_state(_NAME.sub(r"\\mathrm{\1}", latex), displaystyle=display)
    except LatexError as error:
        raise InvalidInput(f"cannot typeset ${latex}$: {' '.join(str(error).split())}") from error
    return Markup(made)


def formula_or_source(latex: str) -> Markup:
    """MathML, or, of what cannot be typeset, its LaTeX as code that says so: a report survives one unknown command."""
    try:
        return formula(latex)
    except InvalidInput as error:
        return Markup('<code class="untypeset" title="{}">{}</code>').format(str(error), latex)


def prose(text: str, href: Href | None = None) -> Markup:
    """Text with ``$...$`` and `` `code` ``; a dollar without a partner is a dollar.

    ``href`` says where the page of a claim is, by its id: ids of claims in the text become links.
    """
    pieces = " ".join(text.split()).split("$")
    if len(pieces) % 2 == 0:
        return plain("$".join(pieces), href)
    return Markup("").join(formula_or_source(piece) if i % 2 else plain(piece, href) for i, piece in enumerate(pieces))


def hypothesis(text: str, href: Href | None = None) -> Markup:
    """A hypothesis: prose with ``$...$``, words, or a formula without dollars."""
    worded = "$" in text or (not _FORMULA_ONLY.search(text) and bool(_WORD.search(text)))
    return prose(text, href) if worded else formula_or_source(text)


# ---------------------------------------------------------------- the plain notation: 1 + alpha lambda_k < 0

# fmt: off
_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "theta": "θ", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Omega": "Ω",
}
# fmt: on
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "->": "→", "+-": "±", "--": "–"}
_OTHER = {"perp": "⊥", "inf": "∞", "(x)": "⊗"}
_NAMED = "|".join(sorted(_GREEK, key=len, reverse=True))
_SCRIPT = r"\{[^{}]*\}|\+-|[+*-](?![\w(])|-?[A-Za-z0-9]+"
_PLAIN = re.compile(
    "|".join(
        (
            r"`(?P<code>[^`]+)`",
            # The id of a claim, or a name of several words: more than one letter before the first dot or underscore.
            rf"(?<![\w.])(?P<name>[a-z][a-z0-9_]{{2,}}(?:\.[a-z0-9_]+)+(?!\w)|(?!(?:{_NAMED})_)[A-Za-z]{{2,}}(?:_[A-Za-z0-9]+)+)",
            rf"(?<![\w.])(?P<letter>(?:{_NAMED})(?![A-Za-z])|[A-Za-z](?=\'?[_^]))(?P<prime>\'?)"
            rf"(?:_(?P<sub>{_SCRIPT}))?(?:\^(?P<sup>{_SCRIPT}|\([^()]*\)))?",
            rf"(?<=[\w)\]|])\^(?P<power>{_SCRIPT}|\([^()]*\))",
            rf"(?P<sign>{'|'.join(re.escape(sign) for sign in _SIGNS)})",
        )
    )
)


def plain(text: str, href: Href | None = None) -> Markup:
    """Notes and titles as they are written in plain text: Greek letters, indices and powers; code; links to claims."""
    told, last = Markup(""), 0
    for found in _PLAIN.finditer(text):
        told += escape(text[last : found.start()]) + _piece(found, href)
        last = found.end()
    return told + escape(text[last:])


def _piece(found: re.Match[str], href: Href | None) -> Markup:
    kinds = found.groupdict()
    if kinds["code"]:
        return _name(kinds["code"], href)
    if kinds["name"]:
        return _name(kinds["name"], href)
    if kinds["sign"]:
        return Markup(_SIGNS[kinds["sign"]])
    if kinds["power"]:
        return Markup("<sup>{}</sup>").format(_script(kinds["power"]))
    letter = kinds["letter"]
    told = Markup("<i>{}</i>").format(_GREEK.get(letter, letter) + ("′" if kinds["prime"] else ""))
    if kinds["sub"]:
        told += Markup("<sub>{}</sub>").format(_script(kinds["sub"]))
    if kinds["sup"]:
        told += Markup("<sup>{}</sup>").format(_script(kinds["sup"]))
    return told


def _script(text: str) -> Markup:
    """An index or exponent, without its braces."""
    inner = text[1:-1] if text[:1] in "{(" else text
    inner = _OTHER.get(inner, _SIGNS.get(inner, inner))
    if inner in _GREEK or (len(inner) == 1 and inner.isalpha() and inner != "T"):
        return Markup("<i>{}</i>").format(_GREEK.get(inner, inner))
    return plain(inner.replace("-", "−")) if any(c in inner for c in "_^+*/ ") or "−" in inner else escape(inner)


def _name(text: str, href: Href | None) -> Markup:
    """Code, and a link where it is the id of a claim."""
    target = None if href is None else href(text)
    code = Markup("<code>{}</code>").format(text)
    return code if target is None else Markup('<a href="{}">{}</a>').format(target, code)
