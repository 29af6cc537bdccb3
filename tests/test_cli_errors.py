"""The command line when something is wrong: one line and an exit code; and how quickly it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verify.cli import _COMMANDS, _main


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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("run zzz", "no claim 'zzz'"),
        ("list demo.nope* --proofs DEMO", "no claim 'demo.nope*'"),
        ("show demo.lema_1 --proofs DEMO", "near it: demo.lemma_1"),
        ("show", "Missing argument"),
        ("run --tier slow", "'slow' is not one of"),
        ("run --jobs 0", "is not in the range x>=1"),
        ("run --jobs two", "is not a valid int"),
        ("run --budget -1", "is not in the range x>=0"),
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
        ("refute demo.theorem_9 --proofs DEMO", "demo.theorem_9"),
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


CLAIM = (
    'from verify.claim import Claim, Source\nC = Claim(id="ID", title="t", statement="s", source=Source("L", "ours"))\n'
)


def test_what_is_nested_too_deeply_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "deep.json").write_text("[" * 100_000)
    assert verify("replay", "deep.json") == 2
    assert "deep.json is not JSON text" in one_line(capsys)
    (here / "deep.tex").write_text(r"\newtheorem{lemma}{Lemma}\begin{lemma}" + "{" * 3000 + "}" * 3000 + r"\end{lemma}")
    assert verify("new", "--from", "deep.tex") == 2
    assert "nested too deeply" in one_line(capsys)


@pytest.mark.parametrize("command", ["list", "run", "check", "bless --all"])
def test_a_folder_without_claims_is_told(here: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    (here / "empty").mkdir()
    assert verify(*command.split(), "--proofs", "empty") == 2
    assert "no claims in empty" in one_line(capsys)


@pytest.mark.parametrize("home", ["claims.py", "__init__.py"])
@pytest.mark.parametrize("text", ["import sys\nsys.exit(0)\n", "raise ValueError('two\\nlines')\n"])
def test_claims_that_exit_cannot_be_imported(
    here: Path, capsys: pytest.CaptureFixture[str], home: str, text: str
) -> None:
    (here / "own").mkdir()
    (here / "own" / home).write_text(text)
    assert verify("check", "--proofs", "own") == 2
    assert f"{home}: cannot be imported: " in one_line(capsys)


@pytest.mark.parametrize("name", ["../up", "a/b", "Own.A", "own..a", ".own", "own.a~b", "", "own a", "own\u00e9"])
def test_an_id_that_cannot_name_files_is_refused(here: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (here / "own").mkdir()
    (here / "own" / "claims.py").write_text(CLAIM.replace("ID", name), encoding="utf-8")
    assert verify("list", "--proofs", "own") == 2
    assert "cannot name files" in one_line(capsys)


def test_what_claims_print_at_import_is_not_in_the_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "own").mkdir()
    (here / "own" / "claims.py").write_text(CLAIM.replace("ID", "own.a") + "print('hello')\n")
    assert verify("list", "--json", "-", "--proofs", "own") == 0
    told = capsys.readouterr()
    assert [claim["id"] for claim in json.loads(told.out)["claims"]] == ["own.a"]
    assert told.err == "hello\n"


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "other"}', "\ufeff"])
def test_corrupt_last_results_are_one_line(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / ".verify").mkdir()
    (here / ".verify" / "results.json").write_text(text)
    assert verify("report") == 2
    assert "results.json" in one_line(capsys)


def test_a_bug_is_one_line_that_says_how_to_see_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(_COMMANDS, "list", ("Claims", "verify.commands.claims:gone"))
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
def test_starts_quickly(command: str, tmp_path: Path) -> None:
    # As installed: compiled files, which an environment for tests may forbid.
    kept = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path)}

    def once() -> float:
        before = os.times()
        assert python("-m", "verify", command, env=kept).returncode == 0
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    # The promise is 0.5 s on a machine that does nothing else. This guards against a heavy import, not against a busy machine:
    # the processor's time, the best of four, twice the promise.
    assert min(once() for _ in range(4)) < 1.0


@pytest.mark.skipif(os.name != "posix", reason="needs a shell's pipe")
def test_a_reader_that_goes_away_is_no_error() -> None:
    line = f"{sys.executable} -m verify list --help | true"
    assert subprocess.run(line, shell=True, capture_output=True, check=False).stderr == b""


def test_no_color_means_none(copy: Path) -> None:
    told = python("-m", "verify", "run", "demo.lemma_1", "--proofs", str(copy), env={**os.environ, "NO_COLOR": "1"})
    assert "PROVED" in told.stdout
    assert "\x1b" not in told.stdout + told.stderr
