"""The protocol: known answers, the suite's own systems step by step, resuming, and checkpoints that are refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from made import block, layered, random_blocks, shared, with_spectrum

from verify.errors import InvalidInput
from verify.weights import resume, spectra
from verify.weights.experiment import Experiment, run_experiment, run_side_by_side
from verify.weights.full import embed, hidden_states
from verify.weights.model import Transformer
from verify.weights.reduced import Convention

FEW: dict[str, Any] = {"tokens": 4, "sequences": 12}


def symmetric(extra: int = 20) -> tuple[Experiment, np.ndarray]:
    """Shared weights with a symmetric layer matrix and a wide gap, and its principal eigenvector."""
    H, vectors = with_spectrum([3.0, 0.2, 0.1, 0.0, -0.1])
    return run_experiment(shared(block([H]), 3), extra=extra, **FEW), vectors[:, 0]


def same(first: Experiment, second: Experiment) -> bool:
    """All numbers, to the bit."""
    arrays = all(np.array_equal(first.arrays[name], second.arrays[name]) for name in first.arrays)
    return first.to_dict() == second.to_dict() and first.arrays.keys() == second.arrays.keys() and arrays


def test_tokens_go_to_the_principal_eigenvector() -> None:
    """Theorem 1: consensus at +v_1 or -v_1; rho goes to 1 and the distance to 0."""
    found, vector = symmetric()
    ends = found.path[-1]
    assert ends["alignments"]["real_part"]["mean"] == pytest.approx(1, abs=1e-6)
    assert ends["distance"]["mean"] < 1e-3
    assert ends["consensus"] + ends["bipartite"] == 12
    assert found.layers[0]["delta_rho"] > 0.2
    assert (abs(found.arrays["end real_part"]) > 1 - 1e-6).all()
    assert {-1.0, 1.0} == set(np.sign(found.arrays["end real_part"]).ravel())
    assert found.layers[0]["leading"]["real_part"] == pytest.approx([3.0, 0.0])
    assert vector.shape == (5,)


def test_a_layer_step_is_the_suite_s_system() -> None:
    """The path of a shared model is the trajectory of MultiHead with the same matrices from the same starts."""
    from verify import MultiHead

    attention = random_blocks(5, 1, heads=2)[0]
    values = list(attention.value.numpy())
    scores = [query.T.numpy() for query in attention.query]
    convention = Convention(initial="normalised")
    found = run_experiment(shared(attention, 2), extra=4, convention=convention, seed=5, **FEW)
    system = MultiHead(values=values, query_keys=scores, step_size=1.0)
    X = np.random.default_rng(5).standard_normal((12, 4, 5))
    X /= np.linalg.norm(X, axis=-1, keepdims=True)
    i, j = np.triu_indices(4, 1)
    for step in range(7):
        wanted = np.linalg.norm(X[:, i] - X[:, j], axis=-1).mean(1)
        np.testing.assert_allclose(found.arrays["distance"][step], wanted, atol=1e-10)
        X = system.step(X)


def test_nothing_happens_without_values() -> None:
    """H = 0: no increment, no probability, the same distances."""
    found = run_experiment(layered([block([np.zeros((4, 4))])] * 2), extra=0, **FEW)
    for entry in found.layers:
        assert entry["delta_rho"] == pytest.approx(0, abs=1e-15)
        assert entry["excess"]["delta_rho"]["mean"] == pytest.approx(0, abs=1e-15)
    np.testing.assert_allclose(found.arrays["distance"], found.arrays["distance"][:1].repeat(3, 0), atol=1e-12)


def test_a_complex_pair_turns_the_tokens() -> None:
    """Eigenvalues 2 +- 1.5 i, 0.1: consensus in the plane, every step turned by arg(3 + 1.5 i)."""
    H = np.array([[2.0, -1.5, 0.4], [1.5, 2.0, 0.0], [0.0, 0.0, 0.1]])
    found = run_experiment(shared(block([H]), 4), extra=20, **FEW)
    turn = found.path[-1]["rotation"]["real_part"]
    assert found.layers[0]["pair"]
    assert turn["predicted"] == pytest.approx(np.arctan2(1.5, 3.0))
    assert turn["mean"] == pytest.approx(turn["predicted"], abs=1e-6)
    assert turn["concentration"] == pytest.approx(1, abs=1e-6)
    assert turn["tokens"] == 1.0
    assert found.path[-1]["alignments"]["real_part"]["mean"] == pytest.approx(1, abs=1e-6)
    assert found.path[0]["rotation"]["real_part"] is None


def test_the_choice_that_a_step_multiplies_most_wins() -> None:
    """diag(1, -4, 0): |1 + 1| = 2 < |1 - 4| = 3, so that the paper's principal eigenvector is not where tokens go."""
    H, _ = with_spectrum([1.0, 0.0, -4.0])
    found = run_experiment(shared(block([H]), 4), extra=30, convention=Convention(initial="normalised"), **FEW)
    ends = found.path[-1]["alignments"]
    assert found.layers[0]["same"] == {"real_part": True, "modulus": False, "one_plus": False}
    assert ends["one_plus"]["mean"] > 0.99
    assert ends["real_part"]["mean"] < 0.1


