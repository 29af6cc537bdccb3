"""One page for a paper, in its order: each statement with its verdict, what is proved and what fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from verify.report import words
from verify.report.site.content import Claim, Content, Group, counts, label_words
from verify.report.site.environment import render
from verify.report.site.math import prose


def page(content: Content, group: Group) -> str:
    """``paper/NAME.html``."""
    entries = list(content.entries(group.claims))
    published = [_entry(content, group, claim) for claim in _in_order(group, entries) if claim["origin"] != "ours"]
    ours = [_entry(content, group, claim) for claim in entries if claim["origin"] == "ours"]
    return render(
        "paper.html",
        title=f"{group.title}: verdicts",
        root="../",
        page="papers",
        group=group,
        published=published,
        ours=ours,
        shares=counts([entry["claim"] for entry in published]),
        intro=list(_intro(group)),
        words=words,
        **content.common(),
    )


def _in_order(group: Group, entries: list[Claim]) -> list[Claim]:
    """Published statements in the order of the paper, where that is known."""
    order = {f"{group.name}.{name}": k for k, name in enumerate(group.paper.words)} if group.paper else {}
    return sorted(entries, key=lambda claim: order.get(claim["id"], len(order)))


def _entry(content: Content, group: Group, claim: Claim) -> dict[str, Any]:
    below = content.below(claim)
    return {
        "claim": claim,
        "anchor": claim["id"].split(".", 1)[-1].replace(".", "-"),
        "about": label_words(group.paper, claim),
        "below": [(other, _depth(claim, other), label_words(group.paper, other)) for other in below],
        "counts": counts(below),
        "repairs": [content.by_id[other] for other in content.repairs_of(claim["id"])],
    }


def _depth(claim: Claim, other: Claim) -> int:
    """How far below an entry a claim stands, by their ids; a part from elsewhere stands right below."""
    if not other["id"].startswith(f"{claim['id']}."):
        return 1
    return int(other["id"].count(".") - claim["id"].count("."))


def _intro(group: Group) -> Iterator[Markup]:
    """What the paper's page in the documentation begins with, without its links, which lead elsewhere."""
    if group.paper is None:
        return
    for paragraph in group.paper.head.split("\n\n"):
        text = " ".join(paragraph.split())
        if text and not text.startswith(("#", "Generated from")):
            yield _markdown(text)


_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"\*([^*$`]+)\*")


def _markdown(text: str) -> Markup:
    """Links as their text, ``*emphasis*``, code and mathematics."""
    pieces = _EMPHASIS.split(_LINK.sub(r"\1", text))
    return Markup("").join(Markup("<em>{}</em>").format(p) if k % 2 else prose(p) for k, p in enumerate(pieces))
