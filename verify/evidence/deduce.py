"""Decision by lemmas: what is left of a claim once instances of smaller statements are put in is propositional.

A statement in many variables may be out of reach of real algebra although it follows from one in few. The lemma is
decided by itself; then the claim is decided again with ``lemma(f(x))`` as an assumption. There every irreducible factor
of a polynomial is an unknown of its own: fewer facts are known than hold, so that ``unsat`` says more than is needed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from verify.claim import Budget, Claim, Parameter, Point
from verify.conclusions import Formula
from verify.evidence.common import BATCH, draw, engine, vectorised
from verify.evidence.decide import Decide
from verify.verdict import Finding, Reason, Verdict


@dataclass(frozen=True)
class LemmaAt:
    """A lemma at one point: ``at`` maps a point of the claim to values of the lemma's parameters."""

    lemma: Claim
    at: Callable[[Point], Mapping[str, Any]]


@dataclass(frozen=True)
class Deduce(Decide):
    """Decide a :class:`Formula` from instances of lemmas, which must be named in the claim's ``uses``.

    Attributes:
        lemmas: Formula claims at points, which z3 decides by themselves.
    """

    lemmas: tuple[LemmaAt, ...] = ()

    def run(self, claim: Claim, budget: Budget) -> Finding:
        """PROVED if all lemmas are and nothing is left to violate; REFUTED by a violation that holds exactly."""
        from verify.evidence.smt import build, solve

        name = engine("z3-solver")
        if not isinstance(claim.conclusion, Formula):
            raise TypeError(f"deduce needs a Formula, not {type(claim.conclusion).__name__}")
        if self._broken(claim, budget):
            return self._search(claim, budget, name, "not asked: random points violate it")
        for instance in self.lemmas:
            lemma = instance.lemma
            if lemma.id not in claim.uses:
                raise ValueError(f"{claim.id} is deduced from {lemma.id}, which it does not use")
            if not isinstance(lemma.conclusion, Formula):
                raise TypeError(f"{lemma.id} is no Formula")
            if solve(build(lemma, lemma.conclusion.holds, negate=True), budget.rlimit)[0] != "unsat":
                text = f"the lemma {lemma.id} is not decided"
                return Finding(self.kind, Verdict.INCONCLUSIVE, Reason.UNKNOWN, name, text)
        query, legend = self._query(claim)
        answer, _ = solve(query, budget.rlimit)
        if answer != "unsat":  # a model is none of the claim: the unknowns are not independent
            return self._search(claim, budget, name, answer)
        found = self._unsat(claim, query, budget, name, Verdict.PROVED)
        used = ", ".join(dict.fromkeys(instance.lemma.id for instance in self.lemmas))
        return replace(found, detail=f"{found.detail}, given {used}", certificate=legend + (found.certificate or ""))

    def _broken(self, claim: Claim, budget: Budget) -> bool:
        """Whether a batch of random points breaks the claim, in floating point: then a proof is not even tried."""
        conclusion = claim.conclusion
        assert isinstance(conclusion, Formula)
        point, mask = draw(claim, budget.seed)
        fails = conclusion.fails
        wrong = vectorised(fails, point, BATCH) if fails else ~vectorised(conclusion.holds, point, BATCH)
        return bool((mask & wrong).any())

    def _query(self, claim: Claim) -> tuple[Any, str]:
        import sympy
        import z3

        from verify.evidence.smt import Query

        conclusion = claim.conclusion
        assert isinstance(conclusion, Formula)
        point = claim.symbols()
        factors = Factors(claim.parameters, tuple(point[name] for name in point))
        # Negation and implication are made of terms: SymPy's "not u < v" is u >= v, which is also false where u is undefined.
        terms = [factors.boolean(sympy.sympify(h.holds(point))) for h in claim.hypotheses]
        for instance in self.lemmas:
            lemma = instance.lemma
            assert isinstance(lemma.conclusion, Formula)
            there = Point(dict(instance.at(point)))
            given = [sympy.sympify(h.holds(there)) for h in lemma.hypotheses]
            given += [relation for p in lemma.parameters for relation in _domain(p, there[p.name])]
            given += [sympy.Ne(sympy.fraction(sympy.together(there[p.name]))[1], 0) for p in lemma.parameters]
            premises = z3.And(*(factors.boolean(formula) for formula in given))
            terms.append(z3.Implies(premises, factors.boolean(sympy.sympify(lemma.conclusion.holds(there)))))
        terms.append(z3.Not(factors.boolean(sympy.sympify(conclusion.holds(point)))))
        terms += [factors.boolean(relation) for p in claim.parameters for relation in _domain(p, point[p.name])]
        query = Query((*terms, *factors.facts()), tuple(factors.names.values()))
        return query, "".join(f"; {name} stands for {factor}\n" for factor, name in factors.names.items())


