"""docs/scaling.md: its cluster on one machine works as it is written; test_documents runs its other blocks."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from verify.cli import _main

TEXT = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text("utf-8")
CLUSTER = next(block for block in re.findall(r"```bash\n(.*?)```", TEXT, re.DOTALL) if "#SBATCH" not in block)


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
