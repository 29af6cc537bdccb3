"""What survives: for each refuted claim what depended on it in the published text, and what is left of it here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from verify.report import words

Claim = Mapping[str, Any]


def survives(claims: Sequence[Claim]) -> Iterator[str]:
    """The section of the report, from the claims of a results document; nothing where nothing is refuted.

    A refuted part that nothing names and nothing repairs is told with its whole.
    """
    by_id = {claim["id"]: claim for claim in claims}
    fallen = [claim for claim in claims if claim["verdict"] == "REFUTED"]
    inside = {part for claim in fallen for part in claim["parts"]}
    told = [c for c in fallen if c["id"] not in inside or _repairs(c, claims) or _dependents(c, claims)]
    if not told:
        return
    yield from ("", f"## What survives ({len(told)} refuted)", "")
    yield (
        "For each refuted statement: what the published text proves with it, whether that holds here all the same, and what "
        "is left of the statement itself. A formula marked *restored* was missing from the text that was worked from: its "
        "refutation may be one of the restoration, which the claim's entry below tells."
    )
    yield ""
    for claim in told:
        yield from _entry(claim, claims, by_id)
    broken = [claim for claim in claims if claim["standing"] == "BROKEN"]
    if broken:
        yield from ("", "BROKEN, because our own proof still uses a refuted claim:", "")
        yield from (f"- {_link(c)}: {words.broken(c.get('broken_by') or ['a refuted claim'])}" for c in broken)


def _entry(claim: Claim, claims: Sequence[Claim], by_id: Mapping[str, Claim]) -> Iterator[str]:
    origin = ", *restored*" if claim["origin"] == "restored" else ""
    yield f"- {_link(claim)} ({claim['label']}{origin})"
    for other in _dependents(claim, claims):
        yield f"  - the published proof of {_link(other)} uses it; {_fate(other)}"
    repairs = _repairs(claim, claims)
    for other in repairs:
        yield f"  - left of it: {_link(other)}, {other['verdict']}: {' '.join(other['statement'].split())}"
        yield from (f"    - {line}" for line in words.cannot_be_dropped(other["mutants"]))
    if not repairs:
        holding = [p for p in claim["parts"] if p in by_id and by_id[p]["verdict"] in ("PROVED", "CERTIFIED")]
        named = words.listed([_link(by_id[part]) for part in holding]) if holding else ""
        left = f"what of its parts holds: {named}" if holding else "no repair of its own"
        yield f"  - left of it: {left}"


def _dependents(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    """The claims whose published proof names this one."""
    return [other for other in claims if claim["id"] in other["published_uses"]]


def _repairs(claim: Claim, claims: Sequence[Claim]) -> list[Claim]:
    return [other for other in claims if other["repairs"] == claim["id"]]


def _fate(claim: Claim) -> str:
    """What became of a statement whose published proof is broken."""
    if claim["verdict"] in ("PROVED", "CERTIFIED"):
        return f"here it is {claim['verdict']} without it ({claim['standing']})"
    if claim["verdict"] == "REFUTED":
        return "it is REFUTED too"
    return f"it is left without a proof ({claim['verdict']})"


def _link(claim: Claim) -> str:
    return f"[{claim['id']}](#{claim['id'].replace('.', '-')})"