def test_the_records_are_those_of_the_contract() -> None:
    """verify.weights/1, JSON-ready, one record a layer and one state a step."""
    found = run_experiment(layered(random_blocks(6, 3)), extra=2, **FEW)
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert data["schema"] == "verify.weights/1"
    assert data["convention"]["token_norm"] == "one"
    wanted = {"index", "eigenvalues_top", "leading", "gap", "rho", "delta_rho", "p", "means", "intervals"}
    assert [entry["index"] for entry in data["layers"]] == [0, 1, 2]
    for entry in data["layers"]:
        assert wanted <= set(entry)
        assert set(entry["leading"]) == {"real_part", "modulus", "one_plus"}
        assert len(entry["eigenvalues_top"]) == 5
        assert entry["rho"] - entry["rho_before"] == pytest.approx(entry["delta_rho"])
        low, high = entry["intervals"]["rho"]
        assert low <= entry["rho"] <= high
    assert [entry["step"] for entry in data["path"]] == list(range(6))
    assert found.arrays["eigenvalues"].shape == (3, 6)
    assert found.arrays["delta_rho mean"].shape == (3, 12)
    np.testing.assert_allclose(found.arrays["rho real_part"].mean(1), [entry["rho"] for entry in data["layers"]])


def test_the_cumulative_product() -> None:
    """H(2) H(1) with its principal eigenvector, by numpy; shared weights have none."""
    blocks = random_blocks(6, 2)
    found = run_experiment(layered(blocks), extra=0, **FEW)
    matrices = [made.layer_matrix().numpy() for made in blocks]
    product = matrices[1] @ matrices[0]
    values, vectors = np.linalg.eig(product)
    first = np.argmax(values.real)
    record = found.layers[1]["cumulative"]
    # Normalised once by each factor.
    scaled = (
        values[first]
        / np.linalg.norm(matrices[1] @ (matrices[0] / np.linalg.norm(matrices[0])))
        / np.linalg.norm(matrices[0])
    )
    assert record["eigenvalue"] == pytest.approx([scaled.real, abs(scaled.imag)])
    X = np.random.default_rng(0).standard_normal((12, 4, 6))
    from verify.weights.reduced import prepared, reduced_step

    states = torch.from_numpy(X)
    for made in blocks:
        states = reduced_step(prepared(made, Convention()), states, Convention())
    plane = np.linalg.qr(
        np.stack([vectors[:, first].real, vectors[:, first].imag], 1)[:, : 1 + bool(values[first].imag)]
    )[0]
    assert record["rho"]["mean"] == pytest.approx(np.linalg.norm(states.numpy() @ plane, axis=-1).mean())
    assert record["resolved"]
    assert run_experiment(shared(blocks[0], 2), extra=0, **FEW).layers[0]["cumulative"] is None
    assert run_experiment(layered(blocks), extra=0, cumulative=False, **FEW).layers[0]["cumulative"] is None


