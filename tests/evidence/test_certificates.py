"""Certificates and claims: what binds, what is found, and that neither carries over to another statement."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import z3

from verify.claim import Budget, Claim, Hypothesis, Parameter, Source, drop
from verify.conclusions import Behaviour, Exists, Formula
from verify.discovery import SHIPPED
from verify.evidence import Decide
from verify.evidence.find_positivity import main
from verify.evidence.literals import NotPolynomial, Statement, denied, order
from verify.evidence.positivity import Positivity, binds, stated
from verify.evidence.positivity_search import Open, dumps, find
from verify.evidence.smt import build
from verify.examine import examine
from verify.graph import load
from verify.positivity import check
from verify.results import engines_of
from verify.verdict import Reason, Verdict

THEORY = load()
FILES = {path.stem: path for path in sorted((SHIPPED / "certificates").glob("*.json"))}
X, Y = Parameter("x"), Parameter("y", "positive")
SMALL = Hypothesis("small", "x < 1", lambda p: (p.x < 1) & (p.x > -1))


def planted(conclusion: Any, *hypotheses: Hypothesis, parameters: tuple[Parameter, ...] = (X, Y), **more: Any) -> Claim:
    return Claim("planted.one", "planted", "", Source("ours", "ours"), parameters, hypotheses, conclusion, **more)


TRUE = planted(
    Formula(lambda p: abs(p.x * p.y) < 1 + p.y), SMALL, witness={"x": "0", "y": "1"}, mutants=(drop("small"),)
)


def written(folder: Path, certificate: dict[str, Any]) -> Positivity:
    path = folder / "planted.one.json"
    path.write_text(dumps(certificate))
    return Positivity(path)


# ------------------------------------------------------------------ the shipped certificates


# The claims themselves rest on their certificates, and test_claims sees whether these carry the verdict.
@pytest.mark.slow
@pytest.mark.parametrize("claim_id", FILES)
def test_a_shipped_certificate_decides_its_claim_and_none_of_its_mutants(claim_id: str) -> None:
    claim = THEORY.claims[claim_id]
    method = claim.evidence[0]
    assert isinstance(method, Positivity)
    found = method.run(claim, Budget())
    assert found.verdict is (Verdict.REFUTED if isinstance(claim.conclusion, Exists) else Verdict.PROVED), found.detail
    assert found.certificate == FILES[claim_id].read_text("utf-8")
    for mutant in claim.mutants:
        changed = claim.mutated(mutant)
        if isinstance(changed.conclusion, (Formula, Exists)):
            assert not binds(json.loads(found.certificate), changed), mutant.name


def test_certificates_do_not_bind_to_other_claims() -> None:
    """Those that do are of the same statement under another name, such as one lemma used in two theorems."""
    told = {claim_id: json.loads(path.read_text("utf-8")) for claim_id, path in FILES.items()}
    read = {claim_id: (tuple(one["variables"]), stated(one)) for claim_id, one in told.items()}
    for claim_id in list(FILES)[:6]:
        asked, statement = denied(THEORY.claims[claim_id])
        bound = {other for other, it in read.items() if it == (asked.names, statement)}
        assert claim_id in bound
        assert len(bound) < 8
    assert not binds(told["power_method.lemma_13"], THEORY.claims["power_method.lemma_7.ascent"])


def _in_z3(statement: Statement, names: tuple[str, ...]) -> Any:
    kind, inside, *relation = statement
    if kind != "leaf":
        return (z3.And if kind == "all" else z3.Or)([_in_z3(part, names) for part in sorted(inside, key=order)])
    factors = [
        [z3.Real(name) for name, power in zip(names, powers, strict=True) for _ in range(power)] for powers, _ in inside
    ]
    terms = [z3.Product(z3.RatVal(c.numerator, c.denominator), *f) for (_, c), f in zip(inside, factors, strict=True)]
    value = z3.Sum(terms)
    return {">": value > 0, ">=": value >= 0, "=": value == 0}[relation[0]]


@pytest.mark.parametrize(
    "claim_id",
    [
        # The statements of the paper at every run, those beyond it in the scheduled job: a second each.
        pytest.param(c.id, marks=[pytest.mark.slow] if c.paper == "beyond" else [])
        for c in THEORY.claims.values()
        if any(e.kind == "decide" for e in c.evidence)
    ],
)
def test_what_is_refuted_is_what_the_solvers_are_asked(claim_id: str) -> None:
    """Two readings of the predicates, one for SMT and one for certificates, agree: at points, and for all reals."""
    claim = THEORY.claims[claim_id]
    conclusion: Any = claim.conclusion
    asked, statement = denied(claim)
    query = build(claim, conclusion.holds, negate=not isinstance(conclusion, Exists))
    assert asked.names == query.names
    differ = z3.And(*query.assertions) != _in_z3(statement, asked.names)
    rng = random.Random(1)
    for _ in range(60):
        values = [(z3.Real(name), z3.RatVal(rng.randint(-6, 6), rng.randint(1, 4))) for name in asked.names]
        assert z3.is_false(z3.simplify(z3.substitute(differ, *values)))
    solver = z3.Tactic("qfnra-nlsat").solver()
    solver.set("timeout", 1_000)  # a difference is found at once, that there is none may take long
    solver.add(differ)
    assert str(solver.check()) != "sat"


# ------------------------------------------------------------------ canaries


def test_a_true_claim_a_false_one_and_a_vacuous_one(tmp_path: Path) -> None:
    method = written(tmp_path, find(TRUE))
    found = examine(replace(TRUE, evidence=(method, Decide())), Budget())
    assert found.verdict is Verdict.PROVED
    assert found.findings[0].verdict is Verdict.PROVED
    assert [fall.verdict for fall in found.mutants] == [Verdict.REFUTED]
    assert engines_of(found) == ("positivity-checker", "sympy")  # no solver needs to be trusted as well
    with pytest.raises(Open):
        find(planted(Formula(lambda p: p.x < p.y)), 5)
    never = Hypothesis("never", "x < -y^2, x > 0", lambda p: (p.x < -(p.y**2)) & (p.x > 0))
    vacuous = planted(Formula(lambda p: p.x > p.y), never, witness={"x": "1", "y": "1"})
    method = written(tmp_path, find(vacuous))
    assert examine(replace(vacuous, evidence=(method,)), Budget()).verdict is Verdict.INCONCLUSIVE


def test_an_existential_claim_is_refuted(tmp_path: Path) -> None:
    claim = planted(Exists(lambda p: p.x**2 + p.y**2 < p.x * p.y))
    assert written(tmp_path, find(claim)).run(claim, Budget()).verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    "other",
    [
        planted(Formula(lambda p: abs(p.x * p.y) < 1 + p.y)),
        planted(Formula(lambda p: abs(p.x * p.y) < 2 + p.y), SMALL),
        planted(Formula(lambda p: abs(p.x * p.y) <= 1 + p.y), SMALL),
        planted(Formula(lambda p: abs(p.x * p.y) > 1 + p.y), SMALL),
        planted(Exists(lambda p: abs(p.x * p.y) < 1 + p.y), SMALL),
        planted(Formula(lambda p: abs(p.x * p.y) < 1 + p.y), SMALL, parameters=(X, Parameter("y"))),
        planted(Formula(lambda p: abs(p.x * p.y) < 1 + p.y), SMALL, parameters=(Parameter("x", "integer", 0), Y)),
        planted(Formula(lambda p: abs(p.x * p.y) < 1 + p.y), SMALL, Hypothesis("more", "x < y", lambda p: p.x < p.y)),
    ],
)
def test_another_statement_is_not_decided(tmp_path: Path, other: Claim) -> None:
    found = written(tmp_path, find(TRUE)).run(other, Budget())
    assert (found.verdict, found.reason) == (Verdict.INCONCLUSIVE, Reason.COVERS_LESS)


def test_a_certificate_that_does_not_hold_decides_nothing(tmp_path: Path) -> None:
    told = find(TRUE)
    for wrong in ({**told, "cases": told["cases"][1:]}, {**told, "hypotheses": {}}, []):
        found = written(tmp_path, told)
        found.file.write_text(json.dumps(wrong))
        finding = found.run(TRUE, Budget())
        assert (finding.verdict, finding.reason) == (Verdict.INCONCLUSIVE, Reason.UNKNOWN)
        assert "does not hold" in finding.detail
    found.file.write_text("{")
    assert "cannot be read" in found.run(TRUE, Budget()).detail


def test_a_certificate_that_is_nested_too_deeply_or_a_folder_decides_nothing(tmp_path: Path) -> None:
    told = find(TRUE)
    method = written(tmp_path, told)
    texts = (
        "[" * 100_000,
        json.dumps({**told, "statement": "DEEP"}).replace('"DEEP"', '{"all": [' * 3000 + "]}" * 3000),
    )
    for text in texts:
        method.file.write_text(text)
        finding = method.run(TRUE, Budget())
        assert (finding.verdict, finding.reason) == (Verdict.INCONCLUSIVE, Reason.UNKNOWN)
        assert "cannot be read" in finding.detail or "does not hold" in finding.detail
        assert len(finding.detail.splitlines()) == 1
    method.file.unlink()
    method.file.mkdir()
    finding = method.run(TRUE, Budget())
    assert finding.verdict is Verdict.INCONCLUSIVE
    assert finding.detail == "planted.one.json cannot be read: Is a directory"


def test_what_sympy_simplifies_away_is_no_certificate(tmp_path: Path) -> None:
    trivial = planted(Formula(lambda p: (p.x + p.y) ** 2 >= p.x**2 + p.y**2 + 2 * p.x * p.y))
    with pytest.raises(Open):
        find(trivial)
    empty = {**find(TRUE), "hypotheses": {}, "statement": {"any": []}, "cases": []}
    assert check(empty) == 0
    assert written(tmp_path, empty).run(trivial, Budget()).verdict is Verdict.INCONCLUSIVE


def test_the_order_and_names_of_hypotheses_do_not_count() -> None:
    told = find(TRUE)
    renamed = json.loads(re.sub(r'"h(\d+)"', r'"g\1"', json.dumps(told)))
    turned = {**renamed, "hypotheses": dict(reversed(renamed["hypotheses"].items()))}
    assert check(turned) == check(told)
    assert binds(turned, TRUE)
    assert not binds({**told, "variables": ["y", "x"]}, TRUE)


def test_only_relations_between_reals_have_certificates() -> None:
    for conclusion in (Behaviour("it moves"), Formula(lambda p: 2**p.x > p.x)):
        with pytest.raises(NotPolynomial):
            find(planted(conclusion))


def test_zero_needs_a_case_of_its_own() -> None:
    """t^2 + (1 - t)^2 is positive for t in [0, 1]; with weak hypotheses only, the search splits at the end of the range."""
    between = Hypothesis("between", "0 <= t <= 1", lambda p: (p.x >= 0) & (p.x <= 1))
    claim = planted(Formula(lambda p: p.x * p.y + (1 - p.x) > 0), between)
    assert check(find(claim)) >= 1


# ------------------------------------------------------------------ the command, and other people's folders


def test_a_folder_of_claims_with_a_certificate_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "claims.py").write_text(
        "from verify.claim import Claim, Parameter, Source\n"
        "from verify.conclusions import Formula\n"
        "from verify.evidence import Decide\n"
        "GOOD = Claim('mine.good', '', '', Source('1', 'ours'), (Parameter('a', 'positive'),), (),\n"
        "    Formula(lambda p: p.a**2 + p.a > 0), {'a': '1'}, (Decide(),))\n"
        "BAD = Claim('mine.bad', '', '', Source('2', 'ours'), (Parameter('a', 'positive'),), (),\n"
        "    Formula(lambda p: p.a**2 > p.a), {'a': '2'}, (Decide(),))\n"
    )
    assert main(["--proofs", str(tmp_path), "--seconds", "5"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"mine\.good: found, \d identities", out)
    assert "mine.bad" not in out  # a model refutes it: there is nothing to find
    theory = load(tmp_path)
    assert [e.kind for e in theory.claims["mine.good"].evidence] == ["positivity", "decide"]
    assert [e.kind for e in theory.claims["mine.bad"].evidence] == ["decide"]
    assert examine(theory.claims["mine.good"], Budget()).findings[0].verdict is Verdict.PROVED
    assert main(["--proofs", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""  # it fits already
    text = (tmp_path / "certificates" / "mine.good.json").read_text()
    for name in ("mine.bad", "mine.gone"):
        (tmp_path / "certificates" / f"{name}.json").write_text(text)
    assert main(["--proofs", str(tmp_path), "--seconds", "5"]) == 1
    assert "mine.bad: none found" in capsys.readouterr().out
    assert [path.stem for path in (tmp_path / "certificates").iterdir()] == ["mine.good"]
    assert main(["--proofs", str(tmp_path), "mine.bda"]) == 2
    assert "near it: mine.bad" in capsys.readouterr().err


def test_every_certificate_has_a_claim() -> None:
    assert set(FILES) <= set(THEORY.claims)
