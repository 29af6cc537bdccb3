"""The report of `verify equilibria`: bytes, pages, tables with the JSON's numbers."""

import csv
import io
import json

import numpy as np
import pytest
from report_pages import checked_page

from verify import Attention, Oja, find_equilibria
from verify.cli import _main
from verify.report.equilibria.content import facts
from verify.report.equilibria.page import report


@pytest.fixture(scope="module")
def found():
    return find_equilibria(Attention(value=np.array([[1.0, 1.0], [1.0, 0.0]]), step_size=0.3), 3, 30, certify=True)


def test_the_command_writes_the_same_bytes_each_time(tmp_path):
    np.save(tmp_path / "V.npy", np.diag([1.0, 0.2]))
    options = ["--tokens", "3", "--starts", "20", "--quiet"]
    for name in ("one", "two"):
        assert _main(["equilibria", str(tmp_path / "V.npy"), *options, "--report", str(tmp_path / name)]) == 0
    one, two = (
        {f.relative_to(tmp_path / n): f.read_bytes() for f in (tmp_path / n).rglob("*.*")} for n in ("one", "two")
    )
    assert one == two
    assert {"index.html", "equilibria.md", "equilibria.json", "cite.bib", "figures", "tables"} == {
        path.name for path in (tmp_path / "one").iterdir()
    }
    assert "A search is never complete." in (tmp_path / "one" / "equilibria.md").read_text()


def test_the_page_is_whole_and_has_the_numbers_of_the_json(found):
    texts = report(found, sources=["a matrix <from> somewhere"])
    page = checked_page(texts)
    told = " ".join(" ".join(page.words).split())
    assert "A search is never complete" in told
    assert "a matrix <from> somewhere" in told
    data = json.loads(texts["equilibria.json"])["equilibria"]
    rows = list(csv.DictReader(io.StringIO(texts["tables/equilibria.csv"])))
    assert len(rows) == len(data)
    for row, entry in zip(rows, data, strict=True):
        assert float(row["spectral_radius"]) == entry["spectral_radius"]
        assert [float(row["share_low"]), float(row["share_high"])] == entry["hits_interval"]
        assert (int(row["hits"]), row["verdict"]) == (entry["hits"], entry["verdict"])
        assert (row["unique_within"] == "") == (entry["radius"] is None)
    tokens = list(csv.DictReader(io.StringIO(texts["tables/tokens.csv"])))
    first = [[float(row["x0"]), float(row["x1"])] for row in tokens if row["equilibrium"] == "0"]
    assert first == data[0]["tokens"]
    kinds = list(csv.DictReader(io.StringIO(texts["tables/kinds.csv"])))
    assert sum(int(row["found"]) for row in kinds) == len(data)
    assert "figures/places.svg" in texts


@pytest.mark.parametrize(
    ("system", "tokens"),
    [
        (Attention(value=[[1.0]], step_size=0.3), 2),
        (Attention(value=np.diag([1.0, 0.5, -0.5])), 2),
        (Oja(value=np.diag([1.0, 0.3, 0.1, -0.5]), step_size=0.3), 2),
    ],
    ids=["one dimension", "sphere", "four dimensions"],
)
def test_there_is_a_page_in_every_dimension(system, tokens):
    result = find_equilibria(system, tokens, 10)
    texts = report(result)
    checked_page(texts)
    drawn = system.dimension == 3
    assert ("figures/places.svg" in texts) == drawn
    assert ("Tokens are drawn in dimension 2 and 3 only" in texts["index.html"]) == (not drawn)


def test_starts_that_end_nowhere_are_said():
    # Long steps at a negative eigenvalue: everything flips.
    result = find_equilibria(Attention(value=[[-3.0, 0.0], [0.0, -4.0]], step_size=1.0), 1, 10)
    assert result.converged == 0
    told = dict(facts(result))
    assert told["What to expect of a start."].startswith("Of 10 uniform starts ended 100.0% at none (10 starts")
    texts = report(result)
    assert "No start ended at an attracting equilibrium." in texts["index.html"]
    assert "figures/hits.svg" not in texts
    checked_page(texts)
