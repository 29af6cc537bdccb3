"""Kinds of evidence, one file each; every one reads the claim's own predicates and returns a Finding."""

from verify.evidence.decide import Decide
from verify.evidence.deduce import Deduce, LemmaAt
from verify.evidence.enclose import Enclose, Exact
from verify.evidence.falsify import Falsify
from verify.evidence.identity import Derive
from verify.evidence.precise import Precise
from verify.evidence.simulate import Simulate
from verify.evidence.statistics import Statistics

__all__ = ["Decide", "Deduce", "Derive", "Enclose", "Exact", "Falsify", "LemmaAt", "Precise", "Simulate", "Statistics"]
