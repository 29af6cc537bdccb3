"""The ledger: every kind of difference has its own message, and only bless writes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from verify import ledger as ledgers
from verify.comparison import Kind, compare
from verify.errors import InvalidInput
from verify.graph import Theory, load
from verify.ledger import Entry, Expected, Ledger
from verify.verdict import Verdict

TWO = """
from verify.claim import Claim, Source
A = Claim(id="p.a", title="first", statement="a", source=Source("Lemma 1"))
B = Claim(id="p.b", title="second", statement="b", source=Source("Lemma 2"), uses=("p.a",))
"""


@pytest.fixture
def theory(tmp_path: Path) -> Theory:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "claims.py").write_text(TWO)
    return load(tmp_path)


FALLEN = {"name": "drop positive", "verdict": "REFUTED", "by": "decide"}


def result(claim_id: str = "p.a", **changes: Any) -> dict[str, Any]:
    """One claim of a results document: PROVED by ``decide``, unless changed."""
    verdict = changes.get("verdict", "PROVED")
    evidence = [{"kind": "decide", "verdict": verdict, "reason": None, "detail": "", "engine": "z3 5.4"}]
    told = {"id": claim_id, "label": "Lemma 1", "title": "first", "verdict": verdict, "standing": "UNCONDITIONAL"}
    told |= {"reached_by": "decide", "evidence": evidence, "mutants": [FALLEN], "digest": "d", "engines": ["z3"]}
    return {**told, "finished": True, **changes}


def document(*claims: dict[str, Any], tier: str = "quick") -> dict[str, Any]:
    return {"tier": tier, "claims": list(claims)}


def expecting(verdict: Verdict = Verdict.PROVED, by: str | None = "decide", digest: str = "d") -> Ledger:
    expected = Expected(verdict, by, "UNCONDITIONAL", ("z3",))
    return Ledger(Path("ledger.toml"), {"p.a": Entry(digest, "Lemma 1", "first", {"quick": expected})})


SKIP = {"kind": "decide", "verdict": "SKIPPED", "reason": "MISSING_ENGINE", "detail": "z3 is not installed"}
WEAK = {"kind": "decide", "verdict": "INCONCLUSIVE", "reason": "TIMEOUT", "detail": "limit"}
TESTED = {"kind": "precise", "verdict": "PROVED", "reason": None, "detail": ""}
REFUTES = {"kind": "falsify", "verdict": "REFUTED", "reason": None, "detail": ""}
PROVES = {"kind": "decide", "verdict": "PROVED", "reason": None, "detail": ""}


@pytest.mark.parametrize(
    ("known", "found", "kind", "message"),
    [
        (Ledger(Path("l")), result(), Kind.NEW, "is new: look at its verdict PROVED, then `verify bless p.a`"),
        (expecting(digest="old"), result(), Kind.DIGEST, "its statement changed (digest old -> d)"),
        (expecting(), result(verdict="INCONCLUSIVE", evidence=[WEAK]), Kind.BELOW, "fell from PROVED to INCONCLUSIVE"),
        (expecting(Verdict.CORROBORATED), result(), Kind.BETTER, "rose from CORROBORATED to PROVED: bless it"),
        (
            expecting(Verdict.CORROBORATED),
            result(verdict="REFUTED"),
            Kind.OVERTURNED,
            "was CORROBORATED and is",
        ),
        (expecting(), result(verdict="REFUTED"), Kind.OVERTURNED, "was PROVED and is REFUTED"),
        (expecting(Verdict.REFUTED), result(), Kind.OVERTURNED, "was REFUTED and is PROVED"),
        (expecting(Verdict.REFUTED), result(verdict="CORROBORATED"), Kind.BELOW, "fell from REFUTED to CORROBORATED"),
        (
            expecting(),
            result(verdict="CONTRADICTED", evidence=[PROVES, REFUTES]),
            Kind.CONTRADICTION,
            "CONTRADICTED: decide says PROVED but falsify says REFUTED; a fault of the suite",
        ),
        (
            expecting(),
            result(verdict="CONTRADICTED", mutants=[{"name": "m", "verdict": "PROVED", "by": "decide"}]),
            Kind.CONTRADICTION,
            "decide evidence proves the mutant 'm', which is false",
        ),
        (expecting(by="identity"), result(), Kind.CARRIER, "is no longer carried by identity but by decide"),
        (expecting(), result(standing="BROKEN"), Kind.STANDING, "its standing was UNCONDITIONAL and is BROKEN"),
        (
            expecting(by="precise"),
            result(evidence=[TESTED, SKIP]),
            Kind.SKIP,
            "decide was skipped: z3 is not",
        ),
        (
            expecting(),
            result(mutants=[{"name": "drop positive", "verdict": "INCONCLUSIVE", "by": None}]),
            Kind.MUTANT,
            "its mutant 'drop positive' (INCONCLUSIVE) was not refuted",
        ),
        (expecting(), result(mutants=[]), Kind.UNGUARDED, "is PROVED by decide and has no mutant: nothing shows"),
        (
            expecting(Verdict.CERTIFIED, "identity"),
            result(verdict="CERTIFIED", evidence=[{**PROVES, "kind": "identity", "verdict": "CERTIFIED"}], mutants=[]),
            Kind.UNGUARDED,
            "is CERTIFIED by identity and has no mutant",
        ),
    ],
)
def test_each_difference_has_its_message(known: Ledger, found: dict[str, Any], kind: Kind, message: str) -> None:
    differences = compare(known, document(found))
    assert kind in [difference.kind for difference in differences]
    told = next(difference for difference in differences if difference.kind is kind)
    assert message in told.message
    assert str(told).startswith("p.a: ")
    assert told.to_dict() == {"id": "p.a", "kind": kind.name.lower(), "message": told.message}


def test_what_is_as_expected_is_no_difference() -> None:
    assert compare(expecting(), document(result())) == []
    assert compare(expecting(by="parts"), document(result(reached_by="parts", evidence=[]))) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"verdict": "CERTIFIED", "evidence": [{**REFUTES, "kind": "enclose", "verdict": "CERTIFIED"}]},
        {"verdict": "REFUTED", "evidence": [REFUTES]},
        {"verdict": "CORROBORATED", "evidence": [{**REFUTES, "verdict": "CORROBORATED"}]},
        {"verdict": "PROVED", "evidence": [], "reached_by": "parts"},
    ],
)
def test_what_needs_no_mutant(changes: dict[str, Any]) -> None:
    found = compare(Ledger(Path("l")), document(result(**changes, mutants=[])))
    assert [difference.kind for difference in found] == [Kind.NEW]


def test_a_tier_that_was_never_blessed() -> None:
    (told,) = compare(expecting(), document(result(), tier="full"))
    assert told.kind is Kind.UNBLESSED
    assert "was never blessed for tier full; it gives PROVED" in told.message


def test_an_entry_without_a_claim() -> None:
    (told,) = compare(expecting(), document(), missing=["p.gone"])
    assert told.kind is Kind.MISSING
    assert str(told).startswith("p.gone: is in the ledger and no longer in the proofs")


def test_a_listed_skip_is_no_difference() -> None:
    expected = Expected(Verdict.PROVED, "precise", "UNCONDITIONAL", ("z3",), ("decide",))
    known = Ledger(Path("l"), {"p.a": Entry("d", "Lemma 1", "first", {"quick": expected})})
    assert compare(known, document(result(evidence=[TESTED, SKIP]))) == []


AWAY = {
    "kind": "statistics",
    "verdict": "SKIPPED",
    "reason": "MISSING_WEIGHTS",
    "detail": "the weights of wheel:x are not here; run: verify fetch x",
}


def test_a_claim_about_weights_that_are_not_here_is_not_compared() -> None:
    """Nor is the whole that it is a part of; without an entry, or with another statement, it is a difference like any other."""
    part = result(verdict="SKIPPED", reached_by=None, evidence=[AWAY], mutants=[])
    whole = result("p.b", verdict="SKIPPED", reached_by="parts", evidence=[], mutants=[], parts=["p.a"])
    expected = Expected(Verdict.CORROBORATED, "statistics", "UNCONDITIONAL")
    entries = {name: Entry("d", "Lemma 1", "first", {"quick": expected}) for name in ("p.a", "p.b")}
    assert compare(Ledger(Path("l"), entries), document(part, whole)) == []
    assert {d.kind for d in compare(Ledger(Path("l")), document(part))} == {Kind.NEW, Kind.SKIP}
    other = {name: Entry("old", "Lemma 1", "first", {"quick": expected}) for name in ("p.a", "p.b")}
    assert Kind.DIGEST in [d.kind for d in compare(Ledger(Path("l"), other), document(part))]
    mixed = result(verdict="SKIPPED", reached_by=None, evidence=[AWAY, SKIP], mutants=[])
    assert Kind.BELOW in [d.kind for d in compare(Ledger(Path("l"), entries), document(mixed))]


def test_blessing_without_the_weights_keeps_what_was_known(theory: Theory) -> None:
    a, b = (theory.claims[name].digest for name in ("p.a", "p.b"))
    away = result(digest=a, verdict="SKIPPED", reached_by=None, evidence=[AWAY], mutants=[])
    with pytest.raises(
        InvalidInput, match=r"p\.a: the weights of wheel:x are not here; run: verify fetch x, then run it"
    ):
        ledgers.bless(theory, document(away, result("p.b", digest=b)), None)
    ledgers.bless(theory, document(result(digest=a), result("p.b", digest=b)), None)
    assert ledgers.bless(theory, document(away, result("p.b", digest=b)), None) == []
    assert ledgers.read(theory).verdict("p.a") is Verdict.PROVED


def test_what_a_stopped_run_did_not_reach_is_no_difference() -> None:
    assert compare(expecting(), document(result(verdict="INCONCLUSIVE", finished=False))) == []


def test_bless_then_read_is_what_was_found(theory: Theory) -> None:
    a, b = (theory.claims[name].digest for name in ("p.a", "p.b"))
    refuted = result("p.b", digest=b, verdict="REFUTED", reached_by="falsify", evidence=[REFUTES, SKIP])
    found = document(result(digest=a), refuted)
    assert ledgers.bless(theory, found, None) == ["p.a", "p.b"]
    known = ledgers.read(theory)
    assert known.verdict("p.a") is Verdict.PROVED
    assert known.verdict("p.b") is Verdict.REFUTED
    assert known.verdict("p.a", "full") is None
    assert known.remembered("quick")["p.a"] == (Verdict.PROVED, ("z3",))
    assert known.entries["p.b"].tiers["quick"].skips == ("decide",)
    text = known.path.read_text()
    assert ledgers.bless(theory, found, None) == []
    assert known.path.read_text() == text
    assert list(tomllib.loads(text)) == ["p.a", "p.b"]
    assert compare(known, found) == []


def test_tiers_are_blessed_apart_and_a_changed_statement_drops_the_other(theory: Theory) -> None:
    digest = theory.claims["p.a"].digest
    ledgers.bless(theory, document(result(digest=digest)), ["p.a"])
    ledgers.bless(theory, document(result(digest=digest, verdict="CERTIFIED"), tier="full"), ["p.a"])
    known = ledgers.read(theory)
    assert (known.verdict("p.a"), known.verdict("p.a", "full")) == (Verdict.PROVED, Verdict.CERTIFIED)
    text = known.path.read_text().replace(digest, "0" * 16)
    known.path.write_text(text)
    ledgers.bless(theory, document(result(digest=digest)), ["p.a"])
    assert ledgers.read(theory).verdict("p.a", "full") is None


def test_blessing_some_keeps_the_rest_and_blessing_all_removes_what_is_gone(theory: Theory) -> None:
    path = theory.folder / ledgers.NAME
    gone = '["p.gone"]\nlabel = "x"\ntitle = "x"\ndigest = "x"\n'
    path.write_text(gone)
    a, b = (theory.claims[name].digest for name in ("p.a", "p.b"))
    ledgers.bless(theory, document(result(digest=a)), ["p.a"])
    assert set(ledgers.read(theory).entries) == {"p.gone", "p.a"}
    changed = ledgers.bless(theory, document(result(digest=a), result("p.b", digest=b)), None)
    assert changed == ["p.b", "p.gone"]
    assert set(ledgers.read(theory).entries) == {"p.a", "p.b"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"verdict": "CONTRADICTED"}, "is never blessed"),
        ({"finished": False}, "was stopped before it"),
        ({"digest": "other"}, "its statement changed since the last run"),
        ({"mutants": [{"name": "m", "verdict": "CORROBORATED"}]}, "its mutant 'm' was not refuted"),
        ({"mutants": []}, "PROVED without a mutant is never blessed"),
    ],
)
def test_what_is_never_blessed(theory: Theory, changes: dict[str, Any], message: str) -> None:
    found = result(**{"digest": theory.claims["p.a"].digest, **changes})
    with pytest.raises(InvalidInput, match=message):
        ledgers.bless(theory, document(found), ["p.a"])
    assert not (theory.folder / ledgers.NAME).exists()


def test_blessing_what_did_not_run_or_is_no_claim(theory: Theory) -> None:
    with pytest.raises(InvalidInput, match=r"p\.b: not in the last results; run it first: verify run p\.b"):
        ledgers.bless(theory, document(result(digest=theory.claims["p.a"].digest)), None)
    with pytest.raises(InvalidInput, match="no claim"):
        ledgers.bless(theory, document(), ["p.zzz"])


CORRUPT = ["not toml [", '["p.a"]\nlabel = "x"\n', 'p = 3\n["p.a"]\n', '["p.a"]\nquick = "PROVED"\n']


@pytest.mark.parametrize("text", CORRUPT)
def test_a_corrupt_ledger_is_one_clear_line(theory: Theory, text: str) -> None:
    (theory.folder / ledgers.NAME).write_text(text)
    with pytest.raises(InvalidInput, match=r"ledger\.toml: ") as caught:
        ledgers.read(theory)
    assert "\n" not in str(caught.value)


def test_what_is_known_of_a_claim_of_the_tier_full(theory: Theory) -> None:
    """Its verdict there; the quick tier skips it. A quick verdict comes first."""
    skipped, refuted, proved = (
        Expected(verdict, None, "UNCONDITIONAL") for verdict in (Verdict.SKIPPED, Verdict.REFUTED, Verdict.PROVED)
    )
    tiers = {
        "p.a": {"quick": skipped, "full": refuted},
        "p.b": {"quick": proved, "full": refuted},
        "p.c": {"quick": skipped},
    }
    known = Ledger(theory.folder, {name: Entry("d", "l", "t", told) for name, told in tiers.items()})
    assert [known.known(name) for name in ("p.a", "p.b", "p.c", "p.d")] == [
        Verdict.REFUTED,
        Verdict.PROVED,
        Verdict.SKIPPED,
        None,
    ]
