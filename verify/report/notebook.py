"""What a notebook shows of a result: a small HTML table with the words that the terminal and the reports use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verify.equilibria.search.found import Equilibria
    from verify.equilibria.stability import Stability
    from verify.examine import Outcome

SHOWN = 20
"""Equilibria of a search that a notebook shows; ``to_dict()`` has all."""


def stability(result: Stability) -> str:
    """One row for each eigenvector, then the totals and what they mean."""
    from verify.equilibria.summary import TOTAL_WORDS, conclusion, count, heading, rows, shown

    found, hidden = shown(rows(result))
    measure = "abscissa" if result.problem.step_size is None else "radius"
    heads = ("#", "eigenvalue", "c", f"consensus ({measure})", "stable splits", "other splits")
    cells = [
        (str(r.eigenvector), f"{r.eigenvalue:.6g}", f"{r.score:.4g}", r.consensus, r.stable, r.other) for r in found
    ]
    totals = result.totals()
    notes = [f"... and {hidden} more eigenvectors without a stable state"] if hidden else []
    notes.append(
        "; ".join(f"{word} {count(totals, name, result.problem.tokens)}" for name, word in TOTAL_WORDS.items())
    )
    return _table(heading(result), heads, cells, [*notes, conclusion(result)])


def equilibria(result: Equilibria) -> str:
    """The first equilibria of a search, and what it says of the rest."""
    from verify.equilibria.search.document import HEADINGS, cells, conclusion, heading

    found = list(result)
    notes = [f"... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    rows = [cells(result, entry) for entry in found[:SHOWN]]
    return _table(heading(result), HEADINGS, rows, [*notes, conclusion(result)])


def outcome(result: Outcome) -> str:
    """The verdict of one claim, and each finding that it is the join of."""
    rows = [(f.kind, f.verdict.value, f.engine, " ".join(f.detail.split())) for f in result.findings]
    fallen = sum(fall.verdict.value == "REFUTED" for fall in result.mutants)
    notes = [f"mutants refuted: {fallen} of {len(result.mutants)}"] if result.mutants else []
    notes += [str(f.counterexample["explanation"]) for f in result.findings if f.counterexample][:1]
    caption = f"{result.claim_id}: {result.verdict.value}"
    return _table(caption, ("evidence", "verdict", "engine", "detail"), rows, notes)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], notes: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    told = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{told}"
    )
