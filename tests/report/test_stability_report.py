"""The report of `verify stability`: the same bytes each time, tables that hold the JSON's numbers, pages for every kind of input."""

import csv
import io
import json
import re

import numpy as np
import pytest
from report_pages import checked_page

import verify
from verify import Attention, Oja
from verify.cli import _main
from verify.report.stability import basins as simulation
from verify.report.stability.basins import Basin, Basins, basins, interval
from verify.report.stability.content import ends
from verify.report.stability.heatmap import MOST_COLUMNS, MOST_ROWS, heatmap
from verify.report.stability.page import report
from verify.report.stability.words import expectation, stable_states, warnings

VALUES = (2.0, 0.7, 0.1, -1.0)


@pytest.fixture(scope="module")
def system():
    return Attention(value=np.diag(VALUES), step_size=0.1)


@pytest.fixture(scope="module")
def texts(system):
    return report(verify.stability(system, tokens=6))


def test_the_command_writes_the_same_bytes_each_time(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(simulation, "WORK", 5e8)
    np.save(tmp_path / "V.npy", np.diag(VALUES[:3]))
    for name in ("one", "two"):
        command = ["stability", str(tmp_path / "V.npy"), "--tokens", "4", "--quiet", "--report", str(tmp_path / name)]
        assert _main(command) == 0
    assert capsys.readouterr() == ("", "")
    one, two = (
        {f.relative_to(tmp_path / n): f.read_bytes() for f in (tmp_path / n).rglob("*.*")} for n in ("one", "two")
    )
    assert one == two
    assert {"index.html", "stability.md", "stability.json", "cite.bib", "figures", "tables"} == {
        path.name for path in (tmp_path / "one").iterdir()
    }
    # Nothing in it is of this machine or of this day.
    assert not [
        path
        for path, text in one.items()
        if str(tmp_path).encode() in text or re.search(rb"\b20[3-9]\d-\d\d-\d\d", text)
    ]


def test_an_interrupted_report_keeps_what_needs_no_simulation(tmp_path, capsys, monkeypatch):
    np.save(tmp_path / "V.npy", np.diag(VALUES))

    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(simulation._Walker, "follow", interrupted)
    assert _main(["stability", str(tmp_path / "V.npy"), "--report", str(tmp_path / "r")]) == 130
    assert "interrupted: stability.md and stability.json are kept" in capsys.readouterr().err
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == ["stability.json", "stability.md"]


def test_the_page_is_whole(texts):
    page = checked_page(texts)
    told = " ".join(" ".join(page.words).split())
    assert "50 in which they split into two opposite groups (4+2 to 3+3 at eigenvector 0)" in told
    assert "Every verdict on a sign state is certified" in told
    assert "1 eigenvalue of 4 is negative." in told


def test_every_csv_has_the_numbers_of_the_json(texts):
    found = json.loads(texts["stability.json"])
    states = list(csv.DictReader(io.StringIO(texts["tables/states.csv"])))
    assert len(states) == len(found["equilibria"])
    for row, entry in zip(states, found["equilibria"], strict=True):
        assert float(row["spectral_radius"]) == entry["spectral_radius"]
        assert (int(row["plus"]), int(row["minus"]), row["verdict"]) == (
            entry["plus"],
            entry["minus"],
            entry["verdict"],
        )
        assert (row["states"], row["certified"]) == (entry["states"], "true")
    vectors = list(csv.DictReader(io.StringIO(texts["tables/eigenvectors.csv"])))
    assert [float(row["eigenvalue"]) for row in vectors] == found["eigenvalues"]
    counts = {row["states"]: row["number"] for row in csv.DictReader(io.StringIO(texts["tables/counts.csv"]))}
    assert counts["stable bipartite states"] == found["totals"]["stable_bipartite"] == "50"
    assert counts["all sign states"] == str(2**6 * 4)
    by_tokens = list(csv.DictReader(io.StringIO(texts["tables/counts_by_tokens.csv"])))
    assert by_tokens[5]["stable_bipartite"] == "50"
    heat = list(csv.DictReader(io.StringIO(texts["tables/heatmap.csv"])))
    assert float(heat[0]["3+3"]) == next(
        e["spectral_radius"] for e in found["equilibria"] if e["eigenvector"] == 0 and e["minus"] == 3
    )


def test_every_latex_table_is_balanced_and_escaped(texts):
    files = [name for name in texts if name.endswith(".tex")]
    assert len(files) == 7
    for name in files:
        text = re.sub(r"(?m)^%.*\n", "", texts[name])
        columns = len(re.search(r"\\begin\{(?:tabular|longtable)\}\{(\w+)\}", text)[1])
        rows = [line for line in text.splitlines() if line.endswith(r"\\")]
        assert rows
        assert all(len(re.findall(r"(?<!\\)&", row)) == columns - 1 for row in rows), name
        assert text.count("{") == text.count("}")
        outside = re.sub(r"\$[^$]*\$", "", text)
        assert "$" not in outside
        assert not re.search(r"(?<!\\)[#%_]", outside), name
        for environment in ("tabular", "longtable"):
            assert text.count(rf"\begin{{{environment}}}") == text.count(rf"\end{{{environment}}}")
        # Every unicode sign has become a command.
        assert text.isascii(), name


CASES = {
    "one dimension": (Attention(value=[[2.0]], step_size=0.1), 5, {}),
    "one token": (Attention(value=np.diag([2.0, -3.0]), step_size=1.0), 1, {}),
    "one of each": (Oja(value=[[1.0]]), 1, {}),
    "polygonal": (Oja(value=np.diag([1.0, -0.5]), step_size=1.0), 2, {}),
    "flow": (Attention(value=np.diag([1.0, 0.3])), 4, {}),
    "many tokens": (Attention(value=np.diag([1.0, 0.3, -1.5]), step_size=0.1), 10**6, {}),
    "ranges": (Attention(value=np.diag([1.0, -0.3]), step_size=0.1), 501, {}),
    "complex": (
        Attention(value=np.array([[2.0, 0, 0], [0, 0.1, -0.5], [0, 0.5, 0.1]]), step_size=0.3),
        5,
        {"nonsymmetric": True},
    ),
    "negative": (Attention(value=np.diag([-1.0, -2.0]), query_key=-np.eye(2)), 4, {}),
    "large scores": (Attention(value=np.diag([1.0, 0.9]), query_key=500 * np.eye(2), step_size=0.1), 2, {}),
}
RARE = ("one of each", "negative", "large scores", "ranges", "flow")


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow if n in RARE else ()) for n in CASES])
def test_there_is_a_page_for_every_kind_of_input(name, monkeypatch):
    monkeypatch.setattr(simulation, "WORK", 2e8)
    monkeypatch.setattr(simulation, "SHORTEST", 1)
    system, tokens, given = CASES[name]
    result = verify.stability(system, tokens=tokens, **given)
    texts = report(result)
    page = checked_page(texts)
    told = " ".join(" ".join(page.words).split())
    if name == "many tokens":
        assert "were not simulated" in told or "was not simulated" in told
        assert json.loads(texts["stability.json"])["totals"]["stable_bipartite"] is None
        counts = list(csv.DictReader(io.StringIO(texts["tables/counts.csv"])))
        assert counts[0]["number"] == ""
        assert float(counts[0]["log2"]) == pytest.approx(10**6 + np.log2(3))
    if name in ("one token", "one of each"):
        assert "One token has no splits." in told
    if name == "one dimension":
        assert "In one dimension tokens cannot move" in told
    if name == "complex":
        assert "1 complex pairs" not in told
        assert "complex pair of eigenvalues" in told


