"""The report as Markdown: what holds, what fails, what is only corroborated, what is open, then every claim."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from verify.report import words
from verify.report.survives import survives

Claim = Mapping[str, Any]

_GROUPS = (
    ("What holds", ("PROVED", "CERTIFIED"), "Decided exactly or by ball arithmetic."),
    ("What fails", ("REFUTED",), "Each has a counterexample that `verify replay` checks from its numbers alone."),
    ("What is only corroborated", ("CORROBORATED",), "Tested and never contradicted; not proved here."),
    ("What is open", ("INCONCLUSIVE", "SKIPPED"), "Nothing is known from this run; the reason is given."),
    ("What contradicts itself", ("CONTRADICTED",), "Two engines disagree: a fault of the suite, not of a paper."),
)


def markdown(doc: Mapping[str, Any], figures: Container[str] = ()) -> str:
    """The report of a document from :func:`verify.report.json.stable`; it holds no time and no machine data."""
    return "\n".join(_lines(doc, figures)) + "\n"


def _lines(doc: Mapping[str, Any], figures: Container[str]) -> Iterator[str]:
    claims: Sequence[Claim] = doc["claims"]
    yield "# Verdicts"
    yield ""
    yield f"{len(claims)} claims, tier {doc['tier']}. Engines: {_engines(doc['versions'])}."
    if doc["stopped"]:
        yield ""
        yield f"**This run was stopped ({doc['stopped']}); what it did not reach is listed as open.**"
    for title, verdicts, about in _GROUPS:
        group = [claim for claim in claims if claim["verdict"] in verdicts]
        if group:
            yield from ("", f"## {title} ({len(group)})", "", about, "")
            yield from (_entry(claim) for claim in group)
    yield from survives(claims)
    for paper in dict.fromkeys(claim["paper"] for claim in claims):
        yield from ("", f"## The claims of {paper}")
        for claim in claims:
            if claim["paper"] == paper:
                yield from _section(claim)
                picture = f"{claim['id'].split('.', 1)[-1]}.svg"
                if picture in figures:
                    yield from ("", f"![{claim['label']}](figures/{picture})")


def _engines(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())


def _entry(claim: Claim) -> str:
    """One line of a group: what a reader wants to know first differs between a theorem and its refutation."""
    link = f"- [{_escaped(claim['label'])}: {_escaped(claim['title'])}](#{_anchor(claim['id'])})"
    if claim["verdict"] == "REFUTED":
        mended = claim["repaired_by"]
        repaired = f" Repaired by [{mended}](#{_anchor(mended)})." if mended else ""
        return f"{link}. {words.why_refuted(claim)}{repaired}"
    if claim["verdict"] in ("INCONCLUSIVE", "SKIPPED"):
        return f"{link}. {words.sentence(words.reasons(claim))}"
    standing = "" if claim["standing"] == "UNCONDITIONAL" else f", {claim['standing']}"
    return f"{link} ({claim['verdict']} by {claim['reached_by']}{standing})"


def _section(claim: Claim) -> Iterator[str]:
    yield from ("", f'<a id="{_anchor(claim["id"])}"></a>', "", f"### {claim['label']}: {claim['title']}", "")
    yield f"`{claim['id']}`: **{claim['verdict']}**{_by(claim)}; {claim['standing']} ({words.STANDINGS[claim['standing']]})."
    yield from ("", f"> {' '.join(claim['statement'].split())}", "")
    if claim["hypotheses"]:
        yield "Hypotheses: " + "; ".join(_math(text) for text in claim["hypotheses"]) + "."
        yield ""
    yield from _bullets(claim)
    for evidence in claim["evidence"]:
        yield _evidence(evidence)
    for mutant in claim["mutants"]:
        yield f'- mutant "{mutant["name"]}": {mutant["verdict"]}{_with(mutant["by"])}'
    if claim["counterexample"]:
        yield from _counterexample(claim["counterexample"])
    if claim["note"]:
        yield from ("", " ".join(claim["note"].split()))
    caveat = words.restored(claim["origin"], claim["source"]["restoration"], claim["verdict"])
    if caveat:
        yield from ("", caveat)


def _bullets(claim: Claim) -> Iterator[str]:
    source = claim["source"]
    where = f"arXiv {source['arxiv']}, {source['label']}" if source["arxiv"] else source["label"]
    how = f": {source['restoration']}" if source["restoration"] else ""
    yield f"- source: {where} ({claim['origin']}{how})"
    for name, key in (("parts", "parts"), ("uses", "uses"), ("the published proof uses", "published_uses")):
        if claim[key]:
            yield f"- {name}: {', '.join(f'[{other}](#{_anchor(other)})' for other in claim[key])}"
    if claim["published_proof_broken"]:
        by = ", ".join(f"[{other}](#{_anchor(other)})" for other in claim.get("published_proof_broken_by", ()))
        yield f"- **the published proof is broken**: it uses {by or 'a refuted claim'}{', REFUTED here' if by else ''}"
    if claim.get("broken_by"):
        by = ", ".join(f"[{other}](#{_anchor(other)})" for other in claim["broken_by"])
        yield f"- **BROKEN**: our proof uses {by}, REFUTED here; it has to use what is left of that"
    if claim["trusts"]:
        yield f"- trusts: {', '.join(claim['trusts'])}"
    for name, key in (("repairs", "repairs"), ("repaired by", "repaired_by")):
        if claim[key]:
            yield f"- {name} [{claim[key]}](#{_anchor(claim[key])})"


def _evidence(evidence: Mapping[str, Any]) -> str:
    engine = f" ({evidence['engine']})" if evidence["engine"] else ""
    reason = f", {evidence['reason'].lower().replace('_', ' ')}" if evidence["reason"] else ""
    detail = f": {_escaped(evidence['detail'])}" if evidence["detail"] else ""
    kept = f" [certificate]({evidence['certificate']})" if evidence["certificate"] else ""
    return f"- {evidence['kind']}{engine}: {evidence['verdict']}{reason}{detail}{kept}"


def _counterexample(told: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"Counterexample: {words.sentence(str(told.get('explanation', '')))}", "", "| | |", "|---|---|")
    for key, value in told.items():
        if key != "explanation" and value not in (None, {}, []):
            yield f"| {key.replace('_', ' ')} | {_cell(value)} |"


def _cell(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "; ".join(f"({', '.join(map(str, row))})" for row in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} = {_cell(entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return "; ".join(_cell(entry) for entry in value)
    return str(value).replace("|", "\\|")


def _by(claim: Claim) -> str:
    if claim["verdict"] in ("INCONCLUSIVE", "SKIPPED"):
        return f" ({words.reasons(claim)})"
    return _with(claim["reached_by"])


def _with(kind: str | None) -> str:
    return f" by {kind}" if kind else ""


def _math(text: str) -> str:
    return text if "$" in text else f"${text}$"


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;")


def _anchor(claim_id: str) -> str:
    return claim_id.replace(".", "-")