def test_extra_steps_begin_again_at_the_first_layer() -> None:
    """Two layers and two extra steps are the four layers 1, 2, 1, 2."""
    blocks = random_blocks(5, 2)
    again = run_experiment(layered(blocks), extra=2, **FEW)
    four = run_experiment(layered([*blocks, *blocks]), extra=0, **FEW)
    np.testing.assert_array_equal(again.arrays["distance"], four.arrays["distance"])


def test_full_layers_are_those_of_the_forward_pass() -> None:
    """Random words, embedding, affine norms, biases, feed-forward network."""
    model = layered(random_blocks(6, 3), post_norm=False)
    found = run_experiment(model, kind="full", extra=0, seed=4, **FEW)
    words = torch.from_numpy(np.random.default_rng(4).integers(30, size=(12, 4)))
    i, j = np.triu_indices(4, 1)
    for step, states in enumerate(hidden_states(model, embed(model, words, dtype=torch.float64))):
        X = (states / states.norm(dim=-1, keepdim=True)).numpy()
        np.testing.assert_allclose(
            found.arrays["distance"][step], np.linalg.norm(X[:, i] - X[:, j], axis=-1).mean(1), atol=1e-10
        )
    bare = Transformer("bare", "bert", 6, model.layers, False, True, None, None, 2)
    with pytest.raises(InvalidInput, match="no embedding"):
        run_experiment(bare, kind="full", **FEW)


class Stopped(Exception):
    """An interruption."""


