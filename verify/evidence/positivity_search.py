"""The search for a positivity certificate of one claim.

Alternatives are followed one by one; relations that contradict each other by an identity close every branch that holds
them. What is found is checked by :mod:`verify.positivity` before it is returned.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from verify.claim import Claim
from verify.evidence.handelman import Effort, Term, degree, refute, text
from verify.evidence.literals import Statement, denied, leaf, order
from verify.evidence.question import Question
from verify.positivity import FORMAT, Literal, check

QUICK = (Effort(1, 8), Effort(2, 6))
LONG = (
    Effort(3, 6),
    Effort(3, 6, 1),
    Effort(4, 8),
    Effort(4, 8, 1),
    Effort(3, 8, 2, 12_000),
    Effort(5, 10, 1, 12_000),
    Effort(6, 12, 0, 12_000),
    Effort(5, 7, 2, 60_000),
)
Leaf = Statement
READ = (
    "No real numbers satisfy the statement. Each case is an identity: its terms, times * hypotheses * square^2, add up "
    "to 0 although none is negative and one is positive. Check it: python -m verify.positivity FILE"
)


class Open(Exception):
    """A branch that no identity within the efforts closes."""


@dataclass
class Search:
    """The state of one search: cases found so far, as relations with their identity."""

    efforts: tuple[Effort, ...] = LONG
    seconds: float = 120.0
    tell: Callable[[str], None] = lambda _: None
    cases: list[tuple[frozenset[Leaf], list[tuple[Term, tuple[Leaf, ...]]]]] = field(default_factory=list)
    splits: list[tuple[Leaf, ...]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def close(self, waiting: list[Statement], held: frozenset[Leaf]) -> None:
        """Close every branch of the statements beside what is held.

        Raises:
            Open: at the first branch that stays open.
        """
        choices: list[list[Statement]] = []
        waiting = list(waiting)
        while waiting:
            statement = waiting.pop()
            if statement[0] == "leaf":
                held |= {statement}
            elif statement[0] == "all":
                waiting += sorted(statement[1], key=order)
            elif not statement[1] & held:  # else it is satisfied
                choices.append(sorted(statement[1], key=order))
        if self._known(held) or self._find(held, QUICK):
            return
        left = [[o for o in options if not (o[0] == "leaf" and self._excluded(o, held))] for options in choices]
        if not left:
            if self._find(held, self.efforts):
                return
            self._split(held)
            return
        index = min(range(len(left)), key=lambda i: (len(left[i]), sorted(map(order, left[i]))))
        if len(left[index]) > 1 and len(held) <= 14 and self._find(held, self.efforts[:1]):
            return
        others: list[Statement] = [("any", frozenset(o)) for i, o in enumerate(left) if i != index]
        for option in sorted(left[index], key=order):
            self.close([option, *others], held)

    def _split(self, held: frozenset[Leaf]) -> None:
        """Where nothing else is left: a weak relation is an equation or strict."""
        for relation in sorted(held, key=order):
            polynomial = dict(relation[1])
            if relation[2] != ">=" or degree(polynomial) > 1:
                continue
            signs = (leaf(polynomial, ">"), leaf(polynomial, "="), leaf({p: -c for p, c in polynomial.items()}, ">"))
            if held.intersection(signs) or (signs not in self.splits and len(self.splits) == 3):
                continue
            if signs not in self.splits:
                self.splits.append(signs)
            for sign in signs:
                self.close([sign], held)
            return
        raise Open(held)

    def _excluded(self, option: Leaf, held: frozenset[Leaf]) -> bool:
        return self._known(held | {option}) or self._find(held | {option}, QUICK[:1])

    def _known(self, held: frozenset[Leaf]) -> bool:
        return any(case <= held for case, _ in self.cases)

    def _find(self, held: frozenset[Leaf], efforts: Iterable[Effort]) -> bool:
        # Small relations first: the products of these are what identities are made of.
        ordered = sorted(held, key=order)
        if not ordered:
            return False
        literals: list[Literal] = [(dict(each[1]), each[2]) for each in ordered]
        for effort in efforts:
            if time.monotonic() - self.began > self.seconds:
                raise Open(held)
            terms = refute(literals, effort)
            if terms is not None:
                used = frozenset(ordered[i] for term in terms for i in term.of)
                self.cases.append((used, [(term, tuple(ordered[i] for i in term.of)) for term in terms]))
                self.tell(f"  case {len(self.cases)}: {len(terms)} terms of {len(used)} relations, {effort}")
                return True
        return False


def find(claim: Claim, seconds: float = 120.0, tell: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """A certificate of a claim.

    Raises:
        Open: if none was found.
        NotPolynomial: if the claim is no relation between reals, or not of rational functions.
    """
    asked, statement = denied(claim)
    search = Search(seconds=seconds, tell=tell)
    search.close([statement], frozenset())
    if not search.cases:
        raise Open(f"{claim.id}: SymPy simplifies the claim to true, no identity is left to show")
    return document(claim.id, asked, statement, search)


def document(claim_id: str, asked: Question, statement: Statement, search: Search) -> dict[str, Any]:
    """What was found as the checker reads it; only the cases that close a branch are kept."""
    names = asked.names
    found = _leaves(statement).union(*search.splits)
    leaves = sorted(found, key=order)
    named = {each: f"h{index + 1}" for index, each in enumerate(leaves)}
    cases = [
        [
            {
                "times": text(term.times, names),
                **({"of": [named[each] for each in of]} if of else {}),
                **({"square": text(term.square, names)} if term.square else {}),
            }
            for term, of in case
        ]
        for _, case in search.cases
    ]
    made = {
        "format": FORMAT,
        "claim": claim_id,
        "read": READ + (" Here lambda stands for alpha * lambda." if asked.scaled else ""),
        "variables": list(names),
        "hypotheses": {named[each]: f"{text(dict(each[1]), names)} {each[2]} 0" for each in leaves},
        "statement": _told(statement, named),
        **({"splits": [[named[each] for each in signs] for signs in search.splits]} if search.splits else {}),
        "cases": cases,
    }
    check(made)
    return _without_idle(made)


def _without_idle(made: dict[str, Any]) -> dict[str, Any]:
    """Without the cases that the others make superfluous, the largest first."""
    for case in sorted(made["cases"], key=len, reverse=True):
        fewer = {**made, "cases": [other for other in made["cases"] if other is not case]}
        try:
            check(fewer)
        except ValueError:
            continue
        made = fewer
    return made


def _leaves(statement: Statement) -> set[Leaf]:
    return {statement} if statement[0] == "leaf" else {leaf for part in statement[1] for leaf in _leaves(part)}


def _told(statement: Statement, named: dict[Leaf, str]) -> Any:
    if statement[0] == "leaf":
        return named[statement]
    return {
        statement[0]: sorted(
            (_told(part, named) for part in statement[1]), key=lambda t: (not isinstance(t, str), str(t))
        )
    }


def dumps(certificate: dict[str, Any]) -> str:
    """The JSON text, one hypothesis, alternative or term a line."""

    def lines(values: Iterable[str], brackets: str, indent: int) -> str:
        inside = (",\n" + " " * (indent + 1)).join(values)
        return f"{brackets[0]}\n{' ' * (indent + 1)}{inside}\n{' ' * indent}{brackets[1]}"

    def shown(key: str, value: Any) -> str:
        if key == "hypotheses":
            return lines((f"{json.dumps(name)}: {json.dumps(text)}" for name, text in value.items()), "{}", 1)
        if key == "cases":
            return lines((lines(map(json.dumps, terms), "[]", 2) for terms in value), "[]", 1)
        return json.dumps(value)

    return lines((f"{json.dumps(key)}: {shown(key, value)}" for key, value in certificate.items()), "{}", 0) + "\n"
