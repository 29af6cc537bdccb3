"""How to cite: the software and the papers whose statements it decides, as BibTeX and as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """What is cited.

    Attributes:
        key: of BibTeX.
        authors: family names.
        title: as published.
        arxiv: identifier, or ``None`` for the software.
        year: of the paper; of the software none is told, it has a version.
    """

    key: str
    authors: tuple[str, ...]
    title: str
    arxiv: str | None = None
    year: int | None = None


SOFTWARE = Source(
    "attention-verify",
    ("The attention-verify authors",),
    "attention-verify: a theorem verification suite for self-attention dynamics",
)
POWER_METHOD = Source(
    "li2026analogies", ("Li", "Altafini"), "Analogies between Transformer Layers and Power Method", "2605.25619", 2026
)
MULTISTABILITY = Source(
    "altafini2025multistability",
    ("Altafini",),
    "Multistability of Self-Attention Dynamics in Transformers",
    "2511.11553",
    2025,
)


SOURCES = (SOFTWARE, POWER_METHOD, MULTISTABILITY)


def bibtex(sources: tuple[Source, ...] = SOURCES) -> str:
    """Entries for BibTeX and biblatex."""
    return "\n".join(_entry(source) for source in sources)


def told(sources: tuple[Source, ...] = SOURCES) -> dict[str, Any]:
    """What the template of a report reads."""
    return {"lines": [text(source) for source in sources], "bibtex": bibtex(sources)}


def _entry(source: Source) -> str:
    authors = " and ".join(source.authors)
    if source.arxiv is None:
        lines = [f"author = {{{{{authors}}}}}", f"title = {{{{{source.title}}}}}", f"note = {{Version {version()}}}"]
    else:
        lines = [f"author = {{{authors}}}", f"title = {{{{{source.title}}}}}", f"year = {{{source.year}}}"]
        lines += [f"eprint = {{{source.arxiv}}}", "eprinttype = {arxiv}"]
    return f"@misc{{{source.key},\n" + ",\n".join(f"  {line}" for line in lines) + "\n}\n"


def text(source: Source) -> str:
    """One sentence."""
    where = f"arXiv:{source.arxiv}, {source.year}" if source.arxiv else f"version {version()}"
    return f"{', '.join(source.authors)}. {source.title}. {where}."


def version() -> str:
    """Of this package."""
    from importlib.metadata import version as installed

    return installed("attention-verify")
