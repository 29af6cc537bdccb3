"""Each refuted claim of the papers is refuted again by a few lines of numpy that know nothing of this package."""

from __future__ import annotations

import ast
import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "verify" / "referee"))

import replay
from controls import CONTROLS
from fallen import PAPERS, THEORY, refuted
from replay_spheres import number

FOLDER = Path(replay.__file__).parent
FILES = sorted(FOLDER.glob("replay*.py"))
TABLE: dict[str, list[str]] = json.loads((FOLDER / "table.json").read_text("utf-8"))
REFUTED = refuted()
LEAVES = [claim_id for claim_id in REFUTED if not THEORY.claims[claim_id].parts]
WHOLES = [claim_id for claim_id in REFUTED if THEORY.claims[claim_id].parts]

Found = dict[str, dict[str, Any]]


def check(name: str, data: dict[str, Any]) -> bool:
    return bool(replay.CHECKS[name](replay.read(data)))


# ------------------------------------------------------------------ every refuted claim


def test_the_table_names_the_refuted_claims_and_no_others() -> None:
    """A claim that falls needs a row, and what a stranger would look at in it."""
    assert sorted(TABLE) == sorted(LEAVES)


@pytest.mark.parametrize("claim_id", LEAVES)
def test_numpy_alone_shows_what_fails(found: Found, claim_id: str) -> None:
    data = found[claim_id]
    assert data["claim"] == claim_id
    assert {name: check(name, data) for name in TABLE[claim_id]} == dict.fromkeys(TABLE[claim_id], True)


@pytest.mark.parametrize("claim_id", WHOLES)
def test_a_whole_falls_with_a_part_of_it(found: Found, claim_id: str) -> None:
    part = found[claim_id]["claim"]
    within = [claim_id]
    for other in within:
        within += THEORY.claims[other].parts
    assert part in within
    assert all(check(name, found[claim_id]) for name in TABLE[part])


# ------------------------------------------------------------------ every check can fail


