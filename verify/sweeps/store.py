"""The file of a sweep: SQLite, one writer, one transaction for each chunk; what is in it is never drawn again."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from verify.errors import InvalidInput
from verify.sweeps.plan import Plan

APPLICATION = 0x76737770  # "vswp": SQLite's own way to tell whose file it is
SCHEMA = "verify.sweep-file/1"
_TABLES = """
CREATE TABLE sweep (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE instances (
  instance INTEGER PRIMARY KEY, seed INTEGER, step_size REAL, starts INTEGER, two_cycles INTEGER, undecided INTEGER,
  consensus INTEGER, bipartite INTEGER, polygonal INTEGER, clustering INTEGER, mixed INTEGER, compared INTEGER,
  contradictions INTEGER NOT NULL, failed TEXT, record TEXT NOT NULL
);
CREATE TABLE contradictions (
  instance INTEGER, number INTEGER, kind TEXT NOT NULL, predicted TEXT NOT NULL, seen TEXT NOT NULL, holds INTEGER NOT NULL,
  how TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (instance, number)
) WITHOUT ROWID;
"""
KINDS = ("consensus", "bipartite", "polygonal", "clustering", "mixed")
_COUNTED = ("seed", "step_size", "starts", "two_cycles", "undecided", *KINDS, "compared", "contradictions", "failed")


class Store:
    """An open file of a sweep. Use as a context; it is consistent at every moment, also after a kill."""

    def __init__(self, path: Path | None, plan: Plan | None) -> None:
        """Open or make the file.

        Args:
            path: ``None`` keeps everything in memory.
            plan: of the sweep; ``None`` takes that of a file that exists.

        Raises:
            InvalidInput: if it cannot be opened, is another kind of file, of another sweep, or in use.
        """
        self.path = path
        exists = path is not None and path.exists() and path.stat().st_size > 0
        if plan is None and not exists:
            raise InvalidInput(f"{path}: there is no such file, or it is empty; expected the file of a sweep")
        try:
            self._open = sqlite3.connect(":memory:" if path is None else path, timeout=2, isolation_level=None)
        except sqlite3.Error as error:
            raise InvalidInput(f"cannot open {path}: {error}; expected a writable file of a sweep") from error
        try:
            # One process at a time: the write-ahead log then needs no shared memory, which network file systems lack.
            self._open.execute("PRAGMA locking_mode = EXCLUSIVE")
            if exists:
                self.plan = self._known(plan)
            self._open.execute("PRAGMA journal_mode = WAL")
            self._open.execute("PRAGMA synchronous = NORMAL")
            if not exists:
                assert plan is not None
                self.plan = plan
                self._make(plan)
        except sqlite3.Error as error:
            self._open.close()
            raise InvalidInput(self._told(error)) from error
        except InvalidInput:
            self._open.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Fold the log into the file, so that it can be copied alone."""
        with contextlib.suppress(
            sqlite3.Error
        ):  # a full disk: the log stays beside the file, and the next opening reads it
            self._open.execute("PRAGMA journal_mode = DELETE")
        self._open.close()

    def _make(self, plan: Plan) -> None:
        self._open.execute(f"PRAGMA application_id = {APPLICATION}")
        self._open.executescript(f"BEGIN; {_TABLES} COMMIT;")
        self._open.execute("BEGIN")
        for name, value in _described(plan).items():
            self._open.execute("INSERT INTO sweep VALUES (?, ?)", (name, json.dumps(value)))
        self._open.execute("COMMIT")

    def _known(self, wanted: Plan | None) -> Plan:
        """The plan of the file, if it is the one that is wanted."""
        found = self._open.execute("PRAGMA application_id").fetchone()[0]
        if found != APPLICATION:
            raise InvalidInput(
                f"{self.path} is an SQLite file of something else; expected the file of a sweep, or a new name"
            )
        there = {name: json.loads(value) for name, value in self._open.execute("SELECT name, value FROM sweep")}
        here = _described(wanted) if wanted is not None else {key: there.get(key) for key in ("schema", "verify")}
        here |= {} if wanted is not None else {"schema": SCHEMA, "verify": _described(Plan())["verify"]}
        for name, value in here.items():
            if there.get(name) != value:
                raise InvalidInput(
                    f"{self.path} is of another sweep: its {name.replace('_', ' ')} is {json.dumps(there.get(name))}, "
                    f"expected {json.dumps(value)}; give another --out, or the options that it was made with"
                )
        return Plan.from_dict({name: there[name] for name in Plan().to_dict()})

    def _told(self, error: sqlite3.Error) -> str:
        if "locked" in str(error):
            return f"{self.path} is in use by another process; expected one writer"
        if "not a database" in str(error):
            return f"{self.path} is no SQLite file; expected the file of a sweep, or a new name"
        return f"cannot use {self.path}: {error}; expected a writable file of a sweep"

    # ------------------------------------------------------------ rows

    def done(self) -> set[int]:
        """The instances that are there; those that failed are tried again."""
        return {n for (n,) in self._open.execute("SELECT instance FROM instances WHERE failed IS NULL")}

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows of :func:`verify.sweeps.examine.examine`, all or none of them.

        Raises:
            InvalidInput: if they cannot be written (a full disk).
        """
        try:
            self._open.execute("BEGIN")
            for row in rows:
                self._insert(row)
            self._open.execute("COMMIT")
        except BaseException as error:  # Ctrl-C too: nothing half done stays
            if self._open.in_transaction:
                self._open.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise InvalidInput(self._told(error)) from error
            raise

    def _insert(self, row: Mapping[str, Any]) -> None:
        number = row["instance"]
        record = {name: value for name, value in row.items() if name != "contradictions"}
        hits = dict.fromkeys(KINDS, 0)
        for end in row.get("ends", ()):
            hits[end["kind"]] += end["hits"]
        found = row.get("contradictions", [])
        whole = {**record, **hits, "contradictions": len(found)}
        names = ", ".join(("instance", *_COUNTED, "record"))
        values = [number, *(whole.get(name) for name in _COUNTED), json.dumps(record, sort_keys=True, allow_nan=False)]
        self._open.execute("DELETE FROM contradictions WHERE instance = ?", (number,))
        self._open.execute(
            f"INSERT OR REPLACE INTO instances ({names}) VALUES ({', '.join('?' * len(values))})", values
        )
        for k, one in enumerate(found):
            told = json.dumps(one["document"], sort_keys=True)
            items = (number, k, one["kind"], one["predicted"], one["seen"], int(one["holds"]), one["how"], told)
            self._open.execute(f"INSERT INTO contradictions VALUES ({', '.join('?' * len(items))})", items)

    def records(self, stop: int | None = None) -> Iterator[dict[str, Any]]:
        """The rows in the order of the instances, without contradictions.

        Args:
            stop: only instances before this one.
        """
        limit = 2**62 if stop is None else stop
        for (text,) in self._open.execute(
            "SELECT record FROM instances WHERE instance < ? ORDER BY instance", (limit,)
        ):
            yield json.loads(text)

    def contradictions(self, stop: int | None = None) -> Iterator[dict[str, Any]]:
        """All of them, by instance, with the counterexample as ``document``."""
        limit = 2**62 if stop is None else stop
        query = "SELECT * FROM contradictions WHERE instance < ? ORDER BY instance, number"
        for instance, number, kind, predicted, seen, holds, how, document in self._open.execute(query, (limit,)):
            told = {"instance": instance, "number": number, "kind": kind, "predicted": predicted, "seen": seen}
            yield told | {"holds": bool(holds), "how": how, "document": json.loads(document)}

    def copy_from(self, other: Store) -> None:
        """All rows of another file of the same plan.

        Raises:
            InvalidInput: if an instance is in both, and not the same.
        """
        query = "SELECT record FROM instances WHERE instance = ?"
        found: dict[int, list[dict[str, Any]]] = {}
        for one in other.contradictions():
            found.setdefault(one["instance"], []).append(one)
        rows = []
        for record in other.records():
            number = record["instance"]
            here = self._open.execute(query, (number,)).fetchone()
            text = json.dumps(record, sort_keys=True, allow_nan=False)
            if here is not None and here[0] != text and "failed" not in record and "failed" not in json.loads(here[0]):
                raise InvalidInput(
                    f"{other.path} and a file before it differ in instance {number}; expected the same row"
                )
            if here is None or "failed" not in record:
                rows.append(record | {"contradictions": found.get(number, [])})
        self.add(rows)


def _described(plan: Plan) -> dict[str, Any]:
    """What must be the same for rows to stand in one file."""
    from verify import __version__

    return {"schema": SCHEMA, "verify": __version__, **plan.to_dict()}
