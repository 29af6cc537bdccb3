"""Fetching without a network: a wheel made here, a small random ALBERT in it."""

import hashlib
import json
import math
import zipfile
from dataclasses import replace

import numpy as np
import pytest
import torch

from verify.errors import EngineMissing, InvalidInput, VerifyError
from verify.inputs import read_matrix
from verify.weights import wheels
from verify.weights.layer_input import exact_product

PREFIX = "albert.encoder.albert_layer_groups.0.albert_layers.0.attention."
REAL = wheels.WHEELS["rxnmapper"]
CONFIG = {"model_type": "albert", "num_attention_heads": 2, "num_hidden_layers": 3, "num_hidden_groups": 1}


@pytest.fixture
def states():
    torch.manual_seed(0)
    return {f"{PREFIX}{name}.weight": torch.randn(4, 4) for name in ("query", "key", "value", "dense")}


@pytest.fixture
def wheel(tmp_path, monkeypatch, states):
    """A wheel of the same layout; downloading copies it."""
    weights = tmp_path / "weights.bin"
    torch.save(states, weights)
    archive = tmp_path / "made.whl"
    # Another package name, so that an installed rxnmapper is not found instead.
    made = replace(REAL, sha256=hashlib.sha256(weights.read_bytes()).hexdigest(), package="no_such_package_here")
    with zipfile.ZipFile(archive, "w") as file:
        file.write(weights, f"{made.package}/{made.folder}/{made.weights}")
        file.writestr(f"{made.package}/{made.folder}/config.json", json.dumps(CONFIG))
        file.writestr(made.licence[1], "a licence")
        file.writestr("tests/__init__.py", "raise SystemExit")
    monkeypatch.setitem(wheels.WHEELS, "rxnmapper", made)
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path / "cache"))
    calls = []
    monkeypatch.setattr(wheels, "_download", lambda *_: calls.append(1) or archive)
    return made, calls, archive


def test_fetch_unpacks_three_files_once(wheel):
    made, calls, _ = wheel
    said = []
    folder = wheels.fetch("rxnmapper", said.append)
    assert sorted(path.name for path in folder.iterdir()) == ["LICENSE", "config.json", "pytorch_model.bin"]
    assert wheels.fetch("rxnmapper") == folder == wheels.locate(made)
    assert len(calls) == 1
    assert "SHA-256" in said[-1]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]  # no scratch folder is left


def test_a_wrong_hash_leaves_nothing(wheel, monkeypatch):
    monkeypatch.setitem(wheels.WHEELS, "rxnmapper", replace(wheel[0], sha256="0" * 64))
    with pytest.raises(InvalidInput, match="expected 0000"):
        wheels.fetch("rxnmapper")
    assert list((wheels.cache_folder() / "weights").iterdir()) == []


def test_a_damaged_cache_is_refused_and_fetched_again(wheel):
    folder = wheels.fetch("rxnmapper")
    (folder / "pytorch_model.bin").write_bytes(b"damaged")
    with pytest.raises(InvalidInput, match="SHA-256"):
        wheels.locate(wheel[0])
    wheels.fetch("rxnmapper")
    assert wheels.locate(wheel[0]) == folder


def test_another_archive_is_refused(wheel):
    wheel[2].write_bytes(b"no zip")
    with pytest.raises(VerifyError, match="not the wheel"):
        wheels.fetch("rxnmapper")


def test_pip_failing_is_one_line(monkeypatch, tmp_path):
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path))
    monkeypatch.setattr(wheels.sys, "executable", "/bin/false")
    with pytest.raises(EngineMissing, match="pip could not download"):
        wheels.fetch("rxnmapper")
    assert list((tmp_path / "weights").iterdir()) == []


def test_unknown_and_unfetched(wheel):
    with pytest.raises(InvalidInput, match="not a known wheel"):
        wheels.fetch("nowhere")
    with pytest.raises(InvalidInput, match="verify fetch rxnmapper"):
        wheels.locate(wheel[0])


@pytest.mark.usefixtures("wheel")
def test_layer_matrices(states):
    wheels.fetch("rxnmapper")
    query, key, value, dense = (
        states[f"{PREFIX}{n}.weight"].double().numpy() for n in ("query", "key", "value", "dense")
    )
    layer = dense @ value
    read = read_matrix("wheel:rxnmapper:2", "value")
    np.testing.assert_allclose(read.array, (layer + layer.T) / 2, rtol=1e-14)
    assert (read.array == read.array.T).all()
    assert "symmetric part" in read.note
    heads = [query[2 * h : 2 * h + 2].T @ key[2 * h : 2 * h + 2] / math.sqrt(2) for h in range(2)]
    scores = read_matrix("wheel:rxnmapper:0", "query_key")
    np.testing.assert_allclose(scores.array, sum(heads) / 2, rtol=1e-13, atol=1e-15)
    assert "2 heads" in scores.note
    with pytest.raises(InvalidInput, match="expected 0 to 2"):
        read_matrix("wheel:rxnmapper:3", "value")


def test_exact_product_rounds_once():
    # 1 + 2^-60 - 1 summed in any order of float64 additions loses the small term.
    assert exact_product(np.array([[1.0, 2.0**-60, -1.0]]), np.ones((3, 1)))[0, 0] == 2.0**-60
