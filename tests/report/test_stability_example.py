"""The stability report of the rxnmapper matrix in `reports/`: whole, small, and what the command writes."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from verify.errors import WeightsMissing
from verify.report.stability.example import FOLDER, TOKENS, texts

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def kept():
    folder = ROOT / FOLDER
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*")}


def test_the_kept_report_is_whole_and_small(kept):
    assert sum(map(len, kept.values())) < 600_000
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", kept["stability.md"])
    assert len(pictures) == 8
    assert set(pictures) == {name for name in kept if name.endswith(".svg")}
    found = json.loads(kept["stability.json"])
    assert (found["tokens"], found["dimension"]) == (TOKENS, 256)
    counts = {row["states"]: row["number"] for row in csv.DictReader(io.StringIO(kept["tables/counts.csv"]))}
    assert counts["stable consensus states"] == found["totals"]["stable_consensus"]
    assert (
        int(counts["all sign states"])
        == 2**TOKENS * 256
        == sum(int(found["totals"][name]) for name in ("consensus", "bipartite", "polygonal", "not_fixed"))
    )
    # 2 states at each consensus, found among the 256 rows of the spectrum.
    rows = list(csv.DictReader(io.StringIO(kept["tables/eigenvectors.csv"])))
    assert sum(row["consensus"] == "stable" for row in rows) * 2 == int(found["totals"]["stable_consensus"])
    assert sum(not row["consensus"].startswith("no fixed") for row in rows) * 2 == int(found["totals"]["consensus"])


@pytest.mark.slow
def test_it_is_what_the_command_writes(kept):
    try:
        made = texts()
    except WeightsMissing as error:
        pytest.skip(str(error))
    assert sorted(made) == sorted(kept)
    for name in made:
        assert made[name] == kept[name], name
