"""The page of the dependency graph: an overview of each paper, and focused views that a script draws."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

from markupsafe import Markup

from verify.report.site.environment import SITE, render, static
from verify.report.site.graph_drawing import Edge, Node, draw, looks
from verify.report.site.graph_views import RELATIONS, ClaimGraph, address, told
from verify.report.site.palette import LOOKS

_STANDINGS = (
    ("UNCONDITIONAL", "rests on nothing that is not decided here"),
    ("CONDITIONAL", "rests on a cited theorem or a written argument"),
    ("BROKEN", "its proof uses a refuted claim"),
)
_ARROWS: Mapping[str, str] = {
    "uses": "our proof of the claim at the head uses the other",
    "published_uses": "the published proof uses it",
    "parts": "it is a part of the statement at the diamond",
    "repairs": "the claim at the head repairs the other",
}


def graph_files(graph: ClaimGraph, papers: Mapping[str, str] | None = None, **common: Any) -> dict[str, str]:
    """The page, its script and what that reads, by their paths in the site.

    Args:
        graph: the claims.
        papers: what they are called, in the order of the page; all, under the names of their folders, if not given.
        common: what every page gets, see :func:`verify.report.site.environment.render`.
    """

    def claim(claim_id: str) -> Markup:
        node = graph.node(claim_id, "", "")
        mark = LOOKS[node.verdict].mark if node.verdict in LOOKS else ""
        text = '<a href="{}" class="v-{} inline"><span aria-hidden="true">{} </span>{}</a><span class="hidden"> ({})</span>'
        return Markup(text).format(node.href, node.verdict, mark, claim_id, node.verdict)

    papers = papers or {claim["paper"]: claim["paper"] for claim in graph.claims.values()}
    page = render(
        "graph.html",
        title="The graph of claims",
        page="graph",
        legend=_legend(graph),
        relations=RELATIONS,
        overviews=[(name, graph.overview(paper)) for paper, name in papers.items()],
        claim=claim,
        examples=list(_examples(graph)),
        **common,
    )
    vendored = resources.files(SITE) / "vendor" / "viz-js"
    return {
        "graph.html": page,
        "graph-data.js": f"window.VERIFY_GRAPH = {_data(graph)};\n",
        "static/graph.js": static("graph.js"),
        "static/graph.css": static("graph.css"),
        "static/viz-global.js": (vendored / "viz-global.js").read_bytes().decode("utf-8"),
        "static/viz-global.LICENSES.txt": (vendored / "LICENSES.txt").read_text("utf-8"),
    }


def _examples(graph: ClaimGraph) -> Iterator[tuple[str, str]]:
    """What a focused view is good for, in words, and its address."""
    published = [edge.after for edge in graph.edges if edge.relation == "published_uses"]
    fallen = Counter(claim_id for claim_id in published if graph.claims[claim_id]["verdict"] == "REFUTED")
    for claim_id, _ in fallen.most_common(1):
        yield (
            f"what the published proof of {claim_id} rests on",
            f"{address(claim_id, 'ancestors', 'all')}&edges=published_uses",
        )
    for claim_id, _ in Counter(edge.before for edge in graph.edges if edge.relation == "uses").most_common(1):
        yield f"what rests on {claim_id}", address(claim_id, "descendants", 2)


def _data(graph: ClaimGraph) -> str:
    """Nodes as ``[id, verdict, standing, told]``, arrows by relation as pairs of places in that list."""
    place = {claim_id: number for number, claim_id in enumerate(graph.claims)}
    nodes = [[i, claim["verdict"], claim["standing"], told(claim)] for i, claim in graph.claims.items()]
    edges = {name: [[place[e.before], place[e.after]] for e in graph.edges if e.relation == name] for name in RELATIONS}
    told_data = {"nodes": nodes, "edges": edges, "relations": dict(RELATIONS), "looks": looks()}
    return json.dumps(told_data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _legend(graph: ClaimGraph) -> dict[str, Any]:
    """One small picture for each verdict, standing and relation that occurs."""
    verdicts = {claim["verdict"] for claim in graph.claims.values()}
    standings = {claim["standing"] for claim in graph.claims.values()}
    return {
        "verdicts": [(name, _sample(Node(name, "claim", verdict=name))) for name in LOOKS if name in verdicts],
        "standings": [
            (name, _sample(Node(name, "claim", standing=name)), meaning)
            for name, meaning in _STANDINGS
            if name in standings
        ],
        "relations": list(_arrows(graph)),
    }


def _sample(node: Node) -> Markup:
    return draw([node], [], label="", hidden=True)


def _arrows(graph: ClaimGraph) -> Iterator[tuple[Markup, str]]:
    occurring = {edge.relation for edge in graph.edges}
    for relation, meaning in _ARROWS.items():
        if relation in occurring:
            ends = [Node("a", "", extra="end"), Node("b", "", extra="end")]
            yield draw(ends, [Edge("a", "b", relation)], label="", hidden=True), meaning
