"""What a counterexample does, drawn from its numbers: tokens on the circle or the sphere, and how far they go.

Red is the state itself, blue a start near it; on the circle grey arrows say where a token of no weight would move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from verify.counterexample import Counterexample
from verify.errors import InvalidInput
from verify.report.figures import BLUE, GREY, RED, svg

STEPS = 40
AWAY = 0.05
PROBES = 36
_DRAWN = ("oja", "attention", "multihead", "ellipsoid")


@dataclass(frozen=True)
class Portrait:
    """A drawing with its words.

    Attributes:
        svg: the file's text.
        caption: what there is to see, as plain text.
    """

    svg: str
    caption: str


def portrait(data: Mapping[str, Any]) -> Portrait | None:
    """The picture of a counterexample with a system and tokens in two or three dimensions, else ``None``."""
    tokens = data.get("tokens")
    if data.get("system") not in _DRAWN or not tokens or data.get("schedule") or len(tokens[0]) not in (2, 3):
        return None
    from verify.arithmetic.numeric import FLOAT64

    try:
        example = Counterexample(data)
        system, state = _in_floats(example.system()), FLOAT64.asarray(example.tokens(), None)
        away = _away(data)
        with np.errstate(all="ignore"):
            times, own = _path(system, state)
            _, near = _path(system, _moved(system, state, away))
    except InvalidInput:
        return None
    if not (np.isfinite(own[:2]).all() and np.isfinite(near).all()):
        return None
    own = own[np.isfinite(own).all(axis=(1, 2))]  # a step may be undefined from some state on
    figure, arrows = _drawn(system, times, own, near, away)
    return Portrait(svg(figure), _caption(system, state, away, float(times[-1]), arrows))


def _in_floats(system: Any) -> Any:
    """The same system with float64 matrices, so that thousands of steps are quick."""
    from verify.arithmetic.numeric import FLOAT64
    from verify.search.state import in_floats
    from verify.systems import Ellipsoid

    if not isinstance(system, Ellipsoid):
        return in_floats(system)
    alpha = None if system.step_size is None else float(system.step_size)
    keys = [None if key is None else FLOAT64.asarray(key, None) for key in system.query_keys]
    values = [FLOAT64.asarray(value, None) for value in system.values]
    return replace(system, metric=FLOAT64.asarray(system.metric, None), values=values, query_keys=keys, step_size=alpha)


def _away(data: Mapping[str, Any]) -> float:
    from verify.exact_text import exact

    radius = data.get("radius")
    return AWAY if radius is None else min(AWAY, float(exact(radius)))


def _moved(system: Any, state: np.ndarray, by: float) -> np.ndarray:
    """Every token turned by at most so many radians, to sides that are fixed once and for all."""
    rng = np.random.default_rng(0)
    sides = rng.normal(size=state.shape)
    sides -= state * (sides * state).sum(axis=1, keepdims=True) / (state * state).sum(axis=1, keepdims=True)
    lengths = np.linalg.norm(sides, axis=1, keepdims=True)
    moved = state + by * np.linalg.norm(state, axis=1, keepdims=True) * sides / np.maximum(lengths, 1e-12)
    return _projected(system, moved)


def _projected(system: Any, rows: np.ndarray) -> np.ndarray:
    metric = _metric(system)
    squares = (rows**2).sum(axis=-1) if metric is None else ((rows @ metric) * rows).sum(axis=-1)
    return np.asarray(rows / np.sqrt(squares)[..., None])


def _metric(system: Any) -> np.ndarray | None:
    metric = getattr(system, "metric", None)
    return None if metric is None else np.array(metric, dtype=float)


def _path(system: Any, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Times and states, shape ``(T, n, d)``: iterates of the step, or the flow by Runge and Kutta's method."""
    if not system.is_flow:
        states = [start]
        for done in range(STEPS):
            after = system.step(states[-1])
            # An exact cycle of period one or two stays what it is: what rounding makes of it is no trajectory.
            back = states[done - 1] if done else after
            states.append(next((old for old in (states[-1], back) if _same(after, old)), after))
        return np.arange(STEPS + 1.0), np.array(states)
    values = getattr(system, "values", None) or [system.value]
    fastest = sum(float(np.linalg.norm(np.array(value, dtype=float), 2)) for value in values)
    horizon = float(f"{30 / max(fastest, 1e-6):.1g}")
    times = np.linspace(0, horizon, 301)
    states, h = [start], float(times[1])
    if _same(system.field(start), 0 * start):  # an exact equilibrium: it would leave by rounding alone
        return times, np.broadcast_to(start, (len(times), *start.shape))
    for _ in times[1:]:
        x = states[-1]
        k1 = system.field(x)
        k2 = system.field(x + h / 2 * k1)
        k3 = system.field(x + h / 2 * k2)
        k4 = system.field(x + h * k3)
        states.append(_projected(system, x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)))
    return times, np.array(states)


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.abs(one - other).max() <= 1e-12)


