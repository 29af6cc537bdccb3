"""A graph of claims as SVG: Graphviz places shapes and arrows, the text is ours, colours are left to the style sheet.

Text is never measured: boxes get their size from the number of letters, so that no font of the machine changes a byte.
``static/graph.js`` draws the focused views from the same tables (:func:`looks`) with Graphviz compiled for browsers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

from verify.report.site.palette import LOOKS

# Graphviz attributes of each verdict's shape; ``pad`` and ``stretch``: how much wider than its text
# it must be, and by ``tall`` more where the text has two lines.
_SHAPES: Mapping[str, Mapping[str, Any]] = {
    "PROVED": {"shape": "box", "style": "solid", "pad": 18, "stretch": 1.0, "tall": 0},
    "CERTIFIED": {"shape": "box", "style": "rounded", "pad": 20, "stretch": 1.0, "tall": 0},
    "CORROBORATED": {"shape": "ellipse", "style": "solid", "pad": 18, "stretch": 1.22, "tall": 12},
    "REFUTED": {"shape": "octagon", "style": "solid", "pad": 26, "stretch": 1.0, "tall": 24},
    "INCONCLUSIVE": {"shape": "hexagon", "style": "solid", "pad": 30, "stretch": 1.08, "tall": 16},
    "SKIPPED": {"shape": "parallelogram", "style": "solid", "pad": 30, "stretch": 1.16, "tall": 10},
    "CONTRADICTED": {"shape": "doubleoctagon", "style": "solid", "pad": 34, "stretch": 1.0, "tall": 24},
}
_OTHER = {"shape": "box", "style": "solid", "pad": 18, "stretch": 1.0, "tall": 0}
# Arrowheads of each relation; lines differ in the style sheet.
_HEADS: Mapping[str, str] = {"uses": "normal", "published_uses": "empty", "repairs": "vee", "parts": "odiamond"}
# Sizes in pixels: the advance of a letter in a fixed-width font at the sizes of the style sheet, and heights of a box.
_LETTER, _SMALL_LETTER, _HEIGHT, _TALL = 7.3, 6.1, 26, 40
_GRAPH = {
    "rankdir": "LR",
    "nodesep": "0.14",
    "ranksep": "0.45",
    "pad": "0.05",
    "margin": "0",
    "outputorder": "edgesfirst",
}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Node:
    """A claim in a picture.

    Attributes:
        id: of the claim.
        name: its text, beside the mark of its verdict.
        over: a smaller line above, such as the statement that it is a part of; may be empty.
        verdict: shape, mark and colour.
        standing: the outline.
        href: where a click leads; ``None`` for no link.
        told: what a screen reader says, and what is shown where the mouse rests.
        extra: further classes, such as ``focus``.
    """

    id: str
    name: str
    over: str = ""
    verdict: str = ""
    standing: str = ""
    href: str | None = None
    told: str = ""
    extra: str = ""


@dataclass(frozen=True)
class Edge:
    """An arrow from what is named to the claim that names it: from a lemma to the theorem that uses it."""

    before: str
    after: str
    relation: str


def looks() -> dict[str, Any]:
    """The tables of this module, for the drawing in the browser."""
    marks = {verdict: look.mark for verdict, look in LOOKS.items()}
    sizes = {"letter": _LETTER, "small": _SMALL_LETTER, "height": _HEIGHT, "tall": _TALL}
    return {"graph": _GRAPH, "shapes": _SHAPES, "other": _OTHER, "heads": _HEADS, "marks": marks, "sizes": sizes}


def draw(nodes: Sequence[Node], edges: Iterable[Edge], *, label: str, hidden: bool = False) -> Markup:
    """One picture; the same graph gives the same bytes.

    Args:
        nodes: in the order in which they should stand, where the edges leave a choice.
        edges: between them.
        label: what the picture shows, for screen readers.
        hidden: for a picture that only repeats what stands beside it: it is kept from screen readers and from the tab key.
    """
    import pygraphviz

    graph = pygraphviz.AGraph(directed=True, strict=False)
    graph.graph_attr.update(_GRAPH)
    graph.node_attr.update(label="", fixedsize="true")
    graph.edge_attr.update(arrowsize="0.7")
    for number, node in enumerate(nodes):
        graph.add_node(node.id, **_attributes(node), **{"class": str(number)})
    for edge in edges:
        graph.add_edge(edge.before, edge.after, arrowhead=_HEADS[edge.relation], **{"class": f"edge-{edge.relation}"})
    drawn = ElementTree.fromstring(graph.draw(format="svg", prog="dot"))
    return _rewritten(drawn, nodes, label, hidden)


def _attributes(node: Node) -> dict[str, str]:
    look = _SHAPES.get(node.verdict, _OTHER)
    text = max((len(node.name) + 2) * _LETTER, len(node.over) * _SMALL_LETTER)
    width = math.ceil(text * look["stretch"]) + look["pad"] + (look["tall"] if node.over else 0)
    height = _TALL if node.over else _HEIGHT
    return {"shape": look["shape"], "style": look["style"], "width": _inches(width), "height": _inches(height)}


def _inches(pixels: float) -> str:
    return f"{pixels / 72:.4f}"


def _rewritten(drawn: ElementTree.Element, nodes: Sequence[Node], label: str, hidden: bool) -> Markup:
    """The drawing without colours, fonts and ids, its nodes with text and links."""
    left, top, width, height = (float(number) for number in drawn.attrib["viewBox"].split())
    whole = drawn[0]
    shift = whole.attrib["transform"].split("translate")[-1]
    arrows, boxes = [], []
    for group in whole.iterfind(f"{_SVG}g"):
        kind, *rest = group.attrib["class"].split()
        if kind == "edge":
            arrows.append(f'<g class="{rest[0]}">{"".join(map(_shape, group[1:]))}</g>')
        else:
            boxes.append(_box(nodes[int(rest[0])], group[1:], hidden))
    about = 'aria-hidden="true"' if hidden else f'role="group" aria-label="{escape(label)}"'
    size = f'width="{math.ceil(width)}" height="{math.ceil(height)}" viewBox="{left:g} {top:g} {width:g} {height:g}"'
    edges = f'<g class="edges" aria-hidden="true">{"".join(arrows)}</g>' if arrows else ""
    return Markup(
        f'<svg class="claim-graph" {size} {about}><g transform="translate{shift}">{edges}{"".join(boxes)}</g></svg>'
    )


def _box(node: Node, shapes: Sequence[ElementTree.Element], hidden: bool) -> str:
    numbers = [float(number) for number in _NUMBER.findall(shapes[0].get("points") or shapes[0].get("d") or "")]
    if shapes[0].tag == f"{_SVG}ellipse":
        x, y = float(shapes[0].attrib["cx"]), float(shapes[0].attrib["cy"])
    else:
        x = (min(numbers[::2]) + max(numbers[::2])) / 2
        y = (min(numbers[1::2]) + max(numbers[1::2])) / 2
    mark = LOOKS[node.verdict].mark + " " if node.verdict in LOOKS else ""
    over = f'<text class="over" x="{x:g}" y="{y - 6:g}">{escape(node.over)}</text>' if node.over else ""
    text = f'{over}<text x="{x:g}" y="{y + (12 if node.over else 4):g}">{mark}{escape(node.name)}</text>'
    classes = " ".join(filter(None, ("node", f"v-{node.verdict}", f"s-{node.standing}", node.extra)))
    inner = f"<title>{escape(node.told)}</title>{''.join(map(_shape, shapes))}{text}"
    if node.href is None:
        return f'<g class="{classes}">{inner}</g>'
    reach = ' tabindex="-1"' if hidden else f' aria-label="{escape(node.told)}"'
    return f'<a class="{classes}" href="{escape(node.href)}"{reach}>{inner}</a>'


def _shape(element: ElementTree.Element) -> str:
    kept = {key: element.get(key) for key in ("points", "d", "cx", "cy", "rx", "ry")}
    told = "".join(f' {key}="{value}"' for key, value in kept.items() if value is not None)
    return f"<{element.tag.removeprefix(_SVG)}{told}/>"
