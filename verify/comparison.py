"""What a run found against what the ledger expects: each kind of difference has its own message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from verify.guard import waiting, without_mutant
from verify.ledger import Entry, Expected, Ledger
from verify.verdict import Verdict


class Kind(Enum):
    """A kind of difference; the value says what happened and what to do."""

    NEW = "is new: look at its verdict {found}, then `verify bless {id}{option}`"
    MISSING = (
        "is in the ledger and no longer in the proofs: restore it, or `verify bless --all{option}` after a full run"
    )
    UNBLESSED = "was never blessed for tier {tier}; it gives {found}: look, then `verify bless {id}{option}`"
    DIGEST = "its statement changed (digest {was} -> {now}): review the statement, then `verify bless {id}{option}`"
    CONTRADICTION = "CONTRADICTED: {detail}; a fault of the suite, never to be blessed"
    OVERTURNED = "was {expected} and is {found}: the theory changed; review it, then `verify bless {id}{option}`"
    BELOW = "fell from {expected} to {found}: {detail}"
    BETTER = "rose from {expected} to {found}: bless it (`verify bless {id}{option}`)"
    CARRIER = "{found} is no longer carried by {was} but by {now}: review it, then `verify bless {id}{option}`"
    STANDING = "its standing was {was} and is {now}: review what it rests on, then `verify bless {id}{option}`"
    SKIP = "{detail}: install it, or bless the skip where it cannot be had"
    MUTANT = "its mutant {detail} was not refuted: the evidence would not notice if the claim were wrong"
    UNGUARDED = "is {found} by {detail} and has no mutant: nothing shows that its evidence can say no; give it one"


@dataclass(frozen=True)
class Difference:
    """One difference of one claim."""

    claim_id: str
    kind: Kind
    message: str

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.message}"

    def to_dict(self) -> dict[str, str]:
        """Its JSON."""
        return {"id": self.claim_id, "kind": self.kind.name.lower(), "message": self.message}


def compare(ledger: Ledger, doc: Mapping[str, Any], missing: Iterable[str] = (), option: str = "") -> list[Difference]:
    """Every difference, in the order of the run; ``missing`` are ledger entries without a claim.

    ``option`` is what the commands that a message names need as well, such as `` --proofs DIR``.

    What a stopped run did not reach is no difference, nor is the verdict of a claim about trained weights that are not here.
    """
    found: list[Difference] = []
    without = waiting(doc)
    for result in doc["claims"]:
        entry = ledger.entries.get(result["id"])
        if result["id"] in without and entry is not None and entry.digest == result["digest"]:
            continue
        if result["finished"]:
            found += _of_claim(result, entry, doc["tier"], option)
    gone = Kind.MISSING.value.format(option=option)
    return found + [Difference(claim_id, Kind.MISSING, gone) for claim_id in missing]


def _of_claim(result: Mapping[str, Any], entry: Entry | None, tier: str, option: str) -> list[Difference]:
    found: list[Difference] = []

    def add(kind: Kind, **told: Any) -> None:
        message = kind.value.format(id=result["id"], tier=tier, found=result["verdict"], option=option, **told)
        found.append(Difference(result["id"], kind, message))

    expected = None if entry is None else entry.tiers.get(tier)
    verdict = Verdict(result["verdict"])
    if verdict is Verdict.CONTRADICTED:
        add(Kind.CONTRADICTION, detail=_conflict(result))
    if entry is None:
        add(Kind.NEW)
    elif entry.digest != result["digest"]:
        add(Kind.DIGEST, was=entry.digest, now=result["digest"])
    elif expected is None:
        add(Kind.UNBLESSED)
    if expected is not None and verdict is not Verdict.CONTRADICTED:
        kind = _change(expected.verdict, verdict)
        if kind is not None:
            add(kind, expected=expected.verdict.value, detail=_why(result))
        else:
            _carried(result, expected, add)
    allowed = () if expected is None else expected.skips
    for evidence in result["evidence"]:
        if evidence["verdict"] == Verdict.SKIPPED.value and evidence["kind"] not in allowed:
            add(Kind.SKIP, detail=f"{evidence['kind']} was skipped: {evidence['detail']}")
    for mutant in result["mutants"]:
        if mutant["verdict"] != Verdict.REFUTED.value:
            add(Kind.MUTANT, detail=f"{mutant['name']!r} ({mutant['verdict']})")
    unguarded = without_mutant(result)
    if unguarded is not None:
        add(Kind.UNGUARDED, detail=unguarded)
    return found


def _change(expected: Verdict, found: Verdict) -> Kind | None:
    if found is expected:
        return None
    if found is Verdict.REFUTED or (expected is Verdict.REFUTED and found in (Verdict.PROVED, Verdict.CERTIFIED)):
        return Kind.OVERTURNED
    return Kind.BETTER if expected <= found else Kind.BELOW


def _carried(result: Mapping[str, Any], expected: Expected, add: Any) -> None:
    carriers = [e["kind"] for e in result["evidence"] if e["verdict"] == result["verdict"]]
    if expected.by not in (None, "parts", *carriers):
        add(Kind.CARRIER, was=expected.by, now=result["reached_by"])
    if expected.standing != result["standing"]:
        add(Kind.STANDING, was=expected.standing, now=result["standing"])


def _why(result: Mapping[str, Any]) -> str:
    """Why the verdict is not stronger, in a line."""
    told = [f"{e['kind']}: {e['detail'] or e['reason']}" for e in result["evidence"] if e["reason"]]
    return "; ".join(told) or "its evidence gives no reason; `verify show` has what it found"


def _conflict(result: Mapping[str, Any]) -> str:
    proved = [m for m in result["mutants"] if m["verdict"] not in (Verdict.REFUTED.value, *_OPEN)]
    if proved:
        return f"{proved[0]['by']} evidence proves the mutant {proved[0]['name']!r}, which is false"
    sides = [f"{e['kind']} says {e['verdict']}" for e in result["evidence"] if e["verdict"] not in _OPEN]
    return " but ".join(sides) or "one of its parts is"


_OPEN = (Verdict.SKIPPED.value, Verdict.INCONCLUSIVE.value, Verdict.CORROBORATED.value)
