"""A page from Markdown that is there already, so that no text is written twice: HTML with MathML, and its tables as CSV and LaTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from verify.report.tables import Column, Table

_MARKS = re.compile(r"\*\*|`|\\(?=[|\\`*_])")


def html(text: str) -> Markup:
    """The body of a page. Tables can be scrolled, verdicts are labels; HTML in the Markdown is escaped."""
    from verify.report.site.environment import badge
    from verify.report.site.palette import LOOKS

    made = str(_parser().render(text))
    for verdict in LOOKS:
        made = made.replace(f"<strong>{verdict}</strong>", str(badge(verdict)))
    return Markup(made)


def tables(text: str) -> list[Table]:
    """The tables, named by the heading they stand under (``layers``, ``layers_2``), cells as the page shows them."""
    tokens = _parser().parse(text)
    found: list[Table] = []
    heading = "table"
    rows: list[list[str]] = []
    row: list[str] = []
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            heading = tokens[i + 1].content
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            row = []
        elif token.type in ("th_open", "td_open"):
            row.append(_plain(tokens[i + 1].content))
        elif token.type == "tr_close":
            rows.append(row)
        elif token.type == "table_close":
            found.append(_table(heading, rows, [table.name for table in found]))
    return found


def _table(heading: str, rows: Sequence[Sequence[str]], taken: Sequence[str]) -> Table:
    name = re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_") or "table"
    number = 1 + sum(other == name or re.fullmatch(rf"{name}_\d+", other) is not None for other in taken)
    columns = [Column(cell, cell) for cell in rows[0]]
    return Table(name if number == 1 else f"{name}_{number}", heading, columns, [list(row) for row in rows[1:]])


def _plain(cell: str) -> str:
    """A cell without its Markdown: marks of code and strength, escapes; formulas stay as they are."""
    parts = re.split(r"(\$[^$]*\$)", cell)
    return "".join(part if i % 2 else _MARKS.sub("", part) for i, part in enumerate(parts))


def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    from verify.report.site.math import formula_or_source

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        renderer=lambda source, _options: str(formula_or_source(source)),
    )
    parser.add_render_rule("table_open", _opened)
    parser.add_render_rule("table_close", lambda *_: "</table>\n</div>\n")
    return parser


def _opened(_renderer: Any, tokens: Sequence[Any], index: int, *_rest: Any) -> str:
    number = sum(token.type == "table_open" for token in tokens[: index + 1])
    return f'<div class="scroll" role="region" aria-label="Table {number}" tabindex="0">\n<table>\n'