def test_no_real_eigenvalue_has_a_page_too(monkeypatch):
    monkeypatch.setattr(simulation, "WORK", 1e8)
    system = Attention(value=np.array([[0.0, -1.0], [1.0, 0.0]]), step_size=0.3)
    texts = report(verify.stability(system, tokens=3, nonsymmetric=True))
    assert "V has no real eigenvalue" in texts["index.html"]
    checked_page(texts)


def test_what_is_left_out_is_said(monkeypatch):
    monkeypatch.setattr(simulation, "WORK", 1e8)
    result = verify.stability(Attention(value=np.diag(np.arange(30) - 14.5), step_size=0.01), tokens=40)
    cells = heatmap(result)
    assert (len(cells.eigenvectors), len(cells.minus)) == (MOST_ROWS, MOST_COLUMNS)
    stable = {e.eigenvector for e in result if e.outcome.verdict == "stable"}
    assert stable <= set(cells.eigenvectors)
    texts = report(result, whole=False)
    found = json.loads(texts["stability.json"])
    assert found["left_out"] + len(found["equilibria"]) == len(result.entries)
    assert "tables/states.csv" not in texts
    assert "Left out: 6 eigenvectors" in texts["index.html"]
    checked_page(texts)


def test_rows_that_matter_and_do_not_fit_are_counted():
    # Two tokens of the Oja system: the even split is polygonal, marginal or unstable, at each of 30 eigenvectors.
    result = verify.stability(Oja(value=np.diag(-1.0 - np.arange(30.0)), step_size=0.01), tokens=2)
    marginal = {e.eigenvector for e in result if e.outcome.verdict == "marginal"}
    assert len(marginal) == 30
    cells = heatmap(result)
    assert (cells.hidden, cells.hidden_stable) == (30 - MOST_ROWS, 30 - MOST_ROWS)