@pytest.mark.parametrize(
    ("name", "label", "change"), CONTROLS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_with_other_numbers_it_does_not_hold(
    found: Found, name: str, label: str, change: Callable[[dict[str, Any]], None]
) -> None:
    data = copy.deepcopy(found[label if label.partition(".")[0] in PAPERS else f"power_method.{label}"])
    assert check(name, data)
    change(data)
    assert not check(name, data)


def test_every_check_has_such_a_control() -> None:
    assert {name for name, *_ in CONTROLS} == {name for names in TABLE.values() for name in names}


# ------------------------------------------------------------------ nothing of the package


def test_the_files_import_numpy_and_the_standard_library_only() -> None:
    names = set()
    for node in (node for file in FILES for node in ast.walk(ast.parse(file.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    assert names == {"json", "math", "re", "sys", "numpy"} | {file.stem for file in FILES} - {"replay"}


ALONE = [
    "power_method.theorem_2.consensus_unstable",
    "power_method.lemma_9.clustering",
    "power_method.multihead_bipartite",
    "clusters.theorem_polytope.vertices",
]


def copied(folder: Path, data: dict[str, Any]) -> None:
    for file in FILES:
        (folder / file.name).write_text(file.read_text("utf-8"), encoding="utf-8")
    (folder / "example.json").write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize("claim_id", ALONE)
def test_it_runs_alone(found: Found, tmp_path: Path, claim_id: str) -> None:
    """As a program, isolated (``-I``: no PYTHONPATH), in a folder that holds these files alone."""
    copied(tmp_path, found[claim_id])
    code = (
        "import os, runpy, sys\n"
        "sys.path.insert(0, os.getcwd())\n"  # as without -I: the folder of the program
        f"sys.argv = ['replay.py', 'example.json', *{TABLE[claim_id]!r}]\n"
        "try:\n    runpy.run_path('replay.py', run_name='__main__')\n"
        "except SystemExit as done:\n    code = done.code\n"
        "assert not {'verify', 'proofs', 'sympy', 'mpmath', 'flint', 'scipy', 'torch'} & {n.split('.')[0] for n in sys.modules}\n"
        "ours = [module.__file__ for name, module in sys.modules.items() if name.startswith('replay_')]\n"
        "assert ours and {os.path.dirname(os.path.realpath(file)) for file in ours} == {os.path.realpath(os.getcwd())}\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "NO" not in done.stdout


def test_the_command_of_its_first_lines(found: Found, tmp_path: Path) -> None:
    claim_id = "clusters.codimension_conjecture"
    copied(tmp_path, found[claim_id] | {"tokens": found[claim_id]["tokens"][:3]})
    command = [sys.executable, "-E", "-s", "replay.py", "example.json", *TABLE[claim_id]]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "all_expanding: yes" in done.stdout
    assert "four_limits: NO" in done.stdout


# ------------------------------------------------------------------ the few lines themselves


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-1/2", -0.5),
        ("sqrt(2)/2", np.sqrt(0.5)),
        ("log(3)/2", np.log(3) / 2),
        (3, 3.0),
        ("1e-3", 1e-3),
        ("0.25", 0.25),
    ],
)
def test_numbers_are_read(text: Any, value: float) -> None:
    assert number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["__import__('os')", "sqrt.__class__", "().__class__", "x", "open(1)", "1;2", ""])
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        number(text)


def test_its_step_and_radius_are_those_of_the_package(found: Found) -> None:
    """Two programs, one system: a mistake in either would show."""
    from verify.counterexample import Counterexample
    from verify.observe import observe

    for claim_id in (claim_id for claim_id in LEAVES if found[claim_id]["system"] != "clusters"):
        data = found[claim_id]
        mine, theirs = replay.read(data), Counterexample(data)
        seen = observe(theirs.system(), theirs.tokens())
        if mine.alpha is None:
            assert np.abs(theirs.system().field(np.asarray(mine.X)) - mine.field(mine.X)).max() < 1e-12, claim_id
            # Where the field vanishes the flow over one unit of time has the derivative e^J; large rates are not followed here.
            if seen.fixed and abs(seen.radius) < 10:
                assert mine.radius() == pytest.approx(np.exp(seen.radius), abs=1e-5), claim_id
        else:
            assert np.abs(theirs.system().step(np.asarray(mine.X)) - mine.step(mine.X)).max() < 1e-12, claim_id
            assert mine.radius() == pytest.approx(seen.radius, abs=1e-5), claim_id


def test_its_rescaled_tokens_are_those_of_the_package(found: Found) -> None:
    """Two programs, two ways to compute the weights, two integrators. The tokens -4, 0, 4 are unstable: a short time."""
    from proofs.clusters.worlds import frozen
    from verify.counterexample import Counterexample
    from verify.trajectories import rescaled

    ours = [found[claim_id] for claim_id in LEAVES if found[claim_id]["system"] == "clusters"]
    assert len(ours) == 4
    for data in [*ours, frozen.turning_square(), frozen.convex_chain() | {"tokens": [["1", "0"], ["1/2", "1"]]}]:
        mine, theirs = replay.read(data), Counterexample(data).system()
        assert np.abs(theirs.field(np.asarray(mine.X)) - mine.field(mine.X)).max() < 1e-12
        for time in (0.0, 0.3, -0.7):
            apart = theirs.rescaled_field(np.asarray(mine.X), time) - mine.rescaled_field(mine.X, time)
            assert np.abs(apart).max() < 1e-12
        end = rescaled(theirs, np.asarray(mine.X), 0.5, stop=False).states[-1]
        assert np.abs(end - mine.rescaled(mine.X, 0.5)).max() < 1e-8


def test_the_conjecture_falls_for_simple_eigenvalues_too() -> None:
    """The two certified examples beside the counterexample: V turns, or stretches, and A is not definite."""
    from proofs.clusters.worlds import frozen

    for data in (frozen.turning_square(), frozen.convex_chain()):
        assert check("all_expanding", data)
        assert check("four_limits", data)
    assert not check("four_limits", frozen.two_points())


def test_what_can_still_move_is_bounded() -> None:
    """From a time when it says so, integration for nearly twice as long moves no token by more than that."""
    from proofs.clusters.worlds import frozen

    e = replay.read(frozen.square() | {"tokens": [["2", "0"], ["0", "2"], ["-1", "-1"]]})
    late = e.rescaled(e.X, 1.6)
    assert not e.remaining(e.X, 0.0)
    assert e.remaining(late, 1.6)
    assert np.abs(e.rescaled(e.X, 3.0) - late).max() < 1e-6
    assert np.abs(late - e.X).max() > 1e-3  # and not because nothing moves
    # On the square of size r at time 0, for tokens that move by at most 1/10, g = r^2 - sqrt(2)/10 (2 r + 2 (r + 1/10)), and they
    # move by sqrt(2) (2 r + 1/5) 3 e^-g/(2 g): r = 2, g = 2.84, 0.18; r = 3, g = 7.27, 0.0013.
    for size, expected in (("2", False), ("3", True)):
        rows = [[size, "0"], ["0", size], [f"-{size}", "0"], ["0", f"-{size}"]]
        e = replay.read(frozen.square() | {"tokens": rows})
        assert bool(e.remaining(e.X, 0.0, move=0.1)) is expected
    equal = replay.read(
        frozen.square() | {"tokens": [["3", "0"], ["3", "0"]]}
    )  # rests, and no token scores itself higher
    assert equal.limits(equal.X) is None


@pytest.mark.parametrize("wrong", ["coarse", "late"])
def test_limits_that_depend_on_the_integration_are_none(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """An error of 1e-5 that smaller steps take away, and a move of 1e-5 in the last sixth of the time."""
    from proofs.clusters.worlds import frozen

    e = replay.read(frozen.square())
    exact = e.rescaled
    assert e.limits(e.X) is not None

    def spoiled(Z: Any, end: float, start: float = 0.0, h: float = 0.01, mirror: Any = None) -> Any:
        return exact(Z, end, start, h, mirror) + 1e-5 * (h > 0.005 and start == 0 if wrong == "coarse" else end > 2.9)

    monkeypatch.setattr(e, "rescaled", spoiled)
    assert e.limits(e.X) is None


def test_a_symmetry_that_is_none_is_not_imposed() -> None:
    """Only rounding is taken out: of the tokens -4, 1, 4 the middle one is not put at 0."""
    from proofs.clusters.worlds import frozen

    e, shifted = replay.read(frozen.three_on_a_line()), replay.read(frozen.three_shifted())
    mirror = e.mirror()
    assert mirror.tolist() == [2, 1, 0]
    assert shifted.mirror() is None
    assert e.rescaled(e.X, 3.0, mirror=mirror)[1, 0] == 0
    with pytest.raises(ArithmeticError):
        shifted.rescaled(shifted.X, 3.0, mirror=mirror)
