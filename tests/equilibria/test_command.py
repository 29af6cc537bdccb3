"""``verify stability`` at the command line: streams, files, exit codes, bytes."""

import json

import numpy as np
import pytest

from verify.cli import _main


@pytest.fixture
def value(tmp_path):
    path = tmp_path / "V.npy"
    np.save(path, np.diag([2.0, 0.7, 0.1, -1.0]))
    return str(path)


def test_table_in_words(value, capsys):
    assert _main(["stability", value, "--tokens", "6", "--step-size", "0.1"]) == 0
    out, err = capsys.readouterr()
    assert "50 states in which they split into two opposite groups are stable" in out
    assert "Every verdict is certified." in out
    assert err == ""


def test_json_stands_alone_on_standard_output(value, capsys):
    assert _main(["stability", value, "--tokens", "6", "--json", "-"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["schema"] == "verify.stability/1"
    assert "tokens" in err


def test_quiet_says_nothing(value, tmp_path, capsys):
    target = tmp_path / "out.json"
    assert _main(["stability", value, "--continuous", "--quiet", "--json", str(target)]) == 0
    assert capsys.readouterr() == ("", "")
    data = json.loads(target.read_text())
    assert (data["time"], data["step_size"]) == ("continuous", None)
    assert "spectral_abscissa" in data["equilibria"][0]


BAD = [
    (["--continuous", "--step-size", "1"], "--continuous and --step-size"),
    (["--system", "oja", "--query-key", "A.npy"], "--system oja and --query-key"),
    (["--step-size", "0"], "step size is 0"),
    (["--step-size", "nan"], "step size is nan"),
    (["--tokens", "0"], "tokens is 0"),
    (["--tokens", "x"], "--tokens"),
    (["--query-key", "missing.npy"], "does not exist"),
    (["--json", "."], "."),
]


@pytest.mark.parametrize(("options", "message"), BAD, ids=[" ".join(options) for options, _ in BAD])
def test_bad_usage_is_one_line_and_exit_code_2(value, options, message, capsys):
    assert _main(["stability", value, *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert message in err


def test_a_query_key_of_another_size(value, tmp_path, capsys):
    np.save(tmp_path / "A.npy", np.eye(3))
    assert _main(["stability", value, "--query-key", str(tmp_path / "A.npy")]) == 2
    assert "query_key is 3 x 3; expected 4 x 4" in capsys.readouterr().err


def test_an_unwritable_output_leaves_nothing(value, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert _main(["stability", value, "--report", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "file").read_text() == "x"
