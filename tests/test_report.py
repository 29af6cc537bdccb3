"""Reports: the same bytes every time, and everything that a reader must find."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from verify import results
from verify.comparison import Difference, Kind
from verify.graph import load
from verify.report.folder import write
from verify.report.json import certificates, stable
from verify.report.junit import junit
from verify.report.markdown import markdown
from verify.report.terminal import claims_table, summary
from verify.runner import run


@pytest.fixture(scope="module")
def doc(demo: Path) -> dict[str, Any]:
    theory = load(demo)
    return results.document(theory, run(theory, theory.select(["demo.*"]), jobs=1))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_findings_give_the_same_bytes(doc: dict[str, Any], demo: Path, tmp_path: Path) -> None:
    theory = load(demo)
    again = results.document(theory, run(theory, theory.select(["demo.*"]), jobs=2))
    again["versions"]["python"] = "3.99"
    again["versions"]["torch"] = doc["versions"]["torch"].split("+")[0] + "+cu999"
    for claim in again["claims"]:
        for evidence in claim["evidence"]:
            evidence["seconds"] += 1.0
            evidence["stats"]["solver_seconds"] = 1.0
    write(doc, tmp_path / "one")
    write(again, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_certificates_are_files_that_the_json_names(doc: dict[str, Any], tmp_path: Path) -> None:
    assert certificates(doc) == {"demo.lemma_1.smt2": "(check-sat)\n", "demo.lemma_1.2.smt2": "(exit)\n"}
    more = copy.deepcopy(doc)
    more["claims"].append({**copy.deepcopy(more["claims"][0]), "id": "demo.gone"})
    write(more, tmp_path)
    stale = next(path for path in (tmp_path / "certificates").iterdir() if path.name.startswith("demo.gone"))
    (tmp_path / "certificates" / "theirs.smt2").write_text("not of a report")
    write(doc, tmp_path)
    told = json.loads((tmp_path / "claims.json").read_text())
    named = [e["certificate"] for claim in told["claims"] for e in claim["evidence"] if e["certificate"]]
    assert named == ["certificates/demo.lemma_1.smt2", "certificates/demo.lemma_1.2.smt2"]
    assert all((tmp_path / name).is_file() for name in named)
    assert not stale.exists()
    assert (tmp_path / "certificates" / "theirs.smt2").exists()


def test_markdown_says_what_holds_what_fails_and_what_is_open(doc: dict[str, Any]) -> None:
    text = markdown(stable(doc))
    order = ["## What holds (3)", "## What fails (1)", "## What is only corroborated (2)", "## What is open (1)"]
    order.append("## What survives (1 refuted)")
    assert [line for line in text.splitlines() if line.startswith("## What")] == order
    failing = text.split("## What fails")[1].split("##")[0]
    assert "two opposite tokens stay where they are." in failing
    assert "Repaired by [demo.lemma_2_repaired](#demo-lemma_2_repaired)." in failing
    assert "| tokens | (1, 0); (-1, 0) |" in text
    assert "| step size | 1/2 |" in text
    assert "**the published proof is broken**" in text
    assert "arXiv 0000.00000v1, Lemma 1 (restored: from the proof)" in text
    assert "BROKEN (its proof uses a refuted claim)" in text
    assert "seconds" not in text


def test_every_claim_has_a_section_in_the_papers_order(doc: dict[str, Any]) -> None:
    text = markdown(stable(doc))
    places = [text.index(f'<a id="{claim["id"].replace(".", "-")}"></a>') for claim in doc["claims"]]
    assert places == sorted(places)


def test_a_stopped_run_says_so_in_its_report(doc: dict[str, Any]) -> None:
    assert "This run was stopped (budget)" in markdown(stable({**doc, "stopped": "budget"}))


def test_junit_never_passes_what_is_unknown(doc: dict[str, Any]) -> None:
    told = copy.deepcopy(doc)
    told["claims"][0]["verdict"] = "CONTRADICTED"
    differences = [
        Difference("demo.lemma_2", Kind.BELOW, "fell"),
        Difference("demo.gone", Kind.MISSING, "is in the ledger and no longer in the proofs"),
    ]
    root = ElementTree.fromstring(junit(told, differences))
    cases = {
        case.get("name"): [child.tag for child in case if child.tag != "system-out"] for case in root.iter("testcase")
    }
    assert cases["demo.lemma_1"] == ["failure"]
    assert cases["demo.lemma_2"] == ["failure"]
    assert cases["demo.gone"] == ["failure"]
    assert cases["demo.corollary"] == ["skipped"]
    assert cases["demo.lemma_2_repaired"] == []
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("8", "3", "1")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_narrow_table_keeps_id_and_verdict(doc: dict[str, Any], width: int) -> None:
    from rich.console import Console

    out = Console(width=width, record=True, file=open("/dev/null", "w"), highlight=False)  # noqa: SIM115
    out.print(claims_table(doc, width))
    text = out.export_text()
    assert max(len(line) for line in text.splitlines()) <= width
    for claim in doc["claims"]:
        assert claim["verdict"] in text


def test_the_summary_names_what_needs_attention(doc: dict[str, Any]) -> None:
    told = copy.deepcopy(doc)
    told["claims"][0]["mutants"][0]["verdict"] = "INCONCLUSIVE"
    lines = summary(told)
    assert lines[0] == "7 claims (quick): 2 PROVED, 1 CERTIFIED, 2 CORROBORATED, 1 REFUTED, 1 INCONCLUSIVE"
    assert "demo.lemma_1: the mutant 'another conclusion' is INCONCLUSIVE, expected REFUTED" in lines
    assert any(line.startswith("next: verify show demo.lemma_2") for line in lines)
