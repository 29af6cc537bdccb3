"""Reading matrices: every format, and every way in which a file can be wrong."""

import json
import pickle

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file
from safetensors.torch import save_file as save_torch

from verify.errors import InvalidInput
from verify.inputs import read_matrix

MATRIX = np.array([[2.0, 0.1], [0.1, -1.0]])


def test_every_format_gives_the_same_bits(tmp_path):
    np.save(tmp_path / "a.npy", MATRIX)
    np.savez(tmp_path / "one.npz", only=MATRIX)
    np.savez(tmp_path / "two.npz", first=MATRIX, second=-MATRIX)
    (tmp_path / "a.csv").write_text("2,0.1\n0.1,-1\n")
    (tmp_path / "b.csv").write_text("\ufeff# comment\n2;0.1\n\n0.1;-1 # end\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("2 0.1\n0.1\t-1\n")
    (tmp_path / "a.json").write_text(json.dumps(MATRIX.tolist()))
    save_file({"V": MATRIX, "W": -MATRIX}, tmp_path / "a.safetensors")
    (tmp_path / "odd:name.csv").write_text("2,0.1\n0.1,-1\n")
    names = [
        "a.npy",
        "one.npz",
        "two.npz:first",
        "a.csv",
        "b.csv",
        "a.txt",
        "a.json",
        "a.safetensors:V",
        "odd:name.csv",
    ]
    for name in names:
        read = read_matrix(str(tmp_path / name), "value")
        assert read.array.dtype == np.float64
        assert (read.array == MATRIX).all(), name
        assert read.note is None


def test_half_precision_is_exact(tmp_path):
    save_torch({"V": torch.tensor([[1.5]], dtype=torch.bfloat16)}, tmp_path / "b.safetensors")
    np.save(tmp_path / "f2.npy", np.array([[0.1]], dtype=np.float16))
    assert read_matrix(str(tmp_path / "b.safetensors:V"), "value").array[0, 0] == 1.5
    assert read_matrix(str(tmp_path / "f2.npy"), "value").array[0, 0] == float(np.float16(0.1))


class Trap:
    """Unpickling this would fail the test."""

    def __reduce__(self):
        return (pytest.fail, ("an input file was unpickled",))


def array(value):
    return lambda path: np.save(path, value, allow_pickle=True)


def text(content):
    return lambda path: path.write_text(content, encoding="utf-8")


def raw(content):
    return lambda path: path.write_bytes(content)


def pickled(path):
    path.write_bytes(pickle.dumps(Trap()))


BAD = {
    "missing file": ("a.npy", None, "does not exist"),
    "unknown ending": ("a.mat", raw(b"x"), "has the ending '.mat'"),
    "no ending": ("a", raw(b"x"), "has the ending ''"),
    "directory": ("a.npy", lambda path: path.mkdir(), "is a directory"),
    "empty npy file": ("a.npy", raw(b""), "cannot be read"),
    "garbage npy": ("a.npy", raw(b"\x00" * 50), "cannot be read"),
    "cut npy": ("a.npy", raw(b"\x93NUMPY\x01\x00"), "cannot be read"),
    "pickle as npy": ("a.npy", pickled, "pickled objects"),
    "object array": ("a.npy", array(np.array([[Trap()]], dtype=object)), "pickled objects"),
    "bad zip": ("a.npz", raw(b"PK\x03\x04" + b"x" * 40), "cannot be read"),
    "npz of two": ("a.npz", lambda path: np.savez(path, a=MATRIX, b=MATRIX), "holds 2 arrays (a, b)"),
    "npz of none": ("a.npz", np.savez, "holds 0 arrays"),
    "npz name": ("a.npz:z", lambda path: np.savez(path, a=MATRIX), "holds no array 'z'"),
    "not square": ("a.npy", array(np.ones((2, 3))), "shape 2 x 3"),
    "one-dimensional": ("a.npy", array(np.ones(3)), "shape 3"),
    "scalar": ("a.npy", array(np.float64(3)), "shape ()"),
    "empty array": ("a.npy", array(np.ones((0, 0))), "is empty"),
    "nan": ("a.npy", array(np.array([[np.nan]])), "nan or infinite"),
    "infinite": ("a.csv", text("inf\n"), "nan or infinite"),
    "complex": ("a.npy", array(np.array([[1j]])), "dtype complex128"),
    "text dtype": ("a.npy", array(np.array([["a"]])), "dtype <U1"),
    "large integers": ("a.npy", array(np.array([[2**63 - 1]])), "float64 rounds"),
    "empty csv": ("a.csv", text("# nothing\n"), "is empty"),
    "ragged csv": ("a.csv", text("1,2\n3\n"), "line 2 has 1 entries; expected 2"),
    "header": ("a.csv", text("x,y\n1,2\n"), "line 1: 'x' is not a number"),
    "missing field": ("a.csv", text("1,,2\n"), "line 1: '' is not a number"),
    "binary csv": ("a.csv", raw(b"\xff\xfe\x00\x80"), "not UTF-8"),
    "broken json": ("a.json", text("[[1,"), "is not JSON"),
    "deep json": ("a.json", text("[" * 100_000), "is not JSON"),
    "json object": ("a.json", text('{"V": [[1]]}'), "holds an object"),
    "json ragged": ("a.json", text("[[1, 2], [3]]"), "row 1 has 1 entries"),
    "json text": ("a.json", text('[["1"]]'), "row 0 holds text"),
    "json truth": ("a.json", text("[[true]]"), "row 0 holds a truth value"),
    "json nan": ("a.json", text("[[NaN]]"), "nan or infinite"),
    "json huge integer": ("a.json", text(f"[[1{'0' * 400}]]"), "beyond float64"),
    "json empty": ("a.json", text("[]"), "is empty"),
    "garbage safetensors": ("a.safetensors:V", raw(b"\xff" * 20), "cannot be read"),
    "safetensors name": ("a.safetensors:X", lambda p: save_file({"V": MATRIX}, p), "holds no array 'X'"),
    "safetensors nameless": (
        "a.safetensors",
        lambda p: save_file({"V": MATRIX, "W": MATRIX}, p),
        "holds 2 arrays (V, W)",
    ),
    "name of npy": ("a.npy:V", array(MATRIX), "has the ending '.npy:v'"),
    "wheel form": ("wheel:rxnmapper", None, "not of the form wheel:NAME:LAYER"),
    "wheel layer": ("wheel:rxnmapper:-1", None, "not of the form wheel:NAME:LAYER"),
    "wheel name": ("wheel:nowhere:0", None, "expected one of: minilm, plbert, rxnfp, rxnmapper"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line(case, tmp_path):
    name, make, message = BAD[case]
    if make is not None:
        make(tmp_path / name.partition(":")[0])
    source = name if name.startswith("wheel:") else str(tmp_path / name)
    with pytest.raises(InvalidInput) as caught:
        read_matrix(source, "value")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
