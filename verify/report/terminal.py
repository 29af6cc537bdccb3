"""What a person at a terminal sees: the live progress of a run, its table, its summary and what to do next."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from verify.guard import waiting
from verify.report import words

if TYPE_CHECKING:
    from verify.runner import Progress as State
    from verify.runner import Watch

STYLES = {
    "PROVED": "green",
    "CERTIFIED": "green",
    "CORROBORATED": "cyan",
    "REFUTED": "magenta",
    "INCONCLUSIVE": "yellow",
    "SKIPPED": "dim",
    "CONTRADICTED": "bold red",
    "BROKEN": "bold red",
    "CONDITIONAL": "yellow",
}
# Into a file or a pipe a table is as wide as it needs to be; only a terminal has an edge.
_UNBOUNDED = 240


def console(*, stderr: bool = False) -> Console:
    """A console on standard output or error; NO_COLOR and COLUMNS count."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _UNBOUNDED
    return Console(stderr=stderr, width=width, highlight=False, soft_wrap=False)


def word(name: str | None) -> Text:
    """A verdict or standing in its colour."""
    return Text(name or "-", style=STYLES.get(name or "", ""))


def listing(rows: Sequence[tuple[str, str, str, str | None]], width: int) -> Text | Table:
    """Id, label, title and verdict of each claim: lines where they fit (quick for hundreds of rows), else a table that folds."""
    heads = ("claim", "label", "title")
    widths = [max([len(head), *(cell_len(row[k] or "") for row in rows)]) for k, head in enumerate(heads)]
    if sum(widths) + 2 * len(widths) + max([7, *(len(row[3] or "-") for row in rows)]) <= width:
        pads = [" " * wide for wide in widths]
        first = "  ".join(f"{head}{pad[len(head) :]}" for head, pad in zip(heads, pads, strict=True))
        parts: list[str | tuple[str, str]] = [(f"{first}  verdict", "bold")]
        for row in rows:
            told = (f"{cell}{pad[cell_len(cell) :]}" for cell, pad in zip(row[:3], pads, strict=True))
            parts += ["\n" + "  ".join(told) + "  ", (row[3] or "-", STYLES.get(row[3] or "", ""))]
        return Text.assemble(*parts, no_wrap=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    table.add_column("verdict", no_wrap=True)
    for row in rows:
        table.add_row(*row[:3], word(row[3]))
    return table


@contextmanager
def live(total: int, quiet: bool) -> Iterator[Watch | None]:
    """A progress bar on standard error with what runs now; nothing when it is no terminal or when quiet."""
    out = console(stderr=True)
    if quiet or not out.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    running = TextColumn("{task.description}", table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1))
    columns = [MofNCompleteColumn(), TimeElapsedColumn(), running]
    if out.width >= 80:
        columns.insert(0, BarColumn(bar_width=24))
    with Progress(*columns, console=out, transient=True, expand=True) as bar:
        task = bar.add_task("starting", total=total)

        def watch(state: State) -> None:
            names = ", ".join(name.split(".", 1)[-1] for name in state.running)
            bar.update(task, completed=state.done, description=names or "done")

        yield watch


