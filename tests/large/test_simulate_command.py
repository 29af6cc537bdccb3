"""`verify simulate` at the command line: streams, exit codes, bytes; killed and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from verify.cli import _main

SMALL = ["simulate", "--tokens", "12", "--starts", "20", "--steps", "40"]


def verify(*arguments: str) -> int:
    return _main([str(argument) for argument in arguments])


def one_line(capsys) -> str:
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("error: ")
    return told.err


def test_table(capsys):
    assert verify(*SMALL) == 0
    out, err = capsys.readouterr()
    assert "attention, 12 tokens, dimension 3, step size 1, float64 on cpu, V random, from the seed" in out
    assert "bipartite 6+6 at v_1: returns at this rate a step" in out
    assert "checks agree with what was predicted" in out
    assert err == ""


def test_json_stands_alone_and_begins_as_promised(capsys):
    assert verify(*SMALL, "--json", "-") == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    promised = ["schema", "system", "tokens", "dimension", "dtype", "device", "steps", "seed", "checks"]
    assert list(found)[: len(promised)] == promised
    assert found["schema"] == "verify.simulate/1"
    for check in found["checks"]:
        assert list(check)[:5] == ["name", "predicted", "measured", "tolerance", "pass"]
        assert check["pass"] is True
    assert "tokens" in err


def test_quiet_and_the_same_bytes(tmp_path, capsys):
    for name in ("one", "two"):
        assert verify(*SMALL, "--quiet", "--json", str(tmp_path / name)) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert verify(*SMALL, "--seed", "1", "--quiet", "--json", str(tmp_path / "three")) == 0
    assert (tmp_path / "one").read_bytes() != (tmp_path / "three").read_bytes()


def test_own_matrices(tmp_path, capsys):
    np.save(tmp_path / "V.npy", np.diag([1.0, 0.3]))
    np.save(tmp_path / "A.npy", np.array([[1.0, 0.5], [0.0, 0.2]]))
    assert verify(*SMALL, "--value", tmp_path / "V.npy", "--query-key", tmp_path / "A.npy", "--dtype", "float32") == 0
    out = capsys.readouterr().out
    assert "dimension 2" in out
    assert f"V {tmp_path / 'V.npy'}" in out


def test_a_failed_check_is_exit_1(monkeypatch, capsys):
    from verify.large.simulate.engine import Engine

    true = Engine.influence
    monkeypatch.setattr(Engine, "influence", lambda self, s, x: 1.001 * true(self, s, x))
    assert verify(*SMALL) == 1
    assert "checks FAIL" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--tokens -5", "tokens is -5; expected an integer from 2"),
        ("--dimension 1", "dimension is 1; expected an integer from 2"),
        ("--steps 0", "steps is 0"),
        ("--starts -1", "starts is -1"),
        ("--seed -1", "seed is -1"),
        ("--system clusters", "'clusters' is not one of"),
        ("--dtype float16", "'float16' is not one of"),
        ("--device tpu", "'tpu' is not one of"),
        ("--step-size nan", "step size is nan"),
        ("--value gone.npy", "gone.npy does not exist"),
        ("--system oja --query-key A.npy", "leave out one"),
        ("--json .", "it is a folder; expected a file"),
        ("--checkpoint /proc/none/run.npz", "cannot write /proc/none/run.npz"),
        ("--checkpoint .", "it is a folder; expected a file"),
        ("--checkpoint -", "--checkpoint is -; expected a file"),
        ("--tokens ten", "--tokens"),
    ],
)
def test_errors_are_one_line(arguments, message, capsys):
    assert verify("simulate", *arguments.split()) == 2
    assert message in one_line(capsys)


def test_no_cuda_is_exit_3(monkeypatch, capsys):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    assert verify(*SMALL, "--device", "cuda") == 3
    assert "device cuda: torch " in one_line(capsys)


# ------------------------------------------------------------------ checkpoints


def test_a_checkpoint_of_another_run_is_refused(tmp_path, capsys):
    kept = tmp_path / "run.npz"
    assert verify(*SMALL, "--quiet", "--checkpoint", kept) == 0
    for change, told in (("--seed 1", "seed is 0 there and 1 here"), ("--step-size 0.5", "step size is 1.0 there")):
        assert verify(*SMALL, *change.split(), "--checkpoint", kept) == 2
        assert told in one_line(capsys)
    np.save(tmp_path / "V.npy", np.diag([1.0, 0.3, 0.2]))
    assert verify(*SMALL, "--value", tmp_path / "V.npy", "--checkpoint", kept) == 2
    assert "its matrices are others" in one_line(capsys)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04"])
def test_a_broken_checkpoint_is_refused(tmp_path, capsys, content):
    kept = tmp_path / "run.npz"
    kept.write_bytes(content)
    assert verify(*SMALL, "--checkpoint", kept) == 2
    assert "cannot be read as the checkpoint of a simulation" in one_line(capsys)
    assert kept.read_bytes() == content


def test_a_finished_checkpoint_answers_at_once(tmp_path, monkeypatch):
    from verify.large.simulate.engine import Engine

    one, two, kept = tmp_path / "one", tmp_path / "two", tmp_path / "run.npz"
    assert verify(*SMALL, "--quiet", "--checkpoint", kept, "--json", one) == 0
    monkeypatch.setattr(Engine, "influence", lambda *_: pytest.fail("a step was made"))
    assert verify(*SMALL, "--quiet", "--checkpoint", kept, "--json", two) == 0
    assert one.read_bytes() == two.read_bytes()


def test_interrupted_in_the_middle_of_a_step(tmp_path, monkeypatch, capsys):
    """After every so many steps, until it is through: the same bytes as without."""
    from verify.large.simulate.engine import Engine

    whole, pieces, kept = tmp_path / "whole", tmp_path / "pieces", tmp_path / "run.npz"
    assert verify(*SMALL, "--quiet", "--json", whole) == 0
    true, steps = Engine.influence, [0]

    def interrupted(self, system, tokens):
        steps[0] += 1
        if steps[0] % 9 == 0:
            raise KeyboardInterrupt
        return true(self, system, tokens)

    monkeypatch.setattr(Engine, "influence", interrupted)
    codes = []
    while not codes or codes[-1] != 0:
        codes.append(verify(*SMALL, "--quiet", "--checkpoint", kept, "--json", pieces))
        assert len(codes) < 60
    assert codes.count(130) == len(codes) - 1 >= 5
    assert whole.read_bytes() == pieces.read_bytes()
    assert "interrupted: what was found so far is kept; go on with the same command" in capsys.readouterr().err


def test_an_interrupted_run_keeps_what_it_has(tmp_path, monkeypatch):
    from verify.large.simulate.travel import Travel

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Travel, "advance", stop)
    target = tmp_path / "out.json"
    assert verify(*SMALL, "--quiet", "--json", target) == 130
    found = json.loads(target.read_text())
    assert found["unfinished"] == ["20 random starts"]
    assert len(found["checks"]) >= 10


KILLED = """
import sys, time
import verify.large.simulate.run as run
from verify.large.simulate.engine import Engine
run.EVERY = 0.0
true = Engine.influence
def slow(self, system, tokens):
    time.sleep(0.02)
    return true(self, system, tokens)
