"""Mathematics in plain text, as notes and titles write it: ``1 + alpha lambda_k < 0`` becomes a formula.

A formula is a run of symbols, numbers and signs that holds an index, a power, a relation or a sign between spaces; anything
else is left as it is. What cannot be typeset (brackets that do not match, for instance) stays text, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

GREEK = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho"),
    *("sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Sigma", "Phi", "Omega"),
)
FUNCTIONS = ("sqrt", "exp", "log", "cosh", "cos", "sin", "tanh", "max", "min", "det", "diag", "sum", "inf", "sup")
_NAMED = "|".join(sorted(GREEK, key=len, reverse=True))
# fmt: off
_SIGNS = {
    "<=": r"\le ", ">=": r"\ge ", "!=": r"\ne ", "->": r"\to ", "+-": r"\pm ", "...": r"\dots ", "*": r"\,", "~": r"\sim ",
}
# fmt: on
_LATEX = {"sqrt": r"\operatorname{sqrt}", "diag": r"\operatorname{diag}", "sum": r"\sum "}
_SUBSCRIPT = r"_(?:\{[^{}]*\}|\+-|[+-](?!\w)|(?:" + _NAMED + r")(?![A-Za-z])|[A-Za-z0-9]+)"
_POWER = r"\^(?:\{[^{}]*\}|\([^()]*\)|(?:perp|" + _NAMED + r")(?![A-Za-z])|[+*-](?!\w)|-?[A-Za-z0-9]+)"
_TOKEN = re.compile(
    rf"(?P<atom>(?:{_NAMED}|{'|'.join(FUNCTIONS)})(?![A-Za-z])|[A-Za-z](?![A-Za-z])|\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?P<prime>'(?!\w))?"
    rf"(?P<sub>{_SUBSCRIPT})?(?P<sup>{_POWER})?"
    r"|(?P<close>[)\]|])(?P<raised>" + _POWER + r")?"
    r"|(?P<open>[(\[|])|(?P<sign><=|>=|!=|->|\+-|\.\.\.|[+\-*/=<>~])|(?P<comma>,)|(?P<space> +)"
)
_WORDY = {"a", "A", "I"}
# What makes a run a formula: an index, a power, a relation, or a sign with spaces on both sides.
_TELLING = re.compile(r"[_^]|\+-|\(-?[A-Za-z](?:, -?[A-Za-z])+\)|<=|>=|!=|[<>=]| [+\-*/] |\b(?:" + _NAMED + r")\b")


def runs(text: str) -> Iterator[tuple[str, str | None]]:
    """Pieces of a text in order, each with its LaTeX where it is a formula."""
    last = at = 0
    while at < len(text):
        if text[at] == " " or (at and (text[at - 1].isalnum() or text[at - 1] in "_.`'")):
            at += 1
            continue
        end = _run_end(text, at)
        latex = _formula(text[at:end]) if end > at else None
        if latex is None:
            at = _next(text, at)
            continue
        if at > last:
            yield text[last:at], None
        yield text[at:end], latex
        last = at = end
    if last < len(text):
        yield text[last:], None


def _next(text: str, at: int) -> int:
    """Where the next run may begin: after this word, or after one sign."""
    word = re.compile(r"[A-Za-z0-9_.]+").match(text, at)
    return max(at + 1, word.end() if word else at + 1)


def _run_end(text: str, start: int) -> int:
    """The end of the longest run of tokens from here; a comma ends it, except in brackets."""
    at, depth, end = start, 0, start
    while found := _TOKEN.match(text, at):
        if found["comma"] and depth <= 0:
            break
        if found["atom"] and at > start and text[at - 1].isalnum() and not text[at - 1].isdigit():
            return start  # letters side by side are a word
        depth += (found["open"] in ("(", "[")) - (found["close"] in (")", "]"))
        if depth < 0:
            break
        at = found.end()
        if not found["space"] and not found["comma"]:
            end = at
    if end < len(text) and (text[end].isalnum() or text[end] in "_'"):
        end = _cut(text, start, end)
    return _trimmed(text, start, end)


def _cut(text: str, start: int, end: int) -> int:
    """Before the word into which a run ran: ``2 tokens`` is no ``2 t``."""
    while end > start and text[end - 1] != " ":
        end -= 1
    return end


def _trimmed(text: str, start: int, end: int) -> int:
    """Without signs, articles, brackets without partner and spaces at its end."""
    while end > start:
        piece = text[start:end].rstrip()
        words = piece.split(" ")
        if len(words) > 1 and (words[-1] in _WORDY or words[-1] in ("-", "+", "*", "/", "=", "<", ">", "|", "(", "[")):
            end = start + len(piece) - len(words[-1])
        elif piece.endswith(("(", "[", " |", "->", ",")):
            end = start + len(piece) - 1
        else:
            return start + len(piece)
    return start


@cache
def _formula(run: str) -> str | None:
    """The LaTeX of a run, or ``None`` if it is no formula."""
    first, _, rest = run.partition(" ")
    article = first in _WORDY and not re.match(r"[+\-*/=<>]|!=", rest)
    stray = run[0] in "*/=<>~)]" or run.startswith("+ ") or (run.endswith(">") and "<" not in run)
    if article or stray or not _TELLING.search(run) or not _balanced(run):
        return None
    run = run.replace("**", "^")
    told, at = [], 0
    while at < len(run):
        found = _TOKEN.match(run, at)
        if found is None:
            return None
        told.append(_token(found))
        at = found.end()
    return "".join(told)


def latex(text: str) -> str | None:
    """The LaTeX of a text that is a formula as a whole, such as what stands in `` ` `` in our words; else ``None``."""
    stripped = text.strip()
    return _formula(stripped) if stripped and _run_end(stripped, 0) == len(stripped) else None


def _balanced(run: str) -> bool:
    depth = 0
    for sign in re.sub(r"\^\([^()]*\)|\{[^{}]*\}", "", run):
        depth += (sign in "([") - (sign in ")]")
        if depth < 0:
            return False
    return depth == 0 and run.count("|") % 2 == 0


def _token(found: re.Match[str]) -> str:
    if found["space"] or found["comma"]:
        return ", " if found["comma"] else " "
    if found["sign"]:
        return _SIGNS.get(found["sign"], found["sign"])
    if found["open"] or found["close"]:
        sign = found["open"] or found["close"]
        return (r"|" if sign == "|" else sign) + _script("^", found["raised"])
    atom = found["atom"]
    if "e" in atom and atom[0].isdigit():
        digits, _, power = atom.partition("e")
        return rf"{digits} \cdot 10^{{{int(power)}}}" + _script("^", found["sup"])
    if atom in GREEK:
        atom = f"\\{atom} "
    elif atom in FUNCTIONS:
        atom = _LATEX.get(atom, f"\\{atom} ")
    return atom + ("'" if found["prime"] else "") + _script("_", found["sub"]) + _script("^", found["sup"])


def _script(kind: str, text: str | None) -> str:
    """An index or an exponent in braces, itself in plain notation."""
    if not text:
        return ""
    inner = text[1:]
    inner = inner[1:-1] if inner[:1] in "{(" else inner
    if inner == "perp":
        return kind + r"{\perp}"
    if inner == "T":
        return kind + r"{T}"
    whole = _pieces(inner)
    return f"{kind}{{{whole}}}"


def _pieces(inner: str) -> str:
    """The LaTeX of what stands in an index: words upright, the rest as in a formula."""
    told, at = [], 0
    while at < len(inner):
        word = re.compile(r"[A-Za-z]{3,}").match(inner, at)
        if word and word[0] not in GREEK and word[0] not in FUNCTIONS:
            told.append(rf"\mathrm{{{word[0]}}}")
            at = word.end()
            continue
        found = _TOKEN.match(inner, at)
        if found is None and not inner[at].isalpha():
            return rf"\text{{{inner}}}"
        told.append(inner[at] if found is None else _token(found))
        at = at + 1 if found is None else found.end()
    return "".join(told)
