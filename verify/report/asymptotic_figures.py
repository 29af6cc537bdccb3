"""The figures of the asymptotics paper: tokens in a hemisphere of an ellipsoid, causal tokens, a counterexample, and rates."""

from __future__ import annotations

from typing import Any

import numpy as np

from verify.report.figures import BLUE, GREY, INK, RED, canvas, plain, sphere

GREEN, AMBER = "#2f855a", "#b7791f"


def gradient() -> Any:
    """V = I, P a multiple of W: the energy rises along every trajectory, from anywhere on the ellipsoid to a consensus."""
    from proofs.asymptotic.worlds import hemisphere_seen as world
    from verify.systems import Ellipsoid

    rng, metric, times = np.random.default_rng(1), np.diag([0.45, 1.0, 1.6]), np.linspace(0, 30, 301)
    system = Ellipsoid(metric=metric, values=[np.eye(3)], query_keys=[2 * metric])
    starts = system.normalize(rng.normal(size=(6, 10, 3)))
    states = world.followed(system, starts, times, rtol=1e-10)
    energy = np.exp(states @ (2 * metric) @ states.swapaxes(-1, -2)).sum(axis=(-1, -2)) / 100
    figure = canvas(8, 4, "V = I, P = 2W: a gradient flow, from almost every start to a consensus", "beyond.gradient")
    ball = figure.add_subplot(1, 2, 1, projection="3d")
    half = 1 / np.sqrt(np.diag(metric))
    _ellipsoid(ball, half)
    for token in range(10):
        _walk(ball, states[:, 0, token], BLUE)
    _square(ball, half)
    ball.set_title("one of six starts, 10 tokens", fontsize=10, color=INK)
    graph = figure.add_subplot(1, 2, 2)
    graph.plot(times, energy[:, 1:], color=BLUE, lw=1)
    graph.plot(times, energy[:, 0], color=RED, lw=1.6, label="the start on the left")
    graph.axhline(np.exp(2), color=INK, lw=1, ls="--", label="consensus, $e^2$")
    graph.set(xlabel="time", ylabel=r"energy $\frac{1}{n^2}\sum_{ij} e^{x_i^T P x_j}$", xlim=(0, 30), ylim=(0, 8.2))
    plain(graph, "lower right")
    return figure


def complex_pair() -> Any:
    """The counterexample to the gradient theorem: an equilibrium with a pair of tangent eigenvalues that are not real."""
    from proofs.asymptotic.worlds import gradient_examples
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample

    given = Counterexample(gradient_examples.spiral())
    tokens = FLOAT64.asarray(given.tokens(), None)
    found = _tangent_eigenvalues(given.system(), tokens)
    title = "An equilibrium with eigenvalues that are not real: the field is no gradient"
    figure = canvas(8, 3.9, title, "asymptotic.theorem_gradient.gradient")
    ball = figure.add_subplot(1, 2, 1, projection="3d")
    sphere(ball, tokens[None], axis=False, colour=RED)
    for number, token in enumerate(tokens, 1):
        ball.text(*(1.25 * token), f"$x_{number}$", color=RED, ha="center", va="center")
    ball.set_title("the four tokens", fontsize=10, color=INK)
    graph = figure.add_subplot(1, 2, 2)
    pair = np.abs(found.imag) > 1e-6
    graph.axhline(0, color=GREY, lw=1)
    graph.plot(found[~pair].real, found[~pair].imag, "o", color=BLUE, ms=6, label="real eigenvalues")
    graph.plot(found[pair].real, found[pair].imag, "o", color=RED, ms=6, label="pairs that are not real")
    for value in found[found.imag > 1e-6]:
        graph.annotate(
            rf"${value.real:.4f} + {value.imag:.4f}\,i$",
            (value.real, value.imag),
            xytext=(0, 7),
            textcoords="offset points",
            fontsize=9,
            color=RED,
            ha="center",
        )
    graph.set(xlabel="real part", ylabel="imaginary part", ylim=(-0.05, 0.06))
    graph.set_title("eigenvalues on the tangent space", fontsize=10, color=INK)
    plain(graph, "upper left")
    return figure


