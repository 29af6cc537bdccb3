"""The command line as a newcomer meets it: help with examples that parse, completion, and what a log without a terminal shows."""

from __future__ import annotations

import inspect
import io
import os
import shlex
import subprocess
import sys
from importlib import import_module

import pytest
import typer
from rich.console import Console

from verify.cli import _COMMANDS, _PANELS, _help_and_examples, _main, app
from verify.report import terminal
from verify.runner import Progress


def examples(name: str) -> list[str]:
    module, _, function = _COMMANDS[name][1].partition(":")
    doc = inspect.getdoc(getattr(import_module(module), function)) or ""
    lines = _help_and_examples(doc)[1].splitlines()[1:]
    return [line.removeprefix("[dim]$[/dim] ") for line in lines]


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_has_examples_that_its_parser_accepts(name: str) -> None:
    group = typer.main.get_command(app)
    found = examples(name)
    assert found
    for line in found:
        for part in line.split(" && "):
            words = shlex.split(part.replace("\\[", "["))
            assert words[0] == "verify", line
            context = group.make_context("verify", words[1:])
            command = group.get_command(context, words[1])
            assert command is not None, line
            command.make_context(words[1], words[2:])
    assert any(part.split()[1] == name for line in found for part in line.split(" && "))


@pytest.mark.parametrize("name", _COMMANDS)
def test_help_shows_the_examples_one_a_line_and_quiet(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _main([name, "--help"]) == 0
    told = capsys.readouterr().out
    assert [line.strip() for line in told.splitlines() if line.strip().startswith("$ ")] != []
    assert "--quiet" in told


def test_the_help_of_all_names_every_command_under_its_panel(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert _main(["--help"]) == 0
    told = capsys.readouterr().out
    places = [told.index(f" {panel} ") for panel in _PANELS]
    assert places == sorted(places)
    for panel, commands in _PANELS.items():
        for name in commands:
            assert told.index(f"│ {name} ") > told.index(f" {panel} ")
    assert max(map(len, told.splitlines())) <= 80


def completed(line: str) -> list[str]:
    """What bash would offer after ``line``, whose last word is incomplete."""
    told = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1), "_VERIFY_COMPLETE": "complete_bash"}
    command = [sys.executable, "-c", "from verify.cli import main; main()"]
    done = subprocess.run(command, env={**os.environ, **told}, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_shell_completes_commands_options_and_claims() -> None:
    assert completed("verify stab") == ["stability"]
    assert "--budget" in completed("verify run --b")
    found = completed("verify show power_method.theorem_2.bip")
    assert "power_method.theorem_2.bipartite_unstable" in found
    assert all(claim_id.startswith("power_method.theorem_2.bip") for claim_id in found)


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 10.0, 31.0, 31.0, 40.0, 70.0])
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(clock))
    out = Console(file=io.StringIO(), width=80)
    watch = terminal._now_and_then(out)
    watch(Progress(1, 9, ("demo.a",)))  # after 10 s: too early
    watch(Progress(2, 9, ("demo.b", "demo.c")))  # after 31 s
    watch(Progress(3, 9, ("demo.d",)))  # 9 s after that
    watch(Progress(9, 9, ()))  # the end has its own table
    assert out.file.getvalue() == "2/9 claims; now demo.b, demo.c\n"
