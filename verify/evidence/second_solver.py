"""cvc5 in a process of its own: inside one operation it looks at none of its limits, and only a kill ends it.

One process serves all questions of a worker. It sets itself an alarm that kills it, so that it outlives nobody.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from typing import Any

_running: list[subprocess.Popen[str]] = []


def ask(text: str, limit: int, seconds: int) -> str:
    """The answer to an SMT-LIB text: ``sat``, ``unsat`` or ``unknown``, also for what has to be killed.

    Args:
        text: the script, with its ``check-sat``.
        limit: in cvc5's own steps.
        seconds: the last resort, far above what that many steps take where they are counted.
    """
    if not _running:
        command = [sys.executable, "-P", __file__]  # it needs nothing of the package
        _running.append(
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        )
    process = _running[0]
    assert process.stdin is not None
    assert process.stdout is not None
    reply = ""
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps([text, limit, seconds]) + "\n")
        process.stdin.flush()
        reply = process.stdout.readline().strip()
    if not reply:  # killed by its alarm
        _running.clear()
        process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()
    return reply or "unknown"


def _serve() -> None:
    import signal

    alarm = getattr(signal, "alarm", lambda _: None)  # Windows has none: there only the resource limit ends a question
    for line in sys.stdin:
        text, limit, seconds = json.loads(line)
        alarm(seconds)
        answer = _solve(text, limit)
        alarm(0)
        print(answer, flush=True)


def _solve(text: str, limit: int) -> str:
    import cvc5

    solver: Any = cvc5.Solver(cvc5.TermManager())
    solver.setOption("rlimit-per", str(limit))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "query")
    symbols = parser.getSymbolManager()
    answer = "unknown"
    while not (command := parser.nextCommand()).isNull():
        reply = str(command.invoke(solver, symbols)).strip()
        if reply in ("sat", "unsat", "unknown"):
            answer = reply
    return answer


if __name__ == "__main__":
    _serve()
