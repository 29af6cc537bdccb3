"""The parameters that an equilibrium can be followed in, and how the command line writes them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from verify.errors import InvalidInput
from verify.search.state import in_floats
from verify.systems import MultiHead, Oja, System

Name = Literal["step-size", "score", "value", "eigenvalue"]
FORMS = "step-size=a:b, score=a:b, value=a:b or eigenvalue:K=a:b"


@dataclass(frozen=True)
class Parameter:
    """One parameter of a system and the range to follow it over.

    Attributes:
        name: ``step-size`` (alpha), ``score`` (A becomes p A), ``value`` (V becomes p V) or ``eigenvalue`` (the
            index-th eigenvalue of a symmetric V becomes p, its eigenvectors are kept).
        low: the smaller end of the range.
        high: the larger end.
        index: of the eigenvalue, counted from 0 in descending order of the given V; ``None`` for the others.
    """

    name: Name
    low: float
    high: float
    index: int | None = None

    @property
    def label(self) -> str:
        """As the command line writes it: ``score``, ``eigenvalue:1``."""
        return self.name if self.index is None else f"{self.name}:{self.index}"

    def own_value(self, system: System) -> float:
        """The value at which the family is ``system`` itself."""
        if self.name == "step-size":
            return float(system.step_size)
        if self.index is None:
            return 1.0
        value = in_floats(system).value  # type: ignore[attr-defined]
        return float(np.sort(np.linalg.eigvalsh(value))[::-1][self.index])


def parse(text: str, system: System) -> Parameter:
    """The parameter that ``PARAM=a:b`` names, if ``system`` has it.

    Args:
        text: ``step-size=a:b``, ``score=a:b``, ``value=a:b`` or ``eigenvalue:K=a:b`` with finite a < b.
        system: what is to be followed.

    Raises:
        InvalidInput: where the text is of no such form, or the system has no such parameter over that range.
    """
    head, equals, tail = text.partition("=")
    low_text, colon, high_text = tail.partition(":")
    if not (equals and colon):
        raise InvalidInput(f"{text!r} is no parameter with a range; expected {FORMS}")
    low, high = _number(text, low_text), _number(text, high_text)
    name, _, index_text = head.strip().partition(":")
    index = None
    if name == "eigenvalue":
        if not index_text.isdecimal():
            raise InvalidInput(f"{head!r} does not say which eigenvalue; expected eigenvalue:K, K = 0 for the largest")
        index = int(index_text)
    elif index_text or name not in ("step-size", "score", "value"):
        raise InvalidInput(f"{head!r} is no parameter; expected {FORMS}")
    parameter = Parameter(name, low, high, index)  # type: ignore[arg-type]
    require(parameter, system)
    return parameter


def require(parameter: Parameter, system: System) -> None:
    """That ``system`` has the parameter over the whole range.

    Raises:
        InvalidInput: if not.
    """
    name, low, high = parameter.name, parameter.low, parameter.high
    if not low < high:
        raise InvalidInput(f"the range of {parameter.label} is {low:g}:{high:g}; expected a:b with a < b")
    if name == "step-size":
        if system.is_flow:
            raise InvalidInput("the system is a flow, which has no step size; expected score, value or eigenvalue:K")
        if not low > 0:
            raise InvalidInput(f"the range of step-size begins at {low:g}; expected positive step sizes")
    elif name == "score" and isinstance(system, Oja):
        raise InvalidInput("the Oja system has no scores; expected step-size, value or eigenvalue:K")
    elif name == "value" and low <= 0 <= high:
        raise InvalidInput(
            f"the range of value is {low:g}:{high:g}; expected one without 0, where nothing moves and every state is at rest"
        )
    elif name == "eigenvalue":
        _require_eigenvalue(parameter, system)


def _require_eigenvalue(parameter: Parameter, system: System) -> None:
    if isinstance(system, MultiHead):
        raise InvalidInput("the system has several heads; expected a single value matrix for eigenvalue:K")
    value = in_floats(system).value  # type: ignore[attr-defined]
    if not np.array_equal(value, value.T):
        raise InvalidInput("the value matrix is not symmetric; expected a symmetric one for eigenvalue:K")
    assert parameter.index is not None
    if not 0 <= parameter.index < len(value):
        raise InvalidInput(f"eigenvalue:{parameter.index} does not exist; expected K from 0 to {len(value) - 1}")


def _number(text: str, part: str) -> float:
    try:
        number = float(part.replace("_", "?"))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InvalidInput(f"{text!r} has the end {part.strip()!r}; expected finite numbers a:b")
    return number
