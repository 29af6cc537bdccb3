"""The figures of the multistability paper, on our instances: trajectories, what starts end at, and counts of stable sign states."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from verify.report.figures import BLUE, GREY, INK, RED, sphere

KINDS = {"consensus": BLUE, "bipartite": RED, "clustering": "#2f855a", "polygonal": "#805ad5", "not converged": GREY}
SCORES = ("A = BBᵀ", "A symmetric", "A general")
MEMBERS, INSTANCES = 120, 200


def example_1() -> Any:
    """Three trajectories of ten tokens on the sphere: to a consensus, a bipartite consensus and a clustering."""
    from proofs.multistability.worlds import trajectories
    from verify.trajectories import trajectory

    system = trajectories.example_system()
    vectors = np.linalg.eigh(system.value)[1][:, ::-1]
    figure = _figure(14.5, 4.6)
    figure.suptitle("Ten tokens under self-attention: the same V and A, three starts", color=INK)
    for place, (kind, (start, _)) in enumerate(sorted(trajectories.starts(system).items()), 1):
        followed = trajectory(system, start, 60.0, rtol=1e-8)
        axes = figure.add_subplot(1, 3, place, projection="3d")
        # In the eigenvectors of V, so that the axis that is drawn is v_1.
        states = followed.states @ vectors
        sphere(axes, states[:: max(1, len(states) // 200)] if len(states) > 400 else states)
        axes.set_title(f"to a {kind}{' consensus' if kind == 'bipartite' else ''}", fontsize=10, color=INK)
    return figure


def example_2() -> Any:
    """What uniform starts of the ensemble end at, by the kind of score matrix, with 95 % bootstrap intervals over systems."""
    from scipy.stats import bootstrap

    from proofs.multistability.worlds import attractors

    # One row for each system: starts of one system are alike, so that the interval resamples systems, not starts.
    shares: list[list[dict[str, float]]] = [[] for _ in SCORES]
    for number, (rows, still) in enumerate(attractors.members(0, MEMBERS)):
        counter: Counter[str] = Counter({"not converged": still})
        for row in rows:
            counter[row[0]] += row[1]
        shares[number % 3].append({kind: count / counter.total() for kind, count in counter.items()})
    figure = _figure(8.5, 4)
    axes = figure.add_subplot()
    width = 0.8 / len(KINDS)
    for k, (kind, colour) in enumerate(KINDS.items()):
        for group, systems in enumerate(shares):
            seen = np.array([system.get(kind, 0.0) for system in systems])
            place = group + (k - (len(KINDS) - 1) / 2) * width
            axes.bar(place, seen.mean(), width * 0.9, color=colour, label=kind if group == 0 else None)
            if np.ptp(seen) > 0:
                ends = bootstrap(
                    (seen,), np.mean, method="percentile", rng=np.random.default_rng(0)
                ).confidence_interval
                bars = [[seen.mean() - ends.low], [ends.high - seen.mean()]]
                axes.errorbar(place, seen.mean(), np.maximum(bars, 0), color=INK, lw=0.8, capsize=2)
    axes.set_xticks(range(len(SCORES)), SCORES)
    axes.set(
        ylabel="share of starts",
        title=f"Where {MEMBERS * attractors.STARTS} starts of {MEMBERS} random systems end (d = 3, n = 10)",
    )
    _plain(axes)
    return figure


def example_3() -> Any:
    """(a) Which share of the ``2^n`` sign patterns of one eigenvector is stable, over random systems; (b) which splits are stable."""
    from proofs.multistability.worlds import counts
    from verify import stability

    n, shares, none, stable_splits = 20, [], 0, np.zeros(11)
    for number in range(INSTANCES):
        result = stability(counts.instance(2 * number), tokens=n)
        total = int(result.totals()["stable_bipartite"])
        none += total == 0
        if total:
            shares.append(total / 2**n)
        splits = {s for e in result.entries if e.outcome.verdict == "stable" for s in range(max(e.low, 1), e.high + 1)}
        for split in splits:
            stable_splits[split] += 1
    figure = _figure(10, 3.8)
    figure.suptitle(
        f"Stable bipartite states of {INSTANCES} random systems, n = {n}, d = 3 (flow, closed form)", color=INK
    )
    left = figure.add_subplot(1, 2, 1)
    left.bar([-0.1], [none], width=0.045, color=GREY)
    left.hist(shares, bins=np.linspace(0, 1, 21), color=BLUE, rwidth=0.85)
    left.set_xticks([-0.1, 0, 0.25, 0.5, 0.75, 1], ["none", "0", "0.25", "0.5", "0.75", "1"])
    left.set(xlabel="(a) stable bipartite states, as a share of $2^{20}$", ylabel="systems")
    right = figure.add_subplot(1, 2, 2)
    right.bar(range(1, 11), stable_splits[1:] / INSTANCES, color=RED, width=0.8)
    right.set(
        xlabel="(b) tokens in the smaller group", ylabel="share of systems where the split is stable", ylim=(0, 1)
    )
    for axes in (left, right):
        _plain(axes, legend=False)
    return figure


def multistability() -> Any:
    """The attractors of the instance with all three classes, followed in a factor on A: a bifurcation diagram."""
    from proofs.multistability.worlds import attractors, trajectories
    from verify.equilibria.continuation import follow, parse
    from verify.equilibria.continuation.diagram import drawn

    system = trajectories.example_system()
    stable = attractors.attractors(system, starts=60, tokens=6).stable
    parameter = parse("score=0.5:2", system)
    return drawn([follow(system, entry.tokens, parameter) for entry in stable])


def _figure(width: float, height: float) -> Any:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _plain(axes: Any, *, legend: bool = True) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    if legend:
        axes.legend(frameon=False, fontsize=8)
