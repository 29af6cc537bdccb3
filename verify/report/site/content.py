"""What the pages are made of: the claims of one results document, who names whom, and which papers they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from verify.report import words
from verify.report.published import OURS, Paper, papers
from verify.report.site.graph_views import ClaimGraph
from verify.report.site.palette import LOOKS

Claim = Mapping[str, Any]
SETTLED = ("PROVED", "CERTIFIED")
OPEN = ("CORROBORATED", "INCONCLUSIVE", "SKIPPED")
FATES = {"holds": SETTLED, "fails": ("REFUTED",), "open": OPEN}
"""What a reader asks first, and the verdicts that answer it."""


@dataclass(frozen=True)
class Group:
    """The claims of one folder of ``proofs/``: a paper, or what is ours.

    Attributes:
        name: the folder.
        title: of the paper, or of the folder.
        about: a line below the title; plain text.
        arxiv: identifier, or nothing.
        claims: in reading order.
        paper: what is told of the statements of a shipped paper; ``None`` for other folders.
    """

    name: str
    title: str
    about: str
    arxiv: str
    claims: Sequence[Claim]
    paper: Paper | None

    @property
    def href(self) -> str:
        """The page, from the folder of the site."""
        return f"paper/{self.name}.html"

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many claims have a verdict, in the order in which verdicts are told; no zeros."""
        return counts(self.claims)

    def fate(self, name: str) -> int:
        """How many of its claims hold, fail or are open."""
        return sum(self.counts.get(verdict, 0) for verdict in FATES[name])


@dataclass(frozen=True)
class Content:
    """The claims of a document that went through :func:`verify.report.json.stable`, with what follows for readers.

    Attributes:
        told: the document.
        shipped: whether the claims are those that ship with the suite, whose papers are described there.
        figures: names of the files in ``figures/``.
        files: other files beside the pages, from the folder of the site, such as certificates.
        seconds: of each claim, how long each piece of evidence took; empty in a report that does not tell times.
    """

    told: Mapping[str, Any]
    shipped: bool = True
    figures: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    seconds: Mapping[str, Sequence[float]] = field(default_factory=dict)

    @property
    def claims(self) -> Sequence[Claim]:
        """All claims, in reading order."""
        found: Sequence[Claim] = self.told["claims"]
        return found

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """Each claim by its id."""
        return {claim["id"]: claim for claim in self.claims}

    @cached_property
    def groups(self) -> list[Group]:
        """The papers in the order of the document, then what is ours."""
        known = {paper.name: paper for paper in papers()} if self.shipped else {}
        found = []
        for name in dict.fromkeys(claim["paper"] for claim in self.claims):
            claims = [claim for claim in self.claims if claim["paper"] == name]
            paper = known.get(name)
            if paper is not None:
                about = f"{paper.authors}, arXiv {paper.arxiv}"
                found.append(Group(name, paper.title, about, paper.arxiv, claims, paper))
            else:
                title, about = OURS.get(name, ("", "")) if self.shipped else ("", "")
                sources = dict.fromkeys(claim["source"]["arxiv"] for claim in claims if claim["source"]["arxiv"])
                arxiv = next(iter(sources)) if len(sources) == 1 and not title else ""
                about = about or (f"arXiv {arxiv}" if arxiv else "")
                found.append(Group(name, title or words.paper_name(name), about, arxiv or "", claims, None))
        order = list(known) if self.shipped else []
        return sorted(found, key=lambda group: order.index(group.name) if group.name in order else len(order))

    @cached_property
    def group_of(self) -> dict[str, Group]:
        """The group of each folder."""
        return {group.name: group for group in self.groups}

    @cached_property
    def _naming(self) -> dict[str, dict[str, list[str]]]:
        """For ``uses``, ``published_uses``, ``parts`` and ``repairs``: who names a claim, in reading order."""
        found: dict[str, dict[str, list[str]]] = {key: {} for key in ("uses", "published_uses", "parts", "repairs")}
        for claim in self.claims:
            for key in ("uses", "published_uses", "parts"):
                for other in claim[key]:
                    found[key].setdefault(other, []).append(claim["id"])
            if claim["repairs"]:
                found["repairs"].setdefault(claim["repairs"], []).append(claim["id"])
        return found

    def naming(self, key: str, claim_id: str) -> list[str]:
        """The claims whose ``key`` (``uses``, ``published_uses``, ``parts``, ``repairs``) names this one."""
        return self._naming[key].get(claim_id, [])

    def repairs_of(self, claim_id: str) -> list[str]:
        """The claims that repair this one or one of its parts, in reading order."""
        below, waiting = set(), [claim_id]
        while waiting:
            other = waiting.pop()
            if other not in below:
                below.add(other)
                waiting += self.by_id[other]["parts"] if other in self.by_id else []
        found = {repair for other in below for repair in self.naming("repairs", other)}
        return [claim["id"] for claim in self.claims if claim["id"] in found]

    def below(self, claim: Claim) -> list[Claim]:
        """Parts and steps of an entry of a paper's page: claims whose ids go on from its own, then its other parts."""
        own = [other for other in self.claims if other["id"].startswith(f"{claim['id']}.")]
        seen = {other["id"] for other in own}
        return own + [self.by_id[p] for p in claim["parts"] if p in self.by_id and p not in seen]

    def entries(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The claims that are no part or step of another one of them, by their ids."""
        ids = {claim["id"] for claim in claims}
        for claim in claims:
            pieces = claim["id"].split(".")
            if not any(".".join(pieces[:k]) in ids for k in range(2, len(pieces))):
                yield claim

    @cached_property
    def graph(self) -> ClaimGraph:
        """What the pictures of dependencies show."""
        return ClaimGraph(self.claims)

    @cached_property
    def navigation(self) -> list[tuple[str, str, str]]:
        """The entries of the header: key, text, page."""
        papers_page = [("papers", "Papers", "index.html#papers")] if len(self.groups) > 1 else []
        only = [] if papers_page else [("papers", "Paper", group.href) for group in self.groups]
        first = [("index", "Overview", "index.html"), ("claims", "Claims", "claims.html")]
        return [*first, *papers_page, *only, ("graph", "Graph", "graph.html")]

    def common(self) -> dict[str, Any]:
        """What every template of the site reads."""
        return {
            "navigation": self.navigation,
            "brand_href": "index.html",
            "search": True,
            "known": self.by_id,
            "site": self,
        }


def counts(claims: Sequence[Claim]) -> dict[str, int]:
    """How many claims have a verdict, in the order in which verdicts are told; no zeros."""
    found = Counter(claim["verdict"] for claim in claims)
    return {name: found[name] for name in (*LOOKS, *sorted(found.keys() - LOOKS.keys())) if found[name]}


def label_words(paper: Paper | None, claim: Claim) -> str:
    """What is proved and what fails of a published statement, in the words that the README has; nothing for another verdict.

    Of a claim that a quick run leaves out it is what the tier full found.
    """
    if paper is None:
        return ""
    about, told = paper.words.get(claim["id"].removeprefix(f"{paper.name}."), ("", ""))
    if claim["verdict"] == "SKIPPED" and told and about != "SKIPPED":
        return f"not in this run; {about} in the tier full: {told}"
    return told if about == claim["verdict"] else ""
