"""Sources of the statements of the clusters paper, and its examples in the contract's JSON."""

from __future__ import annotations

from typing import Any

from verify.claim import Source

ARXIV = "2305.05465"
OUTLINE = "from the abstract and the outline of the source, which give the result in words"


def restored(label: str, how: str = OUTLINE) -> Source:
    """A statement whose text is missing from the source."""
    return Source(label=label, origin="restored", restoration=how, arxiv=ARXIV)


def verbatim(label: str) -> Source:
    """A statement in the source's words."""
    return Source(label=label, origin="verbatim", arxiv=ARXIV)


def ours(label: str) -> Source:
    """A statement that we add: a step of a proof, or what a sentence needs to be decided."""
    return Source(label=label, origin="ours", arxiv=ARXIV)


def example(
    value: list[list[str]], tokens: list[list[str]], explanation: str, query_key: Any = None, **more: Any
) -> dict[str, Any]:
    """The contract's JSON of attention without normalisation and its initial tokens."""
    return {
        "system": "clusters",
        "time": "continuous",
        "step_size": None,
        "value": value,
        "query_key": query_key,
        "heads": None,
        "mask": None,
        "metric": None,
        "schedule": None,
        "tokens": tokens,
        "radius": None,
        "horizon": None,
        "parameters": {},
        "explanation": explanation,
    } | more
