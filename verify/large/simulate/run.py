"""A simulation part by part, step by step, with the checkpoint after it; the same results however often it is stopped."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from verify.large.simulate import checkpoint
from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.ends import table
from verify.large.simulate.engine import Engine
from verify.large.simulate.plan import plan
from verify.large.simulate.settings import Settings
from verify.large.simulate.task import State, Task
from verify.large.simulate.travel import Travel

EVERY = 10.0
"""Seconds between checkpoints; when they are written changes no result."""

Watch = Callable[[str, float, float], None]


class Simulation:
    """See the module.

    Args:
        settings: what is simulated.
        file: the checkpoint, or ``None``; what it holds is taken up.
        threads: on a CPU.

    Raises:
        InvalidInput: if the checkpoint is of another run.
    """

    def __init__(self, settings: Settings, file: Path | None = None, threads: int | None = None) -> None:
        self.settings, self.file = settings, file
        self.engine = Engine(settings.device, threads)
        self.tasks, self.left_out = plan(settings)
        self.results: list[dict[str, Any]] = []
        self.state: State | None = None
        kept = None if file is None else checkpoint.read(file, settings.identity())
        if kept is not None:
            records, arrays = kept
            self.results = records["results"]
            if records["made"] is not None:
                self.state = State(arrays, records["records"], records["made"])
        self.written = time.monotonic()

    @property
    def finished(self) -> bool:
        """Whether all parts are done."""
        return len(self.results) == len(self.tasks)

    def run(self, watch: Watch | None = None) -> None:
        """To the end. Interrupted, it keeps the last whole step in the checkpoint.

        Args:
            watch: told what runs now, the work that is done, and all of it at most.
        """
        watch = watch or (lambda _what, _done, _of: None)
        total = sum(task.work * task.steps for task in self.tasks)
        try:
            while not self.finished:
                task = self.tasks[len(self.results)]
                before = sum(other.work * other.steps for other in self.tasks[: len(self.results)])
                if self.state is None:
                    watch(task.name, before, total)
                    self.state = task.begin()
                while not task.finished(self.state):
                    told = f"{task.name}: step {self.state.made + 1} of {task.steps}"
                    watch(told, before + task.work * self.state.made, total)
                    # An interruption in the middle of a step leaves the state before it.
                    after = State(dict(self.state.arrays), copy.deepcopy(self.state.records), self.state.made)
                    task.advance(after, self.engine)
                    after.made += 1
                    self.state = after
                    if time.monotonic() - self.written > EVERY:
                        self.keep()
                done = self._done(task, self.state)
                self.results.append(done)
                self.state = None
            watch("done", total, total)
        finally:
            self.keep()

    def keep(self) -> None:
        """Write the checkpoint, if there is one."""
        if self.file is not None:
            here = self.state
            records: dict[str, Any] = {"results": self.results, "made": None if here is None else here.made}
            if here is not None:
                records["records"] = here.records
            checkpoint.write(self.file, self.settings.identity(), records, {} if here is None else here.arrays)
        self.written = time.monotonic()

    def _done(self, task: Task, state: State) -> dict[str, Any]:
        checks, skipped = task.results(state)
        done: dict[str, Any] = {
            "checks": [{**check.to_dict(), "pass": None} for check in checks],
            "skipped": [one.to_dict() for one in skipped],
        }
        if isinstance(task, Travel):
            done["ends"] = table(task.system, task.tokens, task.ends(state), task.starts)
            done["made"] = state.made
        return done

    # ------------------------------------------------------------ what is told

    def checks(self) -> list[Check]:
        """Of the parts that are done."""
        return [_check(kept) for done in self.results for kept in done["checks"]]

    def skipped(self) -> list[Skipped]:
        """What is not compared, with the reasons."""
        return [*self.left_out, *(Skipped(**one) for done in self.results for one in done["skipped"])]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of ``verify.simulate/1``."""
        chosen = self.settings
        checks = self.checks()
        last = self.results[-1] if self.results and "ends" in self.results[-1] else {"ends": [], "made": None}
        return {
            "schema": "verify.simulate/1",
            "system": chosen.name,
            "tokens": chosen.tokens,
            "dimension": chosen.system.dimension,
            "dtype": chosen.dtype,
            "device": chosen.device,
            "steps": chosen.steps,
            "seed": chosen.seed,
            "checks": [check.to_dict() for check in checks],
            "step_size": float(chosen.system.step_size),
            "value": chosen.source,
            "eigenvalues": [float(value) for value in chosen.frame().values],
            "starts": chosen.starts,
            "made": last["made"],
            "ends": last["ends"],
            "skipped": [one.to_dict() for one in self.skipped()],
            "unfinished": [task.name for task in self.tasks[len(self.results) :]],
            "failed": sum(not check.passed for check in checks),
        }


def _check(kept: dict[str, Any]) -> Check:
    measured = math.nan if kept["measured"] is None else kept["measured"]
    return Check(kept["name"], kept["predicted"], measured, kept["tolerance"], kept["sense"], kept["basis"])
