"""For every check of the replay scripts a change of a counterexample with which it must not hold any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def entry(*where: Any, to: str) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        for key in where[:-1]:
            data = data[key]
        assert data[where[-1]] != to
        data[where[-1]] = to

    return change


def tokens(*rows: list[str]) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update(tokens=list(rows))


def swapped(data: dict[str, Any]) -> None:
    """The same signs at the other eigenvector."""
    data["tokens"] = [row[::-1] for row in data["tokens"]]


def same_heads(data: dict[str, Any]) -> None:
    data["heads"] = [data["heads"][0]] * 2


def in_head(name: str, rows: list[list[str]]) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["heads"][0].update({name: rows})


IDENTITY = [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]
TILTED = (["3/5", "4/5"], ["3/5", "4/5"])
# A check, a claim of whose counterexample it holds, and a change of its numbers with which it must not hold any more.
CONTROLS: list[tuple[str, str, Callable[[dict[str, Any]], None]]] = [
    ("assumption_1", "lemma_5.principal", entry("value", 0, 1, to="1/3")),
    ("assumption_1", "lemma_5.principal", entry("value", 1, 1, to="0")),
    ("assumption_1", "lemma_5.principal", entry("value", 1, 1, to="1")),
    ("assumption_1", "lemma_5.principal", entry("value", 0, 0, to="-1")),
    ("step_condition", "theorem_2.consensus_unstable", entry("step_size", to="3")),
    ("beyond_step_condition", "remark_4.not_necessary", entry("step_size", to="1/10")),
    ("small_step", "remark_10.negative_unstable", entry("step_size", to="2")),
    ("dominant_not_symmetric", "asymmetric_value.generic", entry("value", 0, 1, to="0")),
    ("dominant_not_symmetric", "asymmetric_value.generic", entry("value", 1, 1, to="-2")),
    ("rightmost_real", "convergence_beyond.any_matrix", entry("value", 0, 0, to="-1")),
    ("rightmost_pair", "complex_principal.any_step", entry("value", 2, 2, to="2")),
    ("rightmost_pair", "complex_principal.any_step", entry("value", 1, 0, to="1")),
    ("causal_steps", "convergence_beyond.causal_start", lambda data: data.update(mask=None)),
    ("attracting_cycle", "complex_principal.any_step", entry("step_size", to="1/5")),
    ("attracting_rotation", "complex_principal.nearly_any_start", entry("query_key", 1, 0, to="-2")),
    ("attracting_rotation", "complex_principal.nearly_any_start", tokens(*[["1", "0", "0"]] * 4)),
    ("stable", "convergence_beyond.causal_start", entry("query_key", 0, 0, to="0")),
    ("principal_pair_stays", "steering.principal", entry("parameters", "w_2", to="1")),
    ("far_from_direction", "steering.order_of_magnitude", entry("parameters", "kappa", to="1000")),
    ("never_steered", "steering.last_layer", entry("parameters", "w_1", to="1")),
    ("on_the_other_side", "steering.sign", entry("parameters", "w_2", to="-1")),
    ("less_aligned", "mild_steering.towards", entry("parameters", "kappa", to="10")),
    ("at_eigenvector", "remark_1.consensus_fixed", tokens(*TILTED)),
    ("at_principal", "lemma_5.principal", swapped),
    ("not_principal", "theorem_2.consensus_unstable", tokens(["0", "1", "0"], ["0", "1", "0"])),
    ("negative_eigenvalue", "remark_10.negative_unstable", swapped),
    ("consensus", "remark_1.consensus_fixed", tokens(["1", "0"], ["-1", "0"])),
    ("bipartite", "lemma_5.principal", tokens(["1", "0"], ["1", "0"])),
    ("different_heads", "multihead_bipartite", same_heads),
    ("polygonal", "lemma_6.on_a_line", tokens(*TILTED)),
    ("two_cycle", "remark_1.consensus_fixed", entry("value", 0, 0, to="2")),
    ("two_cycle", "theorem_2.consensus_unstable", entry("value", 0, 0, to="3/2")),
    ("collapses", "remark_1.bipartite_fixed", entry("step_size", to="1/10")),
    ("attracting_cycle", "remark_3", entry("step_size", to="1/4")),
    ("attracting_cycle", "remark_3", entry("value", 2, 2, to="-5")),  # a cycle still, and it repels
    ("attracting_line", "lemma_5.principal", entry("value", 1, 1, to="1/2")),
    ("attracting_circle", "lemma_15", entry("value", 1, 1, to="1")),
    ("attracting_circle", "lemma_15", lambda data: data.update(query_key=[["0"] * 3] * 3)),
    ("attracting_line", "lemma_5.principal", tokens(["1", "0"], ["1", "0"])),
    ("stable", "remark_10.negative_unstable", swapped),
    ("stable", "remark_10.negative_unstable", entry("value", 0, 0, to="1/2")),
    ("stable", "multihead_bipartite", swapped),
    ("unstable", "remark_4.not_necessary", entry("step_size", to="1/10")),
    ("rank_below_groups", "lemma_9.bipartite", entry("query_key", 0, 0, to="1")),
    ("rank_below_groups", "lemma_9.clustering", entry("query_key", 0, 0, to="4*log(5/4)")),
    ("some_off_eigenvectors", "lemma_9.clustering", tokens(["1", "0"], ["0", "1"])),
    ("singular_but_moves", "proposition_1.sufficient", entry("parameters", "kappa", to="2, 3")),
    ("singular_but_moves", "proposition_1.sufficient", tokens(["1", "0"], ["1", "0"])),
    ("uniform_attention", "proposition_1.sufficient", entry("query_key", 0, 0, to="1")),
    ("principal_not_tangent", "remark_9", tokens(["0", "1"], ["0", "-1"])),
    ("both_normalisers_above_one", "remark_10.group_3_fails", entry("query_key", 0, 0, to="log(2)/2")),
    ("wide_basin", "example_13b.always_small", entry("value", 1, 1, to="3/4")),  # stable, and not that far
    ("equal_and_moves", "remark_6.one_clustering", tokens(["1", "0"], ["1", "0"])),
    ("identity_value", "asymptotic.theorem_gradient.consensus", in_head("value", [["1", "0"], ["0", "2"]])),
    ("identity_scores", "asymptotic.theorem_gradient.consensus", in_head("query_key", [["1", "0"], ["0", "2"]])),
    ("definite_scores", "asymptotic.theorem_gradient.gradient", in_head("query_key", [["-1", "0", "0"]] * 3)),
    ("complex_eigenvalues", "asymptotic.theorem_gradient.gradient", in_head("query_key", IDENTITY)),
    ("rests_apart", "asymptotic.theorem_gradient.consensus", tokens(["1", "0"], ["3/5", "4/5"])),
    ("rests_apart", "asymptotic.theorem_gradient.consensus", tokens(["1", "0"], ["1", "0"])),
    ("causal_symmetric", "asymptotic.theorem_causal_symmetric.stable", lambda data: data.update(mask=None)),
    ("causal_symmetric", "asymptotic.theorem_causal_symmetric.stable", entry("value", 1, 1, to="-1")),
    ("in_hemisphere", "asymptotic.theorem_causal_symmetric.hemisphere", tokens(["1", "0"], ["-3/5", "4/5"])),
    ("in_hemisphere", "asymptotic.theorem_causal_symmetric.ellipsoid", tokens(["-1", "0"], ["1", "0"])),
    ("positive_largest", "asymptotic.theorem_causal_symmetric.ellipsoid", in_head("value", [["-1", "0"], ["0", "-2"]])),
    ("ends_apart", "asymptotic.theorem_causal_symmetric.hemisphere", entry("value", 0, 0, to="1")),
    ("ends_apart", "asymptotic.theorem_causal_symmetric.ellipsoid", tokens(["1", "0"], ["1", "0"])),
    ("semidefinite_heads", "asymptotic.conjecture_multihead.sum", in_head("value", [["20", "30"], ["30", "44"]])),
    ("consensus", "clusters.well_posed.lipschitz", tokens(["1"], ["2"])),
    ("speed_without_bound", "clusters.well_posed.lipschitz", entry("value", 0, 0, to="0")),
    ("speed_without_bound", "clusters.well_posed.lipschitz", entry("value", 0, 0, to="-1")),
    ("speed_without_bound", "clusters.well_posed.lipschitz", tokens(["0"])),
    ("definite_scores", "clusters.theorem_polytope.any_polytope", lambda data: data.update(query_key=[["0"] * 2] * 2)),
    ("vertex_outside_s", "clusters.theorem_polytope.any_polytope", tokens(["1", "0"], ["-2", "1/10"])),
    (
        "vertex_outside_s",
        "clusters.theorem_polytope.any_polytope",
        tokens(["1", "1/20"], ["2", "1/10"], ["-2", "-1/10"]),
    ),
    ("identity_value", "clusters.theorem_polytope.vertices", entry("value", 0, 0, to="2")),
    ("limit_between", "clusters.theorem_polytope.vertices", entry("value", 0, 0, to="-1")),
    ("limit_between", "clusters.theorem_polytope.vertices", lambda data: data.update(query_key=[["-1"]])),
    ("limit_between", "clusters.theorem_polytope.vertices", tokens(["-4"], ["1"], ["4"])),
    ("limit_between", "clusters.theorem_polytope.vertices", tokens(["-1/10"], ["0"], ["1/10"])),
    ("all_expanding", "clusters.codimension_conjecture", entry("value", 1, 1, to="0")),
    ("four_limits", "clusters.codimension_conjecture", entry("value", 1, 1, to="-1")),
    ("four_limits", "clusters.codimension_conjecture", lambda data: data.update(query_key=[["-1", "0"], ["0", "-1"]])),
    ("four_limits", "clusters.codimension_conjecture", tokens(["4", "0"], ["0", "4"], ["-4", "0"], ["-4", "0"])),
    ("four_limits", "clusters.codimension_conjecture", tokens(["4", "0"], ["0", "4"], ["-4", "0"])),
    ("four_limits", "clusters.codimension_conjecture", entry("radius", to="3")),
    ("not_at_principal_limit", "multistability.lemma_1.convergence", swapped),
    ("attracting_polygons", "multistability.polygonal_unstable.n4_d2_symmetric", tokens(*[["1", "0"]] * 4)),
]
