"""``verify list`` and ``verify show``: the claims without running anything."""

from __future__ import annotations

from verify import ledger as ledgers
from verify.commands.options import ClaimId, Json, Patterns, Proofs, Quiet
from verify.graph import load


def list_claims(patterns: Patterns = None, proofs: Proofs = None, json: Json = None, quiet: Quiet = False) -> None:
    """List the claims with the verdict that the ledger has: that of tier quick, or of full for claims that run there only.

    Examples: verify list; verify list 'power_method.lemma_*'; verify list --json -; verify list --proofs proofs
    """
    from verify.outputs import require_file, write_json

    require_file(json)
    theory = load(proofs)
    known = ledgers.read(theory)
    rows = []
    for claim_id in theory.select(patterns or ()):
        claim = theory.claims[claim_id]
        verdict = known.known(claim_id)
        told = {"id": claim_id, "paper": claim.paper, "label": claim.source.label, "title": claim.title}
        rows.append({**told, "verdict": None if verdict is None else verdict.value})
    if json is not None:
        write_json(json, {"schema": "verify.list/1", "claims": rows})
    if quiet or str(json) == "-":
        return
    from verify.report.terminal import console, listing

    out = console()
    cells = [(str(row["id"]), str(row["label"]), str(row["title"]), row["verdict"]) for row in rows]
    out.print(listing(cells, out.width), soft_wrap=True)


def show(
    claim_id: ClaimId,
    proofs: Proofs = None,
    quiet: Quiet = False,
) -> None:
    """Show one claim: statement, hypotheses, evidence, counterexample, repair, what it uses and what uses it.

    Example: verify show power_method.lemma_3
    """
    from verify.report.details import details
    from verify.report.terminal import console

    theory = load(proofs)
    theory.require(claim_id)
    known = ledgers.read(theory)
    if not quiet:
        out = console()
        out.print(details(theory, claim_id, known), soft_wrap=not out.is_terminal)
