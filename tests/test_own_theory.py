"""The example repository: every command of its README, its tests, its workflow, and where it came from."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from verify.cli import _main

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "own_theory"
IGNORED = shutil.ignore_patterns("__pycache__", ".verify", ".pytest_cache")
EXIT = {"refute": 1, "replay": 1}  # a counterexample holds


@pytest.fixture
def example(here: Path) -> Path:
    """A copy of it, entered."""
    folder = Path(shutil.copytree(EXAMPLE, here / "own_theory", ignore=IGNORED))
    os.chdir(folder)
    return folder


def commands() -> list[list[str]]:
    lines = re.findall(r"^\$ (verify .*)$", (EXAMPLE / "README.md").read_text(), re.MULTILINE)
    return [shlex.split(line)[1:] for line in lines]


def test_every_command_of_the_readme_does_what_it_says(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = [command[0] for command in commands()]
    assert kinds == ["new", "list", "run", "show", "check", "refute", "replay", "bless"]
    ledger = (example / "proofs" / "ledger.toml").read_bytes()
    told = {}
    for command in commands()[1:]:
        assert _main(command) == EXIT.get(command[0], 0), command
        told[command[0]] = capsys.readouterr().out
    assert (example / "proofs" / "ledger.toml").read_bytes() == ledger  # blessing what is expected changes nothing
    table = re.findall(r"^\| `(heavy_ball\.\w+)` \| (\w+) \|", (EXAMPLE / "README.md").read_text(), re.MULTILINE)
    listed = {line.split()[0]: line.split()[-1] for line in told["list"].splitlines()[1:]}
    assert listed == dict(table)
    assert "which leaves (-1, 1) at a = 2" in told["show"]
    assert "heavy_ball.theorem_stability_repaired: PROVED" in told["show"]
    assert "the counterexample holds" in told["replay"]
    assert json.loads((example / "found.json").read_text())["verdict"] == "REFUTED"
    assert _main(["show", "heavy_ball.corollary_half", "--proofs", "proofs"]) == 0
    assert (
        "The published proof is broken: it uses heavy_ball.theorem_stability, REFUTED here." in capsys.readouterr().out
    )


def test_it_was_scaffolded_from_its_paper(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = [command for command in commands() if command[0] == "new"]
    assert _main(command) == 0
    assert _main(command) == 2  # what the authors have written since is not overwritten
    assert "is there already; nothing was written" in capsys.readouterr().err
    from verify.graph import load

    fresh, own = load(example / "scaffold").claims, load(example / "proofs").claims
    assert set(own) - set(fresh) == {"heavy_ball.theorem_stability_repaired"}
    assert set(fresh) <= set(own)
    for claim_id, claim in fresh.items():
        assert own[claim_id].source.label == claim.source.label
        assert own[claim_id].title == claim.title
        assert own[claim_id].published_uses == claim.published_uses


def test_its_tests_are_the_claims_and_its_own(example: Path) -> None:
    plugin = ["-p", "verify.pytest_plugin", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *plugin, "-v", "--verify-jobs", "1"],
        cwd=example,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "7 passed" in done.stdout
    assert "proofs::heavy_ball.theorem_stability PASSED" in done.stdout


def test_its_workflow_calls_ours_with_inputs_that_it_has() -> None:
    told = yaml.safe_load((EXAMPLE / ".github" / "workflows" / "claims.yml").read_text())
    ours = yaml.safe_load((ROOT / ".github" / "workflows" / "verify-claims.yml").read_text())
    (job,) = told["jobs"].values()
    where, _, release = job["uses"].partition("@")
    assert where == "OWNER/attention-verify/.github/workflows/verify-claims.yml"
    assert set(job["with"]) <= set(ours[True]["workflow_call"]["inputs"])
    assert job["with"]["requirement"].endswith(f"@{release}")


@pytest.mark.skipif(shutil.which("bash") is None, reason="the script is for bash, as on GitHub's runners")
@pytest.mark.parametrize("broken", [False, True])
def test_the_script_of_the_workflow_on_the_example(example: Path, tmp_path: Path, broken: bool) -> None:
    ours = yaml.safe_load((ROOT / ".github" / "workflows" / "verify-claims.yml").read_text())
    (step,) = [step for step in ours["jobs"]["check"]["steps"] if step.get("id") == "check"]
    shims = tmp_path / "bin"
    shims.mkdir()
    (shims / "verify").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m verify "$@"\n')
    (shims / "verify").chmod(0o755)
    if broken:
        path = example / "proofs" / "heavy_ball" / "repaired.py"
        path.write_text(path.read_text().replace("p.a < 2 * (1 + p.beta)", "p.a < 3 * (1 + p.beta)"))
    inputs = {"PROOFS": "proofs", "PATTERNS": "heavy_ball.theorem_*", "TIER": "quick", "BUDGET": "300"}
    assert set(step["env"]) == set(inputs)
    given = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    given |= {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(example)}
    path = os.pathsep.join([str(shims), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=example,
        env={**os.environ, **inputs, **given, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == int(broken), done.stderr
    assert (tmp_path / "output").read_text() == f"result={int(broken)}\n"
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error")]
    assert [line.split(",")[0] for line in errors] == ["::error file=proofs/heavy_ball/repaired.py"] * (2 * broken)
    heading = "## verify check: 2 differences from the ledger" if broken else "## verify check: as the ledger expects"
    assert (tmp_path / "summary").read_text().startswith(heading)
    assert (example / "verify-check.xml").is_file()
    assert (example / "verify-report" / "claims.md").is_file()
