"""Whether a verdict was ever put to the test: a proof by a method that cannot say no is worth nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.verdict import Verdict

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
