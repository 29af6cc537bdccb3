"""A Dask cluster as an executor: its scheduler gives the work of a dead worker to another one."""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

from verify.errors import EngineMissing, InvalidInput
from verify.executors import SchedulerLost, WorkerDied, Workers
from verify.executors.identity import differing, identity, require, seal
from verify.executors.local import deaf

TIMEOUT = 15
"""Seconds to reach the scheduler, and as many again for a first worker."""
REFRESH = 2.0
"""Seconds for which the number of workers is taken as known."""


class ClusterWorkers(Workers):
    """The workers of one scheduler, which all must have the versions and the claims of this process.

    They need one thread each (``dask worker ADDRESS --nthreads 1 --nworkers auto``): engines keep their precision in a global.
    """

    def __init__(self, address: str, folder: Path | None = None, timeout: float = TIMEOUT) -> None:
        """Connect, and look at the workers that are there.

        Args:
            address: of the scheduler, such as ``tcp://10.0.0.1:8786``, or the file that ``dask scheduler --scheduler-file`` wrote.
            folder: of the claims, at the same place on every machine; ``None`` for those that ship.
            timeout: seconds.

        Raises:
            EngineMissing: if ``distributed`` is not installed, nothing answers, there is no worker or it is another one.
            InvalidInput: for an address that is none.
        """
        self._folder = folder
        self._closed, self._counted, self._slots = False, 0.0, 1
        self._seal = seal(folder)
        distributed = _distributed()
        self._address = address = _address(address)
        try:
            with deaf():
                self._client: Any = distributed.Client(address, timeout=timeout, set_as_default=False)
        except OSError as error:
            raise EngineMissing(
                f"no Dask scheduler answers at {address} within {timeout:g} s; expected the address that `dask scheduler` prints"
            ) from error
        try:
            self._inspect(timeout)
        except BaseException:
            self._client.close()
            raise
        self._inner: set[Any] = set()

    def _inspect(self, timeout: float) -> None:
        client, at = self._client, self._address
        try:
            client.wait_for_workers(1, timeout=timeout)
        except TimeoutError as error:
            raise EngineMissing(
                f"the scheduler at {at} has no workers after {timeout:g} s; start some: dask worker {at}"
            ) from error
        busy = sorted(worker for worker, threads in client.nthreads().items() if threads > 1)
        if busy:
            raise EngineMissing(
                f"worker {busy[0]} has several threads; expected one each, engines are not safe in threads: "
                f"dask worker {at} --nthreads 1 --nworkers auto"
            )
        # A function of the standard library can be sent to a worker that lacks the suite.
        import pkgutil

        for worker, there in sorted(client.run(pkgutil.resolve_name, "verify:__version__", on_error="return").items()):
            if isinstance(there, BaseException):
                raise EngineMissing(
                    f"worker {worker} cannot import verify ({there}); install it in the environment of the workers"
                )
        for worker, theirs in sorted(client.run(identity, self._folder, on_error="return").items()):
            told = str(theirs) if isinstance(theirs, BaseException) else differing(identity(self._folder), theirs)
            if told is not None:
                raise EngineMissing(f"worker {worker} {told}")

    @property
    def slots(self) -> int:
        """The workers that there are now, one task each; at least 1."""
        now = time.monotonic()
        if now - self._counted > REFRESH:
            self._counted = now
            self._slots = max(1, len(self._client.nthreads()))
        return self._slots

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run ``fn`` (a function of a module) on some worker."""
        if self._closed:
            raise RuntimeError("these workers were ended")
        outer: Future[Any] = Future()
        outer.set_running_or_notify_cancel()
        # Not through Client.get_executor(): there a result that was lost with its worker, and fails when done again, is never told.
        inner = self._client.submit(_checked, self._seal, self._folder, fn, args, kwargs, pure=False)
        self._inner.add(inner)
        inner.add_done_callback(lambda done: self._pass_on(done, outer))
        return outer

    def _pass_on(self, inner: Any, outer: Future[Any]) -> None:
        from distributed.scheduler import KilledWorker

        self._inner.discard(inner)
        try:
            result = inner.result()
        except KilledWorker:
            outer.set_exception(WorkerDied())
        except (CancelledError, OSError) as error:
            if isinstance(error, OSError) and inner.status == "error":  # what the work raised
                outer.set_exception(error)
                return
            ended = RuntimeError("the workers were ended")
            lost = SchedulerLost(f"the scheduler at {self._address} went away; what had finished is kept")
            outer.set_exception(ended if self._closed else lost)
        except BaseException as error:  # noqa: BLE001 - whatever the work raised
            outer.set_exception(error)
        else:
            outer.set_result(result)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take nothing more; the cluster stays up."""
        if not self._closed:
            self._closed = True
            left = list(self._inner)
            with contextlib.suppress(Exception):  # a scheduler that is gone has nothing to cancel
                if wait and not cancel_futures:
                    _distributed().wait(left)
                else:
                    self._client.cancel(left)
            with contextlib.suppress(Exception):
                self._client.close()

    def kill(self) -> None:
        """Cancel what waits, and leave: a task that runs on a worker ends in its time, and nobody hears of it."""
        self.shutdown(wait=False, cancel_futures=True)


def _checked(
    expected: str, folder: Path | None, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    require(expected, folder)
    return fn(*args, **kwargs)


def _address(given: str) -> str:
    """The address itself, checked: a client that gets a bad one hangs at its end."""
    from distributed.comm.addressing import parse_address, parse_host_port
    from distributed.comm.registry import get_backend

    try:
        if given.endswith(".json"):
            given = str(json.loads(Path(given).read_text(encoding="utf-8"))["address"])
        scheme, place = parse_address(given)
        get_backend(scheme)
        parse_host_port(place)
    except (ValueError, TypeError, KeyError, OSError) as error:
        said = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise InvalidInput(
            f"--scheduler is {given!r}: {said}; expected an address such as tcp://HOST:8786, or a scheduler file (.json)"
        ) from error
    return given


def _distributed() -> Any:
    """The package, which says on its own account only what the caller cannot.

    Raises:
        EngineMissing: if it is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise EngineMissing("distributed is not installed; run: pip install 'attention-verify[cluster]'") from error
    for name in ("distributed", "distributed.client", "distributed.comm", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed
