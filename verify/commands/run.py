"""``verify run`` and ``verify check``: examine claims, and compare what was found with the ledger."""

from __future__ import annotations

import os
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import typer

from verify import ledger as ledgers
from verify.commands.options import (
    Jobs,
    Json,
    Junit,
    Patterns,
    Proofs,
    Quiet,
    Report,
    Scheduler,
    Seconds,
    Tier,
    TierOption,
)
from verify.comparison import Difference, Kind, compare
from verify.errors import InvalidInput
from verify.graph import Theory, load
from verify.ledger import Ledger
from verify.report import words
from verify.results import Document


@dataclass(frozen=True)
class Request:
    """What was asked for on the command line."""

    patterns: list[str]
    tier: str
    jobs: int | None
    budget: float | None
    scheduler: str | None
    proofs: Path | None
    json: Path | None
    junit: Path | None
    report: Path | None
    quiet: bool


def run(
    patterns: Patterns = None,
    *,
    tier: TierOption = Tier.quick,
    jobs: Jobs = None,
    budget: Seconds = None,
    scheduler: Scheduler = None,
    proofs: Proofs = None,
    json: Json = None,
    junit: Junit = None,
    report: Report = None,
    quiet: Quiet = False,
) -> None:
    """Run claims (all by default) and print their verdicts.

    Exit codes: 0; 1 if a claim is CONTRADICTED; 3 if an engine is missing; 4 if the budget was spent; 130 on Ctrl-C.

    Examples: verify run; verify run 'power_method.lemma_*' --tier full; verify run --json results.json --report reports
    """
    request = Request(patterns or [], tier.value, jobs, budget, scheduler, proofs, json, junit, report, quiet)
    theory, known, doc = _execute(request)
    differences = compare(known, doc)
    _write(request, doc, None)
    _print(request, doc, [])
    _tell_github(request, doc, None, theory)
    raise typer.Exit(_code(doc, any(d.kind is Kind.SKIP for d in differences)))


def check(
    patterns: Patterns = None,
    *,
    tier: TierOption = Tier.quick,
    jobs: Jobs = None,
    budget: Seconds = None,
    scheduler: Scheduler = None,
    proofs: Proofs = None,
    json: Json = None,
    junit: Junit = None,
    report: Report = None,
    quiet: Quiet = False,
) -> None:
    """Run claims and compare their verdicts with the ledger; any difference is exit 1.

    Inside GitHub Actions each difference is also an annotation at the line of its claim, and the job gets a summary.

    Examples: verify check; verify check --tier full --junit check.xml; verify check 'power_method.theorem_*';
    verify check --proofs proofs
    """
    request = Request(patterns or [], tier.value, jobs, budget, scheduler, proofs, json, junit, report, quiet)
    theory, known, doc = _execute(request)
    differences = compare(known, doc, _gone(theory, known, request), words.option(request.proofs))
    doc["differences"] = [difference.to_dict() for difference in differences]
    _write(request, doc, differences)
    _print(request, doc, differences)
    _tell_github(request, doc, differences, theory)
    code = _code(doc, False)
    raise typer.Exit(1 if differences and code not in (3, 130) else code)


def _execute(request: Request) -> tuple[Theory, Ledger, Document]:
    from verify import kept, outputs, results, runner
    from verify.report.terminal import live

    if request.scheduler is not None and request.jobs is not None:
        raise InvalidInput(
            "--scheduler and --jobs were both given; expected one: a cluster has the workers that it has"
        )
    if str(request.json) == str(request.junit) == "-":
        raise InvalidInput("--json - and --junit - both want standard output; give one of them a file")
    outputs.require_file(request.json)
    outputs.require_file(request.junit)
    outputs.require_folder(request.report)
    theory = load(request.proofs)
    for name in [] if request.quiet else orphans(theory):
        typer.echo(f"note: {name}: there is no such claim, or none that a certificate can show", err=True)
    known = ledgers.read(theory)
    ids = theory.with_parts(theory.select(request.patterns))
    with live(len(ids), request.quiet) as watch:
        done = runner.run(
            theory,
            ids,
            tier=request.tier,
            jobs=request.jobs,
            budget=request.budget,
            watch=watch,
            scheduler=request.scheduler,
        )
    if done.note is not None:
        typer.echo(f"error: {done.note}", err=True)
    doc = results.document(theory, done, known.remembered(request.tier))
    try:
        kept.keep(theory, doc, known.remembered(request.tier))
    except (OSError, ValueError) as error:
        typer.echo(f"note: the results were not kept in {results.LAST}: {error}", err=True)
    return theory, known, doc


def orphans(theory: Theory) -> list[str]:
    """Certificates beside the claims that are evidence of none of them."""
    from verify.evidence.positivity import FOLDER, listed

    claims = theory.claims.values()
    used = {f"{claim.id}.json" for claim in claims if any(e.kind == "positivity" for e in claim.evidence)}
    return [f"{FOLDER}/{name}" for name in sorted(listed(theory.folder) - used)]


def _gone(theory: Theory, known: Ledger, request: Request) -> list[str]:
    """Entries of the ledger without a claim, among those asked for."""
    gone = [claim_id for claim_id in known.entries if claim_id not in theory.claims]
    patterns = request.patterns
    return [claim_id for claim_id in gone if not patterns or any(fnmatchcase(claim_id, p) for p in patterns)]


def _write(request: Request, doc: Document, differences: list[Difference] | None) -> None:
    from verify.outputs import emit, json_text

    emit(request.json, json_text(doc))
    if request.junit is not None:
        from verify.report.junit import junit

        emit(request.junit, junit(doc, differences))
    if request.report is not None:
        from verify.commands.report import progress
        from verify.report.folder import write

        told = doc if request.proofs is None else doc | {"proofs": str(request.proofs)}
        with progress(request.quiet) as watch:
            write(told, request.report, watch=watch, jobs=request.jobs or os.cpu_count() or 1)


def _print(request: Request, doc: Document, differences: list[Difference]) -> None:
    from verify.report.terminal import claims_table, console, summary

    alone = str(request.json) == "-" or str(request.junit) == "-"
    out = console(stderr=alone)
    if not request.quiet:
        out.print(claims_table(doc, out.width))
        for line in summary(doc, request.proofs):
            out.print(line, markup=False)
    for difference in differences:
        out.print(str(difference), markup=False, soft_wrap=True)
    if differences:
        count = "1 difference" if len(differences) == 1 else f"{len(differences)} differences"
        out.print(f"{count} from the ledger", markup=False)


def _tell_github(request: Request, doc: Document, differences: list[Difference] | None, theory: Theory) -> None:
    """Annotations and the job's summary, inside GitHub Actions only."""
    from verify.report import github

    if not github.inside_actions():
        return
    alone = "-" in (str(request.json), str(request.junit))
    for line in github.workflow_commands(doc, differences or [], theory.folder):
        typer.echo(line, err=alone)
    github.append_summary(github.summary(doc, differences))


def _code(doc: Document, skipped: bool) -> int:
    if doc["stopped"] == "interrupt":
        return 130
    if doc["stopped"] == "scheduler":
        return 3
    if any(claim["verdict"] == "CONTRADICTED" for claim in doc["claims"]):
        return 1
    if doc["stopped"] == "budget":
        return 4
    return 3 if skipped else 0
