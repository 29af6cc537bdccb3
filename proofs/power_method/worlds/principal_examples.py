"""Concrete systems and states for the claims on principal eigenvectors, in the contract's form; every number is exact."""

from __future__ import annotations

from typing import Any


def _state(value: Any, tokens: Any, explanation: str, step_size: str = "1", **more: Any) -> dict[str, Any]:
    return {
        "system": "attention",
        "time": "discrete",
        "step_size": step_size,
        "value": value,
        "query_key": [["0"] * len(value)] * len(value),
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


def outrun_by_a_pair() -> dict[str, Any]:
    """A real eigenvalue of strictly largest real part, and a complex pair of larger ``|1 + alpha lambda|``."""
    return _state(
        [["1", "0", "0"], ["0", "0", "2"], ["0", "-2", "0"]],
        [["1", "0", "0"]] * 2,
        "V has the eigenvalues 1 (at v_1 = e_1) and +-2i, alpha = 1: |1 + 2i| = sqrt(5) > 1 + 1.",
    )


def outrun_by_an_eigenvalue() -> dict[str, Any]:
    """A complex pair of strictly largest real part, and a real eigenvalue of larger ``|1 + alpha lambda|``."""
    return _state(
        [["1", "1", "0"], ["-1", "1", "0"], ["0", "0", "-4"]],
        [["0", "0", "1"]] * 2,
        "V has the eigenvalues 1 +- i (plane of e_1 and e_2) and -4 (at e_3), alpha = 1: |1 - 4| = 3 > |2 + i| = sqrt(5).",
    )


def causal_pair() -> dict[str, Any]:
    """Two tokens under a causal mask, the second at the opposite of the first; e^{2c} = 4."""
    return _state(
        [["1", "0"], ["0", "1/4"]],
        [["1", "0"], ["-1", "0"]],
        "V = diag(1, 1/4), A = diag(log 2, 0), a causal mask, alpha = 1/2; the tokens are v_1 and -v_1.",
        "1/2",
        query_key=[["log(2)", "0"], ["0", "0"]],
        mask="causal",
    )


def causal_pair_unscored() -> dict[str, Any]:
    """A spoiled example: the same without scores, where the second token attends to both alike."""
    return causal_pair() | {"query_key": [["0", "0"], ["0", "0"]]}


def is_causal(example: Any) -> str | None:
    """The claim is about steps of attention (8) with a causal mask."""
    data = example.data
    if data["system"] != "attention" or data.get("mask") != "causal" or data.get("step_size") is None:
        return "the example is not attention with steps and a causal mask"
    return None


def short(example: Any) -> str | None:
    """``alpha rho(V) < 1``."""
    from verify.equilibria import settings

    largest = max(abs(complex(value)) for value, _ in settings.eigenvalues(settings.layer_matrix(example)))
    product = float(example.system().step_size) * largest
    return None if product < 1 - 1e-12 else f"alpha rho(V) = {product:.6g} is not below 1"


def rightmost_pair(example: Any) -> str | None:
    """The eigenvalues of strictly largest real part are a complex pair, and this is positive."""
    from verify.equilibria import settings

    values = [complex(value) for value, _ in settings.eigenvalues(settings.layer_matrix(example))]
    first, second, *others = values
    pair = abs(first - second.conjugate()) < 1e-12 and abs(first.imag) > 1e-9 and first.real > 1e-9
    strictly = all(value.real < first.real - 1e-9 for value in others)
    return (
        None if pair and strictly else "no complex pair of the value matrix has a positive, strictly largest real part"
    )


def powers_of_three() -> dict[str, Any]:
    """``diag(1, 3, ..., 3^11)``; no state is given."""
    return _diagonal([str(3**k) for k in range(12)])


def one_two_three() -> dict[str, Any]:
    """A spoiled example: 1 + 3 = 2 + 2."""
    return _diagonal(["1", "2", "3"])


def _diagonal(entries: list[str]) -> dict[str, Any]:
    size = range(len(entries))
    told = f"V = diag({', '.join(entries)})."
    return _state([[entries[i] if i == j else "0" for j in size] for i in size], None, told)


def sums_differ(given: Any) -> Any:
    """Certify exactly that no two sums of two eigenvalues of a diagonal V (of the first k, for every k) are equal."""
    from verify.evidence.enclose import Certificate

    value = given.system().value
    size = len(value)
    if any(value[i, j] != 0 for i in range(size) for j in range(size) if i != j):
        return Certificate(None, "only a diagonal V is decided here")
    sums = [value[i, i] + value[j, j] for i in range(size) for j in range(i, size)]
    distinct = len(set(sums)) == len(sums)
    told = f"the {len(sums)} sums of two of the {size} eigenvalues {'all differ' if distinct else 'do not all differ'}, exactly"
    return Certificate(distinct, told, {"sums": len(sums)})
