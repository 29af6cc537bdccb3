"""Tokens on the line whose limits of P are exceptional or not Boolean, in exact numbers and in balls; and integrated ones."""

from __future__ import annotations

from typing import Any

from proofs.clusters.notation import example


def _certificate(holds: bool | None, detail: str, **stats: Any) -> Any:
    from verify.evidence.enclose import Certificate

    return Certificate(holds, detail, stats)


def on_the_line(given: Any) -> str | None:
    """The claim is about attention without normalisation on the line, ``V`` and ``QK`` not 0."""
    if given.data.get("system") != "clusters":
        return f"the system is {given.data.get('system')!r}; expected clusters"
    if given.data.get("tokens") is None:
        return "tokens is missing; expected initial tokens"
    if given.system().dimension != 1:
        return f"d = {given.system().dimension}; expected 1"
    growth, scores = constants(given)
    return None if growth != 0 and scores != 0 else "V or QK is 0"


def growing(given: Any) -> str | None:
    """``V > 0`` and ``QK > 0``."""
    growth, scores = constants(given)
    return None if growth > 0 and scores > 0 else f"V = {growth}, QK = {scores}; expected positive numbers"


def constants(given: Any) -> tuple[Any, Any]:
    """V and QK."""
    system = given.system()
    return system.value[0, 0], 1 if system.query_key is None else system.query_key[0, 0]


def _places(given: Any) -> list[Any]:
    return sorted(row[0] for row in given.tokens())


# ------------------------------------------------------------------ rank 3


def symmetric_three() -> dict[str, Any]:
    """The tokens -1, 0, 1."""
    return example([["1"]], [["-1"], ["0"], ["1"]], "V = QK = 1 on the line, tokens -1, 0, 1.")


def shifted_three() -> dict[str, Any]:
    """A spoiled example."""
    return symmetric_three() | {"tokens": [["-1"], ["1/2"], ["1"]]}


def rank_three(given: Any) -> Any:
    """Tokens -r, 0, r stay of this form: the middle row of P is uniform, the outer ones tend to one-hot rows."""
    places = _places(given)
    if len(places) != 3 or not places[2] > 0 or places[1] != 0 or places[0] + places[2] != 0:
        return _certificate(False, "the tokens are not -r, 0, r with r > 0")
    import numpy as np
    import sympy

    from verify.systems import Clusters

    growth, scores = constants(given)
    # The form is kept because the field commutes with X -> -X and permutations; here for a symbol r.
    r = sympy.Symbol("r", positive=True)
    system = Clusters(
        value=np.array([[growth]], dtype=object), query_key=np.array([[sympy.sympify(scores)]], dtype=object)
    )
    state = np.array([[-r], [sympy.Integer(0)], [r]], dtype=object)
    low, middle, high = system.field(state)[:, 0]
    row = list(system.attention(state)[1])
    e = sympy.Symbol("e", positive=True)  # e^u
    wanted = growth * r * (e**2 - 1) / (e**2 + e + 1)

    def same(left: Any, right: Any) -> bool:
        return (
            sympy.cancel((left - right).subs(sympy.exp(-scores * r**2), 1 / e).subs(sympy.exp(scores * r**2), e)) == 0
        )

    kept = same(middle, sympy.Integer(0)) and same(low, -high) and same(high, wanted)
    told = (
        f"(-r, 0, r) moves with r' = {growth} r (e^(2u) - 1) / (e^(2u) + e^u + 1) > 0, u = {scores} r^2: r tends to "
        f"infinity; the middle row is ({', '.join(map(str, row))}) at all times: the limit has the rows (1, 0, 0), this, (0, 0, 1)"
    )
    return _certificate(bool(kept) and row == [sympy.Rational(1, 3)] * 3, told)


QUICK = ("-1606/10000", "-1605/10000")
"""Between these the middle token of (-1, s, 2) changes its leader."""


def asymmetric_three() -> dict[str, Any]:
    """The tokens -1, s, 2."""
    low, high = QUICK
    told = "V = QK = 1 on the line, tokens -1, s, 2; s is between the middle token and the parameter s."
    return example([["1"]], [["-1"], [low], ["2"]], told, parameters={"s": high})


DIGITS = ("-160553890482686925154186552180", "-160553890482686925154186552179")
"""The same, times 10^30."""


def asymmetric_thirty() -> dict[str, Any]:
    """The tokens -1, s, 2 with 30 digits of s."""
    low, high = (f"{digits}/1{'0' * 30}" for digits in DIGITS)
    return asymmetric_three() | {"tokens": [["-1"], [low], ["2"]], "parameters": {"s": high}}


def beside_three() -> dict[str, Any]:
    """A spoiled example: the middle token follows the largest one from both ends."""
    return asymmetric_three() | {"tokens": [["-1"], ["-1/10"], ["2"]], "parameters": {"s": "0"}}


def turns(order: int, bits: int) -> Any:
    """A certifier, in balls: the middle token is captured by the smallest one from one end of an interval, by the largest from the other.

    The starts from which it is captured by the one or by the other are open and disjoint: they do not cover an interval, so that
    from some start between the ends it is captured by none.
    """

    def certify(given: Any) -> Any:
        import numpy as np
        import sympy

        from proofs.clusters.worlds.separatrix import DOWN, UP, side
        from verify.systems import Clusters

        growth, scores = constants(given)
        places = [row[0] for row in given.tokens()]
        other = (given.data.get("parameters") or {}).get("s")
        if len(places) != 3 or other is None:
            return _certificate(False, "expected three tokens, and the other end of the interval as the parameter s")
        low, high = sorted([places[1], sympy.Rational(str(other))])
        if not places[0] < low <= high < places[2]:
            return _certificate(False, "the interval is not between the smallest and the largest token")
        system = Clusters(value=np.array([[growth]], dtype=object), query_key=np.array([[scores]], dtype=object))
        found = []
        for end in (low, high):
            state = np.array([[places[0]], [end], [places[2]]], dtype=object)
            with np.errstate(invalid="ignore"):  # conversions of balls to floats set the flag
                leader, seen = side(system, state, 1, order, bits)
            if leader is None:
                return _certificate(None, f"the balls do not tell who captures the middle token from {end}")
            found.append((leader, float(seen.time.mid())))
        (below, early), (above, late) = found
        told = (
            f"from the lower end the middle token is captured by the {_named(below)} (t = {early:.3g}), from the upper one by the "
            f"{_named(above)} (t = {late:.3g})"
        )
        width = sympy.Float(high - low, 3)
        return _certificate((below, above) == (DOWN, UP), f"{told}; the ends are {width} apart", width=str(width))

    return certify


