"""Section 6: tokens of a trained causal decoder converge to consensus."""

from __future__ import annotations

from proofs.asymptotic.notation import ours, restored
from proofs.power_method.trained import on_model
from verify.claim import Claim
from verify.weights.judgement import CONSENSUS

STATEMENT = (
    r"Tokens of a trained decoder whose layers are repeated converge to consensus, in more general situations than the theorems "
    r"cover: layers that differ, several heads, embeddings, feed-forward networks and affine norms. "
    rf"(The mean distance is below ${CONSENSUS:g}$ of that of the starts when the stack is run four times, without and with the "
    r"feed-forward networks.)"
)
ON_MODEL = on_model("gpt2", ours("Simulations"), "Consensus in a trained decoder", STATEMENT, "smollm2", "asymptotic")
GPT2 = Claim(
    id="asymptotic.gpt2",
    title="GPT-2: tokens converge to consensus beyond the theorems",
    statement=STATEMENT,
    source=restored(
        "Simulations", "told in a sentence of the introduction; GPT-2 itself is in no wheel, SmolLM2 stands for it"
    ),
    parts=(ON_MODEL.id,),
)
