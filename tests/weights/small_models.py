"""Small random transformers of the library, saved in the format of the real ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from verify.errors import InvalidInput
from verify.weights.full import forward
from verify.weights.open import open_transformer

VOCABULARY, TOKENS = 23, 9

_ENCODER = {
    "vocab_size": VOCABULARY,
    "hidden_size": 24,
    "num_attention_heads": 4,
    "intermediate_size": 40,
    "max_position_embeddings": 16,
}
_LLAMA = {**_ENCODER, "num_key_value_heads": 2, "rope_parameters": {"rope_type": "default", "rope_theta": 50.0}}
_NEO = {
    "vocab_size": VOCABULARY,
    "hidden_size": 24,
    "num_heads": 4,
    "num_layers": 4,
    "attention_types": [[["global", "local"], 2]],
    "max_position_embeddings": 16,
}
_GPT2 = {"vocab_size": VOCABULARY, "n_embd": 24, "n_head": 4, "n_layer": 3, "n_positions": 16}

# Name: family, then the entries of the configuration.
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "albert": ("albert", {**_ENCODER, "embedding_size": 10, "num_hidden_layers": 3}),
    "albert of two groups": (
        "albert",
        {**_ENCODER, "embedding_size": 10, "num_hidden_layers": 5, "num_hidden_groups": 2, "inner_group_num": 2},
    ),
    "bert": ("bert", {**_ENCODER, "num_hidden_layers": 3}),
    "bert with relu": ("bert", {**_ENCODER, "num_hidden_layers": 2, "hidden_act": "relu"}),
    "gpt2": ("gpt2", _GPT2),
    "gpt2 scaled by layer": ("gpt2", {**_GPT2, "scale_attn_by_inverse_layer_idx": True, "n_inner": 30}),
    "gpt_neo, short window": ("gpt_neo", {**_NEO, "window_size": 4}),
    "gpt_neo, long window": ("gpt_neo", {**_NEO, "window_size": 16}),
    "llama": ("llama", {**_LLAMA, "num_hidden_layers": 3}),
    "llama, slowed": (
        "llama",
        {
            **_LLAMA,
            "num_hidden_layers": 2,
            "rope_parameters": {"rope_type": "linear", "rope_theta": 50.0, "factor": 3.0},
        },
    ),
    "llama, slowed by band": (
        "llama",
        {
            **_LLAMA,
            "head_dim": 16,
            "num_hidden_layers": 2,
            # Of the eight pairs, some turn more often than 0.8 over eight tokens, some less than 0.1, some between.
            "rope_parameters": {
                "rope_type": "llama3",
                "rope_theta": 50.0,
                "factor": 8.0,
                "low_freq_factor": 0.1,
                "high_freq_factor": 0.8,
                "original_max_position_embeddings": 8,
            },
        },
    ),
    "llama with biases": (
        "llama",
        {**_LLAMA, "num_hidden_layers": 2, "attention_bias": True, "mlp_bias": True, "head_dim": 10},
    ),
}


def make(case: str, *, head: bool = False) -> Any:
    """A model of the library whose every parameter is random, those of norms and biases too; float32, eager attention."""
    import transformers as hf

    family, entries = CASES[case]
    prefix = {"albert": "Albert", "bert": "Bert", "gpt2": "GPT2", "gpt_neo": "GPTNeo", "llama": "Llama"}[family]
    heads = {"albert": "ForMaskedLM", "bert": "ForMaskedLM", "gpt2": "LMHeadModel"}
    config = getattr(hf, f"{prefix}Config")(**entries)
    config._attn_implementation = "eager"
    model = getattr(hf, prefix + (heads.get(family, "ForCausalLM") if head else "Model"))(config).eval()
    generator = torch.Generator().manual_seed(sum(map(ord, case)))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            drawn = torch.randn(parameter.shape, generator=generator)
            norm = "norm" in name.lower() or "ln_" in name
            parameter.copy_(1 + 0.3 * drawn if norm and name.endswith("weight") else 0.3 * drawn)
    return model


def saved(case: str, folder: Path, *, head: bool = False, **options: Any) -> Any:
    """Make a model and save it; returns it."""
    model = make(case, head=head)
    model.save_pretrained(folder, **options)
    return model


def tokens() -> torch.Tensor:
    """Token numbers of two sequences."""
    return torch.randint(VOCABULARY, (2, TOKENS), generator=torch.Generator().manual_seed(1))


def library_states(model: Any, numbers: torch.Tensor, dtype: torch.dtype = torch.float64) -> list[torch.Tensor]:
    """The state before the first layer and after each; of a pre-norm model, the last is after the final norm."""
    with torch.no_grad():
        return list(model.to(dtype)(input_ids=numbers, output_hidden_states=True).hidden_states)


def configure(folder: Path, **entries: Any) -> None:
    """Change entries of ``config.json``; None drops one."""
    path = folder / "config.json"
    config = json.loads(path.read_text()) | entries
    path.write_text(json.dumps({name: value for name, value in config.items() if value is not None}))


def change(folder: Path, **tensors: torch.Tensor | None) -> None:
    """Replace tensors, with ``__`` for a point; None drops one."""
    path = folder / "model.safetensors"
    state = load_file(path) | {name.replace("__", "."): value for name, value in tensors.items()}
    save_file({name: value for name, value in state.items() if value is not None}, path)


def outcome(folder: Path) -> torch.Tensor:
    return forward(open_transformer(str(folder)), tokens())


def refused(folder: Path) -> str:
    """The message with which it is refused, when it is opened or used: one line."""
    with pytest.raises(InvalidInput) as caught:
        outcome(folder)
    assert "\n" not in str(caught.value)
    assert "expected" in str(caught.value)
    return str(caught.value)
