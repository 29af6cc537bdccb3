"""One claim as a person reads it at a terminal: what ``verify show`` prints."""

from __future__ import annotations

import runpy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from verify.claim import Claim
from verify.errors import InvalidInput
from verify.graph import Theory
from verify.ledger import Ledger
from verify.quantified import hypotheses_of
from verify.report import words
from verify.report.terminal import word
from verify.verdict import Standing, Verdict

# Characters of the text of a cited result.
_FIRST = 120


@dataclass(frozen=True)
class _Known:
    """What is known of the claims: from the last results in this folder where the text is the same, else the ledger."""

    theory: Theory
    ledger: Ledger
    results: Mapping[str, Mapping[str, Any]]
    tier: str

    def result(self, claim_id: str) -> Mapping[str, Any] | None:
        found = self.results.get(claim_id)
        return found if found is not None and found["digest"] == self.theory.claims[claim_id].digest else None

    def verdict(self, claim_id: str) -> Verdict | None:
        found = self.result(claim_id)
        ledger = self.ledger.known(claim_id)
        # A quick run says nothing of a claim that runs in the tier full only, or that waits for trained weights.
        silent = found is None or (found["verdict"] == "SKIPPED" and ledger is not None)
        return ledger if silent or found is None else Verdict(found["verdict"])

    def name(self, claim_id: str) -> str:
        verdict = self.verdict(claim_id)
        return "not run yet" if verdict is None else verdict.value

    def engines(self) -> dict[str, tuple[str, ...]]:
        """Of each claim, the engines that carry its verdict."""
        told = {claim_id: engines for claim_id, (_, engines) in self.ledger.remembered("quick").items()}
        for claim_id in self.theory.claims:
            found = self.result(claim_id) if claim_id in self.results else None
            if found is not None:
                told[claim_id] = tuple(found["engines"])
        return told

    def all(self) -> dict[str, Verdict]:
        told = ((claim_id, self.verdict(claim_id)) for claim_id in self.theory.claims)
        return {claim_id: verdict for claim_id, verdict in told if verdict is not None}


def details(theory: Theory, claim_id: str, ledger: Ledger) -> RenderableType:
    """Statement, hypotheses, evidence, counterexample, repair and neighbours of a claim.

    Findings come from the last results in this folder, if the claim is among them and its text did not change since.
    """
    known = _last(theory, ledger)
    return Group(*_head(known, claim_id), *_body(known, claim_id), *_neighbours(known, claim_id))


def _head(known: _Known, claim_id: str) -> Iterator[RenderableType]:
    claim, result = known.theory.claims[claim_id], known.result(claim_id)
    yield Text(f"{claim.source.label}: {claim.title}", style="bold")
    yield Text(claim_id)
    expected = known.ledger.known(claim_id)
    only = ", tier full" if expected is not known.ledger.verdict(claim_id) else ""
    yield Text.assemble("ledger: ", word(None if expected is None else expected.value), only)
    if result is not None:
        line = Text.assemble("last run: ", word(result["verdict"]), ", ", word(result["standing"]))
        yield line + Text(f", tier {known.tier}")
    verdicts = known.all()
    yield from _lines([words.broken(known.theory.broken_by(claim_id, verdicts))], indent=0)
    yield from _lines([words.published_proof(known.theory.published_proof_broken_by(claim_id, verdicts))], indent=0)


def _body(known: _Known, claim_id: str) -> Iterator[RenderableType]:
    claim, result = known.theory.claims[claim_id], known.result(claim_id)
    refuted = known.verdict(claim_id) is Verdict.REFUTED
    yield from _section("statement", [claim.statement])
    yield from _section("parts", [_line(known, part) for part in claim.parts])
    yield from _section("hypotheses", [f"{name}: {latex}" for name, latex in hypotheses_of(claim)])
    yield from _section("witness", [", ".join(f"{name} = {value}" for name, value in claim.witness.items())])
    yield from _section("evidence", list(_evidence(known.theory, claim_id, result)))
    yield from _section("mutants", list(_mutants(known.theory, claim_id, result)))
    yield from _section("counterexample", list(_pairs((result or {}).get("counterexample") or {})))
    caveat = words.restored(claim.source.origin, claim.source.restoration, known.name(claim_id))
    why = [line for line in _why(known, claim) if line]
    if refuted and not why:  # a note says more; without one the numbers have to speak
        why = [
            ((result or {}).get("counterexample") or {}).get("explanation") or "see its evidence; it has no note yet"
        ]
    yield from _section("what fails" if refuted else "note", [*why, caveat])
    for other in known.theory.repairs_of(claim_id):
        yield from _repair(known, "repaired by" if refuted else "sharpened by", other)
    if claim.repairs is not None:
        yield from _mended(known, claim_id, claim.repairs)


def _neighbours(known: _Known, claim_id: str) -> Iterator[RenderableType]:
    theory, claim = known.theory, known.theory.claims[claim_id]
    yield from _section("uses", [_line(known, other) for other in claim.uses])
    yield from _section("used by", [_line(known, other) for other in theory.used_by(claim_id)])
    yield from _section("the published proof uses", [_line(known, other) for other in claim.published_uses])
    yield from _section("trusts", list(_trusts(known, claim_id)))
    source = claim.source
    where = ", ".join(filter(None, [source.arxiv, source.label])) + f" ({source.origin})"
    where += f": {source.restoration}" if source.restoration else ""
    yield from _section("source", [" ".join(where.split())])


