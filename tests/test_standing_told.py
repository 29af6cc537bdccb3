"""What rests on a refuted claim, and what is left of that claim: told by ``verify show``, the table and the report."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from verify import results
from verify.cli import _main
from verify.graph import load
from verify.report import words
from verify.report.json import stable
from verify.report.markdown import markdown
from verify.report.terminal import claims_table, summary
from verify.runner import run

THEORY = r"""
from verify.claim import Claim, Hypothesis, Parameter, Source, drop
from verify.conclusions import Formula
from verify.evidence import Decide

ALPHA = Parameter("alpha", "positive")
SMALL = Hypothesis("small", r"\alpha < 2", lambda p: p.alpha < 2)
CONTRACTS = Formula(lambda p: (1 - p.alpha < 1) & (1 - p.alpha > -1))
LEMMA = Claim(
    id="mine.lemma",
    title="Every step contracts",
    statement=r"For every $\alpha > 0$: $|1 - \alpha| < 1$.",
    source=Source("Lemma 1", "restored", "from its proof"),
    parameters=(ALPHA,),
    conclusion=CONTRACTS,
    witness={"alpha": "1"},
    evidence=(Decide(),),
    note="A long step overshoots. The published argument bounds one side only.",
)
REPAIRED = Claim(
    id="mine.lemma_repaired",
    title="A small step contracts",
    statement=r"If $\alpha < 2$ then $|1 - \alpha| < 1$.",
    source=Source("Lemma 1", "ours"),
    parameters=(ALPHA,),
    hypotheses=(SMALL,),
    conclusion=CONTRACTS,
    witness={"alpha": "1"},
    evidence=(Decide(),),
    mutants=(drop("small"),),
    repairs="mine.lemma",
)
THEOREM = Claim(
    id="mine.theorem",
    title="The whole",
    statement="Both.",
    source=Source("Theorem 1", "verbatim"),
    parts=("mine.theorem.one", "mine.theorem.two"),
    published_uses=("mine.lemma",),
)
ONE = Claim(
    id="mine.theorem.one",
    title="its first part",
    statement=r"$\alpha > 0$ gives $1 - \alpha < 1$.",
    source=Source("Theorem 1", "verbatim"),
    parameters=(ALPHA,),
    conclusion=Formula(lambda p: 1 - p.alpha < 1),
    witness={"alpha": "1"},
    evidence=(Decide(),),
    uses=("mine.lemma_repaired",),
    published_uses=("mine.lemma",),
)
TWO = Claim(
    id="mine.theorem.two",
    title="its second part",
    statement="open",
    source=Source("Theorem 1", "verbatim"),
    uses=("mine.lemma",),
)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A theory that ran once, in the folder that holds it."""
    folder = tmp_path_factory.mktemp("standing")
    (folder / "mine").mkdir()
    (folder / "mine" / "claims.py").write_text(THEORY)
    theory = load(folder)
    results.save(results.document(theory, run(theory, list(theory.claims), jobs=1)), folder)
    return folder


@pytest.fixture
def doc(home: Path) -> dict[str, Any]:
    return results.last(home)


@pytest.fixture
def shown(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """What ``verify show`` prints into a pipe: sections by their title."""
    monkeypatch.chdir(home)
    monkeypatch.delenv("COLUMNS", raising=False)

    def show(claim_id: str) -> dict[str, list[str]]:
        assert _main(["show", claim_id, "--proofs", "."]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert all(line == line.rstrip() for line in lines)
        told: dict[str, list[str]] = {"": []}
        for line in lines:
            if line.startswith("  "):
                told[list(told)[-1]].append(line.strip())
            elif line and len(told) + len(told[""]) < 2:
                told[""].append(line)
            elif line and any(told.values()) and not line.startswith(("mine.", "ledger", "last", "The ", "BROKEN")):
                told[line] = []
            elif line:
                told[""].append(line)
        return told

    return show


def test_a_refuted_claim_and_what_is_left_of_it_are_shown_together(shown: Any) -> None:
    told = shown("mine.lemma")
    assert told["what fails"] == [
        "A long step overshoots. The published argument bounds one side only.",
        "The formula of this statement was restored (from its proof): the refutation is of the restored text, and it may "
        "be the restoration that is false and not what was published.",
    ]
    first, statement, needed = told["repaired by"]
    assert first == "mine.lemma_repaired: PROVED: A small step contracts"
    assert statement == r"If $\alpha < 2$ then $|1 - \alpha| < 1$."
    assert needed.startswith('without "small" it is REFUTED by decide: violated at alpha = ')
    assert any(line.startswith("explanation: ") for line in told["counterexample"])
    assert "note" not in told


def test_a_refuted_claim_without_a_note_lets_the_numbers_speak(
    home: Path, shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from verify.commands import claims as command

    theory = load(home)
    bare = {**theory.claims, "mine.lemma": replace(theory.claims["mine.lemma"], note="")}
    monkeypatch.setattr(command, "load", lambda _: replace(theory, claims=bare))
    assert shown("mine.lemma")["what fails"][0].startswith("at alpha = ")


def test_a_repaired_claim_shows_what_it_mends_and_what_cannot_be_dropped(shown: Any) -> None:
    told = shown("mine.lemma_repaired")
    first, statement, refuted = told["repairs"]
    assert first == "mine.lemma: REFUTED: Every step contracts"
    assert statement == r"For every $\alpha > 0$: $|1 - \alpha| < 1$."
    assert refuted.startswith("refuted: at alpha = ")
    assert refuted.endswith("all hypotheses hold, and asserted is -1 < 1 and -1 > -1, which is false")
    (needed,) = told["cannot be dropped"]
    assert needed.startswith('without "small" it is REFUTED by decide')


def test_a_whole_lists_its_parts_with_their_verdicts_and_says_what_is_broken(shown: Any) -> None:
    told = shown("mine.theorem")
    assert told["parts"] == [
        "mine.theorem.one: PROVED: its first part",
        "mine.theorem.two: SKIPPED: its second part",
    ]
    assert "BROKEN: our proof uses mine.lemma, REFUTED here; it has to use what is left of that." in told[""]
    assert "The published proof is broken: it uses mine.lemma, REFUTED here." in told[""]
    fine = shown("mine.theorem.one")
    assert "The published proof is broken: it uses mine.lemma, REFUTED here." in fine[""]
    assert not any(line.startswith("BROKEN") for line in fine[""])
    assert any("UNCONDITIONAL" in line for line in fine[""])


def test_a_terminal_wraps_and_indents(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    from verify import ledger
    from verify.report.details import details

    monkeypatch.chdir(home)
    theory = load(home)
    out = Console(width=50, record=True, file=open("/dev/null", "w"), highlight=False)  # noqa: SIM115
    out.print(details(theory, "mine.lemma", ledger.read(theory)))
    lines = out.export_text().splitlines()
    assert max(map(len, lines)) <= 50
    assert "  The formula of this statement was restored (from" in lines


def test_the_report_says_what_survives(doc: dict[str, Any]) -> None:
    text = markdown(stable(doc))
    section = text.split("## What survives (1 refuted)")[1].split("\n## ")[0]
    for expected in (
        "- [mine.lemma](#mine-lemma) (Lemma 1, *restored*)",
        "  - the published proof of [mine.theorem.one](#mine-theorem-one) uses it; here it is PROVED without it "
        "(UNCONDITIONAL)",
        "  - the published proof of [mine.theorem](#mine-theorem) uses it; it is left without a proof (SKIPPED)",
        "  - left of it: [mine.lemma_repaired](#mine-lemma_repaired), PROVED: If $",
        '    - without "small" it is REFUTED by decide',
        "- [mine.theorem.two](#mine-theorem-two): BROKEN: our proof uses mine.lemma, REFUTED here;",
    ):
        assert expected in section
    assert "it may be the restoration that is false" in text.split("### Lemma 1: Every step contracts")[1]
    assert "- **the published proof is broken**: it uses [mine.lemma](#mine-lemma), REFUTED here" in text
    assert "- **BROKEN**: our proof uses [mine.lemma](#mine-lemma), REFUTED here" in text


def test_nothing_refuted_nothing_about_survivors(doc: dict[str, Any]) -> None:
    told = copy.deepcopy(doc)
    told["claims"] = [claim for claim in told["claims"] if claim["verdict"] != "REFUTED"]
    assert "What survives" not in markdown(stable(told))


def test_the_table_and_the_summary_name_broken_proofs(doc: dict[str, Any]) -> None:
    from rich.console import Console

    out = Console(width=150, record=True, file=open("/dev/null", "w"), highlight=False)  # noqa: SIM115
    out.print(claims_table(doc, 150))
    rows = {line.split()[0]: line for line in out.export_text().splitlines()}
    assert "published proof" in rows["claim"]
    column = rows["claim"].index("published proof")
    broken = [name for name, line in rows.items() if line[column : column + 6] == "BROKEN"]
    assert broken == ["mine.theorem", "mine.theorem.one"]
    lines = summary(doc)
    assert (
        "mine.theorem.two: BROKEN: our proof uses mine.lemma, REFUTED here; it has to use what is left of that."
        in lines
    )
    assert "2 published proofs use a refuted claim; `verify show` and the report name it" in lines


@pytest.mark.parametrize(
    ("origin", "verdict", "told"),
    [("restored", "PROVED", False), ("verbatim", "REFUTED", False), ("restored", "REFUTED", True)],
)
def test_only_a_refuted_restoration_is_doubted(origin: str, verdict: str, told: bool) -> None:
    assert bool(words.restored(origin, "", verdict)) is told


def test_every_refuted_statement_of_the_shipped_theory_says_what_fails() -> None:
    from verify import ledger
    from verify.verdict import Verdict

    theory = load()
    known = ledger.read(theory)
    refuted = {claim_id for claim_id in theory.claims if known.verdict(claim_id) is Verdict.REFUTED}
    assert len(refuted) > 20

    def explained(claim_id: str) -> bool:
        claim = theory.claims[claim_id]
        return len(claim.note.split()) >= 8 or any(explained(part) for part in claim.parts if part in refuted)

    assert [claim_id for claim_id in sorted(refuted) if not explained(claim_id)] == []
