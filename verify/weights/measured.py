"""The experiments of a model, kept in the user's cache: what claims and `verify weights` share, and where both go on after a stop."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verify.errors import InvalidInput

if TYPE_CHECKING:
    from verify.weights.experiment import Experiment
    from verify.weights.model import Transformer

TOKENS, SEQUENCES, SEED = 10, 100, 0
"""The protocol of appendix B of arXiv 2605.25619: more than 10 tokens are not needed, 100 sequences."""


def measured(
    transformer: Transformer,
    *,
    tokens: int = TOKENS,
    sequences: int = SEQUENCES,
    seed: int = SEED,
    say: Callable[[str], None] | None = None,
) -> tuple[Experiment, Experiment | None]:
    """The experiment with reduced layers, and the one with full layers where the checkpoint has an embedding.

    Finished ones are read from the cache; a run that was stopped goes on. Other weights, settings or code make another file.

    Raises:
        InvalidInput: as :func:`verify.weights.experiment.run_experiment`.
    """
    from verify.weights.experiment import Kind, run_experiment
    from verify.weights.resume import digest_of

    weights = digest_of({}, transformer)[:12]

    def run(kind: Kind) -> Experiment:
        told = None if say is None else lambda line: say(f"{kind} layers, {line}")
        with _alone(_file(transformer.name, weights, kind, tokens, sequences, seed)) as file:
            return run_experiment(
                transformer, tokens=tokens, sequences=sequences, seed=seed, kind=kind, say=told, checkpoint=file
            )

    return run("reduced"), None if transformer.embedding is None else run("full")


def _file(name: str, *settings: object) -> Path:
    """Where the state of a run is kept."""
    from verify.weights.wheels import cache_folder

    words = re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.")[-60:]
    return cache_folder() / "experiments" / f"{words}-{'-'.join(map(str, settings))}-{_code()}.npz"


@cache
def _code() -> str:
    """A digest of the code that the numbers come from, so that no file outlives a change of it."""
    here = Path(__file__).resolve().parent
    seen = hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:12]


@contextmanager
def _alone(file: Path) -> Iterator[Path]:
    """The file, while no other process works on it."""
    from filelock import FileLock

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = error.strerror or error
        raise InvalidInput(f"cannot write {file.parent}: {told}; expected a writable cache") from error
    with FileLock(f"{file}.lock"):
        yield file


def conventions_of(
    transformer: Transformer, tokens: int, sequences: int, seed: int, say: Callable[[str], None] | None = None
) -> list[tuple[str, Experiment]]:
    """The experiments with every convention of the reduced layer, by name, up to the depth of the model."""
    from verify.weights.experiment import run_experiment
    from verify.weights.reduced import CONVENTIONS
    from verify.weights.resume import digest_of

    weights = digest_of({}, transformer)[:12]
    found = []
    for name, convention in CONVENTIONS.items():
        told = None if say is None else lambda line, name=name: say(f"{name}: {line}")
        place = _file(
            transformer.name, weights, "convention", name.replace(", ", "-").replace(" ", "-"), tokens, sequences, seed
        )
        with _alone(place) as file:
            made = run_experiment(
                transformer, tokens=tokens, sequences=sequences, seed=seed, convention=convention, extra=0,
                cumulative=False, say=told, checkpoint=file,
            )  # fmt: skip
        found.append((name, made))
    return found
