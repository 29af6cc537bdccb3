"""The statements of a document: theorem environments with number, title and labels, and what their proofs refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode

from verify.errors import InvalidInput
from verify.scaffold.tex import CITATIONS, REFERENCES, SECTIONS, Kind, Source, argument, latex, walk

# What is assumed and not asserted: these become hypotheses.
ASSUMED = ("assumption", "definition", "hypothesis", "condition", "notation", "setting")


@dataclass
class Statement:
    """One theorem environment.

    Attributes:
        kind: the printed name in lower case, such as ``lemma``.
        number: as printed, such as ``2.3``; empty for a starred environment.
        title: the text of the optional argument, in plain words.
        body: the statement in LaTeX, without labels and comments.
        labels: of the environment, its equations and its items; the first names the claim.
        refers: labels that the statement names.
        proof_refers: labels that its published proof names.
        proof_cites: keys that its published proof cites.
    """

    kind: str
    number: str
    title: str
    body: str
    labels: list[str] = field(default_factory=list)
    refers: list[str] = field(default_factory=list)
    proof_refers: list[str] = field(default_factory=list)
    proof_cites: list[str] = field(default_factory=list)
    name: str = ""

    @property
    def label(self) -> str:
        """As the paper calls it: ``Lemma 2.3``."""
        return " ".join(filter(None, [self.kind.capitalize(), self.number]))

    @property
    def assumed(self) -> bool:
        """Whether it is a hypothesis of other statements and asserts nothing."""
        return self.kind.split()[0] in ASSUMED


@dataclass
class _Counters:
    """Numbers as LaTeX gives them: sections, and one counter for each theorem environment that has its own."""

    kinds: dict[str, Kind]
    values: dict[str, int] = field(default_factory=dict)
    appendix: bool = False

    def section(self, level: str) -> None:
        self.values[level] = self.values.get(level, 0) + 1
        self._reset(level)

    def _reset(self, name: str) -> None:
        for below in SECTIONS[SECTIONS.index(name) + 1 :] if name in SECTIONS else ():
            if self.values.pop(below, None) is not None:
                self._reset(below)
        for other, kind in self.kinds.items():
            if kind.within == name and kind.counter == other:
                self.values.pop(other, None)
                self._reset(other)

    def next(self, name: str) -> str:
        """The number of one more environment of this name."""
        kind = self.kinds[name]
        if not kind.numbered:
            return ""
        counter = kind.counter if kind.counter in self.kinds else name
        self.values[counter] = self.values.get(counter, 0) + 1
        self._reset(counter)
        return self._printed(counter)

    def _printed(self, name: str) -> str:
        within = self.kinds[name].within if name in self.kinds else None
        if name in SECTIONS:
            above = SECTIONS[: SECTIONS.index(name)]
            within = next((level for level in reversed(above) if self.values.get(level)), None)
        value = self.values.get(name, 0)
        top = self.appendix and name in SECTIONS and within is None
        own = chr(ord("A") + value - 1) if top and value else str(value)
        return f"{self._printed(within)}.{own}" if within else own


def statements(source: Source, path: Path) -> list[Statement]:
    """The statements in reading order, named, with what their published proofs use.

    Raises:
        InvalidInput: if there is none.
    """
    found: list[Statement] = []
    counters = _Counters(source.kinds)
    proofs: list[tuple[Any, Statement | None]] = []
    for node in walk(source.nodes):
        if isinstance(node, LatexMacroNode) and node.macroname in SECTIONS and node.nodeargd.argnlist[0] is None:
            counters.section(node.macroname)
        elif isinstance(node, LatexMacroNode) and node.macroname == "appendix":
            counters.appendix = True
            counters.values = {name: n for name, n in counters.values.items() if name not in SECTIONS}
        elif isinstance(node, LatexEnvironmentNode):
            name = node.environmentname
            if name in source.kinds or name == "restatable":
                found.append(_statement(node, source, counters))
            elif name == "proof":
                proofs.append((node, next((s for s in reversed(found) if not s.assumed), None)))
    if not found:
        known = ", ".join(sorted(source.kinds))
        raise InvalidInput(f"{path}: no theorem environments found; looked for {known}")
    _name(found)
    owners = {label: statement for statement in found for label in statement.labels}
    for node, before in proofs:
        _take_proof(node, before, owners)
    return found


def _statement(node: Any, source: Source, counters: _Counters) -> Statement:
    restated = node.environmentname == "restatable"
    name = argument(node, 1) if restated else node.environmentname
    if name not in source.kinds:
        source.kinds[name] = Kind(name.capitalize(), name)
    inside = list(walk(node.nodelist))
    # Its own label first, then those of the equations and items inside it.
    labels = [argument(n, 0).strip() for n in (*node.nodelist, *inside) if _is(n, "label")]
    return Statement(
        kind=_plain(source.kinds[name].printed).lower() or name,
        number=counters.next(name),
        title=_plain(argument(node, 0)),
        body=latex(node.nodelist),
        labels=list(dict.fromkeys(labels)),
        refers=_references(inside),
    )


def _take_proof(node: Any, before: Statement | None, owners: dict[str, Statement]) -> None:
    """Give a proof to the statement that its heading names, else to the one before it."""
    heading = node.nodeargd.argnlist[0] if node.nodeargd is not None else None
    named = [] if heading is None else _references(list(walk([heading])))
    owner = next((owners[label] for label in named if label in owners), before)
    if owner is None:
        return
    inside = list(walk(node.nodelist))
    owner.proof_refers += _references(inside)
    owner.proof_cites += [key for n in inside if _is(n, *CITATIONS) for key in _split(argument(n, 3))]


def _references(nodes: list[Any]) -> list[str]:
    """Labels that are referred to, in order, once each."""
    told = []
    for node in nodes:
        if _is(node, *REFERENCES):
            told += _split(argument(node, 1))
    return list(dict.fromkeys(told))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _is(node: Any, *names: str) -> bool:
    return isinstance(node, LatexMacroNode) and node.macroname in names


def _plain(text: str) -> str:
    """LaTeX as plain words; mathematics stays as it is."""
    return " ".join(LatexNodes2Text(math_mode="verbatim").latex_to_text(text).split())


def _name(found: list[Statement]) -> None:
    """Names by label, ``lem:small step`` of a lemma as ``lemma_small_step``; by number where there is no label."""
    taken: dict[str, int] = {}
    for statement in found:
        kind = slug(statement.kind)
        rest = slug(statement.labels[0].rpartition(":")[2]) if statement.labels else slug(statement.number)
        rest = rest.removeprefix(f"{kind}_") if rest != kind else ""
        name = "_".join(filter(None, [kind, rest])) or "statement"
        taken[name] = taken.get(name, 0) + 1
        statement.name = name if taken[name] == 1 else f"{name}_{taken[name]}"


def slug(text: str) -> str:
    """Letters, digits and underscores, in lower case."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