def test_cells_without_a_fixed_point_are_named():
    result = verify.stability(Attention(value=np.diag([1.0, 0.5, -3.0]), step_size=0.9), tokens=10)
    cells = heatmap(result)
    assert [cell.verdict for cell in cells.cells[2]] == ["two-cycle", "collapses", "collapses", *["two-cycle"] * 3]
    assert all(cell.value is None for cell in cells.cells[2])
    assert any("period two" in line for line in warnings(result))


def test_starts_end_where_the_closed_forms_say(system):
    result = verify.stability(system, tokens=6)
    found = basins(result)
    assert sum(basin.hits for basin in found.found) == found.starts == 1000
    # Every end is one of the stable states: 6+0, 4+2 or 3+3 at eigenvector 0; 5+1 is unstable.
    assert {(basin.word, basin.eigenvector, basin.minus) for basin in found.found} == {
        ("sign state", 0, s) for s in (0, 2, 3)
    }
    for basin in found.found:
        assert basin.low < basin.hits / found.starts < basin.high
    assert "with all tokens agreeing" in expectation(result, found)


def test_a_two_cycle_is_no_equilibrium():
    # One token, eigenvalues 1/2 and -3/2: |1 + alpha lambda| is 3/2 and 1/2, so it goes to v_0; with -3 it flips along v_1.
    result = verify.stability(Attention(value=np.diag([0.5, -3.0]), step_size=1.0), tokens=1)
    found = basins(result)
    assert [(b.word, b.eigenvector, b.hits) for b in found.found] == [("two-cycle at a sign state", 1, found.starts)]


def test_rare_splits_are_told_together():
    kinds = [Basin("sign state", 0, s, 30 - s, 0.0, 1.0) for s in range(20)]
    found = Basins(sum(b.hits for b in kinds), 10, None, 0, tuple(kinds))
    result = verify.stability(Attention(value=np.diag([1.0, 0.1]), step_size=0.1), tokens=40)
    table = ends(result, found)
    assert sum(row[3] for row in table.rows) == found.starts
    assert table.rows[-1][2] == "all rarer splits"
    assert tuple(table.rows[-1][5:]) == interval(table.rows[-1][3], found.starts)


def test_interval_is_exact():
    # Clopper-Pearson without a hit: 1 - 0.025^(1/n).
    assert interval(0, 100) == (0.0, pytest.approx(1 - 0.025**0.01))


def test_nothing_stable_is_said():
    result = verify.stability(Attention(value=np.diag([-1.0, -2.0]), step_size=0.1), tokens=4)
    assert stable_states(result).endswith("None of them is proved stable.")
