"""``verify bless``: the only writer of the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from verify import ledger as ledgers
from verify.commands.options import ClaimIds, Proofs, Quiet
from verify.errors import InvalidInput
from verify.graph import load


def bless(
    ids: ClaimIds = None,
    every: Annotated[bool, typer.Option("--all", help="All claims; entries of claims that are gone go.")] = False,
    proofs: Proofs = None,
    quiet: Quiet = False,
) -> None:
    """Write the last results into the ledger, for the tier that they were run in.

    Examples: verify run && verify bless --all; verify bless power_method.lemma_3;
    verify bless --all --proofs proofs
    """
    from verify import results

    if every == bool(ids):
        raise InvalidInput("name the claims to bless, or --all")
    theory = load(proofs)
    doc = results.last()
    changed = ledgers.bless(theory, doc, None if every else ids)
    if quiet:
        return
    path = theory.folder / ledgers.NAME
    for claim_id in changed:
        typer.echo(f"blessed {claim_id}")
    entries = "1 entry" if len(changed) == 1 else f"{len(changed)} entries"
    typer.echo(f"{path}: {entries} changed (tier {doc['tier']}); review the diff")
