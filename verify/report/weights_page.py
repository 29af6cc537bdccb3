"""A page on one real transformer: its layers, the paper's sentences with their verdicts, and the figures with captions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify.report.weights_drawing import PARTS, rounded, settings_line, short, written
from verify.report.weights_figures import plates

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment
    from verify.weights.judgement import Judgement
    from verify.weights.model import Transformer
    from verify.weights.steering import Steering

_CHOICES = {"real_part": "Re λ", "one_plus": "\\|1 + αλ\\|", "modulus": "\\|λ\\|"}
_STEERED = {
    "steering_all": "The tokens align nearly perfectly with the steered direction.",
    "mild_steering": "A smaller $\\kappa$ steers only partly.",
    "steering.order_of_magnitude": "A spectral gap of an order of magnitude gives a very high correlation.",
    "steering.sign": "All tokens are projected to the same side, that of $+u$.",
}
"""What of sections 2.3 and 3.3 :func:`verify.weights.sentences_steering.judge_steering` decides."""
_SPANS = {"next_span": "span of the first two by Re λ", "last_span": "span of the first and the last by Re λ"}


def markdown(
    transformer: Transformer,
    experiment: Experiment,
    files: Sequence[Path] = (),
    *,
    full: Experiment | None = None,
    steering: Steering | None = None,
    conventions: Mapping[str, Experiment] | None = None,
    judgements: Sequence[Judgement] | None = None,
    folder: str = "figures",
) -> str:
    """The page ``weights.md``.

    Args:
        transformer, experiment, full, steering: as in :func:`verify.report.weights_figures.figures`.
        files: that :func:`verify.report.weights_figures.figures` returned; figures without a file are left out.
        conventions: experiments with other reduced layers, by the name of the convention.
        judgements: to be shown; by default those of :func:`verify.weights.sentences.judge_all`, and those about steering.
        folder: of the figures, as links say it.

    Raises:
        InvalidInput: as :func:`verify.report.weights_figures.plates`.
    """
    known = plates(transformer, experiment, full=full, steering=steering)
    if judgements is None:
        judgements = _judged(experiment, full, steering)
    lines = [*_head(experiment, full), *_layers(experiment), *_conventions(conventions or {}), *_sentences(judgements)]
    if steering is not None:
        lines += _steering(steering)
    there = {path.name for path in files}
    drawn = [plate for plate in known if plate.file in there]
    if drawn:
        lines += ["", "## Figures"]
    for plate in drawn:
        picture = f"![{plate.title}]({folder}/{plate.file})" if folder else f"![{plate.title}]({plate.file})"
        lines += ["", f"### {plate.title}", "", picture, "", plate.caption]
    return "\n".join(lines) + "\n"


def _head(experiment: Experiment, full: Experiment | None) -> Iterator[str]:
    settings = experiment.settings
    weights = "the same weights in all of them" if experiment.shared else "each with its own weights"
    attention = "causal" if settings["causal"] else "full"
    yield f"# {short(settings['model'])}: layer matrices and tokens"
    yield ""
    yield (
        f"Family {settings['family']}: {settings['depth']} layers, {weights}, d = {settings['dimension']}, "
        f"{settings['heads']} heads, {attention} attention. The statements are those of arXiv 2605.25619."
    )
    yield ""
    yield f"- reduced layers: {settings_line(experiment)}"
    if full is not None:
        yield f"- full layers: {settings_line(full)}"


def _layers(experiment: Experiment) -> Iterator[str]:
    yield from ("", "## Layers", "")
    if experiment.shared:
        yield from _shared_matrix(experiment)
    yield (
        "ρ is the mean correlation with the principal eigenvector (largest Re λ) after the layer, Δρ its increment and P the "
        "share of tokens whose correlation grows; in round brackets the averages over all eigenvectors, in square ones "
        "99 % intervals. The place is that of the principal eigenvector among all by Δρ."
    )
    if not experiment.shared:
        yield "The case is that of section 2.1, in real part."
    yield ""
    matrix = [] if experiment.shared else ["λ₁", "next", "gap", "case"]
    columns = ["layer", *matrix, "ρ", "Δρ", "interval of Δρ", "P", "place", "distance after"]
    yield _row(columns)
    yield _row(["---:"] * len(columns))
    for layer, after in zip(experiment.layers, experiment.path[1:], strict=False):
        yield _row([str(layer["index"]), *([] if experiment.shared else _matrix(layer)), *_measures(layer, after)])


def _conventions(experiments: Mapping[str, Experiment]) -> Iterator[str]:
    """What a convention changes, in means over the layers."""
    if not experiments:
        return
    yield from ("", "## Conventions", "")
    yield "Means over the layers; the distance is that after the last layer, as a share of that of the starts."
    yield ""
    yield _row(["convention", "made with", "ρ", "Δρ", "P", "distance"])
    yield _row(["---", "---", *["---:"] * 4])
    for name, experiment in experiments.items():
        means = [sum(layer[part] for layer in experiment.layers) / experiment.depth for part in PARTS]
        start, end = (experiment.path[step]["distance"]["mean"] for step in (0, experiment.depth))
        numbers = [*map(rounded, means), rounded(end / start) if start else ""]
        yield _row([name, settings_line(experiment), *numbers])


def _shared_matrix(experiment: Experiment) -> Iterator[str]:
    """The eigenvalues once, and where the tokens stand by each choice of the principal one."""
    layer, last = experiment.layers[0], len(experiment.path) - 1
    first = ", ".join(written(value) for value in layer["eigenvalues_top"] if value[1] >= 0)
    yield (
        f"The layer matrix has the first eigenvalues {first}; gap {_number(layer['gap'])}, case "
        f"{layer['case']['real_part']} of section 2.1 in real part, {layer['case']['modulus']} in modulus."
    )
    yield ""
    yield _row(["eigenvector by", "λ", "before", f"after {experiment.depth} layers", f"after {last} layers"])
    yield _row(["---", "---:", "---:", "---:", "---:"])
    for name, word in {**_CHOICES, **_SPANS}.items():
        if name in experiment.path[0]["alignments"]:
            value = written(layer["leading"][name]) if name in _CHOICES else ""
            means = [experiment.path[step]["alignments"][name] for step in (0, experiment.depth, last)]
            yield _row([f"largest {word}" if name in _CHOICES else word, value, *map(_estimate, means)])
    yield ""


def _matrix(layer: dict[str, Any]) -> list[str]:
    second = "" if layer["second"] is None else written(layer["second"])
    return [written(layer["leading"]["real_part"]), second, _number(layer["gap"]), str(layer["case"]["real_part"])]


def _measures(layer: dict[str, Any], after: dict[str, Any]) -> list[str]:
    pairs = [f"{_number(layer[part])} ({_number(layer['means'][part])})" for part in ("rho", "delta_rho", "p")]
    place = f"{layer['rank']['place']} of {layer['rank']['of']}"
    interval = _interval(layer["intervals"]["delta_rho"])
    return [pairs[0], pairs[1], interval, pairs[2], place, _number(after["distance"]["mean"])]


def _judged(experiment: Experiment, full: Experiment | None, steering: Steering | None) -> list[Judgement]:
    from verify.weights.sentences import judge_all
    from verify.weights.sentences_steering import judge_steering

    return [*judge_all(experiment, full), *([] if steering is None else judge_steering(steering))]


def _sentences(judgements: Sequence[Judgement]) -> Iterator[str]:
    from verify.weights.sentences import SENTENCES, WHOLES

    texts = {**_STEERED, **WHOLES, **{entry.id: entry.text for entry in SENTENCES}}
    numbers = {entry.id: entry.number for entry in SENTENCES}
    yield from ("", "## The sentences of the paper", "")
    yield "Words of quality are numbers here, in the third column. A finite sample proves nothing: CORROBORATED is the most."
    yield ""
    yield _row(["sentence", "verdict", "in numbers", "found"])
    yield _row(["---"] * 4)
    apart: dict[str, list[str]] = {}
    for judgement in judgements:
        if judgement.verdict is None:
            apart.setdefault(judgement.explanation, []).append(f"`{judgement.id}`")
    for judgement in judgements:
        if judgement.verdict is not None:
            said = f"`{judgement.id}` {_cell(texts.get(judgement.id, ''))}".strip()
            number = _cell(numbers.get(judgement.id, ""))
            yield _row([said, f"**{judgement.verdict.value}**", number, _cell(judgement.explanation)])
    if apart:
        yield from ("", "Without a verdict:", "")
        yield from (f"- {', '.join(ids)}: {reason}" for reason, ids in apart.items())


def _steering(steering: Steering) -> Iterator[str]:
    before, after = steering.before, steering.after
    threshold = "not known" if steering.threshold is None else rounded(steering.threshold)
    where = "every layer (shared weights)" if steering.transformer.shared else f"layer {steering.layer}"
    yield from ("", "## Steering", "")
    yield (
        f"{where[0].upper()}{where[1:]} changed by κ = {rounded(steering.kappa)}; from κ = {threshold} on the wanted direction "
        f"dominates the spectrum. Mean |cos(x, u)| after the last layer: {rounded(before.mean)} without the change, "
        f"{rounded(after.mean)} with it; {after.plus:.0%} of the tokens are on the side of +u, and in {after.together:.0%} of "
        "the sequences all tokens are on one side."
    )


def _estimate(entry: dict[str, Any]) -> str:
    interval = _interval(entry["interval"])
    return f"{_number(entry['mean'])} {interval}".strip()


def _interval(ends: Sequence[float] | None) -> str:
    return "" if ends is None else f"[{_number(ends[0])}, {_number(ends[1])}]"


def _number(value: float | None) -> str:
    return "" if value is None else rounded(value)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """Text inside a table; in a formula an escaped bar would be a double one."""
    parts = " ".join(text.split()).split("$")
    return "$".join(part.replace("|", "\\vert{}" if index % 2 else "\\|") for index, part in enumerate(parts))
