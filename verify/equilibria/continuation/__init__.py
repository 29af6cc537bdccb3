"""Equilibria followed through a parameter: ``follow(system, tokens, parse("score=0.1:3", system))``.

:mod:`parameter` and :mod:`family` say what is varied, :mod:`space` which states are looked at, :mod:`curve` and
:mod:`trace` follow, :mod:`events` locates what happens and :mod:`prove` certifies it; :mod:`diagram` draws.
"""

from verify.equilibria.continuation.branch import Branch, Certificate, Event, Point
from verify.equilibria.continuation.diagram import diagram
from verify.equilibria.continuation.follow import follow
from verify.equilibria.continuation.parameter import Parameter, parse

__all__ = ["Branch", "Certificate", "Event", "Parameter", "Point", "diagram", "follow", "parse"]
