"""Counterexamples and bounds of the claims on steering: exact checks, the same with NumPy alone, and what must not pass."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from proofs.power_method.worlds import steered
from verify.claim import Budget
from verify.counterexample import Counterexample, recheck
from verify.errors import InvalidInput
from verify.graph import load
from verify.verdict import Verdict

sys.path.insert(0, str(Path(__file__).parents[2] / "verify" / "referee"))

import replay

THEORY = load()


def entry(name: str, to: str) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["parameters"].update({name: to})


def value(*rows: list[str]) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update(value=list(rows))


def tokens(*rows: list[str]) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update(tokens=list(rows))


# An example, its exact check, the check with NumPy alone, and a change with which neither may hold.
CASES = [
    (steered.never_principal, steered.principal_stays, "principal_pair_stays", entry("w_1", "1")),
    (steered.never_principal, steered.principal_stays, "principal_pair_stays", entry("w_2", "1")),
    (steered.negative_gain, steered.principal_by_real_part_stays, "principal_pair_stays", entry("w_2", "1")),
    (steered.tilted, steered.far_from_u, "far_from_direction", entry("kappa", "9")),
    (steered.tilted, steered.far_from_u, "far_from_direction", entry("kappa", "1000")),
    (steered.tilted, steered.far_from_u, "far_from_direction", value(["1/2", "0"], ["1", "1"])),
    (steered.unread_tokens, steered.never_aligned, "never_steered", tokens(["1", "0"], ["3/5", "4/5"])),
    (steered.unread_tokens, steered.never_aligned, "never_steered", entry("w_1", "1")),
    (
        steered.other_side,
        steered.opposite_for_every_kappa,
        "on_the_other_side",
        tokens(["3/5", "4/5"], ["4/5", "-3/5"]),
    ),
    (steered.other_side, steered.opposite_for_every_kappa, "on_the_other_side", entry("w_2", "-1")),
    (steered.pulled_back, steered.less_aligned, "less_aligned", entry("kappa", "10")),
    (steered.pulled_back, steered.less_aligned, "less_aligned", value(["0", "0"], ["3", "0"])),
]


@pytest.mark.parametrize(("example", "exactly", "name", "change"), CASES)
def test_each_counterexample_holds_and_a_changed_one_does_not(
    example: Callable[[], dict[str, Any]],
    exactly: Callable[[Counterexample], Any],
    name: str,
    change: Callable[[dict[str, Any]], None],
) -> None:
    data = json.loads(json.dumps(example()))
    assert exactly(Counterexample(data)).holds is True
    assert replay.CHECKS[name](replay.read(data))
    changed = copy.deepcopy(data)
    change(changed)
    assert exactly(Counterexample(changed)).holds is False
    assert not replay.CHECKS[name](replay.read(changed))


REFUTED = (
    ("power_method.steering.principal", "beyond.steering.principal"),
    ("power_method.steering.order_of_magnitude", "beyond.steering.vector"),
    ("power_method.steering.last_layer", "beyond.steering.tokens"),
    ("power_method.steering.sign", "beyond.steering.sides"),
    ("power_method.mild_steering.towards", "beyond.steering.mild"),
    ("power_method.steering", "beyond.steering"),
    ("power_method.mild_steering", "beyond.steering.mild_repaired"),
)


@pytest.mark.parametrize(("refuted", "repaired"), REFUTED)
def test_what_is_refuted_is_repaired(refuted: str, repaired: str) -> None:
    assert THEORY.repaired_by(refuted) == repaired


@pytest.mark.parametrize("claim_id", [refuted for refuted, _ in REFUTED if not THEORY.claims[refuted].parts])
def test_the_counterexample_of_a_run_is_replayed(claim_id: str) -> None:
    claim = THEORY.claims[claim_id]
    for method in claim.evidence:
        finding = method.run(claim, Budget())
        assert finding.verdict is Verdict.REFUTED
        assert finding.counterexample is not None
        holds, lines = recheck(Counterexample(json.loads(json.dumps(finding.counterexample))))
        assert holds, lines


@pytest.mark.parametrize("change", [entry("u_2", "1/2"), lambda data: data["parameters"].pop("w_1")])
def test_u_is_a_unit_vector_and_w_is_given(change: Callable[[dict[str, Any]], None]) -> None:
    data = steered.unread_tokens()
    change(data)
    with pytest.raises(InvalidInput, match="expected"):
        steered.never_aligned(Counterexample(data))


def test_no_smaller_constant_will_do_for_symmetric_matrices() -> None:
    """H = diag(-1, 1), w = u = e_1, kappa = 2: both eigenvalues are 1; beyond it the first leads."""
    for kappa, leads in ((2.0, False), (2.001, True)):
        first, second = -1 + kappa, 1.0
        assert (first > second) is leads


def test_the_constant_of_the_general_bound_is_met_up_to_a_factor() -> None:
    """For w = u the bound is 5.83 |H|; the largest threshold that a search over 2 x 2 matrices finds is near 2 |H|."""
    rng, largest = np.random.default_rng(0), 0.0
    u = np.array([1.0, 0.0])
    for _ in range(300):
        matrix = rng.normal(size=(2, 2))
        matrix /= np.linalg.norm(matrix, 2)
        kappas = np.linspace(6, 0, 241)
        dominated = []
        for kappa in kappas:
            values = np.linalg.eigvals(matrix + kappa * np.outer(u, u))
            order = np.argsort(-np.abs(values))
            first = values[order[0]]
            dominated.append(first.imag == 0 and first.real > abs(values[order[1]]) + 1e-12)
        failing = [kappa for kappa, fine in zip(kappas, dominated, strict=True) if not fine]
        largest = max(largest, max(failing, default=0.0))
    assert 1.7 < largest <= 3 + 2 * np.sqrt(2)


def test_what_the_experiments_report_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    assert steered.leading_seen(0, 0)[0] is True
    assert steered.ends_seen(0, 0)[0] is True
    # Half of the true norm: the bound is then no bound.
    norm = np.linalg.norm
    monkeypatch.setattr(np.linalg, "norm", lambda a, *more: norm(a, *more) / (8 if more else 1))
    assert steered.leading_seen(0, 0)[0] is False
