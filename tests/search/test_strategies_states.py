"""The public strategies hold what they promise exactly, and reach the boundary cases that they promise: states and splits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import sympy
from drawn import FEW, all_rational, exact, reached, unit
from hypothesis import given, settings

from verify import strategies as vs


@pytest.mark.parametrize("kind", [kind for kind in vs.STATES if kind != "polygon"])
@pytest.mark.parametrize("d", [2, 3])
def test_states_hold_what_their_kind_promises(kind: str, d: int) -> None:
    lines = {
        "anything": lambda x: len(x) > 0,
        "consensus": lambda x: all((row == x[0]).all() for row in x),
        "bipartite": lambda x: {abs(row @ x[0]) for row in x} == {1} and -1 in {row @ x[0] for row in x},
        "sign state": lambda x: {abs(row @ x[0]) for row in x} == {1},
        "equal tokens": lambda x: (x[-1] == x[0]).all(),
        "antipodal tokens": lambda x: (x[-1] == -x[0]).all(),
        "on a subspace": lambda x: exact(x).rank() < d,
        "half space": lambda x: len(x) < 2 or all(row @ x[0] > -1 for row in x),
    }

    @FEW
    @given(vs.states(d, (1, 4), (kind,)))
    def check(tokens: np.ndarray) -> None:
        assert len(tokens) <= 4
        assert all_rational(tokens)
        assert unit(tokens)
        assert lines[kind](tokens)

    check()


@pytest.mark.parametrize("d", [2, 3, 4])
@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_polygons_sum_to_zero_and_are_not_on_a_line(d: int, n: int) -> None:
    @settings(FEW, max_examples=8)
    @given(vs.polygons(d, n))
    def check(tokens: np.ndarray) -> None:
        assert tokens.shape == (n, d)
        assert unit(tokens)
        assert all(sympy.expand(total) == 0 for total in tokens.sum(axis=0))
        assert exact(tokens).rank() > 1
        assert (n % 2 and d < 4) or all_rational(tokens)

    check()


def test_polygons_reach_a_square_and_four_tokens_that_are_no_pairs() -> None:
    reached(vs.polygons(2, 4), lambda x: len({tuple(row) for row in x}) == 4)
    reached(vs.polygons(3, 4), lambda x: exact(x).rank() == 3 and all((x[0] != -row).any() for row in x))


@pytest.mark.parametrize("n", [2, 3])
def test_sign_states_at_eigenvectors_reach_every_split(n: int) -> None:
    matrix = vs.symmetric([1, "1/2", -1])
    for at in range(3):
        for m in range(n + 1):
            reached(vs.sign_states(matrix, n), lambda x, at=at, m=m: list(x @ matrix.vectors[at]).count(1) == m)


@pytest.mark.parametrize(
    ("kinds", "holds"), [(("balanced",), lambda m, r: m == r), (("singleton",), lambda m, r: 1 in (m, r))]
)
def test_splits(kinds: tuple[str, ...], holds: Callable[[int, int], bool]) -> None:
    @FEW
    @given(vs.splits(4, kinds))
    def check(split: tuple[int, int]) -> None:
        assert holds(*split)
        assert all(1 <= size <= 4 for size in split)

    check()
    for wanted in ((1, 1), (1, 4), (4, 1), (3, 3), (2, 3)):
        reached(vs.splits(4), lambda split, wanted=wanted: split == wanted)
