"""The file of a sweep: whole at every moment, of one sweep only, joined from slices, summarised alike from any of them."""

from __future__ import annotations

import json
import sqlite3

import pytest

from verify.errors import InvalidInput
from verify.executors import WorkerDied, Workers
from verify.outputs import json_text
from verify.sweeps.conduct import Conductor, conduct
from verify.sweeps.examine import failed
from verify.sweeps.merge import merge
from verify.sweeps.plan import Plan, numbers
from verify.sweeps.store import Store
from verify.sweeps.summary import SHARES, lines, summary, table

PLAN = Plan(tokens=3, dimension=2, starts=4, step_size=(0.5, 0.5))


def told(store: Store, wanted: range) -> str:
    with store:
        return json_text(summary(store, wanted))


def test_slices_joined_are_the_whole(swept, tmp_path) -> None:
    whole = told(swept(PLAN, numbers(10)), numbers(10))
    parts = [tmp_path / f"part-{k}.sqlite" for k in (1, 2, 3)]
    for k, path in enumerate(parts, 1):
        swept(PLAN, numbers(10, (k, 3)), path).close()
    out = tmp_path / "whole.sqlite"
    assert told(merge(parts, out), numbers(10)) == whole
    assert told(merge([out, *parts], None), numbers(10)) == whole
    assert told(merge(parts[:2], out), numbers(10)) == whole  # into a file that is there
    assert json.loads(whole)["instances"] == {
        "wanted": 10,
        "done": 10,
        "failed": 0,
        "missing": 0,
        "without_prediction": 0,
    }
    with merge(parts[:2], None) as store:
        assert summary(store, numbers(10))["instances"]["missing"] == 3


def test_what_is_there_is_not_done_again(swept, inline, tmp_path) -> None:
    path = tmp_path / "a.sqlite"
    swept(PLAN, numbers(4), path).close()
    asked = []

    def task(_plan, chunk):
        asked.extend(chunk)
        return [failed(number, "planted") for number in chunk]

    with Store(path, PLAN) as store:
        waiting = (number for number in numbers(7) if number not in store.done())
        assert Conductor(store, inline, waiting, 7, 4, task=task).work(None, lambda _done, _total: None) is None
        assert summary(store, numbers(7))["instances"] == {
            "wanted": 7, "done": 4, "failed": 3, "missing": 0, "without_prediction": 0
        }  # fmt: skip
        assert "instance 4 failed: planted" in lines(summary(store, numbers(7)))
        assert sorted(asked) == [4, 5, 6]
        assert conduct(store, numbers(7), inline, None) is None  # what failed is tried again
    assert told(Store(path, PLAN), numbers(7)) == told(swept(PLAN, numbers(7)), numbers(7))


def test_fewer_instances_than_the_file_has(swept, tmp_path) -> None:
    path = tmp_path / "a.sqlite"
    swept(PLAN, numbers(8), path).close()
    assert told(swept(PLAN, numbers(5), path), numbers(5)) == told(swept(PLAN, numbers(5)), numbers(5))
    assert told(Store(path, PLAN), numbers(8, (2, 4))) == told(swept(PLAN, numbers(8, (2, 4))), numbers(8, (2, 4)))


def test_a_budget_that_is_spent_keeps_what_is_done(inline, tmp_path) -> None:
    with Store(tmp_path / "a.sqlite", PLAN) as store:
        assert conduct(store, numbers(10**6), inline, 0.3) == "budget"
        done = store.done()
        assert 0 < len(done) < 10**6
        assert done == set(range(len(done)))


class Deadly(Workers):
    """Workers that die whenever instance 5 is with them."""

    slots = 1

    def __init__(self, inner):
        self.inner = inner

    def submit(self, fn, /, plan, chunk):
        if 5 in chunk:
            return self.inner.submit(self.die)
        return self.inner.submit(fn, plan, chunk)

    @staticmethod
    def die():
        raise WorkerDied

    def kill(self):
        """Nothing runs."""


def test_an_instance_that_kills_workers_is_found_out_and_costs_no_other(inline) -> None:
    with Store(None, PLAN) as store:
        assert conduct(store, numbers(12), Deadly(inline), None) is None
        made = summary(store, numbers(12))
        assert store.done() == set(range(12)) - {5}
    assert made["failures"] == [{"instance": 5, "failed": "the engine ended its process (a crash in compiled code?)"}]


def test_a_transaction_is_whole_or_not_at_all(swept, tmp_path) -> None:
    path = tmp_path / "a.sqlite"
    with swept(PLAN, numbers(2), path) as store:
        rows = [failed(2, "planted"), {"instance": 3, "ends": [{"kind": "no such kind", "hits": 1}]}]
        with pytest.raises(KeyError):
            store.add(rows)
        store.add([failed(4, "planted")])  # and the next one goes through
    with sqlite3.connect(path) as file:
        assert [n for (n,) in file.execute("SELECT instance FROM instances ORDER BY instance")] == [0, 1, 4]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tokens": 4}, "its tokens is 3, expected 4"),
        ({"seed": 1}, "its seed is 0, expected 1"),
        ({"step_size": None}, "its step size is [0.5, 0.5], expected null"),
        ({"shape": "general"}, 'its shape is "symmetric", expected "general"'),
    ],
)
def test_a_file_of_another_sweep_is_refused(swept, tmp_path, change, said) -> None:
    path = tmp_path / "a.sqlite"
    swept(PLAN, numbers(1), path).close()
    before = path.read_bytes()
    other = Plan.from_dict(PLAN.to_dict() | change)
    with pytest.raises(InvalidInput, match="is of another sweep") as raised:
        Store(path, other)
    assert said in str(raised.value)
    assert path.read_bytes() == before
    swept(other, numbers(1), tmp_path / "b.sqlite").close()
    with pytest.raises(InvalidInput, match="is of another sweep than"):
        merge([path, tmp_path / "b.sqlite"], None)


