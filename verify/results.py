"""The results of a run as one JSON document (schema ``verify.claims/1``): every view, report and ledger reads this."""

from __future__ import annotations

import importlib.metadata
import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from verify import __version__
from verify.claim import Claim
from verify.errors import InvalidInput
from verify.examine import Fall, Outcome
from verify.graph import Theory
from verify.outputs import json_text, write_text
from verify.quantified import hypotheses_of
from verify.runner import Run
from verify.verdict import Finding, Verdict

SCHEMA = "verify.claims/1"
LAST = Path(".verify") / "results.json"
ENGINES = ("sympy", "mpmath", "numpy", "scipy", "torch", "python-flint", "z3-solver", "cvc5", "hypothesis")

Document = dict[str, Any]
# What is known of claims that a run left out: verdict and engines, from the ledger.
Remembered = Mapping[str, tuple[Verdict, tuple[str, ...]]]


def document(theory: Theory, run: Run, remembered: Remembered | None = None) -> Document:
    """The document of a run. ``remembered`` speaks for the ancestors that did not run."""
    remembered = remembered or {}
    verdicts = {claim_id: verdict for claim_id, (verdict, _) in remembered.items() if claim_id in theory.claims}
    verdicts |= {claim_id: outcome.verdict for claim_id, outcome in run.outcomes.items()}
    verdicts = theory.wholes_from_parts(verdicts)
    engines = {claim_id: names for claim_id, (_, names) in remembered.items()}
    engines |= {claim_id: engines_of(outcome) for claim_id, outcome in run.outcomes.items()}
    claims = [
        {**_entry(theory, outcome, verdicts, engines), "finished": _finished(theory, claim_id, run)}
        for claim_id, outcome in run.outcomes.items()
    ]
    _lend_counterexamples(theory, {claim["id"]: claim for claim in claims})
    return {
        "schema": SCHEMA,
        "tier": run.tier,
        "stopped": run.stopped,
        "versions": versions(),
        "claims": claims,
    }


def _lend_counterexamples(theory: Theory, entries: Mapping[str, Document]) -> None:
    """A whole is refuted by the counterexample of its first part that has one; the file names that part."""

    def lent(claim_id: str) -> Any:
        entry = entries.get(claim_id)
        if entry is None or entry["verdict"] != Verdict.REFUTED.value:
            return None
        own = entry["counterexample"]
        return own or next(filter(None, map(lent, theory.claims[claim_id].parts)), None)

    for claim_id, entry in entries.items():
        entry["counterexample"] = lent(claim_id)


def placed(theory: Theory, entries: Mapping[str, Document], remembered: Remembered) -> dict[str, Document]:
    """``entries`` with all that follows from other claims worked out anew, from ``entries`` and from what is remembered."""
    verdicts = {claim_id: verdict for claim_id, (verdict, _) in remembered.items() if claim_id in theory.claims}
    verdicts |= {claim_id: Verdict(entry["verdict"]) for claim_id, entry in entries.items()}
    verdicts = theory.wholes_from_parts(verdicts)
    engines = {claim_id: names for claim_id, (_, names) in remembered.items()}
    engines |= {claim_id: tuple(entry["engines"]) for claim_id, entry in entries.items()}
    found = {}
    for claim_id, entry in entries.items():
        found[claim_id] = entry | _following(theory, claim_id, verdicts, engines)
        if theory.claims[claim_id].parts:
            found[claim_id]["counterexample"] = None
    _lend_counterexamples(theory, found)
    return found


def versions() -> dict[str, str]:
    """The versions of the suite, of Python and of the engines that are installed."""
    found = {"verify": __version__, "python": platform.python_version()}
    for name in ENGINES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def engines_of(outcome: Outcome) -> tuple[str, ...]:
    """Names, without versions, of the engines whose findings carry the verdict.

    Where identities carry it, nobody needs to trust a solver as well.
    """
    found = [finding for finding in outcome.findings if finding.verdict is outcome.verdict]
    found = [finding for finding in found if finding.kind == "positivity"] or found
    carrying = [finding.engine.replace(" + ", ",").split(",") for finding in found]
    return tuple(sorted({part.split()[0] for parts in carrying for part in parts if part.strip()}))