def _tangent_eigenvalues(system: Any, state: np.ndarray) -> np.ndarray:
    """Of the derivative of the field at an equilibrium on the unit sphere, by central differences."""
    from verify.observe import tangent_basis

    n, d = state.shape
    basis, h = tangent_basis(state), 1e-5
    matrix = np.empty((n * (d - 1), n * (d - 1)))
    for j in range(n):
        for b in range(d - 1):
            move = np.zeros_like(state)
            move[j] = h * basis[j, :, b]
            change = (system.field(state + move) - system.field(state - move)) / (2 * h)
            matrix[:, j * (d - 1) + b] = np.einsum("iak,ia->ik", basis, change).ravel()
    return np.linalg.eigvals(matrix)


def hemisphere() -> Any:
    """Ten tokens above a plane through the centre of an ellipsoid go to a consensus; their heights over that plane."""
    from proofs.asymptotic.worlds import hemisphere_seen as world
    from verify.systems import Ellipsoid

    rng, metric = np.random.default_rng(3), np.diag([0.45, 1.0, 1.6])
    keys = rng.normal(size=(2, 3, 3))
    system = Ellipsoid(
        metric=metric,
        values=[np.eye(3)] * 2,
        schedule=lambda t: [np.cos(2 * t) * keys[0], np.sin(3 * t) * keys[1]],
    )
    starts, p = world.starts_above(rng, 1, 10, metric, 0.05)
    times = np.linspace(0, 4, 161)
    states = world.followed(system, starts, times)[:, 0]
    figure = canvas(
        8, 4, "Two heads with V = I and scores that change with time: consensus", "asymptotic.theorem_hemisphere"
    )
    ball = figure.add_subplot(1, 2, 1, projection="3d")
    axes = 1 / np.sqrt(np.diag(metric))
    _ellipsoid(ball, axes)
    _equator(ball, metric, p)
    for token in range(10):
        _walk(ball, states[:, token], BLUE)
    _square(ball, axes)
    ball.set_title("tokens on the ellipsoid; dashed: $p^T x = 0$", fontsize=10, color=INK)
    graph = figure.add_subplot(1, 2, 2)
    heights = states @ p
    graph.plot(times, heights, color=BLUE, lw=1)
    graph.plot(times, heights.min(axis=1), color=INK, lw=1.6, ls="--", label=r"$\min_i\, p^T x_i$, never decreases")
    graph.set(xlabel="time", ylabel=r"height $p^T x_i$", ylim=(0, 1.02), xlim=(0, 4))
    plain(graph, "lower right")
    return figure


def rate() -> Any:
    """The diameter of the tokens and its proved bound, for three sizes of the scores, full and causal attention."""
    from proofs.asymptotic.worlds import hemisphere_seen as world
    from verify.systems import Ellipsoid

    rng, times = np.random.default_rng(11), np.linspace(0, 20, 141)
    metric = np.diag([1.0, 2.0, 0.5])
    # Two groups far apart, each of which scores itself highest: P = m W has the norm m on the ellipsoid.
    p = np.array([1.0, 0.0, 0.0])
    sides = np.array([[0.3, 1.5, 0.2]] * 4 + [[0.3, -1.5, 0.2]] * 4)
    starts = sides + 0.15 * rng.normal(size=sides.shape) * [0, 1, 1]
    starts = (starts / np.sqrt(np.einsum("ij,jk,ik->i", starts, metric, starts))[:, None])[None]
    mu = float((starts @ p).min())
    figure = canvas(
        8, 3.9, "The distance of the tokens (solid) and its proved bound (dashed)", "asymptotic.theorem_hemisphere.rate"
    )
    for place, causal in enumerate((False, True), 1):
        graph = figure.add_subplot(1, 2, place)
        for most, colour in ((0.25, BLUE), (1.0, GREEN), (1.4, RED)):
            system = Ellipsoid(metric=metric, values=[np.eye(3)], query_keys=[most * metric], causal=causal)
            apart = world.diameters(world.followed(system, starts, times, rtol=1e-11)[:, 0], metric)
            seen = apart > 1e-9
            graph.semilogy(times[seen], apart[seen], color=colour, lw=1.6, label=f"$|P| = {most:g}$")
            bound = 2 / mu * np.sqrt(1 - mu**2) * np.exp(-mu * np.exp(-2 * most) * times)
            graph.semilogy(times, bound, color=colour, lw=1.1, ls="--")
        graph.set(xlabel="time", ylim=(1e-5, 60), xlim=(0, 20))
        graph.set_ylabel(r"$\max_{i,j}|x_i - x_j|_W$")
        graph.set_title("causal attention" if causal else "full attention", fontsize=10, color=INK)
        plain(graph, "lower left")
    return figure


