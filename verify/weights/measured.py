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
    import numpy as np

    from verify.weights.experiment import Experiment
    from verify.weights.model import Transformer

TOKENS, SEQUENCES, SEED = 10, 100, 0
PAPER = "paper"
"""The protocol of appendix B of arXiv 2605.25619: more than 10 tokens are not needed, 100 sequences."""


def measured(
    transformer: Transformer,
    *,
    tokens: int = TOKENS,
    sequences: int = SEQUENCES,
    seed: int = SEED,
    conventions: bool = False,
    say: Callable[[str], None] | None = None,
) -> tuple[Experiment, Experiment | None, dict[str, Experiment]]:
    """The experiment with reduced layers, the one with full layers where there is an embedding, and the other conventions.

    Finished ones are read from the cache; a run that was stopped goes on. Other weights, settings or code make another folder.

    Args:
        transformer: the model.
        tokens, sequences, seed: of the protocol.
        conventions: also those of :data:`verify.weights.reduced.CONVENTIONS`; else there are none.
        say: told what runs now.

    Raises:
        InvalidInput: as :func:`verify.weights.experiment.run_experiment`.
    """
    from verify.weights.experiment import run_side_by_side
    from verify.weights.reduced import CONVENTIONS
    from verify.weights.resume import digest_of

    folder = _folder(transformer.name, digest_of({}, transformer)[:12], tokens, sequences, seed)
    wanted = CONVENTIONS if conventions else {PAPER: CONVENTIONS[PAPER]}
    with _alone(folder):
        found = run_side_by_side(
            transformer,
            wanted,
            full=transformer.embedding is not None,
            tokens=tokens,
            sequences=sequences,
            seed=seed,
            say=say,
            checkpoints=folder,
        )
    return found[PAPER], found.get("full"), {name: found[name] for name in CONVENTIONS if name in found and conventions}


def random_direction(dimension: int, seed: int = SEED) -> np.ndarray:
    """The direction of ``--steer random``: normal numbers, shape ``(d,)``."""
    import numpy as np

    return np.random.default_rng([seed, 1]).normal(size=dimension)


def _folder(name: str, *settings: object) -> Path:
    """Where the states of the runs are kept."""
    from verify.weights.wheels import cache_folder

    words = re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-.")[-60:]
    return cache_folder() / "experiments" / f"{words}-{'-'.join(map(str, settings))}-{_code()}"


@cache
def _code() -> str:
    """A digest of the code that the numbers come from, so that no file outlives a change of it."""
    here = Path(__file__).resolve().parent
    seen = hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:12]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other process works on the folder."""
    from filelock import FileLock

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = error.strerror or error
        raise InvalidInput(f"cannot write {folder}: {told}; expected a writable cache") from error
    with FileLock(folder / "lock"):
        yield
