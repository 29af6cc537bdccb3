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

import replay
from conftest import PAPERS, THEORY, refuted

FILE = Path(replay.__file__)
TABLE: dict[str, list[str]] = json.loads((FILE.parent / "table.json").read_text("utf-8"))
REFUTED = refuted()
LEAVES = [claim_id for claim_id in REFUTED if not THEORY.claims[claim_id].parts]
WHOLES = [claim_id for claim_id in REFUTED if THEORY.claims[claim_id].parts]

Found = dict[str, dict[str, Any]]


def check(name: str, data: dict[str, Any]) -> bool:
    return bool(getattr(replay, name)(replay.Example(data)))


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


def entry(*where: Any, to: str) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        for key in where[:-1]:
            data = data[key]
        assert data[where[-1]] != to
        data[where[-1]] = to

    return change


def tokens(*rows: list[str]) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update(tokens=list(rows))


def swapped(data: dict[str, Any]) -> None:
    """The same signs at the other eigenvector."""
    data["tokens"] = [row[::-1] for row in data["tokens"]]


def same_heads(data: dict[str, Any]) -> None:
    data["heads"] = [data["heads"][0]] * 2


def in_head(name: str, rows: list[list[str]]) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["heads"][0].update({name: rows})


IDENTITY = [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]
TILTED = (["3/5", "4/5"], ["3/5", "4/5"])
# A check, a claim of whose counterexample it holds, and a change of its numbers with which it must not hold any more.
CONTROLS: list[tuple[str, str, Callable[[dict[str, Any]], None]]] = [
    ("assumption_1", "lemma_5.principal", entry("value", 0, 1, to="1/3")),
    ("assumption_1", "lemma_5.principal", entry("value", 1, 1, to="0")),
    ("assumption_1", "lemma_5.principal", entry("value", 1, 1, to="1")),
    ("assumption_1", "lemma_5.principal", entry("value", 0, 0, to="-1")),
    ("step_condition", "theorem_2.consensus_unstable", entry("step_size", to="3")),
    ("beyond_step_condition", "remark_4.not_necessary", entry("step_size", to="1/10")),
    ("small_step", "remark_10.negative_unstable", entry("step_size", to="2")),
    ("dominant_not_symmetric", "asymmetric_value.generic", entry("value", 0, 1, to="0")),
    ("dominant_not_symmetric", "asymmetric_value.generic", entry("value", 1, 1, to="-2")),
    ("at_eigenvector", "remark_1.consensus_fixed", tokens(*TILTED)),
    ("at_principal", "lemma_5.principal", swapped),
    ("not_principal", "theorem_2.consensus_unstable", tokens(["0", "1", "0"], ["0", "1", "0"])),
    ("negative_eigenvalue", "remark_10.negative_unstable", swapped),
    ("consensus", "remark_1.consensus_fixed", tokens(["1", "0"], ["-1", "0"])),
    ("bipartite", "lemma_5.principal", tokens(["1", "0"], ["1", "0"])),
    ("different_heads", "multihead_bipartite", same_heads),
    ("polygonal", "lemma_6.on_a_line", tokens(*TILTED)),
    ("two_cycle", "remark_1.consensus_fixed", entry("value", 0, 0, to="2")),
    ("two_cycle", "theorem_2.consensus_unstable", entry("value", 0, 0, to="3/2")),
    ("collapses", "remark_1.bipartite_fixed", entry("step_size", to="1/10")),
    ("attracting_cycle", "remark_3", entry("step_size", to="1/4")),
    ("attracting_cycle", "remark_3", entry("value", 2, 2, to="-5")),  # a cycle still, and it repels
    ("attracting_line", "lemma_5.principal", entry("value", 1, 1, to="1/2")),
    ("attracting_circle", "lemma_15", entry("value", 1, 1, to="1")),
    ("attracting_circle", "lemma_15", lambda data: data.update(query_key=[["0"] * 3] * 3)),
    ("attracting_line", "lemma_5.principal", tokens(["1", "0"], ["1", "0"])),
    ("stable", "remark_10.negative_unstable", swapped),
    ("stable", "remark_10.negative_unstable", entry("value", 0, 0, to="1/2")),
    ("stable", "multihead_bipartite", swapped),
    ("unstable", "remark_4.not_necessary", entry("step_size", to="1/10")),
    ("rank_below_groups", "lemma_9.bipartite", entry("query_key", 0, 0, to="1")),
    ("rank_below_groups", "lemma_9.clustering", entry("query_key", 0, 0, to="4*log(5/4)")),
    ("some_off_eigenvectors", "lemma_9.clustering", tokens(["1", "0"], ["0", "1"])),
    ("singular_but_moves", "proposition_1.sufficient", entry("parameters", "kappa", to="2, 3")),
    ("singular_but_moves", "proposition_1.sufficient", tokens(["1", "0"], ["1", "0"])),
    ("uniform_attention", "proposition_1.sufficient", entry("query_key", 0, 0, to="1")),
    ("principal_not_tangent", "remark_9", tokens(["0", "1"], ["0", "-1"])),
    ("both_normalisers_above_one", "remark_10.group_3_fails", entry("query_key", 0, 0, to="log(2)/2")),
    ("wide_basin", "example_13b.always_small", entry("value", 1, 1, to="3/4")),  # stable, and not that far
    ("equal_and_moves", "remark_6.one_clustering", tokens(["1", "0"], ["1", "0"])),
    ("identity_value", "asymptotic.theorem_gradient.consensus", in_head("value", [["1", "0"], ["0", "2"]])),
    ("identity_scores", "asymptotic.theorem_gradient.consensus", in_head("query_key", [["1", "0"], ["0", "2"]])),
    ("definite_scores", "asymptotic.theorem_gradient.gradient", in_head("query_key", [["-1", "0", "0"]] * 3)),
    ("complex_eigenvalues", "asymptotic.theorem_gradient.gradient", in_head("query_key", IDENTITY)),
    ("rests_apart", "asymptotic.theorem_gradient.consensus", tokens(["1", "0"], ["3/5", "4/5"])),
    ("rests_apart", "asymptotic.theorem_gradient.consensus", tokens(["1", "0"], ["1", "0"])),
    ("causal_symmetric", "asymptotic.theorem_causal_symmetric.stable", lambda data: data.update(mask=None)),
    ("causal_symmetric", "asymptotic.theorem_causal_symmetric.stable", entry("value", 1, 1, to="-1")),
    ("in_hemisphere", "asymptotic.theorem_causal_symmetric.hemisphere", tokens(["1", "0"], ["-3/5", "4/5"])),
    ("in_hemisphere", "asymptotic.theorem_causal_symmetric.ellipsoid", tokens(["-1", "0"], ["1", "0"])),
    ("positive_largest", "asymptotic.theorem_causal_symmetric.ellipsoid", in_head("value", [["-1", "0"], ["0", "-2"]])),
    ("ends_apart", "asymptotic.theorem_causal_symmetric.hemisphere", entry("value", 0, 0, to="1")),
    ("ends_apart", "asymptotic.theorem_causal_symmetric.ellipsoid", tokens(["1", "0"], ["1", "0"])),
    ("semidefinite_heads", "asymptotic.conjecture_multihead.sum", in_head("value", [["20", "30"], ["30", "44"]])),
    ("not_at_principal_limit", "multistability.lemma_1.convergence", swapped),
    ("attracting_polygons", "multistability.polygonal_unstable.n4_d2_symmetric", tokens(*[["1", "0"]] * 4)),
]


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


