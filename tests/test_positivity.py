"""The checker of positivity certificates: what holds, and that no changed field of one still does."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from verify import positivity
from verify.discovery import SHIPPED
from verify.positivity import FORMAT, Wrong, check, literal, main, polynomial

FILES = sorted((SHIPPED / "certificates").glob("*.json"))

# x >= 0 and 1 - x > 0 and (x*y - 2 > 0 with y = 1, or -x - 1 = 0): no real numbers.
PLANTED: dict[str, Any] = {
    "format": FORMAT,
    "claim": "planted",
    "variables": ["x", "y"],
    "hypotheses": {
        "a": "x >= 0",
        "b": "1 - x > 0",
        "c": "x*y - 2 > 0",
        "d": "y - 1 = 0",
        "e": "-x - 1 = 0",
    },
    "statement": {"all": ["a", "b", {"any": [{"all": ["c", "d"]}, "e"]}]},
    "cases": [
        [
            {"times": "1", "of": ["b"]},
            {"times": "1", "of": ["c"]},
            {"times": "1"},
            {"times": "-x", "of": ["d"]},
        ],
        [{"times": "1", "of": ["a"]}, {"times": "1"}, {"times": "1", "of": ["e"]}],
    ],
}
SQUARES: dict[str, Any] = {  # x^2 + y^2 < 2xy has no solution
    "format": FORMAT,
    "variables": ["x", "y"],
    "hypotheses": {"h": "-x**2 + 2*x*y - y**2 > 0"},
    "statement": "h",
    "cases": [[{"times": "1", "of": ["h"]}, {"times": "1", "square": "x - y"}]],
}


def changed(change: Callable[[Any], None], planted: dict[str, Any] = PLANTED) -> dict[str, Any]:
    made = copy.deepcopy(planted)
    change(made)
    return made


def put(*path: Any, value: Any) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        for key in path[:-1]:
            made = made[key]
        made[path[-1]] = value

    return change


def test_what_holds_is_accepted() -> None:
    assert check(PLANTED) == 2
    assert check(SQUARES) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("format", value="verify.positivity/2"), "no certificate"),
        (put("variables", value=["x"]), "no polynomial"),
        (put("hypotheses", "a", value="x - 1 >= 0"), "add up"),
        (put("hypotheses", "b", value="2 - x > 0"), "add up"),
        (put("hypotheses", "b", value="1 - x < 0"), "no relation"),
        (put("hypotheses", "b", value="1 - x > 1"), "no relation"),
        (put("hypotheses", "d", value="y - 1 > 0"), "positive number"),  # then -x is no factor
        (put("hypotheses", "c", value="f(x) > 0"), "no polynomial"),
        (put("hypotheses", "c", value="x/y > 0"), "no polynomial"),
        (put("hypotheses", "c", value="0.5*x > 0"), "no polynomial"),
        (put("hypotheses", "c", value="x*y -"), "no relation"),
        (put("hypotheses", "c", value="x*y - > 0"), "no polynomial"),
        (put("hypotheses", value=None), "no certificate"),
        (put("statement", value={"all": ["a", "b"]}), "outside"),
        (put("statement", "all", 2, "any", 1, value="d"), "outside"),
        (put("statement", "all", 2, "any", value=[{"all": ["c", "d"]}, "e", "d"]), "outside"),
        (put("statement", "all", 2, "any", 0, value={"all": ["c"]}), "outside"),
        (put("statement", value=None), "no certificate"),
        (put("cases", 0, 0, "times", value="2"), "add up"),
        (put("cases", 0, 0, "times", value="0"), "positive number"),
        (put("cases", 0, 0, "times", value="-1"), "positive number"),
        (put("cases", 0, 0, "times", value="x"), "positive number"),
        (put("cases", 0, 0, "of", value=["a"]), "add up"),
        (put("cases", 0, 0, "of", value=["b", "b"]), "add up"),
        (put("cases", 0, 0, "of", value=["z"]), "no certificate"),
        (put("cases", 0, 0, "square", value="x"), "add up"),
        (put("cases", 0, 3, "times", value="x"), "add up"),
        (put("cases", 1, value=[]), "above 0"),
        (put("cases", value=PLANTED["cases"][:1]), "outside"),
        (put("cases", value=[PLANTED["cases"][0][:3], PLANTED["cases"][1]]), "add up"),
        (put("splits", value=[["a", "b", "c"]]), "may hold"),
        (put("splits", value=[["a"]]), "no certificate"),
        (put("splits", value=["e"]), "no certificate"),
    ],
)
def test_no_changed_field_is_accepted(change: Callable[[Any], None], message: str) -> None:
    with pytest.raises(Wrong, match=message):
        check(changed(change))


def test_a_weak_relation_is_not_strict() -> None:
    """``x >= 0`` and ``-x >= 0`` hold together at 0, although their sum is 0."""
    told = {
        "format": FORMAT,
        "variables": ["x"],
        "hypotheses": {"a": "x >= 0", "b": "-x >= 0"},
        "statement": {"all": ["a", "b"]},
        "cases": [[{"times": "1", "of": ["a"]}, {"times": "1", "of": ["b"]}]],
    }
    with pytest.raises(Wrong, match="above 0"):
        check(told)
    assert check(changed(put("hypotheses", "b", value="-x > 0"), told)) == 1


def test_a_square_alone_is_not_above_zero() -> None:
    """``-x^2 >= 0`` and ``x^2 >= 0`` add up to 0, and x = 0 satisfies both."""
    told = changed(put("hypotheses", "h", value="-x**2 + 2*x*y - y**2 >= 0"), SQUARES)
    with pytest.raises(Wrong, match="above 0"):
        check(told)


def test_a_split_has_no_gap() -> None:
    """x^2 >= 0 is shown by the sign of x alone; without zero, or with a strict one twice, the split proves nothing."""
    told = {
        "format": FORMAT,
        "variables": ["x"],
        "hypotheses": {"h": "-x**2 - x**4 > 0", "p": "x > 0", "z": "x = 0", "m": "-x > 0", "q": "x + 1 > 0"},
        "statement": "h",
        "splits": [["p", "z", "m"]],
        "cases": [
            [
                {"times": "1", "of": ["h"]},
                {"times": "1", "of": [name, name]},
                {"times": "1", "of": [name, name, name, name]},
            ]
            for name in ("p", "m")
        ]
        + [[{"times": "1", "of": ["h"]}, {"times": "x + x**3", "of": ["z"]}]],
    }
    assert check(told) == 3
    for wrong in (["p", "p", "m"], ["p", "m", "m"], ["p", "z", "q"], ["q", "z", "m"], ["z", "z", "z"]):
        with pytest.raises(Wrong, match="may hold"):
            check({**told, "splits": [wrong]})
    with pytest.raises(Wrong, match="outside"):
        check({**told, "splits": []})


def test_no_alternative_is_nothing_to_show() -> None:
    assert check({**PLANTED, "statement": {"any": []}, "cases": []}) == 0
    with pytest.raises(Wrong, match="outside"):
        check({**PLANTED, "statement": {"all": []}})


def test_polynomials() -> None:
    assert polynomial("(x + y)*(x - y) - 3/2", ["x", "y"]) == {(2, 0): 1, (0, 2): -1, (0, 0): Fraction(-3, 2)}
    assert polynomial("-x**0 + 1", ["x"]) == {}
    assert literal("x >= 0", ["x"]) == ({(1,): 1}, ">=")
    for text in (
        "x y",
        "__import__('os')",
        "True",
        "x**y",
        "(x + 1)**2",
        "1.5",
        "x**-1",
        "1/0",
        "",
        "(" * 500 + ")" * 500,
    ):
        with pytest.raises(Wrong):
            polynomial(text, ["x", "y"])


def test_shipped_certificates_hold() -> None:
    assert len(FILES) > 30
    for path in FILES:
        assert check(json.loads(path.read_text("utf-8"))) > 0, path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_term_of_a_shipped_certificate_is_idle(path: Path) -> None:
    """Whatever single factor is doubled, whatever hypothesis is shifted: the identities need each as it is."""
    told = json.loads(path.read_text("utf-8"))
    for number, case in enumerate(told["cases"][:5]):
        for index, term in enumerate(case):
            doubled = changed(put("cases", number, index, "times", value=f"2*({term['times']})"), told)
            with pytest.raises(Wrong, match=r"add up|positive number"):
                check(doubled)
        fewer = changed(put("cases", value=[c for i, c in enumerate(told["cases"]) if i != number]), told)
        with pytest.raises(Wrong, match="outside"):
            check(fewer)


# ------------------------------------------------------------------ the command


def test_the_command_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, none = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "none.json"
    good.write_text(json.dumps(PLANTED))
    bad.write_text(json.dumps({**PLANTED, "cases": []}))
    none.write_text("{")
    assert main([str(good)]) == 0
    assert main([str(bad)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 2
    assert out[0].endswith("holds: 2 identities leave no case of planted")
    assert "does not hold: the statement can be satisfied" in out[1]
    assert [main([str(none)]), main([str(tmp_path / "absent.json")]), main([])] == [2, 2, 2]
    assert len(capsys.readouterr().err.splitlines()) == 3
    none.write_text("[" * 100_000)
    assert main([str(none)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    for value in (None, [], 1, "x", {}):
        none.write_text(json.dumps(value))
        assert main([str(none)]) == 1
    assert all("no certificate" in line for line in capsys.readouterr().out.splitlines())


def test_the_checker_stands_alone(tmp_path: Path) -> None:
    """One file and the standard library: no other module of the suite and no third-party package is imported."""
    alone = tmp_path / "checker.py"
    alone.write_text(Path(positivity.__file__).read_text("utf-8"))
    ran = subprocess.run(
        [sys.executable, "-I", "-S", str(alone), str(FILES[0])], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "holds" in ran.stdout
