"""The papers whose statements are carried through: what the README says of each, and the page that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One paper.

    Attributes:
        name: its folder in ``proofs/``.
        words: for each published statement, in the paper's order, the verdict that the words are about and the words.
        head: the beginning of its page.
        title: of the publication.
        authors: as it is cited.
        arxiv: its identifier.
        assumptions: names of the hypotheses that make a table of the statements that have them.
    """

    name: str
    words: Mapping[str, tuple[str, str]]
    head: str
    assumptions: tuple[str, ...] = ()
    title: str = ""
    authors: str = ""
    arxiv: str = ""

    @property
    def page(self) -> str:
        """The generated page, relative to the repository's root."""
        return f"docs/theory_{self.name}.md"


def papers() -> tuple[Paper, ...]:
    """All of them."""
    from verify.report.published import asymptotic, clusters, multistability, power_method

    return (
        Paper(
            "power_method",
            power_method.WORDS,
            power_method.HEAD,
            title="Analogies between Transformer Layers and Power Method",
            authors="Li and Altafini",
            arxiv="2605.25619v1",
        ),
        Paper(
            "multistability",
            multistability.WORDS,
            multistability.HEAD,
            title="Multistability of Self-Attention Dynamics in Transformers",
            authors="Altafini",
            arxiv="2511.11553",
        ),
        Paper(
            "asymptotic",
            asymptotic.WORDS,
            asymptotic.HEAD,
            asymptotic.ASSUMPTIONS,
            title="The asymptotic behavior of attention in transformers",
            authors="Abella, Silvestre, Tabuada",
            arxiv="2412.02682",
        ),
        Paper(
            "clusters",
            clusters.WORDS,
            clusters.HEAD,
            title="The emergence of clusters in self-attention dynamics",
            authors="Geshkovski, Letrouit, Polyanskiy, Rigollet",
            arxiv="2305.05465",
        ),
    )


OURS = {
    "beyond": (
        "Beyond the papers",
        "Repaired statements beside the refuted ones, and results that the suite itself rests on.",
    ),
    "reduction": (
        "Reductions",
        "What carries a statement from a plane with a few tokens to all n and d: symmetries of the systems, as claims.",
    ),
}
"""Folders of ``proofs/`` that are no paper: title and subject."""
