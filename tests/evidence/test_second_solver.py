"""cvc5 in its own process: it answers, and a question that it hangs on costs a limited time and no later answer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from verify.evidence import second_solver

HEADER = "(set-logic QF_NRA)(declare-const x Real)(declare-const y Real)"
NEVER = f"{HEADER}(assert (< (* x x) 0))(check-sat)"
SOMETIMES = f"{HEADER}(assert (> (* x x) 2))(check-sat)"


def test_one_process_answers_many_questions() -> None:
    assert [second_solver.ask(text, 5000, 60) for text in (NEVER, SOMETIMES, NEVER)] == ["unsat", "sat", "unsat"]
    assert len(second_solver._running) == 1


def test_a_question_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The process that hangs inside one question is replaced."""
    deaf = tmp_path / "deaf.py"
    source = Path(second_solver.__file__).read_text("utf-8")
    deaf.write_text(source.replace("    import cvc5\n", "    while 'slow' in text:\n        pass\n    import cvc5\n"))
    monkeypatch.setattr(second_solver, "__file__", str(deaf))
    monkeypatch.setattr(second_solver, "_running", [])
    before = time.monotonic()
    assert second_solver.ask("; slow", 5000, 1) == "unknown"
    assert time.monotonic() - before < 30
    assert second_solver.ask(NEVER, 5000, 60) == "unsat"
    second_solver._running[0].kill()
    second_solver._running[0].communicate()
