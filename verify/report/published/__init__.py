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
        assumptions: names of the hypotheses that make a table of the statements that have them.
    """

    name: str
    words: Mapping[str, tuple[str, str]]
    head: str
    assumptions: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The generated page, relative to the repository's root."""
        return f"docs/theory_{self.name}.md"


def papers() -> tuple[Paper, ...]:
    """All of them."""
    from verify.report.published import asymptotic, clusters, multistability, power_method

    return (
        Paper("power_method", power_method.WORDS, power_method.HEAD),
        Paper("multistability", multistability.WORDS, multistability.HEAD),
        Paper("asymptotic", asymptotic.WORDS, asymptotic.HEAD, asymptotic.ASSUMPTIONS),
        Paper("clusters", clusters.WORDS, clusters.HEAD),
    )
