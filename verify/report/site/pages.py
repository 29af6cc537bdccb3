"""All files of the site, by their paths from its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verify.report.drawn import Figure
from verify.report.site import claim as claims
from verify.report.site import front, paper, table
from verify.report.site.content import Content
from verify.report.site.environment import assets
from verify.report.site.graph import graph_files


def pages(content: Content, figures: Mapping[str, Sequence[Figure]]) -> Iterator[tuple[str, str]]:
    """Path and text of every page, style sheet, script and counterexample; figures are written by whoever drew them."""
    yield "index.html", front.page(content)
    yield "claims.html", table.page(content)
    yield "search.js", table.index(content)
    yield from assets().items()
    titles = {group.name: group.title for group in content.groups}
    yield from graph_files(content.graph, titles, **content.common()).items()
    for group in content.groups:
        yield group.href, paper.page(content, group)
        around = (None, *group.claims, None)
        for k, claim in enumerate(group.claims, 1):
            shown = figures.get(claim["id"]) or figures.get((claim["counterexample"] or {}).get("claim") or "", ())
            yield f"claim/{claim['id']}.html", claims.page(content, claim, shown, (around[k - 1], around[k + 1]))
            example = claims.example_file(claim)
            if example is not None:
                yield example
