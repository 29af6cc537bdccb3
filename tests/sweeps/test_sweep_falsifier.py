"""A sweep is a falsifier: with a wrong closed form it must find counterexamples, and with the right one none."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from verify.cli import _main
from verify.sweeps.contradict import Contradiction, document, judge, released
from verify.sweeps.draw import draw
from verify.sweeps.examine import examine, task
from verify.sweeps.plan import Plan
from verify.sweeps.predict import Place, Prediction
from verify.systems import Attention, Oja

V = np.diag([1.0, 0.3, -0.5])


def planted(change):
    """Closed forms with a mistake: ``change(outcome)`` in place of each outcome."""

    class Mistaken(Prediction):
        def __init__(self, system, tokens):
            super().__init__(system, tokens)
            self._entries = {at: replace(e, outcome=change(e.outcome)) for at, e in self._entries.items()}

    return Mistaken


def turned(kind, was, now):
    """A stability verdict turned round."""
    return planted(lambda o: replace(o, verdict=now) if (o.kind, o.verdict) == (kind, was) else o)


def contradictions(predict, count=3, **options):
    plan = Plan(**{"tokens": 4, "step_size": (0.5, 0.5), "scale": 2.0, "starts": 6, **options})
    return [one for k in range(count) for one in examine(plan, k, predict)["contradictions"]]


@pytest.mark.parametrize(
    ("predict", "kinds"),
    [
        (turned("consensus", "stable", "unstable"), {"end", "jacobian"}),
        (turned("bipartite", "stable", "unstable"), {"end", "jacobian"}),
        (turned("consensus", "unstable", "stable"), {"jacobian"}),
        (turned("bipartite", "unstable", "stable"), {"jacobian"}),
        (planted(lambda o: replace(o, fixed_point=False, verdict=None, note="collapses")), {"end", "jacobian"}),
    ],
)
@pytest.mark.parametrize("step", [(0.5, 0.5), None])
def test_a_wrong_closed_form_is_refuted_by_both_routes(predict, kinds, step) -> None:
    found = contradictions(predict, step_size=step)
    assert {one["kind"] for one in found} == kinds
    assert all(one["holds"] for one in found)
    assert all("ball arithmetic proves" in one["how"] for one in found)


def test_a_state_that_is_predicted_to_rest_and_does_not() -> None:
    """With alpha = 5 the sign states at lambda = -0.5 are no fixed points: 1 + 5 (-0.5) < 0."""
    found = contradictions(
        planted(lambda o: replace(o, fixed_point=True, verdict="unstable", note=None)), step_size=(5.0, 5.0)
    )
    assert {one["seen"] for one in found} >= {"no fixed point"}
    assert all("one step moves it" in one["how"] for one in found if one["seen"] == "no fixed point")


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"step_size": None},
        {"step_size": (0.1, 5.0)},
        {"system": "oja", "step_size": (0.1, 3.0)},
        {"system": "oja", "tokens": 2, "step_size": None},
        {"tokens": 2, "scores": "skew", "scale": 2.0, "step_size": None},
        {"shape": "general", "step_size": (0.1, 1.0), "steps": 300},
        {"shape": "orthogonal", "steps": 300},
        {"shape": "positive", "scores": "identity", "scale": 3.0},
        {"dimension": 1},
        {"tokens": 1},
        {"dimension": 2, "scale": 4.0},
    ],
    ids=str,
)
def test_the_closed_forms_are_not_contradicted(options) -> None:
    assert contradictions(Prediction, 6, **options) == []


def test_what_is_compared_is_every_sign_state() -> None:
    """Three eigenvectors, splits 0 to 2 of four tokens: nine states."""
    row = examine(Plan(tokens=4), 0)
    assert row["compared"] == 9
    assert sum(row["predicted"].values()) == 9
    assert sum(end["hits"] for end in row["ends"]) + row["undecided"] + row["two_cycles"] == row["starts"] == 10


def test_without_distinct_eigenvalues_there_is_no_prediction() -> None:
    prediction = Prediction(Attention(value=np.eye(3)), 4)
    assert prediction.table is None
    assert "distinct eigenvalues" in prediction.note
    assert prediction.place(np.tile([1.0, 0, 0], (4, 1))) == []
    assert list(prediction.states()) == []


def test_a_place_is_found_by_its_eigenvalue_and_its_groups() -> None:
    prediction = Prediction(Attention(value=V, step_size=0.5), 5)
    state = np.zeros((5, 3))
    state[:, 1] = [1, 1, -1, 1, -1]
    (place,) = prediction.place(state)
    assert (place.eigenvector, place.minus, place.entry.outcome.kind) == (1, 2, "bipartite")
    state[0] = [0, 0, 1.0]
    assert prediction.place(state) == []  # not on a line
    (off,) = prediction.place(np.tile(np.array([1.0, 1.0, 0]) / np.sqrt(2), (5, 1)))
    assert off.entry is None
    assert off.word == "no eigenvector"


def test_eigenvalues_that_floats_hardly_tell_apart_accuse_nobody() -> None:
    prediction = Prediction(Attention(value=np.diag([1.0, 1.0 - 1e-8, 0.2])), 3)
    assert len(prediction.place(np.tile([1.0, 0, 0], (3, 1)))) == 2


@pytest.mark.parametrize("step", [0.5, None])
def test_a_contradiction_that_is_none_does_not_hold(step) -> None:
    """The consensus at the second eigenvector is unstable; said to be seen stable, ball arithmetic disagrees."""
    system = Attention(value=V, step_size=step)
    state = np.tile([0.0, 1, 0], (4, 1))
    place = Place(1, 0, None)
    judged = judge(system, Contradiction("end", place, state, "stable", 0.9))
    assert judged.holds is False
    assert "proves that it is unstable" in judged.how


@pytest.mark.parametrize("system", [Attention(value=V, step_size=0.5), Attention(value=V), Oja(value=V, step_size=0.2)])
def test_released_states_come_back_or_leave(system) -> None:
    assert released(system, np.tile([1.0, 0, 0], (4, 1))) == "stable"
    assert released(system, np.tile([0.0, 1, 0], (4, 1))) == "unstable"


def test_where_balls_do_not_decide_the_release_does(monkeypatch) -> None:
    from verify.equilibria import certification
    from verify.equilibria.certification import Certified

    monkeypatch.setattr(certification, "certify", lambda *_args, **_more: Certified(False, note="too wide"))
    system, state = Attention(value=V, step_size=0.5), np.tile([1.0, 0, 0], (4, 1))
    found = Contradiction("end", Place(0, 0, None), state, "stable", 0.9)
    assert judge(system, found).holds
    assert "too wide" in judge(system, found).how
    assert not judge(system, replace(found, seen="unstable")).holds


def test_the_file_of_a_contradiction_replays(tmp_path, capsys) -> None:
    """Its numbers are the exact binary ones, so that the replayed spectral radius is the one that was seen."""
    plan = Plan(tokens=4, step_size=(0.3, 0.9))
    one = next(
        one for k in range(20) for one in examine(plan, k, turned("bipartite", "stable", "unstable"))["contradictions"]
    )
    path = tmp_path / "found.json"
    path.write_text(json.dumps(one["document"]))
    assert _main(["replay", str(path)]) == 0  # without a claim, exit 1 would mean that the state is no equilibrium
    told = capsys.readouterr().out
    assert "step(X) = X: yes" in told
    seen = float(one["document"]["explanation"].split("spectral radius ")[1].split(")")[0])
    assert float(told.split("Jacobian: ")[1].split()[0]) == pytest.approx(seen, rel=1e-9)


def test_numbers_of_a_document_are_exact() -> None:
    from fractions import Fraction

    instance = draw(Plan(step_size=(0.1, 0.1)), 3)
    state = np.tile([1.0, 0, 0], (10, 1))
    found = Contradiction("end", Place(None, 0, None), state, "stable", 0.5)
    made = document(instance.system, found, judge(instance.system, found), "instance 3")
    assert Fraction(made["step_size"]) == Fraction(0.1)
    assert [[float(Fraction(x)) for x in row] for row in made["value"]] == instance.system.value.tolist()
    assert [[float(Fraction(x)) for x in row] for row in made["query_key"]] == instance.system.query_key.tolist()


def test_an_instance_that_fails_is_a_row_that_says_so(monkeypatch) -> None:
    from verify.sweeps import examine as module

    def break_down(_plan, number):
        if number == 1:
            raise ZeroDivisionError("planted\nmistake")
        return {"instance": number}

    monkeypatch.setattr(module, "examine", break_down)
    assert task(Plan(), [0, 1, 2]) == [
        {"instance": 0},
        {"instance": 1, "failed": "ZeroDivisionError: planted mistake"},
        {"instance": 2},
    ]