def save(doc: Document, folder: Path | None = None, proofs: Path | None = None) -> None:
    """Keep ``doc`` as the last results, those of the claims in ``proofs``, whole or not at all."""
    path = (folder or Path.cwd()) / LAST
    write_text(path, json_text(doc | ({} if proofs is None else {"proofs": str(proofs)})))


def last(folder: Path | None = None) -> Document:
    """The last results.

    Raises:
        InvalidInput: if there are none, or if the file is none of ours.
    """
    path = (folder or Path.cwd()) / LAST
    try:
        doc = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InvalidInput(f"no results yet at {LAST}: run `verify run` first, in this folder") from None
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{path}: cannot be read: {error}") from error
    if not isinstance(doc, dict) or doc.get("schema") != SCHEMA:
        raise InvalidInput(f"{path}: expected schema {SCHEMA}; `verify run` writes it anew")
    return doc


def _entry(
    theory: Theory, outcome: Outcome, verdicts: Mapping[str, Verdict], engines: Mapping[str, tuple[str, ...]]
) -> Document:
    claim = theory.claims[outcome.claim_id]
    verdict = verdicts[claim.id]
    return {
        **_stated(claim),
        "verdict": verdict.value,
        "standing": "",
        "reached_by": _reached_by(claim, outcome, verdict),
        "parts": list(claim.parts),
        "uses": list(claim.uses),
        "published_uses": list(claim.published_uses),
        **_following(theory, claim.id, verdicts, engines),
        "repaired_by": theory.repaired_by(claim.id),
        "repairs": claim.repairs,
        "mutants": [_fall(fall) for fall in outcome.mutants],
        "evidence": [_finding(finding) for finding in outcome.findings],
        "full_only": bool(claim.evidence) and not outcome.findings,
        "counterexample": next((_plain(f.counterexample) for f in outcome.findings if f.counterexample), None),
        "engines": list(engines[claim.id]),
        "note": claim.note,
        "digest": outcome.digest,
    }


def _following(
    theory: Theory, claim_id: str, verdicts: Mapping[str, Verdict], engines: Mapping[str, tuple[str, ...]]
) -> Document:
    """What is said of a claim because of what is known of others."""
    return {
        "verdict": verdicts[claim_id].value,
        "standing": theory.standing(claim_id, verdicts).value,
        "published_proof_broken": theory.published_proof_broken(claim_id, verdicts),
        "published_proof_broken_by": theory.published_proof_broken_by(claim_id, verdicts),
        "broken_by": theory.broken_by(claim_id, verdicts),
        "trusts": theory.trusts(claim_id, engines),
    }


def _finished(theory: Theory, claim_id: str, run: Run) -> bool:
    """Whether the claim and all its parts ran to the end."""
    parts = theory.claims[claim_id].parts
    return run.outcomes[claim_id].finished and all(_finished(theory, part, run) for part in parts)


def _stated(claim: Claim) -> Document:
    source = claim.source
    return {
        "id": claim.id,
        "paper": claim.paper,
        "label": source.label,
        "title": claim.title,
        "statement": claim.statement,
        "hypotheses": [latex for _, latex in hypotheses_of(claim)],
        "origin": source.origin,
        "source": {"arxiv": source.arxiv, "label": source.label, "restoration": source.restoration},
    }


def _reached_by(claim: Claim, outcome: Outcome, verdict: Verdict) -> str | None:
    if claim.parts:
        return "parts"
    if verdict is Verdict.CONTRADICTED and not any(f.verdict is verdict for f in outcome.findings):
        return None
    return next((f.kind for f in outcome.findings if f.verdict is verdict), None)


def _fall(fall: Fall) -> Document:
    return {"name": fall.name, "verdict": fall.verdict.value, "by": fall.by, "detail": fall.detail}


def _finding(finding: Finding) -> Document:
    return {
        "kind": finding.kind,
        "verdict": finding.verdict.value,
        "reason": None if finding.reason is None else finding.reason.name,
        "engine": finding.engine,
        "detail": finding.detail,
        "seconds": round(finding.seconds, 3),
        "certificate": finding.certificate,
        "stats": dict(finding.stats),
    }


def _plain(value: Mapping[str, Any] | None) -> Document | None:
    return None if value is None else dict(value)
