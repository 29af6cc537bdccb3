"""Whether a verdict was put to the test: by a method that can say no, and on a machine that has what the claim reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.verdict import Reason, Verdict

# The evidence that speaks for infinitely many points, or that alone makes a claim PROVED.
_GUARDED = ("identity", "decide", "positivity")


def without_mutant(result: Mapping[str, Any]) -> str | None:
    """The kind of exact evidence that carries the claim although no mutant was ever shown to it, if there is one.

    A ball certificate is about one system with its numbers, and its certifier has true and false canaries in the tests: it
    may have a mutant (a spoiled example) and need not.
    """
    if result["mutants"] or result["verdict"] not in (Verdict.PROVED.value, Verdict.CERTIFIED.value):
        return None
    kinds = (e["kind"] for e in result["evidence"] if e["verdict"] == result["verdict"])
    return next((kind for kind in kinds if kind in _GUARDED), None)


def waiting(doc: Mapping[str, Any]) -> set[str]:
    """Claims that trained weights would decide and that have none on this machine, and wholes with such a part."""
    reason = Reason.MISSING_WEIGHTS.name
    found = {c["id"] for c in doc["claims"] if c["evidence"] and all(e["reason"] == reason for e in c["evidence"])}
    for _ in doc["claims"]:  # wholes of wholes
        wholes = {c["id"] for c in doc["claims"] if found.intersection(c.get("parts", ()))}
        if wholes <= found:
            break
        found |= wholes
    return found
