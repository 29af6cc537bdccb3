"""Tokens on a line that open, seen in numbers: the field itself at small openings, and the law by which they close again."""

from __future__ import annotations

from typing import Any

OPENING = 1e-3


def orders_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """``field`` at an opening of 1e-3 against its third order, A symmetric."""
    from proofs.beyond.worlds import polygon_cubic as worlds

    return _compared(seed, worlds.random_symmetric, worlds.cubic, 3)


def drift_seen(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
    """``field`` at an opening of 1e-3 against its second order, A not symmetric."""
    from proofs.beyond.worlds import polygon_cubic as worlds

    return _compared(seed, worlds.random_general, worlds.drift, 2)


def _compared(seed: int, world: Any, sides: Any, order: int) -> tuple[bool | None, str, dict[str, Any]]:
    import numpy as np

    from proofs.beyond.worlds.polygon_cubic import tokens_at
    from verify.systems import Attention

    worst, trials = 0.0, 20
    for trial in range(trials):
        w = world(np.random.default_rng([seed, trial]))
        said = sides(w)[1]
        told = said[1] @ w.u if order == 3 else said
        opening = OPENING / np.abs(w.z).max()
        # Opposite openings: what has the other parity cancels.
        fields = [Attention(value=w.V, query_key=w.A).field(tokens_at(w, sign * opening)) for sign in (1, -1)]
        seen = (fields[0] + (-1) ** order * fields[1]) / 2 @ w.k / opening**order
        # Rounding errors are 1e-16 / opening^order, the next order of the same parity opening^2.
        curvature = 1 + np.abs(w.eta).max() ** 2 + np.linalg.norm(w.A) ** 2
        scale = max(np.abs(told).max(), np.linalg.norm(w.V) * np.abs(w.z).max() ** order * curvature)
        worst = max(worst, float(np.abs(seen - told).max() / scale))
    text = f"field at {trials} random openings of {OPENING}: off from order {order} by {worst:.2g} of its scale"
    return worst < 1e-5, text, {"trials": trials, "worst": worst}


def closes_seen(step_size: str | None) -> Any:
    """An experiment: the mean square of the opening against ``1 / (1/S_0 - 2 p t)`` where both groups open alike."""

    def experiment(seed: int, _steps: int) -> tuple[bool | None, str, dict[str, Any]]:
        import numpy as np
        from scipy.integrate import solve_ivp

        from proofs.multistability.worlds.polygons import opening_line
        from verify.arithmetic.numeric import FLOAT64
        from verify.counterexample import Counterexample
        from verify.equilibria.polygons import opening_rates
        from verify.search.state import in_floats

        data = Counterexample(opening_line(step_size))
        rates = opening_rates(data)
        assert rates is not None
        system, state = in_floats(data.system()), FLOAT64.asarray(data.tokens(), None)
        rng, time = np.random.default_rng(seed), 400.0
        opening = 0.1 + 0.05 * rng.random()
        tokens = state + opening * np.array([[0, 0, 1], [0, 0, -1], [0, 0, 1], [0, 0, -1]])
        tokens /= np.linalg.norm(tokens, axis=1, keepdims=True)
        start = float((tokens[:, 2] ** 2).mean())

        def field(_t: float, y: Any) -> Any:
            return system.field(y.reshape(state.shape)).ravel()

        if system.is_flow:
            found = solve_ivp(field, (0, time), tokens.ravel(), method="LSODA", rtol=1e-9, atol=1e-12)
            tokens = found.y[:, -1].reshape(state.shape)
        else:
            for _ in range(round(time / float(system.step_size))):
                tokens = system.step(tokens)
        seen = float((tokens[:, 2] ** 2).mean())
        # Both groups alike: S+ = S- = S, d/dt S = 4 p S^2.
        said = 1 / (1 / start - 4 * float(rates[0]) * time)
        told = f"mean square of the opening {start:.3g}, after t = {time:g} {seen:.4g}; third order says {said:.4g}"
        return abs(seen / said - 1) < 0.05, told, {"start": start, "seen": seen, "said": said}

    return experiment
