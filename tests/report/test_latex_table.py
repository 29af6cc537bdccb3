"""LaTeX for a referee report: what is written parses, and its numbers are those of the document."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pylatexenc.latexwalker import LatexWalker

from verify import results
from verify.examine import stopped
from verify.graph import load
from verify.report.json import stable
from verify.report.latex import VERDICTS, macros, table, text
from verify.runner import Run


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """Every shipped claim, none of which ran: names, titles and repairs are all that the table needs."""
    theory = load()
    outcomes = {claim_id: stopped(claim, "quick") for claim_id, claim in theory.claims.items()}
    return stable(results.document(theory, Run("quick", outcomes)))


def test_every_claim_has_a_row_that_parses(told: dict[str, Any]) -> None:
    written = table(told)
    LatexWalker(written, tolerant_parsing=False).get_latex_nodes()
    assert written.count(r"\begin{longtable}") == len({claim["paper"] for claim in told["claims"]})
    rows = [line for line in written.splitlines() if line.startswith(r"\texttt{")]
    assert len(rows) == len(told["claims"])
    plain = [row.split(" & ")[0].replace(r"\allowbreak{}", "").replace(r"\_", "_") for row in rows]
    papers = list(dict.fromkeys(claim["paper"] for claim in told["claims"]))
    ordered = sorted(told["claims"], key=lambda claim: papers.index(claim["paper"]))
    assert plain == [rf"\texttt{{{claim['id']}}}" for claim in ordered]
    assert all(row.count(" & ") == 3 for row in rows)


def test_numbers_are_those_of_the_document(told: dict[str, Any]) -> None:
    written = macros(told)
    LatexWalker(written, tolerant_parsing=False).get_latex_nodes()
    counts = Counter(claim["verdict"] for claim in told["claims"])
    assert rf"\newcommand{{\verifyClaims}}{{{len(told['claims'])}}}" in written
    for verdict in VERDICTS:
        assert rf"\newcommand{{\verify{verdict.capitalize()}}}{{{counts[verdict]}}}" in written
    names = [line.split("}")[0] for line in written.splitlines() if line.startswith(r"\newcommand")]
    assert len(set(names)) == len(names)
    assert all(name.removeprefix(r"\newcommand{\verify").isalpha() for name in names)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a_b & 50 %", r"a\_b \& 50 \%"),
        ("the sum $\\sum_j x_j$ of 1_2", r"the sum $\sum_j x_j$ of 1\_2"),
        ("costs 5$", r"costs 5\$"),
        ("λ ≥ 0", r"\ensuremath{\lambda} \ensuremath{\geq} 0"),
        ("{\\input{/etc/passwd}}", r"\{{\textbackslash}input\{/etc/passwd\}\}"),
    ],
)
def test_text_is_escaped_and_mathematics_is_not(source: str, expected: str) -> None:
    assert text(source) == expected


def test_a_hostile_title_stays_in_its_cell(demo: Path) -> None:
    theory = load(demo)
    doc = results.document(theory, Run("quick", {i: stopped(c, "quick") for i, c in theory.claims.items()}))
    doc["claims"][0]["title"] = r"} \end{longtable} \input{x} & $"
    written = table(stable(doc))
    LatexWalker(written, tolerant_parsing=False).get_latex_nodes()
    assert r"\input" not in written
