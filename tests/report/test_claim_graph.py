"""The pictures of the graph of claims: which claims they show, which arrows, and what stands in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from verify.report.site.graph import graph_files
from verify.report.site.graph_drawing import Edge, Node, draw
from verify.report.site.graph_views import RELATIONS, ClaimGraph, address

REPORTED = Path(__file__).parents[2] / "reports" / "claims.json"


def claim(name: str, verdict: str = "PROVED", standing: str = "UNCONDITIONAL", **named: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"uses": [], "published_uses": [], "parts": [], "repairs": None}
    about = {
        "paper": name.split(".", maxsplit=1)[0],
        "label": "Lemma",
        "title": "A < B",
        "verdict": verdict,
        "standing": standing,
    }
    return {"id": name, **about, **empty, **named}


# A theorem whose second part is false; its published proof used a false lemma; another folder repairs both.
THEORY = [
    claim("p.lemma", "REFUTED"),
    claim("p.theorem", "REFUTED", parts=["p.theorem.one", "p.theorem.two"], published_uses=["p.lemma"]),
    claim("p.theorem.one"),
    claim("p.theorem.two", "REFUTED", uses=["q.tools.first"]),
    claim("p.alone", "SKIPPED"),
    claim("q.tools.first"),
    claim("q.tools.second", "CORROBORATED", "CONDITIONAL"),
    claim("q.lemma_repaired", repairs="p.lemma", uses=["q.tools.second", "not.run"]),
    claim("q.theorem_repaired", repairs="p.theorem.two", uses=["q.lemma_repaired"]),
]


def shown(picture: str) -> set[str]:
    """The claims whose boxes are in a picture."""
    return set(re.findall(r'href="[^"]*claim/([^"]+)\.html"', picture))


def arrows(picture: str) -> list[str]:
    return sorted(re.findall(r'<g class="edge-(\w+)">', picture))


def test_arrows_run_from_what_is_named_and_claims_that_did_not_run_are_left_out() -> None:
    graph = ClaimGraph(THEORY)
    assert Edge("p.lemma", "p.theorem", "published_uses") in graph.edges
    assert Edge("p.theorem.two", "q.theorem_repaired", "repairs") in graph.edges
    assert Edge("p.theorem.one", "p.theorem", "parts") in graph.edges
    assert len(graph.edges) == 2 + 1 + 1 + 2 + 2  # parts, published uses, uses of a part, of the repairs, repairs
    assert not any("not.run" in (edge.before, edge.after) for edge in graph.edges)


def test_an_overview_folds_parts_and_shows_the_repairs_of_other_papers() -> None:
    overview = ClaimGraph(THEORY).overview("p")
    (picture,) = overview.pictures
    assert shown(picture) == {"p.lemma", "p.theorem", "q.lemma_repaired", "q.theorem_repaired"}
    assert arrows(picture) == ["published_uses", "repairs", "repairs"]
    assert overview.alone == ("p.alone",)
    assert overview.told == (
        ("p.theorem", {"published_uses": ("p.lemma",)}),
        ("q.lemma_repaired", {"repairs": ("p.lemma",)}),
        ("q.theorem_repaired", {"repairs": ("p.theorem",)}),
    )


def test_claims_without_a_whole_are_one_group_with_the_weakest_verdict_and_standing() -> None:
    overview = ClaimGraph(THEORY).overview("q")
    (picture,) = overview.pictures
    assert "tools (2)" in picture
    assert "q.tools: a group of 2 claims, the weakest CORROBORATED" in picture
    assert 'class="node v-CORROBORATED s-CONDITIONAL group"' in picture
    assert arrows(picture) == ["uses", "uses"]


def test_each_component_is_a_picture_of_its_own_the_largest_first() -> None:
    pairs = [claim("p.a"), claim("p.b", uses=["p.a"]), claim("p.c"), claim("p.d", uses=["p.c"])]
    three = [claim("p.e"), claim("p.f", uses=["p.e"]), claim("p.g", uses=["p.f"])]
    pictures = ClaimGraph(pairs + three).overview("p").pictures
    assert [shown(picture) for picture in pictures] == [
        {"p.e", "p.f", "p.g"},
        {"p.a", "p.b"},
        {"p.c", "p.d"},
    ]


def test_a_neighbourhood_shows_what_a_claim_names_and_what_names_it() -> None:
    graph = ClaimGraph(THEORY)
    picture = graph.neighbourhood("p.theorem.two")
    assert picture is not None
    assert shown(picture) == {"q.tools.first", "p.theorem", "q.theorem_repaired"}  # itself has no link
    assert arrows(picture) == ["parts", "repairs", "uses"]
    assert 'aria-hidden="true"' in picture
    assert picture.count('tabindex="-1"') == 3
    assert graph.neighbourhood("p.alone") is None


def test_a_crowded_side_ends_in_a_link_to_the_focused_view() -> None:
    lemmas = [claim(f"p.lemma_{k}") for k in range(14)]
    theorem = claim("p.theorem", uses=[lemma["id"] for lemma in lemmas])
    picture = ClaimGraph([*lemmas, theorem]).neighbourhood("p.theorem")
    assert picture is not None
    assert shown(picture) == {f"p.lemma_{k}" for k in range(9)}
    assert "5 more</text>" in picture
    assert f"../{address('p.theorem', 'ancestors')}".replace("&", "&amp;") in picture


def test_a_picture_holds_no_colour_no_font_and_no_id_and_is_well_formed() -> None:
    picture = draw(
        [Node("a", "<a>", told='"quoted" & <b>', href="x?a&b"), Node("b", "b")], [Edge("a", "b", "uses")], label="&"
    )
    for forbidden in ("fill=", "stroke=", "font", " id=", "style=", "<!--", "Generated"):
        assert forbidden not in picture
    parsed = ElementTree.fromstring(picture)
    assert parsed.attrib["aria-label"] == "&"
    assert [text.text for text in parsed.iter("text")] == ["<a>", "b"]
    assert next(parsed.iter("title")).text == '"quoted" & <b>'


@pytest.mark.parametrize(
    "verdict", ["PROVED", "CERTIFIED", "CORROBORATED", "REFUTED", "INCONCLUSIVE", "SKIPPED", "CONTRADICTED"]
)
def test_text_stands_in_the_middle_of_every_shape(verdict: str) -> None:
    parsed = ElementTree.fromstring(draw([Node("a", "somewhat_long", "above", verdict)], [], label="one"))
    width, height = float(parsed.attrib["width"]), float(parsed.attrib["height"])
    shift_x, shift_y = map(float, re.findall(r"-?[\d.]+", parsed[0].attrib["transform"]))
    for text in parsed.iter("text"):
        assert float(text.attrib["x"]) + shift_x == pytest.approx(width / 2, abs=1)
        assert abs(float(text.attrib["y"]) + shift_y - height / 2) < 14
        letter = 6.1 if text.get("class") == "over" else 7.3
        assert len(text.text or "") * letter < width - (30 if verdict == "REFUTED" else 8)


def test_shapes_tell_the_verdicts_apart_without_colour() -> None:
    def outline(verdict: str) -> Any:
        parsed = ElementTree.fromstring(draw([Node("a", "same_text", verdict=verdict)], [], label=""))
        shapes = [shape for shape in parsed.iter() if shape.tag in ("polygon", "path", "ellipse")]
        return [(shape.tag, len(shape.get("points", "").split())) for shape in shapes]

    verdicts = ("PROVED", "CERTIFIED", "CORROBORATED", "REFUTED", "INCONCLUSIVE", "CONTRADICTED")
    assert len({str(outline(verdict)) for verdict in verdicts}) == len(verdicts)
    assert outline("SKIPPED") == outline("PROVED")  # four corners both, of a parallelogram and of a rectangle


def files() -> dict[str, str]:
    return graph_files(ClaimGraph(json.loads(REPORTED.read_text("utf-8"))["claims"]))


def test_the_whole_report_gives_the_same_bytes_and_every_statement_once() -> None:
    made = files()
    assert files() == made
    claims = json.loads(REPORTED.read_text("utf-8"))["claims"]
    page = made["graph.html"]
    graph = ClaimGraph(claims)
    for statement in {graph.statement(entry["id"]) for entry in claims}:
        page_of_it = f"claim/{statement}.html" if statement in graph.claims else f"claims.html?text={statement}."
        assert f'href="{page_of_it}"' in page, statement


def test_the_data_of_the_script_is_the_graph() -> None:
    claims = json.loads(REPORTED.read_text("utf-8"))["claims"]
    text = files()["graph-data.js"]
    data = json.loads(text.removeprefix("window.VERIFY_GRAPH = ").removesuffix(";\n"))
    names = [node[0] for node in data["nodes"]]
    assert names == [entry["id"] for entry in claims]

    def pairs(relation: str, before: Iterable[tuple[str, str]]) -> None:
        assert {(names[a], names[b]) for a, b in data["edges"][relation]} == set(before)

    pairs("uses", ((used, entry["id"]) for entry in claims for used in entry["uses"]))
    pairs("repairs", ((entry["repairs"], entry["id"]) for entry in claims if entry["repairs"]))
    assert list(data["edges"]) == list(RELATIONS)


def test_the_compiled_graphviz_is_whole_and_comes_with_its_licences() -> None:
    made = files()
    assert made["static/viz-global.js"].startswith("/*!\nViz.js 3.31.0")
    assert "Eclipse Public License - v 2.0" in made["static/viz-global.LICENSES.txt"]
    assert "Permission is hereby granted" in made["static/viz-global.LICENSES.txt"]
