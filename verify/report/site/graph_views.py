"""Which claims a picture of the dependency graph shows: one paper's statements, or one claim with its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from verify.report.site.graph_drawing import Edge, Node, draw
from verify.verdict import Standing, Verdict

if TYPE_CHECKING:
    import networkx as nx

Claim = Mapping[str, Any]
# What a claim may name, and how its arrow is told: `b` is the claim that names `a`.
RELATIONS: Mapping[str, str] = {
    "uses": "our proof uses",
    "published_uses": "the published proof uses",
    "parts": "its parts are",
    "repairs": "repairs",
}
# More than so many neighbours on one side of a claim are told in one box that leads to the focused view.
_SIDE = 10


@dataclass(frozen=True)
class Overview:
    """The statements of one paper.

    Attributes:
        paper: its name.
        pictures: the connected ones, each component on its own, the largest first.
        told: the same as sentences: a claim, and by relation what it names.
        alone: ids of the statements that no arrow inside this picture touches, in reading order.
    """

    paper: str
    pictures: tuple[Markup, ...]
    told: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...]
    alone: tuple[str, ...]


class ClaimGraph:
    """The claims of a results document and what they name; names of claims that did not run are left out."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = {claim["id"]: claim for claim in claims}
        self.edges = tuple(
            Edge(other, claim["id"], relation)
            for claim in claims
            for relation in RELATIONS
            for other in _named(claim, relation)
            if other in self.claims
        )

    @cached_property
    def _touching(self) -> Mapping[str, tuple[list[Edge], list[Edge]]]:
        """By claim: the arrows that end at it, and those that start there."""
        found: dict[str, tuple[list[Edge], list[Edge]]] = {claim_id: ([], []) for claim_id in self.claims}
        for edge in self.edges:
            found[edge.after][0].append(edge)
            found[edge.before][1].append(edge)
        return found

    def statement(self, claim_id: str) -> str:
        """What a claim is folded into: the first two words of its id, if that is a claim or the name of several.

        So the parts of a theorem stand for the theorem, and ``paper.lemmas.first``, ``paper.lemmas.second`` for one group.
        """
        whole = ".".join(claim_id.split(".")[:2])
        return whole if whole in self.claims or self._named_alike[whole] > 1 else claim_id

    @cached_property
    def _named_alike(self) -> Counter[str]:
        return Counter(".".join(claim_id.split(".")[:2]) for claim_id in self.claims)

    def neighbourhood(self, claim_id: str, root: str = "../") -> Markup | None:
        """A small picture of the claims that this one names and of those that name it; ``None`` where there are none.

        It repeats what stands beside it as lists, so that it is hidden from screen readers and the tab key.
        """
        before, after = self._touching[claim_id]
        if not before and not after:
            return None
        home = self.claims[claim_id]["paper"]
        nodes = {claim_id: self.node(claim_id, home, root, extra="focus", link=False)}
        edges: list[Edge] = []
        for arrows, direction in ((before, "ancestors"), (after, "descendants")):
            others = dict.fromkeys(edge.before if direction == "ancestors" else edge.after for edge in arrows)
            shown = list(others) if len(others) <= _SIDE else list(others)[: _SIDE - 1]
            nodes |= {other: self.node(other, home, root) for other in shown if other not in nodes}
            edges += [edge for edge in arrows if {edge.before, edge.after} <= nodes.keys()]
            if left := len(others) - len(shown):
                more = f"{direction}, {left} more"
                nodes[more] = Node(more, f"{left} more", href=f"{root}{address(claim_id, direction)}", extra="more")
                ends = (more, claim_id) if direction == "ancestors" else (claim_id, more)
                edges.append(Edge(*ends, next(edge.relation for edge in arrows if edge not in edges)))
        return draw(list(nodes.values()), dict.fromkeys(edges), label=f"Around {claim_id}", hidden=True)

    def overview(self, paper: str, root: str = "") -> Overview:
        """The statements of a paper, parts folded into the whole, with what repairs them wherever that stands."""
        import networkx as nx

        graph = self._folded(paper)
        alone = [claim_id for claim_id in graph if not graph.degree(claim_id)]
        groups = [group for group in nx.weakly_connected_components(graph) if len(group) > 1]
        order = {claim_id: place for place, claim_id in enumerate(dict.fromkeys(map(self.statement, self.claims)))}
        groups.sort(key=lambda group: (-len(group), min(map(order.__getitem__, group))))
        pictures = []
        for group in groups:
            nodes = [self.node(claim_id, paper, root) for claim_id in sorted(group, key=order.__getitem__)]
            edges = [Edge(a, b, key) for a, b, key in graph.edges(keys=True) if a in group]
            pictures.append(draw(nodes, edges, label=f"{len(group)} statements of {paper} and what they rest on"))
        return Overview(paper, tuple(pictures), tuple(_told(graph, order)), tuple(alone))

    def _folded(self, paper: str) -> nx.MultiDiGraph[str]:
        """Statements of the paper, arrows between them, and what repairs them, wherever it stands."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self.statement(claim["id"]) for claim in self.claims.values() if claim["paper"] == paper)
        own = set(graph)
        for edge in self.edges:
            a, b = self.statement(edge.before), self.statement(edge.after)
            if a != b and a in own and (b in own or edge.relation == "repairs"):
                graph.add_edge(a, b, key=edge.relation)
        return graph

    def node(self, claim_id: str, home: str, root: str, *, extra: str = "", link: bool = True) -> Node:
        """A claim as it stands in a picture of the paper ``home``, seen from a page with this ``root``."""
        *over, name = claim_id.split(".")
        if over and over[0] == home:
            del over[0]
        if claim_id not in self.claims:
            return self._group(claim_id, name, ".".join(over), root)
        claim = self.claims[claim_id]
        return Node(
            claim_id,
            name,
            ".".join(over),
            claim["verdict"],
            claim["standing"],
            f"{root}claim/{claim_id}.html" if link else None,
            told(claim),
            extra,
        )

    def _group(self, name: str, last: str, over: str, root: str) -> Node:
        """Claims without a whole, as one: the least verdict and the weakest standing among them."""
        members = [claim for claim in self.claims.values() if self.statement(claim["id"]) == name]
        verdict = Verdict.of_parts(Verdict(claim["verdict"]) for claim in members).value
        standing = max((Standing(claim["standing"]) for claim in members), key=list(Standing).index).value
        text = f"{name}: a group of {len(members)} claims, the weakest {verdict}"
        href = f"{root}claims.html?text={name}."
        return Node(name, f"{last} ({len(members)})", over, verdict, standing, href, text, "group")


def told(claim: Claim) -> str:
    """A claim in one line: id, verdict, standing and title."""
    standing = "" if claim["standing"] == "UNCONDITIONAL" else f", {claim['standing']}"
    return f"{claim['id']}: {claim['verdict']}{standing}. {claim['label']}: {claim['title']}"


def address(claim_id: str, direction: str = "both", depth: int | str = 1) -> str:
    """Where the focused view of a claim stands: ``direction`` is ancestors, descendants or both; ``depth`` may be all."""
    return f"graph.html#claim={claim_id}&direction={direction}&depth={depth}"


def _named(claim: Claim, relation: str) -> list[str]:
    found = claim[relation]
    if found is None:
        return []
    return [found] if isinstance(found, str) else list(found)


def _told(graph: nx.MultiDiGraph[str], order: Mapping[str, int]) -> Iterator[tuple[str, Mapping[str, tuple[str, ...]]]]:
    for claim_id in sorted(graph, key=order.__getitem__):
        named: dict[str, list[str]] = {}
        for before, _, relation in graph.in_edges(claim_id, keys=True):
            named.setdefault(relation, []).append(before)
        if named:
            ordered = {key: tuple(sorted(named[key], key=order.__getitem__)) for key in RELATIONS if key in named}
            yield claim_id, ordered
