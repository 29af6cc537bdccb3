"""Sentences of arXiv 2605.25619 about shared weights (ALBERT): sections 2.1, 3.1 and 4, figures 2(a) and 6."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from verify.verdict import Verdict
from verify.weights.experiment import Experiment
from verify.weights.intervals import CONFIDENCE, bootstrap_means
from verify.weights.judgement import (
    ALIGNED,
    CONSENSUS,
    NEAR,
    RARE,
    TURN,
    Judgement,
    Sentence,
    of_interval,
    shared_only,
)
from verify.weights.principal import CHOICES, Choice

Judge = Callable[[Experiment, Experiment | None], Judgement]
Excluded = Callable[[Experiment], str | None]
SETTLED = 1e-3
"""A mean correlation that changed by less over the last quarter of the steps has settled."""


def finite_horizon(judged: Judgement, experiment: Experiment, choice: Choice) -> Judgement:
    """A limit is not refuted by a horizon alone.

    Without biases a step at consensus is ``x -> N((I + alpha H) x)``, so that the group of largest |1 + alpha lambda| wins in
    the end: a refutation stands if another group than the predicted one is that. With biases it stands if the correlation
    has settled. Else the verdict is INCONCLUSIVE.
    """
    if judged.verdict is not Verdict.REFUTED:
        return judged
    if experiment.settings["convention"]["biases"]:
        curve = [entry["alignments"][choice]["mean"] for entry in experiment.path[-max(2, len(experiment.path) // 4) :]]
        stands, why = max(curve) - min(curve) < SETTLED, "the correlation has settled"
    else:
        leading = experiment.layers[0]["leading"]
        stands, why = leading[choice] != leading["one_plus"], "another eigenvalue has the largest |1 + alpha lambda|"
    if stands:
        return Judgement(judged.id, judged.verdict, f"{judged.explanation}; {why}", judged.where, judged.numbers)
    told = f"{judged.explanation}; the horizon of {len(experiment.path) - 1} layers does not exclude the limit"
    return Judgement(judged.id, Verdict.INCONCLUSIVE, told, judged.where, judged.numbers)


def relative_distance(id: str, experiment: Experiment, step: int, what: str) -> Judgement:
    """The mean distance at a step as a share of that of the starts."""
    start, entry = experiment.path[0]["distance"]["mean"], experiment.path[step]["distance"]
    interval = None if entry["interval"] is None or start == 0 else [end / start for end in entry["interval"]]
    return of_interval(id, interval, CONSENSUS, False, what)


def consensus_distance(experiment: Experiment, _: Experiment | None) -> Judgement:
    """At the depth of the model: the sentence says quickly, so that the horizon is part of it."""
    what = f"the distance after {experiment.depth} layers, relative to the starts,"
    return relative_distance("consensus_distance", experiment, experiment.depth, what)


def no_bipartite(experiment: Experiment, _: Experiment | None) -> Judgement:
    """A single start that ends at a bipartite consensus refutes it."""
    from scipy.stats import binomtest

    count, total = experiment.path[-1]["bipartite"], experiment.settings["sequences"]
    high = float(binomtest(count, total).proportion_ci(CONFIDENCE, method="exact").high)
    told = f"{count} of {total} starts end at a bipartite consensus, {experiment.path[-1]['consensus']} at consensus"
    told += f"; the share is below {high:.3g} ({CONFIDENCE:.0%})"
    verdict = Verdict.REFUTED if count else Verdict.CORROBORATED if high < RARE else Verdict.INCONCLUSIVE
    return Judgement("albert_no_bipartite", verdict, told, (), {"bipartite": count, "sequences": total, "high": high})


def extra_layers(experiment: Experiment, _: Experiment | None) -> Judgement:
    """The same starts at the depth and after the extra layers."""
    curve = experiment.arrays["curve real_part"]
    low, high = bootstrap_means((curve[-1] - curve[experiment.depth])[None], experiment.settings["seed"])
    interval = None if np.isnan(low[0]) else [float(low[0]), float(high[0])]
    what = f"the gain in correlation by {experiment.settings['extra']} extra layers"
    judged = of_interval("extra_layers", interval, 0.0, True, what)
    numbers = {**judged.numbers, "depth": float(curve[experiment.depth].mean()), "end": float(curve[-1].mean())}
    return Judgement(judged.id, judged.verdict, judged.explanation, (), numbers)


def at_the_end(id: str, choice: Choice) -> Judge:
    """Whether the choice names where tokens go: the correlation after the last layer."""

    def judge(experiment: Experiment, _: Experiment | None) -> Judgement:
        entry, value = experiment.path[-1]["alignments"][choice], experiment.layers[0]["leading"][choice]
        name = f"the correlation with the eigenvector of {value[0]:.4g}{value[1]:+.4g}i after {len(experiment.path) - 1} layers"
        return finite_horizon(of_interval(id, entry["interval"], ALIGNED, True, name), experiment, choice)

    return judge


def rotates(id: str, choice: Choice) -> Judge:
    """Over the last quarter of the steps: the mean turn of a step against the argument of 1 + alpha lambda."""

    def judge(experiment: Experiment, _: Experiment | None) -> Judgement:
        turns = [entry["rotation"][choice] for entry in experiment.path[-max(1, (len(experiment.path) - 1) // 4) :]]
        if any(turn["mean"] is None or turn["tokens"] < 1 - RARE for turn in turns):
            share = min(turn["tokens"] for turn in turns)
            return Judgement(id, Verdict.INCONCLUSIVE, f"only {share:.0%} of the tokens lie mostly in the plane")
        errors = [abs(float(np.angle(np.exp(1j * (turn["mean"] - turn["predicted"]))))) for turn in turns]
        told = f"a step turns tokens by the argument of 1 + alpha lambda, {turns[0]['predicted']:.4g} rad, to {max(errors):.3g}"
        numbers = {"predicted": turns[0]["predicted"], "error": max(errors), "threshold": TURN}
        return Judgement(id, Verdict.CORROBORATED if max(errors) < TURN else Verdict.REFUTED, told, (), numbers)

    return judge


def end_consensus(experiment: Experiment, _: Experiment | None) -> Judgement:
    """A limit: the horizon does not refute it."""
    what = f"the distance after {len(experiment.path) - 1} layers, relative to the starts,"
    judged = relative_distance("complex_principal.consensus", experiment, len(experiment.path) - 1, what)
    return judged if judged.verdict is not Verdict.REFUTED else unlimited(judged)


def unlimited(judged: Judgement) -> Judgement:
    """A refuted statement about a limit, weakened: the horizon was finite."""
    told = f"{judged.explanation}; a finite horizon does not exclude the limit"
    return Judgement(judged.id, Verdict.INCONCLUSIVE, told, judged.where, judged.numbers)


def spanned(name: str) -> Judge:
    """The correlation with a two-dimensional span at the depth of the model."""
    id = f"near_tie.{name}"

    def judge(experiment: Experiment, _: Experiment | None) -> Judgement:
        entry = experiment.path[experiment.depth]["alignments"][name]
        return of_interval(
            id, entry["interval"], ALIGNED, True, f"the correlation with the span after {experiment.depth} layers"
        )

    return judge


def slow(experiment: Experiment, _: Experiment | None) -> Judgement:
    """The correlation with v_1 alone at the depth of the model."""
    entry = experiment.path[experiment.depth]["alignments"]["real_part"]
    what = f"the correlation with v_1 alone after {experiment.depth} layers"
    return of_interval("near_tie.slow", entry["interval"], ALIGNED, False, what)


def both_signs(experiment: Experiment, _: Experiment | None) -> Judgement:
    """One start for each sign is a witness."""
    ends = experiment.arrays["end real_part"]
    plus, minus = int((ends > ALIGNED).all(1).sum()), int((ends < -ALIGNED).all(1).sum())
    told = f"{plus} starts end with all tokens at +v_1, {minus} at -v_1, of {len(ends)}"
    verdict = Verdict.CORROBORATED if plus and minus else Verdict.INCONCLUSIVE
    return Judgement("both_signs", verdict, told, (), {"plus": plus, "minus": minus})


def better_choice(experiment: Experiment, _: Experiment | None) -> Judgement:
    """The same starts after the last layer."""
    difference = experiment.arrays["curve one_plus"][-1] - experiment.arrays["curve real_part"][-1]
    low, high = bootstrap_means(difference[None], experiment.settings["seed"])
    interval = None if np.isnan(low[0]) else [float(low[0]), float(high[0])]
    what = "the correlation by |1 + alpha lambda| minus that by real part after the last layer"
    return of_interval("principal_choice.better", interval, 0.0, True, what)


def _case(wanted: int) -> Excluded:
    def excluded(experiment: Experiment) -> str | None:
        found = shared_only(experiment)
        if found is None and experiment.layers[0]["case"]["real_part"] != wanted:
            found = f"its layer matrix is in case {experiment.layers[0]['case']['real_part']}, the sentence is about case {wanted}"
        return found

    return excluded


def _near(name: str | None) -> Excluded:
    def excluded(experiment: Experiment) -> str | None:
        found = _case(1)(experiment)
        if found is not None:
            return found
        layer = experiment.layers[0]
        first = abs(complex(*layer["leading"]["real_part"]))
        others = {"next_span": ("second", "next"), "last_span": ("last", "last")}
        near = {}
        for span, (value, cosine) in others.items():
            other, collinear = layer[value], layer["collinearity"][cosine]
            near[span] = (
                other is not None
                and collinear is not None
                and (abs(complex(*other)) >= NEAR * first or collinear >= NEAR)
            )
        if near[name] if name else any(near.values()):
            return None
        return "the principal eigenvalue is not nearly tied and its eigenvector not nearly collinear with the other one"

    return excluded


def _turns(experiment: Experiment) -> str | None:
    is_real = not experiment.layers[0]["leading"]["one_plus"][1]
    return shared_only(experiment) or ("the eigenvalue of largest |1 + alpha lambda| is real" if is_real else None)


def _differ(experiment: Experiment) -> str | None:
    same = experiment.layers[0]["same"]["one_plus"]
    return shared_only(experiment) or ("both choices name the same eigenvector" if same else None)


def _room(experiment: Experiment) -> str | None:
    found = shared_only(experiment)
    if found is None and not experiment.settings["extra"]:
        found = "no extra layers were run"
    if found is None and experiment.path[experiment.depth]["alignments"]["real_part"]["mean"] > 1 - SETTLED:
        found = "the correlation is 1 already at the depth of the model"
    return found


_SIZES = {"real_part": "real part", "modulus": "modulus", "one_plus": "$|1 + \\alpha \\lambda|$"}
_ALIGNED = f"aligned: a mean correlation above {ALIGNED:g}"
SHARED_SENTENCES = (
    Sentence(
        "consensus_distance",
        "The mean distance of tokens goes to 0 quickly with depth.",
        f"below {CONSENSUS:g} of the mean distance of the starts at the model's own depth",
        consensus_distance,
        shared_only,
    ),
    Sentence(
        "convergence_beyond",
        "All tokens align with $v_1$, without symmetry, with several heads and $\\alpha = 1$.",
        f"{_ALIGNED} after the last layer",
        at_the_end("convergence_beyond", "real_part"),
        _case(1),
    ),
    Sentence(
        "both_signs",
        "Tokens end at $+v_1$ for some starts and at $-v_1$ for others.",
        "some: at least one start",
        both_signs,
        _case(1),
    ),
    Sentence(
        "complex_principal.consensus",
        "With a complex principal pair tokens reach consensus.",
        f"a mean distance below {CONSENSUS:g} of that of the starts after the last layer",
        end_consensus,
        _case(2),
    ),
    Sentence(
        "complex_principal.plane",
        "With a complex principal pair tokens align with the plane of that pair.",
        f"{_ALIGNED} after the last layer",
        at_the_end("complex_principal.plane", "real_part"),
        _case(2),
    ),
    Sentence(
        "complex_principal.rotation",
        "With a complex principal pair tokens keep rotating in its plane.",
        f"by $\\arg(1 + \\alpha \\lambda_1)$ a layer, to {TURN:g} rad, in the last quarter of the layers",
        rotates("complex_principal.rotation", "real_part"),
        _case(2),
    ),
    Sentence(
        "near_tie.next_span",
        "Tokens first align with $\\operatorname{span}(v_1, v_2)$.",
        f"{_ALIGNED} at the model's depth",
        spanned("next_span"),
        _near("next_span"),
    ),
    Sentence(
        "near_tie.last_span",
        "Tokens first align with $\\operatorname{span}(v_1, v_d)$.",
        f"{_ALIGNED} at the model's depth",
        spanned("last_span"),
        _near("last_span"),
    ),
    Sentence(
        "near_tie.slow",
        "To separate the two takes many layers.",
        f"at the model's depth the mean correlation with $v_1$ alone is still below {ALIGNED:g}",
        slow,
        _near(None),
    ),
    Sentence(
        "albert_no_bipartite",
        "No start reaches a bipartite consensus.",
        f"a share below {RARE:g} of the starts, and none seen",
        no_bipartite,
        shared_only,
    ),
    Sentence(
        "extra_layers",
        "Extra identical layers improve the correlation with $v_1$ or its plane.",
        "a mean gain above 0",
        extra_layers,
        _room,
    ),
    *(
        Sentence(
            f"principal_choice.{choice}",
            f"The eigenvector whose eigenvalue has the largest {_SIZES[choice]} says where tokens go.",
            f"{_ALIGNED} after the last layer",
            at_the_end(f"principal_choice.{choice}", choice),
            shared_only,
        )
        for choice in CHOICES
    ),
    Sentence(
        "principal_choice.rotation",
        r"Tokens keep rotating in the plane of the pair of largest $|1 + \alpha \lambda|$.",
        f"by $\\arg(1 + \\alpha \\lambda)$ a layer, to {TURN:g} rad, in the last quarter of the layers",
        rotates("principal_choice.rotation", "one_plus"),
        _turns,
    ),
    Sentence(
        "principal_choice.better",
        "The eigenvector of largest $|1 + \\alpha \\lambda|$ says better where tokens go than the one of largest real part.",
        "better: a mean correlation after the last layer that is larger",
        better_choice,
        _differ,
    ),
)
"""In the order of the paper; those of principal_choice are questions of ours."""
