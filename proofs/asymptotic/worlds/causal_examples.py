"""Examples under a causal mask in exact numbers; ``causal_checks`` says what fails there."""

from __future__ import annotations

from typing import Any


def _example(system: str, tokens: list[list[str]], explanation: str, **more: Any) -> dict[str, Any]:
    """The contract's JSON of a causal flow and a state."""
    from proofs.multistability.worlds.oja import example

    return example(system, more.pop("value", None), tokens, explanation, **{"mask": "causal", **more})


ZERO = [["0", "0"], ["0", "0"]]


def largest_is_negative() -> dict[str, Any]:
    """``V = diag(-1, -3/2)``, both tokens at ``v_1``."""
    told = "V = diag(-1, -3/2) is symmetric and its largest eigenvalue -1 is simple; both tokens are at v_1."
    return _example("attention", [["1", "0"], ["1", "0"]], told, value=[["-1", "0"], ["0", "-3/2"]], query_key=ZERO)


def largest_is_negative_start() -> dict[str, Any]:
    """The same V, P = 0, the second token 53 degrees from the first."""
    told = (
        "V = diag(-1, -3/2) is symmetric and its largest eigenvalue -1 is simple; P = 0; the first token is v_1, the "
        "second has v_1.x_2 = 3/5 > 0."
    )
    return _example("attention", [["1", "0"], ["3/5", "4/5"]], told, value=[["-1", "0"], ["0", "-3/2"]], query_key=ZERO)


def largest_is_positive_start() -> dict[str, Any]:
    """With ``V = diag(1, 1/2)`` the second token reaches the first: no counterexample."""
    told = "V = diag(1, 1/2), P = 0."
    return _example("attention", [["1", "0"], ["3/5", "4/5"]], told, value=[["1", "0"], ["0", "1/2"]], query_key=ZERO)


def tilted_metric() -> dict[str, Any]:
    """``V = diag(1, 0)``, ``W = [[1, 1/2], [1/2, 1]]``, P = I: the hyperplane W-orthogonal to ``v_1`` is not invariant."""
    told = (
        "V = diag(1, 0), W = [[1, 1/2], [1/2, 1]], P = I: v_1 = e_1, lambda_1 = 1; the tokens (-3/7, 8/7) and (1, 0) have "
        "v_1^T W x = 1/7 and 1."
    )
    head = {"value": [["1", "0"], ["0", "0"]], "query_key": [["1", "0"], ["0", "1"]]}
    metric = [["1", "1/2"], ["1/2", "1"]]
    return _example("ellipsoid", [["-3/7", "8/7"], ["1", "0"]], told, heads=[head], metric=metric)


def round_metric() -> dict[str, Any]:
    """The same tokens' directions on the unit sphere: the first is outside of the hemisphere, no counterexample."""
    head = {"value": [["1", "0"], ["0", "0"]], "query_key": [["1", "0"], ["0", "1"]]}
    told = "V = diag(1, 0), W = I, P = I."
    tokens = [["-3/5", "4/5"], ["1", "0"]]
    return _example("ellipsoid", tokens, told, heads=[head], metric=[["1", "0"], ["0", "1"]])


def three_heads() -> dict[str, Any]:
    """Positive semidefinite heads whose sum is ``diag(265, 261)``, the second token at ``(5/13, 12/13)``."""
    told = (
        "V_1 = 5 u u^T, V_2 = 9 v v^T, V_3 = 20 w w^T with u = (2, 3), v = (5, -2), w = (1, 3) are positive semidefinite and "
        "sum to diag(265, 261). The tokens (1, 0) and (5/13, 12/13) have positive products with u, v, w and e_1."
    )
    heads = [
        {"value": [["20", "30"], ["30", "45"]], "query_key": [["0", "0"], ["169*log(64)/96", "0"]]},
        {"value": [["225", "-90"], ["-90", "36"]], "query_key": [["0", "169*log(64)/60"], ["0", "0"]]},
        {"value": [["20", "60"], ["60", "180"]], "query_key": [["0", "169*log(64)/60"], ["0", "0"]]},
    ]
    return _example("multihead", [["1", "0"], ["5/13", "12/13"]], told, heads=heads)


def equal_heads() -> dict[str, Any]:
    """All heads with the value ``diag(265, 261)/3``: the state is no equilibrium, no counterexample."""
    heads = [{**head, "value": [["265/3", "0"], ["0", "87"]]} for head in three_heads()["heads"]]
    return three_heads() | {"heads": heads, "explanation": "V_1 = V_2 = V_3 = diag(265/3, 87)."}


def commuting_heads() -> dict[str, Any]:
    """Diagonal heads that sum to ``diag(3, -1)``: ``v_1`` is no principal eigenvector of the second."""
    told = (
        "V_1 = diag(3, -9), V_2 = diag(0, 8), V_1 + V_2 = diag(3, -1): e_1 is an eigenvector of both, the principal one of V_1 and "
        "of the sum. The tokens (1, 0) and (3/5, 4/5) have e_1^T x > 0."
    )
    heads = [
        {"value": [["3", "0"], ["0", "-9"]], "query_key": [["25*log(4)/6", "0"], ["0", "0"]]},
        {"value": [["0", "0"], ["0", "8"]], "query_key": [["0", "25*log(4)/12"], ["0", "0"]]},
    ]
    return _example("multihead", [["1", "0"], ["3/5", "4/5"]], told, heads=heads)


def principal_heads() -> dict[str, Any]:
    """With ``V_1 = diag(3, -9)`` and ``V_2 = diag(1, 0)``, where ``v_1`` is principal for both: the state is no equilibrium."""
    first, second = commuting_heads()["heads"]
    heads = [first, {**second, "value": [["1", "0"], ["0", "0"]]}]
    return commuting_heads() | {"heads": heads, "explanation": "V_1 = diag(3, -9), V_2 = diag(1, 0)."}


def unmasked() -> dict[str, Any]:
    """Full attention with ``V = diag(1/8, -1/2)``: the tokens ``v_2`` and ``-v_2``, on the boundary of the hemisphere."""
    told = (
        "V = diag(1/8, -1/2), v_2^T P v_2 = -log(2)/2; full attention; the tokens are v_2 and -v_2, where v_1^T x = 0."
    )
    value, key = [["1/8", "0"], ["0", "-1/2"]], [["0", "0"], ["0", "-log(2)/2"]]
    return _example("attention", [["0", "1"], ["0", "-1"]], told, value=value, query_key=key, mask=None)


def unmasked_dominant() -> dict[str, Any]:
    """With ``V = diag(1, -1/2)`` the same state is unstable: no counterexample."""
    return unmasked() | {"value": [["1", "0"], ["0", "-1/2"]], "explanation": "V = diag(1, -1/2)."}