def test_the_file_imports_numpy_and_the_standard_library_only() -> None:
    names = set()
    for node in ast.walk(ast.parse(FILE.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    assert names == {"json", "math", "re", "sys", "numpy"}


@pytest.mark.parametrize("label", ["theorem_2.consensus_unstable", "lemma_9.clustering", "multihead_bipartite"])
def test_it_runs_alone(found: Found, tmp_path: Path, label: str) -> None:
    """As a program, isolated (``-I``: no PYTHONPATH, no folder of ours), in an empty folder."""
    (tmp_path / "replay.py").write_text(FILE.read_text("utf-8"), encoding="utf-8")
    (tmp_path / "example.json").write_text(json.dumps(found[f"power_method.{label}"]), encoding="utf-8")
    code = (
        "import runpy, sys\n"
        f"sys.argv = ['replay.py', 'example.json', *{TABLE[f'power_method.{label}']!r}]\n"
        "try:\n    runpy.run_path('replay.py', run_name='__main__')\n"
        "except SystemExit as done:\n    code = done.code\n"
        "assert not {'verify', 'proofs', 'sympy', 'mpmath', 'torch'} & {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "NO" not in done.stdout


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
    assert replay.number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["__import__('os')", "sqrt.__class__", "().__class__", "x", "open(1)", "1;2", ""])
def test_nothing_else_is_read(text: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        replay.number(text)


def test_its_step_and_radius_are_those_of_the_package(found: Found) -> None:
    """Two programs, one system: a mistake in either would show."""
    from verify.counterexample import Counterexample
    from verify.observe import observe

    for claim_id in LEAVES:
        data = found[claim_id]
        mine, theirs = replay.Example(data), Counterexample(data)
        seen = observe(theirs.system(), theirs.tokens())
        if mine.alpha is None:
            assert np.abs(theirs.system().field(np.asarray(mine.X)) - mine.field(mine.X)).max() < 1e-12, claim_id
            # Where the field vanishes the flow over one unit of time has the derivative e^J; large rates are not followed here.
            if seen.fixed and abs(seen.radius) < 10:
                assert mine.radius() == pytest.approx(np.exp(seen.radius), abs=1e-5), claim_id
        else:
            assert np.abs(theirs.system().step(np.asarray(mine.X)) - mine.step(mine.X)).max() < 1e-12, claim_id
            assert mine.radius() == pytest.approx(seen.radius, abs=1e-5), claim_id
