"""The figures of the clusters paper: the Boolean limit, polytopes, hyperplanes, half lines, collapse, counterexamples."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.report.figures import BLUE, GREY, INK, RED, canvas, plain

GREEN, AMBER = "#2f855a", "#b7791f"
PALE = "#dbe7f5"


def boolean() -> Any:
    """P at the start and late, and two of its rows over time: one goes to each leader."""
    from verify.systems import Clusters
    from verify.trajectories import rescaled

    tokens = np.array([[-1.1], [-0.7], [-0.45], [0.2], [0.6], [0.8], [1.3]])
    count, late = len(tokens), 6.0
    system = Clusters(value=np.array([[1.0]]), query_key=np.array([[1.0]]))
    path = rescaled(system, tokens, late, stop=False)
    times = np.linspace(0, late, 201)
    attention = np.array([path.attention(t) for t in times])
    figure = canvas(8, 5.8, "d = 1: the attention matrix becomes Boolean", "clusters.theorem_boolean")
    places = figure.subplot_mosaic([["start", "late", "bar"], ["left", "right", "right"]], width_ratios=(1, 1, 0.05))
    for name, moment, told in (("start", 0, "P(0)"), ("late", -1, f"P({late:g})")):
        axes = places[name]
        shown = axes.pcolormesh(attention[moment], cmap="Blues", vmin=0, vmax=1, edgecolors="white", linewidth=0.5)
        ticks = np.arange(count) + 0.5
        axes.set_xticks(ticks, range(1, count + 1))
        axes.set_yticks(ticks, range(1, count + 1))
        axes.invert_yaxis()
        axes.set(aspect="equal", xlabel="column j", ylabel="row i")
        axes.set_title(told + ("" if moment == 0 else "; red: the leaders' columns"), fontsize=10, color=INK)
        for leader in (0, count - 1) if moment else ():
            # Inside of the heat map, so that the frame is not cut.
            axes.plot(
                leader + np.array([0.04, 0.96, 0.96, 0.04, 0.04]),
                [0.04, 0.04, count - 0.04, count - 0.04, 0.04],
                color=RED,
                lw=1.6,
                zorder=5,
            )
    bar = figure.colorbar(shown, cax=places["bar"])
    bar.solids.set(rasterized=False, edgecolor="face")
    for name, row, leader in (("left", 2, 0), ("right", 3, count - 1)):
        axes = places[name]
        for j in range(count):
            marked = j == leader
            axes.plot(
                times,
                attention[:, row, j],
                color=RED if marked else BLUE,
                lw=2 if marked else 1,
                label=f"j = {j + 1}, the leader" if marked else ("other j" if j == (leader + 1) % count else None),
            )
        axes.set(xlabel="time", ylabel=f"$P_{{{row + 1}j}}(t)$", xlim=(0, late), ylim=(-0.02, 1.05))
        axes.set_title(f"row {row + 1}, $x_{row + 1}(0) = {tokens[row, 0]:g}$", fontsize=10, color=INK)
        plain(axes, "center right")
    return figure


def polytope() -> Any:
    """Rescaled tokens with V = I in the plane: their hull shrinks to a polytope, each of them goes to a point of S."""
    from verify.systems import Clusters
    from verify.trajectories import rescaled

    key = np.array([[1.0, 0.3], [0.3, 0.8]])
    figure = canvas(8, 4.4, "V = I: rescaled tokens go to points of S, most to vertices", "clusters.theorem_polytope")
    tokens = 1.6 * np.random.default_rng(8).normal(size=(24, 2))
    system = Clusters(value=np.eye(2), query_key=key)
    axes = figure.add_subplot(1, 2, 1)
    _flat(axes, key, rescaled(system, tokens, 7.0, stop=False, rtol=1e-9).states)
    axes.set_title(r"$Q^TK$ positive definite, 24 tokens", fontsize=10, color=INK)
    axes = figure.add_subplot(1, 2, 2)
    quarter = np.array([[2.4, 1.6], [1.2, 0.0], [0.0, 0.9], [0.9, 0.5], [0.0, 0.0]])
    mirrors = [np.diag([a, b]) for a in (1, -1) for b in (1, -1)]
    tokens = _places(np.vstack([quarter @ mirror for mirror in mirrors]))
    _flat(axes, np.eye(2), _symmetric_path(Clusters(value=np.eye(2)), tokens, mirrors, 7.0))
    axes.set_title(r"$Q^TK = I$, a start with two mirrors", fontsize=10, color=INK)
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    return figure


def _symmetric_path(system: Any, tokens: np.ndarray, maps: list[np.ndarray], horizon: float) -> np.ndarray:
    """Rescaled tokens from a start that a group of orthogonal maps sends to itself, kept so in every step.

    Such states are invariant, but limits between the vertices are unstable: rounding alone would leave them.
    """
    from verify.trajectories.rescaled_modes import Modes

    modes, h = Modes.of(system), 0.01
    orders = [[int(np.abs(tokens - image).sum(axis=1).argmin()) for image in tokens @ m.T] for m in maps]

    def projected(z: np.ndarray) -> np.ndarray:
        # The token that m sends token i to, moved back.
        return np.mean([z[order] @ m for m, order in zip(maps, orders, strict=True)], axis=0)

    def slope(z: np.ndarray, t: float) -> np.ndarray:
        return np.asarray(modes.field(z @ modes.inverse.T, t) @ modes.basis.T)

    states = [tokens]
    for step in range(round(horizon / h)):
        z, t = states[-1], step * h
        first = slope(z, t)
        second = slope(z + h / 2 * first, t + h / 2)
        third = slope(z + h / 2 * second, t + h / 2)
        last = slope(z + h * third, t + h)
        states.append(projected(z + h / 6 * (first + 2 * second + 2 * third + last)))
    return np.array(states)


def _flat(axes: Any, key: np.ndarray, states: np.ndarray) -> None:
    """Paths of rescaled tokens in the plane, the hull at both ends, and S."""
    from scipy.spatial import ConvexHull

    from verify.equilibria.polytope import extreme_points

    start, places = states[0], _places(states[-1])
    corners = places[ConvexHull(places).vertices]
    axes.fill(*start[ConvexHull(start).vertices].T, facecolor="none", edgecolor=GREY, lw=1.2, label="hull at t = 0")
    axes.fill(*corners.T, facecolor=PALE, edgecolor=BLUE, lw=1.2, label="hull in the limit")
    for token in range(len(start)):
        axes.plot(*states[:: max(1, len(states) // 150), token].T, color=BLUE, lw=0.8)
    points = np.array([[float(x) for x in point] for point in extreme_points(corners.tolist(), key.tolist())])
    axes.plot(*points.T, "s", mfc="none", mec=AMBER, ms=10, mew=1.4, ls="none", label="the set S")
    axes.plot(*start.T, "o", mfc="white", mec=BLUE, ms=4, ls="none", label="tokens at t = 0")
    axes.plot(*places.T, "o", color=RED, ms=4.5, ls="none", label="tokens in the limit")
    axes.set(xlabel="first coordinate of $z_i$", ylabel="second coordinate of $z_i$")
    axes.set_aspect("equal", adjustable="datalim")
    plain(axes)


def _places(points: np.ndarray) -> np.ndarray:
    """Different points, to 1e-2."""
    kept: list[np.ndarray] = []
    for point in points:
        if all(np.abs(point - other).max() > 1e-2 for other in kept):
            kept.append(point)
    return np.array(kept)


def hyperplanes() -> Any:
    """A simple leading eigenvalue in R^3: two parallel planes from random tokens, three from a symmetric start."""
    from verify.systems import Clusters
    from verify.trajectories import rescaled

    rng = np.random.default_rng(4)
    basis = np.array([[1.0, 0.2, 0.0], [0.1, 1.0, 0.3], [0.2, 0.0, 1.0]])
    value = basis @ np.diag([1.0, 0.5, 0.3]) @ np.linalg.inv(basis)
    form = np.linalg.inv(basis)[0]
    system = Clusters(value=value, query_key=np.eye(3))
    some, both = rng.normal(size=(14, 3)), 1.2 * rng.normal(size=(6, 3))
    apart = np.vstack([both, -both, np.zeros((1, 3))])
    signs = [np.eye(3), -np.eye(3)]
    times = np.linspace(0, 8, 801)
    path = rescaled(system, some, 8.0, stop=False, rtol=1e-9)
    runs = (
        ("14 random tokens", np.array([path.at(t) for t in times])),
        ("0 and six pairs $x, -x$", _symmetric_path(system, apart, signs, 8.0)),
    )
    title = "A simple leading eigenvalue: at most three parallel planes, here two and three"
    figure = canvas(8, 6.8, title, "clusters.theorem_hyperplanes")
    for row, (title, states) in enumerate(runs):
        space = figure.add_subplot(2, 2, 2 * row + 1, projection="3d")
        limits = _places((states[-1] @ form)[:, None])[:, 0]
        for limit in limits:
            _plane(space, form, limit, 1.8)
        for token in range(states.shape[1]):
            _walk(space, states[::8, token], BLUE)
        _space(space, 2.2, 1.0)
        space.set_title(title, fontsize=10, color=INK)
        graph = figure.add_subplot(2, 2, 2 * row + 2)
        graph.plot(times[::4], states[::4] @ form, color=BLUE, lw=1)
        for limit in limits:
            graph.axhline(limit, color=AMBER, lw=1, ls="--")
        graph.set(xlabel="time", ylabel=r"$\varphi_1^*(z_i)$", xlim=(0, 8))
        graph.set_title(f"{len(limits)} limits", fontsize=10, color=INK)
        plain(graph)
    return figure


def mixed() -> Any:
    """A double leading eigenvalue in R^3: a polygon in the plane F times the line G."""
    from scipy.spatial import ConvexHull

    from verify.systems import Clusters
    from verify.trajectories import rescaled

    rng = np.random.default_rng(12)
    system = Clusters(value=np.diag([1.0, 1.0, 0.3]), query_key=np.eye(3))
    tokens = rng.normal(size=(18, 3))
    path = rescaled(system, tokens, 6.0, stop=False, rtol=1e-9)
    title = "V = diag(1, 1, 0.3): parallel lines through points of a polygon"
    figure = canvas(8, 4.1, title, "clusters.theorem_mixed")
    space = figure.add_subplot(1, 2, 1, projection="3d")
    places = _places(path.states[-1][:, :2])
    for token in range(len(tokens)):
        _walk(space, path.states[:, token], BLUE)
    ring = places[ConvexHull(places).vertices]
    for corner in places:
        space.plot([corner[0]] * 2, [corner[1]] * 2, [-1.7, 1.7], color=AMBER, lw=1.2)
    closed = np.vstack([ring, ring[:1]])
    for level in (-1.7, 1.7):
        space.plot(*closed.T, level, color=AMBER, lw=0.8)
    _space(space, 1.7, 1.4)
    space.set_title("rescaled tokens and their limit lines", fontsize=10, color=INK)
    axes = figure.add_subplot(1, 2, 2)
    axes.fill(*ring.T, facecolor=PALE, edgecolor=AMBER, lw=1.2)
    for token in range(len(tokens)):
        axes.plot(*path.states[:, token, :2].T, color=BLUE, lw=0.8)
    axes.plot(*tokens[:, :2].T, "o", mfc="white", mec=BLUE, ms=4)
    axes.plot(*places.T, "o", color=RED, ms=5)
    axes.set(xlabel="first coordinate of $z_i$", ylabel="second coordinate of $z_i$")
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_title("parts in F, red: their limits", fontsize=10, color=INK)
    plain(axes)
    return figure


def negative_identity() -> Any:
    """V = -I, A = I: all tokens go to 0, two opposite ones only like an inverse power of time."""
    from scipy.integrate import solve_ivp

    from verify.systems import Clusters

    system = Clusters(value=-np.eye(2), query_key=np.eye(2))
    tokens = np.random.default_rng(1).normal(size=(10, 2)) * 1.2 + [0.8, 0.3]
    times = np.geomspace(1e-2, 1e3, 301)

    def path(start: np.ndarray) -> np.ndarray:
        found = solve_ivp(
            lambda _t, flat: np.asarray(system.field(flat.reshape(start.shape))).ravel(),
            (0, times[-1]),
            start.ravel(),
            method="LSODA",
            rtol=1e-9,
            atol=1e-12,
            t_eval=np.append(0, times),
        )
        return np.asarray(found.y).T.reshape(-1, *start.shape)

    states, pair = path(tokens), path(np.array([[1.0, 0.0], [-1.0, 0.0]]))
    figure = canvas(8, 4.1, r"$V = -I$, $Q^TK = I$: all tokens tend to 0", "clusters.negative_identity")
    axes = figure.add_subplot(1, 2, 1)
    for token in range(len(tokens)):
        axes.plot(*states[:, token].T, color=BLUE, lw=1)
    axes.plot(*tokens.T, "o", mfc="white", mec=BLUE, ms=5, ls="none", label="tokens at t = 0")
    axes.plot(0, 0, "o", color=RED, ms=6, ls="none", label="their limit 0")
    axes.set(xlabel="first coordinate of $x_i$", ylabel="second coordinate of $x_i$")
    axes.set_aspect("equal", adjustable="datalim")
    plain(axes, "best")
    graph = figure.add_subplot(1, 2, 2)
    graph.loglog(times, np.linalg.norm(states[1:], axis=2).max(axis=1), color=BLUE, lw=1.6, label="10 tokens")
    graph.loglog(times, np.linalg.norm(pair[1:], axis=2).max(axis=1), color=AMBER, lw=1.6, label="two tokens $x$, $-x$")
    graph.loglog(times[150:], 1 / np.sqrt(2 * times[150:]), color=INK, lw=1, ls="--", label=r"$1/\sqrt{2t}$")
    graph.set(xlabel="time", ylabel=r"$\max_i|x_i|$", xlim=(times[0], times[-1]))
    plain(graph, "lower left")
    return figure


def codimension() -> Any:
    """Four limit points where the conjecture says three: V = I, and V with the eigenvalues ``1 +- i``."""
    from proofs.clusters.worlds import frozen
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.trajectories import rescaled

    figure = canvas(
        8,
        4.2,
        "Four limit points with k = 2 expanding directions; at most three were claimed",
        "clusters.codimension_conjecture",
    )
    rng = np.random.default_rng(0)
    for place, (title, data) in enumerate(
        (("V = I", frozen.square()), (r"$V$ with the eigenvalues $1 \pm i$", frozen.turning_square())), 1
    ):
        given = Counterexample(data)
        system: Any = given.system()
        tokens, axes = FLOAT64.asarray(given.tokens(), None), figure.add_subplot(1, 2, place)
        turn = np.linspace(0, 2 * np.pi, 61)
        for centre in tokens:
            axes.plot(centre[0] + np.cos(turn) / 4, centre[1] + np.sin(turn) / 4, color=GREY, lw=1)
        for number in range(6):
            move = rng.normal(size=tokens.shape)
            start = tokens + rng.uniform(0, 0.25, size=(4, 1)) * move / np.linalg.norm(move, axis=1, keepdims=True)
            path = rescaled(system, start, 2.0, stop=False)
            axes.plot(
                *start.T, "o", mfc="white", mec=BLUE, ms=6, ls="none", label=None if number else "starts in the discs"
            )
            axes.plot(*path.states[-1].T, "o", color=RED, ms=2.5, ls="none", label=None if number else "limits")
        axes.set(xlabel="first coordinate of $z_i$", ylabel="second coordinate of $z_i$", xlim=(-5, 5), ylim=(-5, 5))
        axes.set_aspect("equal")
        axes.set_title(title, fontsize=10, color=INK)
        plain(axes, "center" if place == 1 else None)
    return figure


def four_planes() -> Any:
    """k = 1 and four limits of the leading coordinate: opposite tokens attend to each other."""
    from proofs.clusters.worlds import swapped
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.trajectories import rescaled

    given = Counterexample(swapped.octagon())
    system: Any = given.system()
    tokens = FLOAT64.asarray(given.tokens(), None)
    # Further apart than the certified starts, so that the pairs are seen to meet.
    tokens[:, 0] += np.tile([0.3, -0.3], 4)
    path = rescaled(system, tokens, 1.5, stop=False, rtol=1e-9)
    times = np.linspace(0, 1.5, 151)
    z = np.array([path.at(t) for t in times])
    figure = canvas(
        8,
        4.1,
        "k = 1 and four parallel planes: opposite tokens attend to each other",
        "clusters.codimension_conjecture.one",
    )
    colours = (BLUE, RED, GREEN, AMBER)
    graph, axes = figure.add_subplot(1, 2, 1), figure.add_subplot(1, 2, 2)
    for token in range(8):
        colour = colours[token // 2]
        graph.plot(times, z[:, token, 0], color=colour, lw=1.6, ls="--" if token % 2 else "-")
        x = np.array([path.tokens(t)[token] for t in times])
        axes.plot(*x[:, 1:].T, color=colour, lw=1.2)
        axes.plot(*x[0, 1:], "o", mfc="white", mec=colour, ms=5)
    graph.set(xlabel="time", ylabel=r"leading coordinate $\varphi_1^*(z_i)$", xlim=(0, 1.5), ylim=(-0.6, 3.6))
    graph.set_title("four limits, two tokens each", fontsize=10, color=INK)
    axes.set(xlabel="second coordinate of $x_i$", ylabel="third coordinate of $x_i$")
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_title("the other coordinates (hollow: t = 0)", fontsize=10, color=INK)
    for one in (graph, axes):
        plain(one)
    return figure


def _plane(axes: Any, form: np.ndarray, level: float, half: float) -> None:
    """A square of the plane ``form . z = level`` about its point nearest to 0."""
    across = np.linalg.svd(form[None])[2][1:]
    middle = level * form / (form @ form)
    signs = np.array([-half, half])
    corners = middle + signs[:, None, None] * across[0] + signs[None, :, None] * across[1]
    axes.plot_surface(*np.moveaxis(corners, -1, 0), color=AMBER, alpha=0.18, edgecolor=AMBER, lw=0.8, shade=False)


def _walk(axes: Any, path: np.ndarray, colour: str) -> None:
    axes.plot(*path.T, color=colour, lw=0.9)
    axes.scatter(*path[0], s=14, facecolor="white", edgecolor=colour, depthshade=False)
    axes.scatter(*path[-1], s=20, color=RED, depthshade=False)


def _space(axes: Any, half: float, zoom: float) -> None:
    axes.set(xlim=(-half, half), ylim=(-half, half), zlim=(-half, half))
    axes.set_box_aspect((1, 1, 1), zoom=zoom)
    axes.view_init(elev=20, azim=-60)
    axes.set_axis_off()