def causal_identity() -> Any:
    """Causal tokens with V = I: the first one stays, the others go to it one after the other."""
    from proofs.asymptotic.worlds import hemisphere_seen as world
    from verify.systems import Ellipsoid

    rng, times = np.random.default_rng(5), np.linspace(0, 15, 301)
    system = Ellipsoid(metric=np.eye(3), values=[np.eye(3)], query_keys=[rng.normal(size=(3, 3))], causal=True)
    start = system.normalize(rng.normal(size=(1, 8, 3)))
    states = world.followed(system, start, times)[:, 0]
    figure = canvas(
        8, 4, "Causal attention with V = I: all tokens go to the first one", "asymptotic.theorem_causal_identity"
    )
    ball = figure.add_subplot(1, 2, 1, projection="3d")
    sphere(ball, states[:, 1:], axis=False, colour=BLUE)
    first = states[0, 0]
    ball.scatter(*first, s=90, marker="*", color=RED, depthshade=False, zorder=9)
    ball.text(*(1.28 * first), "$x_1$", color=RED, ha="center", va="center")
    ball.set_title("hollow: starts", fontsize=10, color=INK)
    graph = figure.add_subplot(1, 2, 2)
    for token in range(1, 8):
        label = f"$x_{token + 1}$" if token in (1, 7) else None
        width = 1.8 if token in (1, 7) else 1.0
        colour = {1: AMBER, 7: INK}.get(token, BLUE)
        graph.plot(times, states[:, token] @ first, color=colour, lw=width, alpha=1.0 if label else 0.6, label=label)
    graph.set(xlabel="time", ylabel=r"$\cos(x_i, x_1)$", ylim=(-1.05, 1.05), xlim=(0, times[-1]))
    plain(graph, "lower right")
    return figure


def causal_symmetric() -> Any:
    """Causal tokens with a symmetric V from both open hemispheres of its leading eigenvector, and a start on both sides."""
    from proofs.asymptotic.worlds import hemisphere_seen as world
    from verify.systems import Ellipsoid

    rng, times = np.random.default_rng(2), np.linspace(0, 10, 301)
    key = rng.normal(size=(3, 3)) / 2
    system = Ellipsoid(metric=np.eye(3), values=[np.diag([1.0, 0.4, -0.5])], query_keys=[key], causal=True)
    start = system.normalize(rng.normal(size=(8, 3)))
    start[:, 0] = np.abs(start[:, 0])
    runs = [("all $v_1^T x_i > 0$", start), ("all $v_1^T x_i < 0$", start * [-1, 1, 1])]
    title = "Causal attention, V symmetric with $\\lambda_1 > 0$: a hemisphere of $v_1$ goes to $\\pm v_1$"
    figure = canvas(8, 6.6, title, "beyond.causal_symmetric")
    for row, (label, tokens) in enumerate(runs):
        states = world.followed(system, tokens[None], times)[:, 0]
        ball = figure.add_subplot(2, 2, 2 * row + 1, projection="3d")
        sphere(ball, states)
        ball.set_title(label, fontsize=10, color=INK)
        graph = figure.add_subplot(2, 2, 2 * row + 2)
        graph.plot(times, states[..., 0], color=RED if row else BLUE, lw=1)
        graph.axhline(0, color=GREY, lw=0.8)
        graph.set(xlabel="time", ylabel=r"$v_1^T x_i$", ylim=(-1.06, 1.06), xlim=(0, times[-1]))
        plain(graph)
    return figure