def _trusts(known: _Known, claim_id: str) -> Iterator[str]:
    """Engines and cited results that the claim and all its ancestors rest on; on what a CONDITIONAL claim depends."""
    theory = known.theory
    resting = (claim_id, *theory.ancestors(claim_id))
    cited = {name: other for other in reversed(resting) for name in theory.claims[other].cites}
    engines = [name for name in theory.trusts(claim_id, known.engines()) if name not in cited]
    yield ", ".join(engines)
    conditional = bool(cited) and theory.standing(claim_id, known.all()) is Standing.CONDITIONAL
    texts = _cited(theory.folder) if cited else {}
    for name, other in sorted(cited.items()):
        words_of = " ".join(str(texts.get(name, "")).split())
        told = f"{name}: {words_of if len(words_of) <= _FIRST else words_of[:_FIRST].rsplit(' ', 1)[0] + ' ...'}"
        by = "" if other == claim_id else f" (cited by {other})"
        yield ("conditional on " if conditional else "") + told.rstrip(": ") + by


def _cited(folder: Path) -> Mapping[str, str]:
    """The texts of what is cited, from ``cited.py`` beside the claims."""
    file = folder / "cited.py"
    return runpy.run_path(str(file)).get("CITED", {}) if file.is_file() else {}


def _why(known: _Known, claim: Claim) -> list[str]:
    """The claim's note; of a refuted whole also what its refuted parts say."""
    told = [" ".join(claim.note.split())]
    if known.verdict(claim.id) is Verdict.REFUTED:
        for part in claim.parts:
            if known.verdict(part) is Verdict.REFUTED:
                told += [
                    f"{part}: {note}" for note in _why(known, known.theory.claims[part]) if note and note not in told
                ]
    return list(dict.fromkeys(told))


def _repair(known: _Known, title: str, other: str) -> Iterator[RenderableType]:
    claim, result = known.theory.claims[other], known.result(other)
    told = [_line(known, other), claim.statement]
    if claim.repairs is not None:
        told += words.cannot_be_dropped([] if result is None else result["mutants"])
    yield from _section(title, told)


def _mended(known: _Known, claim_id: str, other: str) -> Iterator[RenderableType]:
    """The refuted claim that this one mends: its statement, and the numbers that refute it."""
    claim, result = known.theory.claims[other], known.result(other)
    told = [_line(known, other), claim.statement]
    counterexample = (result or {}).get("counterexample") or {}
    told += [f"refuted: {counterexample['explanation']}"] if counterexample.get("explanation") else []
    yield from _section("repairs", told)
    own = known.result(claim_id)
    yield from _section("cannot be dropped", words.cannot_be_dropped([] if own is None else own["mutants"]))


def _line(known: _Known, claim_id: str) -> str:
    """Another claim in one line: id, verdict, title."""
    return f"{claim_id}: {known.name(claim_id)}: {known.theory.claims[claim_id].title}"


@dataclass(frozen=True)
class _Indented:
    """Text two columns in, wrapped where the console has an edge, and nothing behind its last word."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.no_wrap:  # into a pipe: whole lines
            yield Text("  ") + self.text
            return
        within = options.update(max_width=max(20, options.max_width - 2))
        for line in console.render_lines(self.text, within, pad=False):
            yield Segment("  ")
            yield from line
            yield Segment.line()


def _section(title: str, lines: Iterable[str]) -> list[RenderableType]:
    told = [line for line in lines if line]
    return [Text(""), Text(title, style="bold"), *_lines(told)] if told else []


def _lines(lines: Iterable[str], indent: int = 2) -> list[RenderableType]:
    return [_Indented(Text(line)) if indent else Text(line) for line in lines if line]


def _last(theory: Theory, ledger: Ledger) -> _Known:
    from verify import results

    try:
        doc = results.last()
    except InvalidInput:
        return _Known(theory, ledger, {}, "")
    found = {claim["id"]: claim for claim in doc["claims"] if claim["id"] in theory.claims}
    return _Known(theory, ledger, found, doc["tier"])


def _evidence(theory: Theory, claim_id: str, result: Mapping[str, Any] | None) -> Iterator[str]:
    if result is None:
        for method in theory.claims[claim_id].evidence:
            yield f"{method.kind} (tier {method.tier}; not run yet, or changed since)"
        return
    for found in result["evidence"]:
        reason = f" ({found['reason'].lower().replace('_', ' ')})" if found["reason"] else ""
        engine = f" by {found['engine']}" if found["engine"] else ""
        detail = f": {found['detail']}" if found["detail"] else ""
        yield f"{found['kind']}: {found['verdict']}{reason}{engine}{detail}"


def _mutants(theory: Theory, claim_id: str, result: Mapping[str, Any] | None) -> Iterator[str]:
    if result is None:
        yield from (mutant.name for mutant in theory.claims[claim_id].mutants)
        return
    for found in result["mutants"]:
        by = f" by {found['by']}" if found["by"] else ""
        yield f"{found['name']}: {found['verdict']}{by}"


def _pairs(counterexample: Mapping[str, Any]) -> Iterator[str]:
    for key, value in counterexample.items():
        if value not in (None, {}, []):
            yield f"{key}: {value}"
