"""The front page: what holds, what fails and what is open, at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verify.report import words
from verify.report.site.content import FATES, OPEN, SETTLED, Claim, Content, Group, counts, label_words
from verify.report.site.environment import render


def page(content: Content) -> str:
    """``index.html``."""
    told = counts(content.claims)
    return render(
        "index.html",
        title="Verdicts on theorems about self-attention dynamics" if content.shipped else "Verdicts",
        page="index",
        counts=told,
        holds=sum(told.get(name, 0) for name in SETTLED),
        fails=told.get("REFUTED", 0),
        open=sum(told.get(name, 0) for name in OPEN),
        corroborated=told.get("CORROBORATED", 0),
        undecided=told.get("INCONCLUSIVE", 0) + told.get("SKIPPED", 0),
        contradicted=[claim for claim in content.claims if claim["verdict"] == "CONTRADICTED"],
        broken=[claim for claim in content.claims if claim["standing"] == "BROKEN"],
        stopped=content.told["stopped"],
        refuted=list(_refuted(content)),
        others=list(_others(content)),
        waiting=list(_waiting(content)),
        conditional=sum(claim["standing"] == "CONDITIONAL" for claim in content.claims),
        engines=content.told["versions"],
        tier=content.told["tier"],
        words=words,
        fates=FATES,
        **content.common(),
    )


def _refuted(content: Content) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """For each group with refuted published statements: each with what fails, and what is left of it."""
    for group in content.groups:
        found = []
        for claim in _published(content, group):
            if claim["verdict"] != "REFUTED":
                continue
            repairs = [content.by_id[other] for other in content.repairs_of(claim["id"])]
            repairs.sort(
                key=lambda other: other["repairs"] != claim["id"]
            )  # stable: of the whole first, then of its parts
            about = label_words(group.paper, claim)
            found.append(
                {
                    "claim": claim,
                    "about": words.capital(words.sentence(about or words.why_refuted(claim))),
                    "repairs": repairs,
                }
            )
        if found:
            yield group, found


def _published(content: Content, group: Group) -> list[Claim]:
    """Statements as they are published: what is not ours, without the parts of another one, unless words are about them."""
    entries = {claim["id"] for claim in content.entries(group.claims)}
    entries -= {part for claim in group.claims if claim["origin"] != "ours" for part in claim["parts"]}
    told = {f"{group.name}.{name}" for name in group.paper.words} if group.paper else set()
    return [c for c in group.claims if c["origin"] != "ours" and c["id"] in entries | told]


def _others(content: Content) -> Iterator[Claim]:
    """Refuted statements of our own: what one could hope for, and cannot have."""
    entries = {claim["id"] for group in content.groups for claim in _published(content, group)}
    below = {other["id"] for claim in content.claims if claim["id"] in entries for other in content.below(claim)}
    for claim in content.claims:
        if claim["verdict"] == "REFUTED" and claim["id"] not in entries | below:
            yield claim


def _waiting(content: Content) -> Iterator[tuple[str, list[Claim]]]:
    """Claims of which nothing is known from this run, by the reason."""
    found: dict[str, list[Claim]] = {}
    for claim in content.claims:
        if claim["verdict"] in ("INCONCLUSIVE", "SKIPPED"):
            found.setdefault(_reason(claim), []).append(claim)
    yield from sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))


def _reason(claim: Claim) -> str:
    """Why a claim is open, without what is its own: claims that wait for one thing stand together."""
    if claim["parts"] and not claim["evidence"]:
        return "one of their parts is open"
    if claim.get("full_only"):
        return "their evidence belongs to the tier full"
    found = dict.fromkeys(e["reason"] for e in claim["evidence"] if e["reason"])
    return "; ".join(words.reason(name) for name in found) or "no evidence of this tier"
