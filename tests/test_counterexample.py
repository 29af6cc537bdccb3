"""Counterexample files: what is read, what is refused, and the re-check from the numbers alone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy

from verify import Attention, MultiHead, Oja
from verify.claim import Claim, Hypothesis, Parameter, Source
from verify.conclusions import Formula
from verify.counterexample import Counterexample, describe, load, recheck
from verify.errors import InvalidInput
from verify.exact_text import exact

PAIR: dict[str, Any] = {
    "system": "oja",
    "time": "discrete",
    "step_size": "1",
    "value": [["1", "0"], ["0", "-1/2"]],
    "tokens": [["1", "0"], ["-1", "0"]],
}


def written(folder: Path, data: Any) -> Path:
    path = folder / "counterexample.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-1/2", sympy.Rational(-1, 2)),
        (" 3 ", sympy.Integer(3)),
        (3, sympy.Integer(3)),
        ("0.1", sympy.Rational(1, 10)),
        ("1e-3", sympy.Rational(1, 1000)),
        (".5", sympy.Rational(1, 2)),
        ("sqrt(2)/2", sympy.sqrt(2) / 2),
        ("-4*log(5/4)", -4 * sympy.log(sympy.Rational(5, 4))),
        ("2**(1/3)", sympy.cbrt(2)),
        ("2**-1", sympy.Rational(1, 2)),
        ("exp(1)", sympy.E),
        ("E", sympy.E),
        ("cos(2*pi/5)", sympy.cos(2 * sympy.pi / 5)),
        ("tanh(1/3) - sin(1)", sympy.tanh(sympy.Rational(1, 3)) - sympy.sin(1)),
        ("(1 + sqrt(5))/2", (1 + sympy.sqrt(5)) / 2),
        ("10**400", sympy.Integer(10) ** 400),
    ],
)
def test_exact_numbers_are_read_exactly(text: Any, value: Any) -> None:
    assert sympy.simplify(exact(text) - value) == 0
    assert sympy.simplify(exact(str(exact(text))) - value) == 0  # as they are written again


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "__import__",
        "().__class__",
        "pi.func",
        "sqrt.__class__(2)",
        "sqrt(2).args",
        "lambda: 1",
        "[1 for i in (1,)]",
        "exec(1)",
        "eval(1)",
        "open(1)",
        "x",
        "I",
        "oo",
        "nan",
        "True",
        "None",
        "1j",
        "sqrt",
        "sqrt()",
        "sqrt(1, 2)",
        "log(x=2)",
        "1 if 1 else 2",
        "1 < 2",
        "1 and 2",
        "'1'",
        '"1"',
        "1;2",
        "1\n2",
        "",
        " ",
        "1 +",
        "((1)",
        "1//2",
        "5%2",
        "2@3",
        "~1",
        "ｅｖａｌ(1)",  # full-width letters, which Python takes for eval
        "²",
        "1/0",
        "log(0)",
        "0**-1",
        "sqrt(-1)",
        "log(-2)",
        "(-1)**(1/2)",
        "(" * 300 + "1" + ")" * 300,
        "1" * 501,
        "9**9**9**9",
        "9**99999",
        "(9**999)**999",
        "1e999999999",
        "1e-999999999",
        "exp(exp(exp(99)))",
        "cos(10**9)",
        "2**sqrt(2)",
        "+".join(["1"] * 400),
        None,
        [1],
        {},
    ],
)
def test_nothing_else_is_read_or_run(text: Any) -> None:
    began = time.perf_counter()
    with pytest.raises(InvalidInput) as caught:
        exact(text)
    assert time.perf_counter() - began < 2
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    assert len(message) < 200
    assert "expected" in message


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("", "is not JSON text"),
        ("{", "is not JSON text"),
        ("\x00", "is not JSON text"),
        ("[]", "system is 'list'"),
        ("null", "system is 'NoneType'"),
        ({}, "system is None"),
        (PAIR | {"system": "torus"}, "system is 'torus'"),
        (PAIR | {"claim": 5}, "claim is 5; expected a str"),
        (PAIR | {"parameters": [1]}, "parameters is [1]; expected a dict"),
        (PAIR | {"mask": "sliding"}, "mask is 'sliding'"),
        (PAIR | {"mask": True}, "mask is True"),
        (PAIR | {"metric": [["1"]]}, "metric is given"),
        (PAIR | {"schedule": "P(t)"}, "schedule is given"),
        (PAIR | {"time": "continuous"}, "they disagree"),
        (PAIR | {"step_size": None}, "they disagree"),
        (PAIR | {"time": "sometimes"}, "they disagree"),
        (PAIR | {"value": None}, "value is missing"),
        (PAIR | {"value": "1"}, "value is missing or not a list of rows"),
        (PAIR | {"value": []}, "value is missing"),
        (PAIR | {"value": ["1", "0"]}, "not a list of rows"),
        (PAIR | {"value": [["1", "0"], ["0"]]}, "rows of different lengths"),
        (PAIR | {"value": [["1", "0", "0"], ["0", "1", "0"]]}, "shape 2 x 3"),
        (PAIR | {"value": [[]]}, "shape 1 x 0"),
        (PAIR | {"value": [["__import__('os')", "0"], ["0", "1"]]}, "is not an exact number"),
        (PAIR | {"value": [["sqrt(-1)", "0"], ["0", "1"]]}, "is not a real number"),
        (PAIR | {"tokens": [["1", "0", "0"]]}, "tokens have shape 1 x 3"),
        (PAIR | {"tokens": []}, "tokens is missing"),
        (PAIR | {"tokens": "v_1"}, "tokens is missing"),
        (PAIR | {"tokens": [["1", "0"], ["1"]]}, "tokens has rows of different lengths"),
        (PAIR | {"step_size": "-1"}, "step size is -1"),
        (PAIR | {"step_size": "0"}, "step size is 0"),
        (PAIR | {"step_size": "often"}, "'often' is not an exact number"),
        (PAIR | {"step_size": [1]}, "is not an exact number"),
        (PAIR | {"system": "attention", "query_key": [["1"]]}, "query_key is 1 x 1"),
        (PAIR | {"system": "attention", "query_key": "I"}, "query_key is missing or not a list"),
        (PAIR | {"radius": "large"}, "'large' is not an exact number"),
        (PAIR | {"radius": "-1/100"}, "radius is '-1/100'; expected a positive exact number"),
        (PAIR | {"radius": [1]}, "is not an exact number"),
        (PAIR | {"horizon": 5}, "horizon is 5; expected a str"),
        (PAIR | {"heads": [{"value": [["1"]]}]}, "heads is given; expected null, the system oja does not read it"),
        (PAIR | {"system": "attention", "heads": []}, "heads is given; expected null, the system attention does not"),
        (PAIR | {"query_key": [["1", "0"], ["0", "1"]]}, "query_key is given; expected null, the system oja does not"),
        (PAIR | {"mask": "causal"}, "mask is given; expected null, the system oja does not read it"),
        (PAIR | {"stepsize": "2"}, "'stepsize' is no entry of a counterexample; expected claim, system"),
        ({"claim": "a.b", "parameters": {"x": "1"}, "tokens": [["1"]]}, "tokens is given; expected null, no system"),
        (PAIR | {"step_size": "1" * 6000}, "is too long; expected a number of at most 500 characters, not 6000"),
        (PAIR | {"system": "multihead"}, "heads is missing"),
        (PAIR | {"system": "multihead", "heads": []}, "heads is missing"),
        (PAIR | {"system": "multihead", "heads": [1]}, "heads is missing or not a list of objects"),
        (PAIR | {"system": "multihead", "heads": [{}]}, "heads.value is missing"),
        (PAIR | {"system": "multihead", "heads": [{"value": [["1"]]}]}, "tokens have shape 2 x 2"),
        (PAIR | {"claim": "no.such_claim"}, "no.such_claim"),
        (PAIR | {"claim": "no.such_claim", "tokens": None}, "no.such_claim"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isprintable() else "",
)
def test_a_bad_file_is_one_line(tmp_path: Path, data: Any, found: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(InvalidInput) as caught:
        recheck(load(path))
    assert found in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_what_the_suite_writes_is_read(tmp_path: Path) -> None:
    written_down = json.loads((Path(__file__).parent.parent / "reports" / "claims.json").read_text("utf-8"))
    found = [claim["counterexample"] for claim in written_down["claims"] if claim["counterexample"]]
    assert len(found) > 10
    for example in found:
        assert load(written(tmp_path, example)).data == example


def test_no_line_of_a_replay_is_empty(tmp_path: Path) -> None:
    data = PAIR | {"value": [["1"]], "tokens": [["1"], ["-1"]]}
    for claim in ("lemma_5.principal", "theorem_2.principal_stable", "theorem_2.almost_global"):
        holds, lines = recheck(load(written(tmp_path, data | {"claim": f"power_method.{claim}"})))
        assert not holds
        assert len(lines) > 2
        assert all(line.strip() for line in lines)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.json", tmp_path):
        with pytest.raises(InvalidInput, match="cannot read"):
            load(path)
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="is not JSON text"):
        load(binary)


def test_the_command_says_it_on_standard_error(tmp_path: Path) -> None:
    path = written(tmp_path, PAIR | {"value": [["__import__('os').abort()"]]})
    done = subprocess.run(
        [sys.executable, "-m", "verify", "replay", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


# ------------------------------------------------------------------ what is built from a file


SYSTEMS = [
    Oja(value=np.array([[sympy.Rational(1, 3), 0], [0, sympy.sqrt(2)]], dtype=object), step_size=sympy.Rational(1, 2)),
    Oja(value=np.array([[sympy.Integer(1), sympy.pi], [0, sympy.log(2)]], dtype=object)),
    Attention(
        value=np.array([[sympy.Integer(1), 0], [0, -1]], dtype=object),
        query_key=np.array([[sympy.log(3) / 2, 1], [0, sympy.Rational(1, 7)]], dtype=object),
        step_size=sympy.Integer(1),
        causal=True,
    ),
    Attention(value=np.array([[sympy.Integer(1), 0], [0, -1]], dtype=object)),
    MultiHead(
        values=[np.array([[sympy.Integer(1), 0], [0, 2]], dtype=object)] * 2,
        query_keys=[np.array([[sympy.Integer(0), 1], [0, 2]], dtype=object)] * 2,
        step_size=sympy.Rational(1, 5),
    ),
]


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda s: type(s).__name__)
def test_a_description_is_the_system(tmp_path: Path, system: Any) -> None:
    tokens = np.array([[sympy.Rational(3, 5), sympy.Rational(-4, 5)], [sympy.Integer(0), sympy.Integer(1)]])
    data = describe(None, system, tokens, "why", "by hand")
    again = load(written(tmp_path, data))
    moved = "field" if system.is_flow else "step"
    left = getattr(again.system(), moved)(again.tokens())
    right = getattr(system, moved)(tokens)
    assert all(sympy.simplify(a - b) == 0 for a, b in zip(left.flat, right.flat, strict=True))


def test_heads_without_scores_are_read() -> None:
    data = PAIR | {"system": "multihead", "heads": [{"value": PAIR["value"], "query_key": None}]}
    assert Counterexample(data).system().query_keys == (None,)


# ------------------------------------------------------------------ the re-check


def test_without_a_claim_only_the_state_is_looked_at(tmp_path: Path) -> None:
    holds, lines = recheck(load(written(tmp_path, PAIR)))
    assert not holds  # it is an equilibrium
    assert lines[0] == "step(X) = X: yes"
    moved, lines = recheck(load(written(tmp_path, PAIR | {"tokens": [["3/5", "4/5"], ["1", "0"]]})))
    assert moved
    assert lines[0] == "step(X) = X: no"
    with pytest.raises(InvalidInput, match="nothing to look at"):
        recheck(load(written(tmp_path, PAIR | {"tokens": None})))


class Theory:
    """One planted claim in the place of all."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim

    def require(self, claim_id: str) -> Claim:
        assert claim_id == self.claim.id
        return self.claim


