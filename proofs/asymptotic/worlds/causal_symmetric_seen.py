"""Experiments with causal attention and symmetric values in float64; heavy imports when they are used."""

from __future__ import annotations

from typing import Any

from proofs.asymptotic.worlds.causal_seen import Seen, constant, flow, random_metric, random_points, random_scores


def symmetric_value(seed: int, _steps: int) -> Seen:
    """Symmetric V, ``lambda_1 = 1``, on random ellipsoids, scores that depend on time: starts with ``v_1^T x_i > 0``."""
    import numpy as np

    from verify.systems import Ellipsoid

    rng, worst = np.random.default_rng(seed), 0.0
    for _ in range(6):
        metric = random_metric(rng, 3)
        value, vector = _value(rng, 3, largest=1.0)
        key, start = random_scores(rng, metric), random_points(rng, metric, 5)
        start *= np.sign(start @ vector)[:, None]

        def at(t: float, value: Any = value, key: Any = key, metric: Any = metric) -> Any:
            return Ellipsoid(metric=metric, values=[value], query_keys=[2 * np.cos(t) * key], causal=True)

        end = flow(at, start, [0.0, 200.0], rtol=1e-8)[-1]
        limit = vector / np.sqrt(vector @ metric @ vector)
        worst = max(worst, float(np.abs(end - limit).max()))
    told = f"6 random systems: at t = 200 all tokens are within {worst:.0e} of v_1"
    return True if worst < 1e-6 else None, told, {"systems": 6, "worst": worst}


def _value(rng: Any, d: int, largest: float) -> tuple[Any, Any]:
    """A random symmetric matrix with this largest eigenvalue, the others at least 1/2 below, and its eigenvector."""
    import numpy as np

    basis = np.linalg.qr(rng.normal(size=(d, d)))[0]
    others = largest - 0.5 - rng.exponential(1.0, size=d - 1)
    value = basis @ np.diag(np.append(largest, others)) @ basis.T
    return (value + value.T) / 2, basis[:, 0]


def negative_value(seed: int, _steps: int) -> Seen:
    """``V = diag(-1, -3/2)``, P = 0: 20 starts of two tokens in the hemisphere of ``v_1``, not at ``v_1``."""
    import numpy as np

    from verify.systems import Attention

    system = Attention(value=np.diag([-1.0, -1.5]), query_key=np.zeros((2, 2)), causal=True)
    rng, opposite = np.random.default_rng(seed), 0
    for _ in range(10):
        angles = rng.uniform(-1.5, 1.5, size=2)
        start = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        end = flow(constant(system), start, [0.0, 100.0])[-1]
        opposite += bool(np.abs(end - [[1.0, 0.0], [-1.0, 0.0]]).max() < 1e-6)
    return opposite == 10, f"{opposite} of 10 starts in the hemisphere end at (v_1, -v_1)", {"opposite": opposite}


def tilted(seed: int, _steps: int) -> Seen:
    """Starts near the exact counterexample on the ellipsoid: where they end."""
    import numpy as np

    from proofs.asymptotic.worlds.causal_examples import tilted_metric

    system, state = _in_floats(tilted_metric())
    rng, opposite = np.random.default_rng(seed), 0
    for _ in range(10):
        start = state + rng.uniform(-0.02, 0.02, size=(2, 2))
        end = flow(constant(system), start / _length(start, system.metric), [0.0, 60.0])[-1]
        opposite += bool(np.abs(end - [[-1.0, 0.0], [1.0, 0.0]]).max() < 1e-6)
    return opposite == 10, f"{opposite} of 10 starts within 0.02 end at (-v_1, v_1)", {"opposite": opposite}


def _length(rows: Any, metric: Any) -> Any:
    import numpy as np

    return np.sqrt(((rows @ metric) * rows).sum(axis=1, keepdims=True))


def _in_floats(data: dict[str, Any]) -> tuple[Any, Any]:
    """The system and the tokens of an example in float64."""
    from dataclasses import replace

    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample

    example = Counterexample(data)
    system: Any = example.system()
    values, keys = ([FLOAT64.asarray(matrix, None) for matrix in of] for of in (system.values, system.query_keys))
    if hasattr(system, "metric"):
        system = replace(system, metric=FLOAT64.asarray(system.metric, None))
    return replace(system, values=values, query_keys=keys), FLOAT64.asarray(example.tokens(), None)


