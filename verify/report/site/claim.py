"""One page for a claim: what it says, what was found and by whom, and where it stands among the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from verify.outputs import json_text
from verify.report import words
from verify.report.drawn import Figure
from verify.report.site import replay
from verify.report.site.content import Claim, Content, label_words
from verify.report.site.environment import render
from verify.report.site.graph_views import address
from verify.report.site.numbers import rows

ORIGINS = {
    "verbatim": "the text is the publication's",
    "restored": "its formula was missing from the text that was worked from, and was put back",
    "ours": "a statement of ours, beside what is published there",
}
# Focused views that the page of a claim leads to: direction and depth.
VIEWS: Mapping[str, tuple[str, int | str]] = {
    "everything that it rests on": ("ancestors", "all"),
    "everything that rests on it": ("descendants", "all"),
    "both, one step": ("both", 1),
}


def page(content: Content, claim: Claim, figures: Sequence[Figure], around: tuple[Claim | None, Claim | None]) -> str:
    """The page of a claim; ``around`` are the claims before and after it in its paper."""
    before, after = around
    return render(
        "claim.html",
        title=f"{claim['id']}: {claim['verdict']}",
        root="../",
        page="claims",
        description=f"{claim['label']}: {claim['title']}",
        claim=claim,
        group=content.group_of[claim["paper"]],
        words=words,
        sentence=_verdict(claim),
        about=label_words(content.group_of[claim["paper"]].paper, claim),
        fails=list(_fails(content, claim)),
        notes=list(_notes(claim)),
        evidence=list(_evidence(content, claim)),
        example=_example(content, claim),
        figures=figures,
        mended=[content.by_id[other] for other in content.repairs_of(claim["id"])],
        mends=content.by_id.get(claim["repairs"] or ""),
        needed=words.cannot_be_dropped(claim["mutants"]) if claim["repairs"] else [],
        relations=list(_relations(content, claim)),
        neighbourhood=content.graph.neighbourhood(claim["id"]),
        views=[(text, f"../{address(claim['id'], *view)}") for text, view in VIEWS.items()],
        trusts=claim["trusts"],
        origin=ORIGINS.get(claim["origin"], claim["origin"]),
        before=before,
        after=after,
        **content.common(),
    )


def example_file(claim: Claim) -> tuple[str, str] | None:
    """The counterexample as a file that ``verify replay`` reads: path from the site's folder, and text.

    A whole shows the counterexample of one of its parts, whose file it is.
    """
    data = claim["counterexample"]
    if not data:
        return None
    owner = data.get("claim") or claim["id"]
    return f"counterexample/{owner}.json", json_text({"claim": owner} | data)


def _verdict(claim: Claim) -> str:
    """The verdict and what carries it, in a sentence or two."""
    told = words.VERDICTS.get(claim["verdict"], "")
    by = claim["reached_by"]
    if claim["verdict"] in ("INCONCLUSIVE", "SKIPPED"):
        return words.capital(words.sentence(f"{told}: {words.reasons(claim)}".replace("; the reason is given:", ":")))
    if by == "parts" and claim["parts"]:
        return words.capital(words.sentence(f"{told}; the verdict is that of its parts"))
    return words.capital(words.sentence(f"{told}; reached by {by}, {words.KINDS[by]}" if by in words.KINDS else told))


def _fails(content: Content, claim: Claim) -> Iterator[str]:
    """What fails, of a refuted claim: the note says more than the numbers, which stand below in any case."""
    if claim["verdict"] != "REFUTED":
        return
    told = [" ".join(claim["note"].split())] if claim["note"] else []
    for part in claim["parts"]:
        other = content.by_id.get(part)
        if other is not None and other["verdict"] == "REFUTED" and other["note"]:
            note = " ".join(other["note"].split())
            told += [f"{part}: {note}"] if note not in told else []
    if not told and not claim["counterexample"]:
        told = [words.why_refuted(claim)]
    yield from told
    caveat = words.restored(claim["origin"], claim["source"]["restoration"], claim["verdict"])
    if caveat:
        yield caveat


def _notes(claim: Claim) -> Iterator[str]:
    if claim["verdict"] != "REFUTED" and claim["note"]:
        yield " ".join(claim["note"].split())
    if claim["published_proof_broken"]:
        by = claim.get("published_proof_broken_by") or ["a claim"]
        yield words.published_proof(by)
    if claim.get("broken_by"):
        yield words.broken(claim["broken_by"])


def _evidence(content: Content, claim: Claim) -> Iterator[dict[str, Any]]:
    seconds = content.seconds.get(claim["id"], ())
    for k, found in enumerate(claim["evidence"]):
        certificate = found["certificate"]
        yield {
            **found,
            "why": words.reason(found["reason"]) if found["reason"] else "",
            "about": words.KINDS.get(found["kind"], ""),
            "seconds": f"{seconds[k]:.2f} s" if k < len(seconds) else "",
            "certificate": certificate if certificate in content.files else None,
            "named": PurePosixPath(certificate).name if certificate else "",
            "stats": [f"{name.replace('_', ' ')}: {_short(value)}" for name, value in found["stats"].items()],
        }


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_short(entry)}" for key, entry in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_short, value))
    text = f"{value:.6g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 80 else f"{text[:40]}…{text[-12:]}"


def _example(content: Content, claim: Claim) -> dict[str, Any] | None:
    data = claim["counterexample"]
    file = example_file(claim)
    if file is None:
        return None
    owner = data.get("claim") or claim["id"]
    return {
        "explanation": words.capital(words.sentence(str(data.get("explanation") or ""))),
        "rows": list(rows(data)),
        "owner": owner if owner != claim["id"] else None,
        "file": file[0],
        "name": PurePosixPath(file[0]).name,
        "command": f"verify replay {PurePosixPath(file[0]).name}" + ("" if content.shipped else " --proofs PROOFS"),
        "lines": replay.lines(data),
    }


def _relations(content: Content, claim: Claim) -> Iterator[tuple[str, list[tuple[str, Claim | None]]]]:
    """Title, and the claims of each kind of neighbour; a claim that did not run is its id alone."""
    own = claim["id"]
    for title, ids in (
        ("Its proof uses", claim["uses"]),
        ("Used by", content.naming("uses", own)),
        ("Part of", content.naming("parts", own)),
        ("The published proof uses", claim["published_uses"]),
        ("Used by the published proof of", content.naming("published_uses", own)),
    ):
        if ids:
            yield title, [(other, content.by_id.get(other)) for other in ids]
