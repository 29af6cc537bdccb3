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
from verify.report.site import notation
from verify.report.site.notation import FUNCTIONS, GREEK

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

# The id of a claim, or a name of several words: more than one letter before the first dot or underscore.
_NAMED = "|".join((*GREEK, *FUNCTIONS))
_PLAIN = re.compile(
    r"`(?P<code>[^`]+)`"
    rf"|(?<![\w.])(?P<name>[a-z][a-z0-9_]{{2,}}(?:\.[a-z0-9_]+)+(?!\w)|(?!(?:{_NAMED})_)[A-Za-z]{{2,}}(?:_[A-Za-z0-9]+)+)"
)
_DASH = re.compile(r" -- |(?<=\d)--(?=\d)")


def plain(text: str, href: Href | None = None) -> Markup:
    """Notes and titles as they are written in plain text: formulas, code, and links to claims."""
    told, last = Markup(""), 0
    for found in _PLAIN.finditer(text):
        told += _written(text[last : found.start()]) + _name(
            found["code"] or found["name"], href, code=bool(found["code"])
        )
        last = found.end()
    return told + _written(text[last:])


@cache
def _written(text: str) -> Markup:
    """Plain text with its formulas."""
    return Markup("").join(escape(_DASH.sub(" – ", piece)) if latex is None else _typeset(piece, latex)
                           for piece, latex in notation.runs(text))  # fmt: skip


def _typeset(piece: str, latex: str) -> Markup:
    try:
        return formula(latex)
    except InvalidInput:
        return escape(piece)


def _name(text: str, href: Href | None, *, code: bool) -> Markup:
    """A formula, or code, and a link where it is the id of a claim."""
    target = None if href is None else href(text)
    if target is not None:
        return Markup('<a href="{}"><code>{}</code></a>').format(target, text)
    latex = notation.latex(text) if code else None
    return Markup("<code>{}</code>").format(text) if latex is None else _typeset(text, latex)
