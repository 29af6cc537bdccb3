"""The index of ``certificates/``: which files a claim leaves, what the solvers answered, how to check them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

_HEAD = """# Certificates

What was decided exactly can be decided again without this package.

- `CLAIM.smt2` asks whether real numbers violate the claim (for a claim of existence: whether some are an example). The
  first lines say what each solver answered. Ask again: `z3 FILE`, or `cvc5 FILE`.
- `CLAIM.json` shows that there are none, by polynomial identities over the rationals: products of the hypotheses and
  squares, with positive factors, that add up to 0. Check it: `python -m verify.positivity FILE`, which needs nothing
  but Python's standard library (the one file `verify/positivity.py` is enough).
"""


def index(told: Mapping[str, Any]) -> str:
    """The Markdown page for a document that went through :func:`verify.report.json.stable`."""
    rows = [row for claim in told["claims"] if (row := _row(claim))]
    by_both = sum(row[2] == row[3] == "unsat" for row in rows)
    identities = sum(row[4] != "" for row in rows)
    lines = [_HEAD]
    lines.append(f"{len(rows)} claims; {by_both} decided by both solvers, {identities} by identities.\n")
    lines += ["| claim | query | z3 | cvc5 | identities |", "|---|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _row(claim: Mapping[str, Any]) -> tuple[str, str, str, str, str] | None:
    found = [evidence for evidence in claim["evidence"] if evidence["certificate"]]
    if not found:
        return None
    solved = [evidence for evidence in found if evidence["kind"] != "positivity"]
    shown = [evidence for evidence in found if evidence["kind"] == "positivity"]
    answers = [", ".join(str(e["stats"].get(solver, "")) for e in solved) for solver in ("z3", "cvc5")]
    counts = ", ".join(
        f"{link} ({e['stats'].get('identities', '')})" for e, link in zip(shown, _links(shown), strict=True)
    )
    return f"`{claim['id']}`: {claim['verdict']}", ", ".join(_links(solved)), answers[0], answers[1], counts


def _links(evidence: list[Mapping[str, Any]]) -> Iterator[str]:
    for each in evidence:
        name = PurePosixPath(each["certificate"]).name
        yield f"[{PurePosixPath(name).suffix[1:]}]({name})"
