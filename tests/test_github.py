"""GitHub Actions: annotations that point at the claim, a summary of the job, and a workflow that others can call."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from verify.comparison import Difference, Kind
from verify.location import locate
from verify.report.github import summary, workflow_commands

ROOT = Path(__file__).parent.parent
CLAIMS = """from verify.claim import Claim, Source

A = Claim(
    id="mine.a", title="first", statement="a", source=Source("Lemma 1"))


def made(claim_id):
    return Claim(id=claim_id, title="made", statement="m", source=Source("Lemma 2"))


def part(name):
    return Claim(
        id=f"mine.parts.{name}", title="made", statement="m", source=Source("Lemma 2"))


B = made("mine.b")
PARTS = (part("one"), *[part(name) for name in ("two",)])
USES = ("mine.c", "mine.a")
"""


@pytest.fixture
def theory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "my, proofs"
    folder.mkdir()
    (folder / "claims.py").write_text(CLAIMS)
    (folder / "broken.py").write_text('def broken(: "mine.a"')
    (folder / "ledger.toml").write_text('# head\n\n["mine.gone"]\nlabel = "Lemma 3"\n')
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    return folder


def claim(claim_id: str, verdict: str = "PROVED", **changes: Any) -> dict[str, Any]:
    evidence = [{"kind": "decide", "verdict": verdict, "reason": None, "detail": ""}]
    told = {"id": claim_id, "label": "Lemma 1", "verdict": verdict, "reached_by": "decide", "finished": True}
    mutants = [{"name": "m", "verdict": "REFUTED"}]
    return {**told, "standing": "UNCONDITIONAL", "evidence": evidence, "mutants": mutants, **changes}


def document(*claims: dict[str, Any], stopped: str | None = None) -> dict[str, Any]:
    return {"tier": "quick", "stopped": stopped, "claims": list(claims)}


def test_a_claim_is_found_where_it_is_written(theory: Path) -> None:
    assert locate(theory, "mine.a") == (theory / "claims.py", 3)
    assert locate(theory, "mine.b") == (theory / "claims.py", 16)
    assert locate(theory, "mine.parts.one") == (theory / "claims.py", 17)
    assert locate(theory, "mine.parts.two") == (theory / "claims.py", 12)  # the name alone is given nowhere
    assert locate(theory, "mine.gone") == (theory / "ledger.toml", 3)
    assert locate(theory, "mine.nowhere") is None
    assert locate(theory, "mine.c") is None  # only named, not made


@pytest.mark.parametrize("every", [25, pytest.param(1, marks=pytest.mark.slow)])
def test_every_shipped_claim_is_found(every: int) -> None:
    from verify.discovery import SHIPPED
    from verify.graph import load

    assert [claim_id for claim_id in list(load().claims)[::every] if locate(SHIPPED, claim_id) is None] == []


def test_differences_are_errors_at_their_claims(theory: Path) -> None:
    found = workflow_commands(
        document(claim("mine.a")),
        [
            Difference("mine.a", Kind.BELOW, "fell from PROVED to INCONCLUSIVE: 100% lost,\nand more: see"),
            Difference("mine.gone", Kind.MISSING, "gone"),
            Difference("mine.nowhere", Kind.NEW, "new"),
        ],
        theory,
    )
    assert found == [
        "::error file=my%2C proofs/claims.py,line=3,title=verify%3A below::"
        "mine.a: fell from PROVED to INCONCLUSIVE: 100%25 lost,%0Aand more: see",
        "::error file=my%2C proofs/ledger.toml,line=3,title=verify%3A missing::mine.gone: gone",
        "::error title=verify%3A new::mine.nowhere: new",
    ]


def test_a_run_without_a_check_annotates_contradictions_and_engines(theory: Path) -> None:
    failed = [{"kind": "decide", "verdict": "INCONCLUSIVE", "reason": "ENGINE_FAILED", "detail": "Crash: 1"}]
    doc = document(claim("mine.a", "CONTRADICTED"), claim("mine.b", "INCONCLUSIVE", evidence=failed), stopped="budget")
    first, second, third = workflow_commands(doc, [], theory)
    assert first.startswith("::error file=my%2C proofs/claims.py,line=3,title=verify%3A contradiction::mine.a: CONTRA")
    assert second == (
        "::warning file=my%2C proofs/claims.py,line=16,title=verify%3A engine failed::mine.b: decide: Crash: 1"
    )
    assert (
        third == "::warning title=verify%3A stopped::Stopped (the budget was spent): 0 claims did not run to the end."
    )


def test_a_fine_check_has_no_annotation(theory: Path) -> None:
    assert workflow_commands(document(claim("mine.a"), claim("mine.b", "REFUTED")), [], theory) == []


def test_the_summary_has_differences_first_and_every_verdict(theory: Path) -> None:  # noqa: ARG001
    doc = document(claim("mine.a"), claim("mine.b", "REFUTED", label="Lemma | 2"))
    text = summary(doc, [Difference("mine.b", Kind.OVERTURNED, "was PROVED | <b> and is\nREFUTED")])
    lines = text.splitlines()
    assert lines[0] == "## verify check: 1 difference from the ledger"
    assert "2 claims, tier quick: 1 PROVED, 1 REFUTED." in lines
    assert r"| `mine.b` | overturned | was PROVED \| &lt;b> and is REFUTED |" in lines
    assert r"| `mine.b` | Lemma \| 2 | REFUTED | decide | UNCONDITIONAL | 1/1 |" in lines
    assert "verify bless ID" in text
    assert summary(doc, []).splitlines()[0] == "## verify check: as the ledger expects"
    assert summary(doc, None).splitlines()[0] == "## verify run"
    assert "bless" not in summary(doc, None)


def test_a_huge_summary_stays_below_githubs_limit() -> None:
    doc = document(*[claim(f"mine.{'x' * 200}_{number}") for number in range(5000)])
    text = summary(doc, [])
    assert len(text.encode()) < 2**20
    assert re.search(r"\.\.\. and \d+ more claims", text)


def test_check_inside_actions(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from verify.cli import _main

    step = tmp_path / "summary.md"
    step.write_text("before\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    options = ["--proofs", str(copy), "-q", "--jobs", "1"]
    assert _main(["check", "demo.lemma_1", *options]) == 1
    told = capsys.readouterr().out.splitlines()
    (error,) = [line for line in told if line.startswith("::error")]
    assert error.startswith("::error file=theory/demo/claims.py,line=")
    assert "title=verify%3A new::demo.lemma_1: is new: look at its verdict PROVED" in error
    text = step.read_text()
    assert text.startswith("before\n## verify check: 1 difference from the ledger\n")
    # JSON stays alone on standard output.
    assert _main(["check", "demo.lemma_1", *options, "--json", "-"]) == 1
    both = capsys.readouterr()
    assert "::error" not in both.out
    assert "::error" in both.err
    # A summary that cannot be written does not change the outcome.
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "such" / "file"))
    assert _main(["run", "demo.lemma_1", *options]) == 0
    # Outside of Actions nothing of this is said.
    monkeypatch.delenv("GITHUB_ACTIONS")
    capsys.readouterr()
    assert _main(["check", "demo.lemma_1", *options]) == 1
    assert "::" not in capsys.readouterr().out


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_yaml_whose_scripts_get_inputs_by_environment_only(path: Path) -> None:
    told = yaml.safe_load(path.read_text())
    assert told["permissions"] == {"contents": "read"}
    for job in told["jobs"].values():
        for step in job.get("steps", ()):
            assert ("run" in step) != ("uses" in step)
            assert "${{" not in step.get("run", ""), step


def test_the_workflow_for_others_runs_what_the_command_line_has(capsys: pytest.CaptureFixture[str]) -> None:
    from verify.cli import _main

    told = yaml.safe_load((ROOT / ".github" / "workflows" / "verify-claims.yml").read_text())
    call = told[True]["workflow_call"]  # YAML 1.1 reads the key `on` as true
    text = (ROOT / ".github" / "workflows" / "verify-claims.yml").read_text()
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    assert used == set(call["inputs"])
    assert all({"description", "type", "default"} <= set(about) for about in call["inputs"].values())
    assert {"proofs", "tier", "python-version"} <= used
    script = next(step["run"] for step in told["jobs"]["check"]["steps"] if step.get("id") == "check")
    assert _main(["check", "--help"]) == 0
    options = capsys.readouterr().out
    for option in set(re.findall(r"--[a-z]+", script)):
        assert option in options
