"""What is simulated: the input checked, a random system from the seed, and sizes that two processors can afford."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.errors import InvalidInput
from verify.large.devices import DEVICES, require_device
from verify.large.simulate.engine import DTYPES, work
from verify.large.simulate.places import Frame
from verify.systems import Attention, Oja

MOST_TOKENS, MOST_DIMENSION, MOST_COORDINATES = 10**8, 4096, 5 * 10**8
LARGEST_SCORES = 1e6
SINGLE_FROM = 5e11
"""Operations of a step from which on float32 is the default."""
JOURNEY = 1e13
"""Operations of the random starts by default: one or two minutes of two processors."""
DEFAULT_STEPS, DEFAULT_STARTS = 200, 1000
STARTS_TOKENS = 10**5
"""Tokens of all starts together by default."""


@dataclass(frozen=True, eq=False)
class Settings:
    """A simulation, fully told.

    Attributes:
        system: Oja or full attention, with steps and float64 matrices.
        tokens: n.
        dtype: float32 or float64.
        device: cpu or cuda.
        steps: of the random starts, at most.
        starts: random starts.
        seed: of everything that is drawn.
        source: where V came from, in words.
    """

    system: Oja | Attention
    tokens: int
    dtype: str
    device: str
    steps: int
    starts: int
    seed: int
    source: str

    @property
    def name(self) -> str:
        """oja or attention."""
        return "oja" if isinstance(self.system, Oja) else "attention"

    def frame(self) -> Frame:
        """Eigenpairs, descending."""
        values, vectors = np.linalg.eigh(self.system.value)
        key: Any = None
        if isinstance(self.system, Attention):
            d = self.system.dimension
            key = np.eye(d) if self.system.query_key is None else np.asarray(self.system.query_key)
        return Frame(values[::-1].copy(), vectors[:, ::-1].copy(), key, float(self.system.step_size))

    def identity(self) -> dict[str, Any]:
        """What a checkpoint must have been written with."""
        seen = hashlib.sha256()
        key = getattr(self.system, "query_key", None)
        for matrix in (self.system.value, *([] if key is None else [key])):
            seen.update(np.ascontiguousarray(matrix, dtype=np.float64).tobytes())
        return {
            "system": self.name,
            "dimension": self.system.dimension,
            "tokens": self.tokens,
            "step size": float(self.system.step_size),
            "dtype": self.dtype,
            "device": self.device,
            "steps": self.steps,
            "starts": self.starts,
            "seed": self.seed,
            "matrices": seen.hexdigest(),
        }


def random_value(dimension: int, seed: int) -> np.ndarray:
    """A symmetric V: ``lambda_1`` in [0.8, 1.2], the others within half of it, a random basis.

    With A = I and step size 1 balanced bipartite states at ``v_1`` are stable then, and lopsided ones are not.
    """
    rng = np.random.default_rng([seed, 0])
    first = rng.uniform(0.8, 1.2)
    values = np.concatenate([[first], first * rng.uniform(-0.5, 0.5, size=dimension - 1)])
    basis = np.linalg.qr(rng.standard_normal((dimension, dimension)))[0]
    made = basis @ np.diag(values) @ basis.T
    return np.asarray((made + made.T) / 2)


def settings(
    *,
    system: str = "attention",
    tokens: int = 10,
    dimension: int | None = None,
    steps: int | None = None,
    device: str = "cpu",
    dtype: str | None = None,
    seed: int = 0,
    value: Any = None,
    query_key: Any = None,
    step_size: float = 1.0,
    starts: int | None = None,
    source: str | None = None,
) -> Settings:
    """Check the input and fill in what was left out.

    Args:
        system: oja or attention.
        tokens: n, at least 2.
        dimension: d, at least 2; that of V, or 3 for a random one.
        steps: of the random starts; by default up to 200, fewer where a step is long.
        device: cpu or cuda.
        dtype: float32 or float64; by default float64, or float32 where a step is long.
        seed: at least 0.
        value: V, symmetric with distinct eigenvalues; by default random, from the seed.
        query_key: A; the identity by default.
        step_size: alpha > 0.
        starts: by default 1000, fewer where tokens are many.
        source: where V came from, in words.

    Raises:
        InvalidInput: with what was found and what was expected.
        EngineMissing: if there is no CUDA device and one was asked for.
    """
    _whole("tokens", tokens, 2, MOST_TOKENS)
    _whole("seed", seed, 0, 2**63)
    for name, number in (("steps", steps), ("starts", starts)):
        if number is not None:
            _whole(name, number, 1, 10**9)
    if system not in ("oja", "attention"):
        raise InvalidInput(f"system is {system!r}; expected oja or attention")
    if device not in DEVICES or dtype not in (*DTYPES, None):
        raise InvalidInput(f"device is {device!r}, dtype {dtype!r}; expected {DEVICES} and {DTYPES}")
    matrix = _value(value, dimension, seed)
    made = _system(system, matrix, query_key, step_size)
    require_device(device)
    one = work(made, tokens)
    dtype = dtype or ("float32" if one > SINGLE_FROM else "float64")
    starts = starts or int(max(1, min(DEFAULT_STARTS, STARTS_TOKENS // tokens)))
    steps = steps or int(max(1, min(DEFAULT_STEPS, JOURNEY // work(made, tokens, starts, dtype))))
    if starts * tokens * made.dimension > MOST_COORDINATES:
        raise InvalidInput(
            f"{starts} starts of {tokens} tokens in dimension {made.dimension} are {starts * tokens * made.dimension} "
            f"coordinates; expected at most {MOST_COORDINATES}"
        )
    return Settings(made, int(tokens), dtype, device, steps, starts, int(seed), source or "random, from the seed")


def _whole(name: str, number: Any, least: int, most: int) -> None:
    if isinstance(number, bool) or not isinstance(number, (int, np.integer)) or not least <= number <= most:
        raise InvalidInput(f"{name} is {number!r}; expected an integer from {least} to {most}")


def _value(value: Any, dimension: int | None, seed: int) -> np.ndarray:
    from verify.equilibria.prepare import SYMMETRY, exact_matrix

    if dimension is not None:
        _whole("dimension", dimension, 2, MOST_DIMENSION)
    if value is None:
        return random_value(3 if dimension is None else dimension, seed)
    matrix = exact_matrix("value", value)
    d = matrix.shape[0]
    if dimension not in (None, d):
        raise InvalidInput(
            f"value is {d} x {d} and --dimension {dimension}; leave out the dimension, it is that of value"
        )
    _whole("the dimension of value", d, 2, MOST_DIMENSION)
    if np.abs(matrix - matrix.T).max() > SYMMETRY * np.abs(matrix).max():
        raise InvalidInput("value is not symmetric; expected a symmetric matrix: the predictions are for these")
    return np.asarray((matrix + matrix.T) / 2)


def _system(system: str, value: np.ndarray, query_key: Any, step_size: float) -> Oja | Attention:
    from verify.equilibria.prepare import exact_matrix, prepare

    if system == "oja":
        if query_key is not None:
            raise InvalidInput("system oja and a query_key were both given; its attention is uniform: leave out one")
        made: Oja | Attention = Oja(value=value, step_size=step_size)
    else:
        key = None if query_key is None else exact_matrix("query_key", query_key)
        made = Attention(value=value, query_key=key, step_size=step_size)
        size = 1.0 if key is None else float(np.linalg.norm(key, 2))
        if size > LARGEST_SCORES:
            raise InvalidInput(
                f"query_key has norm {size:.3g}; expected at most {LARGEST_SCORES:g}: floats do not tell the exponentials"
            )
    prepare(made, 2, nonsymmetric=False)  # distinct eigenvalues, entries in range
    return made
