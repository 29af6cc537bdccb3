"""Sweeps without processes, for tests that look at what is done and not at who does it."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from verify.executors import Workers
from verify.sweeps.conduct import conduct
from verify.sweeps.plan import Plan
from verify.sweeps.store import Store


class Inline(Workers):
    """Does each task at once, in this process."""

    @property
    def slots(self) -> int:
        return 1

    def submit(self, fn, /, *args, **kwargs):
        future: Future = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001
            future.set_exception(error)
        return future

    def kill(self) -> None:
        """Nothing runs."""


@pytest.fixture
def inline():
    return Inline()


@pytest.fixture
def swept():
    """A function that does a sweep in this process: ``swept(plan, wanted, path)``, the open file."""

    def do(plan: Plan, wanted: range, path=None) -> Store:
        store = Store(path, plan)
        assert conduct(store, wanted, Inline(), None) is None
        return store

    return do
