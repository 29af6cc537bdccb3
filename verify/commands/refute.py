"""``verify refute`` and ``verify replay``: search for a counterexample, and check one from its numbers alone."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from verify.claim import Budget, Claim, Evidence
from verify.commands.options import Json, Proofs, Quiet, SearchSeconds
from verify.errors import EngineMissing, InvalidInput
from verify.graph import load
from verify.verdict import Finding, Reason, Verdict


def refute(
    claim_id: Annotated[str, typer.Argument(metavar="ID", help="A claim id, as `verify list` shows it.")],
    *,
    seconds: SearchSeconds = 30.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Where the search starts.")] = 0,
    proofs: Proofs = None,
    json: Json = None,
    quiet: Quiet = False,
) -> None:
    """Search for a counterexample of a claim with its falsifier alone, for longer. Exit 1 if one holds, else 0.

    Example: verify refute power_method.lemma_5 --seconds 120 --seed 7
    """
    from verify.outputs import require_file, write_json

    require_file(json)
    claim = load(proofs).require(claim_id)
    finding, rounds = _search(claim, _falsifier(claim), seconds, seed)
    if finding.reason is Reason.MISSING_ENGINE:
        raise EngineMissing(f"{claim_id}: {finding.detail}")
    holds = finding.verdict is Verdict.REFUTED
    found = None if finding.counterexample is None else dict(finding.counterexample)
    told: dict[str, Any] = {"id": claim_id, "verdict": finding.verdict.value, "seed": seed, "rounds": rounds}
    told |= {"reason": None if finding.reason is None else finding.reason.name, "engine": finding.engine}
    told |= {"detail": finding.detail, "stats": dict(finding.stats), "counterexample": found}
    if json is not None:
        write_json(json, {"schema": "verify.refute/1", **told})
    if holds:
        said = f"REFUTED after {rounds} rounds: {(found or {}).get('explanation') or finding.detail}"
    else:
        said = f"no counterexample in {rounds} rounds from seed {seed}; {finding.detail or finding.verdict.value}"
    if not quiet:
        typer.echo(f"{claim_id}: {said}", err=str(json) == "-")
    raise typer.Exit(1 if holds else 0)


def _falsifier(claim: Claim) -> Evidence:
    methods = [e for e in claim.evidence if e.kind == "falsify"] or [e for e in claim.evidence if e.refutes]
    if not methods:
        raise InvalidInput(f"{claim.id}: no evidence of this claim can refute it (`verify show {claim.id}` lists it)")
    return methods[0]


def _search(claim: Claim, method: Evidence, seconds: float, seed: int) -> tuple[Finding, int]:
    """Rounds of the full budget, each from the next seed, until one refutes or the time is over; one runs at least."""
    from verify.examine import attempt

    deadline = time.monotonic() + seconds
    rounds = 0
    while True:
        finding = attempt(method, claim, replace(Budget.of_tier("full"), seed=seed + rounds))
        rounds += 1
        stuck = finding.reason in (Reason.MISSING_ENGINE, Reason.ENGINE_FAILED)
        if finding.verdict is Verdict.REFUTED or stuck or time.monotonic() >= deadline:
            return finding, rounds


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A counterexample as JSON, anyone's.")],
    proofs: Proofs = None,
    quiet: Quiet = False,
) -> None:
    """Check a counterexample file from its numbers alone. Exit 1 if the counterexample holds, else 0.

    Examples: verify replay counterexample.json; verify replay found.json --proofs proofs
    """
    from verify.counterexample import load as load_counterexample
    from verify.counterexample import recheck

    holds, lines = recheck(load_counterexample(file), proofs)
    said = "the counterexample holds" if holds else "the counterexample does not hold"
    if not quiet:
        typer.echo("\n".join([*lines, said]))
    raise typer.Exit(1 if holds else 0)
