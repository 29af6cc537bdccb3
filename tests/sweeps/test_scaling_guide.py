"""docs/scaling.md: what it shows is what is printed, and its cluster on one machine works as it is written."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from verify.cli import _main

TEXT = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
CLUSTER = next(block for block in re.findall(r"```bash\n(.*?)```", TEXT, re.DOTALL) if "#SBATCH" not in block)


@pytest.mark.usefixtures("here")
def test_the_console_blocks(capfd: pytest.CaptureFixture[str]) -> None:
    """In their order, in one folder; every command succeeds and prints what stands after it."""
    ran = 0
    for block in BLOCKS:
        for part in block.split("$ ")[1:]:
            command, _, shown = part.partition("\n")
            program, *words = shlex.split(command)
            if program == "cmp":
                assert Path(words[0]).read_bytes() == Path(words[1]).read_bytes()
            else:
                assert program == "verify"
                assert _main([*words, *([] if "--merge" in words else ["--jobs", "2"])]) == 0, command
            assert capfd.readouterr().out.rstrip() == shown.rstrip()
            ran += 1
    assert ran == 6


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a shell script")
@pytest.mark.usefixtures("here")
def test_the_cluster_on_one_machine() -> None:
    pytest.importorskip("distributed")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script = CLUSTER.replace("power_method.lemma_*", "power_method.lemma_13")
    process = subprocess.Popen(
        ["bash", "-ec", script],
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.wait(300) == 0
        assert (
            _main(["sweep", "--instances", "40", "--tokens", "4", "--step-size", "0.05:2", "-q", "--json", "here.json"])
            == 0
        )
        assert Path("cluster.json").read_bytes() == Path("here.json").read_bytes()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
