"""The pages that the browser looks at; a new kind of page is one line more in ``KINDS``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPORTED = Path(__file__).parents[2] / "reports" / "claims.json"
# A view with all kinds of arrows, and one of the claims of whose pages the tests look at details.
FOCUS = "graph.html#claim=power_method.theorem_2&direction=ancestors&depth=2"
REFUTED = "power_method.lemma_9.clustering"


@dataclass(frozen=True)
class Kind:
    """A kind of page.

    Attributes:
        name: of its screenshots.
        path: from the folder that ``made_by`` gives.
        says: words that can be read on it without scripts.
        made_by: the fixture whose value is the folder.
    """

    name: str
    path: str
    says: str
    made_by: str = "site"


KINDS = (
    Kind("front", "index.html", "Published statements that are false as stated"),
    Kind("claims", "claims.html", "beyond.theorem_2_repaired"),
    Kind("paper", "paper/multistability.html", "Published statements"),
    Kind("proved", "claim/power_method.lemma_3.complete.html", "Evidence"),
    Kind("refuted", f"claim/{REFUTED}.html", f"verify replay {REFUTED}.json"),
    Kind("graph", "graph.html", "theorem_2"),
    Kind("focused-graph", FOCUS, "This part is drawn by a script, which is switched off."),
    Kind("stability", "stability/index.html", "is stable", "own_reports"),
    Kind("equilibria", "equilibria/index.html", "cannot promise", "own_reports"),
)


def reported() -> dict[str, Any]:
    """The committed report."""
    doc: dict[str, Any] = json.loads(REPORTED.read_text("utf-8"))
    return doc


def chosen_claims() -> Iterator[dict[str, Any]]:
    """The first claim of each verdict and of each paper, each once, then repaired and conditional ones, at least ten."""
    claims = reported()["claims"]
    seen: set[str] = set()
    for key in ("verdict", "paper", "standing", "origin"):
        values: set[str] = set()
        for claim in claims:
            if claim[key] not in values:
                values.add(claim[key])
                if claim["id"] not in seen:
                    seen.add(claim["id"])
                    yield claim
