"""Sentences of arXiv 2605.25619 about transformers whose layers differ: sections 2.2, 3.2 and 4, figures 2, 6, 7 and 8."""

from __future__ import annotations

import numpy as np

from verify.verdict import Verdict
from verify.weights.experiment import Experiment
from verify.weights.intervals import CONFIDENCE, RESAMPLES, bootstrap_means, bootstrap_statistic
from verify.weights.judgement import (
    LOW,
    NEARLY_ALL,
    RARE,
    RELATED,
    SMALL_GAP,
    TOP_SHARE,
    TREND,
    VAST_MAJORITY,
    Judgement,
    Sentence,
    layered_only,
    of_decisions,
    of_interval,
    of_number,
)

FEWEST_FOR_CORRELATION = 8
"""Layers: a bootstrap over fewer says nothing."""


def decided(interval: list[float] | None, threshold: float, above: bool = True) -> bool | None:
    """What an interval says of one layer."""
    if interval is None:
        return None
    low, high = interval if above else (-interval[1], -interval[0])
    threshold = threshold if above else -threshold
    return True if low > threshold else False if high <= threshold else None


def kendall(curve: np.ndarray) -> float:
    """Kendall's tau of a curve with its index: share of rising pairs minus share of falling ones."""
    i, j = np.triu_indices(len(curve), 1)
    return float(np.sign(curve[j] - curve[i]).mean())


def spearman(first: np.ndarray, second: np.ndarray, axis: int = -1) -> np.ndarray:
    """Spearman's rank correlation along an axis, equals sharing their rank; nan for a constant."""
    from scipy.stats import rankdata

    ranks = [rankdata(values, axis=axis) for values in (first, second)]
    x, y = (rank - rank.mean(axis, keepdims=True) for rank in ranks)
    with np.errstate(invalid="ignore"):
        found: np.ndarray = (x * y).sum(axis) / np.sqrt((x * x).sum(axis) * (y * y).sum(axis))
    return found


def relative_gaps(experiment: Experiment) -> np.ndarray:
    """``(Re lambda_1 - Re lambda_2) / |1 + lambda_1|`` of every layer, pairs counted once; inf with a single group."""
    found = []
    for layer in experiment.layers:
        size = abs(1 + complex(*layer["leading"]["real_part"]))
        found.append(np.inf if layer["gap"] is None or size == 0 else layer["gap"] / size)
    return np.array(found)


def in_nearly_all(id: str, group: str, part: str, threshold: float, what: str) -> Sentence:
    """A sentence that a measure of the principal eigenvector (or its excess) is above a threshold in nearly all layers."""

    def judge(experiment: Experiment, _: Experiment | None) -> Judgement:
        entries = [
            (layer[group] if group.startswith("excess") else layer["alignments"][group])[part]
            for layer in experiment.layers
        ]
        decisions = [decided(entry["interval"], threshold) for entry in entries]
        return of_decisions(id, decisions, NEARLY_ALL, what, {"means": [entry["mean"] for entry in entries]})

    number = f"nearly all: {NEARLY_ALL:.0%} of the layers, each decided by its {CONFIDENCE:.0%} interval over sequences"
    return Sentence(id, f"In nearly all layers {what}.", number, judge, layered_only)


def small_gap(experiment: Experiment, _: Experiment | None) -> Judgement:
    """The gap is a number of the weights: no sampling."""
    gaps = relative_gaps(experiment)
    decisions = [bool(gap < SMALL_GAP) for gap in gaps]
    return of_decisions(
        "small_gap", decisions, VAST_MAJORITY, "the gap is small", {"gaps": [_finite(gap) for gap in gaps]}
    )


def cumulative_product(experiment: Experiment, _: Experiment | None) -> Judgement:
    """Growth of the correlation with the principal eigenvector of the product."""
    return _trend("cumulative_product", experiment, "cumulative", "the correlation with v_1 of H(t)...H(1)")


def no_growth(experiment: Experiment, _: Experiment | None) -> Judgement:
    """Growth of the correlation with the principal eigenvector of the layer."""
    return _trend("alignment_low.no_growth", experiment, "rho real_part", "the correlation with v_1 of the layer")


def _trend(id: str, experiment: Experiment, name: str, what: str) -> Judgement:
    curves = experiment.arrays[name]
    interval = bootstrap_statistic([curves], lambda sample: kendall(sample.mean(-1)), experiment.settings["seed"])
    judged = of_interval(id, interval, TREND, False, f"Kendall's tau of {what} with the layer")
    numbers = {**judged.numbers, "tau": kendall(curves.mean(-1))}
    return Judgement(id, judged.verdict, judged.explanation, (), numbers)


