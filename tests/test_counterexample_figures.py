"""Pictures of counterexamples: drawn from a report's numbers, the same bytes every time, and only where they help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from verify import results
from verify.claim import Budget
from verify.examine import examine
from verify.graph import load
from verify.report.counterexample_figures import counterexample_figures
from verify.report.folder import write
from verify.runner import Run

PAIR: dict[str, Any] = {
    "system": "oja",
    "step_size": "1",
    "value": [["1", "0"], ["0", "-1/2"]],
    "tokens": [["1", "0"], ["-1", "0"]],
}
CYCLE: dict[str, Any] = {
    "system": "attention",
    "step_size": "1",
    "value": [["-3", "0", "0"], ["0", "1/2", "0"], ["0", "0", "-2"]],
    "query_key": None,
    "tokens": [["1", "0", "0"], ["1", "0", "0"]],
}
POLYGON: dict[str, Any] = {
    "system": "oja",
    "step_size": "1/10",
    "value": [["1", "0", "0"], ["0", "-1", "0"], ["0", "0", "-2"]],
    "tokens": [["1", "0", "0"], ["-1/2", "sqrt(3)/2", "0"], ["-1/2", "-sqrt(3)/2", "0"]],
}
CLAIMS = [
    {"id": "power_method.lemma_5.principal", "counterexample": PAIR},
    {"id": "power_method.remark_3", "counterexample": CYCLE},
    {"id": "power_method.lemma_15", "counterexample": POLYGON},
]


def test_the_same_bytes_every_time_and_well_formed() -> None:
    first, second = counterexample_figures(CLAIMS), counterexample_figures(CLAIMS)
    assert list(first) == ["lemma_5.principal.svg", "remark_3.svg", "lemma_15.svg"]
    assert first == second
    for text in first.values():
        assert ElementTree.fromstring(text).tag.endswith("svg")
        assert "<image" not in text  # drawings, not bitmaps
        assert len(text) < 300_000


@pytest.mark.parametrize(
    "claim",
    [
        {"id": "power_method.lemma_1", "counterexample": PAIR},
        {"id": "power_method.lemma_5.principal", "counterexample": None},
        {"id": "power_method.lemma_5.principal", "counterexample": {"parameters": {"x": "1"}}},
        {"id": "power_method.lemma_5.principal", "counterexample": CYCLE},  # three dimensions: no chart of two angles
        {"id": "power_method.lemma_15", "counterexample": PAIR},
    ],
)
def test_no_picture_where_there_is_nothing_to_draw(claim: dict[str, Any]) -> None:
    assert counterexample_figures([claim]) == {}


def test_another_number_is_another_picture() -> None:
    other = [{"id": "power_method.remark_3", "counterexample": CYCLE | {"step_size": "1/2"}}]
    assert counterexample_figures(other) != counterexample_figures(CLAIMS[1:2])


def test_the_report_shows_them(tmp_path: Path) -> None:
    """Beside the claim, and only what was drawn."""
    theory = load()
    ids = ["power_method.remark_3", "power_method.remark_2"]
    outcomes = {claim_id: examine(theory.claims[claim_id], Budget()) for claim_id in ids}
    written = write(results.document(theory, Run("quick", outcomes, None)), tmp_path)
    text = (tmp_path / "claims.md").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert shown == ["figures/remark_3.svg"]
    assert all(tmp_path / name in written and (tmp_path / name).exists() for name in shown)
