r"""Appendices B and C: the protocol of the experiments, and the table of architectures; what is decided without trained weights."""

from __future__ import annotations

from proofs.power_method.notation import both, equal, restored, verbatim
from proofs.power_method.notation import ours as own
from proofs.power_method.worlds import protocol
from verify.claim import Claim, Hypothesis, Mutant, Parameter, drop
from verify.conclusions import Behaviour, Formula, Identity
from verify.evidence import Decide, Derive, Enclose, Exact, Falsify, Simulate

ID_B, ID_T = "power_method.appendix_b", "power_method.table_1"
LABEL_B, LABEL_T = "Appendix B", "Table 1"
WORLDS = (protocol.symbolic_scaled, protocol.random_scaled)

APPENDIX_B = Claim(
    id=ID_B,
    title="The protocol: l2 norms in place of layer norms",
    statement=(
        r"ALBERT and BERT are post-norm, GPT-2 and GPT-Neo pre-norm. Without embedding and feed-forward networks, with the layer norm "
        r"after the attention block replaced by the $l^2$ norm and $\alpha = 1$, all reduce to the layer $x_i^+ = N(x_i + s_i)$ of (1)."
    ),
    source=restored(LABEL_B, "the symbols are those of Section 2; tokens start as N(0, I)"),
    parts=tuple(f"{ID_B}.{part}" for part in ("families", "layer_norm", "scores")),
    note=(
        "What the replacement changes: gains, biases and the centring of layer norm are dropped, and, tokens having length 1 in place of "
        "sqrt(d), all scores are divided by d: attention is nearer to uniform than in the model. If the layer norm before the attention "
        "block of GPT-2 and GPT-Neo is kept, its output has length sqrt(d) and the step is alpha = sqrt(d), not 1; the text leaves it open."
    ),
)
FAMILIES = Claim(
    id=f"{ID_B}.families",
    title="Where the norms stand",
    statement=(
        r"In the library's small random models of each family: BERT and ALBERT return $\mathrm{LN}(x + \mathrm{attention}(x))$, ALBERT "
        r"has one group of shared layers; GPT-2 and GPT-Neo return $y + \mathrm{ffn}(\mathrm{LN}(y))$ with $y = x + "
        r"\mathrm{attention}(\mathrm{LN}(x))$, and are causal."
    ),
    source=own(LABEL_B),
    conclusion=Behaviour("ALBERT and BERT are post-norm, GPT-2 and GPT-Neo pre-norm and causal, in the library"),
    evidence=(Simulate(protocol.where_norms_stand, package="transformers"),),
)
LAYER_NORM = Claim(
    id=f"{ID_B}.layer_norm",
    title="Layer norm is an l2 norm of the centred token",
    statement=(
        r"Without gain, bias and $\epsilon$: $\mathrm{LN}(x) = \sqrt d\,Px/|Px|$, $P = I - \frac1d11^{T}$. Each component $\delta$ of "
        r"$Px$ is divided by $\sigma$ with $d\sigma^2 = |Px|^2$, so that $(\delta/\sigma)^2|Px|^2 = d\,\delta^2$ with the sign of "
        r"$\delta$."
    ),
    source=own(LABEL_B),
    parameters=tuple(Parameter(name) for name in ("delta", "sigma", "length", "d")),
    hypotheses=(
        Hypothesis("deviation", r"d\sigma^2 = |Px|^2", lambda p: equal(p.d * p.sigma**2, p.length**2)),
        Hypothesis("not constant", r"\sigma > 0", lambda p: p.sigma > 0),
    ),
    conclusion=Formula(
        lambda p: both(
            equal((p.delta / p.sigma) ** 2 * p.length**2, p.d * p.delta**2), (p.delta <= 0) | (p.delta / p.sigma > 0)
        )
    ),
    witness={"delta": "1", "sigma": "1", "length": "2", "d": "4"},
    evidence=(Decide(), Falsify(), Simulate(protocol.norms_agree, package="torch")),
    mutants=(drop("deviation"), drop("not constant")),
)
SCORES = Claim(
    id=f"{ID_B}.scores",
    title="Tokens of another length: the same layer with other scores",
    statement=(
        r"For tokens of length $r$, $s(rU; A) = r\,s(U; r^2A)$: a layer on tokens of length $\sqrt d$, as they are behind a layer "
        r"norm, is one on unit tokens with the scores $dA$ and the same $\alpha$, and $U + \alpha s(\sqrt d\,U; A) = U + \alpha\sqrt "
        r"d\,s(U; dA)$: for all $n$, $d$, $V$ and $A$."
    ),
    source=own(LABEL_B),
    conclusion=Identity(protocol.lengthened, *WORLDS, "s(r U; A) = r s(U; r^2 A)"),
    evidence=(Derive(), Falsify()),
    mutants=(
        Mutant("the same scores", conclusion=Identity(protocol.lengthened_unscored, *WORLDS, "s(r U; A) = r s(U; A)")),
    ),
)

