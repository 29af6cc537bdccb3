"""What GitHub Actions shows of a run: annotations at the lines of the claims, and a summary of the job in Markdown.

Both are written only inside Actions, which sets ``GITHUB_ACTIONS`` and names the file of the summary in
``GITHUB_STEP_SUMMARY``.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from verify.comparison import Difference, Kind
from verify.location import locate

_LIMIT = 1_000_000  # bytes of a step's summary that GitHub keeps: beyond 1 MiB it shows nothing at all
_ORDER = ("CONTRADICTED", "REFUTED", "INCONCLUSIVE", "SKIPPED", "CORROBORATED", "CERTIFIED", "PROVED")


def inside_actions() -> bool:
    """Whether this process runs in a job of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def workflow_commands(doc: Mapping[str, Any], differences: Sequence[Difference], folder: Path) -> list[str]:
    """Workflow commands, one a line: an error for each difference, in a run without a check for each contradiction.

    Claims of ``doc`` that an engine failed on or is missing for are warnings, where no difference tells of them.
    """
    found = [_command("error", _title(d.kind), str(d), folder, d.claim_id) for d in differences]
    told = {difference.claim_id for difference in differences}
    for claim in doc["claims"]:
        if claim["id"] in told:
            continue
        if claim["verdict"] == "CONTRADICTED":
            text = f"{claim['id']}: CONTRADICTED: a fault of the suite; verify show {claim['id']}"
            found.append(_command("error", "contradiction", text, folder, claim["id"]))
        for evidence in claim["evidence"]:
            if evidence["reason"] in ("ENGINE_FAILED", "MISSING_ENGINE"):
                text = f"{claim['id']}: {evidence['kind']}: {evidence['detail']}"
                title = evidence["reason"].lower().replace("_", " ")
                found.append(_command("warning", title, text, folder, claim["id"]))
    if doc["stopped"]:
        found.append(f"::warning title=verify%3A stopped::{_data(_stopped(doc))}")
    return found


def _title(kind: Kind) -> str:
    return kind.name.lower().replace("_", " ")


def _command(level: str, title: str, message: str, folder: Path, claim_id: str) -> str:
    place = locate(folder, claim_id)
    where = "" if place is None else f"file={_property(_relative(place[0]))},line={place[1]},"
    return f"::{level} {where}title={_property(f'verify: {title}')}::{_data(message)}"


def _relative(path: Path) -> str:
    """As GitHub knows it: from the root of the checkout."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    resolved = path.resolve()
    return (resolved.relative_to(root) if resolved.is_relative_to(root) else resolved).as_posix()


def _data(text: str) -> str:
    """Escaped as the message of a workflow command: a line break would end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escaped as a property: colon and comma end one too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(doc: Mapping[str, Any], differences: Sequence[Difference] | None) -> str:
    """The summary of the job in Markdown: differences (``None`` in a run without a check), what to do, all verdicts."""
    lines = [*_head(doc, differences), *_differences(differences or ())]
    claims = sorted(doc["claims"], key=lambda claim: _ORDER.index(claim["verdict"]))
    rows = [_row(claim) for claim in claims]
    size = sum(len(line.encode()) + 1 for line in lines)
    kept = []
    for row in rows:
        size += len(row.encode()) + 1
        if size > _LIMIT - 1_000:
            break
        kept.append(row)
    more = len(rows) - len(kept)
    lines += ["<details><summary>All verdicts</summary>", "", "| claim | label | verdict | by | standing | mutants |"]
    lines += ["|---|---|---|---|---|---|", *kept, ""]
    lines += [f"... and {more} more claims: the report has them all.", ""] if more else []
    return "\n".join([*lines, "</details>", ""])


def _head(doc: Mapping[str, Any], differences: Sequence[Difference] | None) -> Iterator[str]:
    if differences is None:
        yield "## verify run"
    elif differences:
        count = "1 difference" if len(differences) == 1 else f"{len(differences)} differences"
        yield f"## verify check: {count} from the ledger"
    else:
        yield "## verify check: as the ledger expects"
    counts = Counter(claim["verdict"] for claim in doc["claims"])
    told = ", ".join(f"{counts[name]} {name}" for name in reversed(_ORDER) if counts[name])
    yield from ("", f"{len(doc['claims'])} claims, tier {doc['tier']}: {told}.", "")
    if doc["stopped"]:
        yield from (f"**{_stopped(doc)}**", "")


def _stopped(doc: Mapping[str, Any]) -> str:
    why = "the budget was spent" if doc["stopped"] == "budget" else "interrupted"
    left = sum(not claim["finished"] for claim in doc["claims"])
    return f"Stopped ({why}): {left} claims did not run to the end."


def _differences(differences: Sequence[Difference]) -> Iterator[str]:
    if not differences:
        return
    yield from ("| claim | what | what happened, and what to do |", "|---|---|---|")
    for difference in differences:
        yield f"| `{difference.claim_id}` | {_title(difference.kind)} | {_cell(difference.message)} |"
    yield ""
    yield (
        "A change that is meant is blessed on your machine, `verify run` and then `verify bless ID`, and the ledger's diff is "
        "reviewed with it. `verify show ID` has the evidence. GitHub shows ten annotations of a step; this table has all."
    )
    yield ""


def _row(claim: Mapping[str, Any]) -> str:
    fallen = sum(mutant["verdict"] == "REFUTED" for mutant in claim["mutants"])
    mutants = f"{fallen}/{len(claim['mutants'])}" if claim["mutants"] else ""
    cells = [f"`{claim['id']}`", _cell(claim["label"]), claim["verdict"], claim["reached_by"] or "", claim["standing"]]
    return "| " + " | ".join([*cells, mutants]) + " |"


def _cell(text: str) -> str:
    """One cell of a table: no line break, no bar, no tag."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def append_summary(text: str) -> None:
    """Append to the step's summary, if GitHub gave a file for it; what cannot be written there is no reason to fail."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return
