"""The command line: every command, every exit code, bad input in one line, and how quickly it starts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from verify.cli import _COMMANDS, _main

Tree = dict[str, Any]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VERIFY_TRACEBACK", raising=False)
    return tmp_path


@pytest.fixture
def copy(here: Path, demo: Path) -> Path:
    """The demo theory in a folder of its own, to be blessed."""
    return Path(shutil.copytree(demo, here / "theory", ignore=shutil.ignore_patterns("__pycache__")))


def verify(*arguments: str | Path) -> int:
    return _main([str(argument) for argument in arguments])


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """The message on standard error, which must be a single line and no traceback."""
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("error: ")
    return told.err


def python(*arguments: str, **told: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60, **told)


def test_list_shows_the_ledger_verdict(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("list", "demo.lemma_*", "--proofs", copy, "--json", "-") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "verify.list/1"
    assert [claim["verdict"] for claim in told["claims"]] == [None, None, None]
    first = {"id": "demo.lemma_1", "paper": "demo", "label": "Lemma 1", "title": "proved by an identity"}
    assert told["claims"][0] == {**first, "verdict": None}
    assert verify("run", "demo.*", "--proofs", copy, "-q") == 0
    assert verify("bless", *[claim["id"] for claim in told["claims"]], "--proofs", copy) == 0
    capsys.readouterr()
    assert verify("list", "--proofs", copy, "--json", "-") == 0
    told = json.loads(capsys.readouterr().out)
    verdicts = [claim["verdict"] for claim in told["claims"]]
    assert verdicts[:4] == ["PROVED", "REFUTED", "CERTIFIED", None]


def test_run_writes_what_the_contract_says(here: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("run", "demo.*", "--proofs", demo, "--json", "-") == 0
    told = capsys.readouterr()
    doc = json.loads(told.out)
    assert (doc["schema"], doc["tier"]) == ("verify.claims/1", "quick")
    claims: dict[str, Tree] = {claim["id"]: claim for claim in doc["claims"]}
    assert "7 claims (quick)" in told.err
    assert claims["demo.theorem_1"]["verdict"] == "CORROBORATED"
    assert claims["demo.theorem_1"]["reached_by"] == "parts"
    assert claims["demo.theorem_1"]["standing"] == "BROKEN"
    assert claims["demo.theorem_1.a"]["standing"] == "CONDITIONAL"
    assert claims["demo.theorem_1.a"]["published_proof_broken"] is True
    assert claims["demo.corollary"]["trusts"] == ["cvc5", "hypothesis", "lojasiewicz", "sympy", "z3"]
    assert claims["demo.lemma_2"]["repaired_by"] == "demo.lemma_2_repaired"
    assert claims["demo.lemma_2_repaired"]["repairs"] == "demo.lemma_2"
    assert claims["demo.lemma_2"]["counterexample"]["system"] == "oja"
    wanted = {"id", "paper", "label", "title", "statement", "hypotheses", "origin", "source", "verdict", "standing"}
    wanted |= {"reached_by", "uses", "published_uses", "published_proof_broken", "trusts", "repaired_by", "repairs"}
    wanted |= {"mutants", "evidence", "counterexample"}
    assert all(wanted <= set(claim) for claim in claims.values())
    finding = claims["demo.lemma_1"]["evidence"][0]
    assert {"kind", "verdict", "reason", "engine", "seconds", "certificate", "stats"} <= set(finding)
    assert json.loads((here / ".verify" / "results.json").read_text()) == doc


def test_ancestors_that_did_not_run_speak_through_the_ledger(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def of_corollary() -> Tree:
        verify("run", "demo.corollary", "--proofs", copy, "--json", "-")
        (claim,) = json.loads(capsys.readouterr().out)["claims"]
        return dict(claim)

    assert of_corollary()["standing"] == "CONDITIONAL"  # nothing is known of the lemmas yet
    verify("run", "demo.*", "--proofs", copy, "-q")
    verify("bless", "demo.lemma_1", "demo.lemma_2", "--proofs", copy)
    capsys.readouterr()
    assert of_corollary()["standing"] == "BROKEN"
    assert "sympy" in of_corollary()["trusts"]


def test_check_bless_check(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(copy / "faults")
    shutil.rmtree(copy / "slow")
    assert verify("check", "--proofs", copy) == 1
    assert "demo.lemma_1: is new" in capsys.readouterr().out
    assert verify("bless", "--all", "--proofs", copy) == 0
    assert "7 entries changed (tier quick); review the diff" in capsys.readouterr().out
    assert verify("check", "--proofs", copy, "--json", "-", "--junit", "check.xml") == 0
    assert json.loads(capsys.readouterr().out)["differences"] == []
    assert verify("check", "--proofs", copy, "--tier", "full", "-q") == 1
    assert "was never blessed for tier full" in capsys.readouterr().out
    source = (copy / "demo" / "claims.py").read_text()
    (copy / "demo" / "claims.py").write_text(source.replace('statement="the second"', 'statement="another"'))
    told = python("-m", "verify", "check", "--proofs", str(copy), "-q")
    assert told.returncode == 1
    assert told.stdout.splitlines()[0].startswith("demo.theorem_1.b: its statement changed (digest ")
    assert told.stdout.splitlines()[-1] == "1 difference from the ledger"


@pytest.mark.parametrize(
    ("pattern", "code"), [("faults.disagree", 1), ("faults.missing", 3), ("faults.crash", 0), ("demo.lemma_2", 0)]
)
def test_exit_codes_of_run(here: Path, demo: Path, pattern: str, code: int) -> None:  # noqa: ARG001
    assert verify("run", pattern, "--proofs", demo, "-q", "--jobs", "1") == code


def test_a_skip_that_the_ledger_lists_is_no_missing_engine(copy: Path) -> None:
    assert verify("run", "faults.missing", "--proofs", copy, "-q") == 3
    assert verify("bless", "faults.missing", "--proofs", copy) == 0
    assert verify("run", "faults.missing", "--proofs", copy, "-q") == 0
    assert verify("check", "faults.missing", "--proofs", copy, "-q") == 0


def test_a_spent_budget_is_exit_4(here: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("run", "slow.*", "--proofs", demo, "--budget", "2", "--report", "out") == 4
    assert "stopped: the budget was spent; 2 claims did not run" in capsys.readouterr().out
    assert "This run was stopped (budget)" in (here / "out" / "claims.md").read_text()


def test_report_writes_the_last_results_with_the_same_bytes(here: Path, demo: Path) -> None:
    assert verify("run", "demo.*", "--proofs", demo, "-q", "--report", "one") == 0
    assert verify("report", "--out", "two/three") == 0
    for name in ("claims.md", "claims.json", "certificates/demo.lemma_1.smt2"):
        assert (here / "one" / name).read_bytes() == (here / "two" / "three" / name).read_bytes()


def test_show(here: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    assert verify("show", "demo.lemma_2", "--proofs", demo) == 0
    assert "not run yet" in capsys.readouterr().out
    verify("run", "demo.*", "--proofs", demo, "-q")
    assert verify("show", "demo.lemma_2", "--proofs", demo) == 0
    told = capsys.readouterr().out
    for expected in ("every step contracts", "falsify: REFUTED", "explanation: two opposite", "demo.lemma_2_repaired"):
        assert expected in told
    assert "demo.theorem_1.b" in told.split("used by")[1]


def test_refute(here: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "demo.lemma_2: REFUTED after 1 rounds: two opposite tokens stay where they are\n"
    assert verify("refute", "demo.lemma_2", "--proofs", demo, "--json", "found.json") == 1
    assert capsys.readouterr().out == told
    found = json.loads((here / "found.json").read_text())
    assert (found["schema"], found["counterexample"]["system"]) == ("verify.refute/1", "oja")
    assert verify("refute", "demo.theorem_1.a", "--proofs", demo, "--seconds", "0", "--seed", "7") == 0
    assert "no counterexample in 1 rounds from seed 7" in capsys.readouterr().out


EQUILIBRIUM = {
    "system": "oja",
    "time": "discrete",
    "step_size": "1/2",
    "value": [["1", "0"], ["0", "-1/2"]],
    "tokens": [["1", "0"], ["1", "0"]],
}


def test_replay(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Both tokens at the eigenvector (1, 0) of eigenvalue 1 stay there; turned towards (3/5, 4/5) they move.
    (here / "stays.json").write_text(json.dumps(EQUILIBRIUM))
    (here / "moves.json").write_text(json.dumps({**EQUILIBRIUM, "tokens": [["3/5", "4/5"], ["3/5", "4/5"]]}))
    assert verify("replay", "stays.json") == 0
    assert "the counterexample does not hold" in capsys.readouterr().out
    assert verify("replay", "moves.json") == 1
    assert "the counterexample holds" in capsys.readouterr().out


def test_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("doctor") == 0
    told = capsys.readouterr().out
    assert "sympy" in told
    assert "nothing is missing: verify run" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("run zzz", "no claim 'zzz'"),
        ("list demo.nope* --proofs DEMO", "no claim 'demo.nope*'"),
        ("show demo.lema_1 --proofs DEMO", "near it: demo.lemma_1"),
        ("show", "Missing argument"),
        ("run --tier slow", "'slow' is not one of"),
        ("run --jobs 0", "should be greater than or equal to 1"),
        ("run --jobs two", "should be a valid integer"),
        ("run --budget -1", "should be greater than or equal to 0"),
        ("run --budget inf", "a number of seconds is expected, not inf"),
        ("run --proofs gone", "no proofs folder at gone"),
        ("run --json .", "it is a folder; expected a file"),
        ("run --json /proc/nothing/out.json", "cannot write /proc/nothing/out.json"),
        ("run --junit /proc/out.xml", "cannot write /proc/out.xml"),
        ("run --report /proc/out", "cannot write /proc/out"),
        ("run --json - --junit -", "both want standard output"),
        ("run --frobnicate", "No such option"),
        ("frobnicate", "No such command 'frobnicate'"),
        ("chek", "Did you mean 'check'?"),
        ("bless", "name the claims to bless, or --all"),
        ("bless demo.lemma_1 --proofs DEMO", "no results yet"),
        ("report", "no results yet"),
        ("replay gone.json", "cannot read gone.json"),
        ("refute demo.theorem_1 --proofs DEMO", "no evidence of this claim can refute it"),
        ("refute demo.lemma_2 --seconds inf --proofs DEMO", "a number of seconds is expected, not inf"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    here: Path, demo: Path, capsys: pytest.CaptureFixture[str], arguments: str, message: str
) -> None:
    before = set(here.rglob("*"))
    assert verify(*[str(demo) if word == "DEMO" else word for word in arguments.split()]) == 2
    assert message in one_line(capsys)
    assert set(here.rglob("*")) == before


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "other"}', "\ufeff"])
def test_corrupt_last_results_are_one_line(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / ".verify").mkdir()
    (here / ".verify" / "results.json").write_text(text)
    assert verify("report") == 2
    assert "results.json" in one_line(capsys)


def test_a_bug_is_one_line_that_says_how_to_see_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(_COMMANDS, "list", "verify.commands.claims:gone")
    monkeypatch.delenv("VERIFY_TRACEBACK", raising=False)
    assert verify("list") == 70
    told = one_line(capsys)
    assert "a bug in verify: AttributeError" in told
    assert "VERIFY_TRACEBACK=1" in told
    monkeypatch.setenv("VERIFY_TRACEBACK", "1")
    with pytest.raises(AttributeError):
        verify("list")


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(name, "--help") == 0
    assert f"verify {name}" in " ".join(capsys.readouterr().out.split("Usage", 1)[1].split("\n", 1)[1].split())


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_command_can_be_quiet(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(name, "--help") == 0
    assert "--quiet" in capsys.readouterr().out


def test_quiet_says_nothing(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy.parent / "moves.json").write_text(json.dumps({**EQUILIBRIUM, "tokens": [["3/5", "4/5"], ["3/5", "4/5"]]}))
    of_demo = ("--proofs", copy, "--quiet")
    assert verify("run", "demo.*", *of_demo) == 0
    assert verify("bless", "demo.lemma_1", *of_demo) == 0
    assert verify("check", "demo.lemma_1", *of_demo) == 0
    assert verify("list", *of_demo) == 0
    assert verify("show", "demo.lemma_1", *of_demo) == 0
    assert verify("refute", "demo.lemma_2", *of_demo) == 1
    assert verify("replay", "moves.json", "-q") == 1
    assert verify("report", "-q") == 0
    assert verify("doctor", "-q") == 0
    told = capsys.readouterr()
    assert told.out + told.err == ""


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("--help") == 0
    told = capsys.readouterr().out
    assert all(f" {name} " in told for name in _COMMANDS)
    assert verify("--version") == 0
    assert capsys.readouterr().out.startswith("verify 0")


def test_list_imports_nothing_heavy() -> None:
    heavy = "sympy torch scipy numpy networkx z3 cvc5 flint mpmath hypothesis matplotlib"
    script = f"import sys, verify.cli as c; c._main(['list']); print(sys.modules.keys() & set({heavy.split()}))"
    assert python("-c", script).stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("command", ["--help", "list"])
def test_starts_quickly(command: str) -> None:
    def once() -> float:
        began = time.perf_counter()
        assert python("-m", "verify", command).returncode == 0
        return time.perf_counter() - began

    # The promise is 0.5 s; the best of three leaves out what else the machine was doing.
    assert min(once() for _ in range(3)) < 0.5


@pytest.mark.skipif(os.name != "posix", reason="needs a shell's pipe")
def test_a_reader_that_goes_away_is_no_error() -> None:
    line = f"{sys.executable} -m verify list --help | true"
    assert subprocess.run(line, shell=True, capture_output=True, check=False).stderr == b""


def test_no_color_means_none(copy: Path) -> None:
    told = python("-m", "verify", "run", "demo.lemma_1", "--proofs", str(copy), env={**os.environ, "NO_COLOR": "1"})
    assert "PROVED" in told.stdout
    assert "\x1b" not in told.stdout + told.stderr