def _named(leader: int) -> str:
    return "largest one" if leader > 0 else "smallest one"


# ------------------------------------------------------------------ what the hypotheses are for


def equal_pair() -> dict[str, Any]:
    """Two equal tokens."""
    return example([["1"]], [["1"], ["1"]], "V = QK = 1 on the line, two equal tokens.")


def negative_scores() -> dict[str, Any]:
    """``QK = -1``, tokens -1 and 1."""
    return example([["1"]], [["-1"], ["1"]], "V = 1, QK = -1 on the line, tokens -1 and 1.", [["-1"]])


def negative_value() -> dict[str, Any]:
    """``V = -1``, tokens -1 and 1."""
    return example([["-1"]], [["-1"], ["1"]], "V = -1, QK = 1 on the line, tokens -1 and 1.")


def opposite_pair() -> dict[str, Any]:
    """A spoiled example: all hypotheses hold."""
    return example([["1"]], [["-1"], ["1"]], "V = QK = 1 on the line, tokens -1 and 1.")


def never_boolean(given: Any) -> Any:
    """Two tokens ``-r, r``, ``v a < 0``, or two equal ones: every entry of P stays between two numbers, not 0 and not 1.

    ``r' = v r tanh(a r^2)``: r falls, and the entries are ``1/(1 + e^(+-2 a r^2))``.
    """
    places, (growth, scores) = _places(given), constants(given)
    if len(places) != 2:
        return _certificate(False, f"there are {len(places)} tokens; expected two")
    if places[0] == places[1]:
        return _certificate(True, "equal tokens stay equal: all entries of P are 1/2 at all times")
    if places[0] + places[1] != 0:
        return _certificate(False, "the tokens are neither equal nor opposite")
    if not growth * scores < 0:
        return _certificate(
            False, f"r' = {growth} r tanh({scores} r^2) > 0: the tokens separate and P tends to one-hot rows"
        )
    least = f"1/(1 + e^{2 * abs(scores) * places[1] ** 2})"
    told = f"r' = {growth} r tanh({scores} r^2) < 0: r falls, so that the entries of P stay between {least} and 1 - {least}"
    return _certificate(True, told)


# ------------------------------------------------------------------ integrated


def boolean_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """P of 16 random starts on the line, integrated to ``v t = 12``."""
    import numpy as np

    from verify.systems import Clusters
    from verify.trajectories import rescaled

    rng, worst, wrong, ranks = np.random.default_rng([seed, 4]), 0.0, 0, {1: 0, 2: 0, 3: 0}
    for _ in range(16):
        tokens = np.sort(rng.normal(size=(int(rng.integers(2, 9)), 1)) + rng.normal(), axis=0)
        v, a = rng.uniform(0.5, 2, size=2)
        system = Clusters(value=np.array([[v]]), query_key=np.array([[a]]))
        path = rescaled(system, tokens, 12 / v, rtol=1e-9, stop=False)
        end, places = path.attention(12 / v), path.states[-1]
        leaders = np.where(places[:, 0] > 0, len(tokens) - 1, 0)
        worst = max(worst, float((1 - end[np.arange(len(tokens)), leaders]).max()))
        wrong += int((end.argmax(axis=1) != leaders).sum())
        ranks[int(np.linalg.matrix_rank(end, tol=1e-6))] += 1
    told = (
        f"16 systems: every row is that of its leader to {worst:.0e}, ranks "
        f"{', '.join(f'{rank}: {count}' for rank, count in sorted(ranks.items()))}"
    )
    return worst < 1e-6 and wrong == ranks[3] == 0, told, {"ranks": ranks, "worst": worst}


def negative_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """P of 12 random starts on both sides of 0 with ``QK < 0``, at t = 12; and of the tokens -1, 1, against it."""
    import numpy as np

    from verify.systems import Clusters
    from verify.trajectories import rescaled

    system = Clusters(value=np.array([[1.0]]), query_key=np.array([[-1.0]]))
    rng, worst, mixed = np.random.default_rng([seed, 5]), 0.0, 0
    for _ in range(12):
        tokens = np.append(rng.normal(size=int(rng.integers(1, 5))), [-1.0, 1.0])[:, None]
        path = rescaled(system, tokens, 12.0, rtol=1e-9, stop=False)
        places = path.states[-1][:, 0]
        mixed += not (np.sign(places) == np.sign(places[0])).all()
        worst = max(worst, float((1 - path.attention(12.0)[:, np.abs(places).argmin()]).max()))
    pair = rescaled(system, np.array([[-1.0], [1.0]]), 12.0, rtol=1e-9, stop=False).attention(12.0)
    told = f"12 systems: {mixed} with both signs at the end, rows one-hot to {worst:.0e}; tokens -1, 1: largest entry {pair.max():.2f}"
    return mixed == 0 and worst < 1e-6 and pair.max() < 0.9, told, {"worst": worst, "mixed": mixed}
