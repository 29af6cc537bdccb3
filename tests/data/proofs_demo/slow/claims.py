"""Two claims that end at once, then one that nobody has the time for."""

from __future__ import annotations

from verify.claim import Claim, Source
from verify.verdict import Verdict

from ..methods import Says, Sleeps

QUICK = tuple(
    Claim(
        id=f"slow.quick_{i}",
        title="done at once",
        statement="done at once",
        source=Source(f"Lemma {i}"),
        evidence=(Says("decide", Verdict.PROVED),),
    )
    for i in (1, 2)
)
ENDLESS = Claim(
    id="slow.endless", title="endless", statement="endless", source=Source("Lemma 3"), evidence=(Sleeps(600.0),)
)
WHOLE = Claim(
    id="slow.whole",
    title="a whole with an endless part",
    statement="all of it",
    source=Source("Theorem"),
    parts=("slow.quick_1", "slow.endless"),
)
