"""The protocol of appendix B and the table of architectures: worlds, structural checks against the library, arithmetic."""

from __future__ import annotations

from typing import Any

from proofs.power_method.worlds import general

# ------------------------------------------------------------------ layer norm and l2 norm


def symbolic_scaled() -> Any:
    """Attention with symbolic n, d, V, A; r stands for the length ``sqrt(d)`` of a token behind a layer norm."""
    import sympy

    from verify.arithmetic.indexed import IndexedArray

    w = general.symbolic_attention()
    w.r = sympy.Symbol("r", positive=True)
    w.scaled_key = IndexedArray((w.d, w.d), lambda p, q: w.A.entry(p, q) * w.r**2)
    return w


def random_scaled(rng: Any) -> Any:
    """The same in random numbers."""
    w = general.random_attention(rng)
    w.r = rng.uniform(0.5, 3)
    w.scaled_key = w.A * (w.r * w.r)
    return w


def lengthened(w: Any) -> tuple[Any, Any]:
    """The influence of tokens of length r, and r times that of unit tokens with the scores ``r^2 A``."""
    return _lengthened(w, w.scaled_key)


def lengthened_unscored(w: Any) -> tuple[Any, Any]:
    """With the scores A: false."""
    return _lengthened(w, w.A)


def _lengthened(w: Any, key: Any) -> tuple[Any, Any]:
    from verify.systems import Attention

    other = Attention(value=w.V, query_key=key, step_size=w.alpha)
    return w.system.influence(w.X * w.r), other.influence(w.X) * w.r


