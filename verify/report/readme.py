"""The tables of verdicts in ``README.md``, and what else is generated from claims and ledger.

``python -m verify.report.readme``, in the repository's root, rewrites the tables and ``docs/theory_*.md``; what they say of
each paper stands in :mod:`verify.report.published`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from verify import ledger as ledgers
from verify.claim import Claim
from verify.errors import InvalidInput
from verify.graph import Theory, load
from verify.outputs import write_text
from verify.report.published import Paper, papers
from verify.verdict import Verdict

BEGIN = "<!-- verdicts of {}: begin; written by `python -m verify.report.readme` -->"
END = "<!-- verdicts of {}: end -->"


def published(theory: Theory, paper: Paper) -> list[Claim]:
    """The published statements of the paper, in its order: those that are not part of another one, and parts with words.

    Raises:
        InvalidInput: if the words and the claims name different statements.
    """
    inside = {part for claim in theory.claims.values() if claim.paper == paper.name for part in claim.parts}
    found = {
        claim.id.removeprefix(f"{paper.name}."): claim
        for claim in theory.claims.values()
        if claim.paper == paper.name
        and claim.source.origin != "ours"
        and (claim.id not in inside or claim.id.removeprefix(f"{paper.name}.") in paper.words)
    }
    for name in sorted(found.keys() ^ paper.words.keys()):
        raise InvalidInput(
            f"verify/report/published/{paper.name}.py: WORDS and the published statements differ in {name!r}"
        )
    return [found[name] for name in paper.words]


def verdicts(theory: Theory) -> dict[str, Verdict]:
    """The verdict of every claim in the ledger; of claims that run in the tier full only, that one."""
    ledger = ledgers.read(theory)
    found = {claim_id: ledger.known(claim_id) for claim_id in ledger.entries}
    return {claim_id: verdict for claim_id, verdict in found.items() if verdict is not None}


def table(theory: Theory, paper: Paper, known: Mapping[str, Verdict]) -> str:
    """The rows of the README for one paper.

    Raises:
        InvalidInput: for a verdict that the words are not about, or none.
    """
    return "\n".join(_rows(theory, paper, known)) + "\n"


def _rows(theory: Theory, paper: Paper, known: Mapping[str, Verdict]) -> Iterator[str]:
    yield "| claim | verdict | what is proved, what fails | repaired |"
    yield "|---|---|---|---|"
    for claim in published(theory, paper):
        name = claim.id.removeprefix(f"{paper.name}.")
        about, words = paper.words[name]
        if claim.id not in known:
            raise InvalidInput(f"{claim.id}: no quick verdict in the ledger: verify run && verify bless {claim.id}")
        if known[claim.id].value != about:
            raise InvalidInput(
                f"verify/report/published/{paper.name}.py: the words for {name} are about {about}, "
                f"the verdict is {known[claim.id].value}"
            )
        repaired = theory.repaired_by(claim.id)
        told = words.replace("|", r"\|")  # also in code a bar ends a cell
        yield f"| `{name}` | {about} | {told} | {f'`{repaired}`' if repaired else ''} |"


def replaced(readme: str, name: str, rows: str) -> str:
    """The README with these rows between the markers of the paper ``name``.

    Raises:
        InvalidInput: if a marker is missing.
    """
    first, last = BEGIN.format(name), END.format(name)
    before, begin, rest = readme.partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise InvalidInput(f"README.md: the markers {first} and {last} are missing")
    return f"{before}{first}\n\n{rows}\n{last}{after}"


def main(root: Path = Path()) -> None:
    """Rewrite what is generated."""
    from verify.report.theory import document

    theory = load()
    known = verdicts(theory)
    readme = root / "README.md"
    text = readme.read_text("utf-8")
    for paper in papers():
        text = replaced(text, paper.name, table(theory, paper, known))
        write_text(root / paper.page, document(theory, paper, known))
    write_text(readme, text)


if __name__ == "__main__":
    main()
