"""One claim as a person reads it at a terminal: what ``verify show`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from verify.errors import InvalidInput
from verify.graph import Theory
from verify.ledger import Ledger
from verify.report.terminal import word


def details(theory: Theory, claim_id: str, ledger: Ledger) -> RenderableType:
    """Statement, hypotheses, evidence, counterexample, repair and neighbours of a claim.

    Findings come from the last results in this folder, if the claim is among them and its text did not change since.
    """
    claim = theory.claims[claim_id]
    result = _last(theory, claim_id)
    parts: list[RenderableType] = [Text(f"{claim.source.label}: {claim.title}", style="bold"), Text(claim_id)]
    expected = ledger.verdict(claim_id)
    parts.append(Text.assemble("ledger: ", word(None if expected is None else expected.value)))
    if result is not None:
        line = Text.assemble("last run: ", word(result["verdict"]), ", ", word(result["standing"]))
        parts.append(line + Text(f", tier {result['tier']}"))
    parts += _section("statement", [claim.statement])
    parts += _section("hypotheses", [f"{h.name}: {h.latex}" for h in claim.hypotheses])
    parts += _section("witness", [", ".join(f"{name} = {value}" for name, value in claim.witness.items())])
    parts += _section("evidence", list(_evidence(theory, claim_id, result)))
    parts += _section("mutants", list(_mutants(theory, claim_id, result)))
    counterexample = (result or {}).get("counterexample")
    parts += _section("counterexample", list(_pairs(counterexample or {})))
    parts += _section("note", [claim.note])
    repaired = theory.repaired_by(claim_id)
    parts += _section("repaired by", [repaired or ""])
    parts += _section("repairs", [claim.repairs or ""])
    parts += _section("parts", claim.parts)
    parts += _section("uses", claim.uses)
    parts += _section("used by", theory.used_by(claim_id))
    parts += _section("the published proof uses", claim.published_uses)
    parts += _section("cites", claim.cites)
    source = claim.source
    where = f"{source.arxiv or ''} {source.label} ({source.origin}) {source.restoration}"
    return Group(*parts, *_section("source", [" ".join(where.split())]))


def _section(title: str, lines: Any) -> list[RenderableType]:
    told = [line for line in lines if line]
    if not told:
        return []
    return [Text(""), Text(title, style="bold"), *(Padding(Text(line), (0, 0, 0, 2)) for line in told)]


def _last(theory: Theory, claim_id: str) -> dict[str, Any] | None:
    from verify import results

    try:
        doc = results.last()
    except InvalidInput:
        return None
    found = next((claim for claim in doc["claims"] if claim["id"] == claim_id), None)
    if found is None or found["digest"] != theory.claims[claim_id].digest:
        return None
    return {**found, "tier": doc["tier"]}


def _evidence(theory: Theory, claim_id: str, result: Mapping[str, Any] | None) -> Iterator[str]:
    if result is None:
        for method in theory.claims[claim_id].evidence:
            yield f"{method.kind} (tier {method.tier}; not run yet, or changed since)"
        return
    for found in result["evidence"]:
        reason = f" ({found['reason'].lower().replace('_', ' ')})" if found["reason"] else ""
        engine = f" by {found['engine']}" if found["engine"] else ""
        detail = f": {found['detail']}" if found["detail"] else ""
        yield f"{found['kind']}: {found['verdict']}{reason}{engine}{detail}"


def _mutants(theory: Theory, claim_id: str, result: Mapping[str, Any] | None) -> Iterator[str]:
    if result is None:
        yield from (mutant.name for mutant in theory.claims[claim_id].mutants)
        return
    for found in result["mutants"]:
        by = f" by {found['by']}" if found["by"] else ""
        yield f"{found['name']}: {found['verdict']}{by}"


def _pairs(counterexample: Mapping[str, Any]) -> Iterator[str]:
    for key, value in counterexample.items():
        if value not in (None, {}, []):
            yield f"{key}: {value}"
