"""``verify replay`` on anybody's counterexample: ours, ours with a number changed, and those of strangers."""

from __future__ import annotations

import copy
import itertools
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))

from fallen import THEORY, refuted

from verify.cli import app
from verify.counterexample import load, recheck
from verify.errors import InvalidInput
from verify.exact_text import exact

Found = dict[str, dict[str, Any]]
REFUTED = refuted()


def written(folder: Path, data: dict[str, Any]) -> Path:
    path = folder / "counterexample.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def holds(folder: Path, data: dict[str, Any]) -> bool:
    return recheck(load(written(folder, data)))[0]


# ------------------------------------------------------------------ ours


# test_claims replays each too, from a run, and without the command line.
@pytest.mark.slow
@pytest.mark.parametrize("claim_id", REFUTED)
def test_each_replays_to_exit_1(found: Found, tmp_path: Path, claim_id: str) -> None:
    data = found[claim_id]
    result = CliRunner().invoke(app, ["replay", str(written(tmp_path, data))])
    assert result.exit_code == 1, result.output
    assert result.output.strip().endswith("the counterexample holds")
    # Under the id of the whole, the claim that falls is found among its parts.
    assert holds(tmp_path, data | {"claim": claim_id})


# What fails is said by a relation between numbers, or by one of these.
TOLD = (
    "no equilibrium",
    "exceeds every constant",
    "4 different limit points",
    "scores 1 with itself and 2 with another",
)


@pytest.mark.parametrize("claim_id", REFUTED)
def test_each_says_what_fails_with_numbers(found: Found, claim_id: str) -> None:
    text = found[claim_id]["explanation"]
    assert any(character.isdigit() for character in text)
    assert any(told in text for told in (" < ", " > ", "!= 0", *TOLD))
    assert not text.startswith("all hypotheses hold")


def test_each_says_how_it_was_checked(found: Found) -> None:
    for claim_id, data in found.items():
        engine, _, precision = data["checked_with"].partition(", ")
        assert engine.split()[0] in ("sympy", "python-flint"), claim_id
        assert precision == "exact" or precision.endswith(" bits") if precision else engine.startswith("sympy"), (
            claim_id
        )
        assert not (engine.startswith("sympy") and precision.endswith("bits")), claim_id


@pytest.mark.parametrize("claim_id", REFUTED)
def test_each_has_a_note_on_what_the_published_argument_misses(claim_id: str) -> None:
    assert len(THEORY.claims[claim_id].note.split()) >= 15