def _drawn(system: Any, times: np.ndarray, own: np.ndarray, near: np.ndarray, away: float) -> tuple[Any, bool]:
    """The figure, and whether there are arrows in it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.4, 3.7))
    FigureCanvasAgg(figure)
    left, right = figure.add_axes((0.01, 0.03, 0.42, 0.94)), figure.add_axes((0.54, 0.16, 0.44, 0.68))
    arrows = False
    if own.shape[-1] == 2:
        arrows = _circle(left, system, own, near)
    else:
        _sphere(left, system, own, near)
    _distances(right, times, own, near, away, system.is_flow)
    return figure, arrows


# ---------------------------------------------------------------- the circle


def _circle(axes: Any, system: Any, own: np.ndarray, near: np.ndarray) -> bool:
    turn = np.linspace(0, 2 * np.pi, 181)
    curve = _projected(system, np.stack([np.cos(turn), np.sin(turn)], axis=-1))
    axes.plot(*curve.T, color=GREY, lw=1.2)
    probes = _projected(system, _on_circle(PROBES))
    moves = _test_field(system, own[0], probes)
    longest = np.linalg.norm(moves, axis=1).max()
    arrows = bool(longest > 1e-12)
    if arrows:
        axes.quiver(*probes.T, *(0.3 * moves / longest).T, color="#8a94a3", width=0.006, units="width", angles="xy",
                    scale_units="xy", scale=1, headwidth=3.5, headlength=4, zorder=1)  # fmt: skip
    for states, colour, size in ((near, BLUE, 1.025), (own, RED, 0.975)):
        for token in range(states.shape[1]):
            path = states[:, token] * size  # beside the curve, so that both are seen
            axes.plot(*path.T, color=colour, lw=0.9, alpha=0.8)
            axes.plot(*path[-1], color=colour, marker="s", ms=5, zorder=4)
    axes.plot(*own[0].T, color=RED, marker="o", ms=8, mfc="white", mew=1.8, ls="", zorder=5)
    reach = 1.22 * np.abs(curve).max()
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal")
    axes.set_axis_off()
    return arrows


def _on_circle(count: int) -> np.ndarray:
    angles = 2 * np.pi * np.arange(count) / count
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def _test_field(system: Any, state: np.ndarray, probes: np.ndarray) -> np.ndarray:
    """Where a token of no weight would go, beside the tokens of the state: the field, or the tangent part of a step."""
    counts = np.array([1.0] * len(state) + [0.0])
    states = np.concatenate([np.broadcast_to(state, (len(probes), *state.shape)), probes[:, None]], axis=1)
    with np.errstate(all="ignore"):
        moves = system.field(states, counts)[:, -1]
    return np.asarray(np.where(np.isfinite(moves), moves, 0.0))


# ---------------------------------------------------------------- the sphere, seen from one side


def _view() -> np.ndarray:
    """Rows: to the right, upwards and towards the reader."""
    up, round_about = np.deg2rad(20.0), np.deg2rad(-58.0)
    towards = np.array([np.cos(up) * np.cos(round_about), np.cos(up) * np.sin(round_about), np.sin(up)])
    right = np.array([-np.sin(round_about), np.cos(round_about), 0.0])
    return np.stack([right, np.cross(towards, right), towards])


def _sphere(axes: Any, system: Any, own: np.ndarray, near: np.ndarray) -> None:
    turn = np.linspace(0, 2 * np.pi, 73)
    rings = [np.stack([np.sqrt(1 - h * h) * np.cos(turn), np.sqrt(1 - h * h) * np.sin(turn), 0 * turn + h], axis=-1)
             for h in (-0.5, 0.0, 0.5)]  # fmt: skip
    rings += [np.stack([np.sin(turn) * np.cos(a), np.sin(turn) * np.sin(a), np.cos(turn)], axis=-1)
              for a in np.arange(4) * np.pi / 4]  # fmt: skip
    for ring in rings:
        _line(axes, _projected(system, ring), color=GREY, lw=0.7)
    outline = _outline(system)
    axes.plot(*outline.T, color="#8a94a3", lw=1)
    for k, end in enumerate(_projected(system, np.eye(3))):
        place = 1.14 * _view()[:2] @ end
        axes.text(*place, f"$e_{k + 1}$", color="#6b7683", ha="center", va="center", fontsize=9)
    for states, colour in ((near, BLUE), (own, RED)):
        for token in range(states.shape[1]):
            _line(axes, states[:, token], color=colour, lw=1.1)
            _point(axes, states[-1, token], color=colour, marker="s", ms=5)
    for token in own[0]:
        _point(axes, token, color=RED, marker="o", ms=8, mfc="white", mew=1.8)
    reach = 1.2 * max(1.0, float(np.abs(outline).max()))
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal")
    axes.set_axis_off()


def _outline(system: Any) -> np.ndarray:
    """The edge of the sphere or ellipsoid as it is seen: where the normal is at right angles to the view."""
    view, metric = _view(), _metric(system)
    if metric is None:
        return _on_circle(181)
    # x^T W x = 1 seen along t: the shadow is y^T S y = 1 with S the Schur complement of t in W.
    turned = view @ metric @ view.T
    shadow = turned[:2, :2] - np.outer(turned[:2, 2], turned[2, :2]) / turned[2, 2]
    values, vectors = np.linalg.eigh(shadow)
    return np.asarray(_on_circle(181) / np.sqrt(values) @ vectors.T)


def _line(axes: Any, points: np.ndarray, **style: Any) -> None:
    """A path: full on the near side, pale on the far side."""
    x, y, depth = _view() @ points.T
    for shown, alpha in ((depth >= 0, 0.95), (depth < 0, 0.3)):
        wide = shown.copy()
        wide[1:] |= shown[:-1]  # the step across the edge belongs to both
        axes.plot(np.where(wide, x, np.nan), np.where(wide, y, np.nan), alpha=alpha, **style)


def _point(axes: Any, point: np.ndarray, **style: Any) -> None:
    x, y, depth = _view() @ point
    axes.plot(x, y, ls="", alpha=1.0 if depth >= -1e-9 else 0.45, zorder=5 if depth >= -1e-9 else 2, **style)


# ---------------------------------------------------------------- how far tokens go


def _distances(axes: Any, times: np.ndarray, own: np.ndarray, near: np.ndarray, away: float, flow: bool) -> None:
    marker = None if flow else "."
    for states, colour, style in ((near, BLUE, "--"), (own, RED, "-")):
        far = np.linalg.norm(states - own[0], axis=-1)
        axes.plot(times[: len(far)], far, color=colour, ls=style, lw=1.1, marker=marker, ms=4, alpha=0.85)
    axes.plot([], [], color=RED, marker=marker, label="the state of the counterexample")
    axes.plot([], [], color=BLUE, ls="--", marker=marker, label=f"a start {away:g} away from it")
    top = float(np.nanmax(np.linalg.norm(near - own[0], axis=-1)))
    top = max(top, float(np.nanmax(np.linalg.norm(own - own[0], axis=-1))))
    axes.set(xlabel="time" if flow else "step", ylabel="distance of a token\nfrom its first place")
    axes.set(xlim=(0, times[-1]), ylim=(-0.03 * top, 1.08 * top))
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    axes.legend(frameon=False, fontsize=8.5, loc="lower left", bbox_to_anchor=(-0.05, 1.0), borderaxespad=0.2)


def _caption(system: Any, state: np.ndarray, away: float, horizon: float, arrows: bool) -> str:
    where = "sphere" if state.shape[1] == 3 else "circle"
    where = "ellipsoid" if _metric(system) is not None else where
    count = "One token" if len(state) == 1 else f"{len(state)} tokens"
    length = f"up to time {horizon:g}" if system.is_flow else f"for {STEPS} steps"
    told = " Grey arrows say where a token of no weight would move." if arrows else ""
    return (
        f"{count} on the {where}, {length}: red, with open circles, the state of the counterexample; blue, dashed on the "
        f"right, a start {away:g} away from it. Squares mark the ends.{told}"
    )
