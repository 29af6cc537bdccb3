"""Appendix B and Table 1: what the checks of the claims accept and reject."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proofs.power_method.worlds import protocol
from verify.counterexample import Counterexample
from verify.errors import WeightsMissing


def table(name: str = "GPT2 small", column: str = "d", value: int = 768) -> Counterexample:
    return Counterexample(protocol.table_with(name, column, value))


def test_the_table_is_consistent_and_other_numbers_are_not() -> None:
    assert protocol.heads_divide(table()).holds
    assert protocol.heads_divide(table("GPT2 xlarge", "heads", 24)).holds is False  # 1600/24 is no integer
    assert protocol.heads_divide(table("ALBERT-xxlarge", "heads", 32)).holds is False  # 128 dimensions
    assert protocol.neo_sizes(table()).holds
    assert protocol.neo_sizes(table("GPTNeo 2.7B", "layers", 24)).holds is False


def test_thirteen_rows_as_in_the_source() -> None:
    rows = {row[0]: row[2:] for row in protocol.ROWS}
    assert len(rows) == 13
    assert rows["ALBERT-xxlarge"] == (4096, 64, 12)
    assert rows["GPT2 xlarge"] == (1600, 25, 48)
    assert rows["GPTNeo 2.7B"] == (2560, 20, 32)


def test_parameters_of_a_gpt_neo_are_counted_as_the_library_does() -> None:
    transformers = pytest.importorskip("transformers")
    config = transformers.GPTNeoConfig(
        hidden_size=24,
        num_heads=2,
        num_layers=3,
        attention_types=[[["global"], 3]],
        vocab_size=50,
        max_position_embeddings=16,
        bos_token_id=1,
        eos_token_id=1,
    )
    count = sum(weight.numel() for weight in transformers.GPTNeoModel(config).parameters())
    assert count == protocol.parameters_of_neo(24, 3, 50, 16)


def test_library_defaults() -> None:
    pytest.importorskip("transformers")
    assert protocol.defaults(table()).holds
    assert protocol.defaults(table("BERT-base", "layers", 24)).holds is False


# ------------------------------------------------------------------ published configurations


def cache(folder: Path, monkeypatch: pytest.MonkeyPatch, *, without: str = "", wrong: str = "") -> None:
    """A cache of configurations in the three spellings that the families use."""
    import huggingface_hub

    spelled = {
        "gpt2": ("n_embd", "n_head", "n_layer"),
        "gpt-neo": ("hidden_size", "num_heads", "num_layers"),
        "": ("hidden_size", "num_attention_heads", "num_hidden_layers"),
    }

    def load(hub: str, filename: str) -> str | None:
        assert filename == "config.json"
        row: Any = next(row for row in protocol.ROWS if row[1] == hub)
        if row[0] == without:
            return None
        keys = next(keys for word, keys in spelled.items() if word in hub)
        sizes = list(row[2:])
        sizes[2] += row[0] == wrong
        path = folder / f"{row[0]}.json"
        path.write_text(json.dumps(dict(zip(keys, sizes, strict=True))), encoding="utf-8")
        return str(path)

    monkeypatch.setattr(huggingface_hub, "try_to_load_from_cache", load)


def test_all_published_configurations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("huggingface_hub")
    cache(tmp_path, monkeypatch)
    assert protocol.published_configurations(table()).holds


def test_a_published_configuration_of_another_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("huggingface_hub")
    cache(tmp_path, monkeypatch, wrong="GPT2 medium")
    found = protocol.published_configurations(table())
    assert found.holds is False
    assert "GPT2 medium" in found.detail


def test_an_absent_configuration_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("huggingface_hub")
    cache(tmp_path, monkeypatch, without="GPTNeo 1.3B")
    with pytest.raises(WeightsMissing, match=r"1 of 13 .* EleutherAI/gpt-neo-1\.3B"):
        protocol.published_configurations(table())
