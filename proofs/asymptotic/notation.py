"""Sources that the statements of this paper share.

The source text holds the introduction and the titles of the sections. Its sentences name the assumptions of each theorem, with
the symbols left out; the symbols are put back from their order in the introduction (query, key and value matrices, number of
heads) and from what the sentences say about them.
"""

from __future__ import annotations

from verify.claim import Hypothesis, Source, unwritten

ARXIV = "2412.02682"
OUTLINE = "from the introduction of the source, which has lost its symbols"


def restored(label: str, how: str = OUTLINE) -> Source:
    """A statement whose symbols the source has lost."""
    return Source(label=label, origin="restored", restoration=how, arxiv=ARXIV)


def verbatim(label: str) -> Source:
    """A statement in the source's words."""
    return Source(label=label, origin="verbatim", arxiv=ARXIV)


def ours(label: str) -> Source:
    """A statement that we add: a step of a proof, or what a sentence needs to be decided."""
    return Source(label=label, origin="ours", arxiv=ARXIV)


def assumptions(
    *, value: str, scores: str, heads: str, mask: str = "none", time: str, start: str
) -> tuple[Hypothesis, ...]:
    """The assumptions of a whole theorem, in words: a row of the source's table. The parts have predicates.

    Args:
        value: on V.
        scores: on P.
        heads: how many.
        mask: ``none`` or ``causal``.
        time: how P depends on it.
        start: where tokens start.
    """
    row = {"V": value, "P": scores, "heads": heads, "mask": mask, "time": time, "start": start}
    return tuple(Hypothesis(name, text, unwritten(name)) for name, text in row.items())
