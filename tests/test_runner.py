"""The executor: faults of engines, mutants, witnesses, budgets, Ctrl-C, one result for any number of workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from verify import results
from verify.examine import Outcome
from verify.graph import load
from verify.runner import Progress, run
from verify.verdict import Reason, Verdict


@pytest.fixture(scope="module")
def faults(demo: Path) -> dict[str, Outcome]:
    theory = load(demo)
    return dict(run(theory, theory.select(["faults.*"]), jobs=2).outcomes)


def reasons(outcome: Outcome) -> list[tuple[str, Reason | None]]:
    return [(finding.kind, finding.reason) for finding in outcome.findings]


@pytest.mark.parametrize(
    ("name", "detail"),
    [
        ("crash", "ZeroDivisionError: planted crash"),
        ("exit", "SystemExit: an engine that calls exit"),
        ("die", "the engine ended its process (a crash in compiled code?)"),
        ("unsendable", "TypeError: Object of type function is not JSON serializable"),
        ("too_strong", "TypeError: simulate evidence cannot reach PROVED"),
    ],
)
def test_a_fault_of_an_engine_is_a_finding_of_one_line(faults: dict[str, Outcome], name: str, detail: str) -> None:
    first = faults[f"faults.{name}"].findings[0]
    assert first.verdict is Verdict.INCONCLUSIVE
    assert first.reason is Reason.ENGINE_FAILED
    assert first.detail == detail


def test_a_crash_does_not_stop_the_other_evidence(faults: dict[str, Outcome]) -> None:
    assert faults["faults.crash"].verdict is Verdict.CORROBORATED


@pytest.mark.parametrize(("name", "what"), [("missing", "cvc5"), ("module", "no_such_engine")])
def test_a_missing_engine_is_skipped_and_named(faults: dict[str, Outcome], name: str, what: str) -> None:
    first = faults[f"faults.{name}"].findings[0]
    assert first.verdict is Verdict.SKIPPED
    assert first.reason is Reason.MISSING_ENGINE
    assert what in first.detail


def test_a_mutant_that_survives_is_told_and_one_that_is_proved_is_fatal(faults: dict[str, Outcome]) -> None:
    survivor, proved = faults["faults.survivor"], faults["faults.proved_mutant"]
    assert [fall.verdict for fall in survivor.mutants] == [Verdict.INCONCLUSIVE]
    assert survivor.verdict is Verdict.PROVED
    # `decide` proves the mutant although it is not among those that refute; `falsify` refutes it: they disagree.
    assert [fall.verdict for fall in proved.mutants] == [Verdict.CONTRADICTED]
    assert proved.verdict is Verdict.CONTRADICTED


def test_evidence_that_disagrees_is_a_contradiction(faults: dict[str, Outcome]) -> None:
    assert faults["faults.disagree"].verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize("name", ["no_witness", "false_witness"])
def test_a_claim_that_may_be_vacuous_says_nothing(faults: dict[str, Outcome], name: str) -> None:
    outcome = faults[f"faults.{name}"]
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert ("witness", Reason.VACUOUS) in reasons(outcome)


def test_a_witness_that_holds_leaves_the_verdict_alone(faults: dict[str, Outcome]) -> None:
    assert faults["faults.good_witness"].verdict is Verdict.PROVED
    assert [fall.verdict for fall in faults["faults.good_witness"].mutants] == [Verdict.REFUTED]


def test_a_predicate_with_a_mistake_is_no_proof(faults: dict[str, Outcome]) -> None:
    outcome = faults["faults.bad_predicate"]
    assert outcome.verdict is Verdict.INCONCLUSIVE
    assert outcome.digest is None


def test_the_result_does_not_depend_on_the_number_of_workers(demo: Path) -> None:
    theory = load(demo)
    ids = theory.select(["demo.*", "faults.[cd]*"])
    told = []
    for jobs in (1, 2):
        doc = results.document(theory, run(theory, ids, jobs=jobs))
        for claim in doc["claims"]:
            for evidence in claim["evidence"]:
                evidence["seconds"] = 0
        told.append(json.dumps(doc))
    assert told[0] == told[1]


def test_the_full_tier_runs_more_evidence_with_more_samples(demo: Path) -> None:
    theory = load(demo)
    kinds = {}
    for tier in ("quick", "full"):
        outcome = run(theory, ["demo.theorem_1.a"], tier=tier, jobs=1).outcomes["demo.theorem_1.a"]
        kinds[tier] = [(finding.kind, finding.stats["samples"]) for finding in outcome.findings]
    assert [kind for kind, _ in kinds["quick"]] == ["falsify"]
    assert [kind for kind, _ in kinds["full"]] == ["simulate", "falsify"]
    assert kinds["quick"][0][1] < kinds["full"][1][1]


def test_a_spent_budget_keeps_what_finished(demo: Path) -> None:
    theory = load(demo)
    seen: list[Progress] = []
    began = time.monotonic()
    done = run(theory, theory.select(["slow.*"]), jobs=2, budget=5.0, watch=seen.append)
    assert time.monotonic() - began < 15
    assert done.stopped == "budget"
    assert done.outcomes["slow.quick_2"].verdict is Verdict.PROVED
    assert reasons(done.outcomes["slow.endless"]) == [("simulate", Reason.INTERRUPTED)]
    assert any("slow.endless" in state.running for state in seen)
    claims = {claim["id"]: claim for claim in results.document(theory, done)["claims"]}
    assert [claim_id for claim_id, claim in claims.items() if not claim["finished"]] == ["slow.endless", "slow.whole"]


POSIX = pytest.mark.skipif(os.name != "posix", reason="sends signals to a process group")


def started(demo: Path, folder: Path, command: str) -> subprocess.Popen[str]:
    """A run in a process group of its own that has two claims done and one that never ends."""
    arguments = [command, "slow.*", "--proofs", str(demo), "--jobs", "1", "--json", str(folder / "out.json")]
    process = subprocess.Popen(
        [sys.executable, "-m", "verify", *arguments],
        cwd=folder,
        env={**os.environ, "DEMO_MARK": str(folder / "mark")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_for((folder / "mark").exists)
    return process


@POSIX
@pytest.mark.parametrize("command", ["run", "check"])
def test_ctrl_c_keeps_what_finished_and_leaves_no_process(demo: Path, tmp_path: Path, command: str) -> None:
    process = started(demo, tmp_path, command)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to every process of the group
    stdout, stderr = process.communicate(timeout=20)
    assert process.returncode == 130
    assert stderr == ""
    assert "interrupted" in stdout
    wait_for(lambda: not alive(process.pid))
    for path in (tmp_path / ".verify" / "results.json", tmp_path / "out.json"):
        doc: dict[str, Any] = json.loads(path.read_text())
        assert doc["stopped"] == "interrupt"
        verdicts = {claim["id"]: claim["verdict"] for claim in doc["claims"]}
        assert verdicts["slow.quick_1"] == "PROVED"
        assert verdicts["slow.endless"] == "INCONCLUSIVE"


@POSIX
def test_workers_do_not_outlive_a_parent_that_is_killed(demo: Path, tmp_path: Path) -> None:
    process = started(demo, tmp_path, "run")
    process.kill()
    # The pipes close when the last process that holds them is gone: a worker asleep for ten minutes is not.
    process.communicate(timeout=20)


def wait_for(condition: Any, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