def test_a_file_of_another_version_is_refused(swept, tmp_path) -> None:
    path = tmp_path / "a.sqlite"
    swept(PLAN, numbers(1), path).close()
    with sqlite3.connect(path) as file:
        file.execute("UPDATE sweep SET value = '\"0.0.1\"' WHERE name = 'verify'")
    for plan in (PLAN, None):
        with pytest.raises(InvalidInput, match=r'its verify is "0\.0\.1", expected'):
            Store(path, plan)


def test_files_that_are_none_of_a_sweep(tmp_path) -> None:
    text, database, damaged = tmp_path / "a.txt", tmp_path / "b.sqlite", tmp_path / "c.sqlite"
    text.write_text("no database, but long enough to be taken for one " * 40)
    with sqlite3.connect(database) as file:
        file.execute("CREATE TABLE sweep (name TEXT, value TEXT)")
    with sqlite3.connect(damaged) as file:
        file.execute("PRAGMA application_id = 1987278704")
    said = {}
    for path in (text, database, damaged, tmp_path / "absent" / "d.sqlite"):
        with pytest.raises(InvalidInput) as raised:
            Store(path, PLAN)
        said[path.name] = str(raised.value)
        assert "\n" not in said[path.name]
    assert "is no SQLite file" in said["a.txt"]
    assert "something else" in said["b.sqlite"]
    assert "expected" in said["c.sqlite"]
    assert "cannot open" in said["d.sqlite"]
    assert text.read_text().startswith("no database")
    with pytest.raises(InvalidInput, match="no such file"):
        Store(tmp_path / "none.sqlite", None)
    with pytest.raises(InvalidInput, match="without files"):
        merge([], None)


def test_one_writer(tmp_path) -> None:
    path = tmp_path / "a.sqlite"
    with Store(path, PLAN) as store:
        store.add([failed(0, "planted")])
        with pytest.raises(InvalidInput, match="in use by another process"):
            Store(path, PLAN)
    Store(path, PLAN).close()


def test_rows_that_differ_are_not_joined(swept, tmp_path) -> None:
    paths = [tmp_path / "a.sqlite", tmp_path / "b.sqlite"]
    for path in paths:
        swept(PLAN, numbers(2), path).close()
    with sqlite3.connect(paths[1]) as file:
        file.execute(
            "UPDATE instances SET record = replace(record, '\"starts\": 4', '\"starts\": 5') WHERE instance = 1"
        )
    with pytest.raises(InvalidInput, match="differ in instance 1"):
        merge(paths, None)
    with pytest.raises(InvalidInput, match="both read and written"):
        merge(paths, paths[0])


def test_shares_by_hand() -> None:
    """Two instances: one with all four starts at consensus, one with two of them at a bipartite state and one undecided."""
    end = {"sizes": [3], "growth": 0.5, "verdict": "stable", "eigenvector": 0, "predicted": "stable"}
    base = {"starts": 4, "two_cycles": 0, "undecided": 0, "compared": 3, "note": None, "predicted": {}}
    rows = [
        base | {"instance": 0, "stable": [["consensus", 0, 0]], "ends": [end | {"kind": "consensus", "hits": 4}]},
        base | {
            "instance": 1,
            "undecided": 1,
            "stable": [["consensus", 0, 0], ["bipartite", 0, 1]],
            "ends": [end | {"kind": "consensus", "hits": 1}, end | {"kind": "bipartite", "hits": 2}],
        },
    ]  # fmt: skip
    with Store(None, PLAN) as store:
        store.add(rows)
        made = summary(store, numbers(2))
    shares = {one["name"]: one for one in made["shares"]}
    assert list(shares) == list(SHARES)
    counts = {name: one["count"] for name, one in shares.items() if one["count"]}
    assert counts == {
        "a stable consensus is predicted": 2,
        "a stable bipartite state is predicted": 1,
        "a start ends at a consensus state": 2,
        "a start ends at a bipartite state": 1,
        "all starts end at consensus": 1,
        "starts end at more than one kind": 1,
        "a start is undecided": 1,
    }
    # Clopper and Pearson for 2 of 2 at 95 %: from 0.025^(1/2) to 1; for 1 of 2: 1 - 0.975^(1/2) from either side.
    assert shares["a stable consensus is predicted"]["low"] == pytest.approx(0.025**0.5)
    assert shares["all starts end at consensus"]["low"] == pytest.approx(1 - 0.975**0.5)
    assert shares["all starts end at consensus"]["high"] == pytest.approx(0.975**0.5)
    ends = {one["name"]: one for one in made["starts"]["ends"]}
    assert made["starts"]["total"] == 8
    assert (ends["consensus"]["count"], ends["consensus"]["share"]) == (5, 5 / 8)
    # Shares 1 and 1/4 over two instances: standard deviation 3/4 / sqrt(2), standard error 3/8.
    assert ends["consensus"]["standard_error"] == pytest.approx(3 / 8)
    assert made["compared"] == 6
    csv = table(made).splitlines()
    assert csv[0] == "quantity,count,of,share,low,high,standard_error"
    assert "a stable consensus is predicted,2,2,1.0,0.158113883008,1.0," in csv
    assert "starts: consensus,5,8,0.625,,,0.375" in csv
    assert csv[-1].startswith("contradictions: hold,0")


def test_nothing_done_is_told_and_divides_by_nothing() -> None:
    with Store(None, PLAN) as store:
        made = summary(store, numbers(3))
    assert made["instances"]["missing"] == 3
    assert all(one["share"] is None and (one["low"], one["high"]) == (0, 1) for one in made["shares"])
    assert json_text(made)
    assert table(made)
