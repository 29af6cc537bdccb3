"""The verdicts for a referee report in LaTeX: a table with one row a claim, and a macro for every number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pylatexenc.latexencode import UnicodeToLatexEncoder

Claim = Mapping[str, Any]

# In the order of certainty; a table of numbers has these columns.
VERDICTS = ("PROVED", "CERTIFIED", "CORROBORATED", "REFUTED", "INCONCLUSIVE", "SKIPPED", "CONTRADICTED")
_HEAD = r"""% Written by `verify report`. Needs \usepackage{booktabs,longtable}.
"""
_ENCODER = UnicodeToLatexEncoder(unknown_char_policy="replace")


def table(told: Mapping[str, Any]) -> str:
    """A ``longtable`` a paper: label, title, verdict, standing, what decided, what repairs.

    Args:
        told: a document that went through :func:`verify.report.json.stable`.
    """
    papers: dict[str, list[Claim]] = {}
    for claim in told["claims"]:
        papers.setdefault(claim["paper"], []).append(claim)
    return _HEAD + "\n".join("\n".join(_table(paper, claims)) + "\n" for paper, claims in papers.items())


def _table(paper: str, claims: Sequence[Claim]) -> Iterator[str]:
    counts = Counter(claim["verdict"] for claim in claims)
    told = ", ".join(f"{counts[name]} {name}" for name in VERDICTS if counts[name])
    yield r"\begin{longtable}{@{}p{0.3\linewidth}p{0.36\linewidth}lp{0.14\linewidth}@{}}"
    yield rf"\caption{{Claims of \texttt{{{text(paper)}}}: {told}.}}\label{{tab:verify-{paper.replace('_', '-')}}}\\"
    for end in (r"\endfirsthead", r"\endhead"):
        yield r"\toprule claim & statement & verdict & by \\ \midrule"
        yield end
    yield r"\bottomrule"
    yield r"\endlastfoot"
    for claim in claims:
        said = text(claim["title"])
        if claim["repaired_by"]:
            said += rf" (repaired: \texttt{{{breakable(claim['repaired_by'])}}})"
        standing = "" if claim["standing"] == "UNCONDITIONAL" else f", {claim['standing'].lower()}"
        by = text(claim["reached_by"] or "")
        yield rf"\texttt{{{breakable(claim['id'])}}} & {said} & {claim['verdict']}{standing} & {by} \\"
    yield r"\end{longtable}"


def macros(told: Mapping[str, Any]) -> str:
    r"""A macro for every number, and ``\verifyVerdict{ID}``, ``\verifyStanding{ID}`` for every claim.

    A number is ``\verifyProved`` over all claims and ``\verifyPowerMethodProved`` over one paper; one that nothing reaches is 0.
    """
    lines = ["% Written by `verify report`: numbers and verdicts, so that no text repeats them by hand."]
    lines += [rf"\newcommand{{\verify{name}}}{{{number}}}" for name, number in _numbers(told)]
    lines.append(r"\makeatletter")
    for command in ("Verdict", "Standing"):
        told_of = rf"\@ifundefined{{verify@{command}@#1}}{{\textbf{{no claim \detokenize{{#1}}}}}}"
        lines.append(rf"\newcommand{{\verify{command}}}[1]{{{told_of}{{\csname verify@{command}@#1\endcsname}}}}")
    for claim in told["claims"]:
        for command in ("Verdict", "Standing"):
            name = rf"verify@{command}@{claim['id']}"
            lines.append(rf"\expandafter\def\csname {name}\endcsname{{{claim[command.lower()]}}}")
    lines.append(r"\makeatother")
    return "\n".join(lines) + "\n"


def _numbers(told: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    claims: Sequence[Claim] = told["claims"]
    papers = dict.fromkeys(claim["paper"] for claim in claims)
    for prefix, chosen in [("", claims), *((_camel(p), [c for c in claims if c["paper"] == p]) for p in papers)]:
        counts = Counter(claim["verdict"] for claim in chosen)
        yield f"{prefix}Claims", len(chosen)
        for verdict in VERDICTS:
            yield prefix + verdict.capitalize(), counts[verdict]
        yield f"{prefix}Repaired", sum(bool(claim["repaired_by"]) for claim in chosen)
        yield f"{prefix}Conditional", sum(claim["standing"] == "CONDITIONAL" for claim in chosen)
        yield f"{prefix}Counterexamples", sum(bool(claim["counterexample"]) for claim in chosen)
        yield f"{prefix}Mutants", sum(len(claim["mutants"]) for claim in chosen)
        yield f"{prefix}BrokenProofs", sum(bool(claim["published_proof_broken"]) for claim in chosen)


_DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def _camel(name: str) -> str:
    """``power_method`` as ``PowerMethod``: a macro's name has letters only."""
    parts = re.findall(r"[A-Za-z]+|\d", name)
    return "".join(_DIGITS[int(part)] if part.isdigit() else part.capitalize() for part in parts)


def text(source: str) -> str:
    """A text with ``$...$`` in it as LaTeX: what is mathematics stays as it is, the rest is escaped."""
    pieces = " ".join(source.split()).split("$")
    if len(pieces) % 2 == 0:  # a lonely dollar sign is money
        return str(_ENCODER.unicode_to_latex("$".join(pieces)))
    return "".join(f"${piece}$" if k % 2 else str(_ENCODER.unicode_to_latex(piece)) for k, piece in enumerate(pieces))


def breakable(name: str) -> str:
    """An id in which a line may break after each dot and underscore."""
    return re.sub(r"(?<=[._])", r"\\allowbreak{}", name).replace("_", r"\_")