def heads_apart(seed: int, _steps: int) -> Seen:
    """Starts near the exact counterexample with three heads, and starts near the consensus at ``v_1``: where they end."""
    import numpy as np

    from proofs.asymptotic.worlds.causal_examples import three_heads

    system, state = _in_floats(three_heads())
    rng, ends = np.random.default_rng(seed), {"state": 0, "consensus": 0}
    places = {"state": state, "consensus": state[[0, 0]]}
    for name, place in places.items():
        for _ in range(6):
            start = place + rng.uniform(-0.002, 0.002, size=(2, 2))
            start /= np.linalg.norm(start, axis=1, keepdims=True)
            end = flow(constant(system), start, [0.0, 3.0])[-1]
            ends[name] += bool(np.abs(end - place).max() < 1e-6)
    told = f"{ends['state']} of 6 starts within 0.002 stay apart, {ends['consensus']} of 6 within 0.002 of the consensus reach it"
    return ends == {"state": 6, "consensus": 6}, told, dict(ends)


def common_eigenvector(seed: int, _steps: int) -> Seen:
    """Two heads with symmetric values and a common principal eigenvector, on random ellipsoids: starts with ``v_1^T x_i > 0``."""
    import numpy as np

    from verify.systems import Ellipsoid

    rng, worst = np.random.default_rng(seed), 0.0
    for _ in range(6):
        metric, (first, vector) = random_metric(rng, 3), _value(rng, 3, largest=1.0)
        turned = np.linalg.qr(np.column_stack([vector, rng.normal(size=(3, 2))]))[0]
        second = turned @ np.diag([0.5, *(0.25 - rng.exponential(1.0, size=2))]) @ turned.T
        keys, start = [2 * random_scores(rng, metric) for _ in range(2)], random_points(rng, metric, 5)
        start *= np.sign(start @ vector)[:, None]
        system = Ellipsoid(metric=metric, values=[first, second], query_keys=keys, causal=True)
        end = flow(constant(system), start, [0.0, 150.0], rtol=1e-8)[-1]
        worst = max(worst, float(np.abs(end - vector / np.sqrt(vector @ metric @ vector)).max()))
    return True if worst < 1e-6 else None, f"6 random systems: within {worst:.0e} of v_1 at t = 150", {"worst": worst}


def full_attention(seed: int, _steps: int) -> Seen:
    """No mask: dominant ``lambda_1`` on random ellipsoids, and starts near the counterexample without dominance."""
    import numpy as np

    from verify.systems import Attention, Ellipsoid

    rng, worst, opposite = np.random.default_rng(seed), 0.0, 0
    for _ in range(6):
        metric, basis = random_metric(rng, 3), np.linalg.qr(rng.normal(size=(3, 3)))[0]
        value = basis @ np.diag([1.0, *rng.uniform(-0.8, 0.8, size=2)]) @ basis.T
        start = random_points(rng, metric, 5)
        start *= np.sign(start @ basis[:, 0])[:, None]
        system = Ellipsoid(metric=metric, values=[value], query_keys=[2 * random_scores(rng, metric)])
        end = flow(constant(system), start, [0.0, 200.0], rtol=1e-8)[-1]
        limit = basis[:, 0] / np.sqrt(basis[:, 0] @ metric @ basis[:, 0])
        worst = max(worst, float(np.abs(end - limit).max()))
    bad = Attention(value=np.diag([0.125, -0.5]), query_key=np.diag([0.0, -np.log(2) / 2]))
    for _ in range(10):
        angles = rng.uniform(0.01, 0.1, size=2)
        start = np.stack([np.sin(angles), np.cos(angles) * [1, -1]], axis=1)
        end = flow(constant(bad), start, [0.0, 450.0])[-1]
        opposite += bool(np.abs(end[0] + end[1]).max() < 1e-6)
    told = f"dominant: within {worst:.0e} of v_1; not dominant: {opposite} of 10 starts in the hemisphere end at opposite tokens"
    return (opposite == 10) if worst < 1e-6 else None, told, {"worst": worst, "opposite": opposite}


def steps(seed: int, _steps: int) -> Seen:
    """The step on random ellipsoids with ``tau (-lambda_d - lambda_1) < 2``: starts with ``v_1^T x_i > 0``."""
    import numpy as np

    from verify.systems import Ellipsoid

    rng, worst = np.random.default_rng(seed), 0.0
    for _ in range(10):
        metric, (value, vector) = random_metric(rng, 3), _value(rng, 3, largest=1.0)
        lowest = float(np.linalg.eigvalsh(value)[0])
        size = 0.9 * 2 / max(-lowest - 1.0, 1.0)
        state = random_points(rng, metric, 5)
        state *= np.sign(state @ vector)[:, None]
        system = Ellipsoid(
            metric=metric, values=[value], query_keys=[random_scores(rng, metric)], causal=True, step_size=size
        )
        for _ in range(500):
            state = system.step(state)
        worst = max(worst, float(np.abs(state - vector / np.sqrt(vector @ metric @ vector)).max()))
    return (
        True if worst < 1e-6 else None,
        f"10 random systems: within {worst:.0e} of v_1 after 500 steps",
        {"worst": worst},
    )