Engine.influence = slow
from verify.cli import _main
sys.exit(_main(sys.argv[1:]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_killed_and_taken_up_again(tmp_path):
    whole, pieces, kept = tmp_path / "whole", tmp_path / "pieces", tmp_path / "run.npz"
    assert verify(*SMALL, "--quiet", "--json", whole) == 0
    command = [sys.executable, "-c", KILLED, *SMALL, "--quiet", "--checkpoint", str(kept), "--json", str(pieces)]
    child = subprocess.Popen(command)
    seen: set[int] = set()
    try:
        while len(seen) < 10 and child.poll() is None:
            if kept.exists():
                seen.add(os.stat(kept).st_mtime_ns)
            time.sleep(0.01)
    finally:
        child.kill()
        child.wait()
    assert child.returncode == -signal.SIGKILL
    assert not pieces.exists()
    assert verify(*SMALL, "--quiet", "--checkpoint", str(kept), "--json", str(pieces)) == 0
    assert whole.read_bytes() == pieces.read_bytes()


# ------------------------------------------------------------------ where there is a GPU


@pytest.mark.gpu
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("system", ["oja", "attention"])
def test_on_a_gpu(system, dtype, tmp_path):
    chosen = ["--system", system, "--tokens", "2000", "--starts", "20", "--dtype", dtype, "--json", tmp_path / "gpu"]
    assert verify("simulate", *chosen, "--device", "cuda", "--quiet") == 0
    assert json.loads((tmp_path / "gpu").read_text())["device"] == "cuda"


@pytest.mark.gpu
def test_gpu_and_cpu_agree_step_by_step():
    from verify.large.simulate import settings
    from verify.large.simulate.engine import Engine
    from verify.large.simulate.tokens import uniform

    chosen = settings(tokens=3000, dimension=16)
    for dtype in ("float32", "float64"):
        tokens = uniform([7], (2, 3000, 16), dtype)
        one, two = (Engine(device).step(chosen.system, tokens) for device in ("cpu", "cuda"))
        assert two.dtype == dtype
        assert np.abs(one - two).max() < 50 * np.finfo(dtype).eps