@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("at", [1, 2, 4])
def test_resumed_runs_give_the_same_numbers(is_shared: bool, at: int, tmp_path: Path) -> None:
    """Stopped before a step and started again: every number to the bit, and finished layers are not run again."""
    blocks = random_blocks(6, 3)
    model = shared(blocks[0], 3) if is_shared else layered(blocks)
    whole = run_experiment(model, extra=2, **FEW)
    file = tmp_path / "state.npz"

    def stop(line: str) -> None:
        if line.startswith(f"step {at + 1} of 5: attention"):
            raise Stopped

    with pytest.raises(Stopped):
        run_experiment(model, extra=2, checkpoint=file, say=stop, **FEW)
    lines: list[str] = []
    resumed = run_experiment(model, extra=2, checkpoint=file, say=lines.append, **FEW)
    assert same(resumed, whole)
    assert not any(line.startswith(f"step {at} of") for line in lines)
    # A finished run is read back, and nothing is computed.
    lines.clear()
    assert same(run_experiment(model, extra=2, checkpoint=file, say=lines.append, **FEW), whole)
    assert lines == []
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("is_shared", [False, True])
def test_side_by_side_are_the_single_runs(is_shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every number to the bit, every eigenproblem once, and again so after an interruption."""
    blocks = random_blocks(6, 3)
    model = shared(blocks[0], 3) if is_shared else layered(blocks)
    conventions = {"one": Convention(), "slow": Convention(alpha=0.1), "biases": Convention(biases=True)}
    wanted = {name: run_experiment(model, extra=1, convention=value, **FEW) for name, value in conventions.items()}
    wanted["full"] = run_experiment(model, extra=1, kind="full", **FEW)
    solved = 0
    solver = spectra.spectrum

    def counted(*given: Any) -> Any:
        nonlocal solved
        solved += 1
        return solver(*given)

    monkeypatch.setattr(spectra, "spectrum", counted)
    found = run_side_by_side(model, conventions, full=True, extra=1, **FEW)
    assert list(found) == list(wanted)
    assert all(same(found[name], wanted[name]) for name in wanted)
    # One for each layer matrix, and one for each product of layers that differ.
    assert solved == (1 if is_shared else 6)

    def stop(line: str) -> None:
        if line.startswith("slow: step 3 of 4: attention"):
            raise Stopped

    with pytest.raises(Stopped):
        run_side_by_side(model, conventions, full=True, extra=1, say=stop, checkpoints=tmp_path, **FEW)
    assert {file.name for file in tmp_path.iterdir()} == {"one.npz", "slow.npz", "biases.npz", "full.npz"}
    again = run_side_by_side(model, conventions, full=True, extra=1, checkpoints=tmp_path, **FEW)
    assert all(same(again[name], wanted[name]) for name in wanted)


def test_a_checkpoint_of_another_run_is_refused(tmp_path: Path) -> None:
    """One line that names what differs: a setting, the convention, the weights."""
    blocks = random_blocks(6, 2)
    file = tmp_path / "state.npz"
    run_experiment(layered(blocks), extra=0, checkpoint=file, **FEW)
    for changed, told in (
        ({"sequences": 13}, "sequences is 12 there and 13 here"),
        ({"seed": 1}, "seed is 0 there and 1 here"),
        ({"convention": Convention(biases=True)}, "convention is"),
    ):
        with pytest.raises(InvalidInput, match=told) as raised:
            run_experiment(layered(blocks), checkpoint=file, **{"extra": 0, **FEW, **changed})
        assert "\n" not in str(raised.value)
    other = [blocks[0], random_blocks(6, 1, seed=9)[0]]
    with pytest.raises(InvalidInput, match="the weights are others"):
        run_experiment(layered(other), extra=0, checkpoint=file, **FEW)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04 nonsense"])
def test_a_file_that_is_no_checkpoint(content: bytes, tmp_path: Path) -> None:
    """It is not overwritten either."""
    file = tmp_path / "state.npz"
    file.write_bytes(content)
    with pytest.raises(InvalidInput, match="cannot be read as the checkpoint"):
        run_experiment(layered(random_blocks(6, 1)), checkpoint=file, **FEW)
    assert file.read_bytes() == content


def test_a_failed_write_keeps_the_old_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the second layer: the state after the first one stays, whole."""
    file = tmp_path / "state.npz"
    count = 0
    savez = np.savez

    def full(stream: Any, **arrays: Any) -> None:
        nonlocal count
        count += 1
        if count == 2:
            stream.write(b"partial")
            raise OSError(28, "No space left on device")
        savez(stream, **arrays)

    monkeypatch.setattr(resume.np, "savez", full)
    model = layered(random_blocks(6, 2))
    with pytest.raises(InvalidInput, match="No space left"):
        run_experiment(model, extra=0, checkpoint=file, **FEW)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == [file]
    assert same(run_experiment(model, extra=0, checkpoint=file, **FEW), run_experiment(model, extra=0, **FEW))


@pytest.mark.parametrize(("name", "value"), [("tokens", 0), ("sequences", 0), ("seed", -1), ("extra", -1)])
def test_numbers_out_of_range(name: str, value: int) -> None:
    """Told before anything runs."""
    with pytest.raises(InvalidInput, match="expected at least"):
        run_experiment(layered(random_blocks(6, 1)), **{**FEW, name: value})


def test_an_unknown_kind() -> None:
    """Not taken for one of the two."""
    with pytest.raises(InvalidInput, match="kind is 'whole'"):
        run_experiment(layered(random_blocks(6, 1)), kind="whole", **FEW)  # type: ignore[arg-type]


def test_few_sequences_have_no_intervals() -> None:
    """The numbers are there; nothing is decided by them."""
    found = run_experiment(layered(random_blocks(6, 2)), tokens=3, sequences=2, extra=0)
    assert found.layers[0]["intervals"]["rho"] is None
    assert found.path[0]["distance"]["interval"] is None
    assert found.layers[0]["rank"]["interval"] is None
