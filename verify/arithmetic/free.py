"""Matrices without entries: noncommutative letters with rewriting rules, for statements about all n and d at once.

``System.step`` and ``System.field`` run on these unchanged. A matrix is a linear combination of words; the row softmax, the
row norms and the inner products of rows are opaque functions of their argument, of which only one thing is known:
renaming the tokens renames their result.
The rules of a statement (``W^T W = I``, ``V W = W V'``) are its hypotheses, given by whoever makes the letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sympy

from verify.arithmetic.base import Arithmetic

Letter = Any  # a name, with a trailing ' where transposed, or an Opaque
Word = tuple[Letter, ...]


@dataclass(frozen=True)
class Opaque:
    """``name(argument)``: a function of a matrix of which nothing else is used. Its transpose never occurs."""

    name: str
    argument: frozenset


@dataclass(frozen=True)
class Rules:
    """Rewriting rules between words, with their transposes, the words that vanish, and the permutation matrices."""

    words: Mapping[Word, Word] = field(default_factory=dict)
    permutations: frozenset[str] = frozenset()
    zeros: frozenset[Word] = frozenset()

    @staticmethod
    def of(
        rules: Sequence[tuple[str, str]] = (),
        permutations: Sequence[str] = (),
        symmetric: Sequence[str] = (),
        zeros: Sequence[str] = (),
    ) -> Rules:
        """From pairs such as ``("W' W", "")`` and ``("V W", "W U")``, and products ``zeros`` that are 0, such as
        ``"X A X'"``; letters are separated by blanks."""
        words: dict[Word, Word] = {}
        for left, right in rules:
            source, target = tuple(left.split()), tuple(right.split())
            for one, other in ((source, target), (_transposed(source), _transposed(target))):
                # What is symmetric is never met transposed: the rule must not wait for that.
                short, long = _untransposed(other, symmetric), _untransposed(one, symmetric)
                if words.get(short) != long:  # a rule that its own transpose undoes is used one way only
                    words[long] = short
        for name in symmetric:
            words[(name + "'",)] = (name,)
        for name in permutations:
            words[(name, name + "'")] = words[(name + "'", name)] = ()
        vanishing = (word for zero in zeros for word in (tuple(zero.split()), _transposed(tuple(zero.split()))))
        return Rules(words, frozenset(permutations), frozenset(_untransposed(word, symmetric) for word in vanishing))

    def vanishes(self, word: Word) -> bool:
        """Whether a product that is zero stands in the word."""
        return any(word[i : i + len(zero)] == zero for zero in self.zeros for i in range(len(word) - len(zero) + 1))

    def reduce(self, word: Word) -> Word:
        """The word after all rules have been used, leftmost first."""
        changed = True
        while changed:
            changed = False
            for start in range(len(word)):
                for source, target in self.words.items():
                    if word[start : start + len(source)] == source:
                        word, changed = word[:start] + target + word[start + len(source) :], True
                        break
                if changed:
                    break
        return word


def _transposed(word: Word) -> Word:
    return tuple(letter[:-1] if letter.endswith("'") else letter + "'" for letter in reversed(word))


def _untransposed(word: Word, symmetric: Sequence[str]) -> Word:
    return tuple(letter[:-1] if letter.endswith("'") and letter[:-1] in symmetric else letter for letter in word)


class FreeMatrix:
    """A linear combination of words in letters, reduced by its rules."""

    def __init__(self, terms: Mapping[Word, Any], rules: Rules) -> None:
        reduced: dict[Word, Any] = {}
        for word, coefficient in terms.items():
            short = rules.reduce(word)
            if rules.vanishes(word) or rules.vanishes(short):
                continue
            reduced[short] = sympy.expand(reduced.get(short, 0) + coefficient)
        self.terms = {word: value for word, value in reduced.items() if value != 0}
        self.rules = rules

    @staticmethod
    def letter(name: str, rules: Rules) -> FreeMatrix:
        """One letter."""
        return FreeMatrix({(name,): sympy.Integer(1)}, rules)

    @property
    def arithmetic(self) -> Arithmetic:
        """The arithmetic that serves these matrices."""
        return FREE

    def __add__(self, other: FreeMatrix) -> FreeMatrix:
        terms = dict(self.terms)
        for word, coefficient in other.terms.items():
            terms[word] = terms.get(word, 0) + coefficient
        return FreeMatrix(terms, self.rules)

    def __sub__(self, other: FreeMatrix) -> FreeMatrix:
        return self + other * -1

    def __mul__(self, scalar: Any) -> FreeMatrix:
        if isinstance(scalar, RowFactors):
            return scalar.diagonal @ self
        return FreeMatrix({word: scalar * coefficient for word, coefficient in self.terms.items()}, self.rules)

    __rmul__ = __mul__

    def __neg__(self) -> FreeMatrix:
        return self * -1

    def __matmul__(self, other: FreeMatrix) -> FreeMatrix:
        terms: dict[Word, Any] = {}
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                terms[left + right] = terms.get(left + right, 0) + a * b
        return FreeMatrix(terms, self.rules)

    def transposed(self) -> FreeMatrix:
        """The transpose.

        Raises:
            ValueError: where an opaque function would have to be transposed, of which nothing is known.
        """
        if any(isinstance(letter, Opaque) for word in self.terms for letter in word):
            raise ValueError("the transpose of an opaque function is not known")
        return FreeMatrix({_transposed(word): value for word, value in self.terms.items()}, self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FreeMatrix) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __repr__(self) -> str:
        return " + ".join(f"({value}) {' '.join(map(str, word))}" for word, value in self.terms.items()) or "0"


@dataclass(frozen=True)
class RowFactors:
    """One number for each row, to multiply the rows of a matrix with: a diagonal matrix."""

    diagonal: FreeMatrix


class _Free(Arithmetic):
    name = "free"

    def asarray(self, values: Any, like: Any) -> Any:  # noqa: ARG002
        """Letters are taken as they are."""
        return values

    def scalar(self, value: Any, like: Any) -> Any:  # noqa: ARG002
        """A scalar symbol as it is."""
        return value

    def transpose(self, matrix: FreeMatrix) -> FreeMatrix:
        """The transpose."""
        return matrix.transposed()

    def softmax(self, scores: FreeMatrix, counts: Any = None, causal: bool = False) -> FreeMatrix:
        """The opaque row softmax; a causal mask is not invariant under renaming, so there it is another function."""
        if counts is not None:
            raise NotImplementedError("free matrices know no multiplicities")
        return _opaque("causal softmax" if causal else "softmax", scores, equivariant=not causal)

    def mean(self, tokens: FreeMatrix, counts: Any = None) -> FreeMatrix:
        """The mean token in every row: ``(1 1^T / n) X``."""
        if counts is not None:
            raise NotImplementedError("free matrices know no multiplicities")
        average = FreeMatrix({("J",): sympy.Integer(1)}, tokens.rules)
        return average @ tokens

    def normalize(self, rows: FreeMatrix, metric: FreeMatrix | None = None) -> FreeMatrix:
        """``D X`` with D the opaque diagonal matrix of inverse row norms, a function of the Gram matrix ``X W X^T``."""
        lowered = rows if metric is None else rows @ metric
        return _opaque("inverse norms", lowered @ rows_transposed(rows), equivariant=True) @ rows

    def norms(self, rows: FreeMatrix, metric: FreeMatrix | None = None) -> FreeMatrix:
        """Not needed by any step."""
        raise NotImplementedError("free matrices only normalise")

    def sqrt(self, values: FreeMatrix) -> FreeMatrix:
        """Not needed by any step."""
        raise NotImplementedError("free matrices have no entries")

    def dot(self, left: FreeMatrix, right: FreeMatrix) -> RowFactors:
        """The opaque diagonal of ``L R^T``: inner products of equally numbered rows."""
        return RowFactors(_opaque("diagonal", left @ rows_transposed(right), equivariant=True))


FREE = _Free()


def rows_transposed(rows: FreeMatrix) -> FreeMatrix:
    """The transpose of a matrix that may hold opaque functions: those get letters of their own, used consistently."""
    terms: dict[Word, Any] = {}
    for word, value in rows.terms.items():
        flipped = []
        for letter in reversed(word):
            if isinstance(letter, Opaque):
                name = letter.name[:-1] if letter.name.endswith("'") else letter.name + "'"
                flipped.append(Opaque(name, letter.argument))
            else:
                flipped.append(letter[:-1] if letter.endswith("'") else letter + "'")
        terms[tuple(flipped)] = value
    return FreeMatrix(terms, rows.rules)


def _opaque(name: str, argument: FreeMatrix, *, equivariant: bool) -> FreeMatrix:
    """``f(M)``, with ``f(P M P^T) = P f(M) P^T`` used for permutation matrices P where ``equivariant``."""
    rules = argument.rules
    for name_of in sorted(rules.permutations) if equivariant else ():
        permute, back = FreeMatrix.letter(name_of, rules), FreeMatrix.letter(name_of + "'", rules)
        core = back @ argument @ permute
        if _mentions(argument, name_of) and not _mentions(core, name_of):
            return permute @ _opaque(name, core, equivariant=True) @ back
    return FreeMatrix({(Opaque(name, frozenset(argument.terms.items())),): sympy.Integer(1)}, rules)


def _mentions(matrix: FreeMatrix, name: str) -> bool:
    def within(word: Word) -> bool:
        return any(
            any(within(inner) for inner, _ in letter.argument)
            if isinstance(letter, Opaque)
            else letter.rstrip("'") == name
            for letter in word
        )

    return any(within(word) for word in matrix.terms)
