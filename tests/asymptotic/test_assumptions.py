"""The table of assumptions is what the claims say."""

from __future__ import annotations

from dataclasses import replace

from verify.graph import load
from verify.report import theory
from verify.report.published import papers
from verify.report.readme import published

THEORY = load()
PAPER = next(paper for paper in papers() if paper.name == "asymptotic")
HEADING = "## Assumptions of the theorems"


def rows(document: str) -> list[list[str]]:
    table = document.split(HEADING, 1)[1].split("\n## ", 1)[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_each_row_is_the_hypotheses_of_a_theorem() -> None:
    head, _, *body = rows(theory.document(THEORY, PAPER, {}))
    assert head == ["statement", *PAPER.assumptions, "verdict", "repaired"]
    named = {row[0].strip("`"): row for row in body}
    table = THEORY.claims["asymptotic.assumptions_table"]
    assert {part.removeprefix("asymptotic.") for part in table.parts} < set(named)
    for name, row in named.items():
        claim = THEORY.claims[f"asymptotic.{name}"]
        assert row[1 : 1 + len(PAPER.assumptions)] == [hypothesis.latex for hypothesis in claim.hypotheses]
        assert len(row) == len(head)


def test_another_assumption_is_another_row() -> None:
    claim = THEORY.claims["asymptotic.theorem_gradient"]
    changed = replace(claim, hypotheses=tuple(replace(h, latex="else") for h in claim.hypotheses))
    other = replace(THEORY, claims={**THEORY.claims, claim.id: changed})
    before, after = (theory.document(each, PAPER, {}) for each in (THEORY, other))
    assert rows(before)[2][1:7] == ["$V = I$", "symmetric, positive definite", "1", "none", "invariant", "any"]
    assert rows(after)[2][1:7] == ["else"] * 6
    assert rows(before)[3:] == rows(after)[3:]


def test_papers_without_assumptions_have_no_table() -> None:
    for paper in papers():
        if not paper.assumptions:
            assert HEADING not in theory.document(THEORY, paper, {})


def test_a_part_with_words_is_published_too() -> None:
    ids = [claim.id for claim in published(THEORY, PAPER)]
    assert "asymptotic.assumptions_table" in ids
    assert "asymptotic.theorem_gradient" in ids  # although it is a part of the table
    assert "asymptotic.theorem_gradient.gradient" not in ids
