"""What a sweep found, in numbers: the same bytes for the same rows, whatever did them and in whatever order."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from typing import Any

from verify.sweeps.store import KINDS, Store

CONFIDENCE = 0.95
LISTED = 20
"""Contradictions that the summary holds; the file has all."""
Record = dict[str, Any]


def _ended(kind: str) -> Callable[[Record], bool]:
    return lambda row: kind in _kinds(row)


SHARES: dict[str, Callable[[Record], bool]] = {
    "a stable consensus is predicted": lambda row: any(state[0] == "consensus" for state in row["stable"]),
    "a stable bipartite state is predicted": lambda row: any(state[0] == "bipartite" for state in row["stable"]),
    **{f"a start ends at a {kind} state": _ended(kind) for kind in KINDS},
    "a start ends at a two-cycle": lambda row: row["two_cycles"] > 0,
    "all starts end at consensus": lambda row: _hits(row, "consensus") == row["starts"],
    "starts end at more than one kind": lambda row: len(_kinds(row)) > 1,
    "a start is undecided": lambda row: row["undecided"] > 0,
}
"""What an instance may have; the shares are of all instances that were done."""


def summary(store: Store, wanted: range) -> dict[str, Any]:
    """The JSON of ``verify sweep``, schema verify.sweep/1.

    Shares of instances come with Clopper and Pearson's exact 95 % interval: instances are independent. Starts of one instance are
    not, so that their shares come with the standard error over instances.

    Args:
        store: the file.
        wanted: numbers of the instances that were asked for; others that the file may hold do not count.
    """
    counts = dict.fromkeys(SHARES, 0)
    ends = {name: [0, 0] for name in (*KINDS, "two_cycles", "undecided")}  # sums of hits and of their squares
    done = compared = unpredicted = 0
    failures: list[Record] = []
    for row in store.records(wanted.stop):
        if row["instance"] not in wanted:
            continue
        if "failed" in row:
            failures.append(row)
            continue
        done += 1
        compared += row["compared"]
        unpredicted += row["note"] is not None
        for name, has in SHARES.items():
            counts[name] += has(row)
        for name, sums in ends.items():
            hits = row[name] if name in row else _hits(row, name)
            sums[0] += hits
            sums[1] += hits * hits
    found = [one for one in store.contradictions(wanted.stop) if one["instance"] in wanted]
    holding = [one for one in found if one["holds"]]
    starts = store.plan.starts
    return {
        "schema": "verify.sweep/1",
        "plan": store.plan.to_dict(),
        "instances": {
            "wanted": len(wanted),
            "done": done,
            "failed": len(failures),
            "missing": len(wanted) - done - len(failures),
            "without_prediction": unpredicted,
        },
        "shares": [_share(name, count, done) for name, count in counts.items()],
        "starts": {
            "total": done * starts,
            "ends": [_ends(name, sums[0], sums[1], done, starts) for name, sums in ends.items()],
        },
        "compared": compared,
        "contradictions": {
            "found": len(found),
            "hold": len(holding),
            "instances": len({one["instance"] for one in holding}),
            "listed": [{k: v for k, v in one.items() if k != "document"} for one in sorted(found, key=_first)[:LISTED]],
        },
        "failures": [{"instance": row["instance"], "failed": row["failed"]} for row in failures[:LISTED]],
    }


def _first(one: Record) -> tuple[Any, ...]:
    return (not one["holds"], one["instance"], one["number"])


def _kinds(row: Record) -> set[str]:
    return {end["kind"] for end in row["ends"] if end["hits"]}


def _hits(row: Record, kind: str) -> int:
    return sum(end["hits"] for end in row["ends"] if end["kind"] == kind)


def _share(name: str, count: int, of: int) -> dict[str, Any]:
    from scipy.stats import binomtest

    if not of:
        return {"name": name, "count": 0, "of": 0, "share": None, "low": 0.0, "high": 1.0}
    interval = binomtest(count, of).proportion_ci(CONFIDENCE, method="exact")
    # Twelve digits: the last ones are those of the library, not of the sweep.
    low, high = (float(f"{end:.12g}") for end in (interval.low, interval.high))
    return {"name": name, "count": count, "of": of, "share": count / of, "low": low, "high": high}


def _ends(name: str, total: int, squares: int, done: int, starts: int) -> dict[str, Any]:
    share = total / (done * starts) if done else None
    error = None
    if done > 1:
        variance = (squares - total * total / done) / (done - 1) / starts**2
        error = float(f"{math.sqrt(max(variance, 0.0) / done):.12g}")
    return {"name": name, "count": total, "share": share, "standard_error": error}


def table(made: dict[str, Any]) -> str:
    """The shares as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("quantity", "count", "of", "share", "low", "high", "standard_error"))
    for one in made["shares"]:
        values = (one[key] for key in ("name", "count", "of", "share", "low", "high"))
        writer.writerow((*values, None))
    total = made["starts"]["total"]
    for one in made["starts"]["ends"]:
        name = f"starts: {one['name'].replace('_', '-')}"
        writer.writerow((name, one["count"], total, one["share"], None, None, one["standard_error"]))
    for name in ("found", "hold"):
        writer.writerow((f"contradictions: {name}", made["contradictions"][name], None, None, None, None, None))
    return out.getvalue()


def lines(made: dict[str, Any]) -> list[str]:
    """What a person is told after the table."""
    instances, found = made["instances"], made["contradictions"]
    said = [f"{instances['done']} of {instances['wanted']} instances done, {made['starts']['total']} starts followed"]
    if instances["without_prediction"]:
        said.append(f"{instances['without_prediction']} instances have no closed forms (repeated eigenvalues)")
    said += [f"instance {row['instance']} failed: {row['failed']}" for row in made["failures"][:5]]
    if instances["failed"] > 5:
        said.append(f"{instances['failed'] - 5} more instances failed")
    said.append(f"{made['compared']} predicted states beside the Jacobian at them")
    for one in found["listed"][:5]:
        word = "CONTRADICTION" if one["holds"] else "not confirmed"
        said.append(
            f"{word}: instance {one['instance']}: predicted {one['predicted']}, found {one['seen']} ({one['kind']}): {one['how']}"
        )
    if found["hold"]:
        said.append(f"contradictions of the closed forms that hold: {found['hold']} (instances: {found['instances']})")
    else:
        doubts = f"; suspected and not confirmed: {found['found']}" if found["found"] else ""
        said.append(f"no contradiction of the closed forms{doubts}")
    return said