def _domain(parameter: Parameter, value: Any) -> list[Any]:
    relations = [value > 0] if parameter.domain == "positive" or (parameter.low or 0) > 0 else []
    return relations if parameter.low is None else [*relations, value >= parameter.low]


Factored = tuple[int, tuple[tuple[Any, int], ...]]


@functools.cache
def _parts(left: Any, right: Any, generators: tuple[Any, ...]) -> tuple[tuple[Factored, ...], Factored, Factored]:
    """What two sides divide by, their difference's numerator and its denominator, factored. Mutants ask for the same again."""
    import sympy

    # Also what cancels: a relation is only true where both of its sides are defined.
    powers = {p.base for side in (left, right) for p in side.atoms(sympy.Pow) if p.exp.is_negative}
    ordered = sorted(powers, key=sympy.default_sort_key)
    defined = tuple(_factored(sympy.fraction(sympy.together(base))[0], generators) for base in ordered)
    numerator, denominator = sympy.fraction(sympy.cancel(sympy.together(left - right)))
    return defined, _factored(numerator, generators), _factored(denominator, generators)


def _factored(polynomial: Any, generators: tuple[Any, ...]) -> Factored:
    import sympy

    constant, factors = sympy.factor_list(sympy.expand(polynomial), *generators)
    return int(sympy.sign(constant)), tuple((factor, int(power)) for factor, power in factors)


@dataclass
class Factors:
    """SymPy formulas as z3 terms in which every irreducible factor is one unknown.

    Attributes:
        parameters: of the claim, for what is known of signs.
        generators: their symbols, in order.
        names: the unknown of each factor.
    """

    parameters: tuple[Parameter, ...]
    generators: tuple[Any, ...]
    names: dict[Any, str] = field(default_factory=dict)
    _relations: dict[Any, Any] = field(default_factory=dict)

    def boolean(self, formula: Any) -> Any:
        """A formula of relations between rational functions; a relation between undefined terms is false."""
        import sympy
        import z3

        if formula in (sympy.true, sympy.false):
            return z3.BoolVal(bool(formula))
        parts = {sympy.And: z3.And, sympy.Or: z3.Or}.get(type(formula))
        if parts is not None:
            return parts(*(self.boolean(part) for part in formula.args))
        if isinstance(formula, sympy.Not):
            return z3.Not(self.boolean(formula.args[0]))
        if isinstance(formula, sympy.Implies):
            return z3.Implies(*(self.boolean(part) for part in formula.args))
        if isinstance(formula, sympy.core.relational.Relational):
            if formula not in self._relations:  # the same conditions come back in every lemma
                self._relations[formula] = self._relation(formula)
            return self._relations[formula]
        raise TypeError(f"no translation of {formula!r}")

    def _relation(self, relation: Any) -> Any:
        import operator

        import sympy
        import z3

        if relation.has(sympy.Abs):
            raise TypeError(f"{relation}: write absolute values as two inequalities")
        compare = {
            "<": operator.lt,
            "<=": operator.le,
            ">": operator.gt,
            ">=": operator.ge,
            "==": operator.eq,
            "!=": operator.ne,
        }
        defined, numerator, denominator = _parts(relation.lhs, relation.rhs, self.generators)
        known = [self._product(base) != 0 for base in defined]
        return z3.And(*known, compare[relation.rel_op](self._product(numerator) * self._product(denominator), 0))

    def _product(self, factored: Factored) -> Any:
        """The sign of a polynomial: of its constant and of its irreducible factors, each to the power 1 or 2."""
        import z3

        constant, factors = factored
        term = z3.RealVal(constant)
        for factor, power in factors:
            unknown = z3.Real(self.names.setdefault(factor, f"factor!{len(self.names) + 1}"))  # no parameter's name
            term = term * unknown if power % 2 else term * unknown * unknown
        return term

    def facts(self) -> list[Any]:
        """What is known of the unknowns: those with positive terms only are positive, linear ones are what they are."""
        import sympy
        import z3

        positive = {p.name for p in self.parameters if p.domain == "positive" or (p.low or 0) > 0}
        found = []
        for factor, name in self.names.items():
            polynomial = sympy.Poly(factor, *self.generators)
            known = {symbol.name for symbol in factor.free_symbols} <= positive
            if known and all(coefficient > 0 for coefficient in polynomial.coeffs()):
                found.append(z3.Real(name) > 0)
            if polynomial.total_degree() == 1:
                terms = [self._linear(monomial, coefficient) for monomial, coefficient in polynomial.terms()]
                found.append(z3.Real(name) == (z3.Sum(*terms) if len(terms) > 1 else terms[0]))
        return found

    def _linear(self, monomial: tuple[int, ...], coefficient: Any) -> Any:
        import z3

        number = z3.RatVal(int(coefficient.p), int(coefficient.q))
        return number * z3.Real(self.generators[monomial.index(1)].name) if any(monomial) else number