def planted(monkeypatch: pytest.MonkeyPatch, observed: Any = None) -> None:
    claim = Claim(
        id="planted.claim",
        title="planted",
        statement="",
        source=Source("ours", "ours"),
        parameters=(Parameter("x"), Parameter("n", "integer", 1)),
        hypotheses=(Hypothesis("positive", "", lambda p: p.x > 0),),
        conclusion=Formula(lambda p: p.x * p.n < 2, observed=observed),
    )
    monkeypatch.setattr("verify.graph.load", lambda _folder=None: Theory(claim))


@pytest.mark.parametrize(
    ("x", "n", "holds"),
    [
        ("2", "1", True),
        ("1", "1", False),  # the conclusion is true
        ("-1", "5", False),  # the hypothesis is false
        ("4", "1/2", False),  # no integer
        ("4", "0", False),  # out of its domain
        ("sqrt(2)", "2", True),
        ("1 + log(3)", "1", True),
    ],
)
def test_a_point_is_checked_exactly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, x: str, n: str, holds: bool
) -> None:
    planted(monkeypatch)
    data = {"claim": "planted.claim", "parameters": {"x": x, "n": n}}
    assert recheck(load(written(tmp_path, data)))[0] is holds
    assert recheck(load(written(tmp_path, PAIR | data)))[0] is holds


def test_a_state_that_shows_what_the_claim_says_breaks_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = PAIR | {"claim": "planted.claim", "parameters": {"x": "2", "n": "1"}}
    for seen in (True, False):
        planted(monkeypatch, observed=lambda _, seen=seen: seen)
        assert recheck(load(written(tmp_path, data)))[0] is not seen


@pytest.mark.parametrize(
    "parameters", [{}, {"x": "1"}, {"x": "1", "n": "1", "y": "2"}, {"x": "1", "y": "1"}, {"x": "1", "n": "os"}]
)
def test_parameters_that_do_not_fit_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, parameters: dict[str, str]
) -> None:
    planted(monkeypatch)
    with pytest.raises(InvalidInput, match=r"do not fit|is not an exact number"):
        recheck(load(written(tmp_path, PAIR | {"claim": "planted.claim", "parameters": parameters})))
