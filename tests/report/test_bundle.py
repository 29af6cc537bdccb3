"""The archive for a referee: the same bytes for the same findings, and a check that needs nothing of the package and can fail."""

from __future__ import annotations

import copy
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from verify import results
from verify.claim import Budget
from verify.examine import examine
from verify.graph import load
from verify.report.bundle import bundle
from verify.runner import Run

# Refuted, with a numpy check; proved by a solver; proved by identities.
IDS = ("power_method.theorem_2.consensus_unstable", "power_method.lemma_13", "power_method.lemma_1.collinear")


@pytest.fixture(scope="module")
def doc() -> dict[str, Any]:
    theory = load()
    ids = theory.with_parts(IDS)
    return results.document(theory, Run("quick", {i: examine(theory.claims[i], Budget.of_tier("quick")) for i in ids}))


@pytest.fixture
def unpacked(doc: dict[str, Any], tmp_path: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(bundle(doc))) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """As a referee would: in the folder, isolated from this checkout; only what is installed is seen."""
    code = "import runpy, sys; sys.dont_write_bytecode = True; sys.argv = ['check.py']; runpy.run_path('check.py', run_name='__main__')"
    return subprocess.run([sys.executable, "-I", "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_the_same_findings_give_the_same_bytes(doc: dict[str, Any]) -> None:
    again = copy.deepcopy(doc)
    again["versions"]["python"] = "3.99"
    for claim in again["claims"]:
        for evidence in claim["evidence"]:
            evidence["seconds"] += 1.0
    assert bundle(doc) == bundle(again)


def test_it_holds_what_a_referee_needs_and_the_check_says_so(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    assert {"README.md", "manifest.json", "environment.json", "results.json", "verdicts.md", "verdicts.tex"} <= names
    assert f"counterexamples/{IDS[0]}.json" in names
    assert any(name.endswith(".smt2") for name in names)
    assert {"certificates/power_method.lemma_1.collinear.json", "check.py", "positivity.py", "replay.py"} <= names
    done = check(unpacked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"hashes: checked: {len(names) - 1} files" in done.stdout
    assert "numpy: checked: 1 counterexamples with numpy alone" in done.stdout
    assert "certificates: checked: " in done.stdout


def edited(folder: Path, name: str, change: Any) -> None:
    """Change a file and make the manifest fit, as a forger would."""
    import hashlib

    path = folder / name
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


def test_a_byte_that_changed_is_seen(unpacked: Path) -> None:
    (unpacked / "verdicts.md").write_text("all is well\n")
    (unpacked / "more.txt").write_text("")
    done = check(unpacked)
    assert done.returncode == 1
    assert "verdicts.md: its bytes are not those of the manifest" in done.stdout
    assert "more.txt: not in the manifest" in done.stdout


def test_a_counterexample_that_is_none_is_seen(unpacked: Path) -> None:
    def turned(text: str) -> str:
        """With -V no eigenvalue is below -1/alpha any more: no two-cycle."""
        data = json.loads(text)
        rows = [[f"-({entry})" for entry in row] for row in data["value"]]
        return json.dumps(data | {"value": rows})

    edited(unpacked, f"counterexamples/{IDS[0]}.json", turned)
    done = check(unpacked)
    assert done.returncode == 1
    assert f"{IDS[0]}: two_cycle does not hold" in done.stdout


def test_a_certificate_that_proves_nothing_is_seen(unpacked: Path) -> None:
    def weaker(text: str) -> str:
        return json.dumps(json.loads(text) | {"cases": []})

    edited(unpacked, "certificates/power_method.lemma_1.collinear.json", weaker)
    done = check(unpacked)
    assert done.returncode == 1
    assert "power_method.lemma_1.collinear.json: does not hold" in done.stdout


def test_a_solver_that_disagrees_is_seen(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = unpacked.parent / "bin"
    tool.mkdir()
    (tool / "z3").write_text("#!/bin/sh\necho sat\n")
    (tool / "z3").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool}:/usr/bin:/bin")
    done = check(unpacked)
    assert done.returncode == 1
    assert "z3 says sat, recorded is unsat" in done.stdout
    assert "cvc5: not checked: cvc5 is not on the PATH" in done.stdout
