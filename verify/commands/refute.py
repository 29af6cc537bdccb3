"""``verify refute`` and ``verify replay``: search for a counterexample, and check one from its numbers alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from verify.commands.options import ClaimId, Json, Proofs, Quiet, SearchSeconds
from verify.errors import EngineMissing
from verify.graph import load
from verify.verdict import Reason


def refute(
    claim_id: ClaimId,
    *,
    seconds: SearchSeconds = 30.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Where the search starts.")] = 0,
    proofs: Proofs = None,
    json: Json = None,
    quiet: Quiet = False,
) -> None:
    """Search for a counterexample of a claim, or of any part of a whole, for longer. Exit 1 if one holds, else 0.

    An existential claim falls only by a proof: a point that shows it is searched for and told.

    Example: verify refute power_method.lemma_5 --seconds 120 --seed 7
    """
    from verify.outputs import require_file, write_json
    from verify.search.hunt import hunt

    require_file(json)
    theory = load(proofs)
    claim = theory.require(claim_id)
    try:
        done = hunt(theory, claim, seconds, seed)
    except KeyboardInterrupt:
        typer.echo(f"{claim_id}: interrupted; no counterexample until then", err=True)
        raise typer.Exit(130) from None
    finding, holds = done.finding, done.fallen is not None
    if finding.reason is Reason.MISSING_ENGINE:
        raise EngineMissing(f"{claim_id}: {finding.detail}")
    found = None if finding.counterexample is None else dict(finding.counterexample)
    told: dict[str, Any] = {"id": claim_id, "verdict": finding.verdict.value, "seed": seed, "rounds": done.rounds}
    told |= {"fallen": done.fallen, "searched": list(done.searched), "unsearched": dict(done.unsearched)}
    told |= {"reason": None if finding.reason is None else finding.reason.name, "engine": finding.engine}
    told |= {"detail": finding.detail, "stats": dict(finding.stats), "counterexample": found}
    if json is not None:
        write_json(json, {"schema": "verify.refute/1", **told})
    rounds = "1 round" if done.rounds == 1 else f"{done.rounds} rounds"
    if holds:
        part = "" if done.fallen == claim_id else f" by its part {done.fallen}"
        said = f"REFUTED{part} after {rounds}: {(found or {}).get('explanation') or finding.detail}"
    else:
        over = f" over {len(done.searched)} parts" if len(done.searched) > 1 else ""
        said = f"no counterexample in {rounds}{over} from seed {seed}; "
        said += f"{done.about}: " if done.about not in (None, claim_id) else ""
        said += finding.detail or finding.verdict.value
        if not done.refutable:
            said += "; nothing that was tried could refute it"
        if done.about != claim_id:
            said += "".join(f"\n  says nothing of {part}: {why}" for part, why in done.unsearched.items())
    if not quiet:
        typer.echo(f"{claim_id}: {said}", err=str(json) == "-")
    raise typer.Exit(1 if holds else 0)


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A counterexample, or the results of a run, as JSON.")],
    proofs: Proofs = None,
    quiet: Quiet = False,
) -> None:
    """Check a counterexample file from its numbers alone. Exit 1 if the counterexample holds, else 0.

    Of the results of a run every counterexample is checked; exit 1 if any holds.

    Examples: verify replay counterexample.json; verify replay found.json --proofs proofs
    """
    from verify.counterexample import every, recheck

    held = False
    found = every(file)
    for name, counterexample in found:
        holds, lines = recheck(counterexample, proofs)
        held |= holds
        said = "the counterexample holds" if holds else "the counterexample does not hold"
        if counterexample.claim_id is None:
            said = f"the state is {'no' if holds else 'an'} equilibrium (no claim is named)"
        if not quiet:
            typer.echo("\n".join([*([f"{name}:"] if name else []), *lines, said]))
    raise typer.Exit(1 if held else 0)
