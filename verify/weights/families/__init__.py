"""One loader per architecture: names, transposes and the entries of the configuration that change what is computed."""

from __future__ import annotations

from verify.errors import InvalidInput
from verify.weights.checkpoint import Checkpoint
from verify.weights.families import albert, bert, gpt2, gpt_neo, llama
from verify.weights.model import Transformer

FAMILIES = {module.FAMILY: module for module in (albert, bert, gpt2, gpt_neo, llama)}
# Tensor names that only one family has: early configurations do not name theirs.
_TELLING = {
    "albert_layer_groups.": "albert",
    "attention.self.query.": "bert",
    "attn.attention.q_proj.": "gpt_neo",
    "attn.c_attn.": "gpt2",
    "self_attn.q_proj.": "llama",
}


def family_of(checkpoint: Checkpoint) -> str:
    """The family that the configuration names, or where it names none, that the tensor names tell.

    Raises:
        InvalidInput: if it is none of :data:`FAMILIES`.
    """
    named = checkpoint.config.entries.get("model_type")
    if named is None:
        names = checkpoint.store.shapes()
        named = next((family for part, family in _TELLING.items() if any(part in name for name in names)), None)
    if named not in FAMILIES:
        expected = ", ".join(FAMILIES)
        raise InvalidInput(f"{checkpoint.place} is of the family {named!r}; expected one of: {expected}")
    return str(named)


def build(name: str, checkpoint: Checkpoint) -> Transformer:
    """The transformer of a checkpoint; names and shapes of all layers are checked, entries when a layer is used."""
    return FAMILIES[family_of(checkpoint)].build(name, checkpoint)


__all__ = ["FAMILIES", "build", "family_of"]
