"""``verify weights --report DIR`` as a page: the Markdown of :mod:`verify.report.weights_page` in the frame of the site."""

from __future__ import annotations

from verify.report import citation
from verify.report.from_markdown import html, tables
from verify.report.tables import files


def page(markdown: str) -> dict[str, str]:
    """``index.html``, the tables as CSV and LaTeX and ``cite.bib``, by path below the folder of the report.

    Args:
        markdown: the text of ``weights.md``, whose figures lie beside it.
    """
    from verify.report.site.environment import render

    found = tables(markdown)
    title = markdown.split("\n", 1)[0].lstrip("# ")
    sources = (citation.SOFTWARE, citation.POWER_METHOD)
    text = render(
        "weights.html",
        title=title,
        alone=True,
        body=html(markdown),
        tables=found,
        cite=citation.told(sources),
    )
    return {"index.html": text, **files(found), "cite.bib": citation.bibtex(sources)}
