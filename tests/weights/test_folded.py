"""Layer norm folded into the attention block; OV and QK factors against TransformerLens where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from small_models import CASES, make

from verify.weights.attention import attention_output, score_matrix
from verify.weights.folded import fold_norm
from verify.weights.full import normalise
from verify.weights.open import open_transformer

PRE_NORM = ["gpt2", "gpt_neo, short window", "llama", "llama with biases"]


@pytest.mark.parametrize("case", PRE_NORM)
def test_folding_does_not_change_the_attention(case: str, tmp_path: Path) -> None:
    make(case).save_pretrained(tmp_path)
    X = 3 * torch.randn(2, 7, 24, dtype=torch.float64, generator=torch.Generator().manual_seed(0)) + 1
    for layer in open_transformer(str(tmp_path)).layers:
        norm = layer.norm_attention
        variance = X.var(-1, keepdim=True, unbiased=False) if norm.centred else X.square().mean(-1, keepdim=True)
        folded = attention_output(fold_norm(layer.attention, norm), X / (variance + norm.eps).sqrt())
        # The folded weights are float32.
        torch.testing.assert_close(folded, attention_output(layer.attention, normalise(norm, X)), rtol=1e-4, atol=1e-4)


def bridge(case: str, folder: Path) -> Any:
    """The library's model inside TransformerLens; returns both."""
    lens = pytest.importorskip("transformer_lens", reason="needs TransformerLens")
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    words = {f"w{i}": i for i in range(23)}
    plain = Tokenizer(models.WordLevel(words, unk_token="w0"))
    special = dict.fromkeys(("unk_token", "bos_token", "eos_token", "pad_token"), "w0")
    PreTrainedTokenizerFast(tokenizer_object=plain, **special).save_pretrained(folder)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(folder)
    model = make(case, head=True)
    model.save_pretrained(folder)
    return lens.TransformerBridge.boot_transformers(str(folder), hf_model=model, tokenizer=tokenizer)


@pytest.mark.parametrize("case", ["gpt2", "gpt_neo, short window", "llama"])
@pytest.mark.parametrize("folded", [False, True])
def test_the_factors_are_those_of_transformer_lens(case: str, folded: bool, tmp_path: Path) -> None:
    """TransformerLens has rows, ``x W_V W_O``, so that its matrices are the transposes of ours."""
    theirs = bridge(case, tmp_path)
    if folded:
        theirs.enable_compatibility_mode(
            fold_ln=True, center_writing_weights=False, center_unembed=False, fold_value_biases=False
        )
    with torch.no_grad():
        OV, QK = theirs.OV.AB, theirs.QK.AB
    for index, layer in enumerate(open_transformer(str(tmp_path)).layers):
        block = fold_norm(layer.attention, layer.norm_attention) if folded else layer.attention
        for head in range(block.heads):
            expected = OV[index, head].T
            torch.testing.assert_close(block.output[head] @ block.value[head], expected, rtol=1e-4, atol=1e-5)
            scores = score_matrix(block, head).float() / block.scale
            torch.testing.assert_close(scores, QK[index, head], rtol=1e-4, atol=1e-5)
        torch.testing.assert_close(block.layer_matrix().float(), OV[index].sum(0).T, rtol=1e-4, atol=1e-5)


def test_every_pre_norm_family_is_tried() -> None:
    assert {CASES[case][0] for case in PRE_NORM} == {"gpt2", "gpt_neo", "llama"}
