"""The ledger: which verdict every claim is expected to have, so that a change of theory is a diff that can be reviewed.

``proofs/ledger.toml`` holds, for each claim, the digest of its statement and, for each tier, its verdict, the kind of
evidence that carries it, its standing and the engines it rests on. Only :func:`bless` writes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify.errors import InvalidInput
from verify.graph import Theory
from verify.guard import waiting, without_mutant
from verify.outputs import write_text
from verify.verdict import Verdict

NAME = "ledger.toml"
TIERS = ("quick", "full")
_HEADER = "The expected verdict of every claim. Written by `verify bless` and by nothing else; the order is by id."


@dataclass(frozen=True)
class Expected:
    """What one tier is expected to give for a claim; ``skips`` are the kinds of evidence that may want an engine."""

    verdict: Verdict
    by: str | None
    standing: str
    engines: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One claim in the ledger."""

    digest: str
    label: str
    title: str
    tiers: Mapping[str, Expected]


@dataclass(frozen=True)
class Ledger:
    """All entries by claim id; a missing file is an empty ledger."""

    path: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def verdict(self, claim_id: str, tier: str = "quick") -> Verdict | None:
        """The expected verdict, if the claim was ever blessed for this tier."""
        entry = self.entries.get(claim_id)
        expected = None if entry is None else entry.tiers.get(tier)
        return None if expected is None else expected.verdict

    def known(self, claim_id: str) -> Verdict | None:
        """The quick verdict; of a claim that runs in the tier full only, that one."""
        quick, full = self.verdict(claim_id), self.verdict(claim_id, "full")
        return full if quick is Verdict.SKIPPED and full is not None else quick

    def remembered(self, tier: str) -> dict[str, tuple[Verdict, tuple[str, ...]]]:
        """Verdict and engines of every claim of this tier: they speak for the claims that a run leaves out."""
        told = {claim_id: entry.tiers.get(tier) for claim_id, entry in self.entries.items()}
        return {claim_id: (e.verdict, e.engines) for claim_id, e in told.items() if e is not None}


def read(theory: Theory) -> Ledger:
    """The ledger of a theory.

    Raises:
        InvalidInput: if the file is there and is no ledger.
    """
    path = theory.folder / NAME
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Ledger(path)
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{path}: cannot be read: {error}") from error
    try:
        return Ledger(path, {claim_id: _entry(entry) for claim_id, entry in told.items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(f"{path}: no ledger entry: {type(error).__name__}: {error}") from error


def _entry(told: Mapping[str, Any]) -> Entry:
    tiers = {}
    for tier in TIERS:
        if tier in told:
            of = told[tier]
            by = of["by"] or None
            skips = tuple(of.get("skips", ()))
            tiers[tier] = Expected(Verdict(of["verdict"]), by, of["standing"], tuple(of["engines"]), skips)
    return Entry(told["digest"], told["label"], told["title"], tiers)


def bless(theory: Theory, doc: Mapping[str, Any], ids: Iterable[str] | None) -> list[str]:
    """Write the results ``doc`` of these claims into the ledger and return the ids whose entry changed.

    Without ``ids`` all claims are blessed, all must have run, and entries of claims that are gone are removed. A claim that
    waits for trained weights keeps its entry.

    Raises:
        InvalidInput: if a claim did not run, changed since, is contradicted, or has a mutant that did not fall.
    """
    ledger = read(theory)
    results = {entry["id"]: entry for entry in doc["claims"]}
    wanted = list(theory.claims) if ids is None else list(ids)
    without = waiting(doc)
    entries = {i: e for i, e in ledger.entries.items() if ids is not None or i in theory.claims}
    for claim_id in wanted:
        digest = theory.require(claim_id).digest
        if claim_id not in results:
            raise InvalidInput(f"{claim_id}: not in the last results; run it first: verify run {claim_id}")
        result = results[claim_id]
        _refuse(result, digest)
        known = entries.get(claim_id)
        if claim_id in without and known is not None and known.digest == digest:
            continue  # a machine without the weights says nothing about them
        if claim_id in without and not theory.claims[claim_id].parts:
            raise InvalidInput(f"{claim_id}: {result['evidence'][0]['detail']}, then run it and bless it")
        entries[claim_id] = _blessed(result, doc["tier"], entries.get(claim_id))
    write_text(ledger.path, _dumps(entries))
    return [i for i in sorted({*entries, *ledger.entries}) if entries.get(i) != ledger.entries.get(i)]


def _refuse(result: Mapping[str, Any], digest: str) -> None:
    claim_id = result["id"]
    if not result["finished"]:
        raise InvalidInput(f"{claim_id}: the last run was stopped before it; run it again: verify run {claim_id}")
    if result["digest"] != digest:
        raise InvalidInput(f"{claim_id}: its statement changed since the last run; run it again: verify run {claim_id}")
    if result["verdict"] == Verdict.CONTRADICTED.value:
        raise InvalidInput(f"{claim_id}: CONTRADICTED is a fault of the suite and is never blessed")
    standing = [mutant["name"] for mutant in result["mutants"] if mutant["verdict"] != Verdict.REFUTED.value]
    if standing:
        raise InvalidInput(f"{claim_id}: its mutant {standing[0]!r} was not refuted; that is never blessed")
    if without_mutant(result) is not None:
        raise InvalidInput(f"{claim_id}: {result['verdict']} without a mutant is never blessed; give it one")


def _blessed(result: Mapping[str, Any], tier: str, known: Entry | None) -> Entry:
    # A changed statement takes the verdicts of the other tier with it: they were about another sentence.
    tiers = dict(known.tiers) if known is not None and known.digest == result["digest"] else {}
    skips = tuple(sorted({e["kind"] for e in result["evidence"] if e["verdict"] == Verdict.SKIPPED.value}))
    verdict, engines = Verdict(result["verdict"]), tuple(result["engines"])
    tiers[tier] = Expected(verdict, result["reached_by"], result["standing"], engines, skips)
    return Entry(result["digest"], result["label"], result["title"], tiers)


def _dumps(entries: Mapping[str, Entry]) -> str:
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADER))
    for claim_id in sorted(entries):
        entry = entries[claim_id]
        table = tomlkit.table()
        table.update({"label": entry.label, "title": entry.title, "digest": entry.digest})
        for tier in TIERS:
            if tier in entry.tiers:
                of = entry.tiers[tier]
                inline = tomlkit.inline_table()
                inline.update({"verdict": of.verdict.value, "by": of.by or "", "standing": of.standing})
                inline.update({"engines": list(of.engines)} | ({"skips": list(of.skips)} if of.skips else {}))
                table.add(tier, inline)
        document.add(tomlkit.nl())
        document.add(tomlkit.key(claim_id), table)
    return tomlkit.dumps(document)
