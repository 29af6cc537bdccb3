"""Properties that statements give to states, for :class:`verify.quantified.States`; nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verify.quantified import Property


def _of(module: str, name: str, *arguments: Any) -> Callable[[Any], Any]:
    """A function of :mod:`verify.search` with its first arguments, imported when it is called."""

    def call(subject: Any) -> Any:
        from importlib import import_module

        return getattr(import_module(f"verify.search.{module}"), name)(*arguments, subject)

    return call


UNSTABLE = Property("unstable", _of("lacking", "too_stable"), _of("certify_end", "stays"))
NOT_ATTRACTING = Property("not asymptotically stable", _of("lacking", "contraction"), _of("certify_end", "attracts"))
ATTRACTING = Property("asymptotically stable", _of("lacking", "expansion"), _of("certify_end", "expanding"))
FULL_RANK = Property(
    "one whose attention matrix has as high a rank as it has distinct tokens",
    _of("lacking", "rank_gap"),
    _of("lacking", "rank_falls"),
)
PRINCIPAL_TANGENT = Property(
    "one at which v_1 is tangent at every token", _of("lacking", "slant"), _of("lacking", "slanted_token")
)
HAS_CLUSTERING = Property(
    "one of a system that has a clustering equilibrium",
    _of("lacking", "without_clusterings"),
    _of("lacking", "no_clusterings"),
)


def loses_within(angle: str) -> Property:
    """Some perturbation that turns every token by less than ``angle`` (radians, as text) does not return."""
    return Property(
        f"one that loses some perturbation that turns every token by less than {angle} rad",
        _of("lacking", "keeps_within", angle),
        _of("lacking", "wide_basin", angle),
    )
