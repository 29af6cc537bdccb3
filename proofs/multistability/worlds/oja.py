"""Examples of the flows in exact numbers, what certifies them, and experiments; heavy imports when they are used."""

from __future__ import annotations

from typing import Any


def example(
    system: str, value: list[list[str]], tokens: list[list[str]], explanation: str, **more: Any
) -> dict[str, Any]:
    """The contract's JSON of a flow and a state."""
    return {
        "system": system,
        "time": "continuous",
        "step_size": None,
        "value": value,
        "query_key": None,
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


def at_second_eigenvector() -> dict[str, Any]:
    """One token at ``v_2`` of ``V = diag(1, 1/2)``."""
    told = "V = diag(1, 1/2) satisfies Assumption 1; the start is v_2, where |x . v_1| = 0 < 1."
    return example("oja", [["1", "0"], ["0", "1/2"]], [["0", "1"]], told)


def rests_elsewhere(given: Any) -> Any:
    """The state is its own limit, and it is no consensus at ``v_1``."""
    from verify.search.certify_end import limit_itself

    return limit_itself(given, ("consensus at v_1",))


def antipodal_pair() -> dict[str, Any]:
    """``V = diag(1, -1/2)``, tokens ``(v_1, -v_1)``."""
    told = "V = diag(1, -1/2) satisfies Assumption 1; the tokens are v_1 and -v_1."
    return example("oja", [["1", "0"], ["0", "-1/2"]], [["1", "0"], ["-1", "0"]], told, radius="1/100")


def oja_limits_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """The integrated Oja flow of one token against the sign of ``v_1 . x_0`` and the explicit solution."""
    import numpy as np
    from scipy.integrate import solve_ivp
    from scipy.linalg import expm

    from verify.systems import Oja

    rng, wrong, worst = np.random.default_rng(seed), 0, 0.0
    for _ in range(20):
        d = int(rng.integers(2, 5))
        value = rng.normal(size=(d, d))
        value = value + value.T
        spectrum, vectors = np.linalg.eigh(value)
        start = rng.normal(size=(1, d))
        start /= np.linalg.norm(start)
        system = Oja(value=value)
        horizon = 25 / (spectrum[-1] - spectrum[-2])

        def right(_t: float, y: Any, system: Any = system) -> Any:
            return system.field(y.reshape(1, -1)).ravel()

        found = solve_ivp(
            right, (0, horizon), start.ravel(), method="DOP853", rtol=1e-10, atol=1e-12, t_eval=[0.3, horizon]
        )
        exact = expm(0.3 * value) @ start.ravel()
        worst = max(worst, float(np.abs(found.y[:, 0] - exact / np.linalg.norm(exact)).max()))
        limit = vectors[:, -1] * np.sign(vectors[:, -1] @ start.ravel())
        wrong += bool(np.abs(found.y[:, 1] - limit).max() > 1e-6)
    told = f"20 random starts: {wrong} with another limit than sign(v_1.x_0) v_1; explicit solution met to {worst:.0e}"
    return wrong == 0 and worst < 1e-7, told, {"starts": 20}


def pairs_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Where 40 random starts of the multiagent Oja flow within 0.05 of the pair ``(v_1, -v_1)`` end."""
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Oja

    rng, system = np.random.default_rng(seed), Oja(value=np.diag([1.0, -0.5]))
    pairs = 0
    for _ in range(40):
        start = np.array([[1.0, 0.0], [-1.0, 0.0]]) + rng.uniform(-0.05, 0.05, size=(2, 2))
        start /= np.linalg.norm(start, axis=1, keepdims=True)
        found = solve_ivp(
            lambda _t, y: system.field(y.reshape(2, 2)).ravel(),
            (0, 60),
            start.ravel(),
            method="DOP853",
            rtol=1e-9,
            atol=1e-12,
        )
        pairs += bool(np.abs(found.y[:, -1].reshape(2, 2).sum(axis=0)).max() < 1e-6)
    told = f"{pairs} of 40 random starts within 0.05 of (v_1, -v_1) end at antipodal pairs (x, -x), none at a consensus"
    return pairs < 40, told, {"starts": 40, "antipodal": pairs}


def _field(system: Any, n: int) -> Any:
    """The field of flattened tokens."""

    def field(_t: float, y: Any) -> Any:
        return system.field(y.reshape(n, -1)).ravel()

    return field


def _agreement(n: int) -> Any:
    """An event that stops the integration where all tokens are within 1e-4 of one consensus at ``+-v_1 = +-e_1``."""

    def agreed(_t: float, y: Any) -> float:
        tokens = abs(y.reshape(n, -1) - [y[0], 0.0])
        return float(tokens.max()) - 1e-4

    agreed.terminal = True  # type: ignore[attr-defined]
    return agreed


def groups_leave(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """Random starts of the multiagent Oja flow near balanced states at ``v_1``, with two tokens and with four."""
    import numpy as np
    from scipy.integrate import solve_ivp

    from verify.systems import Oja

    rng, system, reached = np.random.default_rng(seed), Oja(value=np.diag([1.0, -0.5])), {2: 0, 4: 0}
    for n in reached:
        for _ in range(8):
            start = np.repeat([[1.0, 0.0], [-1.0, 0.0]], n // 2, axis=0) + rng.uniform(-0.2, 0.2, size=(n, 2))
            start /= np.linalg.norm(start, axis=1, keepdims=True)

            # Escape from a balanced state is slow, and not exponential: a short horizon would see four tokens stay.
            found = solve_ivp(
                _field(system, n),
                (0, 20_000 if n == 4 else 500),
                start.ravel(),
                method="DOP853",
                rtol=1e-7,
                atol=1e-11,
                events=_agreement(n),
            )
            reached[n] += found.status == 1
    told = f"{reached[4]} of 8 starts of four tokens and {reached[2]} of 8 of two reach the principal consensus"
    return reached == {2: 0, 4: 8}, told, {"four": reached[4], "two": reached[2]}
