"""Claims as tests in a repository of their authors' own."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from verify.cli import _main

THEORY = """
from verify.claim import Claim, Hypothesis, Parameter, Source, drop
from verify.conclusions import Formula
from verify.evidence import Decide

STEP = Claim(
    id="mine.step",
    title="A small step contracts",
    statement=r"If $0 < \\alpha < 2$ then $|1 - \\alpha| < 1$.",
    source=Source("Lemma 1", "ours"),
    parameters=(Parameter("alpha", "positive"),),
    hypotheses=(Hypothesis("step size", r"\\alpha < 2", lambda p: p.alpha < 2),),
    conclusion=Formula(lambda p: (1 - p.alpha < 1) & (1 - p.alpha > -1)),
    witness={"alpha": "1/2"},
    evidence=(Decide(),),
    mutants=(drop("step size"),),
)
OPEN = Claim(id="mine.open", title="Not looked at", statement="s", source=Source("Lemma 2", "ours"))
"""
PLUGIN = ("-p", "verify.pytest_plugin", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:sybil")


@pytest.fixture(scope="module")
def blessed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The claims with their ledger."""
    home = tmp_path_factory.mktemp("authors")
    (home / "theory" / "mine").mkdir(parents=True)
    (home / "theory" / "mine" / "claims.py").write_text(THEORY)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        assert _main(["run", "-q", "--jobs", "1", "--proofs", "theory"]) == 0
        assert _main(["bless", "--all", "-q", "--proofs", "theory"]) == 0
    return home / "theory"


@pytest.fixture
def authors(pytester: pytest.Pytester, blessed: Path) -> Path:
    """A repository with claims, a blessed ledger and one test of its own."""
    pytester.makepyfile(test_own="def test_own(): pass")
    return Path(shutil.copytree(blessed, pytester.path / "theory", ignore=shutil.ignore_patterns("__pycache__")))