def low(experiment: Experiment, _: Experiment | None) -> Judgement:
    """The correlation after the layer."""
    entries = [layer["alignments"]["real_part"]["rho"] for layer in experiment.layers]
    decisions = [decided(entry["interval"], LOW, above=False) for entry in entries]
    numbers = {"means": [entry["mean"] for entry in entries]}
    return of_decisions("alignment_low.low", decisions, NEARLY_ALL, f"the correlation is below {LOW:g}", numbers)


def gap_correlation(experiment: Experiment, _: Experiment | None) -> Judgement:
    """Layers are the units here."""
    from scipy.stats import bootstrap

    gaps, growth = relative_gaps(experiment), np.array([layer["delta_rho"] for layer in experiment.layers])

    ends = bootstrap(
        (gaps, growth), spearman, paired=True, vectorized=True, method="percentile", n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE, rng=np.random.default_rng(experiment.settings["seed"]),
    ).confidence_interval  # fmt: skip
    found = [float(ends.low), float(ends.high)]
    interval = found if np.isfinite(found).all() else None
    judged = of_interval(
        "gap_predicts.correlation", interval, RELATED, True, "Spearman's correlation of gap and Delta rho"
    )
    numbers = {**judged.numbers, "correlation": _finite(float(spearman(gaps, growth)))}
    return Judgement(judged.id, judged.verdict, judged.explanation, (), numbers)


def gap_of_largest(experiment: Experiment, _: Experiment | None) -> Judgement:
    """Layers whose interval reaches the interval of the largest may be the largest: all of them decide."""
    id = "gap_predicts.largest"
    entries = [layer["alignments"]["real_part"]["delta_rho"] for layer in experiment.layers]
    if any(entry["interval"] is None for entry in entries):
        return Judgement(id, Verdict.INCONCLUSIVE, "too few sequences for an interval")
    gaps = relative_gaps(experiment)
    least = np.sort(gaps)[::-1][max(1, int(np.floor(TOP_SHARE * len(gaps)))) - 1]
    best = max(entry["interval"][0] for entry in entries)
    layers = [index for index, entry in enumerate(entries) if entry["interval"][1] >= best]
    sizable = [bool(gaps[index] >= least) for index in layers]
    told = ", ".join(f"layer {i}: Delta rho {entries[i]['mean']:.4g}, gap {gaps[i]:.3g}" for i in layers)
    told = f"largest Delta rho: {told}; a gap is sizable from {least:.3g} on, the largest {TOP_SHARE:.0%} of the layers"
    verdict = Verdict.CORROBORATED if all(sizable) else Verdict.INCONCLUSIVE if any(sizable) else Verdict.REFUTED
    where = tuple(index for index, good in zip(layers, sizable, strict=True) if not good)
    return Judgement(id, verdict, told, where, {"candidates": layers, "sizable_from": _finite(least)})


def not_generic(measure: str) -> Sentence:
    """Section 2.1.3; the source does not show in which sense dominance is meant, so that both are asked."""
    id = f"cases.{measure}"

    def judge(experiment: Experiment, _: Experiment | None) -> Judgement:
        layers = experiment.layers[:1] if experiment.shared else experiment.layers
        cases = [layer["case"][measure] for layer in layers]
        share = cases.count(3) / len(cases)
        judged = of_number(id, share, RARE, False, f"the share of layers in case 3 ({measure.replace('_', ' ')})")
        where = tuple(index for index, case in enumerate(cases) if case == 3)
        return Judgement(id, judged.verdict, judged.explanation, where, {**judged.numbers, "cases": cases})

    text = "Case 3, no strictly dominant eigenvalue, almost never occurs in real learned weight matrices"
    sense = "in real part" if measure == "real_part" else "in modulus, and positive where it is real"
    return Sentence(id, f"{text} (dominant {sense}).", f"almost never: less than {RARE:.0%} of the layers", judge)


def better_choice(experiment: Experiment, _: Experiment | None) -> Judgement:
    """Mean increment by the two choices, over the layers in which they differ."""
    id = "principal_choice.layers"
    rows = [index for index, layer in enumerate(experiment.layers) if not layer["same"]["one_plus"]]
    difference = experiment.arrays["delta_rho one_plus"] - experiment.arrays["delta_rho real_part"]
    low, high = bootstrap_means(difference[rows].mean(0)[None], experiment.settings["seed"])
    interval = None if np.isnan(low[0]) else [float(low[0]), float(high[0])]
    return of_interval(id, interval, 0.0, True, f"Delta rho of one_plus minus that of real_part, in {len(rows)} layers")


