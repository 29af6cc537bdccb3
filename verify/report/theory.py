"""``docs/theory_*.md``, one page for a paper: each published statement beside its verdict, its parts and what repairs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verify.claim import Claim
from verify.graph import Theory
from verify.report.published import Paper
from verify.report.readme import published
from verify.verdict import Verdict


def document(theory: Theory, paper: Paper, known: Mapping[str, Verdict]) -> str:
    """The whole page."""
    lines = [paper.head, *_assumptions(theory, paper, known)]
    for claim in published(theory, paper):
        lines += _section(theory, known, claim)
    return "\n".join(lines).rstrip("\n") + "\n"


def _assumptions(theory: Theory, paper: Paper, known: Mapping[str, Verdict]) -> Iterator[str]:
    """A table of the assumptions of each statement that tells them all, from its hypotheses; nothing if the paper has none."""
    if not paper.assumptions:
        return
    yield "## Assumptions of the theorems"
    yield ""
    yield f"| statement | {' | '.join(paper.assumptions)} | verdict | repaired |"
    yield "|---" * (len(paper.assumptions) + 3) + "|"
    for claim in published(theory, paper):
        told = {hypothesis.name: hypothesis.latex for hypothesis in claim.hypotheses}
        if set(paper.assumptions) <= set(told):
            repaired = theory.repaired_by(claim.id)
            row = [
                f"`{claim.id.removeprefix(f'{paper.name}.')}`",
                *(_line(told[name]).replace("|", r"\vert ") for name in paper.assumptions),
            ]
            row += [_verdict(known, claim.id), f"`{repaired}`" if repaired else ""]
            yield f"| {' | '.join(row)} |"
    yield ""


def _section(theory: Theory, known: Mapping[str, Verdict], claim: Claim) -> Iterator[str]:
    yield f"## {claim.source.label}: {claim.title}"
    yield ""
    yield f"`{claim.id}` **{_verdict(known, claim.id)}** ({_origin(claim)})"
    yield ""
    yield f"> {_line(claim.statement)}"
    yield ""
    if claim.note:
        yield from (_line(claim.note), "")
    yield from _parts(theory, known, claim, claim.note)
    repairs = [c for c in theory.claims.values() if c.repairs in {claim.id, *_below(theory, claim)}]
    for other in repairs:
        yield f"Repaired: `{other.id}` **{_verdict(known, other.id)}**. {_line(other.statement)}"
        yield ""


def _parts(theory: Theory, known: Mapping[str, Verdict], claim: Claim, told: str) -> Iterator[str]:
    """One bullet for each part; a note that was told above is not told again."""
    seen = {told, ""}
    for part_id in _below(theory, claim):
        part = theory.claims[part_id]
        mark = ", ours" if part.source.origin == "ours" else ""
        note = "" if part.note in seen else f" {_line(part.note)}"
        seen.add(part.note)
        yield f"- `{part_id}` **{_verdict(known, part_id)}**{mark}. {_line(part.statement)}{note}"
    if claim.parts:
        yield ""


def _below(theory: Theory, claim: Claim) -> list[str]:
    """Parts, each followed by its own parts; a part of several is told once, where it comes first."""
    found = [below for part in claim.parts for below in (part, *_below(theory, theory.claims[part]))]
    return list(dict.fromkeys(found))


def _verdict(known: Mapping[str, Verdict], claim_id: str) -> str:
    return known[claim_id].value if claim_id in known else "not run"


def _origin(claim: Claim) -> str:
    how = f": {claim.source.restoration}" if claim.source.restoration else ""
    return _line(f"{claim.source.origin}{how}")


def _line(text: str) -> str:
    return " ".join(text.split())