def claims_table(doc: Mapping[str, Any], width: int) -> Table:
    """One row a claim; a narrow terminal gets fewer columns, never cut verdicts."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("claim", overflow="fold")
    if width >= 110:
        table.add_column("label", overflow="fold")
    table.add_column("verdict", no_wrap=True)
    if width >= 60:
        table.add_column("by", overflow="fold")
    if width >= 90:
        table.add_column("standing", no_wrap=True)
        table.add_column("mutants", no_wrap=True)
    published = width >= 130 and any(claim["published_proof_broken"] for claim in doc["claims"])
    if published:
        table.add_column("published proof", no_wrap=True)
    if width >= 75:
        table.add_column("seconds", justify="right", no_wrap=True)
    for claim in doc["claims"]:
        fallen = sum(mutant["verdict"] == "REFUTED" for mutant in claim["mutants"])
        row: list[Text | str] = [claim["id"]]
        row += [claim["label"]] if width >= 110 else []
        row += [word(claim["verdict"])]
        row += [_because(claim)] if width >= 60 else []
        mutants = f"{fallen}/{len(claim['mutants'])}" if claim["mutants"] else ""
        row += [word(claim["standing"]), mutants] if width >= 90 else []
        row += [word("BROKEN") if claim["published_proof_broken"] else ""] if published else []
        row += [f"{sum(e['seconds'] for e in claim['evidence']):.2f}"] if width >= 75 else []
        table.add_row(*row)
    return table


def _because(claim: Mapping[str, Any]) -> str:
    if claim["verdict"] in ("INCONCLUSIVE", "SKIPPED"):
        reasons = dict.fromkeys(e["reason"] for e in claim["evidence"] if e["reason"])
        if reasons:
            return ", ".join(reason.lower().replace("_", " ") for reason in reasons)
        if not claim["evidence"] and claim["reached_by"] is None:
            return "in tier full" if claim.get("full_only") else "no evidence yet"
    return claim["reached_by"] or ""


def summary(doc: Mapping[str, Any], proofs: object = None) -> list[str]:
    """The counts, then what needs attention, then what to do next, with ``--proofs`` where the run had it."""
    claims: Sequence[Mapping[str, Any]] = doc["claims"]
    counts = Counter(claim["verdict"] for claim in claims)
    told = ", ".join(f"{counts[name]} {name}" for name in STYLES if counts[name])
    lines = [f"{len(claims)} claims ({doc['tier']}): {told}"]
    if doc["stopped"]:
        why = "the budget was spent" if doc["stopped"] == "budget" else "interrupted"
        left = sum(not claim["finished"] for claim in claims)
        lines.append(f"stopped: {why}; {left} claims did not run to the end, what finished is kept")
    if doc.get("differences") == []:
        compared = sum(claim["finished"] for claim in claims)
        lines.append(f"matches the ledger: {compared} claim{'' if compared == 1 else 's'}")
    without = waiting(doc)
    for claim in claims:
        for evidence in claim["evidence"]:
            if evidence["kind"] == "positivity" and evidence["reason"] in ("UNKNOWN", "COVERS_LESS"):
                lines.append(f"{claim['id']}: its certificate shows nothing: {evidence['detail']}; search for another")
            if evidence["reason"] in ("MISSING_ENGINE", "ENGINE_FAILED", "VACUOUS"):
                reason = evidence["reason"].lower().replace("_", " ")
                lines.append(f"{claim['id']}: {evidence['kind']}: {reason}: {evidence['detail']}")
        for mutant in [] if claim["id"] in without else claim["mutants"]:
            if mutant["verdict"] != "REFUTED":
                lines.append(f"{claim['id']}: the mutant {mutant['name']!r} is {mutant['verdict']}, expected REFUTED")
    for told in dict.fromkeys(e["detail"] for claim in claims if claim["id"] in without for e in claim["evidence"]):
        lines.append(f"not compared: {told}")
    for claim in claims:
        if claim.get("broken_by"):
            lines.append(f"{claim['id']}: {words.broken(claim['broken_by'])}")
    broken = sum(claim["published_proof_broken"] for claim in claims)
    if broken:
        count = "1 published proof uses" if broken == 1 else f"{broken} published proofs use"
        lines.append(f"{count} a refuted claim; `verify show` and the report name it")
    return lines + [f"next: {step}" for step in _next(claims, "differences" in doc, words.option(proofs))]


def _next(claims: Sequence[Mapping[str, Any]], checked: bool, told: str) -> list[str]:
    first = {verdict: next((c["id"] for c in claims if c["verdict"] == verdict), None) for verdict in STYLES}
    if first["CONTRADICTED"]:
        return [f"verify show {first['CONTRADICTED']}{told}   two engines disagree: this must be resolved first"]
    steps = [] if checked else [f"verify check{told}   compare with the ledger"]
    if first["REFUTED"]:
        steps.append(f"verify show {first['REFUTED']}{told}   its counterexample, and what repairs it")
    return [*steps, "verify report --open   the report of these results, as a site"]