def _choices_differ(experiment: Experiment) -> str | None:
    if experiment.shared:
        return layered_only(experiment)
    same = all(layer["same"]["one_plus"] for layer in experiment.layers)
    return "both choices name the same eigenvectors in every layer" if same else None


def _enough(experiment: Experiment) -> str | None:
    few = len(experiment.layers) < FEWEST_FOR_CORRELATION
    told = f"the model has {len(experiment.layers)} layers; expected at least {FEWEST_FOR_CORRELATION}"
    return layered_only(experiment) or (told if few else None)


def _has_product(experiment: Experiment) -> str | None:
    missing = "cumulative" not in experiment.arrays
    return layered_only(experiment) or ("the cumulative product was not computed" if missing else None)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


LAYER_SENTENCES = (
    in_nearly_all("increments.positive", "real_part", "delta_rho", 0.0, r"$\Delta \rho > 0$"),
    in_nearly_all(
        "increments.above_average",
        "excess",
        "delta_rho",
        0.0,
        r"$\Delta \rho$ is above its average over all eigenvectors",
    ),
    in_nearly_all("increments.probability", "real_part", "p", 0.5, "$P > 1/2$"),
    in_nearly_all("averages.rho", "excess", "rho", 0.0, r"$\rho$ is above its average over all eigenvectors"),
    in_nearly_all("averages.probability", "excess", "p", 0.0, "$P$ is above its average over all eigenvectors"),
    in_nearly_all(
        "same_kind.rho",
        "excess_alike",
        "rho",
        0.0,
        r"$\rho$ is above its average over the eigenvectors of the same kind",
    ),
    in_nearly_all(
        "same_kind.delta_rho",
        "excess_alike",
        "delta_rho",
        0.0,
        r"$\Delta \rho$ is above its average over the eigenvectors of the same kind",
    ),
    in_nearly_all(
        "same_kind.probability",
        "excess_alike",
        "p",
        0.0,
        "$P$ is above its average over the eigenvectors of the same kind",
    ),
    Sentence(
        "small_gap",
        "In the vast majority of layers the spectral gap is small.",
        f"vast majority: {VAST_MAJORITY:.0%} of the layers; small: below {SMALL_GAP:g} $|1 + \\lambda_1|$",
        small_gap,
        layered_only,
    ),
    Sentence(
        "cumulative_product",
        "The principal eigenvector of $H(t) \\cdots H(1)$ shows no clear alignment trend with $t$.",
        f"a clear trend: Kendall's tau of the mean correlation with $t$ of {TREND:g} or more",
        cumulative_product,
        _has_product,
    ),
    Sentence(
        "alignment_low.low",
        "The absolute correlation stays low.",
        f"low: below {LOW:g}; stays: in {NEARLY_ALL:.0%} of the layers",
        low,
        layered_only,
    ),
    Sentence(
        "alignment_low.no_growth",
        "The correlation does not grow with the layer.",
        f"grows: Kendall's tau of the mean correlation with the layer of {TREND:g} or more",
        no_growth,
        layered_only,
    ),
    Sentence(
        "gap_predicts.largest",
        "The layer with the largest $\\Delta \\rho$ has a sizable spectral gap.",
        f"sizable: among the largest {TOP_SHARE:.0%} of the layers, relative to $|1 + \\lambda_1|$",
        gap_of_largest,
        layered_only,
    ),
    Sentence(
        "gap_predicts.correlation",
        "$\\Delta \\rho$ and the spectral gap go together across layers.",
        f"together: Spearman's correlation above {RELATED:g}; the interval is a bootstrap over layers",
        gap_correlation,
        _enough,
    ),
    not_generic("real_part"),
    not_generic("modulus"),
    Sentence(
        "principal_choice.layers",
        "The eigenvector of largest $|1 + \\alpha \\lambda|$ gains more correlation than the one of largest real part.",
        "a mean over the layers in which the two differ; more: above 0",
        better_choice,
        _choices_differ,
    ),
)
"""In the order of the paper. ``same_kind`` (real eigenvectors compared with real ones, pairs with pairs; added after the
first runs, in which planes alone made the averages large) and the last one are questions of ours."""
