"""Concrete systems and states of the paper's claims, in the contract's replayable form; every number is exact."""

from __future__ import annotations

from typing import Any


def _state(value: Any, key: Any, tokens: Any, explanation: str, step_size: str = "1/4", **more: Any) -> dict[str, Any]:
    return {
        "system": "attention",
        "time": "discrete",
        "step_size": step_size,
        "value": value,
        "query_key": key,
        "heads": None,
        "mask": None,
        "metric": None,
        "schedule": None,
        "tokens": tokens,
        "radius": None,
        "horizon": None,
        "parameters": {},
        "explanation": explanation,
    } | more


def three_clusters() -> dict[str, Any]:
    """Three tokens, mirror images in the first axis; e^{scores} are powers of 4/5 and 2, and V is chosen so that s_2 || x_2.

    Its attention matrix has rank 2: A is indefinite, with ``a (1 - 1/2)^2 = -log cosh(log 2)``.
    """
    return _state(
        [["15/41", "0"], ["0", "1"]],
        [["-4*log(5/4)", "0"], ["0", "4*log(2)/3"]],
        [["1", "0"], ["1/2", "sqrt(3)/2"], ["1/2", "-sqrt(3)/2"]],
        "V = diag(15/41, 1), A = diag(-4 log(5/4), (4/3) log 2), tokens e_1 and (1/2, +-sqrt(3)/2).",
    )


def two_clusters() -> dict[str, Any]:
    """Two tokens, mirror images in the first axis: ``lambda_1 = lambda_2 tanh(b y^2)`` makes ``s_i || x_i``."""
    return _state(
        [["3", "0"], ["0", "5"]],
        [["0", "0"], ["0", "25*log(2)/16"]],
        [["3/5", "4/5"], ["3/5", "-4/5"]],
        "V = diag(3, 5), A = diag(0, (25/16) log 2), tokens (3/5, +-4/5).",
    )


def equal_tokens() -> dict[str, Any]:
    """What a 1-clustering off the eigenvectors would be: equal tokens, attention with scores that are not symmetric."""
    return _state(
        [["2", "0"], ["0", "1"]],
        [["1", "2"], ["0", "1"]],
        [["3/5", "4/5"], ["3/5", "4/5"]],
        "V = diag(2, 1), both tokens at x = (3/5, 4/5), no eigenvector.",
    )


def singular_matrix() -> dict[str, Any]:
    """Uniform attention and two orthogonal tokens."""
    return _state(
        [["2", "0"], ["0", "1"]],
        [["0", "0"], ["0", "0"]],
        [["1", "0"], ["0", "1"]],
        "V = diag(2, 1), A = 0, tokens e_1 and e_2.",
        parameters={"kappa": "2, 2"},
    )


def tilted_pair() -> dict[str, Any]:
    """An antipodal pair that is not orthogonal to v_1, uniform attention."""
    return _state(
        [["1", "0"], ["0", "1/2"]],
        [["0", "0"], ["0", "0"]],
        [["3/5", "4/5"], ["-3/5", "-4/5"]],
        "V = diag(1, 1/2), A = 0, tokens +-(3/5, 4/5).",
    )


def skew_pair() -> dict[str, Any]:
    """The stable antipodal pair under attention with a skew score matrix: not the Oja system, but uniform at the pair."""
    return _state(
        [["1", "0"], ["0", "-1/2"]],
        [["0", "1"], ["-1", "0"]],
        [["1", "0"], ["-1", "0"]],
        "V = diag(1, -1/2) satisfies Assumption 1, A is skew, the tokens are v_1 and -v_1, alpha = 1.",
        "1",
        radius="1/100",
    )


def stable_triangle() -> dict[str, Any]:
    """An equilateral triangle in the plane of e_1 and e_2; A = e_3 (-5, -1, 0) vanishes on that plane."""
    return _state(
        [["1", "0", "1"], ["0", "-3", "-1"], ["1", "-1", "1"]],
        [["0", "0", "0"], ["0", "0", "0"], ["-5", "-1", "0"]],
        [["1", "0", "0"], ["-1/2", "sqrt(3)/2", "0"], ["-1/2", "-sqrt(3)/2", "0"]],
        "V = [[1, 0, 1], [0, -3, -1], [1, -1, 1]] (eigenvalues about 2.10, 0.15 and -3.25) satisfies Assumption 1, "
        "A = e_3 (-5, -1, 0) has rank one, alpha = 1/10 < 1/rho(V); three tokens at 0, 120 and 240 degrees.",
        "1/10",
    )


def nonsymmetric_bipartite() -> dict[str, Any]:
    """A stable bipartite state of a value matrix that is not symmetric, lambda_1 = 1 strictly dominant."""
    return _state(
        [["1", "1/4"], ["0", "1/4"]],
        [["3", "0"], ["0", "0"]],
        [["1", "0"], ["1", "0"], ["-1", "0"], ["-1", "0"]],
        "V = [[1, 1/4], [0, 1/4]], A = diag(3, 0), two tokens at v_1 and two at -v_1.",
    )


def two_heads() -> dict[str, Any]:
    """A bipartite state of two different heads."""
    heads = [
        {"value": [["1", "0"], ["0", "1/4"]], "query_key": [["3", "1"], ["0", "0"]]},
        {"value": [["1/2", "0"], ["0", "1/8"]], "query_key": [["2", "0"], ["1/2", "1"]]},
    ]
    return _state(
        [["3/2", "0"], ["0", "3/8"]],
        None,
        [["1", "0"], ["1", "0"], ["-1", "0"], ["-1", "0"]],
        "Two heads with different values and scores, H = diag(3/2, 3/8); two tokens at v_1 and two at -v_1.",
        system="multihead",
        heads=heads,
    )
