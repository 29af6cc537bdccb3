"""Where starts end: which consensus or bipartite consensus, how often, and whether it was predicted to attract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.large.simulate.checks import Check, Skipped
from verify.large.simulate.places import Frame
from verify.systems import Attention, Oja

CONFIDENCE = 0.95
SURE = 1e-4
"""Error probability of the test that both signs are equally likely."""
FEW = 20


@dataclass(frozen=True)
class End:
    """A state as a sign state.

    Attributes:
        k: the eigenvector that the tokens are closest to.
        plus: tokens on the side of ``v_k``.
        minus: the others.
        deviation: the largest distance of a token from the line.
        near: whether that is so small that the start has arrived there; else it rests elsewhere.
    """

    k: int
    plus: int
    minus: int
    deviation: float
    near: bool = True

    @property
    def kind(self) -> str:
        """consensus, bipartite or other."""
        return "other" if not self.near else "bipartite" if min(self.plus, self.minus) else "consensus"

    def to_list(self, arrived: float) -> list[int]:
        """For a checkpoint."""
        return [self.k, self.plus, self.minus, int(self.deviation <= arrived)]

    @staticmethod
    def of(kept: Sequence[int]) -> End:
        """From a checkpoint."""
        return End(kept[0], kept[1], kept[2], 0.0, bool(kept[3]))


def described(frame: Frame, tokens: np.ndarray) -> End:
    """The sign state that is closest to a state of shape ``(n, d)``."""
    coordinates = tokens.astype(np.float64) @ frame.vectors
    k = int((coordinates**2).mean(axis=0).argmax())
    plus = int((coordinates[:, k] > 0).sum())
    coordinates[:, k] = 0
    deviation = float(np.sqrt((coordinates**2).sum(axis=1).max()))
    return End(k, plus, len(tokens) - plus, deviation if np.isfinite(deviation) else float("inf"))


def verdicts(system: Oja | Attention, tokens: int, ends: Sequence[End]) -> list[str | None]:
    """What ``verify.stability`` says of each: stable, unstable, marginal; ``None`` where it says nothing."""
    from verify.equilibria.stability import stability

    entries = list(stability(system, tokens))
    found: list[str | None] = []
    for end in ends:
        minus = min(end.plus, end.minus)
        entry = next((e for e in entries if e.eigenvector == end.k and e.low <= minus <= e.high), None)
        found.append(entry.outcome.verdict if entry is not None and end.near else None)
    return found


def table(system: Oja | Attention, tokens: int, ends: Sequence[End], starts: int) -> list[dict[str, Any]]:
    """The entry ``ends`` of the JSON: for each kind and eigenvector the share of the starts, with its 95 % interval."""
    from scipy.stats import binomtest

    groups: dict[tuple[str, int | None, str | None], list[int]] = {}
    for end, verdict in zip(ends, verdicts(system, tokens, ends), strict=True):
        key = (end.kind, end.k if end.near else None, verdict)
        groups.setdefault(key, []).append(min(end.plus, end.minus))
    if starts > len(ends):
        groups[("open", None, None)] = [0] * (starts - len(ends))
    rows = []
    for (kind, k, verdict), minus in sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0]))):
        interval = binomtest(len(minus), starts).proportion_ci(CONFIDENCE, method="exact")
        split = [min(minus), max(minus)] if kind == "bipartite" else None
        rows.append(
            {
                "kind": kind,
                "eigenvector": k,
                "minus": split,
                "verdict": verdict,
                "starts": len(minus),
                "share": len(minus) / starts,
                "interval": [float(interval.low), float(interval.high)],
            }
        )
    return rows


def ends_checks(
    system: Oja | Attention, tokens: int, ends: Sequence[End], starts: int, made: int
) -> tuple[list[Check], list[Skipped]]:
    """That every end at a sign state was predicted to attract, and that both signs of it are equally likely."""
    name = "share of the ends at sign states that are predicted to attract"
    sides = "share of the ends on the side of +v_k"
    if not ends:
        told = f"none of {starts} starts arrived within {made} steps"
        return [], [Skipped(name, told), Skipped(sides, told)]
    known = [verdict for verdict in verdicts(system, tokens, ends) if verdict is not None]
    checks: list[Check] = []
    skipped: list[Skipped] = []
    if known:
        share = sum(verdict != "unstable" for verdict in known) / len(known)
        checks.append(Check(name, 1.0, share, 0.0, basis="verify stability, certified"))
    else:
        skipped.append(Skipped(name, "the starts that came to rest are at no consensus or bipartite consensus"))
    sided = [end.plus > end.minus for end in ends if end.near and end.plus != end.minus]
    if len(sided) >= FEW:
        from scipy.stats import binom

        slack = float(binom.ppf(1 - SURE / 2, len(sided), 0.5)) / len(sided) - 0.5
        checks.append(
            Check(sides, 0.5, sum(sided) / len(sided), slack, basis="the step commutes with x -> -x; 1 - 1e-4 quantile")
        )
    else:
        skipped.append(Skipped(sides, f"needs {FEW} starts or more that end on one side, has {len(sided)}"))
    return checks, skipped