def changed(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The same with one thing wrong: the step so small that nothing flips, V negated, or all tokens at v_1."""
    small, negated, equal = (copy.deepcopy(data) for _ in range(3))
    small["step_size"] = "1/1000"
    small["parameters"] = {}
    matrices = [negated.get("value"), *(head["value"] for head in negated["heads"] or [])]
    for matrix in (matrix for matrix in matrices if matrix is not None):
        for row in matrix:
            row[:] = [f"-({entry})" for entry in row]
    negated["parameters"] = {}
    value = equal["value"] or equal["heads"][0]["value"]
    values = [float(exact(row[i])) for i, row in enumerate(value)]
    principal = values.index(max(values))
    equal["tokens"] = [[str(int(i == principal)) for i in range(len(values))]] * len(equal["tokens"])
    equal["parameters"] = {}
    return [small, negated, equal]


# With so small a step these stay what they are: s, ranks and stability do not depend on alpha.
WITHOUT_ALPHA = (
    "lemma_5",
    "lemma_6",
    "lemma_7",
    "lemma_9",
    "lemma_15",
    "remark_6",
    "remark_9",
    "remark_10",
    "theorem_2",
)
WITHOUT_ALPHA += ("convergence_beyond.nearly_any_start", "convergence_beyond.causal_start")
WITHOUT_ALPHA += ("theorem_3.polygonal", "multihead", "asymmetric", "example_13b", "proposition_1")
AT_PRINCIPAL_CONSENSUS = (
    "remark_4.not_necessary",
    "theorem_causal_symmetric.stable",
    "well_posed.lipschitz",
)  # the state itself
AT_PRINCIPAL_CONSENSUS += ("convergence_beyond.any_step", "convergence_beyond.any_matrix")
LEAVES = [claim_id for claim_id in REFUTED if not THEORY.claims[claim_id].parts]


@pytest.mark.parametrize("claim_id", LEAVES)
def test_with_a_number_changed_it_does_not_hold(found: Found, tmp_path: Path, claim_id: str) -> None:
    small, negated, equal = changed(found[claim_id])
    label = claim_id.partition(".")[2]
    flow = found[claim_id]["step_size"] is None
    if not flow and (not label.startswith(WITHOUT_ALPHA) or label == "theorem_2.consensus_unstable"):
        assert not _survives(tmp_path, small)
    # A token that is no eigenvector is none of -V; the rank is that of A alone, which Assumption 1 does not ask about. The
    # set S of a polytope is about A.
    if label not in ("remark_6.one_clustering", "remark_9", "theorem_polytope.any_polytope"):
        assert not _survives(tmp_path, negated)
    if label not in AT_PRINCIPAL_CONSENSUS:
        assert not _survives(tmp_path, equal)


def _survives(folder: Path, data: dict[str, Any]) -> bool:
    try:
        return holds(folder, data)
    except InvalidInput:  # one line, exit 2: the parameters are not the state's any more
        return False


# ------------------------------------------------------------------ strangers


def oja(value: Any, tokens: Any, step: Any = "1") -> dict[str, Any]:
    return {"system": "oja", "step_size": step, "value": value, "tokens": tokens}


def attention(value: Any, key: Any, tokens: Any, step: Any = "1") -> dict[str, Any]:
    return oja(value, tokens, step) | {"system": "attention", "query_key": key}


def diag(*entries: Any) -> list[list[Any]]:
    return [[entry if i == j else "0" for j in range(len(entries))] for i, entry in enumerate(entries)]


H = "sqrt(1/2)"
ALONG, ACROSS = [[H, "sqrt(2)/2"], [f"-{H}", "-sqrt(2)/2"]], [[H, f"-{H}"], [f"-{H}", H]]
ROTATED = [["1/4", "3/4"], ["3/4", "1/4"]]  # eigenvalues 1 along (1, 1), -1/2 along (1, -1)
FLIPS = [["-1/2", "3/2"], ["3/2", "-1/2"]]  # 1 along (1, 1), -2 along (1, -1)
E1, E2 = ["1", "0"], ["0", "1"]
PAIR, PAIR2 = [E1, ["-1", "0"]], [E2, ["0", "-1"]]
ZERO, SKEW = diag("0", "0"), [["0", "7"], ["-7", "0"]]
HEAD = {"value": diag("1", "1/4"), "query_key": diag("3", "0")}
UPPER = [["1", "1/4"], ["0", "1/4"]]
STRANGERS: list[tuple[str, dict[str, Any], bool]] = [
    # The antipodal pair in another basis, in another order, with decimals, and where it is none.
    ("lemma_5.principal", oja(ROTATED, ALONG), True),
    ("lemma_5.principal", oja(ROTATED, ALONG[::-1], 0.5), True),
    ("lemma_5", oja([["0.25", "0.75"], [0.75, 0.25]], ALONG, "0.25"), True),
    ("lemma_6", oja(ROTATED, ALONG), True),
    ("theorem_2", oja(ROTATED, ALONG), True),
    ("lemma_15", attention(ROTATED, [["0", "1"], ["-1", "0"]], ALONG), True),
    ("lemma_15", oja(ROTATED, ALONG), False),  # another system
    ("lemma_5", oja(diag("1", "1/2"), PAIR), False),
    ("lemma_5", oja(diag("-1", "-1/2"), PAIR2), False),  # Assumption 1
    ("theorem_2.almost_global", oja(diag("1", "-4"), PAIR, "1/3"), True),
    ("theorem_2.almost_global", oja(diag("1", "-4"), PAIR, "1"), False),  # the step-size condition
    # A polygonal pair off the eigenvectors is no bipartite consensus; it is polygonal.
    ("lemma_5", oja(diag("1", "-2"), [["0.96", "0.28"], ["-0.96", "-0.28"]], "1/8"), False),
    ("lemma_6", oja(diag("1", "-2"), [["0.96", "0.28"], ["-0.96", "-0.28"]], "1/8"), True),
    # Two-cycles in a rotated basis, no parameters given.
    ("theorem_2.consensus_unstable", oja(FLIPS, [ACROSS[0]] * 3), True),
    ("theorem_3.consensus_unstable", attention(FLIPS, [["5", "1"], ["-2", "0"]], [ACROSS[0]] * 3), True),
    ("theorem_2.consensus_unstable", oja(FLIPS, [ACROSS[0]] * 3, "1/3"), False),
    ("theorem_2.consensus_unstable", oja(FLIPS, [ACROSS[0]] * 3, "4"), False),  # the step-size condition
    ("theorem_2.consensus_unstable", oja(FLIPS, [["3/5", "4/5"]] * 2), False),  # no eigenvector
    ("theorem_2.consensus_unstable", oja(FLIPS, [["0.7071067811865476", "-0.7071067811865476"]] * 2), False),  # nearly
    ("remark_1", oja([[4, 0], [0, 5]], [[-1, 0], [1, 0], [-1, 0]], 1), True),
    # Stable bipartite states, and states that are stable and something else.
    ("remark_10", attention(diag("-1/2", "1/8"), diag("-0.4", "0"), PAIR), True),
    ("remark_10", attention(diag("1", "1/8"), diag("2", "0"), PAIR), False),
    ("asymmetric_value", attention(UPPER, diag("3", "0"), PAIR * 2, "1/4"), True),
    ("asymmetric_value", attention(UPPER, diag("3", "0"), [E1] * 4, "1/4"), False),  # the consensus
    ("asymmetric_value", attention(diag("1", "1/4"), diag("3", "0"), PAIR * 2, "1/4"), False),  # symmetric
    ("multihead_bipartite", oja(None, PAIR, "1/4") | {"system": "multihead", "heads": [HEAD] * 2}, False),  # one head
    # Ranks, for skew A in a rotated basis, three tokens.
    ("lemma_9", attention(ROTATED, SKEW, [*ACROSS, ACROSS[0]], "1/2"), True),
    ("lemma_9", attention(ROTATED, [["1", "7"], ["-7", "0"]], [*ACROSS, ACROSS[0]], "1/2"), False),
    # x_i . v_1 = 7 sqrt(2)/10, and 0.
    ("remark_9", attention(ROTATED, ZERO, [["3/5", "4/5"], ["-3/5", "-4/5"]]), True),
    ("remark_9", attention(ROTATED, ZERO, ACROSS), False),
    # Existential statements: false of every state, and true whatever one state does.
    ("remark_4", oja(diag("1", "-3"), [E1], "5"), True),
    ("remark_4", oja(diag("1", "-3"), [E1], "1/5"), False),
    ("remark_6", attention(ROTATED, None, [E1, E1]), True),
    ("remark_6", attention(ROTATED, None, [ALONG[0]] * 2), False),
    ("remark_10.exists", attention(diag("1", "1/2"), ZERO, PAIR, "1/4"), False),
    # True statements do not fall.
    ("lemma_5.other", oja(ROTATED, ALONG), False),
    ("theorem_3.principal_stable", attention(ROTATED, None, [ALONG[0]] * 2), False),
]


@pytest.mark.parametrize(("label", "data", "expected"), STRANGERS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_stranger_is_read_and_judged(tmp_path: Path, label: str, data: dict[str, Any], expected: bool) -> None:
    claimed = {"claim": f"power_method.{label}", **data}
    found, lines = recheck(load(written(tmp_path, claimed)))
    assert found is expected, lines
    assert lines


def test_the_order_of_tokens_is_no_matter(found: Found, tmp_path: Path) -> None:
    data = found["power_method.lemma_9.clustering"]
    for order in itertools.permutations(data["tokens"]):
        assert holds(tmp_path, data | {"tokens": list(order)})


def test_what_is_wrong_is_one_line(found: Found, tmp_path: Path) -> None:
    data = found["power_method.theorem_2.consensus_unstable"]
    for change, message in (
        ({"tokens": [["1", "1", "0"]] * 2}, "token 1 has length 1.41421; expected unit vectors"),
        ({"parameters": data["parameters"] | {"alpha": "1/2"}}, "the parameters are not those of the state"),
        ({"parameters": data["parameters"] | {"n": "3"}}, "the parameters are not those of the state"),
        ({"parameters": {"alpha": "1"}}, "the parameters do not fit"),
        ({"claim": "power_method.nothing"}, "power_method.nothing"),
    ):
        result = CliRunner().invoke(app, ["replay", str(written(tmp_path, data | change))])
        assert isinstance(result.exception, InvalidInput), result.output
        assert message in str(result.exception)
        assert len(str(result.exception).splitlines()) == 1
    singular = found["power_method.proposition_1.sufficient"]
    for kappa in ("2", "2, 2, 2", "__import__('os').abort(), 2", ""):
        with pytest.raises(InvalidInput):
            recheck(load(written(tmp_path, singular | {"parameters": {"kappa": kappa}})))
