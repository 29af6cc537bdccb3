"""The public strategies hold what they promise exactly, and reach the boundary cases that they promise: systems and points."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import sympy
from drawn import FEW, all_rational, reached, unit
from hypothesis import given
from hypothesis import strategies as st

from verify import strategies as vs
from verify.arithmetic.numeric import FLOAT64
from verify.claim import Claim, Parameter, Source
from verify.systems import Attention, MultiHead, Oja


@FEW
@given(vs.scenes())
def test_scenes_are_exact_systems_with_a_state(drawn: Any) -> None:
    system, tokens = drawn
    assert unit(tokens)
    assert system.dimension == tokens.shape[1]
    assert system.step_size > 0
    total = system.layer_matrix if isinstance(system, MultiHead) else system.value
    assert (total == total.T).all()
    assert all_rational(total)
    assert FLOAT64.asarray(tokens, None).shape == tokens.shape
    assert system.influence(FLOAT64.asarray(tokens, None)).shape == tokens.shape


@pytest.mark.parametrize(("kind", "made"), [("oja", Oja), ("attention", Attention), ("multihead", MultiHead)])
def test_systems_reach_every_kind_a_flow_and_every_value_matrix(kind: str, made: type) -> None:
    assert type(reached(vs.systems((kind,)))) is made
    assert reached(vs.systems((kind,), times=("discrete", "continuous")), lambda s: s.is_flow).is_flow
    reached(vs.systems((kind,), vs.value_matrices((2, 3), ("complex pair",))), lambda s: s.step_size == 1)


def test_systems_reach_the_thresholds_of_the_step_size() -> None:
    dominated = vs.symmetric([1, -3])
    for wanted in (1, sympy.Rational(1, 3)):
        reached(vs.systems(("oja",), st.just(dominated)), lambda s, wanted=wanted: s.step_size == wanted)
        reached(vs.systems(("oja",), st.just(dominated)), lambda s, wanted=wanted: 0 < s.step_size - wanted < 1e-4)
        reached(vs.systems(("oja",), st.just(dominated)), lambda s, wanted=wanted: 0 < wanted - s.step_size < 1e-4)


def test_multi_head_systems_reach_commuting_and_other_heads() -> None:
    def two(system: Any) -> bool:
        return len(system.values) == 2

    reached(
        vs.systems(("multihead",)), lambda s: two(s) and (s.values[0] @ s.values[1] != s.values[1] @ s.values[0]).any()
    )


DOMAINS = Claim(
    id="a.claim",
    title="",
    statement="",
    source=Source(""),
    parameters=(Parameter("alpha", "positive"), Parameter("x"), Parameter("y"), Parameter("n", "integer", 2)),
)


@given(vs.points(DOMAINS))
def test_points_stay_in_their_domains(point: Any) -> None:
    assert list(point) == ["alpha", "x", "y", "n"]
    assert all(value.is_Rational for value in point.values())
    assert point.alpha > 0
    assert point.n.is_integer
    assert point.n >= 2


@pytest.mark.parametrize(
    "wanted",
    [
        lambda p: p.x == p.y != 0,
        lambda p: p.x == -p.y != 0,
        lambda p: 0 < p.x - p.y < 1e-5,
        lambda p: p.n == 2,
        lambda p: p.n == 3,
        lambda p: p.x == 0,
        lambda p: p.alpha > 100,
        lambda p: p.alpha < 0.01,
    ],
)
def test_points_reach_ties_near_ties_and_scales(wanted: Any) -> None:
    reached(vs.points(DOMAINS), wanted)


@pytest.mark.parametrize(
    "make",
    [
        lambda: vs.spectra(2, ("unheard",)),
        lambda: vs.spectra(0),
        lambda: vs.spectra(1, ("repeated",)),
        lambda: vs.score_matrices(2, ("unheard",)),
        lambda: vs.score_matrices(1, ("skew",)),
        lambda: vs.states(2, 2, ("unheard",)),
        lambda: vs.states(1, 3, ("polygon",)),
        lambda: vs.states(2, 0),
        lambda: vs.around(1, ("somewhere",)),
        lambda: vs.step_sizes(-1),
        lambda: vs.splits(3, ("unheard",)),
        lambda: vs.value_matrices(2, ("unheard",)),
        lambda: reached(vs.symmetric_matrices(2, basis="none")),
        lambda: reached(vs.systems(("unheard",))),
        lambda: reached(vs.polygons(1, 3)),
        lambda: reached(vs.complex_pair_matrices(1)),
    ],
)
def test_what_does_not_exist_is_refused(make: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match=r"expected|need|there is no"):
        make()


def test_the_core_does_not_import_hypothesis() -> None:
    code = "import sys, verify, verify.cli, verify.evidence, verify.runner; sys.exit('hypothesis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
