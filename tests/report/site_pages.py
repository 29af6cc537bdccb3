"""What the tests of the site share: entries of a results document, and a reader of the pages that were written."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def entry(claim_id: str, verdict: str = "PROVED", **changes: Any) -> dict[str, Any]:
    """A claim as a results document has it."""
    label = claim_id.split(".", 1)[1]
    told: dict[str, Any] = {
        "id": claim_id, "paper": claim_id.split(".", maxsplit=1)[0], "label": label, "title": f"title of {label}",
        "statement": r"For $n \ge 3$ the state is stable.", "hypotheses": [r"\lambda_1 > 0"], "origin": "verbatim",
        "source": {"arxiv": None, "label": label, "restoration": ""},
        "verdict": verdict, "standing": "UNCONDITIONAL", "reached_by": "identity", "parts": [], "uses": [],
        "published_uses": [], "published_proof_broken": False, "published_proof_broken_by": [], "broken_by": [],
        "trusts": ["sympy"], "repaired_by": None, "repairs": None, "mutants": [], "full_only": False,
        "evidence": [found("identity", verdict)], "counterexample": None, "engines": ["sympy"], "note": "",
        "digest": "0" * 16, "finished": True,
    }  # fmt: skip
    assert changes.keys() <= told.keys()
    return told | changes


def found(kind: str, verdict: str, **changes: Any) -> dict[str, Any]:
    """A piece of evidence as a results document has it."""
    told: dict[str, Any] = {
        "kind": kind, "verdict": verdict, "reason": None, "engine": "sympy 1.14.0", "detail": "", "seconds": 0.25,
        "certificate": None, "stats": {},
    }  # fmt: skip
    return told | changes


def document(*claims: dict[str, Any], proofs: str | None = "theory") -> dict[str, Any]:
    """A results document of these claims; those of a theory of a user's own, unless ``proofs`` is ``None``."""
    told = {"schema": "verify.claims/1", "tier": "quick", "stopped": None, "versions": {"verify": "0.1.0"}}
    return told | {"claims": list(claims)} | ({} if proofs is None else {"proofs": proofs})


def example(**changes: Any) -> dict[str, Any]:
    """A counterexample as a results document has it: a consensus of the Oja system that is a cycle of period two."""
    told: dict[str, Any] = {
        "claim": "mine.lemma_2", "system": "oja", "time": "discrete", "step_size": "1",
        "value": [["-2", "0"], ["0", "1"]], "query_key": None, "heads": None, "mask": None, "metric": None,
        "schedule": None, "tokens": [["1", "0"], ["1", "0"]], "radius": None, "horizon": None,
        "parameters": {"lambda_k": "-2"}, "explanation": "at lambda_k = -2 the state is no equilibrium",
        "checked_with": "sympy 1.14.0",
    }  # fmt: skip
    assert changes.keys() <= told.keys()
    return told | changes


@dataclass
class Page(HTMLParser):
    """What a page holds: its elements, its text, its links, and what it loads."""

    text: str
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)
        self.close()
        assert self._open == [], f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self._open, "a link in a link"
        told = {name: value or "" for name, value in attrs}
        self.elements.append((tag, told))
        if "id" in told:
            self.ids.append(told["id"])
        self.links += [told["href"]] if tag == "a" and "href" in told else []
        self.loads += [told[name] for name in ("src", "srcset", "data", "poster", "action") if name in told]
        self.loads += [told["href"]] if tag != "a" and "href" in told else []
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"{tag} is closed and was not open"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def said(self) -> str:
        """The text between the tags."""
        return " ".join("".join(self.words).split())

    def named(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each element of this kind."""
        return [attributes for name, attributes in self.elements if name == tag]