def negative_leader() -> Any:
    """The counterexample ``V = diag(-1, -3/2)``: the second token leaves the first, from every start; and a V for which it comes."""
    from proofs.asymptotic.worlds import causal_examples
    from verify.arithmetic.numeric import FLOAT64
    from verify.counterexample import Counterexample
    from verify.trajectories import trajectories

    given = Counterexample(causal_examples.largest_is_negative_start())
    first, second = FLOAT64.asarray(given.tokens(), None)
    turned = np.arctan2(second[1], second[0])
    angles = np.array([-1.2, -0.5, -0.05, 0.05, 0.4, turned, 1.35])
    starts = np.stack([np.stack([first, [np.cos(a), np.sin(a)]]) for a in angles])
    times = np.linspace(0, 30, 301)
    title = "Counterexample: $\\lambda_1 = -1$ is the largest eigenvalue, and $x_2$ leaves $x_1 = v_1$"
    figure = canvas(8, 4, title, "asymptotic.theorem_causal_symmetric.hemisphere")
    # The flow on the sphere that attracts lengths: with a negative V the plain field repels from it.
    found = {}
    for name, data in (
        ("diag(−1, −3/2)", given),
        ("diag(1, 1/2)", Counterexample(causal_examples.largest_is_positive_start())),
    ):
        paths = trajectories(data.system(), starts, times[-1])
        found[name] = np.array([[path.at(min(t, path.times[-1]))[1] for path in paths] for t in times])
    circle = figure.add_subplot(1, 2, 1)
    turn = np.linspace(0, 2 * np.pi, 181)
    circle.plot(np.cos(turn), np.sin(turn), color=GREY, lw=1)
    states = found["diag(−1, −3/2)"]
    for k in range(len(angles)):
        # Each a little outside of the circle, so that they do not cover each other.
        path = states[:, k] * (1.06 + 0.05 * k)
        bold = 2.2 if angles[k] == turned else 1.1
        circle.plot(*path.T, color=RED, lw=bold)
        circle.plot(*path[0], "o", mfc="white", mec=RED, ms=4.5)
        circle.plot(*path[-1], "o", color=RED, ms=5)
    circle.plot(1, 0, "*", color=BLUE, ms=12)
    circle.text(0.85, 0, "$x_1 = v_1$", color=BLUE, ha="right", va="center")
    circle.text(0, 0.72, "ends of $x_2$ (filled)", color=RED, ha="center", va="center", fontsize=9)
    circle.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal")
    circle.set_axis_off()
    circle.set_title("V = diag(−1, −3/2), P = 0", fontsize=10, color=INK)
    graph = figure.add_subplot(1, 2, 2)
    for colour, (name, states) in zip((RED, BLUE), found.items(), strict=True):
        angle = np.degrees(np.unwrap(np.arctan2(states[..., 1], states[..., 0]), axis=0))
        for k in range(len(angles)):
            graph.plot(times, angle[:, k], color=colour, lw=1.2, label=f"V = {name}" if k == 0 else None)
    graph.set(xlabel="time", ylabel=r"angle from $x_1$ to $x_2$ (degrees)", xlim=(0, 30), ylim=(-190, 190))
    graph.set_yticks([-180, -90, 0, 90, 180])
    plain(graph, (0.5, 0.66))
    return figure


def _ellipsoid(axes: Any, half: np.ndarray) -> None:
    """A wire frame with the given half axes."""
    turn = np.linspace(0, 2 * np.pi, 73)
    for height in np.linspace(-0.75, 0.75, 5):
        ring = np.sqrt(1 - height**2)
        points = np.stack([ring * np.cos(turn), ring * np.sin(turn), np.full_like(turn, height)]) * half[:, None]
        axes.plot(*points, color=GREY, lw=0.5)
    for phase in np.arange(6) * np.pi / 6:
        points = np.stack([np.sin(turn) * np.cos(phase), np.sin(turn) * np.sin(phase), np.cos(turn)]) * half[:, None]
        axes.plot(*points, color=GREY, lw=0.5)


def _equator(axes: Any, metric: np.ndarray, p: np.ndarray) -> None:
    """Where the plane ``p^T x = 0`` meets the ellipsoid."""
    across = np.linalg.svd(p[None])[2][1:]
    root = np.linalg.cholesky(across @ metric @ across.T)
    turn = np.linspace(0, 2 * np.pi, 121)
    circle = np.linalg.solve(root.T, np.stack([np.cos(turn), np.sin(turn)]))
    axes.plot(*(across.T @ circle), color=INK, lw=1.2, ls="--")


def _walk(axes: Any, path: np.ndarray, colour: str) -> None:
    axes.plot(*path.T, color=colour, lw=1)
    axes.scatter(*path[0], s=14, facecolor="white", edgecolor=colour, depthshade=False)
    axes.scatter(*path[-1], s=26, color=colour, depthshade=False)


def _square(axes: Any, half: np.ndarray) -> None:
    axes.set(xlim=(-half[0], half[0]), ylim=(-half[1], half[1]), zlim=(-half[2], half[2]))
    axes.set_box_aspect(tuple(half), zoom=1.15)
    axes.view_init(elev=18, azim=-62)
    axes.set_axis_off()