def norms_agree(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:  # noqa: ARG001
    """torch's layer norm (no gain, no bias, eps 0) against ``sqrt(d)`` times the l2 norm of the centred token."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    worst = 0.0
    for d in (2, 3, 16, 768):
        x = torch.randn(50, d, generator=generator, dtype=torch.float64)
        seen = torch.nn.functional.layer_norm(x, (d,), eps=0.0)
        centred = x - x.mean(dim=1, keepdim=True)
        said = d**0.5 * centred / centred.norm(dim=1, keepdim=True)
        worst = max(worst, float((seen - said).abs().max()))
    return worst < 1e-9, f"200 tokens: they agree to {worst:.0e}", {"worst": worst}


def where_norms_stand(seed: int, steps: int) -> tuple[bool | None, str, dict[str, Any]]:  # noqa: ARG001
    """Small random models of the library: post-norm or pre-norm, from what their blocks return."""
    import torch
    import transformers as library

    torch.manual_seed(seed)
    sizes: Any = {"hidden_size": 16, "num_attention_heads": 2, "num_hidden_layers": 2, "vocab_size": 20}
    wide: Any = {**sizes, "intermediate_size": 24}
    x = torch.randn(1, 5, 16, dtype=torch.float64)
    found: dict[str, bool] = {}
    with torch.no_grad():
        bert = _eager(library.BertModel, library.BertConfig(**wide)).encoder.layer[0].attention
        found["BERT post-norm"] = _same(bert(x)[0], bert.output.LayerNorm(bert.output.dense(bert.self(x)[0]) + x))
        albert = _eager(library.AlbertModel, library.AlbertConfig(**wide, embedding_size=8))
        own = albert.encoder.albert_layer_groups[0].albert_layers[0].attention
        inner: list[Any] = []
        hook = own.dense.register_forward_hook(lambda _m, _i, out: inner.append(out))
        seen = own(x)[0]
        hook.remove()
        found["ALBERT post-norm"] = _same(seen, own.LayerNorm(inner[0] + x))
        found["ALBERT shared"] = len(albert.encoder.albert_layer_groups) == 1
        gpt2 = library.GPT2Config(
            n_embd=16, n_head=2, n_layer=2, vocab_size=20, n_positions=8, bos_token_id=1, eos_token_id=1
        )
        kinds = {"num_heads": 2, "num_layers": 2, "attention_types": [[["global", "local"], 1]]}
        neo = library.GPTNeoConfig(**sizes | kinds, bos_token_id=1, eos_token_id=1)
        for name, model in (("GPT-2", _eager(library.GPT2Model, gpt2)), ("GPT-Neo", _eager(library.GPTNeoModel, neo))):
            block = model.h[0]
            mask = torch.full((5, 5), float("-inf"), dtype=torch.float64).triu(1)[None, None]
            after = x + block.attn(block.ln_1(x), attention_mask=mask)[0]
            whole = block(x, attention_mask=mask)
            whole = whole[0] if isinstance(whole, tuple) else whole
            found[f"{name} pre-norm"] = _same(whole, after + block.mlp(block.ln_2(after)))
            moved = x.clone()
            moved[:, -1] += 1
            hidden = model(inputs_embeds=torch.cat([x, moved])).last_hidden_state
            found[f"{name} causal"] = _same(hidden[0, :-1], hidden[1, :-1])
    wrong = [name for name, good in found.items() if not good]
    return (
        not wrong,
        f"of {len(found)} properties of small random models {len(wrong)} fail: {', '.join(wrong) or 'none'}",
        found,
    )


def _eager(model: Any, config: Any) -> Any:
    config._attn_implementation = "eager"
    return model(config).double().eval()


def _same(left: Any, right: Any) -> bool:
    return bool((left - right).abs().max() < 1e-9)


# ------------------------------------------------------------------ Table 1

COLUMNS = ("name", "hub", "d", "heads", "layers")
ROWS = (
    ("ALBERT-base", "albert/albert-base-v2", 768, 12, 12),
    ("ALBERT-large", "albert/albert-large-v2", 1024, 16, 24),
    ("ALBERT-xlarge", "albert/albert-xlarge-v2", 2048, 16, 24),
    ("ALBERT-xxlarge", "albert/albert-xxlarge-v2", 4096, 64, 12),
    ("BERT-base", "google-bert/bert-base-uncased", 768, 12, 12),
    ("BERT-large", "google-bert/bert-large-uncased", 1024, 16, 24),
    ("GPT2 small", "openai-community/gpt2", 768, 12, 12),
    ("GPT2 medium", "openai-community/gpt2-medium", 1024, 16, 24),
    ("GPT2 large", "openai-community/gpt2-large", 1280, 20, 36),
    ("GPT2 xlarge", "openai-community/gpt2-xl", 1600, 25, 48),
    ("GPTNeo 125M", "EleutherAI/gpt-neo-125m", 768, 12, 12),
    ("GPTNeo 1.3B", "EleutherAI/gpt-neo-1.3B", 2048, 16, 24),
    ("GPTNeo 2.7B", "EleutherAI/gpt-neo-2.7B", 2560, 20, 32),
)
"""Table 1: model dimension, heads and layers; ``hub`` is where the checkpoint of that name is published."""
HEAD_128 = ("ALBERT-xlarge", "GPTNeo 1.3B", "GPTNeo 2.7B")
"""Rows whose heads have 128 dimensions; all others have 64."""
DEFAULTS = {
    "AlbertConfig": "ALBERT-xxlarge",
    "BertConfig": "BERT-base",
    "GPT2Config": "GPT2 small",
    "GPTNeoConfig": "GPTNeo 1.3B",
}
NEO_MILLIONS = {"GPTNeo 125M": (124.5, 125.5), "GPTNeo 1.3B": (1250, 1350), "GPTNeo 2.7B": (2650, 2750)}
"""What rounds to the number in the name, in millions of parameters."""


def table() -> dict[str, Any]:
    """Table 1 as data; there is no system and no state."""
    return {"rows": [list(row) for row in ROWS], "explanation": "Table 1."}


def table_with(name: str, column: str, value: int) -> dict[str, Any]:
    """A spoiled table: one entry changed."""
    rows = [list(row) for row in ROWS]
    changed = next(row for row in rows if row[0] == name)
    changed[COLUMNS.index(column)] = value
    return {"rows": rows, "explanation": f"Table 1 with {value} for the {column} of {name}."}


def heads_divide(given: Any) -> Any:
    """Certify that heads divide d in every row, and how many dimensions a head has."""
    from verify.evidence.enclose import Certificate

    rows = given.data["rows"]
    wrong = [row[0] for row in rows if row[2] % row[3] or row[2] // row[3] != (128 if row[0] in HEAD_128 else 64)]
    told = f"{len(rows) - len(wrong)} of {len(rows)} rows have heads of 64 dimensions, of 128 in {', '.join(HEAD_128)}"
    return Certificate(not wrong, told + (f"; not in {', '.join(wrong)}" if wrong else ""), {"rows": len(rows)})


def defaults(given: Any) -> Any:
    """Certify that the library's default configuration of each family is the row that it is said to be."""
    import transformers as library

    from verify.evidence.enclose import Certificate

    rows = {row[0]: tuple(row[2:]) for row in given.data["rows"]}
    wrong = []
    for kind, name in DEFAULTS.items():
        config = getattr(library, kind)()
        if (config.hidden_size, config.num_attention_heads, config.num_hidden_layers) != rows[name]:
            wrong.append(name)
    kinds = library.GPTNeoConfig().attention_layers
    alternates = kinds == ["global", "local"] * (len(kinds) // 2)
    shared = library.AlbertConfig().num_hidden_groups == 1
    told = f"defaults are those of {', '.join(DEFAULTS.values())}; GPT-Neo alternates global and local attention, ALBERT shares its layers"
    good = not wrong and alternates and shared
    return Certificate(
        good, told if good else f"not so in {', '.join(wrong) or 'attention or sharing'}", {"rows": len(DEFAULTS)}
    )


def parameters_of_neo(d: int, layers: int, vocabulary: int = 50257, positions: int = 2048) -> int:
    """Parameters of a GPT-Neo: embeddings, ``12 d^2 + 10 d`` for each layer, the last norm; the head is the embedding."""
    return (vocabulary + positions) * d + layers * (12 * d * d + 10 * d) + 2 * d


def neo_sizes(given: Any) -> Any:
    """Certify that d and the layers of each GPT-Neo give the number of parameters in its name, as rounded there."""
    from verify.evidence.enclose import Certificate

    counts = {row[0]: parameters_of_neo(row[2], row[4]) / 1e6 for row in given.data["rows"] if row[0] in NEO_MILLIONS}
    wrong = [name for name, (low, high) in NEO_MILLIONS.items() if not low <= counts[name] < high]
    told = ", ".join(f"{name} has {count:.1f} million parameters" for name, count in counts.items())
    return Certificate(not wrong, told, {"off": len(wrong)})


def published_configurations(given: Any) -> Any:
    """Certify that the published checkpoints have these sizes, from configurations in the library's cache on this machine.

    Raises:
        WeightsMissing: if one of them is not there.
    """
    import json
    from pathlib import Path

    from huggingface_hub import try_to_load_from_cache

    from verify.errors import WeightsMissing
    from verify.evidence.enclose import Certificate

    wrong, absent = [], []
    for name, hub, *sizes in given.data["rows"]:
        path = try_to_load_from_cache(hub, "config.json")
        if not isinstance(path, str):
            absent.append(hub)
            continue
        config = json.loads(Path(path).read_text("utf-8"))
        keys = (
            ("hidden_size", "n_embd"),
            ("num_attention_heads", "n_head", "num_heads"),
            ("num_hidden_layers", "n_layer", "num_layers"),
        )
        found = [next((config[key] for key in names if key in config), None) for names in keys]
        if found != sizes:
            wrong.append(name)
    if wrong:
        return Certificate(False, f"another size is published for {', '.join(wrong)}")
    if absent:
        raise WeightsMissing(
            f"{len(absent)} of {len(given.data['rows'])} configurations are not on this machine: {', '.join(absent)}"
        )
    return Certificate(True, f"all {len(given.data['rows'])} published configurations have these sizes")
