"""The gate from end to end: real engines, a small theory, one change each, and what ``verify check`` says of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from verify.cli import _main

THEORY = """
from verify.claim import Claim, Hypothesis, Mutant, Parameter, Source, drop
from verify.conclusions import Formula
from verify.evidence import Decide, Derive, Falsify

STEP = Claim(
    id="mine.step",
    title="A small step contracts",
    statement=r"If $0 < \\alpha < 2$ then $|1 - \\alpha| < 1$.",
    source=Source("Lemma 1", "ours"),
    parameters=(Parameter("alpha", "positive"),),
    hypotheses=(Hypothesis("step size", r"\\alpha < 2", lambda p: p.alpha < 2),),
    conclusion=Formula(lambda p: (1 - p.alpha < 1) & (1 - p.alpha > -1)),
    witness={"alpha": "1/2"},
    evidence=(Decide(), Falsify()),
    mutants=(drop("step size"),),
)
SQUARE = Claim(
    id="mine.square",
    title="The binomial formula",
    statement=r"$(x - 1)^2 = x^2 - 2x + 1$.",
    source=Source("Lemma 2", "ours"),
    parameters=(Parameter("x"),),
    conclusion=Formula(lambda p: ((p.x - 1) ** 2 - p.x**2 + 2 * p.x - 1 <= 0)),
    witness={"x": "3"},
    evidence=(Derive(), Decide(), Falsify()),
    mutants=(Mutant("another constant", conclusion=Formula(lambda p: (p.x - 1) ** 2 - p.x**2 + 2 * p.x <= 0)),),
)
"""

MANY = "Mutant('one point in a million', conclusion=Formula(lambda p: (1000003 * p.x < 123456789) | (1000003 * p.x > 123456789)))"
REDUNDANT = 'Hypothesis("more", r"\\alpha < 3", lambda p: p.alpha < 3),),'


def verify(*arguments: str | Path) -> int:
    return _main([str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def blessed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The theory with its ledger."""
    home = tmp_path_factory.mktemp("gate")
    (home / "mine").mkdir()
    (home / "mine" / "claims.py").write_text(THEORY)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        assert verify("run", "--proofs", ".", "-q", "--jobs", "1") == 0
        assert verify("bless", "--all", "--proofs", ".", "-q") == 0
    return home


@pytest.fixture
def mine(blessed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be changed."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(blessed, tmp_path / "theory", ignore=shutil.ignore_patterns("__pycache__", ".verify")))


def change(folder: Path, old: str, new: str, file: str = "mine/claims.py") -> None:
    path = folder / file
    text = path.read_text()
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new))


