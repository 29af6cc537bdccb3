"""What a notebook shows: tables that escape what they are given, and the notebook of the documentation has no stale output."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import nbformat
import numpy as np

import verify
from verify import Attention, Oja
from verify.claim import Budget
from verify.examine import examine
from verify.graph import load
from verify.report import notebook


class Cells(HTMLParser):
    """The text of every cell, row by row; fails where a tag is left open."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the signature is the base class's
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def test_stability_has_a_row_for_each_eigenvector() -> None:
    table = verify.stability(Attention(value=np.diag([2.0, 0.7, 0.1, -1.0]), step_size=0.1), tokens=6)
    shown = table._repr_html_()
    rows = Cells(shown).rows
    assert [row[0] for row in rows] == ["#", "0", "1", "2", "3"]
    assert rows[1][3:5] == ["stable (0.891667)", "4+2 .. 3+3"]
    assert "stable bipartite states 50" in shown


def test_a_search_shows_what_it_found_and_that_it_is_not_complete() -> None:
    found = verify.find_equilibria(Oja(value=np.diag([2.0, 0.7, -1.0])), tokens=3, starts=20, saddles=False)
    rows = Cells(found._repr_html_()).rows
    assert rows[0][0] == "kind"
    assert [row[0] for row in rows[1:]] == [entry.kind for entry in found]


def test_a_claim_shows_its_evidence_and_counterexample() -> None:
    outcome = examine(load().claims["power_method.lemma_4.negative_unstable"], Budget.of_tier("quick"))
    shown = outcome._repr_html_()
    rows = Cells(shown).rows
    assert "power_method.lemma_4.negative_unstable: REFUTED" in shown
    assert [row[0] for row in rows[1:]] == [finding.kind for finding in outcome.findings]


def test_cells_are_escaped() -> None:
    shown = notebook._table("<script>", ["a & b"], [["<b>"]], ["x < y"])
    assert "<script>" not in shown
    assert Cells(shown).rows == [["a & b"], ["<b>"]]


def test_the_notebook_of_the_documentation_has_no_outputs() -> None:
    """They are made when the documentation is built; stored ones could be stale."""
    read = nbformat.read(Path(__file__).parents[2] / "docs" / "quickstart.ipynb", 4)
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in read.cells)
