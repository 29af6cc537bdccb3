"""Counterexamples of kind ellipsoid: written, read back, looked at, and refused in one line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy

from verify import Ellipsoid
from verify.counterexample import Counterexample, describe, load
from verify.errors import InvalidInput
from verify.recheck import recheck
from verify.systems.schedules import schedule

EYE = [["1", "0"], ["0", "1"]]
# x^T W x = 1 for (1/2, 0), (-1/2, 0) and (0, 1/3). With V = I an antipodal pair is at rest.
PAIR: dict[str, Any] = {
    "system": "ellipsoid",
    "time": "continuous",
    "metric": [["4", "0"], ["0", "9"]],
    "heads": [{"value": EYE, "query_key": None}],
    "tokens": [["1/2", "0"], ["-1/2", "0"]],
}
MOVING = PAIR | {
    "heads": [{"value": EYE, "query_key": EYE}],
    "schedule": "periodic: P(t) = (cos(2*t)) P",
}


def written(folder: Path, data: Any) -> Path:
    path = folder / "example.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_state_on_the_ellipsoid_is_looked_at(tmp_path: Path) -> None:
    holds, lines = recheck(load(written(tmp_path, PAIR)))
    assert not holds
    assert lines[0] == "field(X) = 0: yes"
    # On the sphere the pair is (e_1, -e_1), with the score c = x^T x = 1/4: the block of e_2 has the eigenvalues 0 and
    # 2 a_12, a_12 = e^(-1/4) / (e^(1/4) + e^(-1/4)) = 1 / (1 + e^(1/2)).
    assert lines[1] == f"spectral abscissa of the tangent Jacobian: {2 / (1 + np.exp(0.5)):.12g}"
    moved, lines = recheck(load(written(tmp_path, PAIR | {"tokens": [["1/2", "0"], ["0", "1/3"]]})))
    assert moved
    assert lines[0] == "field(X) = 0: no"


def test_the_command_replays_it(tmp_path: Path) -> None:
    path = written(tmp_path, PAIR | {"tokens": [["1/2", "0"], ["0", "1/3"]], "step_size": "1/3", "time": "discrete"})
    done = subprocess.run(
        [sys.executable, "-m", "verify", "replay", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "step(X) = X: no" in done.stdout + done.stderr


def exact(rows: list[list[str]]) -> np.ndarray:
    return np.array([[sympy.Rational(entry) for entry in row] for row in rows], dtype=object)


KEYS = [exact([["1", "2"], ["0", "-1/3"]]), exact([["0", "1/7"], ["5", "1"]])]
SHAPE: dict[str, Any] = {
    "metric": exact([["2", "1"], ["1", "3"]]),
    "values": [exact(EYE), exact([["1", "1"], ["0", "2"]])],
}
SYSTEMS = [
    Ellipsoid(**SHAPE, query_keys=KEYS, causal=True, step_size=sympy.Rational(1, 5)),
    Ellipsoid(**SHAPE, query_keys=[None, KEYS[0]]),
    Ellipsoid(**SHAPE, schedule=schedule("switching: P(t) = ((-1)**floor(t)) P", KEYS)),
    Ellipsoid(**SHAPE, schedule=schedule("growing: P_1(t) = (1 + t) P_1; P_2(t) = (t**2) P_2", KEYS), causal=True),
]


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_description_is_the_system(tmp_path: Path, system: Any) -> None:
    tokens = exact([["1/2", "1/3"], ["-1", "1/4"], ["0", "1"]])
    again = load(written(tmp_path, describe(None, system, tokens, "why", "by hand")))
    moved = "field" if system.is_flow else "step"
    time = sympy.Rational(7, 2)
    left = getattr(again.system().at(time), moved)(again.tokens())  # type: ignore[attr-defined]
    right = getattr(system.at(time), moved)(tokens)
    assert all(sympy.simplify(a - b) == 0 for a, b in zip(left.flat, right.flat, strict=True))
    assert again.data["schedule"] == (system.schedule.text if system.schedule else None)


def test_scores_that_depend_on_time_say_nothing_without_a_claim(tmp_path: Path) -> None:
    assert Counterexample(MOVING).system().schedule.text == MOVING["schedule"]  # type: ignore[attr-defined]
    with pytest.raises(InvalidInput, match="no claim is named; expected one"):
        recheck(load(written(tmp_path, MOVING)))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (PAIR | {"metric": None}, "metric is missing or not a list of rows"),
        (PAIR | {"metric": [["1", "2"], ["2", "1"]]}, "metric is not positive definite"),
        (PAIR | {"metric": [["1", "1/2"], ["0", "1"]]}, "metric is not symmetric"),
        (PAIR | {"metric": [["1"]]}, "metric is 1 x 1; expected 2 x 2"),
        (PAIR | {"metric": [["1", "a"], ["b", "1"]]}, "'a' is not an exact number"),
        (PAIR | {"heads": None}, "heads is missing"),
        (PAIR | {"query_key": EYE}, "query_key is given; expected null, the system ellipsoid does not read it"),
        (PAIR | {"tokens": [["1", "0"], ["-1/2", "0"]]}, "token 1 has length 2; expected 1, as on the ellipsoid"),
        (PAIR | {"tokens": [["1/2", "0", "0"]]}, "tokens have 3 coordinates; expected 2"),
        (PAIR | {"system": "multihead"}, "metric is given; expected null, only the system ellipsoid reads it"),
        (
            MOVING | {"system": "multihead", "metric": None},
            "schedule is given; expected null, only the system ellipsoid",
        ),
        (MOVING | {"schedule": 3}, "schedule is 3; expected a str"),
        (MOVING | {"schedule": "P(t) = cos(t)"}, "expected constant, periodic, growing, switching and a formula"),
        (MOVING | {"schedule": "periodic: P(t) = (t) P"}, "is not periodic"),
        (MOVING | {"heads": PAIR["heads"]}, "a head has no query_key"),
        (PAIR | {"step_size": "-1", "time": "discrete"}, "step size is -1"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, data: Any, found: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        recheck(load(written(tmp_path, data)))
    assert found in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
