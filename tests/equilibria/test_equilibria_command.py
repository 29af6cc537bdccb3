"""``verify equilibria`` at the command line: streams, files, exit codes, bytes."""

import json

import numpy as np
import pytest

from verify.cli import _main

FEW = ["--tokens", "4", "--starts", "40"]
KEYS = {
    "schema", "system", "time", "step_size", "tokens", "dimension", "seed", "starts", "converged", "undecided", "complete", "equilibria"
}  # fmt: skip
ENTRY = {
    "kind", "tokens", "clusters", "sizes", "rank", "verdict", "hits", "hits_interval", "isolated", "certified", "radius", "basin_radius"
}  # fmt: skip


@pytest.fixture
def value(tmp_path):
    path = tmp_path / "V.npy"
    np.save(path, np.diag([1.0, 0.3, -0.5]))
    return str(path)


def test_table_in_words(value, capsys):
    assert _main(["equilibria", value, *FEW, "--step-size", "0.5", "--certify"]) == 0
    out, err = capsys.readouterr()
    assert "single-head attention, discrete time, step size 0.5, 4 tokens, dimension 3, 40 uniform starts" in out
    assert "A search is never complete." in " ".join(out.split())
    assert "of the stable ones are certified" in " ".join(out.split())
    assert "Traceback" not in err


@pytest.mark.parametrize("options", [["--continuous"], ["--step-size", "0.25"], ["--system", "oja"]])
def test_json_has_the_keys_of_its_schema_and_stands_alone(value, options, capsys):
    assert _main(["equilibria", value, *FEW, *options, "--seed", "3", "--json", "-"]) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    flow = options == ["--continuous"]
    assert data["schema"] == "verify.equilibria/1"
    assert data.keys() >= KEYS
    assert (data["tokens"], data["dimension"], data["seed"], data["starts"]) == (4, 3, 3, 40)
    assert (data["time"], data["step_size"]) == (
        ("continuous", None) if flow else ("discrete", 0.25 if "0.25" in options else 1.0)
    )
    assert data["system"] == ("oja" if "oja" in options else "attention")
    assert data["converged"] + data["undecided"] == 40
    assert data["complete"] is False
    assert data["equilibria"]
    for entry in data["equilibria"]:
        assert entry.keys() >= ENTRY | {"spectral_abscissa" if flow else "spectral_radius"}
        assert np.array(entry["tokens"]).shape == (4, 3)
        assert entry["clusters"] == len(entry["sizes"])
        assert entry["kind"] in ("consensus", "bipartite", "polygonal", "clustering", "mixed")
        assert entry["verdict"] in ("stable", "unstable", "marginal")
        assert entry["certified"] is False
        assert entry["radius"] is None
        low, high = entry["hits_interval"]
        assert 0 <= low <= entry["hits"] / 40 <= high <= 1
    assert sum(entry["hits"] for entry in data["equilibria"]) == data["converged"]
    assert "uniform starts" in err


def test_certify_fills_the_certificates(value, tmp_path, capsys):
    target = tmp_path / "out.json"
    assert _main(["equilibria", value, *FEW, "--continuous", "--certify", "--quiet", "--json", str(target)]) == 0
    assert capsys.readouterr() == ("", "")
    stable = [entry for entry in json.loads(target.read_text())["equilibria"] if entry["verdict"] == "stable"]
    assert stable
    for entry in stable:
        assert entry["certified"] is True
        assert 0 < entry["radius"] < 1
        assert 0 < entry["basin_radius"] < np.pi


def test_branches_are_followed_and_drawn(value, tmp_path, capsys):
    folder = tmp_path / "report"
    options = ["--continuous", "--follow", "eigenvalue:1=0.3:2", "--report", str(folder), "--json", "-"]
    assert _main(["equilibria", value, "--tokens", "2", "--starts", "20", *options]) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert len(data["branches"]) >= 1
    # The second eigenvalue passes the first, which is 1: there the consensus at v_1 is no longer stable.
    crossings = [event for branch in data["branches"] for event in branch["events"]]
    assert any(abs(event.get("parameter", event.get("value", 9)) - 1) < 1e-6 for event in crossings)
    assert "branch 1:" in err
    assert {"branches.svg", "equilibria.json", "equilibria.md", "index.html"} <= {
        path.name for path in folder.iterdir()
    }
    assert "![Bifurcation diagram](branches.svg)" in (folder / "equilibria.md").read_text()


BAD = [
    (["--continuous", "--step-size", "1"], "--continuous and --step-size"),
    (["--system", "oja", "--query-key", "A.npy"], "--system oja and --query-key"),
    (["--step-size", "0"], "step size is 0"),
    (["--step-size", "nan"], "step size is nan"),
    (["--tokens", "0"], "tokens is 0"),
    (["--tokens", "1000"], "3000 coordinates"),
    (["--starts", "0"], "starts is 0"),
    (["--starts", "x"], "--starts"),
    (["--seed", "-1"], "seed is -1"),
    (["--query-key", "missing.npy"], "does not exist"),
    (["--follow", "nonsense"], "nonsense"),
    (["--follow", "score=0"], "score=0"),
    (["--json", "."], "."),
]


@pytest.mark.parametrize(("options", "message"), BAD, ids=[" ".join(options) for options, _ in BAD])
def test_bad_usage_is_one_line_and_exit_code_2(value, options, message, capsys):
    assert _main(["equilibria", value, *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert message in err


def test_matrices_that_do_not_fit(value, tmp_path, capsys):
    np.save(tmp_path / "A.npy", np.eye(2))
    np.save(tmp_path / "long.npy", np.ones((2, 3)))
    np.save(tmp_path / "nan.npy", np.full((2, 2), np.nan))
    assert _main(["equilibria", value, "--query-key", str(tmp_path / "A.npy")]) == 2
    assert "query_key is 2 x 2; expected 3 x 3" in capsys.readouterr().err
    for name in ("long.npy", "nan.npy"):
        assert _main(["equilibria", str(tmp_path / name)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_nonsymmetric_value_is_searched_too(tmp_path, capsys):
    np.save(tmp_path / "V.npy", np.array([[1.0, 0.7], [0.2, 0.4]]))
    assert _main(["equilibria", str(tmp_path / "V.npy"), *FEW, "--json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["converged"] > 0


def test_an_interrupted_search_keeps_what_it_found(value, tmp_path, monkeypatch, capsys):
    from verify.equilibria.search.find import Search

    def stopped(_search, _count):
        raise KeyboardInterrupt

    monkeypatch.setattr(Search, "_land", stopped)
    target = tmp_path / "out.json"
    assert _main(["equilibria", value, *FEW, "--json", str(target)]) == 130
    assert "interrupted: what was found so far is kept" in capsys.readouterr().err
    assert json.loads(target.read_text())["converged"] == 40


def test_an_unwritable_output_leaves_nothing(value, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert _main(["equilibria", value, "--report", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "file").read_text() == "x"