# ------------------------------------------------------------------ Table 1

TABLE_1 = Claim(
    id=ID_T,
    title="Architectures of the thirteen transformers",
    statement=(
        r"Model dimension, heads and layers of ALBERT base, large, xlarge, xxlarge; BERT base, large; GPT-2 small, medium, large, xlarge; "
        r"GPT-Neo 125M, 1.3B, 2.7B; which of them share their layers, are causal, or have local windows."
    ),
    source=verbatim(LABEL_T),
    parts=tuple(f"{ID_T}.{part}" for part in ("heads", "defaults", "neo_sizes", "published")),
    note=(
        "Consistent in itself, with the library's defaults, and with the sizes in the names. The published configurations of the "
        "others are on the network, where no test looks; they are compared where the library's cache has them."
    ),
)


def _about_the_table(part: str, title: str, statement: str, evidence: Enclose, *spoiled: tuple[str, str, int]) -> Claim:
    return Claim(
        id=f"{ID_T}.{part}",
        title=title,
        statement=statement,
        source=own(LABEL_T),
        conclusion=Behaviour(f"Table 1: {title}"),
        evidence=(evidence,),
        mutants=tuple(
            Mutant(f"{name}: {column} {value}", example=lambda n=name, c=column, v=value: protocol.table_with(n, c, v))  # type: ignore[misc]
            for name, column, value in spoiled
        ),
    )


HEADS = _about_the_table(
    "heads",
    "Heads divide the dimension",
    "In every row the heads divide $d$: a head has 64 dimensions, and 128 in ALBERT-xlarge, GPT-Neo 1.3B and 2.7B.",
    Exact(protocol.heads_divide, protocol.table),
    ("GPT2 xlarge", "heads", 24),
    ("BERT-large", "d", 768),
)
DEFAULTS = _about_the_table(
    "defaults",
    "Four rows are the library's defaults",
    "The default configurations of the library are those of ALBERT-xxlarge, BERT-base, GPT-2 small and GPT-Neo 1.3B; ALBERT's layers "
    "are one group, GPT-Neo alternates global and local attention.",
    Enclose(protocol.defaults, protocol.table, package="transformers", precision="exact"),
    ("BERT-base", "layers", 24),
    ("ALBERT-xxlarge", "heads", 16),
)
NEO_SIZES = _about_the_table(
    "neo_sizes",
    "The names of the GPT-Neo models tell their sizes",
    r"A GPT-Neo has $(50257 + 2048)d + L(12d^2 + 10d) + 2d$ parameters: 125, 1.3 thousand and 2.7 thousand million, rounded, in these "
    r"rows.",
    Exact(protocol.neo_sizes, protocol.table),
    ("GPTNeo 2.7B", "layers", 24),
    ("GPTNeo 125M", "d", 1024),
)
PUBLISHED = _about_the_table(
    "published",
    "The published configurations",
    "The published configuration of each of the thirteen checkpoints has these sizes. Compared where the library's cache holds them all.",
    Enclose(protocol.published_configurations, protocol.table, package="huggingface_hub", precision="exact"),
)
