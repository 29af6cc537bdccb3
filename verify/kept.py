"""The last results of a folder: what a run finished stays, whatever a later run leaves out or does not finish.

Only results of the same theory, tier and versions stand beside each other, and only of claims that still say the same.
What follows from other claims (the verdict of a whole, standings, what is trusted) is worked out anew for all of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.errors import InvalidInput
from verify.results import Document, Remembered, last, placed, save

if TYPE_CHECKING:
    from verify.graph import Theory

# Findings that a claim gets without asking for them.
_OWN = ("witness", "digest")


def keep(theory: Theory, doc: Document, remembered: Remembered | None = None, folder: Path | None = None) -> Document:
    """Save ``doc`` beside the finished results of earlier runs that still hold; what was saved."""
    try:
        earlier = last(folder)
    except InvalidInput:
        earlier = {"claims": []}
    whole = merged(theory, doc, earlier, remembered)
    save(whole, folder, theory.folder)
    return whole


def merged(theory: Theory, doc: Document, earlier: Document, remembered: Remembered | None = None) -> Document:
    """``doc`` with the entries of ``earlier`` for claims that it lacks or did not finish, in the theory's order."""
    fits = all(earlier.get(key) == told for key, told in _same(theory, doc).items())
    old = {e["id"]: e for e in earlier["claims"] if _still(theory, e, doc["tier"])} if fits else {}
    new = {entry["id"]: entry for entry in doc["claims"]}
    found = old | {i: entry for i, entry in new.items() if entry["finished"] or i not in old}
    if not found.keys() - new.keys() and all(found[i] is entry for i, entry in new.items()):
        return doc
    entries = placed(theory, {i: found[i] for i in theory.claims if i in found}, remembered or {})
    for claim_id, entry in entries.items():
        below = theory.with_parts([claim_id])
        entry["finished"] = all(part in found and found[part]["finished"] for part in below)
    stopped = doc["stopped"] if not all(entry["finished"] for entry in entries.values()) else None
    return doc | {"stopped": stopped, "claims": list(entries.values())}


def _same(theory: Theory, doc: Document) -> dict[str, Any]:
    return {"tier": doc["tier"], "versions": doc["versions"], "proofs": str(theory.folder)}


def _still(theory: Theory, entry: Document, tier: str) -> bool:
    """Whether a result is whole, and about what its claim says and is asked today."""
    claim = theory.claims.get(entry["id"])
    if claim is None or not entry["finished"]:
        return False
    kinds = [e.kind for e in claim.evidence if e.tier == "quick" or tier == "full"]
    asked = kinds, [mutant.name for mutant in claim.mutants], list(claim.parts), list(claim.uses)
    found = [e["kind"] for e in entry["evidence"] if e["kind"] not in _OWN]
    told = found, [mutant["name"] for mutant in entry["mutants"]], entry["parts"], entry["uses"]
    return bool(asked == told and entry["digest"] is not None and entry["digest"] == claim.digest)