def test_nothing_changed(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify("check", "--proofs", mine, "-q", "--jobs", "1") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "evidence=(Decide(), Falsify()),",
            "evidence=(Falsify(),),",
            ["mine.step: fell from PROVED to CORROBORATED: its evidence gives no reason"],
            id="a weakened verdict",
        ),
        pytest.param(
            r"then $|1 - \alpha| < 1$.",
            r"then $|1 - \alpha| \le 1$.",
            ["mine.step: its statement changed (digest "],
            id="an edited statement",
        ),
        pytest.param(
            "lambda p: p.alpha < 2",
            "lambda p: p.alpha <= 2",
            ["mine.step: its statement changed (digest ", "mine.step: was PROVED and is REFUTED: the theory changed"],
            id="an edited predicate under the same words",
        ),
        pytest.param(
            THEORY[THEORY.index("SQUARE = ") :],
            "",
            ["mine.square: is in the ledger and no longer in the proofs: restore it"],
            id="a removed claim",
        ),
        pytest.param(
            "mutants=(Mutant(",
            f"mutants=({MANY}, Mutant(",
            [
                "mine.square: its mutant 'one point in a million' (INCONCLUSIVE) was not refuted: the evidence would not notice"
            ],
            id="a mutant that survives",
        ),
        pytest.param(
            'mutants=(drop("step size"),),',
            "",
            ["mine.step: is PROVED by decide and has no mutant: nothing shows that its evidence can say no"],
            id="no mutant at all",
        ),
        pytest.param(
            "evidence=(Derive(), Decide(), Falsify()),",
            "evidence=(Decide(), Falsify()),",
            ["mine.square: PROVED is no longer carried by identity but by decide: review it"],
            id="other evidence",
        ),
        pytest.param(
            "STEP = Claim(",
            'NEW = Claim(id="mine.new", title="t", statement="s", source=Source("Lemma 3", "ours"))\nSTEP = Claim(',
            ["mine.new: is new: look at its verdict SKIPPED, then `verify bless mine.new --proofs "],
            id="a new claim",
        ),
        pytest.param(
            'witness={"x": "3"},',
            'witness={"x": "3"},\n    cites=("a book",),',
            ["mine.square: its standing was UNCONDITIONAL and is CONDITIONAL: review what it rests on"],
            id="a theorem cited",
        ),
    ],
)
def test_each_change_is_told(
    mine: Path, old: str, new: str, told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if MANY in new:  # the engines that would find that point are not asked
        change(mine, "evidence=(Derive(), Decide(), Falsify()),", "evidence=(Derive(),),")
    change(mine, old, new)
    before = (mine / "ledger.toml").read_bytes()
    assert verify("check", "--proofs", mine, "-q", "--jobs", "1", "--junit", "check.xml") == 1
    said = capsys.readouterr().out.splitlines()
    for message in told:
        assert any(line.startswith(message) for line in said), (message, said)
    claim_id = told[0].split(":")[0]
    assert all(line.startswith(f"{claim_id}: ") for line in said[:-1]), said
    assert said[-1].endswith("from the ledger")
    assert (mine / "ledger.toml").read_bytes() == before
    cases = {case.get("name"): case for case in ElementTree.parse("check.xml").iter("testcase")}
    failed = {name: case.find("failure") for name, case in cases.items() if case.find("failure") is not None}
    assert list(failed) == [claim_id]
    failure = failed[claim_id]
    assert failure is not None
    assert told[0].removeprefix(f"{claim_id}: ") in str(failure.get("message"))


def test_a_proved_mutant_is_a_contradiction(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(mine, "p.alpha < 2),),", f"p.alpha < 2), {REDUNDANT}")
    change(mine, 'mutants=(drop("step size"),),', 'mutants=(drop("step size"), drop("more")),')
    assert verify("check", "--proofs", mine, "-q", "--jobs", "1") == 1
    assert "mine.step: CONTRADICTED: decide evidence proves the mutant 'drop more', which is false" in (
        capsys.readouterr().out
    )
    assert verify("run", "--proofs", mine, "-q", "--jobs", "1") == 1
    assert verify("bless", "--all", "--proofs", mine) == 2
    assert "CONTRADICTED is a fault of the suite and is never blessed" in capsys.readouterr().err


def test_a_better_verdict_must_be_blessed(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        mine, 'quick = {verdict = "PROVED", by = "decide"', 'quick = {verdict = "CORROBORATED", by = "falsify"', LEDGER
    )
    assert verify("check", "mine.step", "--proofs", mine, "-q", "--jobs", "1") == 1
    told = f"mine.step: rose from CORROBORATED to PROVED: bless it (`verify bless mine.step --proofs {mine}`)\n"
    assert capsys.readouterr().out == f"{told}1 difference from the ledger\n"
    assert verify("bless", "mine.step", "--proofs", mine, "-q") == 0
    assert verify("check", "mine.step", "--proofs", mine, "-q", "--jobs", "1") == 0


LEDGER = "ledger.toml"


def test_a_silent_skip(mine: Path, tmp_path: Path) -> None:
    # Without z3 the identity still proves the claim: its verdict and carrier are what they were, and yet less was done.
    (tmp_path / "without" / "z3").mkdir(parents=True)
    (tmp_path / "without" / "z3" / "__init__.py").write_text("raise ModuleNotFoundError('no z3 here', name='z3')\n")
    path = os.pathsep.join([str(tmp_path / "without"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
    command = [sys.executable, "-m", "verify", "check", "mine.square", "--proofs", str(mine), "-q", "--jobs", "1"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "PYTHONPATH": path}
    )
    assert (done.returncode, done.stderr) == (1, "")
    told = "mine.square: decide was skipped: z3 is not installed: install it, or bless the skip where it cannot be had"
    assert done.stdout.splitlines() == [told, "1 difference from the ledger"]