def test_without_an_option_nothing_is_collected_and_nothing_imported(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys
        def test_own():
            heavy = {"numpy", "sympy", "torch", "z3", "rich", "networkx", "verify.graph", "verify.runner"}
            assert "verify.pytest_plugin" in sys.modules
            assert not heavy & set(sys.modules)
        """
    )
    done = pytester.runpytest_subprocess(*PLUGIN)
    done.assert_outcomes(passed=1)


def test_one_test_for_each_claim_and_one_for_the_ledger(authors: Path, pytester: pytest.Pytester) -> None:
    done = pytester.runpytest_subprocess(*PLUGIN, "--verify-proofs", authors.name, "--verify-jobs", "1", "-v")
    done.assert_outcomes(passed=4)
    done.stdout.fnmatch_lines(["theory::mine.step PASSED*", "theory::mine.open PASSED*", "theory::ledger PASSED*"])
    assert "Traceback" not in done.stdout.str()


def test_all_that_is_collected_is_counted(authors: Path, pytester: pytest.Pytester) -> None:
    done = pytester.runpytest_subprocess(*PLUGIN, "--verify-proofs", authors.name, "--collect-only", "-q")
    done.stdout.fnmatch_lines(["theory::mine.step", "theory::mine.open", "theory::ledger", "4 tests collected*"])


def test_a_difference_fails_with_what_check_says_and_no_traceback(authors: Path, pytester: pytest.Pytester) -> None:
    path = authors / "mine" / "claims.py"
    path.write_text(path.read_text().replace("p.alpha < 2", "p.alpha < 3").replace('id="mine.open"', 'id="mine.other"'))
    done = pytester.runpytest_subprocess(*PLUGIN, "--verify-proofs", "theory", "--verify-jobs", "1", "--junitxml=x.xml")
    done.assert_outcomes(passed=1, failed=3)
    done.stdout.fnmatch_lines(
        [
            "*___ claim mine.step ___*",
            "mine.step: its statement changed (digest * review the statement, then `verify bless mine.step`",
            "mine.step: was PROVED and is REFUTED: the theory changed; review it, then `verify bless mine.step`",
            "*___ claim mine.other ___*",
            "mine.other: is new: look at its verdict SKIPPED, then `verify bless mine.other`",
            "*___ the ledger ___*",
            "mine.open: is in the ledger and no longer in the proofs: *",
            "*3 failed, 1 passed*",
        ]
    )
    assert "Traceback" not in done.stdout.str()
    assert "mine.step: was PROVED and is REFUTED" in (pytester.path / "x.xml").read_text()


def test_the_configuration_file_names_folder_and_tier(authors: Path, pytester: pytest.Pytester) -> None:
    pytester.makeini(f"[pytest]\nverify_proofs = {authors.name}\nverify_tier = full\n")
    below = pytester.mkdir("below")
    own = ("-k", "step or own", "--verify-jobs", "1")
    done = pytester.runpytest_subprocess(*PLUGIN, *own)
    done.assert_outcomes(passed=1, failed=1, deselected=2)
    done.stdout.fnmatch_lines(["mine.step: was never blessed for tier full; it gives PROVED*"])
    pytester.runpytest_subprocess(*PLUGIN, *own, "--verify-tier", "quick").assert_outcomes(passed=2, deselected=2)
    # The folder is relative to the file that names it; files that are asked for are asked for alone.
    pytester.chdir()
    done = pytester.run(sys.executable, "-m", "pytest", *PLUGIN, "--rootdir", pytester.path, "--co", "-q", below)
    assert "mine.step" not in done.stdout.str()
    pytester.runpytest_subprocess(*PLUGIN, "test_own.py").assert_outcomes(passed=1)
    pytester.makeini("[pytest]\nverify_proofs = theory\nverify_tier = slow\n")
    done = pytester.runpytest_subprocess(*PLUGIN)
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["*verify_tier is 'slow'; expected quick or full*"])


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("nowhere", "*--verify-proofs: no proofs folder at *nowhere*"),
        ("bad", "*cannot be imported: SyntaxError*"),
        ("empty", "*--verify-proofs: no claims in *empty*"),
    ],
)
def test_a_folder_that_cannot_be_loaded_is_one_line(pytester: pytest.Pytester, folder: str, told: str) -> None:
    pytester.mkdir("empty")
    (pytester.mkdir("bad") / "claims.py").write_text("def broken(:")
    done = pytester.runpytest_subprocess(*PLUGIN, "--verify-proofs", folder)
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([told])
    assert "Traceback" not in done.stderr.str() + done.stdout.str()


def test_a_corrupt_ledger_is_told_in_each_failure(authors: Path, pytester: pytest.Pytester) -> None:
    (authors / "ledger.toml").write_text("not toml [")
    done = pytester.runpytest_subprocess(*PLUGIN, "--verify-proofs", "theory", "-k", "ledger or open")
    done.assert_outcomes(failed=2, deselected=2)
    done.stdout.fnmatch_lines(["*ledger.toml: cannot be read: *"])
    assert "Traceback" not in done.stdout.str()


def test_under_xdist_each_worker_runs_its_own_claims(authors: Path, pytester: pytest.Pytester) -> None:
    path = authors / "mine" / "claims.py"
    path.write_text(path.read_text().replace("evidence=(Decide(),)", "evidence=()"))
    done = pytester.runpytest_subprocess(*PLUGIN, "-p", "xdist", "-n", "2", "--verify-proofs", "theory")
    done.assert_outcomes(passed=3, failed=1)
    done.stdout.fnmatch_lines(["mine.step: fell from PROVED to SKIPPED: *"])


def test_the_entry_point_is_declared() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]
    declared = project["entry-points"]["pytest11"]
    assert declared == {"verify.pytest_plugin": "verify.pytest_plugin"}
    installed = {e.name: e.value for e in entry_points(group="pytest11") if e.value == "verify.pytest_plugin"}
    assert installed in ({}, declared)  # absent only where an older release is what is installed
